"""A zip of a project becomes a project: whole, or not at all. Nothing in it is run, and its main.py is made anew from
its blocks.
"""

import contextlib
import errno
import os
import re
import time
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path, PurePosixPath

from sunmao.core.atomic_files import write_atomic
from sunmao.data.files.file_tree import is_junk
from sunmao.data.files.zip_archive import ZipEntry
from sunmao.data.safe_names import LONGEST, make_portable
from sunmao.server.errors import HttpProblem
from sunmao.server.projects import project_metadata, workspaces
from sunmao.server.projects.import_progress import ImportProgress
from sunmao.server.projects.migrations import FORMAT
from sunmao.server.projects.project_contents import DEEPEST, FOLDERS, HISTORY, OWN, is_dataset_note
from sunmao.server.projects.project_files import CARRIED
from sunmao.server.projects.project_store import ProjectStore
from sunmao.server.projects.skipped_files import SkippedFiles
from sunmao.server.projects.upload_archives import split_entry_path
from sunmao.server.storage import file_names, files

TOTAL_BYTES = 4 * 1024**3
MAX_FILES = 30_000  # each is brought to the disk by itself: about 15 s
OWN_BYTES = 64 * 1024 * 1024  # of workspace.json, main.py and one save of the history
SWOLLEN, TIMES = 100 * 1024 * 1024, 200  # a file larger than this that takes so many times less in the zip is a bomb
SAVES = re.compile(r"\d{6,12}\.json|(damaged|card|format-\d+)-\d+\.json\.txt")
DEEPEST_ROOT = 3  # folders around the project in the zip


@dataclass
class ImportedProject(SkippedFiles):
    """Contents of a project in a zip. own: project.json, workspace.json, main.py; files: path below the project →
    entry.
    """

    own: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, ZipEntry] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)


def import_project(
    projects: ProjectStore,
    entries: list[ZipEntry],
    called: str,
    progress: ImportProgress,
    look: Callable[[Path, ImportedProject], None] = lambda folder, found: None,
) -> dict:
    """Make a project of what is in a zip. called: its title when the zip gives none; progress: is told of every file;
    look: takes out of the unpacked files what cannot come in.

    Returns: {'id', 'left_out': as for data sets, 'differs': whether its main.py is not what its blocks make}.
    Raises: HttpProblem 400, 409 or 507 with a sentence when it holds no project that can be opened here, or was
    stopped; then nothing was made.
    """
    found = sort_entries(entries)
    title, card = make_metadata(found.own, called, {str(row["title"]) for row in projects.list()})
    program, differs = compile_imported(found.own, projects.compile)
    require_limits(found, projects.root)

    progress.begin(len(found.files))

    def fill(folder: Path) -> None:
        for path, entry in found.files.items():
            unpack(folder, path, entry, found)
            progress.advance()
        look(folder, found)
        for name, data in {**found.own, project_metadata.NAME: card, "main.py": program}.items():
            write_atomic(folder / name, data)
        files.sync_tree(folder)

    return {"id": projects.add(title, fill).id, "left_out": found.summarize(), "differs": differs}


def sort_entries(entries: list[ZipEntry]) -> ImportedProject:
    """Sort the files of a zip. Raises HttpProblem 400 when they are no project, or one of them reaches outside."""
    placed = [(split_entry_path(entry.path), entry) for entry in entries]
    placed = [(parts, entry) for parts, entry in placed if not is_junk("/".join(parts))]
    root = find_root([parts for parts, entry in placed if entry.fault is None])
    found = ImportedProject()
    for parts, entry in placed:
        inside = parts[len(root) :] if parts[: len(root)] == root else []
        if why := entry.fault or find_fault(inside):
            found.leave(entry.path[:200], why)
        elif len(inside) == 1 and inside[0] in OWN:
            read_project_file(found, inside[0], entry)
        else:
            note = inside[-1:] if is_dataset_note(inside) else []
            place_entry(found, "/".join([*map(make_portable, inside[: len(inside) - len(note)]), *note]), entry)
    return found


def find_root(paths: list[list[str]]) -> list[str]:
    """The folder of the zip in which the project lies. Raises HttpProblem 400 when there is none, or several."""
    roots = {
        tuple(path[:-1])
        for path in paths
        if path[-1] in (project_metadata.NAME, workspaces.NAME) and len(path) <= DEEPEST_ROOT + 1
    }
    least = min(map(len, roots), default=0)
    nearest = [root for root in roots if len(root) == least]
    if len(nearest) != 1:
        if nearest:
            raise HttpProblem(400, "several_projects")
        raise HttpProblem(400, "no_project_in_zip", more={"no_project": True})  # the page offers to make one of it
    return list(nearest[0])


def find_fault(inside: list[str]) -> str | None:
    """Find the reason to leave a path of the project out, as a sentence's key."""
    if len(inside) > DEEPEST:
        return "left_deep"
    if any(part.startswith(".") for part in (inside[:-1] if is_dataset_note(inside) else inside)):
        return "left_hidden"
    if any(len(part.encode("utf-8", "surrogatepass")) > LONGEST for part in inside):
        return "left_name"
    top, single = inside[0] if inside else "", len(inside) == 1
    if single and (top in OWN or top.lower().endswith(CARRIED)):
        return None
    if top == HISTORY and len(inside) == 2 and SAVES.fullmatch(inside[1]):
        return None
    return None if top in FOLDERS and not single else "left_runs" if top == "runs" else "left_stranger"


