"""One folder for each class, and no parts yet."""

from pathlib import Path

from sunmao.core.name_formatting import format_names
from sunmao.data.checks.issue import Issue
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.class_lists import make_samples, order_classes, report_unknown_files, split_training
from sunmao.data.formats.reading.file_lists import get_top_folder, list_images
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.listing import DatasetListing
from sunmao.data.sources.file_tree import FileTree

GATHERED = (
    "images",
    "imgs",
    "image",
    "img",
    "jpegimages",
    "pictures",
    "photos",
)  # folders that are called so are no class


def recognize(tree: FileTree) -> bool:
    """Whether pictures lie in folders, in more than one or straight in the only one."""
    deep = [path for path in list_images(tree) if "/" in path]
    folders = {get_top_folder(path) for path in deep}
    if len(folders) != 1:
        return bool(folders)
    return folders.pop().lower() not in GATHERED and any(path.count("/") == 1 for path in deep)


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    found = DatasetListing(tree.root, divided=False, format="class_folders")
    called = list_images(tree)
    rows = [(path, get_top_folder(path)) for path in called if "/" in path]
    found.classes = order_classes(
        tree, {label for _, label in rows}, {path for path in tree.folders if "/" not in path}, found
    )
    found.items = make_samples(tree, rows, "train")
    report_unknown_files(tree, [""], found)
    split_training(tree, found, (8, 1, 1))
    if loose := tuple(path for path in called if "/" not in path):
        found.findings.append(
            Issue("loose_pictures", {"count": len(loose), "names": format_names(loose)}, "warn", loose, len(loose))
        )
    return found


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`; which part a picture belongs to is not kept."""
    copies = FolderWriter(tree, folder)
    for item in found.items:
        copies.put(item.path, item.label)
    copies.words("classes.txt", "".join(f"{label}\n" for label in found.classes))


CLASS_FOLDERS = DatasetFormat(
    "class_folders",
    {"zh": "每类一个文件夹", "en": "one folder a class"},
    ("classification",),
    recognize,
    read,
    write,
    parts=False,
)
