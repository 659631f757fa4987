"""One folder for each class, and no parts yet."""

from pathlib import Path

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.labels.paired_folders import report_paired_folders
from sunmao.data.formats.reading.class_layout import ClassLayout, find_classes
from sunmao.data.formats.reading.class_lists import (
    make_samples,
    order_classes,
    report_inner_folders,
    report_pictures,
    report_unknown_files,
    split_training,
)
from sunmao.data.formats.reading.file_lists import get_top_folder, list_images
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.listing import DatasetListing


def recognize(tree: FileTree) -> bool:
    """Whether pictures lie in folders that are called as no part is, in more than one or straight in the only one."""
    return _is_fitting(tree, find_classes(tree))


def _is_fitting(tree: FileTree, layout: ClassLayout) -> bool:
    if not layout.rows or layout.has_masks or any(split for *_, split in layout.rows):
        return False
    tops = {get_top_folder(path) for path in list_images(tree)} - {""}
    return len(tops) > 1 or any(path.count("/") == 1 for path, _, _ in layout.rows)


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`; where somebody says that this is the format, a folder
    that is called as a part is counts as a class.
    """
    found, layout = DatasetListing(tree.root, divided=False, format="class_folders"), find_classes(tree)
    if not _is_fitting(tree, layout):
        deep = [path for path in list_images(tree) if "/" in path]
        layout = ClassLayout([(path, get_top_folder(path), None) for path in deep])
        layout.bare = [(path, None) for path in list_images(tree) if "/" not in path]
    known = {path for path in tree.folders if "/" not in path} if _is_flat(layout) else set()
    known -= set(map(get_top_folder, layout.outside))
    found.classes = order_classes(tree, layout.labels, known, found)
    found.items = make_samples(tree, [row[:2] for row in layout.rows], "train")
    report_unknown_files(tree, [""], found)
    split_training(tree, found, (8, 1, 1))
    report_pictures("loose_pictures", [path for path, _ in layout.bare], found)
    report_pictures("beside_classes", [*layout.outside, *layout.masks], found)
    report_pictures("unlabeled_pictures", layout.unlabeled, found)
    report_pictures("masks_beside_pictures", layout.painted, found)
    report_inner_folders(layout, found)
    report_paired_folders(tree, layout, found)
    return found


def _is_flat(layout: ClassLayout) -> bool:
    """Whether the classes are the folders at the top, of which some may be empty."""
    return layout.siblings == 0 and (layout.inner is None or layout.inner[0] == "top")


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`; which part a picture belongs to is not kept."""
    copies = FolderWriter(tree, folder)
    for item in found.items:
        copies.put(item.path, item.require_label())
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
