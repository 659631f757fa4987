"""The growth of the page's memory over an hour of work: a lesson's runs, edits and visits of every section, one after
the other.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import open_browser, studio_in
from benchmarks.rows import Row, Size
from tests.e2e.hands import wait_for

RUNS = 60  # a run a minute
CHATTY = """import numpy
from sunmao import plot, show
for step in range(40):
    print('step', step, 'x' * 60)
    plot(name='loss', value=1 / (step + 1))
for number in range(8):
    show(numpy.full((240, 320, 3), number * 30, numpy.uint8))
for line in range(3000):
    print('line', line)
"""
SECTIONS = ("训练", "错题本", "模型", "积木")


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Two rows: megabytes of JavaScript after the hour, and how many more than after its first tenth."""
    runs = size.pick(RUNS, 1)
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench, open_browser() as browser:
        program = bench.project(CHATTY)
        page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
        page.goto(bench.studio.url)
        page.goto(f"{bench.studio.base}/#/project/{program.project}")
        sizes = []
        for number in range(runs):
            live_a_minute(page)
            if number + 1 in (max(1, runs // 10), runs):
                sizes.append(heap(page))
    yield Row("page after an hour, JavaScript", sizes[-1], "MB", "<= 250")
    yield Row("its growth since the sixth minute", sizes[-1] - sizes[0], "MB", "<= 25")


def live_a_minute(page) -> None:
    """A run to its end, a walk through the sections, a block moved there and back."""
    wait_for(
        page,
        "() => Boolean(document.querySelector('#run.go') && document.querySelector('.blocklyBlockCanvas .program_python'))",
    )
    page.click("#run")
    page.locator("#run.stop").wait_for()
    page.locator("#run.go").wait_for()
    assert page.locator(".state.finished").count(), "the program did not run to its end"
    for name in SECTIONS:
        page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        page.wait_for_timeout(100)
    box = page.evaluate(
        "() => { const b = Blockly.getMainWorkspace().getBlockById('p').getSvgRoot().getBoundingClientRect(); return [b.left + 6, b.top + 12]; }"
    )
    for shift in (60, 0):
        page.mouse.move(box[0] + 60 - shift, box[1])
        page.mouse.down()
        page.mouse.move(box[0] + shift, box[1] + shift, steps=5)
        page.mouse.up()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")


def heap(page) -> float:
    """Megabytes of JavaScript in use after a collection of garbage."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return session.send("Runtime.getHeapUsage")["usedSize"] / 2**20
