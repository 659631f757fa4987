"""The projects folder: one folder a project, `.sunmao/` beside them for what belongs to the studio (settings, bin,
log).
"""

import contextlib
import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from sunmao.cluster.cluster_address import read_names
from sunmao.core.atomic_files import replace, sync_folder, write_atomic
from sunmao.locks.lock_order import KeyedLocks, LockOrder, make_lock, make_rlock
from sunmao.server.dataset_index.model_compatibility import add_problems
from sunmao.server.errors import HttpProblem
from sunmao.server.projects import project_metadata, workspaces
from sunmao.server.projects.carried_findings import copy_findings
from sunmao.server.projects.migrations import FORMAT
from sunmao.server.projects.project_contents import copy_contents
from sunmao.server.projects.project_files import list_own_pictures
from sunmao.server.projects.project_list import ProjectRows
from sunmao.server.projects.project_metadata import LEVELS, LONGEST_TITLE, Project, is_project, open_project
from sunmao.server.projects.trash import Trash
from sunmao.server.storage import file_names, files, safe_files
from sunmao.server.storage.missing_files import add_missing
from sunmao.server.storage.safe_files import find_renamed
from sunmao.server.texts import get_text

if TYPE_CHECKING:
    from sunmao.codegen.program import CompiledProgram


OWN = ".sunmao"
PARTS = ("data", "models", "runs", "history")
CARD_PICTURES = 3
NESTED = ("data", "runs", "checkpoints")  # files of ours lie in their folders, too


