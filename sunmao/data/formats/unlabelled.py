"""Pictures without labels: a data set of no classes, which can be looked at and labelled."""

from pathlib import Path

from sunmao.data.checks.issue import Finding
from sunmao.data.listing import Item, Listing
from sunmao.data.sources.file_tree import Tree
from sunmao.data.formats.class_lists import divide
from sunmao.data.formats.base import Format
from sunmao.data.formats.file_lists import pictures
from sunmao.data.formats.writer import Copies


def recognise(tree: Tree) -> bool:
    """Whether there are pictures."""
    return bool(pictures(tree))


def read(tree: Tree) -> Listing:
    """Its listing, `sunmao.data.formats.base.Format.read`."""
    found = Listing(tree.root, divided=False, format="bare")
    found.items = [Item(tree.place(path), None, "train") for path in pictures(tree)]
    divide(tree, found, (8, 1, 1))
    found.findings.append(Finding("pictures_without_classes", {"path": tree.root.as_posix()}, "reject", count=len(found.items)))
    return found


def write(found: Listing, tree: Tree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.Format.write`."""
    copies = Copies(tree, folder)
    for item in found.items:
        copies.put(item.path, "")


BARE = Format("bare", {"zh": "没有标签的图片", "en": "pictures without labels"}, (), recognise, read, write, parts=False)
