"""Explanation of why a word came next: counts, a die, and places in the texts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sunmao.core.strict import Strict
from sunmao.tabular.table import Table
from sunmao.texts import get_text

AROUND = 12  # characters of a text that are shown on both sides of a place


@dataclass(frozen=True)
class TextPlace:
    """Place of a word. name: of the text; start, end: characters from 0; text: the whole text."""

    name: str
    start: int
    end: int
    text: str

    @property
    def line(self) -> int:
        """The number of its line, from 1."""
        return self.text.count("\n", 0, self.start) + 1

    def __repr__(self) -> str:
        before = " ".join(self.text[max(0, self.start - AROUND) : self.start].splitlines()[-1:])
        after = " ".join(self.text[self.end : self.end + AROUND].splitlines()[:1])
        return f"{before}[{self.text[self.start : self.end]}]{after}"


class NextWordReason(Strict):
    """Explanation of why a word came.

    Args:
        before: the words that stood before. word: the one that came. counts: how often each word came there.
        places: where the word stands so in the texts. thrown: (where the die fell, from where to where the word's cell
            reaches, how bold it was); None where no die was thrown for it.
    """

    def __init__(self, before: str, word: str, counts: Counter, places: list[TextPlace], thrown: Any = None) -> None:
        self._before, self._word, self._counts, self._places, self._thrown = before, word, counts, places, thrown

    @property
    def before(self) -> str:
        """The words that stood before."""
        return self._before

    @property
    def word(self) -> str:
        """The word that came."""
        return self._word

    @property
    def times(self) -> int:
        """Count of it there in the texts."""
        return self._counts[self._word]

    @property
    def total(self) -> int:
        """Count of any word there."""
        return self._counts.total()

    @property
    def die(self) -> float | None:
        """Place where the die fell, 0 to 1; None where none was thrown for it."""
        return None if self._thrown is None else round(self._thrown[0], 4)

    @property
    def cell(self) -> tuple[float, float] | None:
        """From where to where the word's cell of the die reaches, 0 to 1; None where none was thrown for it."""
        return None if self._thrown is None else (round(self._thrown[1], 4), round(self._thrown[2], 4))

    @property
    def places(self) -> list[TextPlace]:
        """Places where the word stands so in the texts, in their order."""
        return list(self._places)

    def as_events(self) -> Iterator[Any]:
        """The counts and the places as tables."""
        columns = [get_text(key) for key in ("next_column_word", "next_column_times")]
        rows = [[word, times] for word, times in self._counts.most_common()]
        yield from Table(columns, rows, title=str(self)).as_events()
        columns = [get_text(key) for key in ("next_column_text", "next_column_line", "next_column_place")]
        yield from Table(columns, [[each.name, each.line, repr(each)] for each in self._places]).as_events()

    def __str__(self) -> str:
        before, word, times, total = self._before or "…", self._word, self.times, self.total
        if self._thrown is None:
            return get_text("next_why", before=before, word=word, times=times, total=total)
        die, low, high = (f"{number:.2f}" for number in self._thrown[:3])
        return get_text("next_why_die", before=before, word=word, times=times, total=total, die=die, low=low, high=high)

    __repr__ = __str__
