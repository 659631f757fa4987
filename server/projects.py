"""The projects folder: one folder a project, `.sunmao/` beside them for what belongs to the studio (settings, bin, log)."""

import json
import os
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from ..disk import write_atomic
from . import files, names, workspaces
from .errors import Problem
from .texts import text

FORMAT = 1
OWN = ".sunmao"
LEVELS = (1, 2, 3)
LONGEST_TITLE = 1000


@dataclass(frozen=True)
class Project:
    """A project on disk. id: its folder's name; card: what project.json says."""

    id: str
    folder: Path
    card: dict

    @property
    def title(self) -> str:
        return self.card["title"]

    @property
    def modified(self) -> float:
        """When its blocks were last saved, in seconds since 1970."""
        for name in (workspaces.NAME, "project.json"):
            try:
                return (self.folder / name).stat().st_mtime
            except OSError:
                continue
        return 0.0


class Projects:
    """Finds, makes, renames and bins projects, and saves their blocks. Safe to use from several threads."""

    def __init__(self, root: Path, compile_workspace):
        self.root, self.compile = root, compile_workspace
        self._naming = threading.Lock()
        self._locks = defaultdict(threading.Lock)
        (root / OWN / "bin").mkdir(parents=True, exist_ok=True)

    def list(self) -> list[dict]:
        """Every project for the home page, the last changed first. Nothing that is wrong with one hides the others."""
        rows = [self._row(self._open(path.name)) for path in self.root.iterdir() if is_project(path)]
        return sorted(rows, key=lambda row: row["modified"], reverse=True)

    def get(self, identity: str) -> Project:
        """The project of that id. Raises Problem 404."""
        if not names.is_safe(identity) or not is_project(self.root / identity) or identity not in os.listdir(self.root):
            raise Problem(404, "no_project")
        return self._open(identity)

    def create(self, title: str, workspace: dict, more: dict | None = None) -> Project:
        """Make a project with these blocks. more: further keys of project.json (level, task …)."""
        title = title.strip()[:LONGEST_TITLE]
        with self._naming:
            identity = names.free(names.slug(title), [path.name for path in self.root.iterdir()])
            folder = self.root / identity
            folder.mkdir()
        for name in ("data", "models", "runs", "history"):
            (folder / name).mkdir()
        card = {"version": FORMAT, "title": title, "created": round(time.time(), 3), **(more or {})}
        write_atomic(folder / "project.json", _json(card))
        self.save(identity, workspace, base=0)
        return self.get(identity)

    def read(self, identity: str) -> workspaces.Saved:
        """The saved blocks of a project. Raises Problem 404, and workspaces.Damaged."""
        return read(self.get(identity).folder)

    def save(self, identity: str, workspace: dict, base: int) -> tuple[workspaces.Saved, object]:
        """Save blocks that were made on top of save `base`; returns the save and the program they make.

        Raises Problem 409 when another page saved since, or when the file on disk is damaged and would be lost.
        """
        workspace = {key: value for key, value in workspace.items() if key != "sunmao"}
        folder = self.get(identity).folder
        with self._locks[identity]:
            old = undamaged(folder)
            program = self.compile(workspace)
            if old.number and workspaces.same(old.workspace, workspace):
                return old, program
            if base != old.number:
                raise Problem(409, "saved_elsewhere", more={"version": old.number})
            saved = workspaces.Saved(workspace, old.number + 1, program.count)
            workspaces.write(folder, saved, program.python)
        return saved, program

    def restore_version(self, identity: str, number: int) -> None:
        """Go back to a save of the history (0: no blocks); what was there stays in the history, also when it is damaged."""
        folder = self.get(identity).folder
        with self._locks[identity]:
            chosen = workspaces.version(folder, number) if number else workspaces.Saved({}, 0)
            newest = max([0, *workspaces.numbers(folder)])
            try:
                newest = max(newest, workspaces.read(folder).number)
            except workspaces.Damaged:
                workspaces.set_aside(folder)
            program = self.compile(chosen.workspace)
            workspaces.write(folder, workspaces.Saved(chosen.workspace, newest + 1, program.count), program.python)

    def change(self, identity: str, **values) -> Project:
        """Change keys of project.json (title, level). The folder keeps its name."""
        project = self.get(identity)
        if project.card["version"] > FORMAT:
            raise Problem(409, "newer")
        if values.get("level", 1) not in LEVELS:
            raise Problem(400, "bad_value", name="level")
        if "title" in values:
            values["title"] = values["title"].strip()[:LONGEST_TITLE] or project.title
        with self._locks[identity]:
            write_atomic(project.folder / "project.json", _json({**project.card, **values}))
        return self.get(identity)

    def delete(self, identity: str) -> None:
        """Move a project to the bin; one that lies there under the same name gets another."""
        folder = self.get(identity).folder
        with self._locks[identity], self._naming:
            target = self._bin / identity
            if target.exists():
                target.rename(self._bin / names.free(identity, [path.name for path in self._bin.iterdir()]))
            folder.rename(target)

    def restore(self, identity: str) -> Project:
        """Bring a project back from the bin, under a new id where the old one is taken."""
        if not names.is_safe(identity) or not is_project(self._bin / identity):
            raise Problem(404, "no_project")
        with self._naming:
            back = names.free(identity, [path.name for path in self.root.iterdir()])
            (self._bin / identity).rename(self.root / back)
        return self.get(back)

    def damage(self, identity: str, damaged: workspaces.Damaged) -> dict:
        """What the page is told of a damaged project: the sentence, and the newest good save if there is one."""
        return {"text": text(damaged.key), "good": workspaces.newest_good(self.get(identity).folder)}

    def clean(self) -> None:
        """Remove what a killed server left half written (only once the folder is locked: see `locks`)."""
        for project in filter(is_project, self.root.iterdir()):
            for folder in (project, project / "history", project / "data", project / "models"):
                if folder.is_dir():
                    files.clean_strays(folder)

    @property
    def _bin(self) -> Path:
        return self.root / OWN / "bin"

    def _open(self, identity: str) -> Project:
        folder = self.root / identity
        return Project(identity, folder, _card(folder))

    def _row(self, project: Project) -> dict:
        row = {"id": project.id, "title": project.title, "modified": project.modified, "blocks": 0}
        try:
            return {**row, "blocks": workspaces.read(project.folder).blocks}
        except (OSError, workspaces.Damaged):
            return {**row, "damaged": True}


