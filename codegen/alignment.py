"""Alignment of two sequences: equal items in the order of both, and the gaps between them."""

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

MAX_COMPARISONS = 1_000_000  # of one with the other


def match_equal(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The places of what is equal in two sequences, in the order of both, the longest runs first (`difflib`). Between
    the beginnings and ends of very long ones none are looked for.
    """
    start = 0
    while start < min(len(ours), len(theirs)) and ours[start] == theirs[start]:
        start += 1
    end = 0
    while end < min(len(ours), len(theirs)) - start and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    pairs = [(at, at) for at in range(start)]
    left, right = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    if len(left) * len(right) <= MAX_COMPARISONS:
        for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
            pairs += [(start + block.a + at, start + block.b + at) for at in range(block.size)]
    return pairs + [(len(ours) - at, len(theirs) - at) for at in range(end, 0, -1)]


def find_gaps(pairs: Sequence[tuple[int, int]], ours: int, theirs: int) -> list[tuple[range, range]]:
    """Find the gaps between pairs of places in which both sides have items. ours, theirs: how many there are."""
    found = []
    last, their_last = 0, 0
    for at, to in [*pairs, (ours, theirs)]:
        if at > last and to > their_last:
            found.append((range(last, at), range(their_last, to)))
        last, their_last = at + 1, to + 1
    return found
