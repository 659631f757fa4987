"""ImageNet format: `training_set/<class>/…`, `val_set/<class>/…`, `test_set/<class>/…`, and lists beside them; folders
for parts may be called otherwise and lie in each other.
"""

import os
from collections import defaultdict
from pathlib import Path

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import parse_whole_number
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.labels.paired_folders import report_paired_folders
from sunmao.data.formats.labels.synsets import read_synset_names
from sunmao.data.formats.reading.class_layout import SETS, ClassLayout, find_classes, find_textbook_parts
from sunmao.data.formats.reading.class_lists import (
    hold_out_validation,
    make_samples,
    order_classes,
    read_lines_beside,
    report_inner_folders,
    report_pictures,
    report_unknown_files,
    split_training,
)
from sunmao.data.formats.reading.file_lists import get_top_folder, list_images
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.issue import Issue
from sunmao.data.listing import SPLITS, DatasetListing

_LISTS = (".txt", ".csv", ".tsv")


def find_split_folders(tree: FileTree) -> dict[str, str]:
    """The folder at the top for each part that has one."""
    tops = find_textbook_parts(tree) or [folder for folder in sorted(tree.folders) if "/" not in folder]
    found = {split: folder for folder in reversed(tops) if (split := get_split(folder))}
    return {split: found[split] for split in SPLITS if split in found}


def recognize(tree: FileTree) -> bool:
    """Whether there are folders for parts, with pictures in folders of classes in one of them."""
    tops = {get_top_folder(path) for path in list_images(tree)}
    if tops & set(find_textbook_parts(tree)):
        return True
    layout = find_classes(tree)
    return len(tops) > 1 and layout.siblings > 1 and any(split for *_, split in layout.rows) and not layout.has_masks


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    found, layout = DatasetListing(tree.root, format="imagenet"), find_classes(tree)
    parts = {split: _list_labeled_images(tree, layout, split, found) for split in set(layout.parts.values())}
    parts = {split: parts[split] for split in SPLITS if split in parts}
    # A folder may be for a test alone.
    learned = parts.get("train") or [row for split in parts for row in parts[split]]
    names = read_synset_names(tree, {label for _, label in learned}, found)
    parts = {split: [(path, names.get(label, label)) for path, label in rows] for split, rows in parts.items()}
    known = {names.get(label, label) for label in _list_class_folders(tree, layout)}
    found.classes = order_classes(tree, {names.get(label, label) for _, label in learned}, known, found)
    known = set(found.classes)
    for split, rows in parts.items():
        strange = [(path, label) for path, label in rows if label not in known]
        found.items += make_samples(tree, [row for row in rows if row[1] in known] if strange else rows, split)
        if strange:
            labels = ", ".join(sorted({label for _, label in strange}))
            paths = tuple(path for path, _ in strange)
            found.findings.append(
                Issue("unknown_classes", {"split": split, "names": labels}, "warn", paths, len(paths))
            )
    report_unknown_files(tree, {get_top_folder(f"{folder}/") for folder in layout.parts}, found)
    report_pictures("unlabeled_pictures", layout.unlabeled, found)
    report_pictures(
        "beside_classes", [*layout.outside, *layout.masks, *(row[0] for row in layout.rows if row[2] is None)], found
    )
    report_pictures("loose_pictures", [path for path, split in layout.bare if split is None and "/" in path], found)
    report_pictures("masks_beside_pictures", layout.painted, found)
    report_inner_folders(layout, found)
    report_paired_folders(tree, layout, found)
    return _assign_parts(tree, layout, found)


def _assign_parts(tree: FileTree, layout: ClassLayout, found: DatasetListing) -> DatasetListing:
    """The listing with a part for a validation, and for a test where only the pictures for training have labels."""
    if find_textbook_parts(tree) or {item.split for item in found.items} != {"train"}:
        hold_out_validation(tree, found)
    else:
        found.divided = False
        split_training(tree, found, (8, 1, 1))
    return found


def _list_class_folders(tree: FileTree, layout: ClassLayout) -> set[str]:
    """The folders of classes for training, of which some may be empty."""
    train = {folder for folder, split in layout.parts.items() if split == "train"}
    if layout.inner and layout.inner[0] == "deep":
        return layout.labels
    inside = (folder.rpartition("/") for folder in tree.folders if folder not in layout.parts)
    return {name for above, _, name in inside if above in train}


