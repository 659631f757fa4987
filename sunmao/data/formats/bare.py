"""Pictures without labels: a data set of no classes, which can be looked at and labelled."""

from pathlib import Path

from ..finding import Finding
from ..items import Item, Listing
from ..tree import Tree
from .classes import divide
from .declare import Format
from .files import pictures
from .writing import Copies


def recognise(tree: Tree) -> bool:
    """Whether there are pictures."""
    return bool(pictures(tree))


def read(tree: Tree) -> Listing:
    """Its listing, `sunmao.data.formats.declare.Format.read`."""
    found = Listing(tree.root, divided=False, format="bare")
    found.items = [Item(tree.place(path), None, "train") for path in pictures(tree)]
    divide(tree, found, (8, 1, 1))
    found.findings.append(Finding("pictures_without_classes", {"path": tree.root.as_posix()}, "reject", count=len(found.items)))
    return found


def write(found: Listing, tree: Tree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.declare.Format.write`."""
    copies = Copies(tree, folder)
    for item in found.items:
        copies.put(item.path, "")


BARE = Format("bare", {"zh": "没有标签的图片", "en": "pictures without labels"}, (), recognise, read, write, parts=False)
