"""The cost of highlighting the running block in a program that only calculates: looked at and not, by turns within one
run of a real studio.
"""

import json
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import studio_in
from benchmarks.rows import Row, Size

PAIRS = 60  # of slices, some 0.1 s long
# One process and the same memory for both: two processes of the same program differ by more than the glow costs.
PROGRAM = """
import json
import time

from sunmao.runtime import session, outbox

out, calm = session._session.outbox, outbox.CALM
look = out._on_tick


def nothing():
    pass


def triangle(n):
    total = 0
    for k in range(n):
        total += k
    return total


def work():
    numbers = []
    found = 0
    for n in range(6000):
        if n % 3 == 0:
            found += triangle(n % 100)
        elif n % 5 == 0:
            numbers.append(str(n))
        else:
            found -= len(numbers)
        while len(numbers) > 50:
            found += int(numbers.pop())
    return found


def timed(watch):
    # Not looked at, the thread that looks does not even wake.
    out._on_tick, outbox.CALM = watch, calm if watch is look else 3600
    out._wake.set()
    time.sleep(0.06)
    wall, processor = time.perf_counter(), time.process_time()
    for _ in range(40):
        work()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor)


work()
seen = [(timed(look), timed(nothing)) if n % 2 else (timed(nothing), timed(look))[::-1] for n in range(PAIRS)]
with open('seen.json', 'w') as file:
    json.dump(seen, file)
"""


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """One row: by how many hundredths the program is slower.

    Counted as processor time that the glow takes of each second on the clock. On a quiet computer that is what the
    clock says too; on a busy one the clock says nothing.
    """
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench:
        program = bench.project(PROGRAM.replace("PAIRS", str(size.pick(PAIRS, 2))))
        program.prepare()
        program.start()
        program.over()
        seen = json.loads((bench.studio.projects / program.project / "seen.json").read_bytes())
        lines = program.log.read_bytes().count(b'"kind":"line"')
    slower = statistics.median((looked[1] - not_looked[1]) / looked[0] for looked, not_looked in seen)
    wall, processor = (
        statistics.median(looked[kind] / not_looked[kind] for looked, not_looked in seen) for kind in (0, 1)
    )
    note = f"by turns with the same work, not looked at: clock ×{wall:.3f}; {lines} lines glowed"
    yield Row("block highlighting, slower by", 100 * slower, "%", "<= 1", note=note, processor_ratio=processor)
