"""Data sets: their rows, pictures, checks and statistics, what is imported, edited, labeled and collected."""

from typing import Literal, NotRequired, TypedDict

from sunmao.protocol.messages import Text
from sunmao.server.answers.projects import SkippedFilesJson, Task

Split = Literal["train", "val", "test"]
# reject: it cannot be used so.
Level = Literal["reject", "warn"]
Answer = Literal["accept", "reject", "warn"]
MendKind = Literal["broken", "boxes", "names", "leaks", "duplicates", "unclear", "parts", "uneven"]


class ClassSize(TypedDict):
    """A class and how many pictures it has; null in a sample that nobody has looked at."""

    name: str
    count: int | None


class CountedClass(TypedDict):
    """A class and how many pictures, or things, it has."""

    name: str
    count: int


class DatasetJson(TypedDict):
    """A data set of the project. path: as programs name it. samples: what it is of; task: null where these are no
    pictures, or where it cannot be read. unlabeled: pictures of which nobody has said yet what is in
    them. bin_bytes: of `bytes`, those in the bin. builtin: a sample that the project has not made yet; findings: null
    until it was checked. problem: why it cannot be read. coming: it is being read just now, its numbers are of before.
    """

    name: str
    path: str
    title: Text
    samples: Literal["picture", "sentence", "points", "row", "sound", "motion"]
    task: Task | None
    format: str | None
    pictures: int
    unlabeled: int
    classes: list[ClassSize]
    bytes: int
    bin_bytes: int
    divided: bool
    locked: bool
    builtin: bool
    findings: int | None
    answer: Answer | None
    problem: Text | None
    coming: bool


class DatasetIssue(TypedDict):
    """One thing that a check found. pictures: the first of `total` pictures concerned. mend: how it is mended; null
    where that would be a guess.
    """

    key: str
    level: Level
    count: int
    text: Text
    pictures: list[str]
    total: int
    mend: MendKind | None


class MendedIssue(TypedDict):
    """A finding that was mended by an edit. before, after: what it counted, and counts now. pictures: that were edited."""

    key: str
    kind: MendKind
    before: int
    after: int
    pictures: int
    edit: str
    text: Text | None


class Unchecked(TypedDict):
    """The data set was not checked yet."""

    answer: None


class CheckResult(TypedDict):
    """Findings of a check. checked: when, as ISO 8601. stale: the pictures have changed since."""

    answer: Answer
    pictures: int
    checked: str
    stale: bool
    findings: list[DatasetIssue]
    mended: list[MendedIssue]


CheckReport = Unchecked | CheckResult


class ObjectAnnotationJson(TypedDict):
    """box: left, top, right, bottom in pixels. polygons: x, y, x, y, …"""

    label: str
    box: tuple[float, float, float, float]
    polygons: list[list[float]]


class PictureRow(TypedDict):
    """A picture on the wall. n: its number among all pictures. marks: the keys of its findings. things: as its
    thumbnail shows them. leaving: on the page, while it goes into the bin or out of it.
    """

    n: int
    path: str
    labels: list[str]
    split: Split
    w: int | None
    h: int | None
    marks: list[str]
    things: list[ObjectAnnotationJson]
    leaving: NotRequired[Literal[True]]


class FilterJson(TypedDict, total=False):
    """A page of the wall of samples. smaller, larger: pixels that the longer side has at most, at least. deleted: what
    lies in the bin.
    """

    label: str
    split: Split
    finding: str
    smaller: int
    larger: int
    deleted: Literal[1]


class PicturePage(TypedDict):
    """Some pictures of the wall."""

    total: int
    rows: list[PictureRow]


class PictureFinding(TypedDict):
    """A finding of a check in a picture."""

    key: str
    text: Text


class Picture(TypedDict):
    """All about a picture. mask: address of the colored mask, or null."""

    path: str
    labels: list[str]
    split: Split
    w: int | None
    h: int | None
    things: list[ObjectAnnotationJson]
    mask: str | None
    findings: list[PictureFinding]


class SplitCounts(TypedDict):
    """A class and how many pictures of it each part has."""

    name: str
    train: int
    val: int
    test: int


