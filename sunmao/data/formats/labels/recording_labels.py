"""Labels of recordings in an export of Edge Impulse: `info.labels` says the part and the class of each file; where it
says nothing of one, its name begins with the class (`wave.1.cbor`), or its folder is called so.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress

from sunmao.core.data_acquisition import ENDINGS, START, is_acquisition
from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.labels.edge_impulse import FILE, list_files, read_label
from sunmao.data.formats.labels.recordings import Recording, parse_folders
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.reading.object_annotations import clean_label
from sunmao.data.issue import Issue
from sunmao.errors import BadData

_LOOKED_AT = 8  # recordings by which it is told what was recorded


def says_recordings(tree: FileTree) -> bool:
    """Whether an `info.labels` lists files."""
    return any(row for _, row in _iter_listed(tree))


def find_recorded(tree: FileTree) -> bytes:
    """The beginning of the first recording in the data acquisition format, where its sensors stand; b'' for none."""
    for path in sorted(tree.list_ending(*ENDINGS))[:_LOOKED_AT]:
        try:
            head = tree.read(path, START)
        except OSError:
            continue
        if is_acquisition(head) and b"payload" in head and b"interval_ms" in head:
            return head
    return b""


def list_recordings(tree: FileTree, is_recording: Callable[[str], bool]) -> tuple[list[Recording], list[Issue]]:
    """The recordings that have a label, and what is said of the others. is_recording: whether a file is one, by its
    path.
    """
    paths = [path for path in sorted(tree.files) if is_recording(path)]
    listed = dict(_iter_listed(tree))
    found = [_label(path, listed.get(path)) for path in paths]
    labeled = [each for each in found if each.label]
    bare = tuple(each.file for each in found if not each.label)
    if not bare:
        return labeled, []
    holes = {"count": len(bare), "names": format_names(bare)}
    issues = [Issue("recordings_unlabeled", holes, "warn", bare, len(bare))]
    if not labeled:
        issues.insert(0, Issue("recordings_no_labels", {"path": tree.root.as_posix()}, "reject"))
    return labeled, issues


def _iter_listed(tree: FileTree) -> Iterator[tuple[str, dict]]:
    """(path, row) of what each `info.labels` lists, below its folder."""
    for path in tree.files:
        folder, _, name = path.rpartition("/")
        if name != FILE:
            continue
        with suppress(BadData):
            for row in list_files(tree, path) or ():
                yield (f"{folder}/{row['path']}" if folder else row["path"]), row


def _label(path: str, row: dict | None) -> Recording:
    """A recording; its label is '' where nothing says one."""
    split, named = parse_folders(path)
    if row is not None:
        return Recording(path, read_label(row), get_split(str(row.get("category"))) or split or "train")
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return Recording(path, clean_label(stem.partition(".")[0] if "." in stem else (named or [""])[-1]), split)
