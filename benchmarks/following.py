"""The time in which the page changes its blocks after a pause in typing, in a program of 300 lines."""

import json
import random
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import Bench, open_browser, studio_in
from benchmarks.blocks import TASKS
from benchmarks.rows import MissingRow, Row, Size, attempt, format_spread
from sunmao.codegen.reading.read_program import read_python

LINES, EDITS, WARM = 300, 43, 3  # edits in all, of which the first do not count
GROUP = """for i in range(1, {few}):
    n = n + {number}
    if n > {number}:
        print('value {number}')
    else:
        print(n * {number})
items = [1, 2, {number}]
print(len(items) + n)
"""
# One promise: to ask again and again would be work of the page's, too.
FOLLOWED = """async count => {
  const isDone = () => performance.getEntriesByName('follow', 'measure').length > count;
  if (!isDone()) await new Promise(done => new PerformanceObserver((_, observer) => {
    if (!isDone()) return;
    observer.disconnect();
    done();
  }).observe({ type: 'measure' }));
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """The 95th percentile of the milliseconds for which the page's main thread computes: reading the studio's answer
    and changing the blocks, without the pause before, the studio's own work and the browser's drawing.
    """
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench, open_browser() as browser:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        lines, edits = size.pick((LINES, EDITS), (10, WARM + 2))
        yield from attempt("blocks after a pause", measure_edits, bench, page, lines, edits)


def measure_edits(bench: Bench, page, lines: int, edits: int) -> Row:
    """Type a statement before a random one, again and again, until the blocks have followed."""
    text = make_program(lines)
    program = bench.of({**read_python(text).workspace, "python": text})
    program.prepare()
    bench.visitor.ask("PATCH", f"/api/projects/{program.project}", {"level": 2})
    page.goto(bench.studio.url)
    page.evaluate("project => { location.hash = `#/project/${project}`; }", program.project)
    page.get_by_role("button", name="Both", exact=True).click()
    page.locator(".cm-line").first.click()
    choose, rows, times = random.Random(1), text.splitlines(), []
    for number in range(edits):
        # Where a statement may stand: before “else” it would be no Python.
        at = choose.choice([at for at, row in enumerate(rows) if row.startswith("items")])
        rows.insert(at, f"print({number})")
        page.context.browser.start_tracing(page=page, categories=[TASKS, "blink.user_timing"])
        type_before(page, at + 1, rows[at])
        page.evaluate(FOLLOWED, number)
        times.append(read_times(json.loads(page.context.browser.stop_tracing())["traceEvents"]))
    followed, drawn = ([each[part] for each in times[WARM:]] for part in (0, 1))
    return Row(
        f"blocks after a pause, {lines} lines, 95 % within",
        statistics.quantiles(followed, n=20)[-1],
        "ms",
        "<= 50",
        note=f"median {statistics.median(followed):.0f} ms, {format_spread(followed)}; "
        f"drawn in {statistics.median(drawn):.0f} ms more, {format_spread(drawn)}",
    )


def type_before(page, line: int, statement: str) -> None:
    """Go to a line by its number, from 1, and type a statement before it."""
    page.keyboard.press("Control+Alt+g")
    page.keyboard.type(str(line))
    page.keyboard.press("Enter")
    page.keyboard.press("Home")
    page.keyboard.type(statement)
    page.keyboard.press("Escape")  # what completion offers
    page.keyboard.press("Enter")


def read_times(events: list[dict]) -> tuple[float, float]:
    """Milliseconds of the main thread's processor in a trace of Chromium: of the task in which the blocks followed, and
    of those after it.
    """
    end = max(one["ts"] for one in events if one["name"] == "follow")
    main = {(one["pid"], one["tid"]) for one in events if one.get("args", {}).get("name") == "CrRendererMain"}
    tasks = [one for one in events if one["name"].endswith("RunTask") and (one["pid"], one["tid"]) in main]
    (followed,) = (one["tdur"] for one in tasks if one["ts"] <= end <= one["ts"] + one["dur"])
    return followed / 1000, sum(one.get("tdur", 0) for one in tasks if one["ts"] > end) / 1000


def make_program(lines: int) -> str:
    """A program of loops, conditions and lists, about so many lines long."""
    groups = [GROUP.format(few=number % 7 + 2, number=number) for number in range(lines // GROUP.count("\n") or 1)]
    return "n = 1\n" + "".join(groups)
