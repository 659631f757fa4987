"""The questions of a run that wait for an answer."""

from pathlib import Path
from typing import Any

from sunmao.protocol.messages import Ask, AskAnswer, AskAnswered
from sunmao.server.runs.event_log import EventLog

LONGEST = 100_000  # characters of an answer
PNG = b"\x89PNG\r\n\x1a\n"


class OpenQuestions:
    """Open questions, and whether an answer fits one. Not for several threads at once."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._open: dict[int, Ask] = {}

    def __len__(self) -> int:
        return len(self._open)

    def add(self, question: Ask) -> None:
        """A question was asked."""
        self._open[question.id] = question

    def drop(self, number: int) -> bool:
        """The program needs no answer to question `number` any more. False when it was not open."""
        return self._open.pop(number, None) is not None

    def close(self) -> None:
        """No answer can come any more."""
        self._open.clear()

    def take(self, number: int, value: str | bytes) -> tuple[AskAnswer, AskAnswered] | None:
        """Take the answer to question `number`: what the program gets, and what the log says. None when it is not open.

        Raises ValueError when the value does not fit the question, OSError when a picture cannot be kept.
        """
        question = self._open.get(number)
        if question is None:
            return None
        answer = str(self._save_picture(number, value)) if question.form == "picture" else _check_text(question, value)
        del self._open[number]
        return AskAnswer(number, answer), AskAnswered(number, "" if question.form == "picture" else answer)

    def _save_picture(self, number: int, value: Any) -> Path:
        if not isinstance(value, bytes) or not value.startswith(PNG):
            raise ValueError("a PNG is needed")
        return self._log.save_picture(f"answer_{number}.png", value).resolve()


def _check_text(question: Ask, value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError("a text is needed, not too long")
    if question.form == "choice" and value not in question.options:
        raise ValueError("not one of the options")
    return value