def is_project(path: Path) -> bool:
    """Whether a folder of the projects folder is a project (a link is not: it may lead anywhere)."""
    if path.name.startswith(".") or path.is_symlink():
        return False
    return any((path / mark).exists() for mark in ("project.json", workspaces.NAME))


def undamaged(folder: Path) -> workspaces.Saved:
    """The last save in a folder. Raises Problem 409 where it is damaged."""
    try:
        return read(folder)
    except workspaces.Damaged as damaged:
        raise Problem(409, damaged.key, more={"version": None}) from None


def read(folder: Path) -> workspaces.Saved:
    """The last save in a folder. Raises workspaces.Damaged, also for a project of a newer Sunmao."""
    if _card(folder)["version"] > FORMAT:
        raise workspaces.Damaged("newer")
    return workspaces.read(folder)


def _card(folder: Path) -> dict:
    """What project.json says; where it is missing or damaged, what can be known without it."""
    try:
        card = workspaces.load((folder / "project.json").read_bytes())
    except (OSError, workspaces.Damaged):
        card = {}
    title, level, version = card.get("title"), card.get("level"), card.get("version")
    card["version"] = version if type(version) is int else FORMAT
    card["title"] = title if isinstance(title, str) and title else folder.name
    card["level"] = level if level in LEVELS else None
    return card


def _json(value: dict) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"
