"""Answers to the page that teaches about sentences, texts, points, sounds and their models: types of their JSON."""

from typing import Any, Literal, TypedDict

from sunmao.protocol.messages import Text
from sunmao.server.answers.datasets import Split
from sunmao.server.answers.models import Score
from sunmao.server.answers.projects import SkippedFilesJson

PointTarget = Literal["hand", "body", "face"]


class SentenceSet(TypedDict):
    """A data set of sentences that has just begun. path: as programs name it."""

    name: str
    path: str


class TableSentence(TypedDict):
    """A sentence. row: its number in the table, by which it is changed."""

    row: int
    text: str
    split: Split


class SentenceClass(TypedDict):
    """A class with its sentences, the oldest first."""

    name: str
    sentences: list[TableSentence]


class SentenceClasses(TypedDict):
    """All sentences of a data set. torn: those that stand in two classes."""

    classes: list[SentenceClass]
    torn: list[str]


class RemovedSentences(TypedDict):
    """Items that were removed: classes, and [text, label, split] of sentences."""

    classes: list[str]
    rows: list[list[str]]


class SentencesChanged(SentenceClasses):
    """The same after a change. kept: how many sentences came; left_out: the first of `left` texts that did not."""

    kept: int
    left_out: list[SkippedFilesJson]
    left: int
    removed: RemovedSentences | None


class TaughtModel(TypedDict):
    """A model of sentences, points or rows of a table. modified: seconds since 1970; model: how it learned; data: of
    its training, as far as the file says.
    """

    path: str
    modified: float
    model: str
    task: str
    classes: list[str]
    accuracy: float | None
    data: dict[str, Any] | None


class TestedWord(TypedDict):
    """A word of a sentence. without: the confidence of the answer when it is left out; seen: whether the model has
    learned from a sentence with it.
    """

    word: str
    start: int
    without: float
    seen: bool


class TextAnswer(TypedDict):
    """Answer of a text model for a sentence. scores: in the order of its classes; ms: that it took."""

    label: str
    unknown: bool
    confidence: float
    scores: list[Score]
    words: list[TestedWord]
    ms: float
    model: str


class KeptProgram(TypedDict):
    """The blocks of a kind that is not chosen now; null: there are none yet."""

    workspace: dict[str, Any] | None


class TextFile(TypedDict):
    """A text of the next-word machine."""

    path: str
    text: str


class ThrownDie(TypedDict):
    """Throw of a die for the next word: its value, and the interval of the word's cell, both from 0 to 1."""

    die: float
    cell: list[float]


class FollowerPlace(TypedDict):
    """Place in a text where a word stands after those before it. text: which of the texts; before: where these begin;
    chosen: whether it is the one that came.
    """

    text: int
    start: int
    end: int
    before: int
    chosen: bool


class WordReason(TypedDict):
    """Reason for a chosen word. counts: [word, times] of what stood after the words before, `total` times in all."""

    before: list[str]
    word: str
    counts: list[tuple[str, int]]
    total: int
    places: list[FollowerPlace]


class NextWords(TypedDict):
    """Words that the next-word machine has counted and written, see `answer_next_word`."""

    words: list[str]
    thrown: list[ThrownDie]
    ended: bool
    counts: list[tuple[str, int]]
    total: int
    different: int
    counted: int
    copied: int
    why: WordReason | None


class PointTile(TypedDict):
    """A sample of points. row: its number in the table; points: x and y in pixels of its picture."""

    row: int
    points: list[list[float]]


class PointSample(TypedDict):
    """A sample of points, by its class and the number of its row. points: none where they cannot be read."""

    label: str
    row: int
    split: Split
    points: list[list[float]]


class PointSampleList(TypedDict):
    """Some of `total` samples of points. what: of which thing they are."""

    what: PointTarget
    total: int
    samples: list[PointSample]


class PointClass(TypedDict):
    """A class of points. tests: how many of its samples are for the test; newest: some of the others."""

    name: str
    count: int
    tests: int
    newest: list[PointTile]


class PointClassesChanged(TypedDict):
    """The classes after a change. removed: what brings back that which was there."""

    classes: list[PointClass]
    removed: str | None


class FoundPoints(TypedDict):
    """Result of looking for points in a picture of so many pixels. others: the points of each that is farther away;
    path: of the sample that was kept; why: nothing was seen.
    """

    seen: bool
    points: list[list[float]]
    others: list[list[list[float]]]
    side: str
    width: int
    height: int
    path: str | None
    why: Text | None
    ms: float


class SoundClass(TypedDict):
    """A class of sounds. background: whether it is that of nothing but background; count: seconds; tests: how many of
    these are for the test; newest: the paths of some of the others, below the data set.
    """

    name: str
    background: bool
    count: int
    tests: int
    newest: list[str]


class SoundSample(TypedDict):
    """A second of sound, by its class and its path below the data set."""

    label: str
    path: str
    split: Split


class SoundSampleList(TypedDict):
    """Some of `total` samples of sound."""

    total: int
    samples: list[SoundSample]


class SoundClassesChanged(TypedDict):
    """The classes after a change. removed: what brings back that which was there."""

    classes: list[SoundClass]
    removed: str | None


class KeptSounds(TypedDict):
    """The samples that came of a sound, by their paths below the data set."""

    paths: list[str]
