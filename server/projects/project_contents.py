"""Contents of a project's folder that belong to the project: those that are copied, exported, and taken out of a zip.
Records of runs stay behind.
"""

import contextlib
import errno
import logging
import os
import re
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sunmao.data.dataset_metadata import NOTE
from sunmao.data.edits.edit_log import FILE as EDITS
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.log_extent import EditLogTooLong
from sunmao.server.projects import project_metadata, workspaces
from sunmao.server.projects.project_files import CARRIED
from sunmao.server.storage import files
from sunmao.stage.sprite_catalog import OWN_FOLDER

log = logging.getLogger(__name__)

OWN = (project_metadata.NAME, workspaces.NAME, "main.py")
KINDS = "kinds"  # the blocks of each kind of teaching that is not chosen now
FOLDERS = ("data", "models", "checkpoints", KINDS, OWN_FOLDER)
HISTORY = "history"
FINDINGS = ".sunmao-findings.json"  # only in a zip: what was found of a data set's labels
# Hidden files of a data set that belong to it: without them all edits are undone.
DATASET_NOTES = (NOTE, EDITS, FINDINGS)
UNFINISHED = re.compile(r"latest\.pth|epoch_\d+\.pth")
DEEPEST = 50  # folders in folders


@dataclass(frozen=True)
class ProjectFile:
    """A file or link of a project. parts: its path below the project; size: in bytes; link: whether it is one."""

    parts: tuple[str, ...]
    size: int
    link: bool

    @property
    def path(self) -> str:
        """Its path with '/'."""
        return "/".join(self.parts)


def list_contents(folder: Path, tops: tuple[str, ...]) -> Iterator[ProjectFile]:
    """The files and links in these folders of a project, and the pictures and sounds that lie loose in it.

    Hidden files are none but what data sets note of themselves, nor is what is neither file nor folder (a pipe would
    wait for ever), or cannot be looked at.
    """
    for name in sorted(os.listdir(folder)):
        if name in tops or name.lower().endswith(CARRIED):
            yield from list_below(folder, (name,))


def list_below(folder: Path, parts: tuple[str, ...]) -> Iterator[ProjectFile]:
    """The part at this path, or those in the folder there."""
    path = folder.joinpath(*parts)
    try:
        status = path.lstat()
        inside = sorted(os.listdir(path)) if stat.S_ISDIR(status.st_mode) and len(parts) < DEEPEST else []
    except OSError:
        return
    if stat.S_ISLNK(status.st_mode) or stat.S_ISREG(status.st_mode):
        yield ProjectFile(parts, status.st_size, stat.S_ISLNK(status.st_mode))
    for name in inside:
        if not name.startswith(".") or is_dataset_note((*parts, name)):
            yield from list_below(folder, (*parts, name))


def list_binned(folder: Path) -> dict[str, list[str]]:
    """The pictures in the bins of a project's data sets, by the log that says so: its path below the project → their
    paths below the data set.
    """
    found = {}
    for log in sorted((folder / "data").glob(f"*/{EDITS}")):
        with contextlib.suppress(OSError, EditLogTooLong):
            state = EditLog(log.parent).compute_state()
            found[log.relative_to(folder).as_posix()] = [path for path, edit in state.items() if edit.deleted]
    return found


def classify_contents(parts: Iterable[ProjectFile], binned: Collection[str] = ()) -> Iterator[tuple[str, ProjectFile]]:
    """Each part with what it is: 'history', 'unfinished', 'models', 'bin' for the paths in `binned`, else 'data'.

    Unfinished are the weights from the middle of a training, which only going on with it needs; where its folder has no
    others, they are the model.
    """
    found = list(parts)
    finished = {
        part.parts[:-1] for part in found if part.path.endswith(".pth") and not UNFINISHED.fullmatch(part.parts[-1])
    }
    for part in found:
        if part.parts[0] == HISTORY:
            yield HISTORY, part
        elif part.parts[0] not in ("models", "checkpoints"):
            yield ("bin" if part.path in binned else "data"), part
        else:
            passing = UNFINISHED.fullmatch(part.parts[-1]) and part.parts[:-1] in finished
            yield ("unfinished" if passing else "models"), part


def is_dataset_note(parts: Sequence[str]) -> bool:
    """Whether a path below a project is what a data set notes of itself: what it is for, and its edits."""
    return len(parts) == 3 and parts[0] == "data" and parts[2] in DATASET_NOTES


def copy_contents(source: Path, target: Path) -> None:
    """Copy data, models and loose pictures of the project in `source` into the folder of another; links stay links.

    Raises HttpProblem 507 before anything is copied when the disk has no room, and OSError, also when the project goes
    away meanwhile.
    """
    begun = source.stat()
    found = list(list_contents(source, FOLDERS))
    files.require_space(target, sum(part.size for part in found))
    for part in found:
        place = target.joinpath(*part.parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        if part.link:
            copy_link(source.joinpath(*part.parts), place)
        elif (file := files.open_parts(source, list(part.parts))) is None:
            log.warning("not copied, it cannot be read: %r of %r", part.path, source.name)
        else:
            with file, open(place, "xb") as copy:
                shutil.copyfileobj(file, copy, files.PIECE)
    require_same(source, begun)
    files.sync_tree(target)


def require_same(folder: Path, begun: os.stat_result) -> None:
    """Raises OSError where a project is no longer the one that it was: what was not read yet then looked like left
    out.
    """
    if not os.path.samestat(folder.stat(), begun):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), folder.name)


def copy_link(link: Path, place: Path) -> None:
    """Make the same link; Windows may not allow it, then there is none."""
    with contextlib.suppress(OSError):
        if place.is_dir():
            place.rmdir()
        os.symlink(os.readlink(link), place)
