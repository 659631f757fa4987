"""What a child drops on the page, a zip or a folder, as a list of entries whose names can be trusted."""

import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from .errors import Problem
from .files import PIECE

ENTRIES = 20_000
OTHER_ARCHIVES = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zX": "xz"}


@dataclass(frozen=True)
class Entry:
    """A file that was dropped. path: as it came, with '/'; read(limit): its first bytes, at most so many.

    fault: a sentence's key when it is none that can be used (a link, a name that cannot be read), else None.
    """

    path: str
    read: Callable[[int], bytes]
    fault: str | None = None


@dataclass(frozen=True)
class Zipped(Entry):
    """A file of a zip. size: how many bytes it says to have, and never has more; packed: how many it takes in the zip.

    copy(target): all its bytes into an open file; raises OSError or zipfile.BadZipFile where they are damaged.
    """

    size: int = 0
    packed: int = 0
    copy: Callable[[BinaryIO], None] | None = None


def zip_entries(file) -> list[Zipped]:
    """The files of a zip. Raises Problem 400, with a sentence, for what is no zip or should not be opened."""
    start = file.read(4)
    for signature, name in OTHER_ARCHIVES.items():
        if start.startswith(signature):
            raise Problem(400, "other_archive", kind=name)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Problem(400, "zip_damaged" if start.startswith(b"PK") else "not_a_zip") from None
    infos = [info for info in archive.infolist() if not info.orig_filename.endswith(("/", "\\"))]
    if len(infos) > ENTRIES:
        raise Problem(400, "too_many_files", limit=ENTRIES)
    if not infos:
        raise Problem(400, "zip_empty")
    if any(info.flag_bits & 1 for info in infos):
        raise Problem(400, "zip_password")
    paths = decoded([raw_name(info) for info in infos])
    return [zipped(archive, info, path) for info, path in zip(infos, paths, strict=True)]


def zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str | None) -> Zipped:
    """One entry of a zip, whose name was read as `path`. What it reads raises OSError or zipfile.BadZipFile where it is damaged."""

    def read(limit: int) -> bytes:
        with opened(archive, info) as file:
            return file.read(limit)

    def copy(target: BinaryIO) -> None:
        with opened(archive, info) as file:
            shutil.copyfileobj(file, target, PIECE)

    return Zipped(path or repr(raw_name(info)), read, fault(info, path), info.file_size, info.compress_size, copy)


@contextmanager
def opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    """An entry's bytes; whatever is wrong with them is an OSError or a zipfile.BadZipFile."""
    try:
        with archive.open(info) as file:
            yield file
    except (NotImplementedError, EOFError, ValueError, RuntimeError, _deflate_error()) as error:
        raise zipfile.BadZipFile(str(error)) from None


def fault(info: zipfile.ZipInfo, path: str | None) -> str | None:
    """Why an entry cannot be used at all, as the key of a sentence."""
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "left_link"
    return None if path else "left_name"


def _deflate_error() -> type[Exception]:
    import zlib

    return zlib.error


def raw_name(info: zipfile.ZipInfo) -> str | bytes:
    """An entry's name as it stands in the zip: text where the zip says that it is UTF-8, else bytes."""
    return info.orig_filename if info.flag_bits & 0x800 else info.orig_filename.encode("cp437", "replace")


def decoded(names: list[str | bytes]) -> list[str | None]:
    """The names as text. Bytes are UTF-8 (macOS) or, when one of them can only be GBK, GBK (Chinese Windows); None: neither."""
    raw = [name for name in names if isinstance(name, bytes)]
    chinese = any(_decode(name, "utf-8") is None and _decode(name, "gbk") is not None for name in raw)
    order = ("gbk", "utf-8") if chinese else ("utf-8", "gbk")
    return [name if isinstance(name, str) else _first(_decode(name, code) for code in order) for name in names]


def _decode(name: bytes, code: str) -> str | None:
    try:
        return name.decode(code)
    except UnicodeDecodeError:
        return None


def _first(values) -> str | None:
    return next((value for value in values if value is not None), None)


def dropped_entries(files: list, paths: list[str]) -> list[Entry]:
    """The files of a dropped folder; paths: where each lay in it. Raises Problem 400."""
    if len(files) != len(paths):
        raise Problem(400, "bad_value", name="paths")
    if len(files) > ENTRIES:
        raise Problem(400, "too_many_files", limit=ENTRIES)

    def start(file):
        def read(limit: int) -> bytes:
            file.seek(0)
            return file.read(limit)

        return read

    return [Entry(path, start(file)) for file, path in zip(files, paths, strict=True)]
