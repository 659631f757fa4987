"""A division told to other programs too: the lists and COCO files beside `split.json`, all of them old or all new.

The new files are first written into one folder, which appears complete or not at all; then they take their places. What
a killed program left to do is done when the data set is opened the next time (`finish_division`).
"""

import json
import os
import shutil
from pathlib import Path

from sunmao.core.atomic_files import new_folder, write_with_parents
from sunmao.core.regular_files import read_regular
from sunmao.data.files.file_tree import TEXT_BYTES, FileTree, open_folder_tree
from sunmao.data.files.text_encoding import parse_json, read_whole
from sunmao.data.formats.objects.coco import find_annotation_files
from sunmao.data.formats.reading.image_paths import ImageIndex, guess_split, guess_split_of_folder
from sunmao.data.listing import SPLITS, DatasetListing

PENDING = "split.pending"  # holds the files by number, and which is which
LIST = "files.json"
MAX_BYTES = 1024 * 1024 * 1024  # bytes of one file
MAX_LIST = 16 * 1024 * 1024  # bytes of their names
DIVIDED = ("coco", "voc", "yolo", "paddle", "csv", "masks", "instance_masks")  # formats whose files tell a division


def plan_labels(found: DatasetListing, parts: dict[str, str]) -> tuple[dict[str, bytes], bool]:
    """Contents of the files of labels when the pictures are divided anew.

    Args:
        found: as it was read, with the division before.
        parts: path of each picture below the data set → its new part.

    Returns: path → bytes of each file that changes; and whether something still tells other programs the old division:
    folders of pictures, one for each part (no picture is moved), or files of a format that is not written here.
    """
    tree = open_folder_tree(found.root)
    if any(guess_split_of_folder(path) for path in parts):
        return {}, any(guess_split_of_folder(path) not in (None, part) for path, part in parts.items())
    if found.format == "coco":
        try:
            return _plan_coco(tree, parts)
        except (KeyError, TypeError, AttributeError):  # entries that make no sense, which reading left out
            return {}, True
    if found.format == "voc":
        return _plan_voc(tree, parts), False
    return {}, found.format in DIVIDED and any(guess_split(path) for path in tree.files)


def _plan_voc(tree: FileTree, parts: dict[str, str]) -> dict[str, bytes]:
    """`ImageSets/Main/train.txt`, `val.txt` and `test.txt`, where there are any."""
    lists = {split: f"ImageSets/Main/{split}.txt" for split in SPLITS}
    if not any(path in tree.files for path in lists.values()):
        return {}
    return {
        path: "".join(f"{Path(name).stem}\n" for name, part in sorted(parts.items()) if part == split).encode()
        for split, path in lists.items()
        if path in tree.files or split in parts.values()
    }


def _plan_coco(tree: FileTree, parts: dict[str, str]) -> tuple[dict[str, bytes], bool]:
    """The COCO files of the parts; every entry goes as it is to the file of its picture's part, with new ids.

    A file that tells no part is of all pictures, and stays.
    """
    files = {path: guess_split(path) for path in find_annotation_files(tree)}
    said = {part: path for path, part in files.items() if part}
    if not said:
        return {}, False
    if len(said) < sum(part is not None for part in files.values()):
        return {}, True  # several files of one part: of different things
    for part in set(parts.values()) - {*said}:
        said[part] = _name_like(next(iter(said.values())), part)
    pictures, kept = ImageIndex(tree), {part: _Part() for part in said}
    heads: dict[str, dict] = {}
    for path, own in files.items():
        if own is None:
            continue
        data, _ = parse_json(read_whole(tree, path, TEXT_BYTES), path)
        heads[own] = data
        categories = [row for head in heads.values() for row in head["categories"]]
        if len({row["id"]: row["name"] for row in categories}) != len({row["name"] for row in categories}):
            return {}, True  # one number is of two classes
        of = {}
        for row in data["images"]:
            place = pictures.find_named(row["file_name"], path, own)
            goal = kept[own if place is None else parts.get(place, own)]
            of[row["id"]] = goal, goal.add_image(row)
        for row in data["annotations"]:
            if row.get("image_id") in of:
                there, number = of[row["image_id"]]
                there.annotations.append({**row, "id": len(there.annotations) + 1, "image_id": number})
    first = next(iter(heads.values()))
    return {
        path: json.dumps(
            {**heads.get(part, first), "images": kept[part].images, "annotations": kept[part].annotations},
            ensure_ascii=False,
        ).encode()
        for part, path in said.items()
    }, False


class _Part:
    """The entries of one COCO file while they are gathered."""

    def __init__(self) -> None:
        self.images, self.annotations = [], []

    def add_image(self, row: dict) -> int:
        """Its number there."""
        self.images.append({**row, "id": len(self.images) + 1})
        return len(self.images)


def _name_like(path: str, part: str) -> str:
    """Name of the file of a part that has none yet: as another one is."""
    folder, _, name = path.rpartition("/")
    for word in ("training", "train", "validation", "valid", "val", "testing", "test"):
        if word in name:
            new = name.replace(
                word, "valid" if part == "val" and word in ("train", "test") and "valid" in path else part
            )
            return f"{folder}/{new}" if folder else new
    return f"{folder}/{part}.json" if folder else f"{part}.json"


def write_division(root: Path, files: dict[str, bytes]) -> None:
    """Replace files below a data set, all of them or, after a kill or an error before, none. Raises OSError."""
    finish_division(root)
    _remove_pending(root / PENDING)
    with new_folder(root / PENDING, durable=True) as folder:
        for number, data in enumerate(files.values()):
            (folder / str(number)).write_bytes(data)
        (folder / LIST).write_text(json.dumps(list(files)), encoding="utf-8")
    finish_division(root)


def finish_division(root: Path) -> bool:
    """Put the files of a division in their places that was written and not finished, unless one of them is damaged.
    Returns whether there was one.
    """
    folder = root / PENDING
    try:
        files = _read_pending(folder)
    except (OSError, ValueError, RecursionError):
        return False
    for path, data in files.items():
        target = root / path
        if _is_below(target.parent, root):
            write_with_parents(target, data, follow_link=_is_below(target, root))
    _remove_pending(folder)
    return True


def _is_below(path: Path, root: Path) -> bool:
    """Whether a path, behind its links, lies in `root`. One that is a link to itself lies where it is."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _read_pending(folder: Path) -> dict[str, bytes]:
    """The files of a division by their places. Raises OSError and ValueError where not all of it is as it was written."""
    paths = json.loads(read_regular(folder / LIST, MAX_LIST))
    if not isinstance(paths, list) or not all(isinstance(path, str) and "\0" not in path for path in paths):
        raise ValueError("no list of paths")
    return {path: read_regular(folder / str(number), MAX_BYTES) for number, path in enumerate(paths)}


def _remove_pending(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)
    else:
        folder.unlink(missing_ok=True)
