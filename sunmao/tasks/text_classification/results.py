"""Answer of a text model to a sentence."""

from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from sunmao.core.strict import Strict
from sunmao.errors import UnknownName
from sunmao.tabular.table import Table
from sunmao.tasks.classification.results import Result
from sunmao.tasks.image_result import format_percent
from sunmao.texts import get_text

MATTERS = 0.02  # by so much the confidence falls without a word that mattered


class WordEffect(Strict):
    """Effect on the answer of leaving one word out of a sentence.

    Args:
        word: as it stands there. start: its first character's place in the sentence, from 0.
        confidence, without: of the answer with the whole sentence and without the word, 0 to 1.
        seen: whether the model has learned from a sentence with it.

    Example:
        >>> effect = WordEffect('lovely', 7, 0.9, 0.4, True)
        >>> effect, effect.change
        (lovely (90% → 40%), 0.5)
    """

    def __init__(self, word: str, start: int, confidence: float, without: float, seen: bool) -> None:
        self._word, self._start, self._seen = word, start, seen
        self._confidence, self._confidence_without = round(float(confidence), 4), round(float(without), 4)

    @property
    def word(self) -> str:
        """The word."""
        return self._word

    @property
    def start(self) -> int:
        """Beginning in the sentence, in characters from 0."""
        return self._start

    @property
    def confidence(self) -> float:
        """Of the answer with the whole sentence, 0 to 1."""
        return self._confidence

    @property
    def without(self) -> float:
        """Of the same answer without the word, 0 to 1."""
        return self._confidence_without

    @property
    def change(self) -> float:
        """By how much the confidence falls without it; below 0 where it rises."""
        return round(self._confidence - self._confidence_without, 4)

    @property
    def seen(self) -> bool:
        """Whether the model has learned from a sentence with it."""
        return self._seen

    def __repr__(self) -> str:
        return f"{self._word} ({format_percent(self._confidence)} → {format_percent(self._confidence_without)})"


class TextResult(Result):
    """The answer for one sentence.

    Example:
        >>> result = TextResult('what a day', [0.1, 0.9], ['sad', 'glad'])
        >>> result.label, result.confidence, result.sentence
        ('glad', 0.9, 'what a day')
    """

    _test_words: Callable[[str, int], list[WordEffect]] | None = None

    @property
    def sentence(self) -> str:
        """Sentence that was asked about."""
        return self._image

    @property
    def _content_text(self) -> str:
        return self.sentence

    @property
    def words(self) -> list[WordEffect]:
        """The words that mattered, the strongest first: without each, the confidence of the answer falls. Each was
        left out, and the model asked again. Raises BackendMissing where what cuts Chinese into words is not installed.
        """
        mattered = [each for each in self.tested_words if each.change >= MATTERS]
        return sorted(mattered, key=lambda each: -each.change)

    @property
    def tested_words(self) -> list[WordEffect]:
        """Every word in its order, with what leaving it out does."""
        return self._test_words(self.sentence, self.number) if self._test_words else []

    def as_events(self) -> Iterator[Any]:
        """The sentence with its answer, and all scores, as a table."""
        rows = [[self._classes[place], format_percent(self._scores[place])] for place in (-self._scores).argsort()]
        columns = [get_text("label"), get_text("confidence")]
        yield from Table(columns, rows, title=f"{self.sentence} → {self._caption()}").as_events()

    @property
    def image(self) -> NoReturn:
        """None: raises UnknownName, a sentence has no picture."""
        raise UnknownName("sentence_no_picture", name="image")

    def draw(self) -> NoReturn:
        """Raises UnknownName: a sentence has no picture."""
        raise UnknownName("sentence_no_picture", name="draw")

    def to_displayed_image(self) -> NoReturn:
        """Raises UnknownName: a sentence has no picture."""
        raise UnknownName("sentence_no_picture", name="to_displayed_image")
