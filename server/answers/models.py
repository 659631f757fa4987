"""Models: the files of a project, the bin and the shelf, what learning costs, smaller files, parity, and answers."""

from typing import Any, Literal, NotRequired, TypedDict

from sunmao.protocol.messages import Text
from sunmao.server.answers.session import EngineStatusJson


class ModelParity(TypedDict):
    """Answers of a model file beside those of the model that it was made of."""

    pictures: int
    same: int
    largest_difference: float


class LearnedNumbers(TypedDict):
    """The smallest and the largest number that a model learned, and what they are counted in."""

    low: float
    high: float
    unit: str


class TableField(TypedDict):
    """A column that is learned from: of numbers between which they lie, of classes their values."""

    name: str
    low: NotRequired[float]
    high: NotRequired[float]
    values: NotRequired[list[str]]


class ModelFile(TypedDict):
    """A model file of the project. modified: seconds since 1970; confidence: from which on a thing counts as found
    where nobody says otherwise; columns: of the rows that it is asked about, where these are rows; target: the column
    that it guesses; data: of its training, as of `TrainingData`, as far as the file says.
    """

    path: str
    kind: Literal["onnx", "pth"]
    bytes: int
    modified: float
    model: NotRequired[str | None]
    task: NotRequired[str | None]
    classes: NotRequired[list[str] | None]
    image_size: NotRequired[int | list[int] | None]
    accuracy: NotRequired[float | None]
    mAP: NotRequired[float | None]
    mAP50: NotRequired[float | None]
    mIoU: NotRequired[float | None]
    mae: NotRequired[float | None]
    numbers: NotRequired[LearnedNumbers | None]
    columns: NotRequired[list[TableField] | None]
    target: NotRequired[str | None]
    confidence: NotRequired[float | None]
    epoch: NotRequired[int | None]
    parity: NotRequired[ModelParity | None]
    trained: NotRequired[str | None]
    data: NotRequired[dict[str, Any] | None]
    damaged: NotRequired[bool]


class ModelPath(TypedDict):
    """Place of a model file."""

    path: str


class BinnedModelId(TypedDict):
    """id: what brings a model file back."""

    id: str


class BinnedModel(TypedDict):
    """A model file in the bin. path: where it was; deleted: seconds since 1970."""

    id: str
    path: str
    bytes: int
    deleted: float


class QuickCost(TypedDict):
    """MB and seconds where only the last layer of a network is trained."""

    memory: float
    seconds: float


class NetworkRow(TypedDict):
    """Costs of a network. image_size: the side of its input in pixels; parameters: numbers that it learns; memory: MB
    that training it takes; seconds: for 100 pictures, once, on two processor cores; quick: null where its weights do
    not come along; learned: it has seen photographs, and its weights are on this computer; small: it is made to learn
    as a whole, from nothing.
    """

    name: str
    task: str
    image_size: int
    parameters: int
    memory: float
    seconds: float
    quick: QuickCost | None
    learned: bool
    small: bool
    advice: Text


class NetworkCosts(TypedDict):
    """memory: bytes that are free now."""

    memory: int
    networks: list[NetworkRow]


# By a call: `from` is a word of Python's.
LibraryRow = TypedDict(
    "LibraryRow",
    {
        "id": str,
        "title": str,
        "kind": Literal["onnx", "pth"],
        "model": NotRequired[str | None],
        "task": NotRequired[str | None],
        "classes": NotRequired[list[str] | None],
        "accuracy": NotRequired[float | None],
        "mAP50": NotRequired[float | None],
        "mIoU": NotRequired[float | None],
        "mae": NotRequired[float | None],
        "numbers": NotRequired[LearnedNumbers | None],
        "bytes": int,
        "from": str,
        "time": float,
    },
)
LibraryRow.__doc__ = "A model on the shelf. from: the title of its project; time: seconds since 1970."


class Score(TypedDict):
    """Confidence of a model in a label, 0 to 1."""

    label: str
    score: float


class RowAnswer(TypedDict):
    """Answer of a model to a row: a label with its confidence, or a number. scores: the largest first."""

    label: str | None
    confidence: float
    scores: list[Score]
    value: float | None
    unit: str