class ProjectStore:
    """Finds, makes, renames and bins projects, and saves their blocks. Safe to use from several threads."""

    def __init__(self, root: Path, compile_workspace: Any) -> None:
        self.root, self._compile = root, compile_workspace
        self._naming = make_lock(LockOrder.PROJECT_NAMES)
        self._locks = KeyedLocks(partial(make_rlock, LockOrder.PROJECT))
        self._places: dict[
            str, os.stat_result
        ] = {}  # of the folders that were open here: another name does not change it
        self._unsure: dict[str, int] = {}  # projects whose last save failed halfway, and the save on which it was made
        self.bin = Trash(root / OWN / "bin")
        self._rows = ProjectRows(self._row)

    def list(self) -> list[dict]:
        """Every project for the home page, the last changed first. Nothing that is wrong with one hides the others.

        A project whose disk does not answer in time has 'slow': True and is called like its folder.
        """
        found = [name for name in os.listdir(self.root) if not name.startswith(".")]
        rows = self._rows.all(found)
        late = [
            {"id": name, "title": name, "modified": 0.0, "blocks": 0, "slow": True}
            for name in found
            if name not in rows
        ]
        return sorted([*filter(None, rows.values()), *late], key=lambda row: row["modified"], reverse=True)

    def get(self, identity: str) -> Project:
        """The project of that id. Raises HttpProblem 404."""
        if (
            not file_names.is_safe(identity)
            or not is_project(self.root / identity)
            or identity not in os.listdir(self.root)
        ):
            self._raise_missing(identity)
        self._places[identity] = os.stat(self.root / identity)
        return open_project(self.root / identity)

    def _raise_missing(self, identity: str) -> NoReturn:
        """Raises HttpProblem 404; for a project that was open here and has another name now, with that as 'moved'."""
        moved = find_renamed(self.root / identity, self._places.get(identity))
        if moved is None or not is_project(moved):
            raise HttpProblem(404, "no_project")
        raise HttpProblem(404, "project_renamed", more={"moved": moved.name}, name=moved.name)

    @contextlib.contextmanager
    def hold(self, identity: str) -> Iterator[Project]:
        """The project of that id while nobody else changes, moves or runs it; other projects are not held. Raises
        Problem 404.
        """
        with self._locks.find(identity):
            yield self.get(identity)

    def create(self, title: str, workspace: dict, more: dict | None = None) -> Project:
        """Make a project with these blocks. more: further keys of project.json (level, task …)."""
        title = title.strip()[:LONGEST_TITLE]
        card = {"version": FORMAT, "title": title, "created": round(time.time(), 3), **(more or {})}
        return self.add(title, lambda folder: self._begin(folder, card, workspace))

    def add(self, title: str, fill: Callable[[Path], None]) -> Project:
        """Make a project under a free name like `title`, whole or not at all: `fill` gets its folder before it has that
        name.
        """
        own = self.root / OWN
        safe_files.make_folder_safely(own)
        stage = own / files.make_stray_name("project")
        try:
            stage.mkdir()
            for name in PARTS:
                (stage / name).mkdir()
            fill(stage)
            with self._naming:
                identity = file_names.find_free_name(file_names.make_slug(title), os.listdir(self.root))
                replace(stage, self.root / identity)
        finally:
            if stage.exists():
                files.remove_tree(stage)
        sync_folder(self.root)
        return self.get(identity)

    def duplicate(self, identity: str, title: str) -> Project:
        """A second project with the blocks, data and models of one, without its runs and history. Raises HttpProblem
        404, 409 and 507.
        """
        with self.hold(identity) as project:
            saved = read_undamaged(project)
        title = title.strip()[:LONGEST_TITLE] or project.title
        card = {**project.card, "title": title, "created": round(time.time(), 3)}

        def fill(folder: Path) -> None:
            copy_contents(project.folder, folder)
            copy_findings(project.folder, folder)
            self._begin(folder, card, saved.workspace)

        return self.add(title, fill)

    def compile(self, workspace: dict, folder: Path | None = None) -> "CompiledProgram":
        """The program of a workspace. folder: of its project, whose files and data sets are looked at for the problems."""
        program = self._compile(workspace)
        return program if folder is None else add_problems(add_missing(program, folder), folder)

    def read(self, identity: str) -> workspaces.SavedWorkspace:
        """The saved blocks of a project. Raises HttpProblem 404, and workspaces.CorruptWorkspace."""
        return read_project(self.get(identity))

    def save(self, identity: str, workspace: dict, base: int) -> tuple[workspaces.SavedWorkspace, Any]:
        """Save blocks that were made on top of save `base`; returns the save and the program they make.

        Raises HttpProblem 409 when another page saved since, or when the file on disk is damaged and would be lost.
        """
        workspace = strip_mark(workspace)
        with self.hold(identity) as project:
            old = read_undamaged(project)
            program = self.compile(workspace, project.folder)
            if old.number and workspaces.is_equal(old.workspace, workspace):
                if identity in self._unsure:
                    self._write(project, old, program, old)
                return old, program
            if base not in (old.number, self._unsure.get(identity)):
                raise HttpProblem(409, "saved_elsewhere", more={"version": old.number})
            saved = workspaces.SavedWorkspace(
                workspace, workspaces.find_newest(project.folder, old.number) + 1, program.block_count
            )
            self._write(project, saved, program, old)
        return saved, program

    def restore_version(self, identity: str, number: int) -> None:
        """Go back to a save of the history (0: no blocks); what was there stays in the history, also when it is
        damaged.
        """
        with self.hold(identity) as project:
            require_known_format(project)
            chosen = workspaces.read_version(project.folder, number)[0] if number else workspaces.SavedWorkspace({}, 0)
            old = None
            try:
                old = workspaces.read_workspace(project.folder)
            except workspaces.CorruptWorkspace:
                workspaces.set_aside(project.folder)
            program = self.compile(chosen.workspace)
            number = workspaces.find_newest(project.folder, old.number if old else 0) + 1
            self._write(project, workspaces.SavedWorkspace(chosen.workspace, number, program.block_count), program, old)

    def change(self, identity: str, **values: Any) -> Project:
        """Change keys of project.json (title, level, train_on). The folder keeps its name."""
        if values.get("level", 1) not in LEVELS:
            raise HttpProblem(400, "bad_value", name="level")
        if values.get("train_on") and values["train_on"] not in read_names():
            raise HttpProblem(400, "bad_value", name="train_on")
        with self.hold(identity) as project:
            require_known_format(project)
            if "title" in values:
                values["title"] = values["title"].strip()[:LONGEST_TITLE] or project.title
            if project.format != FORMAT:
                workspaces.set_aside(project.folder, project_metadata.NAME, "card")
            write_atomic(
                project.folder / project_metadata.NAME, project_metadata.dump_metadata({**project.card, **values})
            )
        return self.get(identity)

    def delete(self, identity: str) -> None:
        """Move a project to the bin."""
        with self.hold(identity) as project:
            self.bin.put(project.folder)

    def restore(self, identity: str) -> Project:
        """Bring a project back from the bin, under a new id where the old one is taken."""
        with self._naming:
            back = file_names.find_free_name(identity, os.listdir(self.root))
            self.bin.take(identity, self.root / back)
        return self.get(back)

    def damage(self, identity: str, damaged: workspaces.CorruptWorkspace) -> dict:
        """Describe a damaged project for the page: the sentence, and the newest good save if there is one that may be
        opened.
        """
        project = self.get(identity)
        return {
            "text": damaged.text,
            "good": None if project.newer else workspaces.find_newest_good(project.folder),
        }

    def clean(self, before: float = math.inf) -> None:
        """Remove what a killed server left half written beside the projects and in the bin. before: see
        `files.clean_strays`.
        """
        files.clean_strays(self.root / OWN, before)
        self.bin.clean(before)

    def clean_project(self, folder: Path, before: float = math.inf) -> None:
        """Remove what a killed server left half written in the folder of a project. before: see `files.clean_strays`."""
        inside = [each for name in NESTED for each in files.list_folders(folder / name)]
        for place in (folder, *(folder / name for name in PARTS), *inside):
            files.clean_strays(place, before)

    def folders(self) -> Sequence[Path]:
        """The folder of each project, also of damaged ones. Raises OSError where the projects folder cannot be read."""
        return [folder for name in os.listdir(self.root) if is_project(folder := self.root / name)]

    def _row(self, name: str) -> dict | None:
        if not is_project(self.root / name):
            return None
        project = open_project(self.root / name)
        row = {"id": project.id, "title": project.title, "modified": project.modified, "blocks": 0}
        if project.view:
            row["view"] = project.view
        if pictures := list_own_pictures(project.folder, CARD_PICTURES):
            row["pictures"] = pictures
        try:
            return {**row, "blocks": workspaces.read_workspace(project.folder).blocks}
        except workspaces.CorruptWorkspace as damaged:
            return {**row, "damaged": True, "text": damaged.text}
        except OSError:
            return {**row, "damaged": True, "text": get_text("not_read")}

    def _begin(self, folder: Path, card: dict, workspace: dict) -> None:
        write_atomic(folder / project_metadata.NAME, project_metadata.dump_metadata(card))
        program = self.compile(workspace)
        workspaces.write_workspace(
            folder, workspaces.SavedWorkspace(strip_mark(workspace), 1, program.block_count), program.python
        )

    def _write(
        self, project: Project, saved: workspaces.SavedWorkspace, program: Any, old: workspaces.SavedWorkspace | None
    ) -> None:
        if old and old.format != FORMAT:
            workspaces.set_aside(project.folder, why=f"format-{old.format}")
        # What reached the disk of a save that failed is not known: it is "saved" only when all of it was written again.
        self._unsure.setdefault(project.id, old.number if old else 0)
        workspaces.write_workspace(project.folder, saved, program.python)
        del self._unsure[project.id]


