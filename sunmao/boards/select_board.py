"""Selection of the board that the program uses: `use_board`, the board in use, and how one is found and opened."""

from collections.abc import Iterator
from contextlib import contextmanager

from sunmao.boards.board_session import BoardSession
from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links.link_registry import get_link
from sunmao.boards.pin_compatibility import get_board_title
from sunmao.boards.registry import BOARD_PROBLEMS, BOARDS
from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadValue, BoardMissing
from sunmao.runtime import session, signals
from sunmao.texts import get_both, get_text

ANY = "auto"  # whichever board there is


class _BoardsInUse:
    """The boards of this program. now: the one that parts are made for."""

    def __init__(self) -> None:
        self.boards: list[BoardSession] = []
        self.now: BoardSession | None = None


_session = _BoardsInUse()


def use_board(name: str = "simulated", port: str = "auto") -> None:
    """Use a board: parts made after this belong to it. Again for a second board.

    Args:
        name: 'simulated', 'arduino-uno', 'arduino-nano', 'arduino-mega', 'arduino-leonardo', or 'auto' for whichever is
            plugged in.
        port: where its cable ends, such as 'COM3' or '/dev/ttyACM0'; 'auto': found by itself; asked for when there are
        several.

    Raises:
        BadValue: there is no board of this name.
        BoardMissing, BoardBusy, WrongFirmware: it cannot be used, and why.

    Example:
        use_board(name='arduino-uno')
        led = LED(pin=13)
    """
    if name in BOARD_PROBLEMS:
        raise BoardMissing("board_package_broken", name=name, **BOARD_PROBLEMS[name])
    if name not in BOARDS and name != ANY:
        raise BadValue(
            "unknown_choice", argument="name", value=name, guess=suggest_nearest(name, BOARDS), names=", ".join(BOARDS)
        )
    _session.now = _find_open(name, port) or _open_board(name, str(port))


def get_current_board() -> BoardSession:
    """The board that was used last; without any, the one that is plugged in. Raises as `use_board` does."""
    if _session.now is None or _session.now.ended:
        _session.now = next((board for board in _session.boards if not board.ended), None) or _open_board(ANY, ANY)
    return _session.now


def find_board(name: str) -> BoardSession:
    """A board that the program uses beside the one that its parts are made for. Raises as `use_board` does."""
    return _find_open(name, ANY) or _open_board(name, ANY)


@contextmanager
def use_session(opened: BoardSession) -> Iterator[None]:
    """Parts that are made meanwhile belong to this board."""
    before, _session.now = _session.now, opened
    try:
        yield
    finally:
        _session.now = before


def _find_open(name: str, port: str) -> BoardSession | None:
    """The board that the program uses already, when these words mean it."""
    for board in _session.boards:
        if not board.ended and port in (ANY, board.port) and name in (ANY, board.board.name):
            return board
    return None


def _open_board(name: str, port: str) -> BoardSession:
    if not session.is_in_studio():
        signals.exit_on_terminate()
    opened = BoardSession(*(_borrow_from_studio(name, port) if session.is_in_studio() else _open_here(name, port)))
    _session.boards = [board for board in _session.boards if not board.ended] + [opened]
    return opened


def _borrow_from_studio(name: str, port: str) -> tuple:
    """In the studio, which owns the ports: (board, stream, firmware, port)."""
    from sunmao.boards.links.studio_stream import StudioStream
    from sunmao.protocol.messages import DeviceOpened

    stream = StudioStream()
    try:
        if which := stream.open(name, port):
            stream.open(name, _ask_which_port(which))
    except BaseException:
        stream.close()
        raise
    session.emit(DeviceOpened("board", stream.board, stream.port, stream.topic))
    return BOARDS[stream.board], stream, stream.firmware, stream.port


def _open_here(name: str, port: str) -> tuple:
    """Without a studio: (board, stream, firmware, port)."""
    if name != ANY and not get_link(BOARDS[name]).has_port:
        board, port = BOARDS[name], name
    else:
        port = _ask_which_port(_find_candidates(name)) if port == ANY else port
        board = BOARDS[name] if name != ANY else _identify_by_usb(port)
    link = get_link(board)
    stream = link.open(board, port)
    try:
        firmware = link.identify(stream)
        link.rest(stream, firmware)
        return board, stream, firmware, port
    except BaseException:
        stream.close()
        raise


def _find_candidates(name: str) -> list[dict]:
    """The ports at which the board may be. Raises BoardMissing when there is none."""
    from sunmao.boards.links.ports import filter_ports, list_serial_ports

    held = {board.port for board in _session.boards if not board.ended}
    found = filter_ports(name, [each for each in list_serial_ports() if each.port not in held])
    if not found and name == ANY:
        raise BoardMissing("board_none_plugged")
    if not found:
        raise BoardMissing("board_missing", board=get_board_title(BOARDS[name]))
    return [{"port": each.port, "title": each.title} for each in found]


def _identify_by_usb(port: str) -> BoardSpec:
    """The board at a port, as far as its USB numbers say; an Uno otherwise."""
    from sunmao.boards.links.ports import list_serial_ports

    found = next((each for each in list_serial_ports() if each.port == port), None)
    names = [name for name in (found.boards if found else ()) if name != "simulated"]
    return BOARDS[names[0] if names else "arduino-uno"]


def _ask_which_port(which: list[dict]) -> str:
    """The port of the board that is meant; asks when there are several."""
    if len(which) == 1:
        return which[0]["port"]
    rows = {
        f"{each['title']} ({each['port']})" if each["title"] != each["port"] else each["port"]: each["port"]
        for each in which
    }
    answer = session.ask(get_text("board_which"), "choice", list(rows), get_both("board_which"))
    return rows.get(answer, answer)


def get_i2c_pins() -> dict[str, str]:
    """The pins for I2C of the board in use, data first; empty where it has none."""
    return get_current_board().board.i2c_pins
