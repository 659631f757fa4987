"""PaddleClas lists: `train_list.txt`, `val_list.txt`, `test_list.txt` with `path label` a line; several labels as
0,1,0.
"""

from pathlib import Path

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.files.text_encoding import parse_whole_number, split_lines
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.labels.label_tables import ImageNames
from sunmao.data.formats.reading.class_lists import hold_out_validation, report_elsewhere
from sunmao.data.formats.reading.file_lists import START, is_picture, list_images, read_lines
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.issue import Issue
from sunmao.data.listing import SPLITS, DatasetListing, Sample

LISTS = {
    "train": ("train_list.txt", "trainlist.txt", "train.txt"),
    "val": ("val_list.txt", "vallist.txt", "eval_list.txt", "val.txt"),
    "test": ("test_list.txt", "testlist.txt", "test.txt"),
}
NAMES = ("labels.txt", "label_list.txt", "classes.txt", "label.txt", "class_names.txt")
SHARED = (
    "train.txt",
    "val.txt",
    "test.txt",
)  # as PaddleX 3 calls them; Sunmao has lists of these names too, but none for training


def find_split_lists(tree: FileTree) -> dict[str, str]:
    """The list of each part that has one."""
    found = {split: next((name for name in LISTS[split] if name in tree.files), None) for split in SPLITS}
    return {split: name for split, name in found.items() if name}


def split_line(line: str) -> tuple[str, str]:
    """A line's path, which may have blanks in it, and its label."""
    name, _, label = line.rpartition("\t") if "\t" in line else line.rpartition(" ")
    return name.strip().replace("\\", "/").removeprefix("./"), label.strip()


def recognize(tree: FileTree) -> bool:
    """Whether there are lists whose lines end with numbers: those of detection and segmentation end with another file."""
    for name in find_split_lists(tree).values():
        try:
            start = split_lines(tree.read(name, START), whole=False)
        except OSError:
            return False
        path, label = split_line(start[0] if start else "")
        return (
            is_picture(path)
            and (_parse_label(label) is not None or _is_word(label))
            and (name not in SHARED or name == SHARED[0] and path in tree.files)
        )
    return False


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    found = DatasetListing(tree.root, format="paddle")
    rows = {
        split: (name, [(line, *split_line(line)) for line in read_lines(tree, name)])
        for split, name in find_split_lists(tree).items()
    }
    several = any("," in label for _, said in rows.values() for _, _, label in said)
    found.task = "multi_label" if several else "classification"
    names = _read_class_names(tree, several, [row for _, said in rows.values() for row in said])
    where = {normalize_name(path): path for path in list_images(tree)}
    pictures = ImageNames(tree)
    for split, (file, said) in rows.items():
        places = {
            path: path if path in tree.files else where.get(normalize_name(path)) or pictures.find(path, split)
            for _, path, _ in said
        }
        report_elsewhere(tree, places, found)
        _add_list(tree, file, split, [(line, places[path] or path, label) for line, path, label in said], names, found)
    present = {label for item in found.items for label in item.labels}
    if empty := [name for name in names if name not in present]:
        found.findings.append(Issue("empty_classes", {"names": ", ".join(empty)}, count=len(empty)))
    found.classes = names if several else [name for name in names if name in present]
    listed = {tree.name(item.path) for item in found.items}
    if loose := tuple(path for path in list_images(tree) if path not in listed):
        found.findings.append(
            Issue("picture_unlisted", {"count": len(loose), "names": format_names(loose)}, "warn", loose, len(loose))
        )
    hold_out_validation(tree, found)
    return found


