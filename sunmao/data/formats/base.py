"""Declaration of a format of data sets."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sunmao.data.files.file_tree import FileTree
from sunmao.data.listing import DatasetListing


@dataclass(frozen=True)
class DatasetFormat:
    """A format of data sets.

    name: as in `sunmao data convert --format`. title: {'zh', 'en'}. tasks: the tasks whose labels it can hold.
    recognize: whether a tree is in this format, by names and the first bytes of few files. read: everything in it; the
    pictures are not opened, labels that make no sense are left out with an Issue each kind. Raises BadData for what
    cannot be used at all. write: a listing and the tree it came from into an empty folder, or None where it is only
    read.
    parts: whether what it writes says which pictures are for training, validation and test. sample_kind: what it holds,
    as in `sunmao.data.samples.registry`; a tree with pictures is of pictures, whatever lies beside them.
    """

    name: str
    title: dict
    tasks: tuple[str, ...]
    recognize: Callable[[FileTree], bool]
    read: Callable[[FileTree], DatasetListing]
    write: Callable[[DatasetListing, FileTree, Path], None] | None = None
    parts: bool = True
    sample_kind: str = "picture"
