"""The serial ports of this computer: which there are, which boards they may be, and how one is opened alone."""

import errno
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import serial
from serial.tools import list_ports

from sunmao.boards.registry import BOARDS
from sunmao.errors import BoardBusy, BoardMissing, SunmaoError, WrongFirmware

if sys.platform == "win32":  # which has no terminals of this kind
    TerminalError = OSError
else:
    from termios import error as TerminalError

# What pyserial raises when a port is gone or closed meanwhile (a terminal's error is no OSError).
TROUBLE = (OSError, TypeError, AttributeError, ValueError, TerminalError)
ELSEWHERE = "SUNMAO_PORTS"  # environment: more ports, commas between them: links, or addresses as socket://…
PATIENCE = 1.0  # seconds that a port may take to accept bytes
LONGEST = 200  # letters of a name that somebody's device gives itself
# Ports that are no place for a board: those of Bluetooth, and of the system itself.
ON_USB = ("USB", "ACM")
NEVER = ("bluetooth", "bthenum", "debug-console", "wlan-debug")


@dataclass(frozen=True)
class SerialPort:
    """A serial port.

    port: what `open_port` takes; title: what the device calls itself; boards: names of `BOARDS` that it may be (of
    chips that many boards share: all of them), certain: whether its USB numbers belong to that one board; location: the
    USB socket;
    likely: whether there may be a board at all, as at anything on USB (not at the computer's own sockets).
    """

    port: str
    title: str
    boards: tuple[str, ...] = ()
    certain: bool = False
    vid: int | None = None
    pid: int | None = None
    serial_number: str | None = None
    location: str | None = None
    likely: bool = True

    @property
    def board(self) -> str | None:
        """The board that it is, when that is certain."""
        return self.boards[0] if self.certain and len(self.boards) == 1 else None

    def as_dict(self) -> dict:
        """As JSON."""
        return {**asdict(self), "boards": list(self.boards), "board": self.board}


def list_serial_ports() -> list[SerialPort]:
    """The ports at which a board may be, those of known boards first."""
    found = {each.port: each for each in (*_list_local(), *_list_extra())}
    return sorted(found.values(), key=lambda each: (not each.certain, not each.boards, not each.likely, each.port))


def filter_ports(board: str, among: list) -> list:
    """The ports of `among` at which a board of that name, or any board ('auto'), may be: only the likeliest kind of
    them.

    among: `SerialPort`s, or what tells the same of a port.
    """
    anyone = board == "auto"
    # A chip that many boards share, or a port that says nothing, may be any; one that is certainly another board is
    # not.
    may = [each for each in among if each.likely and (anyone or not each.certain or board in each.boards)]
    kind = [each for each in may if each.boards and (anyone or board in each.boards)]
    return [each for each in kind if each.certain] or kind or may


def find_boards(vid: int | None, pid: int | None) -> tuple[tuple[str, ...], bool]:
    """Names of the boards with these USB numbers, and whether the numbers are their own."""
    own = tuple(name for name, board in BOARDS.items() if (vid, pid) in board.usb)
    return (own, True) if own else (tuple(name for name, board in BOARDS.items() if (vid, pid) in board.clones), False)


def name_doubt(row: SerialPort | None, error: WrongFirmware) -> WrongFirmware:
    """The error for a port at which nobody spoke Firmata: of a chip that many boards share, that it may be no Arduino."""
    if row is None or row.certain or not row.boards:
        return error
    return WrongFirmware("board_perhaps_other", **error.params)


def open_port(path: str, baud: int = 57600) -> serial.Serial:
    """Open a port for us alone; `write` takes at most a second.

    Raises:
        BoardMissing: there is no such port.
        BoardBusy: another program has it, or the system does not let us.
    """
    try:
        if "://" in path:
            return serial.serial_for_url(path, baudrate=baud, write_timeout=PATIENCE)
        opened = serial.Serial(path, baud, write_timeout=PATIENCE, exclusive=True if os.name == "posix" else None)
    except TROUBLE as error:
        raise _make_port_error(path, error) from None
    _lock_exclusive(opened)
    return opened


def _list_local() -> Iterator[SerialPort]:
    for each in list_ports.comports():
        told = f"{each.device} {each.description} {each.hwid}".lower()
        if not any(word in told for word in NEVER):
            boards, certain = find_boards(each.vid, each.pid)
            title = each.product or (each.description if each.description != "n/a" else "") or each.device
            likely = each.vid is not None or any(word in each.device.upper() for word in ON_USB)
            yield SerialPort(
                each.device,
                clean_text(title),
                boards,
                certain,
                each.vid,
                each.pid,
                each.serial_number,
                each.location,
                likely,
            )


def _list_extra() -> Iterator[SerialPort]:
    for path in os.environ.get(ELSEWHERE, "").split(","):
        if (path := path.strip()) and ("://" in path or os.path.exists(path)):
            yield SerialPort(path, clean_text(path))


def clean_text(text: str) -> str:
    """A device's own words as one short line, without control characters: they may come from anybody."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:LONGEST].strip()


def _lock_exclusive(opened: serial.Serial) -> None:
    # pyserial's lock is seen by pyserial only; this one by every program that opens the port. A pseudo-terminal would
    # keep it after us.
    if sys.platform != "win32" and not os.path.realpath(opened.port).startswith("/dev/pts/"):
        import fcntl
        import termios

        try:
            fcntl.ioctl(opened.fileno(), termios.TIOCEXCL)
        except OSError:
            pass  # a link that is no terminal


def _make_port_error(path: str, error: Exception) -> SunmaoError:
    from sunmao.boards.links import port_owner

    number = getattr(error, "errno", None)
    windows = getattr(error, "winerror", None)
    if number in (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR) or "FileNotFoundError" in str(error):
        return BoardMissing("port_missing", port=clean_text(path))
    if number in (errno.EACCES, errno.EPERM) and os.name == "posix":
        return BoardBusy("port_denied", port=clean_text(path), command=port_owner.get_repair_command(path))
    if number in (errno.EBUSY, errno.EAGAIN, errno.EACCES) or windows == 5 or "PermissionError" in str(error):
        if name := port_owner.find_port_owner(path):
            return BoardBusy("port_busy_by", port=clean_text(path), holder=name)
        if names := port_owner.list_suspects():
            return BoardBusy("port_busy_perhaps", port=clean_text(path), holder=", ".join(names))
        return BoardBusy("port_busy", port=clean_text(path))
    return BoardBusy("port_unusable", port=clean_text(path), reason=clean_text(str(error)))