def _read_class_names(tree: FileTree, several: bool, rows: list[tuple[str, str, str]]) -> list[str]:
    """The classes by their numbers: from their own list; else as the folders are called, where each class has one; else
    the numbers.
    """
    for name in NAMES:
        if said := read_lines(tree, name):
            numbered = [line.partition(" ") for line in said]
            return [name.strip() for _, _, name in numbered] if _is_numbered(numbered) else said
    words = {label for _, _, label in rows if _is_word(label)}
    if len(words) > 1 and not any(_parse_label(label) for _, _, label in rows):
        return sorted(words)
    if several:
        return [str(number) for number in range(max(label.count(",") + 1 for _, _, label in rows))]
    folders = {}
    for _, path, label in rows:
        if (number := parse_whole_number(label)) is not None:
            folders.setdefault(number, set()).add(path.rpartition("/")[0].rpartition("/")[2])
    numbers = range(max(folders, default=-1) + 1) if max(folders, default=-1) < len(rows) else sorted(folders)
    own = [next(iter(folders[number])) for number in numbers if len(folders.get(number, ())) == 1]
    clear = len(own) == len(set(own)) == len(numbers) and all(own)
    return own if clear else [str(number) for number in numbers]


def _is_numbered(lines: list[tuple[str, str, str]]) -> bool:
    """Whether a list of classes numbers its lines (`0 cat`)."""
    return all(number == str(place) and name.strip() for place, (number, _, name) in enumerate(lines))


def _parse_label(label: str) -> list[int] | None:
    """A label's number, or its zeros and ones; None when it is neither."""
    numbers = [parse_whole_number(piece.strip()) for piece in label.split(",")]
    known = [number for number in numbers if number is not None]
    return known if len(known) == len(numbers) else None


def _is_word(label: str) -> bool:
    """Whether a label is the name of a class: no number, and no other file."""
    return bool(label) and not set(label) & set("/\\.,") and not label[0].isdecimal()


def _add_list(
    tree: FileTree, file: str, split: str, rows: list[tuple[str, str, str]], names: list[str], found: DatasetListing
) -> None:
    """Add the items of one list; lines that fit no class or no picture are left out and counted."""
    odd, gone, seen = [], [], {}
    words = set(filter(_is_word, names))
    for line, path, label in rows:
        labels: tuple[str, ...] | None = (label,) if label in words else None
        labels = labels or _format_labels(_parse_label(label), names, found.task)
        if labels is None or seen.get(path, labels) != labels:
            odd.append(line)
        elif path not in tree.files:
            gone.append(path)
        elif path not in seen:
            seen[path] = labels
            single = found.task == "classification"
            found.items.append(Sample(tree.place(path), labels[0] if single else None, split, () if single else labels))
    if odd:
        found.findings.append(
            Issue("odd_lines", {"file": file, "count": len(odd), "line": odd[0][:80]}, count=len(odd))
        )
    if gone:
        found.findings.append(
            Issue("picture_not_there", {"count": len(gone), "names": format_names(gone)}, count=len(gone))
        )


def _format_labels(numbers: list[int] | None, names: list[str], task: str) -> tuple[str, ...] | None:
    if numbers is None:
        return None
    if task == "classification":
        return (names[numbers[0]],) if len(numbers) == 1 and numbers[0] < len(names) else None
    if len(numbers) != len(names) or not set(numbers) <= {0, 1}:
        return None
    return tuple(name for name, yes in zip(names, numbers, strict=True) if yes)


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`: images/<part> and a list for each part, labels.txt."""
    copies = FolderWriter(tree, folder)
    numbers = {label: number for number, label in enumerate(found.classes)}
    for split in SPLITS:
        said = []
        for item in (item for item in found.items if item.split == split):
            several = found.task == "multi_label"
            path = copies.put(item.path, f"images/{split}" if several else f"images/{split}/{item.label}")
            label = (
                ",".join(str(int(name in item.tags)) for name in found.classes)
                if several
                else numbers[item.require_label()]
            )
            said.append(f"{path}\t{label}\n" if several else f"{path} {label}\n")
        if said:
            copies.words(LISTS[split][0], "".join(said))
    copies.words("labels.txt", "".join(f"{label}\n" for label in found.classes))


PADDLE = DatasetFormat(
    "paddle",
    {"zh": "PaddleClas 列表", "en": "PaddleClas lists"},
    ("classification", "multi_label"),
    recognize,
    read,
    write,
)
