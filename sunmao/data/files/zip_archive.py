"""A zip read where it lies: nothing is unpacked, no name in it is trusted, and no entry gives more bytes than it says
to have.

Only zips are opened: what a foreign tar can do to a disk is not worth its few users.
"""

import os
import shutil
import stat
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from sunmao.core.regular_files import IrregularFile
from sunmao.data.files.file_tree import (
    DEEPEST,
    FileEntry,
    FileTree,
    find_archive_fault,
    is_junk,
    normalize_name,
    read_first_bytes,
)
from sunmao.errors import BadData
from sunmao.locks.lock_order import make_lock

ENTRIES = 300_000
SWOLLEN, TIMES = 100 * 1024 * 1024, 200  # more bytes than this that take so many times less in the zip are a bomb
LONGEST_NAME = 255  # bytes of one component, on every disk
PIECE = 1024 * 1024
OTHER_ARCHIVES = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zX": "xz"}
TAR = (257, b"ustar")


class CorruptArchive(zipfile.BadZipFile, OSError):
    """An entry whose bytes are not what its zip promised."""


@dataclass(frozen=True)
class ZipEntry(FileEntry):
    """A file of a zip. packed: how many bytes it takes there; modified: year, month, day, hour, minute, second of its
    last change, in local time, as the zip says it.

    read and copy(target), which writes all its bytes into an open file, raise CorruptArchive where it is.
    """

    packed: int = 0
    copy: Callable[[BinaryIO], None] | None = None
    modified: tuple[int, ...] = (1980, 1, 1, 0, 0, 0)


def open_zip_tree(file: Path | BinaryIO, name: Path) -> FileTree:
    """The files of a zip. file: where it lies, or an open file that stays open as long as the tree; name: what Items
    call it.

    Raises: BadData for what is no zip, is damaged as a whole, has a password, holds too much, or names a file outside
    itself.
    """
    tree = FileTree(Path(name), folder=False)
    taken = set()
    for entry in list_zip_entries(file, folders=True):
        parts = split_entry_path(entry.path)
        path, is_folder = "/".join(parts), entry.path.endswith(("/", "\\"))
        why = entry.fault or (
            "left_name" if len(parts) > DEEPEST else None if is_folder else _find_fault(entry, parts, taken)
        )
        junk = is_junk(path)
        if why and not junk:
            tree.left.append((path, why))
        if why and (not junk or len(parts) > DEEPEST):
            continue
        folder = "/".join(parts[: len(parts) - (not is_folder)])
        if folder not in tree.folders:
            tree.folders.update(each for each in _list_parents(folder) if not is_junk(each))
        if not is_folder and not junk:
            taken.add(_collision_key(parts))
            tree.files[path] = entry
    tree.files = dict(sorted(tree.files.items()))
    return tree


def list_zip_entries(file: Path | BinaryIO, most: int = ENTRIES, folders: bool = False) -> list[ZipEntry]:
    """The files of a zip under the names that they have in it; folders: its folders too. Raises BadData as
    `open_zip_tree`, but for names.
    """
    archive = _open_zip(file)
    infos = [info for info in archive.infolist() if folders or not info.orig_filename.endswith(("/", "\\"))]
    if len(infos) > most:
        raise BadData("too_many_files", limit=most)
    if all(info.orig_filename.endswith(("/", "\\")) for info in infos):
        raise BadData("zip_empty")
    if any(info.flag_bits & 1 for info in infos):
        raise BadData("zip_password")
    # Entries may share the same packed bytes: only the whole file says how much is really there.
    if sum(info.file_size for info in infos) > max(SWOLLEN * 10, TIMES * _measure_file(archive)):
        raise BadData("zip_swollen")
    paths = decode_names([get_raw_name(info) for info in infos])
    gate = make_lock()
    return [_make_entry(archive, gate, info, path) for info, path in zip(infos, paths, strict=True)]


def split_entry_path(path: str) -> list[str]:
    """The components of an entry's path. Raises BadData for one that reaches outside its folder."""
    parts = [part for part in path.replace("\\", "/").split("/") if part != "."]
    if not parts or ".." in parts or parts[0] == "" or parts[0][1:2] == ":":
        raise BadData("reaches_outside", name=path[:80])
    return [part for part in parts if part]


