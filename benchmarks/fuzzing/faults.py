"""The faults that no request may cause: a mistake of our own, an error without a sentence, a secret in an answer."""

import json
import logging
import re
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fuzzing.requests import FuzzedRequest

ROOT = Path(__file__).resolve().parents[2]
OURS = re.compile(r'File "([^"]+)", line (\d+), in (\S+)')
PLACE = "the place of the projects"
ALLOWED = {(PLACE, "/api/doctor")}  # it tells which disk is full
TRACEBACK = "Traceback (most recent call last)"


@dataclass(frozen=True)
class Answer:
    """The answer to a request. status: 0 for an event or a topic that was heard; entered: the handler that was reached,
    empty for none.
    """

    status: int
    data: bytes
    entered: str
    seconds: float = 0.0


@dataclass(frozen=True)
class Fault:
    """kind: equal for faults of one cause; said: its last lines; requests: the one that showed it last, with those
    before it; listening: whether they went over real connections.
    """

    kind: str
    said: str
    requests: tuple[FuzzedRequest, ...]
    listening: bool

    def __str__(self) -> str:
        return self.kind


class ErrorLog(logging.Handler):
    """Collects what the studio of this process logs as its mistake, and what ends a thread."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self._said: list[str] = []

    def __enter__(self) -> "ErrorLog":
        logging.getLogger().addHandler(self)
        self._hook, threading.excepthook = threading.excepthook, self._hear_thread
        return self

    def __exit__(self, *_) -> None:
        logging.getLogger().removeHandler(self)
        threading.excepthook = self._hook

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is an error or tells a traceback."""
        said = logging.Formatter().format(record)
        if record.levelno >= logging.ERROR or TRACEBACK in said:
            self.add(said)

    def add(self, said: str) -> None:
        """Note one more traceback."""
        self._said.append(said)

    def take(self) -> list[str]:
        """Return the mistakes logged since the last call."""
        said, self._said = self._said, []
        return said

    def _hear_thread(self, args) -> None:
        self.add("".join(traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback)))


def name_kind(said: str) -> str:
    """Return the key that faults of one cause share: the last line of ours in a traceback, and the kind of error."""
    places = [place for place in OURS.findall(said) if Path(place[0]).is_relative_to(ROOT) and ".venv" not in place[0]]
    places = places or OURS.findall(said)
    last = said.strip().splitlines()[-1].split(":")[0] if said.strip() else ""
    return f"{Path(places[-1][0]).name}:{places[-1][1]} {places[-1][2]} {last}" if places else said[:80]


def find_wrong(request: FuzzedRequest, answer: Answer, secrets: dict[str, str]) -> list[tuple[str, str]]:
    """(kind, words) of what is wrong with an answer. secrets: what no answer may hold, by what it is."""
    found = []
    if answer.status == 500:
        found.append(
            (f"status 500 of {answer.entered or shorten(request.path)}", answer.data[:300].decode(errors="replace"))
        )
    elif answer.status >= 400 and request.method != "HEAD" and not has_sentence(answer.data):
        found.append((f"{answer.status} without a sentence", answer.data[:300].decode(errors="replace")))
    for name, secret in secrets.items():
        if secret.encode() in answer.data and (name, shorten(request.path)) not in ALLOWED:
            found.append(
                (
                    f"{name} leaked by {answer.entered or shorten(request.path)}",
                    answer.data[:300].decode(errors="replace"),
                )
            )
    return found


def has_sentence(data: bytes) -> bool:
    """Whether an error says in both languages what happened."""
    try:
        text = json.loads(data)["text"]
        return bool(text["zh"] and text["en"])
    except (ValueError, KeyError, TypeError):
        return b"<!doctype html>" in data[:20]  # the page itself: it must be opened anew


def shorten(path: str) -> str:
    """An address without its query, cut."""
    return path.split("?")[0][:80]