class WorkedCellJson(TypedDict):
    """Computation of the largest number of a map (`sunmao.nets.activations.WorkedCell`)."""

    numbers: list[list[float]]
    cells: list[list[float]]
    channel: int
    channels: int
    others: float
    bias: float
    value: float


class LayerMaps(TypedDict):
    """Output of a layer for a picture. number: of the layer, from 1; kind: its name in Python; low, high: between
    which its numbers lie; maps: of its first channels, pictures as addresses of data; filters: of these, where it is
    a convolution.
    """

    number: int
    kind: str
    name: Text
    shape: str
    low: float
    high: float
    channels: int
    maps: list[str]
    filters: list[WorkedCellJson]


class LayerPictures(TypedDict):
    """Outputs of each layer of a network for a picture. input: the picture as it comes in, an address of data; none of
    all where the file holds no network that was put together layer by layer. learned: false where its numbers are
    random.
    """

    input: str
    shape: str
    layers: list[LayerMaps]
    learned: bool


class BatchBox(TypedDict):
    """A thing that was found in a picture. box: left, top, right, bottom in pixels."""

    label: str
    confidence: float
    box: tuple[float, float, float, float]


class DetectedObjectJson(BatchBox):
    """A thing that a model found in a picture. outlines: polygons of its mask, or none; share: of the picture, of what
    a model painted.
    """

    outlines: list[list[float]]
    share: NotRequired[float]


class DetectionResultJson(TypedDict):
    """Things that a model found in a picture of this size, the surest first. total: also those that are not among
    `things`; ms: that it took.
    """

    things: list[DetectedObjectJson]
    total: int
    width: int
    height: int
    ms: float
    model: str


class ClassificationResult(TypedDict):
    """Answer of a model to a picture. scores: in the order of its classes; ms: that it took."""

    label: str
    unknown: bool
    confidence: float
    scores: list[Score]
    ms: float
    model: str


class BatchAnswer(TypedDict):
    """Answer to one of many pictures: of a classifier scores, of a model that finds things boxes; problem: why
    there is no answer.
    """

    label: NotRequired[str]
    confidence: NotRequired[float]
    scores: NotRequired[list[Score]]
    things: NotRequired[list[BatchBox]]
    width: NotRequired[int]
    height: NotRequired[int]
    problem: NotRequired[Text]


class BatchAnswers(TypedDict):
    """Answers of a model to many pictures, in their order."""

    answers: list[BatchAnswer]
    model: str


class CompressedFileJson(TypedDict):
    """Costs and marks of a file; the first one is what the others are compared with. method: how its numbers were
    made smaller; null: they are as trained; pruned: channels were cut out of its network; ms: of one answer, the
    median; memory: bytes in use; null: could not be measured; correct: right answers out of `labeled`; null of a model
    that finds or paints: it has a mark (COCO's mAP50, mIoU); shown_map50: of a model that finds things; older
    comparisons do not say; changed: pictures of the data set that it answers otherwise than the first: path, its
    answer, this one's; best: no other file is as small, quick and right, and better in one of them. Marks are 0 to 1.
    """

    path: str
    method: str | None
    pruned: bool
    bytes: int
    ms: float
    memory: int | None
    correct: int | None
    labeled: int
    mark: float | None
    shown_map50: float | None
    changed: list[tuple[str, str, str]]
    best: bool


class KeptComparison(TypedDict):
    """dataset: the project's data set that the model learned from; null: it is not there. rows: none before all is
    done.
    """

    dataset: str | None
    rows: list[CompressedFileJson]


class CompressionAnswer(KeptComparison):
    """Progress of a comparison."""

    done: int
    total: int


class DifferentPicture(TypedDict):
    """A picture with another answer. tie: several answers are equally likely."""

    picture: str
    theirs: str
    ours: str
    tie: bool


class ParityRow(TypedDict):
    """Answers of one runtime, or of the example program ('program'). largest_shift: of an edge of a box, in pixels."""

    name: str
    file: str
    pictures: int
    same: int
    ties: int | None
    largest_difference: float | None
    largest_shift: float | None
    different: list[DifferentPicture]


class ParityReport(TypedDict):
    """Answers of a model file, `path`, by other runtimes."""

    path: str
    rows: list[ParityRow]
    time: str


class BackendRow(TypedDict):
    """A runtime beside onnxruntime."""

    name: str
    ending: str
    status: EngineStatusJson
