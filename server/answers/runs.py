"""Runs: their summaries, what they learned, and what changed between two of their tests."""

from typing import Generic, Literal, NotRequired, TypedDict, TypeVar

from sunmao.protocol.learning_messages import (
    BestEpoch,
    DetectionEvaluation,
    Evaluation,
    NumberEvaluation,
    SegmentationEvaluation,
    TagEvaluation,
    TrainingEnded,
    TrainingStarted,
)
from sunmao.protocol.messages import FileWritten, RunPhase, StepMode, Text
from sunmao.server.answers.jobs import Done

# The event of a test, of a model of any kind.
AnyEvaluation = Evaluation | DetectionEvaluation | TagEvaluation | SegmentationEvaluation | NumberEvaluation
# Could chance alone have made the difference? As an exact test says.
Verdict = Literal["unlikely_chance", "uncertain", "may_be_chance", "too_few"]
Found = TypeVar("Found")


class RunSummary(TypedDict):
    """A run. lines: block of each printed line; blocks: first and last line of each block; code: the exit status;
    last_seq: the number of its last event; started: seconds since 1970.
    """

    id: str
    state: RunPhase
    started: float
    seconds: float
    code: int | None
    text: Text | None
    python: str
    lines: list[str | None]
    blocks: dict[str, tuple[int, int]]
    last_seq: int


class RecordedTraining(TypedDict):
    """A training of a run. points: of each epoch its number, 'epoch', and the values of the curves; ended: null while
    it goes on, and where the program broke off.
    """

    began: TrainingStarted
    points: list[dict[str, float | None]]
    ended: TrainingEnded | None


class TrainingHistoryJson(TypedDict):
    """Trainings and tests of a run, and the files that it wrote."""

    trainings: list[RecordedTraining]
    marks: list[AnyEvaluation]
    files: list[FileWritten]


class TestedModel(TypedDict):
    """evaluation: null where the data set is not there."""

    evaluation: AnyEvaluation | None


class RestoredFiles(TypedDict):
    """The model files that are the project's own again."""

    files: list[str]


class RunStopped(Done):
    """stopping: whether it had not ended."""

    stopping: bool


class StepRequest(TypedDict):
    """Wishes for a run. mode: '' leaves it as it is, and a pause a pause; breakpoints: ids of blocks."""

    mode: StepMode
    breakpoints: list[str]


class EvaluationRow(TypedDict):
    """A test of a run, in short; of a model that finds things: the task, its mAPs in place of what was correct, and how
    many things it found, of how many; of one of numbers its mean absolute error, that of always saying the mean, both
    in the unit, and the range that it learned. at: seconds since 1970. sample_kind: what it was tested on, as in
    `sunmao.data.samples.registry`. Older records do not say it, nor shown_map50, found and things.
    """

    at: float
    split: str
    model: str
    correct: NotRequired[int]
    total: NotRequired[int]
    task: NotRequired[str]
    sample_kind: NotRequired[str | None]
    map: NotRequired[float | None]
    map50: NotRequired[float | None]
    shown_map50: NotRequired[float | None]
    found: NotRequired[int | None]
    things: NotRequired[int | None]
    miou: NotRequired[float | None]
    mae: NotRequired[float | None]
    baseline_mae: NotRequired[float | None]
    unit: NotRequired[str]
    low: NotRequired[float | None]
    high: NotRequired[float | None]
    accuracy: NotRequired[float | None]


class TrainingRow(TypedDict):
    """A training of a run, in short. seconds: of this training; null until it has ended; validated: pictures that it
    was validated with after each epoch; older records do not say.
    """

    model: str
    save_fold: str
    epochs: int
    planned: int
    best: BestEpoch
    loss: float | None
    reason: str | None
    seconds: float | None
    validated: NotRequired[int | None]


class RunRow(TypedDict):
    """A run of the project as the list of its runs has it."""

    id: str
    state: RunPhase
    started: float
    seconds: float
    resumable: bool
    trainings: list[TrainingRow]
    marks: list[EvaluationRow]


class PictureChangeJson(TypedDict):
    """A picture of both tests: what it is, and what the model said then and says now. text: of a sentence."""

    path: str
    text: str | None
    truth: str
    before: str
    after: str


class Standout(TypedDict):
    """The one class that changed more than chance explains."""

    label: str
    fixed: int
    broken: int


class Comparison(TypedDict):
    """Differences between two tests of classifiers. pictures: tested both times; before, after: how many of them were
    right; only_before, only_after: how many one test alone has; relabeled: that have another true label now; replaced:
    names that stood for another picture in the later test; certain: every compared picture is known by its content, not
    by its name alone; luck: between these numbers, both included, lie 95 % of what tossing a coin for each changed
    picture makes right.
    """

    pictures: int
    before: int
    after: int
    both_right: int
    fixed: list[PictureChangeJson]
    broken: list[PictureChangeJson]
    both_wrong: list[PictureChangeJson]
    only_before: int
    only_after: int
    relabeled: int
    replaced: int
    certain: bool
    standout: Standout | None
    luck: tuple[int, int]
    verdict: Verdict


class DataChange(TypedDict):
    """Changes of the data between two trainings. edits: how many; null where an older record does not say;
    pictures: then and now, of the parts whose number of pictures is another one.
    """

    path: str
    same: bool
    edits: int | None
    pictures: dict[Literal["train", "val"], tuple[int, int]]


class ThingCounts(TypedDict):
    """Counts of things that both models found, only the later one, only the one before, and none of them."""

    both_found: int
    only_after: int
    only_before: int
    both_missed: int


class MistakeChangeJson(TypedDict):
    """Counts of mistakes that a picture had and has."""

    path: str
    before: int
    after: int


class KindChanges(TypedDict):
    """Counts of answers of a kind, and of missed things, then and now."""

    right: tuple[int, int]
    wrong: tuple[int, int]
    misplaced: tuple[int, int]
    twice: tuple[int, int]
    imagined: tuple[int, int]
    missed: tuple[int, int]


class DetectionComparisonJson(TypedDict):
    """Differences between two tests of models that find things. pictures: tested both times; better, worse: pictures
    with fewer, or more, mistakes now, the greatest change first; marks: the mAP50 of what is shown, then and now, 0 to
    1; interval: between what the gap lies in 95 of 100 times; both null where nothing is there to find.
    """

    pictures: int
    things: ThingCounts
    kinds: KindChanges
    better: list[MistakeChangeJson]
    worse: list[MistakeChangeJson]
    alike: int
    only_before: int
    only_after: int
    relabeled: int
    marks: tuple[float, float] | None
    interval: tuple[float, float] | None
    verdict: Verdict


class NumberComparison(TypedDict):
    """Differences between two tests of models that give a number. pictures: tested both times with the same right
    number; errors: their mean absolute errors, then and now; interval: between what the error has grown by in 95 of 100
    times, below 0 where it fell; null where nobody can tell.
    """

    pictures: int
    errors: tuple[float, float]
    interval: tuple[float, float] | None
    verdict: Verdict


class ComparisonAnswer(TypedDict, Generic[Found]):
    """comparison: null where no picture was tested both times; data: null where it is not known; restorable: the model
    files of the test before are kept.
    """

    comparison: Found | None
    data: DataChange | None
    restorable: bool
