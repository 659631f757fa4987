"""Projects: their cards, their blocks and the program that these make, their history, and the bin."""

from typing import Any, Literal, NewType, NotRequired, TypedDict

from sunmao.blocks.vocabulary import Level
from sunmao.protocol.messages import Text
from sunmao.server.answers.runs import RunSummary

# A saved workspace: Blockly 13 JSON as `serialization.workspaces.save` gives it.
Workspace = NewType("Workspace", dict[str, Any])
# What the labels of a data set are for.
Task = Literal[
    "classification",
    "multi_label",
    "detection",
    "instance",
    "semantic",
    "regression",
    "table_classification",
    "table_regression",
]


class ProblemJson(TypedDict):
    """A fault of blocks. fits: the type of a block that would do in place of the one that does not; boxes: the
    path of the data set in whose pictures boxes can be drawn; value: the number that would do in place of the one that
    does not.
    """

    block: str | None
    level: Literal["error", "warning", "hint"]
    code: str
    text: Text
    cause: NotRequired[str | None]
    fits: NotRequired[str]
    boxes: NotRequired[str]
    value: NotRequired[str]


class ProgramPart(TypedDict):
    """A part of a board that a program uses. pins: the words of its line → the names of pins; name: its variable;
    block: the block that makes it.
    """

    kind: str
    pins: dict[str, str]
    name: str
    block: str | None
    options: NotRequired[dict[str, str | bool]]


class UsedDevicesJson(TypedDict):
    """Devices that a program uses: boards by name, parts, sources of cameras."""

    boards: list[str]
    parts: list[ProgramPart]
    cameras: list[str]


class LayerShapeJson(TypedDict):
    """Facts beside a block of a network. shape: '30×30×8', or '?' where it is not known before the program runs;
    parameters: how many numbers the layer learns; misfit: it does not fit, and `shape` is what comes to it.
    """

    block: str
    shape: str
    parameters: int
    misfit: bool


class Program(TypedDict):
    """A compiled workspace. lines: block of each printed line; blocks: first and last line (from 1) of each block;
    networks: those that are put together layer by layer, each in one line (`LayeredNetwork.name`).
    """

    ok: bool
    python: str
    lines: list[str | None]
    blocks: dict[str, tuple[int, int]]
    problems: list[ProblemJson]
    count: int
    devices: UsedDevicesJson
    layers: list[LayerShapeJson]
    networks: list[str]


class SavedProgram(TypedDict):
    """The answer to a save."""

    version: int
    program: Program


class StartedRun(SavedProgram):
    """The answer to a start."""

    run: RunSummary


class ClassCount(TypedDict):
    """Counts of classes and pictures that a project learns from."""

    classes: int
    count: int


class ScoreMark(TypedDict):
    """The newest test of a project."""

    correct: int
    total: int


class ProjectLearning(TypedDict):
    """Data that a project learns from, and the mark of its newest test."""

    data: NotRequired[ClassCount]
    mark: NotRequired[ScoreMark]


class ProjectCard(TypedDict):
    """A project in the list. view: the one in which it began, and opens; its blocks, where there is none; pictures:
    paths of a few of its own; damaged: its blocks cannot be read, text: why. modified: seconds since 1970.
    """

    id: str
    title: str
    modified: float
    blocks: int
    view: NotRequired[Literal["teach", "guide"]]
    pictures: NotRequired[list[str]]
    damaged: NotRequired[bool]
    text: NotRequired[Text]


class SavePoint(TypedDict):
    """A save of the history that can be read. saved: seconds since 1970."""

    version: int
    saved: float


class Damage(TypedDict):
    """The blocks on disk cannot be read. good: the newest save that can."""

    text: Text
    good: SavePoint | None


class ProjectJson(TypedDict):
    """An open project. level: null: that of the settings. train_on: the cluster on which it
    trains; '': here. view: the one in which it began; '': its blocks. workspace:
    Blockly's JSON; problems: why folders of it cannot be used; read_only: nothing can be written in its folder.
    """

    id: str
    title: str
    workspace: Workspace
    version: int
    modified: float
    level: Level | None
    train_on: str
    view: Literal["teach", "guide", ""]
    program: Program
    run: RunSummary | None
    damaged: Damage | None
    problems: list[Text]
    read_only: bool


class VersionRow(SavePoint):
    """A save of the history with how many blocks it has."""

    blocks: int


class Version(VersionRow):
    """A save with its blocks."""

    workspace: Workspace
    python: str


class SkippedFilesJson(TypedDict):
    """A file that was not taken; with count: so many more, for the same reason."""

    name: str
    why: Text
    count: NotRequired[int]


class ImportedProjectJson(ProjectJson):
    """A project that came in a zip. differs: its main.py was not what its blocks make."""

    left_out: list[SkippedFilesJson]
    differs: bool


class ImportState(TypedDict):
    """Progress of a project that comes in: files that are unpacked."""

    done: int
    total: int


class ImportStopped(TypedDict):
    """stopping: whether there was one that had not ended."""

    stopping: bool


class RenamedFile(TypedDict):
    """name: the new one of a file that hid a library."""

    name: str


class TrashRow(TypedDict):
    """A project in the bin. deleted: seconds since 1970."""

    id: str
    title: str
    deleted: float
    bytes: int


ExportPart = Literal["data", "bin", "models", "unfinished", "history"]


class PartSize(TypedDict):
    """Size of a part of a zip."""

    files: int
    bytes: int


class ExportParts(TypedDict):
    """Sizes of each part of a zip."""

    data: PartSize
    bin: PartSize
    models: PartSize
    unfinished: PartSize
    history: PartSize


class ExportSizes(TypedDict):
    """Name of a zip of the project, and its parts beside blocks and program."""

    file: str
    parts: ExportParts


class OwnData(TypedDict):
    """A data set that did not come along. photos: its pictures are photographs; pictures: how many, if known."""

    photos: bool
    pictures: NotRequired[int]


class Choice(TypedDict):
    """An offer of a picker. board, can, silenced: of a pin: whose it is, what it can do, and whether it has no PWM
    while a servo is in use; task: what the labels of a data set, or the answers of a model, are; datasets, models: of a
    label: the data sets and the files of models that have it; table: of a column: its file.
    """

    value: str
    label: str | Text
    detail: NotRequired[str | Text]
    folder: NotRequired[str]
    board: NotRequired[str]
    can: NotRequired[list[str]]
    silenced: NotRequired[bool]
    task: NotRequired[Task]
    own: NotRequired[OwnData]
    datasets: NotRequired[list[str]]
    models: NotRequired[list[str]]
    table: NotRequired[str]


# Kind of picker → what it offers.
Choices = dict[str, list[Choice]]
