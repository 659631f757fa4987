"""The cost of our link to a board, by itself and through the studio, on emulated Unos: beside bare pyserial that writes
the same bytes.
"""

import json
import os
import random
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench import Bench, studio_in
from benchmarks.costs import alternate
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt, format_spread
from sunmao.boards.links.firmata.client import Firmata
from sunmao.boards.links.firmata.identify import identify
from sunmao.boards.links.firmata.protocol import encode_write_port
from sunmao.boards.links.ports import ELSEWHERE, open_port
from sunmao.boards.links.serial_stream import SerialStream
from sunmao.boards.pin_modes import OUTPUT
from tests.support.devices.emulated_uno import NoEmulator, emulated, prepared
from tests.support.limits import HANG_TIMEOUT

PIN = 13
NEVER_RESETS = ("--no-reset-on-open",)


@dataclass(frozen=True)
class Counts:
    """The repetitions: single calls, toggles of a block, writes whose order is checked, blocks, runs of a program."""

    calls: int = 200
    toggles: int = 3000
    in_order: int = 1000
    blocks: int = 3
    runs: int = 5


SMALLEST = Counts(calls=5, toggles=40, in_order=20, blocks=1, runs=1)
BEGIN = """import time
begin = time.perf_counter()
from sunmao.boards import LED, use_board
since = time.perf_counter()
use_board('arduino-uno', port={port!r})
led = LED(13)
"""
FIRST = BEGIN + "led.on()\ntime.sleep(0.3)\nprint('told', since, begin)\n"
CALLED = (
    BEGIN
    + """told = []
for number in range(CALLS):
    time.sleep(0.01 + number % 7 * 0.0003)
    told.append(time.perf_counter())
    led.toggle()
time.sleep(0.2)
print('told', *told)
"""
)
TOGGLED = BEGIN + "for number in range(TOGGLES):\n    led.toggle()\ntime.sleep(0.5)\nprint('told')\n"


