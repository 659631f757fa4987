"""The blocks of one project on disk: `workspace.json`, its history, and `main.py` beside it.

`workspace.json` is what Blockly saves, and one key of ours: `"sunmao": {"version": 1, "saved": 17, "blocks": 42}`.
`saved` counts the saves of this project and orders its history; clocks do not.
"""

import logging
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from sunmao.core.atomic_files import replace, write_atomic
from sunmao.core.regular_files import open_regular
from sunmao.server.errors import HttpProblem
from sunmao.server.projects import migrations
from sunmao.server.projects.migrations import FORMAT
from sunmao.server.storage import deep_json, safe_files
from sunmao.server.storage.safe_files import UnreadableFile
from sunmao.server.texts import get_text

log = logging.getLogger(__name__)

NAME = "workspace.json"
MARK = re.compile(rb'\{"sunmao":(\{[^{}]{0,200}\})')
VERSION = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True)
class SavedWorkspace:
    """One save. workspace: Blockly's JSON; number: the how-manieth save of the project; blocks: how many it has;
    format: the file's.
    """

    workspace: dict
    number: int
    blocks: int = 0
    format: int = FORMAT


class CorruptWorkspace(Exception):
    """The file is not what Sunmao writes. key, params: a sentence of `texts`."""

    def __init__(self, key: str = "damaged", **params: Any) -> None:
        self.key, self.params = key, params
        super().__init__(key)

    @property
    def text(self) -> dict:
        """The description of what is wrong, in both languages."""
        return get_text(self.key, **self.params)


def read_workspace(folder: Path) -> SavedWorkspace:
    """The last save of the project in `folder`. A project without the file has none yet: number 0. Raises
    CorruptWorkspace, also for a file that may not be read, and OSError where the disk fails.
    """
    try:
        return parse_workspace(safe_files.read_file_safely(folder / NAME, safe_files.WORKSPACE_LIMIT, follow_link=True))
    except FileNotFoundError:
        return SavedWorkspace({}, 0)
    except UnreadableFile as unreadable:
        raise CorruptWorkspace(unreadable.key, **unreadable.params) from None


def parse_workspace(data: bytes) -> SavedWorkspace:
    """A save from its bytes. Raises CorruptWorkspace for bytes that no Sunmao wrote, and for those of a newer one."""
    workspace = load_json(data)
    mark = workspace.pop("sunmao", {"version": FORMAT, "saved": 0, "blocks": 0})
    if not _is_mark(mark):
        raise CorruptWorkspace()
    if mark["version"] > FORMAT:
        raise CorruptWorkspace("newer")
    try:
        workspace = migrations.migrate(workspace, mark["version"], migrations.WORKSPACE)
    except ValueError:
        raise CorruptWorkspace() from None
    return SavedWorkspace(workspace, mark["saved"], mark["blocks"], mark["version"])


def load_json(data: bytes) -> dict:
    """The JSON object in `data` (UTF-8, no key twice). Raises CorruptWorkspace."""
    try:
        return deep_json.load_object(data, object_pairs_hook=_reject_duplicates)
    except ValueError:
        raise CorruptWorkspace() from None


def _reject_duplicates(pairs: list) -> dict:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key stands there twice")
    return value


def _is_mark(mark: object) -> TypeGuard[dict]:
    return isinstance(mark, dict) and all(
        safe_files.is_count(mark.get(name)) for name in ("version", "saved", "blocks")
    )


def dump_workspace(saved: SavedWorkspace) -> bytes:
    """The bytes of a save: ASCII, so that also half a character pair in a text survives."""
    mark = {"version": FORMAT, "saved": saved.number, "blocks": saved.blocks}
    return deep_json.dumps({"sunmao": mark, **saved.workspace}).encode()


def is_equal(one: dict, other: dict) -> bool:
    """Whether two workspaces are equal, also ones too deep for Python's own comparison."""
    try:
        return one == other
    except RecursionError:
        return deep_json.dumps(one) == deep_json.dumps(other)


def write_workspace(folder: Path, saved: SavedWorkspace, python: str) -> None:
    """Put a save on the disk: the blocks first, then its copy in the history and the program that they make."""
    data = dump_workspace(saved)
    write_atomic(folder / NAME, data)
    try:
        add_to_history(folder, saved.number, data)
    except OSError:
        log.warning("no copy of save %d in the history of %r", saved.number, folder.name, exc_info=True)
    write_atomic(folder / "main.py", python.encode("utf-8", "backslashreplace"))