class SizeCount(TypedDict):
    """A count of pictures that are about that large; w, h: the middle of a bin."""

    w: int
    h: int
    count: int


HistogramBin = TypedDict("HistogramBin", {"from": float, "to": float, "count": int})
HistogramBin.__doc__ = "How many lie between two numbers."


class BoxStatistics(TypedDict):
    """per_picture: things; areas: by the side in pixels of a square as large."""

    per_picture: list[HistogramBin]
    areas: list[HistogramBin]
    by_class: list[CountedClass]


class DatasetStatistics(TypedDict):
    """Distributions of classes, sizes and boxes."""

    classes: list[SplitCounts]
    sizes: list[SizeCount]
    boxes: BoxStatistics


class SourceReading(TypedDict):
    """A way in which files can be taken as a data set. about: a sentence."""

    name: str
    title: Text
    about: Text


class SourceSample(TypedDict):
    """drawn: whether there is a picture of it, with its labels drawn."""

    path: str
    labels: list[str]
    split: Split
    drawn: bool


class SourceFinding(TypedDict):
    """A remark about files before they are taken."""

    key: str
    level: Level
    zh: str
    en: str


SourceDescription = TypedDict(
    "SourceDescription",
    {
        "import": str,
        "reading": str,
        "sample_kind": Literal["picture", "sound", "motion"],
        "title": Text,
        "task": Task | None,
        "pictures": int,
        "classes": list[CountedClass],
        "parts": dict[Split, int],
        "objects": int,
        "findings": list[SourceFinding],
        "refusal": Text | None,
        "readings": list[SourceReading],
        "samples": list[SourceSample],
    },
)
SourceDescription.__doc__ = """A data set that is about to be imported (`sunmao/data/sources/describe_source.py`). task:
null for pictures without labels, and where these are no pictures. sample_kind: of which kind the samples are that are
called pictures here. parts: empty where the files do not say any. refusal: why it cannot be taken so.
"""


ImportStarted = TypedDict("ImportStarted", {"import": str, "job": str})
ImportStarted.__doc__ = """An import that waits to be taken, and the job that says what it is."""


class RenamedClass(TypedDict):
    """A class whose folder had to be called otherwise."""

    name: str
    to: str


class UploadedDataset(TypedDict):
    """A data set that was taken. task, sample_kind, pictures: as of `SourceDescription`; findings: what is worth
    knowing about the pictures.
    """

    path: str
    task: Task | None
    sample_kind: Literal["picture", "sound", "motion"]
    classes: list[CountedClass]
    pictures: int
    left_out: list[SkippedFilesJson]
    renamed: list[RenamedClass]
    findings: list[Text]


class FormatRow(TypedDict):
    """A format in which labels can be written."""

    name: str
    title: Text


class ClassRow(TypedDict):
    """A class as it is on the disk. tests: pictures for the test, among `count`; newest: paths of the others;
    contributors: by the paths of its pictures, which device brought them, where others collect, too.
    """

    name: str
    count: int
    tests: int
    newest: list[str]
    contributors: dict[str, str]


class ClassesChanged(TypedDict):
    """removed: what brings a removed class, or the pictures of an emptied one, back."""

    classes: list[ClassRow]
    removed: str | None


class CapturedPicture(TypedDict):
    """A picture that was kept. count: how many its class has now; known: the data set had it already."""

    path: str
    label: str
    count: NotRequired[int]
    known: NotRequired[Literal[True]]


class TakenBack(TypedDict):
    """taken_back: how many pictures were deleted again."""

    taken_back: int


class UnlabeledPaths(TypedDict):
    """Pictures of which the model was unsure, the newest first; most: so many wait at once."""

    paths: list[str]
    most: int


class UnlabeledKept(UnlabeledPaths):
    """kept: whether one came to them."""

    kept: bool


class UnlabeledLabeled(UnlabeledPaths):
    """The pictures that still wait, and the classes with what came to them."""

    classes: list[ClassRow]


class TestsChosen(TypedDict):
    """put_away: the other pictures by class, which went to the bin."""

    classes: list[ClassRow]
    put_away: dict[str, list[str]]
