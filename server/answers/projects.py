"""Projects: their cards, their blocks and the program that these make, their history, and the bin."""

from typing import Any, Literal, NewType, NotRequired, TypedDict

from sunmao.protocol.messages import Text
from sunmao.server.answers.runs import RunSummary
from sunmao.server.answers.session import Level

# A saved workspace: Blockly 13 JSON as `serialization.workspaces.save` gives it.
Workspace = NewType("Workspace", dict[str, Any])
# What the labels of a data set are for.
Task = Literal["classification", "multi_label", "detection", "instance", "semantic"]


class Problem(TypedDict):
    """What is wrong with blocks. fits: the type of a block that would do in place of the one that does not; boxes: the
    path of the data set in whose pictures boxes can be drawn.
    """

    block: str | None
    level: Literal["error", "warning", "hint"]
    code: str
    text: Text
    cause: NotRequired[str | None]
    fits: NotRequired[str]
    boxes: NotRequired[str]


class ProgramPart(TypedDict):
    """A part of a board that a program uses. pins: the words of its line → the names of pins; name: its variable; block:
    the block that makes it.
    """

    kind: str
    pins: dict[str, str]
    name: str
    block: str | None
    options: NotRequired[dict[str, str | bool]]


class UsedDevices(TypedDict):
    """What a program uses: boards by name, parts, sources of cameras."""

    boards: list[str]
    parts: list[ProgramPart]
    cameras: list[str]


class Program(TypedDict):
    """A compiled workspace. lines: block of each printed line; blocks: first and last line (from 1) of each block."""

    ok: bool
    python: str
    lines: list[str | None]
    blocks: dict[str, tuple[int, int]]
    problems: list[Problem]
    count: int
    devices: UsedDevices


class SavedProgram(TypedDict):
    """The answer to a save."""

    version: int
    program: Program


class ClassCount(TypedDict):
    """How many classes and pictures a project learns from."""

    classes: int
    count: int


class ScoreMark(TypedDict):
    """The newest test of a project."""

    correct: int
    total: int


class ProjectLearning(TypedDict):
    """What a project learns from, and the mark of its newest test."""

    data: NotRequired[ClassCount]
    mark: NotRequired[ScoreMark]


class ProjectCard(TypedDict):
    """A project in the list. view: the one in which it began, and opens; its blocks, where there is none; pictures: paths
    of a few of its own; damaged: its blocks cannot be read, text: why. modified: seconds since 1970.
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


class Project(TypedDict):
    """An open project. view: the one in which it began; '': its blocks. workspace: Blockly's JSON; problems: why folders
    of it cannot be used; read_only: nothing can be written in its folder.
    """

    id: str
    title: str
    workspace: Workspace
    version: int
    modified: float
    level: Level
    view: Literal["teach", "guide", ""]
    program: Program
    run: RunSummary | None
    damaged: Damage | None
    problems: list[Text]
    read_only: bool


class VersionRow(TypedDict):
    """A save of the history. saved: seconds since 1970."""

    version: int
    saved: float
    blocks: int


class Version(VersionRow):
    """A save with its blocks."""

    workspace: Workspace
    python: str


class SkippedFiles(TypedDict):
    """A file that was not taken; with count: so many more, for the same reason."""

    name: str
    why: Text
    count: NotRequired[int]


class ImportedProject(Project):
    """A project that came in a zip. differs: its main.py was not what its blocks make."""

    left_out: list[SkippedFiles]
    differs: bool


class ImportState(TypedDict):
    """How far a project is that comes in: files that are unpacked."""

    done: int
    total: int


class TrashRow(TypedDict):
    """A project in the bin. deleted: seconds since 1970."""

    id: str
    title: str
    deleted: float
    bytes: int
