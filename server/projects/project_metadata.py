"""`project.json`: what a project is called, its level and task; and which folders are projects."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from sunmao.cluster.cluster_address import read_names
from sunmao.server.projects import migrations, workspaces
from sunmao.server.projects.migrations import FORMAT
from sunmao.server.storage import deep_json
from sunmao.server.storage.safe_files import METADATA_LIMIT, read_file_safely

NAME = "project.json"
OF_THE_SYSTEM = ("lost+found", "System Volume Information", "$RECYCLE.BIN")  # folders of a disk that nobody may read
LEVELS = (1, 2, 3)
LONGEST_TITLE = 1000
BEGINNINGS = ("teach", "guide")  # examples whose projects open in a view of that name


@dataclass(frozen=True)
class Project:
    """A project on disk. id: its folder's name; card: what project.json says; format: the file's own, None for a
    damaged one.
    """

    id: str
    folder: Path
    card: dict
    format: int | None = FORMAT

    @property
    def title(self) -> str:
        return self.card["title"]

    @property
    def view(self) -> str:
        """The view of the page in which it opens; '' for its blocks."""
        example = self.card.get("example")
        return example if isinstance(example, str) and example in BEGINNINGS else ""

    @property
    def train_on(self) -> str:
        """The name of the cluster on which it trains; '' for this computer, and where no cluster here has this name."""
        name = self.card.get("train_on")
        return name if isinstance(name, str) and name in read_names() else ""

    @property
    def newer(self) -> bool:
        """Whether a newer Sunmao wrote it: then nothing of it is changed here."""
        return self.format is not None and self.format > FORMAT

    @property
    def modified(self) -> float:
        """When its blocks were last saved, in seconds since 1970."""
        for name in (workspaces.NAME, NAME):
            try:
                return (self.folder / name).stat().st_mtime
            except OSError:
                continue
        return 0.0


def is_project(path: Path) -> bool:
    """Whether a folder of the projects folder is a project (a link is not: it may lead anywhere). One that this account
    may not look into counts as one, so that the home page can say why it does not open.
    """
    if path.name.startswith(".") or path.name in OF_THE_SYSTEM or path.is_symlink():
        return False
    return any(_may_exist(path / mark) for mark in (NAME, workspaces.NAME))


def _may_exist(path: Path) -> bool:
    try:
        os.lstat(path)
    except PermissionError:
        return True
    except OSError:
        return False
    return True


def open_project(folder: Path) -> Project:
    """The project in a folder; where project.json is missing or damaged, what can be known without it."""
    try:
        card, version = parse_metadata(read_file_safely(folder / NAME, METADATA_LIMIT, follow_link=True))
    except FileNotFoundError:
        card, version = {}, FORMAT
    except (OSError, workspaces.CorruptWorkspace):
        card, version = {}, None
    title, level = card.get("title"), card.get("level")
    card["version"] = FORMAT
    card["title"] = title[:LONGEST_TITLE] if isinstance(title, str) and title else folder.name
    card["level"] = level if type(level) is int and level in LEVELS else None
    return Project(folder.name, folder, card, version)


def parse_metadata(data: bytes) -> tuple[dict, int]:
    """Parse the bytes of project.json; returns the metadata in the present format, and the format that the bytes have.
    Raises workspaces.CorruptWorkspace.
    """
    card = workspaces.load_json(data)
    version = card.get("version")
    if type(version) is not int:
        return card, FORMAT
    if version > FORMAT:
        return card, version
    try:
        return migrations.migrate(card, version, migrations.CARD), version
    except ValueError:
        raise workspaces.CorruptWorkspace() from None


def dump_metadata(card: dict) -> bytes:
    """The bytes of a project.json, readable by people."""
    try:
        words = json.dumps(card, ensure_ascii=False, indent=1)
    except RecursionError:
        words = deep_json.dumps(card)
    return words.encode("utf-8", "backslashreplace") + b"\n"
