"""The files of a data set, in a folder or in an archive, read the same way and never by a name that leads outside."""

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from sunmao.core.regular_files import open_regular

JUNK = {"__macosx", "thumbs.db", "desktop.ini", ".ds_store", ".gitkeep", ".gitignore", "ehthumbs.db"}
ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".tm")  # inside a data set they stay closed
IDX = re.compile(r"(?:^|[^a-z])idx[13][-_.]ubyte(?:\.gz)?$", re.IGNORECASE)  # MNIST's, also packed by gzip
READABLE = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH  # to ask the system for each of 50,000 files would take too long
DEEPEST = 64  # folders in folders; no data set needs more
TEXT_BYTES = 512 * 1024 * 1024  # the labels of a large COCO set


@dataclass(frozen=True)
class FileEntry:
    """One file. size: bytes; read(limit): its first bytes, at most so many, raises OSError where it is damaged.

    fault: the key of the sentence that says why it cannot be used at all (a link, a name that cannot be read), or None.
    """

    path: str
    size: int
    read: Callable[[int], bytes]
    fault: str | None = None


@dataclass
class FileTree:
    """Files by their path below `root`, with '/'; sorted, without what systems put there for themselves.

    root: the folder, or the archive's file. folder: whether the files are real files below `root`.
    left: (path, key of a sentence) of what is not taken at all.
    """

    root: Path
    files: dict[str, FileEntry] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    folder: bool = True
    left: list[tuple[str, str]] = field(default_factory=list)
    _endings: tuple[dict, int, dict[str, list[tuple[int, str]]]] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    def read(self, path: str, limit: int = TEXT_BYTES) -> bytes:
        """The first bytes of a file. Raises OSError, KeyError."""
        return self.files[path].read(limit)

    def place(self, path: str) -> Path:
        """Path of this file as of a Sample."""
        return self.root / path

    def name(self, place: Path) -> str:
        """The path below the root of what a Sample calls a file."""
        path = str(place)[self._prefix_length :]  # Path.relative_to would cost more than reading the folder
        return path if os.sep == "/" else path.replace(os.sep, "/")

    @cached_property
    def _prefix_length(self) -> int:
        return len(str(self.root / "x")) - 1

    def below(self, folder: str) -> Iterator[str]:
        """The paths of the files somewhere below a folder ('' for all)."""
        start = f"{folder}/"
        return (path for path in self.files if path.startswith(start)) if folder else iter(self.files)

    def list_ending(self, *endings: str) -> list[str]:
        """The paths of the files with one of some endings ('.json'), without regard to case, in the tree's order. Every
        format asks for its own: the files are gone through once for all of them.
        """
        if self._endings is None or self._endings[0] is not self.files or self._endings[1] != len(self.files):
            by_ending: dict[str, list[tuple[int, str]]] = {}
            for place, path in enumerate(self.files):
                by_ending.setdefault(path[path.rfind(".") :].lower(), []).append((place, path))
            self._endings = self.files, len(self.files), by_ending
        found = [each for ending in endings for each in self._endings[2].get(ending, ())]
        return [path for _, path in (sorted(found) if len(endings) > 1 else found)]

    def inside(self, folder: str) -> "FileTree":
        """Subtree of one folder, as a tree of its own."""
        skip = len(folder) + 1
        files = {path[skip:]: self.files[path] for path in self.below(folder)}
        folders = {path[skip:] for path in self.folders if path.startswith(f"{folder}/")}
        return FileTree(self.root / folder, files, folders, self.folder, self.left)


def is_junk(path: str) -> bool:
    """Whether a system put the file there for itself (`__MACOSX`, `.DS_Store` …)."""
    return any(part.lower() in JUNK or part.startswith("._") for part in path.split("/"))


def open_folder_tree(root: Path, deep: bool = True) -> FileTree:
    """The files of a folder. Links to folders, archives and hidden files are left out; what is no regular file is never
    opened.

    deep: with the files in its folders.
    """
    tree = FileTree(Path(root))
    for path, entry in _walk(str(root), "", deep):
        if entry is None:
            tree.folders.add(path)
        elif not is_junk(path):
            if why := entry.fault or find_archive_fault(path):
                tree.left.append((path, why))
            else:
                tree.files[path] = entry
    return tree


def find_archive_fault(path: str) -> str | None:
    """Return the reason for leaving out a file that is named like an archive; None for others."""
    return "left_archive" if path.lower().endswith(ARCHIVES) and not IDX.search(path) else None


def _walk(folder: str, prefix: str, deep: bool) -> Iterator[tuple[str, FileEntry | None]]:
    try:
        with os.scandir(folder) as found:
            inside = sorted(found, key=lambda each: each.name)
    except OSError:
        return
    for each in inside:
        path = prefix + each.name
        if each.is_dir(follow_symlinks=False):
            if not each.name.startswith(".") and not is_junk(path):
                yield path, None
                if path.count("/") == DEEPEST:
                    yield path, FileEntry(path, 0, partial(read_first_bytes, each.path), "left_name")
                elif deep:
                    yield from _walk(each.path, path + "/", deep)
        elif not each.name.startswith("."):
            yield path, _add_file(each, path)


def _add_file(found: os.DirEntry, path: str) -> FileEntry:
    read = partial(read_first_bytes, found.path)
    try:
        about = found.stat()
    except OSError:
        return FileEntry(path, 0, read, "closed_file")
    if stat.S_ISDIR(about.st_mode):
        return FileEntry(path, 0, read, "linked_folder")  # it may lead back here, or anywhere
    opens = stat.S_ISREG(about.st_mode) and about.st_mode & READABLE
    return FileEntry(path, about.st_size, read, None if opens else "closed_file")


def read_first_bytes(file: str | Path, limit: int) -> bytes:
    """The first bytes of a regular file, at most so many. Raises IrregularFile and other OSErrors."""
    with open_regular(file, follow_link=True) as opened:  # it may have been replaced since the folder was listed
        size = os.fstat(opened.fileno()).st_size
        return opened.read(
            min(limit, size + 1)
        )  # memory for all of the limit is asked for at once: half of the time of small files


def normalize_name(name: str) -> str:
    """A name by which two spellings of it are found to be one: composed, without regard to case."""
    return unicodedata.normalize("NFC", name).casefold()
