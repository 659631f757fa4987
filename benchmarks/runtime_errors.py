"""Programs of blocks that fail while they run: on how many the block that failed is named, and the value in it."""

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.rows import Row, Size, report_progress
from tests.support.blocks.failing_programs import PROGRAMS
from tests.support.blocks.failing_runs import find_marked, run_failing

MIN_VALUES = 87.5  # percent: 35 of 40
SMALLEST = 3  # programs


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Two rows, of all programs of `tests/support/blocks/failing_programs.py`."""
    blocks = values = 0
    programs = dict(islice(PROGRAMS.items(), size.pick(len(PROGRAMS), SMALLEST)))
    for name, case in programs.items():
        block, value = find_marked(case)
        with tempfile.TemporaryDirectory() as folder:
            program, error = run_failing(case, Path(folder))
        line = program.lines[error.line - 1] if error.line else None
        if (error.type, line, error.block) != (case.error, block, value):
            report_progress(f"{name}: {error.type} in line {error.line}, not at its place")
        blocks += line == block
        values += error.block == value
    count = len(programs)
    yield Row("errors on the right block", 100 * blocks / count, "%", ">= 100", note=f"{blocks} of {count} programs")
    note = f"{values} of {count} programs"
    yield Row("errors on the right value", 100 * values / count, "%", f">= {MIN_VALUES}", note=note)
