"""Short messages of the library to whoever runs it: events in the studio, printed lines elsewhere."""

import sys

from sunmao.runtime import session
from sunmao import texts
from sunmao.protocol.messages import Note


def note(key: str, level: str = "info", **params) -> None:
    """Say a sentence of the catalogue: as a Note in the studio, else printed (warnings on standard error)."""
    said = {lang: _printable(sentence) for lang, sentence in texts.both(key, **params).items()}
    if session.studio():
        session.emit(Note(zh=said["zh"], en=said["en"], level=level))
    else:
        tell(said[texts.language()], to=sys.stderr if level == "warn" else None)


def say(key: str, **params) -> None:
    """Print a progress line, but not in the studio, which shows events instead."""
    if not session.studio():
        tell(texts.text(key, **params))


def tell(said, to=None) -> None:
    """Print something; a console that cannot show a character gets its number instead, and the program goes on."""
    to = to or sys.stdout
    try:
        print(said, file=to, flush=True)
    except UnicodeEncodeError:
        print(str(said).encode(to.encoding, "backslashreplace").decode(to.encoding), file=to, flush=True)


def _printable(sentence: str) -> str:
    """The sentence without halves of characters, as file names of other systems hold them: no console can print these."""
    return sentence.encode("utf-8", "backslashreplace").decode("utf-8")
