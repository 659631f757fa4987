"""One folder for each class, and no parts yet."""

from pathlib import Path

from sunmao.data.checks.issue import Finding
from sunmao.data.listing import Listing
from sunmao.data.sources.file_tree import Tree
from sunmao.data.formats.class_lists import divide, items_of, ordered, strangers
from sunmao.data.formats.base import Format
from sunmao.data.formats.file_lists import named, pictures, top
from sunmao.data.formats.writer import Copies

GATHERED = ("images", "imgs", "image", "img", "jpegimages", "pictures", "photos")  # folders that are called so are no class


def recognise(tree: Tree) -> bool:
    """Whether pictures lie in folders, in more than one or straight in the only one."""
    deep = [path for path in pictures(tree) if "/" in path]
    folders = {top(path) for path in deep}
    if len(folders) != 1:
        return bool(folders)
    return folders.pop().lower() not in GATHERED and any(path.count("/") == 1 for path in deep)


def read(tree: Tree) -> Listing:
    """Its listing, `sunmao.data.formats.base.Format.read`."""
    found = Listing(tree.root, divided=False, format="class_folders")
    called = pictures(tree)
    rows = [(path, top(path)) for path in called if "/" in path]
    found.classes = ordered(tree, {label for _, label in rows}, {path for path in tree.folders if "/" not in path}, found)
    found.items = items_of(tree, rows, "train")
    strangers(tree, [""], found)
    divide(tree, found, (8, 1, 1))
    if loose := tuple(path for path in called if "/" not in path):
        found.findings.append(Finding("loose_pictures", {"count": len(loose), "names": named(loose)}, "warn", loose, len(loose)))
    return found


def write(found: Listing, tree: Tree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.Format.write`; which part a picture belongs to is not kept."""
    copies = Copies(tree, folder)
    for item in found.items:
        copies.put(item.path, item.label)
    copies.words("classes.txt", "".join(f"{label}\n" for label in found.classes))


CLASS_FOLDERS = Format("class_folders", {"zh": "每类一个文件夹", "en": "one folder a class"}, ("classification",), recognise, read, write, parts=False)
