"""Commands about boards: `sunmao boards` lists those that are plugged in, what is on them, and what keeps them from
being used; `sunmao boards test` tries on one all that programs rely on; `sunmao boards load` puts our own sketch on it.
"""

import json
import platform
from concurrent.futures import ThreadPoolExecutor

from sunmao import __version__
from sunmao.boards.board_check import CheckedStep, check_board
from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.link_registry import get_link
from sunmao.boards.links.ports import SerialPort, list_serial_ports
from sunmao.boards.pin_compatibility import get_board_title
from sunmao.boards.registry import BOARD_PROBLEMS, BOARDS
from sunmao.boards.sketches.install_sketch import install_sketch
from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadValue, BoardDisconnected, BoardMissing, SunmaoError, UploadFailed, WrongFirmware
from sunmao.server.devices.boards.port_rows import format_hindrance
from sunmao.server.devices.boards.port_selection import get_board_kind
from sunmao.texts import get_both, get_text, language, split_text

ASKED_AT_ONCE = 4


def list_boards() -> list[dict]:
    """Every port at which a board may be, each asked what is on it (which begins its sketch anew, and takes a few
    seconds).

    Returns: rows {'port', 'title', 'boards' (names that it may be), 'board' (when that is certain), 'firmware'
    ({'name', 'version'} or None), …}, and what `format_hindrance` says.
    """
    rows = [row for row in list_serial_ports() if row.likely]
    with ThreadPoolExecutor(ASKED_AT_ONCE) as pool:
        return list(pool.map(ask_board, rows))


def ask_board(row: SerialPort) -> dict:
    """The row of one port."""
    try:
        return {**row.as_dict(), **format_hindrance(None), "firmware": read_firmware(row)}
    except SunmaoError as error:
        return {**row.as_dict(), **format_hindrance(error), "firmware": None}


def read_firmware(row: SerialPort) -> dict:
    """{'name', 'version'} of what is on the board. Raises BoardBusy, BoardMissing, BoardDisconnected or WrongFirmware."""
    found = identify_board(BOARDS[get_board_kind("", row, [])], row.port)
    return {"name": found.name, "version": list(found.version)}


def identify_board(board: BoardSpec, port: str) -> Firmware:
    """Identify the firmware on a board at a port. Raises as `read_firmware`."""
    link = get_link(board)
    stream = link.open(board, port)
    try:
        return link.identify(stream)
    finally:
        stream.close()


def print_boards(as_json: bool) -> int:
    """Print the boards, and which packages bring none. Returns 1 when one of them cannot be used."""
    rows = list_boards()
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    elif not rows:
        print(get_text("board_none_plugged"))
    for row in [] if as_json else rows:
        print(format_board(row))
    broken = {} if as_json else BOARD_PROBLEMS
    for name, problem in broken.items():
        print("✗ " + "\n    ".join(split_text("board_package_broken", name=name, **problem)))
    return 1 if broken or any(row["error"] for row in rows) else 0


def print_check(board: str, port: str) -> int:
    """Try a board and print what came of each step, to be copied into a report. Returns 1 when a step failed."""
    print(get_text("board_check_begins"))
    print(f"Sunmao {__version__} · Python {platform.python_version()} · {platform.platform()}")
    failed = False
    for step in check_board(board, port):
        print(format_step(step))
        failed |= step.passed is False
    print(get_text("board_check_failed" if failed else "board_check_passed"))
    return int(failed)


def print_load(name: str, port: str) -> int:
    """Say what is on the board, put our sketch on it, and print how far that is. Returns 1 when it failed."""
    try:
        board = find_loadable(name, port)
        print(format_before(port, board))
        _, firmware, port = install_sketch(board, port, ProgressLine().show)
    except SunmaoError as error:
        print("✗ " + "\n    ".join(list_sentences(format_hindrance(error))))
        return 1
    print("✓ {}  {} {}".format(port, firmware.name, ".".join(map(str, firmware.version))))
    return 0


def find_loadable(name: str, port: str) -> BoardSpec:
    """The kind of the board at a port; 'auto': as its USB numbers say, an Uno where they do not.

    Raises BadValue for a kind that there is not, UploadFailed for one that we cannot load, BoardMissing.
    """
    row = next((row for row in list_serial_ports() if row.port == port), None)
    if name == "auto" and row is None:
        raise BoardMissing("port_missing", port=port)
    kind = get_board_kind("", row, []) if name == "auto" else name
    if kind not in BOARDS:
        raise BadValue(
            "unknown_choice", argument="board", value=kind, guess=suggest_nearest(kind, BOARDS), names=", ".join(BOARDS)
        )
    if not BOARDS[kind].installable:
        raise UploadFailed("upload_not_here", board=get_board_title(BOARDS[kind]))
    return BOARDS[kind]


def format_before(port: str, board: BoardSpec) -> str:
    """Describe what is on a board now, before a sketch is loaded. Raises BoardBusy, BoardMissing."""
    try:
        found = identify_board(board, port)
        heard = get_both("board_heard_name", name=found.name, version=".".join(map(str, found.version)))
    except (WrongFirmware, BoardDisconnected) as error:
        heard = error.params.get("heard") or get_both("board_heard_nothing")
    return get_text("upload_before", port=port, heard=heard[language()])


class ProgressLine:
    """Progress display of loading a sketch, on one line of the terminal a step."""

    def __init__(self) -> None:
        self._step = ""

    def show(self, step: str, done: int, total: int) -> None:
        """Print the step anew; see `install_sketch`."""
        begin = "\r" if step == self._step else "\n" if self._step else ""
        self._step = step
        end = "\n" if (step, done) == ("blink", total) else ""
        print(f"{begin}  {get_text(f'upload_step_{step}')}  {100 * done // total} %", end=end, flush=True)


def format_step(step: CheckedStep) -> str:
    """One step for the terminal, and below it what is wrong and what to do."""
    mark = {True: "✓", False: "✗", None: "–"}[step.passed]
    words = [mark, get_text(f"board_check_{step.name}"), step.seen, f"{1000 * step.seconds:.0f} ms"]
    return "\n    ".join(["  ".join(filter(None, words)), *list_sentences(format_hindrance(step.error))])


def format_board(row: dict) -> str:
    """One board for the terminal, and below it what is wrong and what to do."""
    names = [BOARDS[name].zh if language() == "zh" else BOARDS[name].en for name in row["boards"]]
    what = [row["port"], " / ".join(names) or row["title"]]
    if row["firmware"]:
        what.append("{} {}".format(row["firmware"]["name"], ".".join(map(str, row["firmware"]["version"]))))
    first = f"{'✗' if row['error'] else '✓'} " + "  ".join(what)
    return "\n    ".join([first, *list_sentences(row)])


def list_sentences(said: dict) -> list[str]:
    """List the sentences on what is wrong and what to do in an answer of `format_hindrance`; those that it lacks are
    left out.
    """
    return [sentence for part in ("error", "hint") if said[part] and (sentence := said[part][language()])]
