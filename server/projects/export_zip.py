"""A project as one zip to keep or to carry away, written while it is read: nothing of it is held in memory."""

import logging
import os
import stat
import sys
import time
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import new_file
from sunmao.data.edits.edit_log import make_forget_line
from sunmao.server.errors import HttpProblem
from sunmao.server.projects.carried_findings import dump_findings
from sunmao.server.projects.project_contents import (
    FOLDERS,
    HISTORY,
    OWN,
    ProjectFile,
    classify_contents,
    list_binned,
    list_contents,
    require_same,
)
from sunmao.server.projects.project_metadata import Project, is_project, open_project
from sunmao.server.projects.project_store import read_undamaged
from sunmao.server.projects.thumbnails import BYTES as PICTURE_BYTES
from sunmao.server.storage import file_names, files, safe_files
from sunmao.server.texts import get_local_text
from sunmao.texts import language

log = logging.getLogger(__name__)

TEXTS = (".json", ".py", ".txt", ".csv")  # worth the time to compress; pictures and models are not
PARTS = ("data", "bin", "models", "unfinished", "history")
LARGE = 2**31
OLDEST, NEWEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)  # what a zip can say


class StreamBuffer:
    """Takes the bytes that zipfile writes, for the next piece of the answer."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: Any) -> int:
        """Keep bytes until they are taken."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing: `take` does it."""

    def take(self) -> bytes:
        """Take the bytes that were written since the last call."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def make_file_name(project: Project, ending: str) -> str:
    """A good name for a project's file."""
    return file_names.make_slug(project.title) + ending


def stream_project(project: Project, without: Collection[str] = ()) -> Iterator[bytes]:
    """The zip of a project, in pieces: blocks and program as they are at the beginning, then data, models, history.

    without: parts that stay behind, by their names in `measure_parts`. Links, pipes and what cannot be read are left
    out. Raises OSError when the project or its disk goes away meanwhile.
    """
    return stream_parts(project.folder, list(read_own_parts(project.folder)), without)


def measure_parts(folder: Path) -> dict[str, dict[str, int]]:
    """{part: {'files', 'bytes'}} of what a zip of the project holds beside blocks and program: 'data', 'bin' (pictures
    that were thrown away), 'models', 'unfinished' (weights from the middle of a training, see `classify_contents`) and
    'history'.
    """
    found = {name: {"files": 0, "bytes": 0} for name in PARTS}
    for name, part in list_parts(folder, list_binned(folder)):
        found[name]["files"] += 1
        found[name]["bytes"] += part.size
    return found


def list_parts(folder: Path, binned: dict[str, list[str]]) -> Iterator[tuple[str, ProjectFile]]:
    """List the parts that a zip of the project holds beside blocks and program, as `classify_contents`. binned: see
    `list_binned`.
    """
    deleted = {f"{log.rpartition('/')[0]}/{path}" for log, paths in binned.items() for path in paths}
    return classify_contents(list_contents(folder, (*FOLDERS, HISTORY)), deleted)


