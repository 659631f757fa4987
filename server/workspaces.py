"""The blocks of one project on disk: `workspace.json`, its history, and `main.py` beside it.

`workspace.json` is what Blockly saves, and one key of ours: `"sunmao": {"version": 1, "saved": 17, "blocks": 42}`. `saved`
counts the saves of this project and orders its history; clocks do not.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

from ..codegen import deep_json
from ..disk import write_atomic
from .errors import Problem

log = logging.getLogger(__name__)

FORMAT = 1
NAME = "workspace.json"


@dataclass(frozen=True)
class Saved:
    """One save. workspace: Blockly's JSON; number: the how-manieth save of the project; blocks: how many it has."""

    workspace: dict
    number: int
    blocks: int = 0


class Damaged(Exception):
    """The file is not what Sunmao writes. key: a sentence of `texts`."""

    def __init__(self, key: str = "damaged"):
        self.key = key
        super().__init__(key)


def read(folder: Path) -> Saved:
    """The last save of the project in `folder`. A project without the file has none yet: number 0. Raises Damaged."""
    try:
        return parse((folder / NAME).read_bytes())
    except FileNotFoundError:
        return Saved({}, 0)


def parse(data: bytes) -> Saved:
    """A save from its bytes. Raises Damaged for bytes that no Sunmao wrote, and for those of a newer one."""
    workspace = load(data)
    mark = workspace.pop("sunmao", {"version": FORMAT, "saved": 0, "blocks": 0})
    if not isinstance(mark, dict) or not all(_is_count(mark.get(name)) for name in ("version", "saved", "blocks")):
        raise Damaged()
    if mark["version"] > FORMAT:
        raise Damaged("newer")
    return Saved(workspace, mark["saved"], mark["blocks"])


def load(data: bytes) -> dict:
    """The JSON object in `data` (UTF-8, no key twice). Raises Damaged."""
    try:
        value = deep_json.loads(data, object_pairs_hook=_once)
    except ValueError:
        raise Damaged() from None
    if not isinstance(value, dict):
        raise Damaged()
    return value


def _once(pairs: list) -> dict:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key stands there twice")
    return value


def _is_count(value) -> bool:
    return type(value) is int and value >= 0


def dump(saved: Saved) -> bytes:
    """The bytes of a save: ASCII, so that also half a character pair in a text survives."""
    mark = {"version": FORMAT, "saved": saved.number, "blocks": saved.blocks}
    return deep_json.dumps({"sunmao": mark, **saved.workspace}).encode()


def same(one: dict, other: dict) -> bool:
    """Whether two workspaces are equal, also ones too deep for Python's own comparison."""
    try:
        return one == other
    except RecursionError:
        return deep_json.dumps(one) == deep_json.dumps(other)


def write(folder: Path, saved: Saved, python: str) -> None:
    """Put a save on the disk: the blocks first, then its copy in the history and the program that they make."""
    data = dump(saved)
    write_atomic(folder / NAME, data)
    try:
        keep(folder, saved.number, data)
    except OSError:
        log.warning("no copy of save %d in the history of %r", saved.number, folder.name, exc_info=True)
    write_atomic(folder / "main.py", python.encode("utf-8", "backslashreplace"))


def keep(folder: Path, number: int, data: bytes) -> None:
    """Add a save to the history and thin what is old there."""
    history = folder / "history"
    history.mkdir(exist_ok=True)
    write_atomic(history / f"{number:06d}.json", data)
    for old in numbers(folder):
        if not is_kept(old, number):
            (history / f"{old:06d}.json").unlink(missing_ok=True)


def is_kept(old: int, newest: int) -> bool:
    """Whether save `old` stays: the last twenty all do; before, the further back the fewer (about ten for each doubling)."""
    age = newest - old
    return age < 20 or old % (1 << (age // 10).bit_length() - 1) == 0


def numbers(folder: Path) -> list[int]:
    """The saves in the history, oldest first."""
    names = [path.stem for path in (folder / "history").glob("*.json")]
    return sorted(int(name) for name in names if name.isascii() and name.isdigit())


def versions(folder: Path) -> list[dict]:
    """The history for the page, newest first: number and time (seconds since 1970)."""
    found = [(number, folder / "history" / f"{number:06d}.json") for number in reversed(numbers(folder))]
    return [{"version": number, "saved": path.stat().st_mtime} for number, path in found]


def version(folder: Path, number: int) -> Saved:
    """One save of the history. Raises Problem 404 where it is missing or damaged."""
    try:
        return parse((folder / "history" / f"{number:06d}.json").read_bytes())
    except (OSError, Damaged):
        raise Problem(404, "no_version") from None


def newest_good(folder: Path) -> dict | None:
    """The newest save of the history that can be read: {'version', 'saved'}, or None."""
    for row in versions(folder):
        try:
            version(folder, row["version"])
        except Problem:
            continue
        return row
    return None


def set_aside(folder: Path) -> None:
    """Keep a damaged file byte for byte in the history before something is written in its place."""
    source = folder / NAME
    if source.exists():
        count = sum(1 for _ in (folder / "history").glob("damaged-*"))
        (folder / "history").mkdir(exist_ok=True)
        write_atomic(folder / "history" / f"damaged-{count + 1}.json.txt", source.read_bytes())