class Edges:
    """The changes of one pin of an emulated board: (when it was told, the board's own time, level)."""

    def __init__(self, uno):
        self.seen: list[tuple[float, float, int]] = []
        self._came = threading.Condition()
        self._socket = socket.create_connection(("127.0.0.1", uno.info["control_port"]))
        self._socket.sendall(json.dumps({"cmd": "watch", "pins": [PIN], "max": 1 << 30}).encode() + b"\n")
        threading.Thread(target=self._listen, daemon=True).start()

    def forget(self) -> None:
        """Begin anew."""
        with self._came:
            self.seen = []

    def wait(self, count: int) -> list[tuple[float, float, int]]:
        """Wait for so many changes since `forget`."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.seen) >= count, HANG_TIMEOUT), (
                f"{len(self.seen)} of {count} changes came"
            )
            return list(self.seen)

    def _listen(self) -> None:
        for line in self._socket.makefile():
            now, told = time.perf_counter(), json.loads(line)
            if told.get("event") == "edge":
                with self._came:
                    self.seen.append((now, told["time_s"], told["level"]))
                    self._came.notify_all()


class Bare:
    """The peer, a program without Sunmao: pyserial, and Firmata's bytes for the port with pin 13."""

    def __init__(self, port):
        self._port = port

    def write(self, level: int) -> None:
        self._port.write(encode_write_port(PIN // 8, level << PIN % 8))


class Ours:
    """The link."""

    def __init__(self, board: Firmata):
        self._board = board
        board.set_mode(PIN, OUTPUT)

    def write(self, level: int) -> None:
        self._board.write_digital(PIN, level)


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """The link alone, then through the studio. Raises NotHere."""
    try:
        prepared()
    except NoEmulator as reason:
        raise NotHere(str(reason)) from None
    counts = size.pick(Counts(), SMALLEST)
    with tempfile.TemporaryDirectory() as folder:
        yield from attempt("link", direct, Path(folder), counts)
        yield from attempt("studio", measure_bridge, Path(folder), counts)


def direct(folder: Path, counts: Counts) -> Iterator[Row]:
    """The link over the port, in this process; ours and the peer's calls in turn, on one board."""
    with open_board(folder / "ttyUNO") as (uno, stream, edges):
        board = Firmata(stream, identify(stream, HANG_TIMEOUT))
        ours, bare = Ours(board), Bare(stream._port)
        yield calls("link", *latencies([ours.write, bare.write], edges, counts.calls))
        mine, theirs = alternate(
            lambda: measure_speed(ours.write, edges, counts.toggles),
            lambda: measure_speed(bare.write, edges, counts.toggles),
            counts.blocks,
        )
        yield rate("link", mine, theirs)
        yield check_order("link", ours.write, edges, counts.in_order)


def measure_bridge(folder: Path, counts: Counts) -> Iterator[Row]:
    """A program in the studio, with its LED; the peer at a second board: single calls at the same time,
    blocks of toggles by turns."""
    with open_board(folder / "ttyBARE") as (_, stream, edges), emulated(folder / "ttyUNO", extra=NEVER_RESETS) as uno:
        identify(stream, HANG_TIMEOUT)
        bare, seen = Bare(stream._port), Edges(uno)
        os.environ[ELSEWHERE] = uno.port
        try:
            with studio_in(folder / "studio", own=True) as bench:
                visit = Visit(bench, uno.port, seen, counts)
                first = visit.firsts()
                yield Row(
                    "second Run: line to first pin", statistics.median(first), "ms", "<= 300", note=format_spread(first)
                )
                told, their = visit.run_program(CALLED, lambda: latencies([bare.write], edges, counts.calls)[0])
                ours = [at - since for (at, _, _), since in zip(seen.wait(counts.calls), told, strict=False)]
                yield calls("studio", [each * 1000 for each in ours], their)
                mine, theirs = alternate(
                    visit.measure_speed, lambda: measure_speed(bare.write, edges, counts.toggles), counts.blocks
                )
                yield rate("studio", mine, theirs)
                yield order("studio", [level for _, _, level in seen.wait(counts.toggles)[: counts.in_order]])
        finally:
            os.environ.pop(ELSEWHERE)


class Visit:
    """Programs in the studio at one board."""

    def __init__(self, bench: Bench, port: str, edges: Edges, counts: Counts):
        self._bench, self._port, self._edges, self._counts = bench, port, edges, counts

    def run_program(self, source: str, meanwhile: Callable = lambda: None) -> tuple[list[float], object]:
        """Run a program to its end. Returns the numbers that it printed, and what `meanwhile` gave."""
        source = source.replace("CALLS", str(self._counts.calls)).replace("TOGGLES", str(self._counts.toggles))
        program = self._bench.project(source.replace("{port!r}", repr(self._port)))
        program.prepare()
        self._edges.forget()
        program.start()
        result = meanwhile()
        program.says(b"told")
        program.over()
        return numbers(program.log), result

    def firsts(self) -> list[float]:
        """Milliseconds from the line of a second Run to its first pin, several times."""
        took = []
        for _ in range(self._counts.runs + 1):
            (since, _), _ = self.run_program(FIRST)
            took.append((self._edges.wait(1)[0][0] - since) * 1000)
        return took[1:]

    def measure_speed(self) -> float:
        """Toggles a second of a program's LED."""
        self.run_program(TOGGLED)
        return per_second(self._edges.wait(self._counts.toggles)[: self._counts.toggles])


@contextmanager
def open_board(link: Path):
    """An emulated board, the stream to it and its edges."""
    with emulated(link, extra=NEVER_RESETS) as uno:
        stream = SerialStream(open_port(uno.port))
        try:
            yield uno, stream, Edges(uno)
        finally:
            stream.close()


def latencies(writes: list[Callable], edges: Edges, count: int) -> list[list[float]]:
    """Milliseconds from a call to its edge, of each of `writes` in turn."""
    took, level, chance = [[] for _ in writes], 0, random.Random(1)
    for write in writes:
        write(0)
    for _ in range(count):
        for write, times in zip(writes, took, strict=True):
            time.sleep(0.008 + chance.random() * 0.004)  # the emulated board looks at its wire once a millisecond
            edges.forget()
            level = 1 - level
            since = time.perf_counter()
            write(level)
            times.append((edges.wait(1)[0][0] - since) * 1000)
    return took


def calls(name: str, ours: list[float], theirs: list[float]) -> Row:
    """The row of the delay: by how many milliseconds a call reaches the pin later than the peer's."""
    mine, other = statistics.median(ours), statistics.median(theirs)
    note = f"{mine:.2f} ms, bare pyserial {other:.2f} ms"
    return Row(f"{name}: call to pin, later than bare pyserial", mine - other, "ms", "<= 2", note=note)


def rate(name: str, ours: list[float], theirs: list[float]) -> Row:
    """Toggles a second beside the peer's."""
    mine, other = statistics.median(ours), statistics.median(theirs)
    return Row(f"{name}: toggles a second", mine, "/s", ">= 0.9", other, "bare pyserial", format_spread(ours))


def measure_speed(write: Callable, edges: Edges, toggles: int) -> float:
    """Toggles a second, on the board's own clock: it may lag behind where others compute."""
    write(0)
    time.sleep(0.05)
    edges.forget()
    for number in range(toggles):
        write((number + 1) % 2)
    return per_second(edges.wait(toggles))


def per_second(seen: list) -> float:
    """Changes a second."""
    return (len(seen) - 1) / (seen[-1][1] - seen[0][1])


def check_order(name: str, write: Callable, edges: Edges, count: int) -> Row:
    """Alternating writes, and how many of them arrive in their order."""
    write(0)
    time.sleep(0.05)
    edges.forget()
    for number in range(count):
        write((number + 1) % 2)
    return order(name, [level for _, _, level in edges.wait(count)])


def order(name: str, levels: list[int]) -> Row:
    """The row of the order: the number of levels that are at their place."""
    right = sum(level == (number + 1) % 2 for number, level in enumerate(levels))
    return Row(f"{name}: {len(levels)} alternating writes in order", right, "", f">= {len(levels)}")


def numbers(log: Path) -> list[float]:
    """The numbers that a program printed behind 'told'."""
    text = "".join(event.get("text") or "" for event in map(json.loads, log.read_text("utf-8").splitlines()))
    return [float(word) for word in text[text.index("told") + 4 :].split()]
