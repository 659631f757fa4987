"""2,000 connections of strangers at the port for other devices, from 50 addresses: how a tablet that has joined, and one
that joins, are answered meanwhile, and what the studio spends.
"""

import math
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.rows import NotHere, Row, Size, format_spread, report_progress
from tests.attacks.attacker import Attacker, network_address
from tests.support.network.connection_flood import flood
from tests.support.studio import start_studio, stop_studio

STRANGERS, ADDRESSES, REQUESTS, JOINING = 2000, 50, 200, 10
SMALLEST = 60  # strangers
NEWCOMER = "127.0.0.{}"  # addresses from which nobody has come before, from the 200th on
PAUSE = 0.05  # seconds between two requests
PATIENCE = 20  # seconds until a tablet gives up


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Six rows. Raises NotHere."""
    if not psutil.LINUX:
        raise NotHere("a loopback network with many addresses")
    with tempfile.TemporaryDirectory() as folder:
        studio = start_studio(Path(folder), host="0.0.0.0")
        try:
            yield from compare(network_address(studio)[0], psutil.Process(studio.process.pid), size)
        finally:
            stop_studio(studio)


def compare(address: str, process: psutil.Process, size: Size) -> Iterator[Row]:
    """The rows, alone and among strangers."""
    tablet, requests = Attacker(address, patience=PATIENCE), size.pick(REQUESTS, 5)
    alone = [ask(tablet) for _ in range(requests)]
    memory, spent, began = process.memory_info().rss, sum(process.cpu_times()[:2]), time.perf_counter()
    most, threads, waits = memory, 0, []
    with flood("127.0.0.1", tablet.port, size.pick(STRANGERS, SMALLEST), ADDRESSES) as strangers:
        for number in range(requests):
            waits.append(ask(tablet))
            most, threads = max(most, process.memory_info().rss), max(threads, process.num_threads())
            if number % 50 == 0:
                report_progress(f"{number} requests, the last in {waits[-1]:.0f} ms, {threads} threads")
            time.sleep(PAUSE)
        took, spent = time.perf_counter() - began, sum(process.cpu_times()[:2]) - spent
        joins = [join(tablet, number) for number in range(size.pick(JOINING, 1))]
    answered, note = sum(map(math.isfinite, waits)), f"alone {format_spread(alone)}; among them {format_spread(waits)}"
    yield Row("joined tablet among strangers, 95 of 100", p95(waits), "ms", "<= 300", note=note)
    yield Row("joined tablet among strangers, answered", 100 * answered / requests, "%", ">= 100")
    yield Row("new tablet among strangers, first page", max(joins), "ms", "<= 5000", note=format_spread(joins))
    yield Row("memory of the studio, more", (most - memory) / 2**20, "MB", "<= 50")
    yield Row("threads of the studio", threads, "", "<= 100")
    note = f"{strangers['opened']:,} connections; strangers themselves {strangers['processor'] / took:.2f}"
    yield Row("processor of the studio", spent / took, "cores", "<= 1", note=note)


def ask(tablet: Attacker) -> float:
    """Milliseconds until one answer; endless without one."""
    began = time.perf_counter()
    try:
        status = tablet.ask("GET", "/api/projects", tablet.own)[0]
    except OSError:
        return math.inf
    return 1000 * (time.perf_counter() - began) if status == 200 else math.inf


def join(other: Attacker, number: int) -> float:
    """Milliseconds until a device that opens the address has the page."""
    address = other.address.replace(other.place.hostname, "127.0.0.1")
    tablet, began = Attacker(address, NEWCOMER.format(200 + number), PATIENCE), time.perf_counter()
    try:
        status = tablet.ask("GET", "/", tablet.own)[0]
    except OSError:
        return math.inf
    return 1000 * (time.perf_counter() - began) if status == 200 else math.inf


def p95(waits: list[float]) -> float:
    """Milliseconds within which 95 of 100 were answered."""
    return sorted(waits)[math.ceil(0.95 * len(waits)) - 1]
