"""Pictures without labels: a data set of no classes, which can be looked at and labeled."""

from pathlib import Path

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.class_layout import find_classes
from sunmao.data.formats.reading.class_lists import split_training
from sunmao.data.formats.reading.file_lists import list_images
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample


def recognize(tree: FileTree) -> bool:
    """Whether there are pictures."""
    return bool(list_images(tree))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    found = DatasetListing(tree.root, divided=False, format="bare")
    found.items = [Sample(tree.place(path), None, "train") for path in list_images(tree)]
    split_training(tree, found, (8, 1, 1))
    parts = [folder for folder in find_classes(tree).parts if "/" not in folder]
    holes = {"path": tree.root.as_posix(), "names": format_names(parts)}
    key = "parts_without_classes" if parts else "pictures_without_classes"
    found.findings.append(Issue(key, holes, "reject", count=len(found.items)))
    return found


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`."""
    copies = FolderWriter(tree, folder)
    for item in found.items:
        copies.put(item.path, "")


BARE = DatasetFormat(
    "bare", {"zh": "没有标签的图片", "en": "pictures without labels"}, (), recognize, read, write, parts=False
)
