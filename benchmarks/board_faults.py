"""Faults of boards on emulated firmware: screens beside a distance sensor, temperatures below zero, a cable that is out
and in again without a reset, the process that owns the boards killed while a program drives one.

Distance and temperature need FirmataExpress: `SUNMAO_EXPRESS_HEX` in the environment names its image, which
`python -m tests.support.devices.build_firmware OUT.hex` builds from public sources.
"""

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt, report_progress
from sunmao.boards.links.firmata.client import Firmata
from sunmao.boards.links.firmata.identify import identify
from sunmao.boards.links.firmata.safe_state import enter_safe_state
from sunmao.boards.links.ports import ELSEWHERE, open_port
from sunmao.boards.links.serial_stream import SerialStream
from sunmao.boards.links.simulated.displays import SimulatedOled
from sunmao.boards.parts.displays.lcd1602 import Lcd1602Driver
from sunmao.boards.parts.displays.oled import OledDriver
from sunmao.boards.pin_modes import OUTPUT, PULLUP
from sunmao.boards.registry import BOARDS
from sunmao.boards.sketches.shipped_sketches import find_image
from sunmao.errors import BoardDisconnected
from tests.support.devices.board_bench import Bench
from tests.support.devices.cable import Cable
from tests.support.devices.emulated_uno import NoEmulator, emulated, prepared
from tests.support.devices.uno_parts import LCD, OLED, Parts, emulated_with_parts
from tests.support.limits import HANG_TIMEOUT, poll_until

EXPRESS = "SUNMAO_EXPRESS_HEX"
NEVER_RESETS = ("--no-reset-on-open",)
SPEEDS = (57600, 115200)  # of StandardFirmata, of FirmataExpress
TRIGGER, ECHO, DHT_PIN, BUTTON, LAMP = 7, 8, 4, 2, 13
NEAREST, FARTHEST = 50, 250  # centimeters: the firmware tells whole ones, of which 1 % is the least it can hold here
COLDEST, HOTTEST = -40, 80
PATIENCE = 10  # readings that may be late
DRIVES = """
from sunmao import wait
from sunmao.boards import LED, Relay, use_board
use_board({board!r}, {port!r})
relay, lamp = Relay(7, active_high=False), LED(13)
relay.on()
lamp.on()
wait(0.3)
print("driven")
"""


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Rows of each part. Raises NotHere."""
    try:
        prepared()
    except NoEmulator as reason:
        raise NotHere(str(reason)) from None
    screens = size.pick(100, 2)
    yield from attempt("screens, StandardFirmata", count_screens, screens, None)
    yield from attempt("replugs without reset", count_replugs, size.pick(20, 1), None)
    own = find_image(BOARDS["arduino-uno"])
    for name, image in (("StandardFirmata", None), ("Sunmao Firmata", own)):
        yield from attempt(f"boards process killed, {name}", measure_kills, size.pick(10, 1), name, image)
    if size is Size.SMALLEST and EXPRESS not in os.environ:
        return  # the rows above are all that can be tried on every computer
    yield from attempt("screens beside a distance sensor", lambda: count_screens(screens, find_express()))
    yield from attempt("replugs, FirmataExpress", lambda: count_replugs(size.pick(20, 1), find_express()))
    yield from attempt("temperatures", lambda: count_temperatures(size.pick(25, 2), find_express()))


def find_express() -> Path:
    """The image of FirmataExpress. Raises NotHere."""
    path = os.environ.get(EXPRESS)
    if not path:
        raise NotHere(f"no image of FirmataExpress ({EXPRESS})")
    return Path(path)


@contextmanager
def open_board(image: Path | None):
    """A board with parts, and our client for it."""
    with tempfile.TemporaryDirectory() as folder, emulated_with_parts(Path(folder), image) as (uno, parts):
        stream = SerialStream(open_port(uno.port, SPEEDS[image is not None]))
        board = Firmata(stream, identify(stream, HANG_TIMEOUT))
        try:
            yield board, parts
        finally:
            board.close()


def count_screens(count: int, image: Path | None) -> Iterator[Row]:
    """Right screens of an LCD1602 and of an SSD1306, with a distance measured between any two where the firmware can."""
    beside = "" if image is None else " beside a distance sensor"
    with open_board(image) as (board, parts):
        random, distances = Random(1), []
        board.i2c_config()
        if image:
            parts.put_sonar(TRIGGER, ECHO, NEAREST)
            board.sonar(TRIGGER, ECHO)
        for name, driver, address in (
            ("LCD1602", Lcd1602Driver(LCD), LCD),
            ("SSD1306", OledDriver(OLED), OLED),
        ):
            right = 0
            for number in range(count):
                if image:
                    distances.append(measure_distance(board, parts, random.uniform(NEAREST, FARTHEST)))
                text = f"{number} apples\n{random.randrange(10**9)}"
                driver.write(text, None)
                driver.send(board)
                board.settle(HANG_TIMEOUT)
                right += is_right(parts, driver, address, text)
            yield Row(f"right screens, {name}{beside}", 100 * right / count, "%", ">= 100", note=f"{right} of {count}")
        if distances:
            far = max(abs(told - true) / true for told, true in distances)
            yield Row("farthest of these distances from the true one", 100 * far, "%", "<= 1", note=f"{len(distances)}")
        told = parts.receiver()
        lost = told["received"] - told["taken"]
        yield Row(f"bytes that the sketch never read{beside}", lost, "", "<= 0", note=f"of {told['received']}")


def is_right(parts: Parts, driver, address: int, text: str) -> bool:
    """Whether a display shows what it was told."""
    shown = parts.screen(address)
    if address == LCD:
        return shown["lines"] == text.split("\n")
    return shown["bitmap"] == draw_alone(driver)


def draw_alone(driver: OledDriver) -> str:
    """Return the picture that an OLED shows when this driver's picture reaches it at once and whole."""

    class Wires:
        i2c_most = 30
        display = SimulatedOled()

        def i2c_write(self, address: int, data: bytes) -> None:
            self.display.write(data)

    alone = OledDriver(OLED)
    alone._pages = driver._pages
    alone.send(Wires())
    return Wires.display.state()["bitmap"]


