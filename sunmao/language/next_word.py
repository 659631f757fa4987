"""A machine that goes on with a text: it counts which word follows which, and throws a die."""

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from sunmao.core.atomic_files import require_path, write_with_parents
from sunmao.core.regular_files import read_regular
from sunmao.core.strict import Strict
from sunmao.core.validation import require_range, require_whole
from sunmao.data.sentences import MAX_BYTES
from sunmao.errors import BadModelFile, BadValue, FileMissing, NotTrained
from sunmao.language.longest_run import find_longest_run
from sunmao.language.next_word_reason import NextWordReason, TextPlace
from sunmao.language.word_segmentation import Word, join_words, split_words
from sunmao.tabular.table import Table
from sunmao.texts import get_text

FORMAT, KIND = 1, "next_word"
LONGEST_ORDER = 3
BOLDEST = 10.0
ROLLS = 1000  # throws of the die that are remembered
MAX_WRITTEN = 1000  # words
TAIL = 2000  # characters in which the last words of a text are looked for
FILE_BYTES = 32 * 2**20
_ENDS = frozenset("。！？!?.…")


@dataclass(frozen=True)
class _Roll:
    """A throw: the words before, the word that was chosen, where the die fell (0 to 1), and its cell."""

    before: tuple[str, ...]
    word: str
    die: float
    low: float
    high: float
    temperature: float