def _find_fault(entry: ZipEntry, parts: list[str], taken: set[tuple[str, str]]) -> str | None:
    if any(part.startswith(".") for part in parts):
        return "left_hidden"
    if any("\0" in part or len(part.encode("utf-8", "surrogatepass")) > LONGEST_NAME for part in parts):
        return "left_name"
    if entry.size > max(SWOLLEN, TIMES * entry.packed):
        return "left_swollen"
    if why := find_archive_fault(parts[-1]):
        return why
    return "left_twice" if _collision_key(parts) in taken else None


def _list_parents(folder: str) -> Iterator[str]:
    parts = folder.split("/") if folder else []
    return ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))


def _collision_key(parts: list[str]) -> tuple[str, str]:
    """Key of an entry by its place: folders that differ in capital letters may be two classes, files that do would
    overwrite each other.
    """
    return "/".join(parts[:-1]), normalize_name(parts[-1])


def _open_zip(file: Path | BinaryIO) -> zipfile.ZipFile:
    if isinstance(file, (str, os.PathLike)):
        try:
            start = read_first_bytes(file, 512)
        except IrregularFile:  # a pipe or a device, which would be waited for
            raise BadData("not_a_zip") from None
    else:
        start = file.read(512)
    for signature, kind in OTHER_ARCHIVES.items():
        if start.startswith(signature):
            raise BadData("other_archive", kind=kind)
    if start[TAR[0] :].startswith(TAR[1]):
        raise BadData("other_archive", kind="tar")
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise BadData("zip_damaged" if start.startswith(b"PK") else "not_a_zip") from None


def _measure_file(archive: zipfile.ZipFile) -> int:
    assert archive.fp is not None  # it is open
    archive.fp.seek(0, os.SEEK_END)
    return archive.fp.tell()


def _make_entry(archive: zipfile.ZipFile, gate: threading.Lock, info: zipfile.ZipInfo, path: str | None) -> ZipEntry:
    # No more than the size in the directory is unpacked, and the checksum compared there: a size that lies is damage.
    def read(limit: int) -> bytes:
        with gate, _read_entry(archive, info) as file:
            return file.read(min(limit, info.file_size))

    def copy(target: BinaryIO) -> None:
        with gate, _read_entry(archive, info) as file:
            shutil.copyfileobj(file, target, PIECE)

    fault = _is_link(info) or (None if path else "left_name")
    return ZipEntry(
        # Only bytes can be unreadable: what is text has a path.
        path or cast(bytes, get_raw_name(info)).decode("utf-8", "replace"),
        info.file_size,
        read,
        fault,
        info.compress_size,
        copy,
        info.date_time,
    )


@contextmanager
def _read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """An entry's bytes; whatever is wrong with them is `CorruptArchive`."""
    try:
        with archive.open(info) as file:
            yield file
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError, zlib.error) as error:
        raise CorruptArchive(str(error)) from None


def _is_link(info: zipfile.ZipInfo) -> str | None:
    return None if stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG, stat.S_IFDIR) else "left_link"


def get_raw_name(info: zipfile.ZipInfo) -> str | bytes:
    """An entry's name as it stands in the zip: text where the zip says that it is UTF-8, else bytes."""
    return info.orig_filename if info.flag_bits & 0x800 else info.orig_filename.encode("cp437", "replace")


def decode_names(names: list[str | bytes]) -> list[str | None]:
    """The names as text. Bytes are UTF-8 (macOS) or, when one of them can only be GBK, GBK (Chinese Windows); None:
    neither.
    """
    raw = [name for name in names if isinstance(name, bytes)]
    chinese = any(_decode_name(name, "utf-8") is None and _decode_name(name, "gbk") is not None for name in raw)
    order = ("gbk", "utf-8") if chinese else ("utf-8", "gbk")
    return [
        name if isinstance(name, str) else _find_first(_decode_name(name, code) for code in order) for name in names
    ]


def _decode_name(name: bytes, code: str) -> str | None:
    try:
        return name.decode(code)
    except UnicodeDecodeError:
        return None


def _find_first(values: Iterable[Any]) -> str | None:
    return next((value for value in values if value is not None), None)
