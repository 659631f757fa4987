"""The time until an act on the page reaches a program, while two clients watch its 640×480 video."""

import json
import math
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

from benchmarks.bench import Bench, Program
from benchmarks.rows import MissingRow, Row, Size, attempt, format_spread
from benchmarks.watching import start_watchers
from tests.support.limits import HANG_TIMEOUT
from tests.support.network.live_page import live_page

FILM = """import threading, time
from sunmao import show
from sunmao.cameras import Camera
camera = Camera(source='simulated')
def film():
    while True:
        show(camera.read(), title='film')
threading.Thread(target=film, daemon=True).start()
"""
ASKS = (
    FILM
    + """while True:
    input('next?')
    print('got', time.time(), flush=True)
"""
)
COUNTS = (
    FILM
    + """count = 0
while True:
    count += 1
    time.sleep(0.002)
"""
)
LISTENS = """import time
from sunmao import show
from sunmao.boards import Button, use_board
from sunmao.cameras import Camera
use_board('simulated')
button = Button(2)
@button.when_pressed
def pressed():
    print('got', time.time(), flush=True)
for image in Camera(source='simulated'):
    show(image, title='film')
"""
ENDS = """import time
from sunmao import show
from sunmao.cameras import Camera
for image in Camera(source='simulated'):
    show(image, title='film')
print('got', time.time(), flush=True)
"""


class Log:
    """The events of a run, as they come to the disk. What `until` has passed by is not seen again."""

    def __init__(self, program: Program):
        self._path, self._place, self._events = program.log, 0, []

    def until(self, **wanted) -> dict:
        """Wait for the next event with these values."""
        end = time.monotonic() + HANG_TIMEOUT
        while True:
            while self._events:
                event = self._events.pop(0)
                if all(event.get(name) == value for name, value in wanted.items()):
                    return event
            assert time.monotonic() < end, f"no {wanted}"
            self._read()

    def got(self) -> float:
        """When the program says that it was reached (unix seconds)."""
        return self.said("got")[0]

    def said(self, word: str) -> list[float]:
        """The numbers in the next line that begins with this word."""
        while not (event := self.until(kind="output"))["text"].startswith(word):
            continue
        return [float(number) for number in event["text"].splitlines()[0].split()[1:]]

    def _read(self) -> None:
        time.sleep(0.001)
        with self._path.open("rb") as file:
            file.seek(self._place)
            lines = file.read().rpartition(b"\n")
        self._place += len(lines[0]) + len(lines[1])
        self._events += [json.loads(line) for line in lines[0].splitlines()]


def measure_steering(bench: Bench, size: Size) -> Iterator[Row | MissingRow]:
    """A row for each way of steering."""
    ways = {
        "an answer": (measure_answers, size.pick(200, 3)),
        "pause and go on": (measure_pauses, size.pick(60, 2)),
        "a button of the simulated board": (measure_presses, size.pick(100, 2)),
        "Stop": (measure_stops, size.pick(15, 1)),
    }
    for name, (way, times) in ways.items():
        yield from attempt(f"{name} → program", row, name, way, bench, times)


def row(name: str, way: Callable, bench: Bench, times: int) -> Row:
    """The row of one way. way: gives milliseconds of each time."""
    took = sorted(way(bench, times))
    rank = took[math.ceil(0.99 * len(took)) - 1]
    return Row(
        f"{name} → program, two watch, 99th percentile",
        rank,
        "ms",
        "<= 50",
        note=f"{len(took)} times, median {took[len(took) // 2]:.1f}, {format_spread(took, 1)}",
    )


def measure_answers(bench: Bench, times: int) -> list[float]:
    """From the answer over HTTP to the program's next line."""
    program, log = start_program(bench, ASKS)
    took = []
    with watch_video(program):
        for _ in range(times):
            number = log.until(kind="ask")["id"]
            since = time.time()
            said(program, f"answers/{number}", {"value": "x"})
            took.append(1000 * (log.got() - since))
    stop_program(program)
    return took


def measure_pauses(bench: Bench, times: int) -> list[float]:
    """From the wish over HTTP to the event by which the program says that it pauses, or that it goes on: the way back
    is in it.
    """
    program, log = start_program(bench, COUNTS)
    took = []
    with watch_video(program):
        for _ in range(times // 2):
            for mode, state in (("step", "paused"), ("run", "running")):
                time.sleep(0.05)
                since = time.time()
                said(program, "pace", {"mode": mode, "breakpoints": []})
                log.until(kind="state", state=state)
                took.append(1000 * (time.time() - since))
    stop_program(program)
    return took


def measure_presses(bench: Bench, times: int) -> list[float]:
    """From the page's word about the button to the handler in the program."""
    program, log = start_program(bench, LISTENS)
    took = []
    with watch_video(program):
        board = live_page(bench.visitor, quote(f"board:simulated:{program.project}"))
        board.frame()
        for _ in range(times):
            since = time.time()
            board.say(send={"pin": "2", "value": 0})
            took.append(1000 * (log.got() - since))
            board.say(send={"pin": "2", "value": 1})
            time.sleep(0.1)
        board.close()
    stop_program(program)
    return took


def measure_stops(bench: Bench, times: int) -> list[float]:
    """From Stop over HTTP to the program's line behind its endless loop."""
    took = []
    with start_watchers(bench.visitor, ["camera:simulated"] * 2):
        for _ in range(times):
            program, log = start_program(bench, ENDS)
            log.until(kind="live")
            since = time.time()
            program.stop()
            took.append(1000 * (log.got() - since))
            program.over()
    return took


def start_program(bench: Bench, source: str) -> tuple[Program, Log]:
    """A program that runs, and its log."""
    program = bench.project(source)
    program.start()
    return program, Log(program)


def watch_video(program: Program):
    """Two clients that watch the program's video."""
    return start_watchers(program.bench.visitor, [quote(Log(program).until(kind="live")["topic"])] * 2)


def said(program: Program, what: str, body: dict) -> None:
    """One request of the page to the run."""
    program.bench.visitor.ask("POST", f"/api/projects/{program.project}/runs/{program.run}/{what}", body)


def stop_program(program: Program) -> None:
    program.stop()
    program.over()
