"""Problems of a program that are found before it runs: one sentence in both languages, tied to a block."""

from dataclasses import dataclass
from typing import Any

from sunmao.codegen.texts import TEXTS

ERROR, WARNING, HINT = "error", "warning", "hint"


@dataclass(frozen=True)
class Problem:
    """block: the id of the block that it stands on, or None. level: 'error' (Run is refused), 'warning' or 'hint'.

    code: the key of its sentence in `texts.py`. text: the sentence {'zh', 'en'}. cause: technical, or ''.
    fits: the type of a block that would do in place of the one that does not, or ''. boxes: the path of the data set in
    whose pictures boxes can be drawn, or ''. value: the number that would do in place of the one that does not, or ''.
    """

    block: str | None
    level: str
    code: str
    text: dict[str, Any]
    cause: str = ""
    fits: str = ""
    boxes: str = ""
    value: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The JSON object for the page."""
        plain = {"block": self.block, "level": self.level, "code": self.code, "text": self.text}
        more = {"cause": self.cause, "fits": self.fits, "boxes": self.boxes, "value": self.value}
        return plain | {name: word for name, word in more.items() if word}


def make_problem(block: str | None, code: str, level: str = ERROR, cause: str = "", **words: Any) -> Problem:
    """The problem `code` on a block. words: what stands in the sentence's places; a (zh, en) pair by language."""
    said = [
        {name: word[place] if isinstance(word, tuple) else word for name, word in words.items()} for place in (0, 1)
    ]
    zh, en = (sentence.format(**word) for sentence, word in zip(TEXTS[code], said))
    return Problem(block, level, code, {"zh": zh, "en": en}, cause)
