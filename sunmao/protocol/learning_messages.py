"""Messages of trainings and of tests of models: one message for each kind of learning, with a row a picture and a row a
class.

A class is a number: its place in `classes`. `path`: a picture's file, relative to the project. split: 'train', 'val',
'test' or 'all'. model: the weights or file that was tested, or empty. Shares and figures are 0 to 1. `version` counts
the forms that a message has had in logs; `old_messages` reads those of before.
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from sunmao.protocol.codec import Cell

EndReason = Literal["finished", "early", "stopped", "error"]
PlaceState = Literal["sending", "waiting", "running", "silent", "ended"]
# What became of an answer of a detector, or of a thing: after TIDE (Bolya et al. 2020).
MarkKind = Literal["right", "wrong", "misplaced", "twice", "imagined", "missed"]


@dataclass(frozen=True)
class PictureCounts:
    """Counts of pictures in each part of a data set."""

    train: int | None = None
    val: int | None = None
    test: int | None = None


@dataclass(frozen=True)
class TrainingData:
    """The data set of a training. edits: how many entries its log of edits had; missing where it cannot be read, and in
    older records; learned_hash: of the parts that are learned from; pictures: missing where a program of somebody's own
    tells of a training; target: the column of a table that is guessed, None where none is.
    """

    path: str = ""
    hash: str = ""
    classes: list[str] = field(default_factory=list)
    pictures: PictureCounts | None = None
    edits: int | None = None
    learned_hash: str | None = None
    target: str | None = None


@dataclass(frozen=True)
class TrainingStarted:
    """A training begins; the next `Metric`s of panel 'train' are its curve, up to its `TrainingEnded`.

    model: the backbone; parameters: what it is trained with, for people to compare: 'epochs', 'batch_size', 'lr',
    'optimizer', 'weight_decay', 'seed', 'device', 'image_size', 'weights', …; save_fold: where its files go; resumed:
    the epochs that were done before, 0 for a fresh start; task: 'classification', 'detection' or 'instance'; config:
    the text of a `config.yaml` for the project's folder, by which it can be repeated; older records have none.
    """

    kind: ClassVar[str] = "training"
    model: str
    parameters: dict[str, Cell]
    dataset: TrainingData
    save_fold: str
    resumed: int = 0
    task: str = "classification"
    config: str = ""


@dataclass(frozen=True)
class BestEpoch:
    """The figures of the best epoch, 0 to 1: of a classifier accuracy, of several labels also mAP, of a detector mAP,
    mAP50, and recall and precision of what is shown, which older records do not have, of a model that paints mIoU; of
    numbers mae, their mean absolute error in their own unit. others: of other kinds of learning, by their names.
    """

    epoch: int | None = None
    accuracy: float | None = None
    mAP: float | None = None
    mAP50: float | None = None
    recall: float | None = None
    precision: float | None = None
    mIoU: float | None = None
    mae: float | None = None
    others: dict[str, float] | None = None


@dataclass(frozen=True)
class TrainingEnded:
    """A training has ended. reason: 'early': there was no more progress.

    epochs: how many were done; best: without any figure where there was no validation; path: the weights to use,
    relative to the project, or empty; seconds: of this training.
    """

    kind: ClassVar[str] = "trained"
    reason: EndReason
    epochs: int
    best: BestEpoch
    path: str
    seconds: float


@dataclass(frozen=True)
class TrainingPlace:
    """A training takes place on another computer. where: what the cluster is called there.

    state: 'sending' its data; 'waiting', with `before` others that were handed in before it; 'running'; 'silent': the
    cluster does not answer, and it goes on there; 'ended': its weights are here.
    """

    kind: ClassVar[str] = "place"
    where: str
    state: PlaceState
    before: int = 0


@dataclass(frozen=True)
class EvaluatedPicture:
    """The answer to a picture. truth, answer: classes; digest: by which the same picture is known again, whatever the
    name of its file; missing where it could not be read, and in older records. text: what was asked about, where that
    is a sentence or a row and no picture.
    """

    path: str
    truth: int
    answer: int
    confidence: float
    digest: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class ClassFigures:
    """Marks of one class that is recognized. pictures: how many there are of it."""

    precision: float
    recall: float
    f1: float
    pictures: int


@dataclass(frozen=True)
class Averages:
    """Figures over all pictures and classes; top5: the share of pictures whose class was among the best five."""

    accuracy: float | None = None
    top5: float | None = None
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None


@dataclass(frozen=True)
class Evaluation:
    """The result of a test of a classifier: `correct` of `total` pictures.

    matrix: one row a true class, each one count a given answer; pictures: wrong ones first, the surest first, at most
    `MAX_PICTURES` of them. sample_kind: what they are, as in `sunmao.data.samples.registry`.
    """

    kind: ClassVar[str] = "marks"
    version: ClassVar[int] = 2
    correct: int
    total: int
    split: str = "test"
    classes: list[str] = field(default_factory=list)
    matrix: list[list[int]] = field(default_factory=list)
    by_class: list[ClassFigures] = field(default_factory=list)
    averages: Averages = field(default_factory=Averages)
    pictures: list[EvaluatedPicture] = field(default_factory=list)
    model: str = ""
    sample_kind: str = "picture"


@dataclass(frozen=True)
class TrueObject:
    """A thing that is in a picture. box: left, top, right, bottom in its pixels; outlines: polygons [x, y, x, y, …] of
    its mask, missing without one.
    """

    label: int
    box: tuple[float, float, float, float]
    kind: MarkKind
    outlines: list[list[float]] | None = None


@dataclass(frozen=True)
class PredictedObject:
    """An answer of a detector; box, outlines: as of `TrueObject`."""

    label: int
    confidence: float
    box: tuple[float, float, float, float]
    kind: MarkKind
    outlines: list[list[float]] | None = None


@dataclass(frozen=True)
class DetectionPicture:
    """A picture of width × height pixels, what is there and what a detector answered."""

    path: str
    width: int
    height: int
    truths: list[TrueObject]
    answers: list[PredictedObject]


@dataclass(frozen=True)
class DetectionClassFigures:
    """Marks of the things of one class; figures are null for a class without things. things: how many there
    are; shown_map50: of what is shown; older records do not say.
    """

    map: float | None
    map50: float | None
    precision: float | None
    recall: float | None
    things: int
    shown_map50: float | None = None


@dataclass(frozen=True)
class DetectionAverages:
    """Of what is shown, the surest answer at each place from `confidence` on: precision, recall, f1, shown_map,
    shown_map50; of all answers: map, map50, map75, and map_unlimited where a picture has more things than COCO's mAP
    looks at. Missing where there is nothing to find.
    """

    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    shown_map: float | None = None
    shown_map50: float | None = None
    map: float | None = None
    map50: float | None = None
    map75: float | None = None
    map_unlimited: float | None = None


@dataclass(frozen=True)
class DetectionEvaluation:
    """The result of a test of a model that finds things. task: 'detection', or 'instance' (all is then said of the
    masks).

    counts: what is shown, compared with the truth at an IoU of 0.5; curves: one list a class: precision at recall 0,
    0.01 … 1 and an IoU of 0.5, of all answers, or empty; pictures: those with mistakes first, at most `MAX_PICTURES`.
    """

    kind: ClassVar[str] = "boxmarks"
    version: ClassVar[int] = 2
    task: str
    split: str = "test"
    classes: list[str] = field(default_factory=list)
    averages: DetectionAverages = field(default_factory=DetectionAverages)
    counts: dict[MarkKind, int] = field(default_factory=dict)
    by_class: list[DetectionClassFigures] = field(default_factory=list)
    curves: list[list[float]] = field(default_factory=list)
    pictures: list[DetectionPicture] = field(default_factory=list)
    confidence: float = 0.5
    model: str = ""


@dataclass(frozen=True)
class PaintedPicture:
    """Marks of a picture that was painted. missed, extra: pixels left out and too many, as shares of the picture;
    differences: the base64 of a PNG that lies over it: green right, red left out, yellow too much, purple another
    class.
    """

    path: str
    iou: float | None
    missed: float
    extra: float
    differences: str


@dataclass(frozen=True)
class SegmentationClassFigures:
    """Marks of one class that was painted. iou: null where it is neither there nor painted; share: of all pixels."""

    iou: float | None
    precision: float
    recall: float
    dice: float
    share: float


@dataclass(frozen=True)
class SegmentationAverages:
    """Figures over all pixels."""

    miou: float | None = None
    accuracy: float | None = None
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None


@dataclass(frozen=True)
class SegmentationEvaluation:
    """The result of a test of a model that paints, over all pixels of `total` pictures. task: 'semantic'.

    pictures: those that were painted worst first, at most `MAX_PICTURES`.
    """

    kind: ClassVar[str] = "paintmarks"
    version: ClassVar[int] = 2
    total: int
    task: str = "semantic"
    split: str = "test"
    classes: list[str] = field(default_factory=list)
    averages: SegmentationAverages = field(default_factory=SegmentationAverages)
    by_class: list[SegmentationClassFigures] = field(default_factory=list)
    pictures: list[PaintedPicture] = field(default_factory=list)
    model: str = ""


@dataclass(frozen=True)
class TaggedPicture:
    """The answers to a picture of several labels. labels: the classes that it has; recognized: those that the model
    says; confidences: one for each class.
    """

    path: str
    labels: list[int]
    recognized: list[int]
    confidences: list[float]


@dataclass(frozen=True)
class TagFigures:
    """Marks of one label that is recognized. ap: average precision, null where no picture has it; pictures: that have
    it; missed, extra: of how many it was not said, and said wrongly.
    """

    ap: float | None
    precision: float
    recall: float
    f1: float
    pictures: int
    missed: int
    extra: int


@dataclass(frozen=True)
class TagAverages:
    """Figures over all labels; map is missing where no picture has a label."""

    map: float | None = None
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None


@dataclass(frozen=True)
class TagEvaluation:
    """The result of a test of a model of several labels: `correct` of `total` pictures got exactly their labels. task:
    'multi_label'. pictures: those with the most mistakes first, at most `MAX_PICTURES`.
    """

    kind: ClassVar[str] = "tagmarks"
    version: ClassVar[int] = 2
    correct: int
    total: int
    task: str = "multi_label"
    split: str = "test"
    classes: list[str] = field(default_factory=list)
    averages: TagAverages = field(default_factory=TagAverages)
    by_class: list[TagFigures] = field(default_factory=list)
    pictures: list[TaggedPicture] = field(default_factory=list)
    model: str = ""


@dataclass(frozen=True)
class NumberedPicture:
    """A picture of a test of numbers. path: relative to the project; truth, answer: its right number, and what the
    model said; text: as of `EvaluatedPicture`.
    """

    path: str
    truth: float
    answer: float
    text: str | None = None


@dataclass(frozen=True)
class NumberAverages:
    """Errors in the unit of the numbers, and r2 (1: all right). baseline_mae: the mean absolute error of always saying
    the mean of the training numbers.
    """

    mae: float = 0.0
    rmse: float = 0.0
    r2: float = 0.0
    baseline_mae: float = 0.0


@dataclass(frozen=True)
class NumberEvaluation:
    """The result of a test of a model that gives a number, over `total` pictures. task: 'regression'.

    unit: what the numbers are counted in, may be empty. low, high: the smallest and the largest number that the model
    has learned. pictures: those with the largest errors first, at most `MAX_PICTURES`. sample_kind: what they are, as
    in `sunmao.data.samples.registry`.
    """

    kind: ClassVar[str] = "numbermarks"
    total: int
    task: str = "regression"
    split: str = "test"
    unit: str = ""
    averages: NumberAverages = field(default_factory=NumberAverages)
    low: float = 0.0
    high: float = 1.0
    pictures: list[NumberedPicture] = field(default_factory=list)
    model: str = ""
    sample_kind: str = "picture"


KINDS: dict[str, type[Any]] = {
    kind.kind: kind
    for kind in (
        TrainingStarted,
        TrainingEnded,
        TrainingPlace,
        Evaluation,
        DetectionEvaluation,
        SegmentationEvaluation,
        TagEvaluation,
        NumberEvaluation,
    )
}
