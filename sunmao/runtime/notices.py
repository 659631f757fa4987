"""Short messages of the library to whoever runs it: events in the studio, printed lines elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sunmao import texts
from sunmao.protocol.messages import Notice
from sunmao.runtime import session

_muted: ContextVar[bool] = ContextVar("muted", default=False)


@contextmanager
def mute_notices(muted: bool = True) -> Iterator[None]:
    """Meanwhile nothing is said: of many trainings alike, whoever asked for them tells in one sentence. muted: False:
    it is said all the same.
    """
    token = _muted.set(muted)
    try:
        yield
    finally:
        _muted.reset(token)


def show_notice(key: str, level: str = "info", **params: Any) -> None:
    """Say a sentence of the catalog: as a Notice in the studio, else printed (warnings on standard error)."""
    if _muted.get():
        return
    said = {lang: _printable(sentence) for lang, sentence in texts.get_both(key, **params).items()}
    if session.is_in_studio():
        session.emit(Notice(zh=said["zh"], en=said["en"], level=level))
    else:
        print_safely(said[texts.language()], to=sys.stderr if level == "warn" else None)


def print_progress(key: str, **params: Any) -> None:
    """Print a progress line, but not in the studio, which shows events instead."""
    if not session.is_in_studio():
        print_safely(texts.get_text(key, **params))


def print_safely(said: Any, to: Any = None) -> None:
    """Print something; a console that cannot show a character gets its number instead, and the program goes on."""
    to = to or sys.stdout
    try:
        print(said, file=to, flush=True)
    except UnicodeEncodeError:
        print(str(said).encode(to.encoding, "backslashreplace").decode(to.encoding), file=to, flush=True)


def _printable(sentence: str) -> str:
    """The sentence without halves of characters, as file names of other systems hold them: no console can print these."""
    return sentence.encode("utf-8", "backslashreplace").decode("utf-8")
