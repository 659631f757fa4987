"""Changes of data sets: edits and what takes them back, labels while they are made, doubts about labels, the map."""

from typing import Any, Literal, NotRequired, TypedDict

from sunmao.server.answers.datasets import CountedClass, DatasetJson, ObjectAnnotationJson, Split
from sunmao.server.answers.projects import Task

# pca: the whole at a glance; tsne, umap: groups.
MapMethod = Literal["pca", "tsne", "umap"]

EditDetail = TypedDict(
    "EditDetail",
    {
        "label": NotRequired[str],
        "from": NotRequired[list[str]],
        "split": NotRequired[Split],
        "on": NotRequired[bool],
        "rename": NotRequired[str],
        "to": NotRequired[str],
        "merge": NotRequired[bool],
    },
)
EditDetail.__doc__ = """rename: a whole class that has another name now: `to` or `label`. merge: there was such a class
already."""


class DatasetEdit(TypedDict):
    """One thing that was done. count: pictures. path: of its only one. active: it was not taken back. at: seconds since
    1970.
    """

    id: str
    at: float
    kind: str
    detail: EditDetail
    count: int
    path: str | None
    active: bool


class EditState(TypedDict):
    """version: how many entries the log has. undo, redo: what these would do. bin: how many pictures lie in it."""

    version: int
    undo: DatasetEdit | None
    redo: DatasetEdit | None
    edits: list[DatasetEdit]
    bin: int


class EditAnswer(EditState):
    """dataset: its row, as it is now."""

    edit: DatasetEdit | None
    dataset: DatasetJson


class BinEmptied(EditState):
    """emptied: how many pictures are gone for good. dataset: its row, as it is now."""

    emptied: int
    dataset: DatasetJson


class RunLengths(TypedDict):
    """A mask in COCO's run-length encoding, not packed. size: height, width."""

    counts: list[int]
    size: tuple[int, int]


class Annotation(ObjectAnnotationJson):
    """A thing in a picture. A box: no polygons and no rle. An outline: polygons, and the box around them. Painted: rle,
    one object for each class. attributes: what a format said that Sunmao does not know; it goes back as it came.
    """

    rle: RunLengths | None
    attributes: NotRequired[Any]


class ProposalJson(TypedDict):
    """Label that a model proposes. box: null of a label of the whole picture. confidence: 0 to 1. followed: it is a
    label of an earlier picture that was followed.
    """

    label: str
    box: tuple[float, float, float, float] | None
    polygons: list[list[float]]
    rle: RunLengths | None
    attributes: NotRequired[Any]
    id: int
    confidence: float
    followed: NotRequired[bool]


class Proposals(TypedDict):
    """Proposals for a picture. model: the file that did; null where boxes were followed."""

    model: str | None
    objects: list[ProposalJson]


class Annotations(TypedDict):
    """w, h: pixels; null where the file does not say them. objects: what is marked. labels: tags, or the class.
    labeled: somebody has said what is in it, be it nothing.
    """

    path: str
    w: int | None
    h: int | None
    task: Task | None
    labels: list[str]
    objects: list[Annotation]
    labeled: bool
    version: int
    proposals: Proposals | None


class SavedAnnotations(Annotations):
    """The labels as they were taken. undo, redo: the edits that these would take back and do again; missing where
    nothing was edited.
    """

    undo: NotRequired[str | None]
    redo: NotRequired[str | None]
    labeled_count: int
    total: int


class LabelClass(CountedClass):
    """A class of the list. color: as its masks have it."""

    color: str | None


class LabelClassesEdited(TypedDict):
    """The classes as they are now, and the log of edits as of `EditState`."""

    version: int
    edit: DatasetEdit | None
    undo: DatasetEdit | None
    redo: DatasetEdit | None
    classes: list[LabelClass]


class NextPicture(TypedDict):
    """next: the path of the next picture without labels; null: there is none."""

    next: str | None


class PictureIndex(TypedDict):
    """index: the place of a picture in the order of work; null: it is not in it."""

    index: int | None


class FollowedPictures(TypedDict):
    """paths: of the pictures in which what was followed was found."""

    paths: list[str]


class ListedPicture(TypedDict):
    """objects, proposals: how many. rank: its place among those that a model is least sure of; null: not known."""

    path: str
    w: int | None
    h: int | None
    labeled: bool
    objects: int
    proposals: int
    rank: int | None


class PictureListing(TypedDict):
    """model: whose proposals there are. proposed: pictures that have some. outliners: models that outline what is
    clicked.
    """

    task: Task | None
    total: int
    labeled: int
    proposed: int
    version: int
    model: str | None
    classes: list[LabelClass]
    rows: list[ListedPicture]
    outliners: list[str]


class Outline(TypedDict):
    """Outline around a click or in a box; without an outline where nothing was found."""

    found: bool
    polygons: NotRequired[list[list[float]]]
    box: NotRequired[tuple[float, float, float, float] | None]
    rle: NotRequired[RunLengths | None]


class Lookalikes(TypedDict):
    """Two classes that are taken for each other."""

    first: str
    second: str
    confused: int
    pictures: int
    examples: list[str]


class SuspectAnswer(TypedDict):
    """Outcome of a doubt. label: the one that it got; edit: what takes that back, null where more than this
    picture would change.
    """

    kind: Literal["confirm", "relabel", "delete"]
    label: str | None
    edit: str | None


class Suspect(TypedDict):
    """A picture whose label is in doubt. bars: how strongly it is suspected, 1 to 4."""

    path: str
    label: str
    suggested: str
    bars: int
    answer: SuspectAnswer | None


class LabelComparison(TypedDict):
    """at: when labels were compared last, as ISO 8601, null where nobody noted it. changed: labels that are others
    since.
    """

    at: str | None
    changed: int


class SuspectsAnswer(TypedDict):
    """suspects: null where nobody has looked for any."""

    suspects: list[Suspect] | None
    lookalikes: list[Lookalikes]
    comparison: LabelComparison | None


class MapLayout(TypedDict):
    """Places to which a method maps each picture, 0 to 65535; null: it does not have it."""

    x: list[float | None]
    y: list[float | None]


class MapRows(TypedDict):
    """The pictures, column by column. at: the place on the wall of all pictures; tile: the number on the sheets."""

    n: list[int]
    path: list[str]
    labels: list[list[str]]
    split: list[Split]
    w: list[int | None]
    h: list[int | None]
    deleted: list[int]
    tile: list[int | None]
    at: list[int]
    places: dict[MapMethod, MapLayout]


class MapAnswer(TypedDict):
    """layouts: by which methods it was drawn. grouping: the best for groups that the computer has. missing: new
    pictures. tile: pixels of a small picture on the sheets; across: how many are beside each other.
    """

    layouts: list[MapMethod]
    grouping: MapMethod
    missing: int
    tile: int
    across: int
    rows: MapRows
