"""Contents of a data set: samples with labels, things with places, and the parts they belong to. Standard library
only.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SPLITS = ("train", "val", "test")
DECLARED = ("classification", "multi_label", "detection", "instance", "semantic")  # for which pictures can be labeled
TASKS = (*DECLARED, "regression")


@dataclass(frozen=True)
class ObjectAnnotation:
    """One thing in a picture.

    box: (x1, y1, x2, y2) in pixels of the upright picture, floats, 0 ≤ x1 < x2 ≤ width.
    polygons: its outline, each polygon (x, y, x, y, …); empty where nobody drew one.
    rle: its mask as COCO's compressed run-length text with the mask's (height, width), or None.
    attributes: what else its file of labels says of it, by name, as JSON holds it: kept, never learned from.
    """

    label: str
    box: tuple[float, float, float, float]
    polygons: tuple[tuple[float, ...], ...] = ()
    rle: tuple[str, tuple[int, int]] | None = None
    attributes: dict[str, Any] | None = field(default=None, hash=False, repr=False)


@dataclass(frozen=True)
class Sample:
    """One sample of a data set: a picture, or what its `SampleKind` says.

    path: its file. For a data set in an archive, the archive's path and the name inside, which only its `FileTree` can
    read; for a file that holds many samples, the file's path and the sample's number in it.
    label: its class (classification), else None. split: 'train', 'val' or 'test'.
    tags: its labels (multi-label and semantic). things: what is where in it (detection, instance segmentation).
    mask: the file that holds a number for each pixel (semantic segmentation), or None.
    size: (width, height) in pixels of the upright picture where the labels' file or a check told it, else None.
    labeled: whether someone has said what is in it, be it nothing; False only in a data set that began without labels.
    number: what is learned of it (regression), or None.
    content: what is learned from, where it was read with the listing: a sentence, a row, a series; None where
    `SampleKind.read` reads it. group: the person, the recording … that it is of, which stays in one part; None where
    nobody said it.
    """

    path: Path
    label: str | None
    split: str
    tags: tuple[str, ...] = ()
    things: tuple[ObjectAnnotation, ...] = ()
    mask: Path | None = None
    size: tuple[int, int] | None = None
    labeled: bool = field(default=True, repr=False)
    number: float | None = None
    content: Any = field(default=None, compare=False, repr=False)
    group: str | None = None

    def require_label(self) -> str:
        """Its class, of a data set whose samples all have one."""
        assert self.label is not None
        return self.label

    def require_number(self) -> float:
        """Its number, of a data set whose samples all have one."""
        assert self.number is not None
        return self.number

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label of the picture once."""
        if self.label is not None:
            return (self.label,)
        return self.tags or tuple(dict.fromkeys(thing.label for thing in self.things))


def is_labeled(item: Sample, task: str) -> bool:
    """Whether someone has said what is in a picture, be it nothing. task: of the data set."""
    return item.labeled and (
        bool(item.labels) or item.number is not None or task in ("detection", "instance", "semantic")
    )


@dataclass
class DatasetListing:
    """Contents of a data set.

    task: one of TASKS. sample_kind: what its samples are, as in `sunmao.data.samples.registry`. format: the name of its
    format (`sunmao.data.formats`). classes: in the order of their numbers.
    findings: `Issue`s met while reading. divided: someone has said which pictures are for training and which for a
    test.
    renamed: classes as the files call them → what they are called now, where that is something else.
    label_map: which value in the files of masks means which class (`formats.masks.label_masks.LabelMap`), or None.
    closed: files that are called as pictures and cannot be opened (pipes, links that lead nowhere, forbidden ones).
    """

    root: Path
    classes: list[str] = field(default_factory=list)
    items: list[Sample] = field(default_factory=list)
    findings: list = field(default_factory=list)
    divided: bool = True
    closed: list[Path] = field(default_factory=list)
    task: str = "classification"
    sample_kind: str = "picture"
    format: str = "imagenet"
    renamed: dict[str, str] = field(default_factory=dict)
    label_map: Any = field(default=None, repr=False)

    @property
    def says_labels(self) -> bool:
        """Whether there is anything to learn: classes, or numbers."""
        return bool(self.classes) or self.task == "regression"


def drop_damaged(found: DatasetListing, bad: set[Path]) -> list[str]:
    """Take damaged pictures out of a listing, and the classes of which nothing is left to learn from; returns their
    names.
    """
    if not bad:
        return []
    found.items = [item for item in found.items if item.path not in bad]
    if found.task != "classification":
        return []
    learned = {item.label for item in found.items if item.split == "train"} or {item.label for item in found.items}
    empty = [label for label in found.classes if label not in learned]
    found.classes = [label for label in found.classes if label in learned]
    found.items = [item for item in found.items if item.label in learned]
    return empty
