"""Words that a model has learned from, kept as numbers: its file shows nobody what the sentences were."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

import numpy as np

from sunmao.language.word_segmentation import HAN_RUN, LETTER_WORD

LONGEST = 4  # characters of a Chinese word that are looked up at once


def hash_seen_words(sentences: Iterable[str]) -> np.ndarray:
    """Words of some sentences, (N,) uint64, sorted: words of letters, and Chinese characters up to four in a row."""
    found = {piece for sentence in sentences for piece in _iter_pieces(sentence)}
    return np.unique(np.array([_hash(piece) for piece in found], np.uint64))


def is_seen(word: str, seen: np.ndarray) -> bool:
    """Whether a word was in the sentences of which `seen` was made. A Chinese word longer than four characters counts
    where all of its pieces were.
    """
    folded = word.casefold()
    pieces = [folded]
    if HAN_RUN.fullmatch(folded) and len(folded) > LONGEST:
        pieces = [folded[start : start + LONGEST] for start in range(len(folded) - LONGEST + 1)]
    hashed = np.array([_hash(piece) for piece in pieces], np.uint64)
    return bool(np.isin(hashed, seen).all())


def _iter_pieces(sentence: str) -> Iterator[str]:
    folded = sentence.casefold()
    for run in HAN_RUN.findall(folded):
        for start in range(len(run)):
            for length in range(1, min(LONGEST, len(run) - start) + 1):
                yield run[start : start + length]
    yield from LETTER_WORD.findall(folded)
    yield from (letter for letter in folded if not letter.isalnum() and not letter.isspace())


def _hash(piece: str) -> int:
    return int.from_bytes(blake2b(piece.encode("utf-8", "replace"), digest_size=8).digest())