def read_undamaged(project: Project) -> workspaces.SavedWorkspace:
    """The last save of a project. Raises HttpProblem 409 where it is damaged or of a newer Sunmao."""
    try:
        return read_project(project)
    except workspaces.CorruptWorkspace as damaged:
        raise HttpProblem(409, damaged.key, more={"version": None}, **damaged.params) from None


def find_problems(folder: Path) -> list[dict]:
    """The sentences about folders of a project that cannot be used: closed, links, something else in their place."""
    found = []
    for name in PARTS:
        try:
            safe_files.list_folder_safely(folder / name)
        except FileNotFoundError:
            continue
        except safe_files.UnreadableFile as unreadable:
            found.append(unreadable.text)
        except OSError:
            found.append(get_text("not_read"))
    return found


def read_project(project: Project) -> workspaces.SavedWorkspace:
    """The last save of a project. Raises workspaces.CorruptWorkspace, also for a project of a newer Sunmao."""
    if project.newer:
        raise workspaces.CorruptWorkspace("newer")
    return workspaces.read_workspace(project.folder)


def require_known_format(project: Project) -> None:
    """Raises HttpProblem 409 for a project of a newer Sunmao, of which nothing is changed."""
    if project.newer:
        raise HttpProblem(409, "newer")


def strip_mark(workspace: dict) -> dict:
    """Blockly's part of a workspace, without our mark."""
    return {key: value for key, value in workspace.items() if key != "sunmao"}