def read_project_file(found: ImportedProject, name: str, entry: ZipEntry) -> None:
    """Read one of the project's own files. Raises HttpProblem 400 when it is damaged in the zip or too large."""
    try:
        data = entry.read(OWN_BYTES + 1)
    except (OSError, zipfile.BadZipFile):
        raise HttpProblem(400, "zip_damaged") from None
    if len(data) > OWN_BYTES or name in found.own:
        raise HttpProblem(400, "zip_damaged")
    found.own[name] = data


def place_entry(found: ImportedProject, path: str, entry: ZipEntry) -> None:
    """Give one entry its file in the project, or leave it out."""
    limit = OWN_BYTES if path.startswith(HISTORY) or is_dataset_note(path.split("/")) else TOTAL_BYTES
    if file_names.split_components(path) is None:
        found.leave(entry.path[:200], "left_name")
    elif entry.size > limit or entry.size > max(SWOLLEN, TIMES * entry.packed):
        found.leave(entry.path[:200], "left_swollen")
    elif file_names.collision_key(path) in found.taken:
        found.leave(entry.path[:200], "left_twice")
    else:
        found.taken.add(file_names.collision_key(path))
        found.files[path] = entry


def make_metadata(own: dict[str, bytes], called: str, titles: Collection[str] = ()) -> tuple[str, bytes]:
    """The title and the bytes of project.json, which is made when there is none. titles: of other projects; what is
    called like one of them gets a number. Raises HttpProblem 409 for a newer project.
    """
    title = PurePosixPath(called.replace("\\", "/")).stem.strip()[: project_metadata.LONGEST_TITLE] or "Sunmao"
    if project_metadata.NAME not in own:
        title = _number_title(title, titles)
        return title, project_metadata.dump_metadata(
            {"version": FORMAT, "title": title, "created": round(time.time(), 3)}
        )
    try:
        card, version = project_metadata.parse_metadata(own[project_metadata.NAME])
    except workspaces.CorruptWorkspace:
        card, version = {}, FORMAT
    if version > FORMAT:
        raise HttpProblem(409, "newer")
    known = card.get("title")
    if not (isinstance(known, str) and known.strip()):
        return title, own[project_metadata.NAME]
    numbered = _number_title(known, titles)
    if numbered == known:
        return known, own[project_metadata.NAME]
    return numbered, project_metadata.dump_metadata({**card, "title": numbered})


def _number_title(title: str, titles: Collection[str]) -> str:
    return next(each for each in chain([title], (f"{title} {n}" for n in count(2))) if each not in titles)


def compile_imported(own: dict[str, bytes], compile_workspace: Callable) -> tuple[bytes, bool]:
    """The Python that the blocks make, and whether the zip's main.py is another. Raises HttpProblem 409 for a newer
    project.

    Damaged blocks make none; they stay as they are, and the project says so when it is opened.
    """
    try:
        saved = workspaces.parse_workspace(own.get(workspaces.NAME, b"{}"))
    except workspaces.CorruptWorkspace as damaged:
        if damaged.key == "newer":
            raise HttpProblem(409, "newer") from None
        return b"", False
    made = compile_workspace(saved.workspace).python.encode("utf-8", "backslashreplace")
    return made, own.get("main.py", made).splitlines() != made.splitlines()


def require_limits(found: ImportedProject, root: Path) -> None:
    """Raises HttpProblem 400 or 507 for more than a project may have or the disk has room for."""
    if len(found.files) > MAX_FILES:
        raise HttpProblem(400, "project_too_many_files", count=len(found.files), limit=MAX_FILES)
    total = sum(entry.size for entry in found.files.values())
    if total > TOTAL_BYTES:
        raise HttpProblem(400, "project_too_large", limit=TOTAL_BYTES // 1024**3)
    files.require_space(root, total)


def restore_time(file: Path, modified: tuple[int, ...]) -> None:
    """Say of a file when it was changed where it comes from: of a save and of a model that is what a page tells. A date
    that is none, or is yet to come, is left out.
    """
    with contextlib.suppress(ValueError, OverflowError, OSError):
        when = time.mktime(time.struct_time((*modified, 0, 0, -1)))
        if when < time.time():
            os.utime(file, (when, when))


def unpack(folder: Path, path: str, entry: ZipEntry, found: ImportedProject) -> None:
    """Write one file of the project; a damaged one is left out."""
    target = folder / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        assert entry.copy is not None  # of what is read
        with open(target, "xb") as file:
            entry.copy(file)
        restore_time(target, entry.modified)
    except (FileExistsError, NotADirectoryError):
        found.leave(entry.path[:200], "left_twice")
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        found.leave(entry.path[:200], "left_name")
    except zipfile.BadZipFile:
        target.unlink()
        found.leave(entry.path[:200], "left_broken")
