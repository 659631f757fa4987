"""The longest run of words that two texts share, by windows of doubled length as in prefix doubling (Karp, Miller and
Rosenberg, "Rapid identification of repeated patterns in strings, trees and arrays", 1972).
"""

from collections.abc import Sequence

import numpy as np


def find_longest_run(words: Sequence[str], others: Sequence[str | None]) -> tuple[int, int]:
    """(first word, how many words) in `words` of the longest run that stands in `others` as well, the earliest of
    several; a length of 0 where no word does. others: None where a text ends. In n log² n time for n words.
    """
    numbers: dict[str | None, int] = {}
    both = [*words, None, *others]  # no run goes over the border
    windows = [np.array([numbers.setdefault(word, len(numbers)) for word in both], np.int64)]
    while len(_find_shared(windows[-1], len(words))):
        windows.append(_join_windows(windows[-1], windows[-1], 2 ** (len(windows) - 1)))
    runs, length = np.zeros(len(both) + 1, np.int64), 0
    for power in reversed(range(len(windows) - 1)):
        longer = _join_windows(runs, windows[power], length)
        if len(_find_shared(longer, len(words))):
            runs, length = longer, length + 2**power
    return (int(_find_shared(runs, len(words))[0]) if length else 0), length


def _join_windows(first: np.ndarray, second: np.ndarray, length: int) -> np.ndarray:
    """A number for each window that is one of `length` words and, right behind it, another: equal ones have the same."""
    size = max(min(len(first), len(second) - length), 0)
    pairs = first[:size] * (second.max(initial=0) + 1) + second[length : length + size]
    return np.unique(pairs, return_inverse=True)[1]


def _find_shared(windows: np.ndarray, border: int) -> np.ndarray:
    """Beginnings, before the border, of windows that stand behind it as well."""
    return np.flatnonzero(np.isin(windows[:border], windows[border + 1 :]))
