"""What a page has sent to become a data set, as `uploads.receive_upload` has written it."""

from pathlib import Path

from sunmao.data.sources.file_tree import DEEPEST, FileEntry, FileTree, find_archive_fault, is_junk
from sunmao.data.sources.zip_archive import split_entry_path

UPLOAD, PARTS = "upload", "parts.json"


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


def _read_stretch(upload: Path, begin: int, size: int):
    def read(limit: int) -> bytes:
        with open(upload, "rb") as file:
            file.seek(begin)
            return file.read(min(limit, size))

    return read