def read_own_parts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Blocks, program and metadata of the project in `folder`, as far as they can be read. Raises OSError when its disk
    fails.
    """
    for name in OWN:
        try:
            yield name, safe_files.read_file_safely(folder / name, safe_files.WORKSPACE_LIMIT, follow_link=True)
        except FileNotFoundError:
            continue
        except safe_files.UnreadableFile as unreadable:
            log.warning("not exported: %s", unreadable)


def stream_parts(folder: Path, own: list[tuple[str, bytes]], without: Collection[str] = ()) -> Iterator[bytes]:
    """The zip of what was read already and of the other parts of the project in `folder`."""
    sink, begun, binned = StreamBuffer(), folder.stat(), list_binned(folder)
    # It writes without looking back, which typeshed does not know.
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        findings = {} if "data" in without else dump_findings(folder)
        for name, data in (*own, *findings.items()):
            archive.writestr(make_zip_info(name, time.time()), data)
        for name, part in list_parts(folder, binned):
            # A picture that is taken there later may get the name of one that stayed behind.
            gone = binned.get(part.path) if "bin" in without else None
            for _ in (
                () if name in without else add_file(archive, folder, part, make_forget_line(gone) if gone else b"")
            ):
                yield sink.take()
        require_same(folder, begun)  # a zip that only looks whole may be all that its owner keeps
    yield sink.take()


def add_file(archive: zipfile.ZipFile, folder: Path, part: ProjectFile, ending: bytes = b"") -> Iterator[None]:
    """Write one file into the zip, with `ending` behind what it holds; pauses after each piece."""
    odd = part.link or (part.parts[0] == HISTORY and part.size > safe_files.WORKSPACE_LIMIT)
    file = None if odd else files.open_parts(folder, list(part.parts))
    if file is None:
        log.warning("not exported, it is a link or cannot be read: %r of %r", part.path, folder.name)
        return
    info = make_zip_info(part.path, folder.joinpath(*part.parts).lstat().st_mtime)
    left = part.size  # a file that grows meanwhile ends where it ended
    with file, archive.open(info, "w", force_zip64=left > LARGE) as target:
        if part.parts[0] == "data" and left <= PICTURE_BYTES:
            target.write(strip_location(file.read(left)))
            left = 0
            yield
        while left > 0 and (piece := file.read(min(files.PIECE, left))):
            target.write(piece)
            left -= len(piece)
            yield
        target.write(ending)


def strip_location(data: bytes) -> bytes:
    """The bytes of a file of a data set; a photo that was put there by hand may still tell where it was taken."""
    from sunmao.images.exif import strip_metadata

    return strip_metadata(data)[0]


def make_zip_info(path: str, changed: float) -> zipfile.ZipInfo:
    """Make the entry of a file in the zip: with a name in UTF-8, '/' between folders."""
    when = min(max(time.localtime(changed)[:6], OLDEST), NEWEST)
    info = zipfile.ZipInfo(os.fsencode(path).decode("utf-8", "replace"), when)
    info.compress_type = zipfile.ZIP_DEFLATED if path.endswith(TEXTS) else zipfile.ZIP_STORED
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    return info


def export_project(word: str, root: Path, kind: str, out: Path | None) -> int:
    """`sunmao export`: write a project's program ('py') or all of it ('zip') to `out`, or under a free name to this
    folder.

    word: its id, its title or the path of its folder. Prints the file's name. Returns the exit status.
    """
    found = find_projects(word, root)
    if len(found) != 1:
        known = ", ".join(project.id for project in found or list_projects(root)) or "–"
        print(get_local_text("several_called" if found else "no_such_project", name=word, known=known), file=sys.stderr)
        return 1
    target = out or Path(file_names.find_free_path(make_file_name(found[0], f".{kind}"), os.listdir()))
    try:
        with new_file(target) as temporary, open(temporary, "xb") as file:
            file.writelines([read_program(found[0])] if kind == "py" else stream_project(found[0]))
    except HttpProblem as problem:
        print(problem.text[language()], file=sys.stderr)
        return 1
    except OSError as error:
        print(get_local_text("not_written", file=target, reason=error.strerror or error), file=sys.stderr)
        return 1
    print(target)
    return 0


def read_program(project: Project) -> bytes:
    """The Python that a project's blocks make. Raises HttpProblem 409 where they are damaged."""
    from sunmao.codegen import compile_workspace

    return compile_workspace(read_undamaged(project).workspace).python.encode("utf-8", "backslashreplace")


def find_projects(word: str, root: Path) -> list[Project]:
    """The projects that are meant: by id, as a folder, or by title."""
    for folder in (root / word, Path(word)):
        if word and is_project(folder.absolute()):
            return [open_project(folder.resolve())]
    return [project for project in list_projects(root) if project.title == word]


def list_projects(root: Path) -> list[Project]:
    """All projects of the projects folder, by id."""
    return [open_project(folder) for folder in sorted(root.iterdir()) if is_project(folder)] if root.is_dir() else []
