"""A table of 100,000 rows and 20 columns in Chromium: how soon its page is there, and how soon it answers a hand.

The times are the page's own, from what a hand does to the first frame that shows what came of it. The load of the machine
stands beside them: with other programs at work they say little.
"""

import os
import random
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import open_browser, studio_in
from benchmarks.rows import Row, Size, format_spread
from tests.e2e.hands import wait_for

ROWS, COLUMNS, ROUNDS, SEED = 100_000, 20, 5, 7
# `__answer` resolves to the milliseconds from the next change or click until `look`, in a frame's time, finds something
# else than before and is not null.
WATCH = """look => {
  const read = new Function(`return ${look}`);
  const before = read();
  let since = 0;
  const begin = () => { since ||= performance.now(); };
  for (const kind of ['pointerdown', 'input']) addEventListener(kind, begin, { capture: true, once: true });
  window.__answer = new Promise(done => {
    const check = () => {
      const now = read();
      if (since && now !== null && now !== before) return done(performance.now() - since);
      requestAnimationFrame(check);
    };
    check();
  });
}"""
# Scrolls a screen at a time, 40 of them, each for two frames: of how many the lowest line in sight had no cell yet.
SCROLL = """async () => {
  const grid = document.querySelector('.table-grid'), frame = () => new Promise(requestAnimationFrame);
  let gaps = 0;
  for (let step = 0; step < 40; step++) {
    grid.scrollTop += grid.clientHeight;
    await frame();
    await frame();
    const box = grid.getBoundingClientRect();
    const under = document.elementFromPoint(box.left + 100, box.bottom - 40)?.closest('.table-line');
    if (!under?.textContent.trim()) gaps++;
  }
  return gaps;
}"""
READY = "() => document.querySelectorAll('.table-rows .table-line:not([hidden]) .table-cell').length > 20"
# What stands in the lines in sight, once each has its cells.
SEEN = """(() => {
  const lines = [...document.querySelectorAll('.table-rows .table-line:not([hidden])')];
  const filled = lines.every(line => line.querySelector('.table-cell')?.textContent.trim());
  return lines.length && filled ? lines.map(line => line.textContent).join() : null;
})()"""
BORDER = "document.querySelector('.neighbors-border')?.getAttribute('d') ?? null"
NODES = "document.querySelectorAll('[role=treeitem]').length || null"


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows: the page of the table, scrolling, sorting, the first tree, a deeper one, the plane of neighbors redrawn."""
    rows, rounds = size.pick(ROWS, 300), size.pick(ROUNDS, 1)
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench, open_browser() as browser:
        file = Path(folder, "large.csv")
        write_table(file, rows)
        project = bench.visitor.ask("POST", "/api/projects", {"title": "large", "lang": "en"})["id"]
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-US", reduced_motion="reduce")
        page = context.new_page()
        page.goto(bench.studio.url)
        bring_table(page, f"{bench.studio.base}/#/project/{project}/data", file)
        bench.settle()
        address = f"{bench.studio.base}/#/project/{project}/data/large.csv"
        yield make_row("page of the table", [open_table(page, address) for _ in range(rounds)], 1000)
        gaps = page.evaluate(SCROLL)
        yield Row("tables: scrolled, screens without rows", gaps, "of 40", "<= 0", note="two frames each")
        header = page.get_by_role("grid").get_by_role("columnheader")
        sorts = [answer(page, SEEN, header.nth(place + 2).get_by_role("button").click) for place in range(rounds)]
        yield make_row("sorted by a column", sorts, 1000)
        ways = page.get_by_role("group", name="Ways to look at the table")
        yield make_row("first tree", [answer(page, NODES, ways.get_by_role("button", name="Tree").click)], 2500)
        ways.get_by_role("button", name="Neighbors").click()
        wait_for(page, f"() => {BORDER} !== null")
        slider = page.get_by_role("complementary").get_by_role("slider")
        redrawn = [answer(page, BORDER, lambda k=k: slider.fill(str(k))) for k in (1, 9, 3, 21, 5)[:rounds]]
        yield make_row("neighbors redrawn", redrawn, 100)
        context.close()


def make_row(name: str, times: list[float], most: int) -> Row:
    """times, most: in milliseconds."""
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    return Row(f"tables: {name}", statistics.median(times), "ms", f"<= {most}", note=f"{format_spread(times)}, {load}")


def write_table(file: Path, rows: int) -> None:
    """19 columns of numbers and one of three classes, which two of the numbers decide."""
    draw = random.Random(SEED)
    lines = [",".join([*(f"c{number}" for number in range(COLUMNS - 1)), "class"])]
    for _ in range(rows):
        cells = [draw.random() for _ in range(COLUMNS - 1)]
        lines.append(",".join([*(f"{cell:.4f}" for cell in cells), "abc"[int(1.5 * (cells[0] + cells[1]))]]))
    file.write_text("\n".join(lines), encoding="utf-8")


def bring_table(page, address: str, file: Path) -> None:
    """Import a file by the page, as a hand does."""
    page.goto(address)
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Import", exact=True).click()
        page.get_by_role("menuitem", name="Choose a table").click()
    chosen.value.set_files(file)
    page.get_by_role("dialog").get_by_role("button", name="Import").click(timeout=180_000)
    wait_for(page, READY)


def open_table(page, address: str) -> float:
    """Milliseconds of a full load until rows can be seen."""
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    wait_for(page, READY)
    return page.evaluate("performance.now()")


def answer(page, look: str, act) -> float:
    """Milliseconds from what `act` does until what `look` finds is another."""
    page.evaluate(WATCH, look)
    act()
    return page.evaluate("() => window.__answer")
