"""A million printed lines: how long until the last is in the log, and how the page bears it."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bench import PLAIN, Bench, Program, longest_task, studio_in, watch_tasks
from benchmarks.rows import Row, spread
from tests.e2e.hands import wait_for
from tests.support.studio import browser_options, find_chromium

ROUNDS, PAGE_ROUNDS = 5, 3
FLOOD = "for number in range(1_000_000):\n    print('line', number)\n"
LAST = b"line 999999\\n"
ARRIVED = "() => document.querySelector('.con')?.textContent.includes('line 999999') && Boolean(document.querySelector('#run.go'))"


def measure() -> list[Row]:
    """Two rows: seconds against `python main.py > file`, and the longest task on the page that watches, of several
    runs.
    """
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder) / "projects") as bench:
        program = bench.project(FLOOD)
        ours, plain = [], []
        for _ in range(ROUNDS):
            ours.append(logged(program))
            plain.append(printed(Path(folder)))
        longest = [task_of_watching(bench, program) for _ in range(PAGE_ROUNDS)]
    peer = statistics.median(plain)
    return [
        Row(
            "10⁶ lines, to the last in the log",
            statistics.median(ours),
            "s",
            "<= 2",
            peer,
            "python main.py > file",
            spread(ours, 2),
        ),
        Row("10⁶ lines, longest task on the page", max(longest), "ms", "<= 100", note=spread(longest)),
    ]


def logged(program: Program) -> float:
    """Seconds from Run to the last line in the log on the disk."""
    program.prepare()
    since = time.perf_counter()
    program.start()
    program.says(LAST)
    took = time.perf_counter() - since
    program.over()
    return took


def printed(folder: Path) -> float:
    """Seconds of the same program into a file, its start included."""
    main = folder / "main.py"
    main.write_text(FLOOD)
    with (folder / "printed.txt").open("wb") as file:
        since = time.perf_counter()
        subprocess.run([sys.executable, str(main)], stdout=file, env=PLAIN, check=True)
        return time.perf_counter() - since


def task_of_watching(bench: Bench, program: Program) -> float:
    """The longest task in milliseconds on a page that presses Run and shows all of it (0: none over 50)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=browser_options())
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
        page.locator("#run.stop").wait_for(timeout=60_000)
        wait_for(page, ARRIVED)
        page.wait_for_timeout(500)
        longest = longest_task(page)
        browser.close()
    return longest
