"""How long the page takes to change its blocks after a pause in typing, in a program of 300 lines."""

import random
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import Bench, open_browser, studio_in
from benchmarks.rows import MissingRow, Row, Size, attempt, format_spread
from sunmao.codegen.reading.read_program import read_python
from tests.e2e.hands import wait_for

LINES, EDITS, WARM = 300, 33, 3  # edits in all, of which the first do not count
GROUP = """for i in range(1, {few}):
    n = n + {number}
    if n > {number}:
        print('value {number}')
    else:
        print(n * {number})
items = [1, 2, {number}]
print(len(items) + n)
"""
COUNT = "() => performance.getEntriesByName('follow', 'measure').length"
FOLLOWED = "before => performance.getEntriesByName('follow', 'measure').length > before"
TIMES = "() => performance.getEntriesByName('follow', 'measure').map(each => each.duration)"


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """The 95th percentile of the page's milliseconds, with the studio's own work and the pause before left out."""
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench, open_browser() as browser:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        lines, edits = size.pick((LINES, EDITS), (10, WARM + 2))
        yield from attempt("blocks after a pause", measure_edits, bench, page, lines, edits)


def measure_edits(bench: Bench, page, lines: int, edits: int) -> Row:
    """Type a statement at the end of a random line, again and again, until the blocks have followed."""
    text = make_program(lines)
    program = bench.of({**read_python(text).workspace, "python": text})
    program.prepare()
    bench.visitor.ask("PATCH", f"/api/projects/{program.project}", {"level": 2})
    page.goto(bench.studio.url)
    page.evaluate("project => { location.hash = `#/project/${project}`; }", program.project)
    page.get_by_role("button", name="Both", exact=True).click()
    page.locator(".cm-line").first.click()
    choose = random.Random(1)
    for number in range(edits):
        before = page.evaluate(COUNT)
        page.keyboard.press("Control+Home")
        for _ in range(
            8 * choose.randrange(min(lines // 8, 10))
        ):  # a line that a statement may stand before; a thousand presses take minutes
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Home")
        page.keyboard.type(f"print({number})")
        page.keyboard.press("Escape")  # what completion offers
        page.keyboard.press("Enter")
        wait_for(page, FOLLOWED, before)
    times = page.evaluate(TIMES)[WARM:]
    return Row(
        f"blocks after a pause, {lines} lines, 95 % within",
        statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0],
        "ms",
        "<= 50",
        note=f"median {statistics.median(times):.0f} ms, {format_spread(times)}",
    )


def make_program(lines: int) -> str:
    """A program of loops, conditions and lists, about so many lines long."""
    groups = [GROUP.format(few=number % 7 + 2, number=number) for number in range(lines // GROUP.count("\n") or 1)]
    return "n = 1\n" + "".join(groups)
