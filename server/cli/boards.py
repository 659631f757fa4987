"""Which boards are plugged in, what is on them, and what keeps them from being used: for `sunmao boards`, and what each
does of all that programs rely on: for `sunmao boards test`.
"""

import json
import platform
from concurrent.futures import ThreadPoolExecutor

from sunmao import __version__
from sunmao.boards.board_check import CheckedStep, check_board
from sunmao.boards.links.link_registry import get_link
from sunmao.boards.links.ports import SerialPort, list_serial_ports
from sunmao.boards.registry import BOARD_PROBLEMS, BOARDS
from sunmao.errors import SunmaoError
from sunmao.server.devices.boards.port_rows import format_hindrance
from sunmao.server.devices.boards.port_selection import get_board_kind
from sunmao.texts import get_text, language, split_text

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
    board = BOARDS[get_board_kind("", row, [])]
    link = get_link(board)
    stream = link.open(board, row.port)
    try:
        found = link.identify(stream)
    finally:
        stream.close()
    return {"name": found.name, "version": list(found.version)}


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


def format_step(step: CheckedStep) -> str:
    """One step for the terminal, and below it what is wrong and what to do."""
    mark = {True: "✓", False: "✗", None: "–"}[step.passed]
    words = [mark, get_text(f"board_check_{step.name}"), step.seen, f"{1000 * step.seconds:.0f} ms"]
    said = format_hindrance(step.error)
    below = [said[part][language()] for part in ("error", "hint") if said[part]]
    return "\n    ".join(["  ".join(filter(None, words)), *filter(None, below)])


def format_board(row: dict) -> str:
    """One board for the terminal, and below it what is wrong and what to do."""
    names = [BOARDS[name].zh if language() == "zh" else BOARDS[name].en for name in row["boards"]]
    what = [row["port"], " / ".join(names) or row["title"]]
    if row["firmware"]:
        what.append("{} {}".format(row["firmware"]["name"], ".".join(map(str, row["firmware"]["version"]))))
    first = f"{'✗' if row['error'] else '✓'} " + "  ".join(what)
    below = [row[part][language()] for part in ("error", "hint") if row[part]]
    return "\n    ".join([first, *filter(None, below)])
