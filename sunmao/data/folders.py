"""Which pictures a folder holds, their labels and their parts: ImageNet format and plain class folders."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..errors import BadData
from .parts import assigned, read_split

SPLITS = ("train", "val", "test")
# `trainning_set` is how the textbook's manual spells it in places.
_PART_FOLDERS = {"train": ("training_set", "trainning_set"), "val": ("val_set",), "test": ("test_set",)}
PARTS = sum(_PART_FOLDERS.values(), ())
_ENDINGS = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".tif", ".tiff", ".heic", ".svg")
NAMED = 5  # of many files, so many are named
_JUNK = ("__MACOSX", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Item:
    """One picture of a data set: its file, its label and the part ('train', 'val', 'test') it belongs to."""

    path: Path
    label: str
    split: str


@dataclass
class Listing:
    """What a folder holds. classes: in the order of their numbers; findings: (text key, its holes) to be said.

    divided: someone has said which pictures are for training and which for a test. closed: files that are called as
    pictures and cannot be opened (pipes, links that lead nowhere, forbidden ones).
    """

    root: Path
    classes: list = field(default_factory=list)
    items: list = field(default_factory=list)
    findings: list = field(default_factory=list)
    divided: bool = True
    closed: list = field(default_factory=list)


def listing(folder: Path) -> Listing:
    """Everything in a data set's folder. Raises BadData when no picture has a label there."""
    root = _real_root(folder)
    if any(_part_folder(root, split) for split in SPLITS):
        found = _imagenet(root)
    else:
        found = _class_folders(root)
    if found.closed:
        names = [relative(path, root) for path in found.closed]
        found.findings.append(("closed_files", {"count": len(names), "names": ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")}))
    if not found.items:
        flat = any(_is_picture(each) for each in _entries(root))
        raise BadData("pictures_without_classes" if flat else "no_pictures", path=folder.as_posix())
    saved = read_split(root)
    if saved:
        found.items = [replace(item, split=saved.get(relative(item.path, root), "train")) for item in found.items]
        found.divided = True
    return found


def relative(path: Path, root: Path) -> str:
    """A picture's path below the data set's folder, with '/'."""
    return path.relative_to(root).as_posix()


def _real_root(folder: Path) -> Path:
    """The folder itself or, when it holds nothing but one folder, that one: archives often wrap a set once or twice."""
    for _ in range(3):
        inside = [each for each in _entries(folder) if each.is_dir()]
        if len(inside) != 1 or any(_is_picture(each) for each in _entries(folder)):
            break
        if inside[0].name in PARTS or not any(each.is_dir() for each in _entries(inside[0])):
            break
        folder = inside[0]
    return folder


def _imagenet(root: Path) -> Listing:
    found = Listing(root)
    parts = {split: _pictures_of_part(root, split, found) for split in SPLITS}
    # A folder may be for a test alone.
    learned = parts["train"] if _part_folder(root, "train") else parts["val"] + parts["test"]
    found.classes = _ordered(root, {label for _, label in learned}, found)
    for split, pictures in parts.items():
        found.items += [Item(path, label, split) for path, label in pictures if label in found.classes]
        strangers = sorted({label for _, label in pictures} - set(found.classes))
        if strangers:
            found.findings.append(("unknown_classes", {"split": split, "names": ", ".join(strangers)}))
    if parts["train"] and not any(item.split == "val" for item in found.items):
        _lend_validation(found)
    return found


def _lend_validation(found: Listing) -> None:
    found.items = [
        replace(item, split=part) if item.split == "train" else item
        for item, part in zip(found.items, assigned(_keys(found), (9, 1, 0)), strict=True)
    ]
    if lent := sum(item.split == "val" for item in found.items):
        found.findings.append(("no_validation_set", {"pictures": lent}))


def _class_folders(root: Path) -> Listing:
    found = Listing(root, divided=False)
    folders = [each for each in _entries(root) if each.is_dir()]
    pictures = [(path, folder.name) for folder in folders for path in _pictures(folder, found)]
    found.classes = _ordered(root, {label for _, label in pictures}, found)
    found.items = [Item(path, label, "train") for path, label in pictures]
    parts = assigned(_keys(found), (8, 1, 1))
    found.items = [replace(item, split=part) for item, part in zip(found.items, parts, strict=True)]
    return found


def _keys(found: Listing) -> list[tuple[str, str]]:
    return [(item.label, relative(item.path, found.root)) for item in found.items]


def _ordered(root: Path, present: set, found: Listing) -> list[str]:
    """Class names in the order of their numbers: classes.txt first, else the alphabet; classes without pictures go."""
    lines = _lines(root / "classes.txt")
    listed = list(dict.fromkeys(lines))
    if len(listed) < len(lines):
        found.findings.append(("class_twice", {"names": ", ".join(sorted({name for name in lines if lines.count(name) > 1}))}))
    folder = _part_folder(root, "train") or root
    known = {*listed, *(each.name for each in _entries(folder) if each.is_dir() and each.name not in PARTS)}
    if empty := sorted(known - present):
        found.findings.append(("empty_classes", {"names": ", ".join(empty)}))
    unlisted = sorted(present - set(listed))
    if listed and unlisted:
        found.findings.append(("unlisted_classes", {"names": ", ".join(unlisted)}))
    return [name for name in listed if name in present] + unlisted


def _pictures_of_part(root: Path, split: str, found: Listing) -> list[tuple[Path, str]]:
    folder = _part_folder(root, split)
    if folder is None:
        return []
    rows, odd = _list_of_part(root, folder, split)
    pictures = [(path, each.name) for each in _entries(folder) if each.is_dir() for path in _pictures(each, found)]
    if not pictures:
        if odd:
            found.findings.append(("odd_lines", {"file": f"{split}.txt", "count": len(odd), "line": odd[0]}))
        return list(rows.items())
    if wrong := sum(rows.get(path, label) != label for path, label in pictures):
        found.findings.append(("list_contradicts", {"file": f"{split}.txt", "count": wrong}))
    return pictures


def _list_of_part(root: Path, folder: Path, split: str) -> tuple[dict, list]:
    """What the list beside a part says, `<file> <label>` a line: path → label, and the lines that cannot be followed."""
    classes, rows, odd = _lines(root / "classes.txt") or _class_names(root), {}, []
    for line in _lines(root / f"{split}.txt"):
        name, _, number = line.rpartition(" ")
        path = folder / name
        inside = folder in path.parents and ".." not in Path(name).parts
        known = number.isdecimal() and int(number) < len(classes) and inside and path.is_file()
        if known and rows.get(path, classes[int(number)]) == classes[int(number)]:
            rows[path] = classes[int(number)]
        else:
            odd.append(line)
    return rows, odd


def _class_names(root: Path) -> list[str]:
    folder = _part_folder(root, "train")
    return [each.name for each in _entries(folder) if each.is_dir()] if folder else []


def write_missing_lists(found: Listing) -> None:
    """Write `classes.txt`, `val.txt` and `test.txt` of an ImageNet-format set where they are missing, as the textbook does."""
    if not _part_folder(found.root, "train"):
        return
    texts = {"classes.txt": "".join(f"{label}\n" for label in found.classes)}
    for split in ("val", "test"):
        folder = _part_folder(found.root, split)
        if folder:
            rows = [(relative(item.path, folder), item.label) for item in found.items if folder in item.path.parents]
            texts[f"{split}.txt"] = "".join(f"{name} {found.classes.index(label)}\n" for name, label in rows)
    for name, text in texts.items():
        try:
            if not (found.root / name).exists():
                (found.root / name).write_text(text, encoding="utf-8")
        except OSError:
            return  # a data set on a read-only disk works without its lists


def _part_folder(root: Path, split: str) -> Path | None:
    return next((root / name for name in _PART_FOLDERS[split] if (root / name).is_dir()), None)


def _pictures(folder: Path, found: Listing) -> list[Path]:
    called = [each for each in _entries(folder) if _is_called_picture(each)]
    pictures = [each for each in called if _is_picture(each)]
    if len(pictures) < len(called):
        found.closed += [each for each in called if not each.is_dir() and not _is_picture(each)]
    return pictures


def _is_picture(path: Path) -> bool:
    # Opening a named pipe would wait for ever.
    return _is_called_picture(path) and path.is_file() and os.access(path, os.R_OK)


def _is_called_picture(path: Path) -> bool:
    return path.suffix.lower() in _ENDINGS


def _entries(folder: Path) -> list[Path]:
    names = sorted(os.listdir(folder)) if folder.is_dir() else []
    return [folder / name for name in names if not name.startswith(".") and name not in _JUNK]


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8-sig", errors="replace") if file.is_file() else ""
    except OSError:
        return []
    return [line.strip() for line in text.splitlines() if line.strip()]