def measure_distance(board: Firmata, parts: Parts, cm: float) -> tuple[float, float]:
    """(told, true) of a distance that has just changed."""
    parts.put_sonar(TRIGGER, ECHO, cm)
    for _ in range(2):  # one may have been on its way
        with board._turn:
            board._heard.readings.clear()
        told = wait_for_reading(board, lambda: board.sonar_value(TRIGGER))
    return told or 0.0, cm


def wait_for_reading(board: Firmata, read: Callable):
    """Return a sensor's reading. A busy computer may hold the emulated board for longer than a program waits."""
    for _ in range(PATIENCE):
        with suppress(BoardDisconnected):
            return read()
        assert board.lost is None, board.lost
    return read()


def count_temperatures(count: int, image: Path) -> Iterator[Row]:
    """Yield the row of a DHT22's largest error, from the coldest to the hottest value that it knows."""
    with open_board(image) as (board, parts):
        worst = 0.0
        for number in range(count):
            celsius = round(COLDEST + (HOTTEST - COLDEST) * number / max(1, count - 1), 1)
            parts.put_dht(DHT_PIN, celsius, 55.5)
            if not number:
                board.dht(DHT_PIN, 22)
            with board._turn:
                board._heard.readings.clear()
            warm, humid = wait_for_reading(board, lambda: poll_until(lambda: board.dht_value(DHT_PIN), "a temperature"))
            worst = max(worst, abs(warm - celsius), abs(humid - 55.5))
            report_progress(f"{celsius} degrees: {warm}, {humid} %")
        yield Row(f"DHT22, {COLDEST} to {HOTTEST} degrees: farthest off", worst, "degrees", "<= 0.11", note=f"{count}")


def count_replugs(count: int, image: Path | None) -> Iterator[Row]:
    """A lamp and a button on a board that runs on while its cable is out."""
    if sys.platform != "linux":
        raise NotHere("the cable is a pseudo-terminal of Linux")
    with (
        tempfile.TemporaryDirectory() as folder,
        emulated_with_parts(Path(folder), image, extra=NEVER_RESETS) as (uno, parts),
    ):
        speed = SPEEDS[image is not None]
        cable = Cable(uno, speed)
        stream = SerialStream(open_port(cable.port, speed))
        parts.observe(BUTTON, LAMP)
        board = Firmata(stream, identify(stream, HANG_TIMEOUT))
        works = driven = 0
        try:
            board.set_mode(LAMP, OUTPUT)
            board.set_mode(BUTTON, PULLUP)
            board.write_digital(LAMP, 1)
            board.settle(HANG_TIMEOUT)
            if not parts.count_driven():
                raise AssertionError("the observer does not see that the lamp's pin became an output")
            parts.observe(BUTTON)
            resets = uno.state()["resets"]
            for _ in range(count):
                lost = threading.Event()
                board.on_loss = lambda error, lost=lost: lost.set()
                cable.pull()
                lost.wait(HANG_TIMEOUT)
                cable.plug()
                stream.close()
                stream = SerialStream(open_port(cable.port, speed))
                firmware = identify(stream, HANG_TIMEOUT)
                enter_safe_state(stream, firmware)
                board.reconnect(stream, firmware)
                board.settle(HANG_TIMEOUT)
                works += uno.pin(LAMP)["level"] == 1 and is_felt(board, uno)
            driven = parts.count_driven()
            resets = uno.state()["resets"] - resets
        finally:
            board.close()
            cable.close()
    on, note = "" if image is None else ", FirmataExpress", f"{works} of {count}"
    yield Row(f"lamp and button after a replug without reset{on}", 100 * works / count, "%", ">= 100", note=note)
    yield Row(f"outputs made of the button's pin meanwhile{on}", driven, "", "<= 0", note=f"{resets} resets")


def measure_kills(count: int, name: str, image: Path | None) -> Iterator[Row]:
    """The boards process killed while a program has an active-low relay and a lamp on: seconds, on the board's own
    clock, until both are off.
    """
    took = []
    for number in range(count):
        report_progress(f"kill {number + 1} of {count}")
        with tempfile.TemporaryDirectory() as folder, emulated(Path(folder, "tty"), image, extra=NEVER_RESETS) as uno:
            os.environ[ELSEWHERE] = uno.port
            bench = Bench(Path(folder))
            try:
                bench.ready(uno.port)
                bench.run(uno.port, begin=DRIVES).says("driven")
                begun = uno.state()["time_s"]
                os.kill(bench.host._helper.pid, signal.SIGKILL)
                assert uno.wait(7, level=1)["met"] and uno.wait(LAMP, level=0)["met"]
                took.append(uno.state()["time_s"] - begun)
            finally:
                bench.close()
                os.environ.pop(ELSEWHERE)
    yield Row(
        f"rest after kill -9 of the boards process, {name}",
        max(took),
        "s",
        "<= 1",
        note=f"{min(took):.2f} to {max(took):.2f}",
    )


def is_felt(board: Firmata, uno) -> bool:
    """Whether a press and its end come through."""
    levels = []
    for level in (0, 1):
        uno.set_digital(BUTTON, level)
        poll_until(lambda level=level: board.digital(BUTTON) == level, f"level {level}")
        levels.append(board.digital(BUTTON))
    return levels == [0, 1]
