"""Files that a page has sent to become a data set, as `uploads.receive_upload` has written them."""

import json
from collections.abc import Callable
from pathlib import Path

from sunmao.data.files.file_tree import DEEPEST, FileEntry, FileTree, find_archive_fault, is_junk
from sunmao.data.files.zip_archive import open_zip_tree, split_entry_path
from sunmao.data.sources.detect_format import open_file_tree

UPLOAD, PARTS = "upload", "parts.json"


def open_received(stage: Path, source: str | None, name: str) -> FileTree:
    """The files of a folder or zip of this computer, or of what was received into a folder and is called `name`.

    Raises: BadData, as `open_file_tree`.
    """
    if source is not None:
        return open_file_tree(source)
    if (stage / PARTS).exists():
        parts = json.loads((stage / PARTS).read_text(encoding="ascii"))
        return open_dropped_files(stage / UPLOAD, Path(name), parts)
    return open_zip_tree(stage / UPLOAD, Path(name))


def get_sample_file(stage: Path, reading: str, number: int) -> Path:
    """Return the path of the picture that shows how a sample was read."""
    return stage / "samples" / reading / f"{number}.jpg"


def open_dropped_files(upload: Path, name: Path, parts: list[list]) -> FileTree:
    """Dropped files as a tree. upload: the file that holds one after the other; name: what it is called; parts:
    [path, begin, size] of each.

    Raises: BadData for a path that leads outside.
    """
    tree = FileTree(name, folder=False)
    for path, begin, size in parts:
        inside = split_entry_path(path)
        place = "/".join(inside)
        if is_junk(place):
            continue
        if len(inside) > DEEPEST:
            tree.left.append((place, "left_name"))
        elif any(part.startswith(".") for part in inside) or "\0" in place:
            tree.left.append((place, "left_hidden"))
        elif place in tree.files:
            tree.left.append((place, "left_twice"))
        elif why := find_archive_fault(place):
            tree.left.append((place, why))
        else:
            tree.files[place] = FileEntry(place, size, _read_stretch(upload, begin, size))
            tree.folders.update("/".join(inside[:depth]) for depth in range(1, len(inside)))
    tree.files = dict(sorted(tree.files.items()))
    return tree


def _read_stretch(upload: Path, begin: int, size: int) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        with open(upload, "rb") as file:
            file.seek(begin)
            return file.read(min(limit, size))

    return read
