"""Check of a real board for all that programs rely on: for reports of boards that nobody here has."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from sunmao.boards import select_board
from sunmao.boards.board_session import BoardSession
from sunmao.boards.board_spec import ABILITIES
from sunmao.boards.parts import LED, Button, Potentiometer, Servo
from sunmao.errors import SunmaoError

CHANGES = 50  # of an output, after which the board has to answer


@dataclass(frozen=True)
class CheckedStep:
    """Result of one step. name: 'open', 'abilities', 'write', 'pwm', 'servo', 'read', 'analog' or 'rest'; passed: None
    where the board does not offer it; seen: names and numbers; seconds: how long it took; error: why it failed, where
    that was said.
    """

    name: str
    passed: bool | None
    seen: str = ""
    seconds: float = 0.0
    error: SunmaoError | None = None


def check_board(name: str = select_board.ANY, port: str = select_board.ANY) -> Iterator[CheckedStep]:
    """Try a board, step by step: nothing but its cable has to be plugged in, since its pins are switched.

    Args:
        name, port: as `use_board` takes them.
    """
    opened = _run("open", partial(_open, name, port))
    yield opened
    if not opened.passed:
        return
    board = select_board.get_current_board()
    yield _run("abilities", partial(_list_abilities, board))
    for step, (ability, look) in _STEPS.items():
        names = [pin.name for pin in board.board.pins if ability in pin.can]
        yield _run(step, partial(look, board, names)) if names else CheckedStep(step, None)
    yield _run("rest", partial(_reopen, board))
    select_board.get_current_board().close()


def _run(step: str, look: Callable[[], tuple[bool, str]]) -> CheckedStep:
    begun = time.perf_counter()
    try:
        passed, seen = look()
    except SunmaoError as error:
        return CheckedStep(step, False, "", time.perf_counter() - begun, error)
    return CheckedStep(step, passed, seen, time.perf_counter() - begun)


def _open(name: str, port: str) -> tuple[bool, str]:
    select_board.use_board(name, port)
    board = select_board.get_current_board()
    said = board.firmware
    version, protocol = (".".join(map(str, each)) for each in (said.version, said.protocol))
    return True, f"{board.board.name} · {board.port} · {said.name} {version} · {board.board.link} {protocol}"


def _list_abilities(board: BoardSession) -> tuple[bool, str]:
    counts = Counter(ability for pin in board.board.pins for ability in pin.can)
    seen = ", ".join(f"{ability} {counts[ability]}" for ability in ABILITIES if counts[ability])
    return counts["output"] > 0 and counts["input"] > 0, seen


def _write(board: BoardSession, names: list[str]) -> tuple[bool, str]:
    """Many changes, after which the board has to answer."""
    with LED(board.board.led if board.board.led in names else names[0]) as led:
        begun = time.perf_counter()
        for _ in range(CHANGES):
            led.toggle()
        answered = _settle(board)
        each = (time.perf_counter() - begun) / CHANGES
    return answered, f"{CHANGES} × {1000 * each:.2f} ms"


def _dim(board: BoardSession, names: list[str]) -> tuple[bool, str]:
    with LED(names[0]) as led:
        led.brightness = 0.5
        return _settle(board), names[0]


def _turn(board: BoardSession, names: list[str]) -> tuple[bool, str]:
    with Servo(names[0]) as servo:
        servo.angle = 90
        return _settle(board), names[0]


def _read(board: BoardSession, names: list[str]) -> tuple[bool, str]:
    """A pin that is pulled up and to which nothing leads is high."""
    name = next((each for each in names if each != board.board.led), names[0])  # the LED's resistor pulls it down
    with Button(name) as button:
        level = int(not button.is_pressed)
    return level == 1, f"{name} = {level}"


def _read_analog(board: BoardSession, names: list[str]) -> tuple[bool, str]:
    with Potentiometer(names[0]) as dial:
        level = dial.value
    return 0 <= level <= 1, f"{names[0]} = {level:.3f}"


def _reopen(board: BoardSession) -> tuple[bool, str]:
    """Let go of the board, and find it again as it was."""
    before, kind, port = board.firmware.name, board.board.name, board.port
    board.close()
    select_board.use_board(kind, port if kind != "simulated" else select_board.ANY)
    after = select_board.get_current_board().firmware.name
    return after == before, after


def _settle(board: BoardSession) -> bool:
    return board.perform(lambda client: client.settle())


# Step → what a pin must be able to do, and what is done with the pins that can.
_STEPS = {
    "write": ("output", _write),
    "pwm": ("pwm", _dim),
    "servo": ("servo", _turn),
    "read": ("pullup", _read),
    "analog": ("analog", _read_analog),
}
