"""`embedding_text` of XEdu.hub: texts as rows of numbers, by our sentence encoder in place of CLIP."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sunmao.core.strict import Strict
from sunmao.data.sentences import MAX_BYTES, decode_sentences, require_sentence
from sunmao.errors import BadValue
from sunmao.language.sentence_encoder import encode_sentences
from sunmao.runtime.notices import print_safely

TASK = "embedding_text"
ENDING = ".txt"


class TextEmbedding(Strict):
    """Texts as rows of 512 numbers. What means alike lies close, Chinese and English too; the numbers are others than
    those of the textbook's model.
    """

    def __init__(self) -> None:
        self._answer: np.ndarray | None = None

    def inference(self, data: str | Sequence[str], **_: object) -> np.ndarray:
        """Rows, (N, 512) float32 of length 1. data: a text, a list of texts, or a text file with one in each line.

        Raises: BadValue (no text, empty, or longer than 1,000 characters), BackendMissing.
        """
        self._answer = encode_sentences([require_sentence(text, "data") for text in _list_texts(data)])
        return self._answer

    def format_output(self, lang: str = "zh", isprint: bool = True) -> np.ndarray | None:
        """Print and return the last rows. lang: as the textbook has it; numbers have none."""
        if isprint:
            print_safely(self._answer)
        return self._answer


def _list_texts(data: str | Sequence[str]) -> list:
    if not isinstance(data, str):
        found = list(data) if isinstance(data, Sequence) else []
        if not found:
            raise BadValue("sentence_no_text", argument="data", value=repr(data)[:60])
        return found
    file = Path(data) if data.lower().endswith(ENDING) else None
    if file is None or not file.is_file():
        return [data]
    with open(file, "rb") as opened:
        said = decode_sentences(opened.read(MAX_BYTES), whole=False)
    return [line for line in (said or "").splitlines() if line.strip()] or [""]