class NextWord(Strict):
    """Counts which word follows which, of one or several texts, and goes on with what it has counted, nothing else.

    Args:
        order: how many words it looks back, 1 to 3.
        random_seed: the same number throws the same dice; None: others each time.

    Example:
        >>> model = NextWord(order=1, random_seed=1)
        >>> model.train(text='the cat sat on the mat and the cat slept')
        >>> print(model.counts(text='the'))
        next word  times  share
        cat        2      67%
        mat        1      33%
        >>> model.next(text='the', temperature=0)
        'cat'
    """

    def __init__(self, order: int = 1, *, random_seed: int | None = None) -> None:
        self._order = require_whole("order", order, 1, LONGEST_ORDER)
        self._random = Random(None if random_seed is None else require_whole("random_seed", random_seed, 0))
        self._texts: list[tuple[str, str]] = []  # name, text
        self._words: list[Word] = []  # of all texts, each followed by an empty word
        self._of: list[int] = []  # text of each word
        self._places: dict[str, array] = defaultdict(lambda: array("L"))  # folded word → where it is in `_words`
        self._starts = array("L")  # of sentences
        self._rolls: list[_Roll] = []

    @property
    def order(self) -> int:
        """Number of words that it looks back."""
        return self._order

    @property
    def names(self) -> list[str]:
        """The names of the texts that were counted."""
        return [name for name, _ in self._texts]

    @property
    def word_count(self) -> int:
        """Number of words that were counted, marks included."""
        return len(self._words) - len(self._texts)

    @property
    def different_words(self) -> int:
        """Number of different words and marks that were counted."""
        return len(self._places)

    def train(self, text: str, name: str | None = None) -> None:
        """Count a text; one more is mixed with those before, each word counting as much.

        Args:
            text: at most 1 MB, all texts together. name: what it is called where its places are told.

        Raises: BadValue (no text, fewer than two words, too long), BackendMissing.
        """
        whole = _require_text(text)
        size = sum(len(each.encode("utf-8")) for _, each in self._texts) + len(whole.encode("utf-8"))
        if size > MAX_BYTES:
            raise BadValue("next_too_large", size=f"{size / 2**20:.1f}", most=MAX_BYTES // 2**20)
        words = split_words(whole)
        if len(words) < 2 or all(word.mark for word in words):
            raise BadValue("next_too_short", count=sum(not word.mark for word in words))
        self._add(str(name) if name else get_text("next_text_name", number=len(self._texts) + 1), whole, words)

    def next(self, text: str | list[str] = "", temperature: float = 1.0) -> str:
        """The word after a text, by a die whose cells are as wide as the counts; '' where none was seen.

        Args:
            text: what stands before, as a text or as a list of its words; '': a sentence begins.
            temperature: how bold: 0 takes the most frequent, 1 follows the counts, 10 gives nearly all the same chance.

        Raises: BadValue, NotTrained, BackendMissing.
        """
        return self._draw_word(self._split_before(text), _require_boldness(temperature))

    def write(self, text: str = "", count: int = 30, temperature: float = 1.0) -> str:
        """Go on with a text, word by word, until nothing is known or so many words are written. Returns all of it.
        Args and Raises: as of `next`; count: words, 1 to 1,000.
        """
        boldness, count = _require_boldness(temperature), require_whole("count", count, 1, MAX_WRITTEN)
        before, added = self._split_before(text), []
        while len(added) < count and (word := self._draw_word(before, boldness)):
            added.append(word)
            before = [*before, word][-self._order :]
        return join_words([text.strip(), *added] if text.strip() else added)

    def counts(self, text: str | list[str] = "") -> Table:
        """Count the words that followed the last words of a text, with their shares, the most frequent first."""
        found = self._count(self._split_before(text))
        columns = [get_text(key) for key in ("next_column_word", "next_column_times", "next_column_share")]
        rows = [[word, times, f"{round(100 * times / found.total())}%"] for word, times in found.most_common()]
        return Table(columns, rows, title=text if isinstance(text, str) else join_words(text))

    def why(self, text: str | list[str] | None = None, word: str | None = None) -> NextWordReason:
        """Explain why a word came: the counts, where the die fell, and the places in the texts.

        Args:
            text: what stood before. word: which came. None for both: the last throw.

        Raises: BadValue where nothing was thrown yet, or the word was never seen there.
        """
        roll: _Roll | None
        if text is None and word is None:
            if not self._rolls:
                raise BadValue("next_no_roll")
            roll = self._rolls[-1]
            before, chosen = list(roll.before), roll.word
        else:
            before, chosen = self._split_before(text or ""), str(word)
            roll = next((r for r in reversed(self._rolls) if (*r.before, r.word) == (*before, chosen)), None)
        places = self._find_followers(before)
        found = Counter(self._words[place].text for place in places)
        if chosen not in found:
            raise BadValue("next_never_seen", word=chosen, before=join_words(before))
        at = [self._describe(place) for place in places if self._words[place].text == chosen]
        thrown = (roll.die, roll.low, roll.high, roll.temperature) if roll else None
        return NextWordReason(join_words(before), chosen, found, at, thrown)

    def longest_copy(self, text: str) -> str:
        """The longest run of words in a text that stands just so in one of the counted texts; '' where none does.
        `count_copied` says how many words it has.
        """
        return join_words(self._find_copy(text))

    def count_copied(self, text: str | list[str]) -> int:
        """Length of the longest run of words that stands in one of the counted texts. text: also a list of its words."""
        return len(self._find_copy(text))

    def save(self, path: str | Path) -> None:
        """Write the texts and how they were cut into words as JSON: counting again gives the same."""
        texts = [
            {"name": name, "text": text, "cuts": [[word.start, len(word.text), word.mark] for word in words]}
            for (name, text), words in zip(self._texts, self._split_texts(), strict=True)
        ]
        said = {"kind": KIND, "format": FORMAT, "order": self._order, "texts": texts}
        write_with_parents(require_path("path", path), json.dumps(said, ensure_ascii=False).encode())

    @classmethod
    def load(cls, path: str | Path, *, random_seed: int | None = None) -> "NextWord":
        """Read what `save` wrote. Raises FileMissing, BadModelFile."""
        file = require_path("path", path)
        if not file.is_file():
            raise FileMissing("next_file_missing", path=file.as_posix())
        try:
            said = json.loads(read_regular(file, FILE_BYTES, follow_link=True))
            return cls._restore(said, random_seed)
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            raise BadModelFile("bad_weights", path=file.as_posix()) from None

    @classmethod
    def _restore(cls, said: dict[str, Any], seed: int | None) -> "NextWord":
        if said["kind"] != KIND or said["format"] != FORMAT:
            raise ValueError("another file")
        model = cls(said["order"], random_seed=seed)
        for each in said["texts"]:
            name, text = str(each["name"]), str(each["text"])
            words = [Word(text[start : start + length], start, bool(mark)) for start, length, mark in each["cuts"]]
            if not all(word.text for word in words):
                raise ValueError("cuts beside the text")
            model._add(name, text, words)
        return model

    def as_events(self) -> Iterator[Any]:
        """Describe how many words of which texts it has counted."""
        counted = Counter(self._of)
        rows = [[name, counted[number] - 1] for number, name in enumerate(self.names)]
        yield from Table([get_text("next_column_text"), get_text("next_column_words")], rows).as_events()

    def __repr__(self) -> str:
        return f"NextWord(order={self._order})"

    def _add(self, name: str, text: str, words: list[Word]) -> None:
        self._texts.append((name, text))
        begins = True
        for word in words:
            place = len(self._words)
            if begins and not word.mark:
                self._starts.append(place)
            begins = word.text in _ENDS or (begins and word.mark)
            self._places[word.text.casefold()].append(place)
            self._words.append(word)
        self._words.append(Word("", len(text)))  # what begins another text follows no word of this one
        self._of += [len(self._texts) - 1] * (len(words) + 1)

    def _split_before(self, text: Any) -> list[str]:
        if not self._texts:
            raise NotTrained("next_not_trained")
        if isinstance(text, list) and all(isinstance(word, str) for word in text):
            return text[-self._order :]
        if not isinstance(text, str):
            raise BadValue("sentence_no_text", argument="text", value=repr(text)[:60])
        return [word.text for word in split_words(text[-TAIL:])][-self._order :]

    def _find_followers(self, before: list[str]) -> list[int]:
        """The places of the words that came after some words; after none, of those that begin a sentence."""
        if not before:
            return list(self._starts)
        *earlier, last = [word.casefold() for word in before]
        found = []
        for place in self._places.get(last, ()):
            start = place - len(earlier)
            same = start >= 0 and all(self._words[start + n].text.casefold() == word for n, word in enumerate(earlier))
            if same and self._words[place + 1].text:
                found.append(place + 1)
        return found

    def _count(self, before: list[str]) -> Counter:
        return Counter(self._words[place].text for place in self._find_followers(before))

    def _draw_word(self, before: list[str], temperature: float) -> str:
        found = self._count(before).most_common()
        if not found:
            return ""
        cells = _widen([times for _, times in found], temperature)
        die, low = self._random.random(), 0.0
        for (word, _), width in zip(found, cells, strict=True):
            high = low + width
            if die < high or word is found[-1][0]:
                break
            low = high
        self._rolls = [*self._rolls[-ROLLS:], _Roll(tuple(before), word, die, low, min(high, 1.0), temperature)]
        return word

    def _describe(self, place: int) -> TextPlace:
        name, text = self._texts[self._of[place]]
        word = self._words[place]
        return TextPlace(name, word.start, word.end, text)

    def _split_texts(self) -> list[list[Word]]:
        found: list[list[Word]] = [[] for _ in self._texts]
        for number, word in zip(self._of, self._words, strict=True):
            if word.text:
                found[number].append(word)
        return found

    def _find_copy(self, text: Any) -> list[str]:
        """The longest run of words of a text that stands in a counted one."""
        if not isinstance(text, str | list):
            raise BadValue("sentence_no_text", argument="text", value=repr(text)[:60])
        words = text if isinstance(text, list) else [word.text for word in split_words(text)]
        counted = [word.text.casefold() or None for word in self._words]
        start, length = find_longest_run([word.casefold() for word in words], counted)
        return words[start : start + length]


def _require_text(text: Any) -> str:
    if not isinstance(text, str):
        raise BadValue("sentence_no_text", argument="text", value=repr(text)[:60])
    return text.encode("utf-8", "replace").decode("utf-8")


def _require_boldness(temperature: Any) -> float:
    return require_range("temperature", temperature, 0, BOLDEST)


def _widen(counts: list[int], temperature: float) -> list[float]:
    """The widths of the cells of the die, together 1. counts: the largest first."""
    if temperature == 0:
        return [1.0] + [0.0] * (len(counts) - 1)
    powers = [(count / counts[0]) ** (1 / temperature) for count in counts]
    total = sum(powers)
    return [power / total for power in powers]