def _list_labeled_images(
    tree: FileTree, layout: ClassLayout, split: str, found: DatasetListing
) -> list[tuple[str, str]]:
    """(path, label) of the pictures of a part: by their folder or, when they lie side by side, by a list."""
    rows = [(path, label) for path, label, part in layout.rows if part == split]
    bare = {path for path, part in layout.bare if part == split}
    listed, odd, file = _read_list(tree, layout, split, found)
    if not rows:
        if odd:
            found.findings.append(Issue("odd_lines", {"file": file, "count": len(odd), "line": odd[0]}, count=len(odd)))
        rows = [(path, label) for path, label in listed.items() if path in bare]
    elif wrong := tuple(path for path, label in rows if listed.get(path, label) != label):
        found.findings.append(Issue("list_contradicts", {"file": file, "count": len(wrong)}, "warn", wrong, len(wrong)))
    report_pictures("loose_pictures" if rows else "unlabeled_pictures", bare - {path for path, _ in rows}, found)
    return rows


def _read_list(
    tree: FileTree, layout: ClassLayout, split: str, found: DatasetListing
) -> tuple[dict[str, str], list[str], str]:
    """Read the list of a part, `<file> <label>` a line: path → label, the lines that cannot be followed, and which
    list it is.
    """
    folders = [folder for folder, part in layout.parts.items() if part == split]
    file = _find_list(tree, folders, split)
    said = read_lines_beside(tree, file, found)
    classes, rows, odd = (_read_classes(tree, layout, found) if said else []), {}, []
    known = set(classes)
    inside = [*folders, *{path.rpartition("/")[0] for path, part in layout.bare if part == split}]
    for line in said:
        name, word = _split_line(line, known)
        place = parse_whole_number(word)
        path = next((path for folder in inside if (path := f"{folder}/{name}") in tree.files), None)
        label = word if word in known else classes[place] if place is not None and place < len(classes) else None
        if path and label is not None and rows.get(path, label) == label:
            rows[path] = label
        else:
            odd.append(line)
    return rows, odd, file


def _find_list(tree: FileTree, folders: list[str], split: str) -> str:
    """The list of a part: beside its folder, called as the part is; else in its folder, `val_annotations.txt`."""
    own = f"{split}.txt"
    inside = (path for path in tree.files if path.rpartition("/")[0] in folders and path.lower().endswith(_LISTS))
    return own if own in tree.files else next(inside, own)


def _split_line(line: str, classes: set[str]) -> tuple[str, str]:
    """The picture and the label of a line; more may follow them where the line has tabs or commas between."""
    for mark in "\t,":
        name, _, rest = line.partition(mark)
        if (label := rest.partition(mark)[0].strip()) in classes:
            return name.strip(), label
    name, _, label = line.rpartition(" ")
    return name.strip(), label


def _read_classes(tree: FileTree, layout: ClassLayout, found: DatasetListing) -> list[str]:
    """The classes by their numbers in the lists: classes.txt, else the folders of the training set in the alphabet's
    order.
    """
    return read_lines_beside(tree, "classes.txt", found) or sorted(_list_class_folders(tree, layout))


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
        rows[folder].append(f"{name} {numbers[item.require_label()]}\n")
    texts = {"classes.txt": "".join(f"{label}\n" for label in found.classes)}
    return texts | {
        f"{split}.txt": "".join(rows[folders[split]]) for split in ("val", "test") if folders.get(split) in rows
    }


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`."""
    copies = FolderWriter(tree, folder)
    numbers, rows = {label: number for number, label in enumerate(found.classes)}, defaultdict(list)
    for item in found.items:
        part = SETS[item.split][0]
        path = copies.put(item.path, f"{part}/{item.label}")
        rows[item.split].append(f"{path.partition('/')[2]} {numbers[item.require_label()]}\n")
    copies.words("classes.txt", "".join(f"{label}\n" for label in found.classes))
    for split in ("val", "test"):
        if rows[split]:
            copies.words(f"{split}.txt", "".join(rows[split]))


IMAGENET = DatasetFormat(
    "imagenet", {"zh": "ImageNet 格式", "en": "ImageNet format"}, ("classification",), recognize, read, write
)
