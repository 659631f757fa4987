"""Sources that somebody names as a data set: a folder, a zip, a file of labels, a mask, or a single picture."""

from pathlib import Path

from sunmao.data.checks.inspect_image import inspect_image_bytes
from sunmao.data.files.file_tree import FileTree, read_first_bytes
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.refused_formats import name_foreign_format
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing
from sunmao.data.sources.detect_format import open_file_tree, read_listing, require_samples
from sunmao.data.sources.readings import read_as
from sunmao.data.sources.single_file import list_single_file, read_single
from sunmao.errors import BadData, DataNotFound
from sunmao.images.image_files import PICTURE_BYTES, kind_of

ARCHIVES = (b"PK\3\4", b"PK\5\6", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zX")
TAR = (257, b"ustar")


def list_source(
    source: str | Path | FileTree, reading: str | None = None, kinds: tuple[str, ...] = ("picture",)
) -> tuple[FileTree, DatasetListing] | None:
    """The files of a data set and what they are, no picture opened; None for a file that is, or is called, a single
    picture.

    reading: how it is taken (`sunmao.data.sources.readings`); None: as it is recognized. kinds: of samples that it may
    hold where it is recognized.

    Raises: DataNotFound when nothing is there, BadData for what is no data set, BadValue for an unknown reading.
    """
    if not isinstance(source, FileTree) and Path(source).is_file():
        if reading is None and (found := read_single(Path(source))):
            return found
        if is_picture(Path(source).name) or kind_of(_read_start(Path(source))):
            return None
    tree = open_source(source)
    return tree, read_as(tree, reading) if reading else require_samples(read_listing(tree), *kinds)


def open_source(source: str | Path | FileTree) -> FileTree:
    """The files of a folder, of a zip, or of a tree, which is its own. Raises DataNotFound, and BadData for any other
    file.
    """
    if isinstance(source, FileTree):
        return source
    path = Path(source)
    if path.is_dir():
        return open_file_tree(path)
    if not path.is_file():
        raise DataNotFound("nothing_there", path=path.as_posix())
    start = _read_start(path)
    if path.suffix.lower() == ".zip" or start.startswith(ARCHIVES) or start[TAR[0] :].startswith(TAR[1]):
        return open_file_tree(path)
    alone = FileTree(path.parent, list_single_file(path, path.parent))
    raise name_foreign_format(alone) or BadData("unknown_file", name=path.name)


def _read_start(path: Path) -> bytes:
    try:
        return read_first_bytes(path, 512)
    except OSError:
        return b""


def check_image_file(path: Path) -> tuple[list[Issue], int]:
    """Fault of a single picture, and its number of bytes."""
    try:
        data = read_first_bytes(path, PICTURE_BYTES + 1)
    except OSError:
        return [_make_issue("closed_files", path, "reject")], 0
    seen = inspect_image_bytes(data)
    if len(data) > PICTURE_BYTES or seen.error:
        return [Issue(seen.error or "picture_size", {"name": path.name}, "reject", (path.name,))], len(data)
    # That white takes the place of what is transparent matters where it is learned beside others.
    return [_make_issue(mark, path) for mark in seen.marks if mark != "transparent_pictures"], len(data)


def _make_issue(key: str, path: Path, level: str = "warn") -> Issue:
    return Issue(key, {"count": 1, "names": path.name}, level, (path.name,))
