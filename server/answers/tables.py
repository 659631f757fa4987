"""Tables: their columns and rows, what is decided about them, and what learns from them."""

from typing import Literal, TypedDict

from sunmao.protocol.messages import Text
from sunmao.server.answers.datasets import CountedClass, HistogramBin
from sunmao.server.answers.models import TableField

ColumnType = Literal["number", "class", "date", "text"]
Cell = str | float | None
LearnedPoint = tuple[int, float, float, Cell]


class TableListRow(TypedDict):
    """A table of the project. rows: null where nobody has looked; builtin: a sample that the project does not have."""

    name: str
    title: Text
    rows: int | None
    builtin: bool


class TableColumn(TypedDict):
    """A column. decimals: digits behind the point; missing_rows: the first of them; filled: cells that somebody filled
    in; head: the first values; different: how many values there are; middle: the median, of words the most frequent.
    """

    name: str
    type: ColumnType
    unit: str
    decimals: int
    missing: int
    missing_rows: list[int]
    filled: int
    head: list[str | None]
    different: int
    low: float | None
    high: float | None
    middle: str | None
    bins: list[HistogramBin]
    classes: list[CountedClass]


class TableRemark(TypedDict):
    """A guess that was made while a table was read, or an oddity of it."""

    level: Literal["info", "warn"]
    key: str
    zh: str
    en: str


class TableDecision(TypedDict):
    """Something that was decided about a table."""

    do: Literal["type", "fill", "leave", "cell"]
    column: str
    value: str


class TableContents(TypedDict):
    """Contents of a table. target: the column to guess, '' where none can be; guessed: nobody has said so. leaks:
    columns that say the answer. correlations: of each two of `correlated`, row by
    row, null where one does not change.
    """

    rows: int
    columns: list[TableColumn]
    target: str
    guessed: bool
    notes: list[TableRemark]
    leaks: list[str]
    correlated: list[str]
    correlations: list[float | None]


class TableAbout(TableContents):
    """A table of the project. edits: the oldest first."""

    name: str
    path: str
    title: Text
    edits: list[TableDecision]


class TableRowJson(TypedDict):
    """A row. n: its number in the file, from 1; filled: places of cells that somebody filled in."""

    n: int
    cells: list[Cell]
    filled: list[int]


class TableRowsPage(TypedDict):
    """Some rows of a table. total: of them all."""

    total: int
    rows: list[TableRowJson]


class TablePoints(TypedDict):
    """Points of a chart: the number of the row, across, up, the value that colors it. total: rows that have both."""

    total: int
    points: list[LearnedPoint]


class TableMade(TypedDict):
    """The name of a table that came into the project."""

    name: str


TableImportStarted = TypedDict("TableImportStarted", {"import": str, "job": str})
TableImportStarted.__doc__ = "A table that waits to be taken, and the job that says what it is."

TableImportFound = TypedDict("TableImportFound", {"import": str, "about": TableContents})
TableImportFound.__doc__ = "What a table that waits holds."


class LearnedMark(TypedDict):
    """Share of rows that are guessed right, of classes; of numbers the mean absolute error."""

    right: int | None
    total: int
    miss: float | None


class LearnedMarks(TypedDict):
    """The same of the rows that were learned and of new ones."""

    learned: LearnedMark
    fresh: LearnedMark


class TableTreeNode(TypedDict):
    """A node of a tree. rows: learned ones that came here; counts: of each class; answer: the most frequent class, or
    the mean number between `low` and `high`. column: which is asked whether it is `value`, or `most` at most, null at
    an end; yes, no: the nodes below.
    """

    id: int
    rows: int
    counts: list[int]
    answer: str | float
    low: float | None
    high: float | None
    column: str | None
    value: str | None
    most: float | None
    yes: int | None
    no: int | None


class TableTree(LearnedMarks):
    """A decision tree. classes: none where a number is guessed; left: rows with an empty cell, which are not used; few:
    classes with too few rows; enough: whether something was learned. used: rows of the table, of very many a part.
    mistakes: numbers of new rows.
    """

    target: str
    unit: str
    classes: list[str]
    fields: list[TableField]
    left: int
    used: int
    few: list[str]
    enough: bool
    nodes: list[TableTreeNode]
    mistakes: list[int]


class TableTreeRows(TypedDict):
    """The numbers of the learned rows that came to a node."""

    rows: list[int]


class CurvePlace(LearnedMarks):
    """Mark of so many neighbors."""

    k: int


class TablePlane(LearnedMarks):
    """Answers of the nearest rows in the plane of two columns. x, y: from where to where; cells: the class of each, or
    one of six shades of a number, row by row from the top; points: learned rows as in `TablePoints`; used: rows of the
    table; most: neighbors that can be chosen.
    """

    classes: list[str]
    unit: str
    left: int
    few: list[str]
    enough: bool
    used: int
    x: list[float]
    y: list[float]
    across: int
    up: int
    most: int
    k: int
    cells: list[int]
    points: list[LearnedPoint]
    curve: list[CurvePlace]


class TableNearest(TypedDict):
    """The nearest rows of a place, and what they answer: counts of classes, or a number between `low` and `high`."""

    answer: Cell
    counts: list[int]
    low: float | None
    high: float | None
    points: list[LearnedPoint]


class TableAllColumns(LearnedMarks):
    """Mark of the nearest rows by all columns."""

    columns: int
    k: int
