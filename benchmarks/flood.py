"""A million printed lines: the processor time until the last is in the log, and how the page bears it."""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import PLAIN, Bench, Program, longest_task, open_browser, studio_in, watch_tasks
from benchmarks.costs import Cost, alternate, divide_processor, measure_cost, median_wall
from benchmarks.rows import MissingRow, Row, Size, attempt, format_spread
from tests.e2e.hands import wait_for

ROUNDS, PAGE_ROUNDS = 5, 3
FLOOD = "for number in range({lines}):\n    print('line', number)\n"
LINES = 1_000_000
ARRIVED = (
    "last => document.querySelector('.con')?.textContent.includes(last) && Boolean(document.querySelector('#run.go'))"
)


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Two rows: the processor's seconds of program and studio against `python main.py > file`, and the longest task on
    the page that watches, of several runs.
    """
    lines = size.pick(LINES, 1000)
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder) / "projects") as bench:
        main = Path(folder) / "main.py"
        main.write_text(FLOOD.format(lines=lines))
        program = bench.project(main.read_text())
        yield from attempt("lines to the log", compare, program, main, lines, size.pick(ROUNDS, 1))
        yield from attempt("lines on the page", watch_often, bench, program, lines, size.pick(PAGE_ROUNDS, 1))


def compare(program: Program, main: Path, lines: int, rounds: int) -> Row:
    """The row of the log."""
    ours, plain = alternate(lambda: log_lines(program, lines), lambda: print_lines(main), rounds)
    mine, theirs = ([cost.processor for cost in costs] for costs in (ours, plain))
    return Row(
        f"{lines:,} lines, to the last in the log",
        statistics.mean(mine),
        "s",
        "<= 2",
        statistics.mean(theirs),
        "python main.py > file",
        f"{median_wall(ours):.2f} s against {median_wall(plain):.2f} s by the clock",
        divide_processor(ours, plain),
    )


def log_lines(program: Program, lines: int) -> Cost:
    """From Run to the last line in the log on the disk."""
    program.prepare()
    with measure_cost() as cost:
        program.start()
        program.says(f"line {lines - 1}\\n".encode())
    program.over()
    return cost


def print_lines(main: Path) -> Cost:
    """The same program into a file, its start included."""
    with main.with_name("printed.txt").open("wb") as file, measure_cost() as cost:
        subprocess.run([sys.executable, str(main)], stdout=file, env=PLAIN, check=True)
    return cost


def watch_often(bench: Bench, program: Program, lines: int, rounds: int) -> Row:
    """The row of the page."""
    longest = [task_of_watching(bench, program, f"line {lines - 1}") for _ in range(rounds)]
    return Row(f"{lines:,} lines, longest task on the page", max(longest), "ms", "<= 100", note=format_spread(longest))


def task_of_watching(bench: Bench, program: Program, last: str) -> float:
    """The longest task in milliseconds on a page that presses Run and shows all of it (0: none over 50)."""
    with open_browser() as browser:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(bench.studio.url)
        page.goto(f"{bench.studio.base}/#/project/{program.project}")
        wait_for(
            page,
            "() => Boolean(document.querySelector('#run.go') && document.querySelector('.blocklyBlockCanvas .program_python'))",
        )
        program.prepare()
        watch_tasks(page)
        page.click("#run")
        wait_for(page, ARRIVED, last)
        page.wait_for_timeout(500)
        return longest_task(page)
