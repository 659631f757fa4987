"""Selection of the port that is meant: by its name, or by itself where only one can be meant. Two equal boards: the
child is asked.
"""

from typing import TYPE_CHECKING, Any

from sunmao.boards.links.ports import filter_ports
from sunmao.boards.pin_compatibility import get_board_title
from sunmao.boards.registry import BOARDS
from sunmao.errors import BoardMissing
from sunmao.server.devices.boards.last_used_ports import LastUsedPorts

if TYPE_CHECKING:
    pass


USUAL = "arduino-uno"
ANY = "auto"  # whichever there is


def choose_port(board: str, port: str, rows: list, remembered: LastUsedPorts) -> list:
    """The ports that a program may mean by `board` (or ANY) at `port` (or ANY); several: ask which. Raises
    BoardMissing.
    """
    if port != ANY:
        found = [row for row in rows if row.port == port]
        if not found:
            raise BoardMissing("port_missing", port=port)
        return found
    if (known := remembered.find(board, rows)) is not None:
        return [known]
    if not (found := filter_ports(board, rows)):
        raise make_missing_error(board)
    return found


def make_missing_error(board: str) -> BoardMissing:
    """The error for a kind of board that is not plugged in."""
    if board == ANY:
        return BoardMissing("board_none_plugged")
    declared = BOARDS.get(board)
    return BoardMissing("board_missing", board=get_board_title(declared) if declared else board)


def get_board_kind(board: str, row: Any, names: list[str]) -> str:
    """The kind of board to use at a port: what the program says, else what the port tells, else as what it was used
    (names).
    """
    if board in BOARDS:
        return board
    return row.board or next(iter([*names, *row.boards]), USUAL)


def find_returned(lost: Any, firm: Any, rows: list, present: set[str]) -> list:
    """The ports at which a lost board may be again, the surest alone; none while that is not certain.

    lost: its port as it was; firm: whether it may be at a port, by what the ports tell; present: the names of the other
    ports that were there when it went.
    """
    number = lost.serial_number
    same_number = [
        row for row in rows if number and row.serial_number == number and (row.vid, row.pid) == (lost.vid, lost.pid)
    ]
    if same_number:
        return same_number[:1]
    others = [row for row in rows if not (number and row.serial_number)]  # that board has another number
    same_name = [row for row in others if row.port == lost.port and (row.vid, row.pid) == (lost.vid, lost.pid)]
    if same_name:
        return same_name
    new = [row for row in others if row.port not in present and row.port != lost.port and firm(row)]
    return new if len(new) == 1 else []