def add_to_history(folder: Path, number: int, data: bytes) -> None:
    """Add a save to the history and thin what is old there."""
    safe_files.make_folder_safely(folder / "history")
    write_atomic(_path(folder, number), data, follow_link=False)
    for old in list_numbers(folder):
        if not is_kept(old, number):
            _path(folder, old).unlink(missing_ok=True)


def is_kept(old: int, newest: int) -> bool:
    """Whether save `old` stays: the last twenty all do; before, the further back the fewer (about ten for each
    doubling).
    """
    age = newest - old
    return age < 20 or old % (1 << (age // 10).bit_length() - 1) == 0


def list_numbers(folder: Path) -> list[int]:
    """The saves in the history, oldest first. Links are none: they may lead anywhere. Raises OSError where the history
    cannot be read.
    """
    try:
        safe_files.require_plain_folder(folder / "history")
        with os.scandir(folder / "history") as entries:
            stems = [
                entry.name.removesuffix(".json")
                for entry in entries
                if entry.name.endswith(".json") and entry.is_file(follow_symlinks=False)
            ]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise safe_files.explain_failure(error, folder / "history") from None
    return sorted(int(stem) for stem in stems if VERSION.fullmatch(stem))


def list_readable_numbers(folder: Path) -> list[int]:
    """As `list_numbers`; none where the history cannot be read: saving and opening go on without it."""
    try:
        return list_numbers(folder)
    except OSError:
        return []


def find_newest(folder: Path, present: int) -> int:
    """The highest number of any save: not the present one's where an older file was put back from outside."""
    return max([present, *list_readable_numbers(folder)])


def list_versions(folder: Path) -> list[dict]:
    """The history for the page, newest first: number, time (seconds since 1970) and how many blocks; damaged ones are
    left out.
    """
    rows = []
    for number in reversed(list_numbers(folder)):
        path = _path(folder, number)
        try:
            rows.append({"version": number, "saved": path.stat().st_mtime, "blocks": _count_blocks(path)})
        except (OSError, CorruptWorkspace):
            continue
    return rows


def _count_blocks(path: Path) -> int:
    """Count the blocks of a save, as its beginning says; without that the whole file is read. Raises OSError and
    CorruptWorkspace.
    """
    with open_regular(path) as file:
        start = MARK.match(file.read(300))
    mark = load_json(start[1]) if start else None
    return mark["blocks"] if _is_mark(mark) else _read_save(path).blocks


def _read_save(path: Path, follow_link: bool = False) -> SavedWorkspace:
    return parse_workspace(safe_files.read_file_safely(path, safe_files.WORKSPACE_LIMIT, follow_link=follow_link))


def _path(folder: Path, number: int) -> Path:
    return folder / "history" / f"{number:06d}.json"


def read_version(folder: Path, number: int) -> tuple[SavedWorkspace, float]:
    """One save, the present one or of the history, and when it was made. Raises HttpProblem 404 where it is missing or
    damaged.
    """
    places = [_path(folder, number)] if number in list_readable_numbers(folder) else []
    for path in (*places, folder / NAME):
        try:
            saved = _read_save(path, follow_link=path not in places)
        except (OSError, CorruptWorkspace):
            continue
        if saved.number == number or path in places:
            return saved, path.stat().st_mtime
    raise HttpProblem(404, "no_version")


def find_newest_good(folder: Path) -> dict | None:
    """The newest save of the history that can be read, as `list_versions` says it, or None."""
    try:
        rows = list_versions(folder)
    except OSError:
        return None
    for row in rows:
        with suppress(OSError, CorruptWorkspace):
            _read_save(_path(folder, row["version"]))
            return row
    return None


def set_aside(folder: Path, name: str = NAME, why: str = "damaged") -> None:
    """Keep a file byte for byte in the history before something is written in its place. why: 'damaged', or its old
    format. Raises OSError.
    """
    source, history = folder / name, folder / "history"
    if not os.path.lexists(source):
        return
    safe_files.make_folder_safely(history)
    count = 1
    while os.path.lexists(history / f"{why}-{count}.json.txt"):
        count += 1
    kept = history / f"{why}-{count}.json.txt"
    try:
        write_atomic(kept, safe_files.read_file_safely(source, safe_files.WORKSPACE_LIMIT, follow_link=True))
    except UnreadableFile:
        replace(source, kept)  # a folder, a pipe, a file of gigabytes: moved as it is
