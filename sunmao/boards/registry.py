"""All boards, in the order in which menus offer them."""

from sunmao.boards import arduino_leonardo, arduino_mega, arduino_nano, arduino_uno, simulated
from sunmao.boards.board_spec import BoardSpec

_FILES = (simulated, arduino_uno, arduino_nano, arduino_mega, arduino_leonardo)


def _register_boards() -> dict[str, BoardSpec]:
    """The boards by name. Raises ValueError, naming both, when two claim one name or USB id."""
    boards, claimed = {}, {}
    for board in (file.BOARD for file in _FILES):
        for claim in (board.name, *board.usb):
            if claim in claimed:
                raise ValueError(f"{board.name} and {claimed[claim]} both claim {claim}")
            claimed[claim] = board.name
        boards[board.name] = board
    return boards


BOARDS: dict[str, BoardSpec] = _register_boards()
