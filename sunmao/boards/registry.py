"""All boards, in the order in which menus offer them: ours, then those of other packages.

A package brings one by an entry point of the group `sunmao.boards` that names a `BoardSpec`.
"""

import sys
from pathlib import Path
from typing import Any

from sunmao.boards import arduino_leonardo, arduino_mega, arduino_nano, arduino_uno, simulated
from sunmao.boards.board_spec import BoardSpec

GROUP = "sunmao.boards"
_FILES = (simulated, arduino_uno, arduino_nano, arduino_mega, arduino_leonardo)

BOARDS: dict[str, BoardSpec] = {}
BOARD_PROBLEMS: dict[str, dict[str, str]] = {}  # an entry that brings no board → {'package', 'reason'}, both one line


def _register_board(board: BoardSpec) -> None:
    """Take a board up. Raises ValueError, naming both, when two claim one name or USB id."""
    claimed = {claim: other.name for other in BOARDS.values() for claim in (other.name, *other.usb)}
    for claim in (board.name, *board.usb):
        if claim in claimed:
            raise ValueError(f"{board.name} and {claimed[claim]} both claim {claim}")
    BOARDS[board.name] = board


def _may_have_entries() -> bool:
    """Whether any package brings a board; asking `importlib.metadata` takes as long as loading all parts does."""
    files = (file for folder in sys.path for file in Path(folder).glob("*-info/entry_points.txt"))
    try:
        return any(f"[{GROUP}]".encode() in file.read_bytes() for file in files)
    except OSError:  # what we may not read it passes over
        return True


def _register_entry(entry: Any) -> None:
    """Take up what another package brings; what is wrong with it is noted."""
    try:
        board = entry.load()
        if not isinstance(board, BoardSpec):
            raise TypeError(f"{entry.value} is no BoardSpec")
        _register_board(board)
    except (Exception, SystemExit) as error:  # somebody else's code: whatever it raises
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        BOARD_PROBLEMS[entry.name] = {"package": entry.dist.name if entry.dist else entry.value, "reason": reason}


for _file in _FILES:
    _register_board(_file.BOARD)
if _may_have_entries():
    from importlib.metadata import entry_points

    for _entry in entry_points(group=GROUP):
        _register_entry(_entry)
