"""ImageNet format: `training_set/<class>/…`, `val_set/<class>/…`, `test_set/<class>/…`, and lists beside them."""

import os
from collections import defaultdict
from pathlib import Path

from sunmao.core.name_formatting import format_names
from sunmao.data.checks.issue import Issue
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.class_lists import (
    hold_out_validation,
    make_samples,
    order_classes,
    read_lines_beside,
    report_unknown_files,
)
from sunmao.data.formats.reading.file_lists import get_top_folder, is_picture
from sunmao.data.formats.reading.text_encoding import parse_whole_number
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.listing import SPLITS, DatasetListing
from sunmao.data.sources.file_tree import FileTree

# `trainning_set` is how the textbook's manual spells it in places.
SETS = {"train": ("training_set", "trainning_set"), "val": ("val_set",), "test": ("test_set",)}
PARTS = sum(SETS.values(), ())
OTHERS = {"train": ("train", "training"), "val": ("val", "valid", "validation"), "test": ("test", "testing")}


def find_split_folders(tree: FileTree) -> dict[str, str]:
    """The folder of each part that has one. Other tools' names count when there are at least two of them."""
    tops = {folder.lower(): folder for folder in sorted(tree.folders, reverse=True) if "/" not in folder}
    for names in (SETS, OTHERS):
        found = {split: next((tops[name] for name in names[split] if name in tops), None) for split in SPLITS}
        found = {split: folder for split, folder in found.items() if folder}
        if found and (names is SETS or len(found) > 1):
            return found
    return {}


def recognize(tree: FileTree) -> bool:
    """Whether there are folders for parts, with pictures in them."""
    folders = set(find_split_folders(tree).values())
    plain = not folders & {name for name in folders if name.lower() in PARTS}
    return any(
        get_top_folder(path) in folders and is_picture(path) and (not plain or path.count("/") > 1)
        for path in tree.files
    )


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    found, folders = DatasetListing(tree.root, format="imagenet"), find_split_folders(tree)
    parts = {split: _list_labeled_images(tree, folder, split, found) for split, folder in folders.items()}
    # A folder may be for a test alone.
    learned = parts["train"] if "train" in parts else [row for split in parts for row in parts[split]]
    train = folders.get("train")
    known = {path.split("/")[1] for path in tree.folders if path.count("/") == 1 and get_top_folder(path) == train}
    found.classes = order_classes(tree, {label for _, label in learned}, known, found)
    known = set(found.classes)
    for split, rows in parts.items():
        strange = [(path, label) for path, label in rows if label not in known]
        found.items += make_samples(tree, [row for row in rows if row[1] in known] if strange else rows, split)
        if strange:
            names = ", ".join(sorted({label for _, label in strange}))
            paths = tuple(path for path, _ in strange)
            found.findings.append(Issue("unknown_classes", {"split": split, "names": names}, "warn", paths, len(paths)))
    report_unknown_files(tree, folders.values(), found)
    hold_out_validation(tree, found)
    return found


def _list_labeled_images(tree: FileTree, folder: str, split: str, found: DatasetListing) -> list[tuple[str, str]]:
    """(path, label) of the pictures of a part: by their folder or, when they lie side by side, by the list beside it."""
    inside = [path for path in tree.below(folder) if is_picture(path)]
    rows = [(path, path.split("/")[1]) for path in inside if path.count("/") > 1]
    listed, odd = _read_list(tree, folder, split, found)
    if not rows:
        if odd:
            found.findings.append(
                Issue("odd_lines", {"file": f"{split}.txt", "count": len(odd), "line": odd[0]}, count=len(odd))
            )
        rows = list(listed.items())
    elif wrong := tuple(path for path, label in rows if listed.get(path, label) != label):
        found.findings.append(
            Issue("list_contradicts", {"file": f"{split}.txt", "count": len(wrong)}, "warn", wrong, len(wrong))
        )
    if loose := tuple(sorted(set(inside) - {path for path, _ in rows})):
        found.findings.append(
            Issue("loose_pictures", {"count": len(loose), "names": format_names(loose)}, "warn", loose, len(loose))
        )
    return rows


def _read_list(tree: FileTree, folder: str, split: str, found: DatasetListing) -> tuple[dict[str, str], list[str]]:
    """What the list beside a part says, `<file> <label>` a line: path → label, and the lines that cannot be followed."""
    said = read_lines_beside(tree, f"{split}.txt", found)
    classes, rows, odd = (_read_classes(tree, found) if said else []), {}, []
    for line in said:
        name, _, number = line.rpartition(" ")
        path = f"{folder}/{name.strip()}"
        place = parse_whole_number(number)
        label = classes[place] if place is not None and place < len(classes) and path in tree.files else None
        if label is not None and rows.get(path, label) == label:
            rows[path] = label
        else:
            odd.append(line)
    return rows, odd


def _read_classes(tree: FileTree, found: DatasetListing) -> list[str]:
    """The classes by their numbers in the lists: classes.txt, else the folders of the training set in the alphabet's
    order.
    """
    train = find_split_folders(tree).get("train")
    return read_lines_beside(tree, "classes.txt", found) or sorted(
        path.split("/")[1] for path in tree.folders if path.count("/") == 1 and get_top_folder(path) == train
    )


def write_missing_lists(found: DatasetListing) -> None:
    """Write `classes.txt`, `val.txt` and `test.txt` beside the pictures where they are missing, as the textbook does."""
    tree = FileTree(found.root, folders={each.name for each in found.root.iterdir() if each.is_dir()})
    folders = find_split_folders(tree)
    if found.format != "imagenet" or "train" not in folders:
        return
    for name, text in _make_lists(found, tree, folders).items():
        try:
            if not os.path.lexists(found.root / name):  # a link may lead to where nobody wants it
                (found.root / name).write_text(text, encoding="utf-8")
        except OSError:
            return  # a data set on a read-only disk works without its lists


def _make_lists(found: DatasetListing, tree: FileTree, folders: dict[str, str]) -> dict[str, str]:
    numbers, rows = {label: number for number, label in enumerate(found.classes)}, defaultdict(list)
    for item in found.items:
        folder, _, name = tree.name(item.path).partition("/")
        rows[folder].append(f"{name} {numbers[item.label]}\n")
    texts = {"classes.txt": "".join(f"{label}\n" for label in found.classes)}
    return texts | {f"{split}.txt": "".join(rows[folders[split]]) for split in ("val", "test") if split in folders}


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`."""
    copies = FolderWriter(tree, folder)
    numbers, rows = {label: number for number, label in enumerate(found.classes)}, defaultdict(list)
    for item in found.items:
        part = SETS[item.split][0]
        path = copies.put(item.path, f"{part}/{item.label}")
        rows[item.split].append(f"{path.partition('/')[2]} {numbers[item.label]}\n")
    copies.words("classes.txt", "".join(f"{label}\n" for label in found.classes))
    for split in ("val", "test"):
        if rows[split]:
            copies.words(f"{split}.txt", "".join(rows[split]))


IMAGENET = DatasetFormat(
    "imagenet", {"zh": "ImageNet 格式", "en": "ImageNet format"}, ("classification",), recognize, read, write
)
