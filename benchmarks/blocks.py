"""Many blocks on the page: the processor time of loading them, and of dragging among them, against bare Blockly."""

import json
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.bench import Bench, open_browser, studio_in
from benchmarks.costs import Cost, alternate, divide_processor, measure_cost
from benchmarks.rows import MissingRow, Row, Size, attempt, format_spread
from benchmarks.workspaces import of_size
from tests.e2e.hands import wait_for

ROUNDS = 11
BLOCKLY = Path(__file__).resolve().parents[1] / "static" / "node_modules" / "blockly"
BARE = """<!doctype html><meta charset="utf-8"><style>html, body, #place { height: 100%; margin: 0 }</style>
<script src="blockly_compressed.js"></script><script src="blocks_compressed.js"></script><script src="msg/en.js"></script><div id="place"></div>"""
# Bare Blockly, with the renderer and the drawers of our page, until everything is drawn.
LOAD_BARE = """async ({ state, drawers }) => {
  const place = document.getElementById('place');
  const workspace = Blockly.inject(place, { renderer: 'zelos', toolbox: { kind: 'categoryToolbox', contents: [] }, sounds: false });
  Blockly.serialization.workspaces.load(state, workspace);
  workspace.updateToolbox(drawers);
  Blockly.renderManagement.triggerQueuedRenders(workspace);
}"""
# Our page, from the home page until the canvas itself says that the same is done.
LOAD_OURS = """async (address) => {
  performance.clearMeasures('blocks');
  location.hash = address;
  for (let tries = 0; !performance.getEntriesByName('blocks', 'measure').length; tries++) {
    if (tries > 5000) throw Error(`not loaded: ${location.hash} ${document.body.innerText.slice(0, 300)}`);
    await new Promise(done => setTimeout(done));
  }
}"""
TASKS = "disabled-by-default-devtools.timeline"
DRAWERS = "() => ({ kind: 'categoryToolbox', contents: JSON.parse(JSON.stringify(Blockly.getMainWorkspace().options.languageTree.contents)) })"
COUNT = "n => globalThis.Blockly?.getMainWorkspace()?.getAllBlocks(false).length >= n"


LEAVE_BARE = "() => Blockly.getMainWorkspace()?.dispose()"
PLACE = "() => { const b = Blockly.getMainWorkspace().getBlockById('i0').getSvgRoot().getBoundingClientRect(); return [b.left + 12, b.top + 12]; }"
LOOKS_EVERY, RESTS = 300, 0.02  # milliseconds; seconds of the processor in them with which a page is at rest


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Rows for 1,000 and 3,000 blocks, and for a drag among 300: milliseconds of the processor, of all that the page's
    process does until it rests.
    """
    rounds = size.pick({1000: ROUNDS, 3000: 5}, {20: 1})
    with (
        tempfile.TemporaryDirectory() as folder,
        studio_in(Path(folder)) as bench,
        open_browser() as browser,
    ):
        (Path(folder) / "bare.html").write_text(BARE.replace('src="', f'src="{BLOCKLY.as_uri()}/'))
        ours = MeasuredPage(browser, bench.studio.url)
        bare = MeasuredPage(browser, (Path(folder) / "bare.html").as_uri())
        for count, times in rounds.items():
            yield from attempt(f"loading {count} blocks", compare_loading, bench, ours, bare, count, times)
        count, times, steps = size.pick((300, 5, 120), (20, 1, 5))
        yield from attempt(f"drag among {count} blocks", compare_drags, bench, ours, bare, count, times, steps)
        name = f"drag among {count} blocks, longest task"
        yield from attempt(name, drag_often, bench, ours.page, count, size.pick(3, 1), steps)


class MeasuredPage:
    """A page with a process of its own, whose processor time the browser tells."""

    def __init__(self, browser, address: str):
        self.page = browser.new_page(viewport={"width": 1366, "height": 768})
        self.page.goto(address)
        self._session = self.page.context.new_cdp_session(self.page)
        self._session.send("Performance.enable")

    def read_processor_time(self) -> float:
        """Seconds of processors so far, of all threads of the process."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return next(metric["value"] for metric in metrics if metric["name"] == "ProcessTime")

    def rest(self) -> None:
        """Wait until nothing is done any more."""
        before, now = -1.0, 0.0
        while now - before > RESTS:
            self.page.wait_for_timeout(LOOKS_EVERY)
            before, now = now, self.read_processor_time()

    def measure(self, work: Callable[[], object]) -> Cost:
        """Measure the cost of an action and of everything that follows from it on the page."""
        self.rest()
        with measure_cost(self.read_processor_time) as cost:
            work()
            self.rest()
        return cost


def compare_loading(bench: Bench, ours: MeasuredPage, bare: MeasuredPage, count: int, rounds: int) -> Row:
    """The row of so many blocks. Leaving the page that was open is no part of it."""
    state = of_size(count)
    address = f"#/project/{bench.of(state).project}"
    drawers = open_ours(ours.page, address)

    def load_ours() -> Cost:
        leave_ours(ours.page)
        return ours.measure(lambda: ours.page.evaluate(LOAD_OURS, address))

    def load_bare() -> Cost:
        bare.page.evaluate(LEAVE_BARE)
        return bare.measure(lambda: bare.page.evaluate(LOAD_BARE, {"state": state, "drawers": drawers}))

    return make_row(f"loading {count} blocks", *alternate(load_ours, load_bare, rounds, warm=rounds > 1))


def compare_drags(bench: Bench, ours: MeasuredPage, bare: MeasuredPage, count: int, rounds: int, steps: int) -> Row:
    """The row of a block that is dragged over the canvas and dropped."""
    state = of_size(count)
    drawers = open_ours(ours.page, f"#/project/{bench.of(state).project}")
    wait_for(ours.page, COUNT, count)
    bare.page.evaluate(LEAVE_BARE)
    bare.page.evaluate(LOAD_BARE, {"state": state, "drawers": drawers})
    costs = alternate(
        lambda: ours.measure(lambda: drag_block(ours.page, steps)),
        lambda: bare.measure(lambda: drag_block(bare.page, steps)),
        rounds,
        warm=rounds > 1,
    )
    return make_row(f"drag among {count} blocks", *costs)


def make_row(name: str, ours: list[Cost], peer: list[Cost]) -> Row:
    """A row of processor time, in milliseconds."""
    mine, theirs = ([1000 * cost.processor for cost in costs] for costs in (ours, peer))
    share = divide_processor(ours, peer)
    return Row(
        name, statistics.mean(mine), "ms", "<= 1.1", statistics.mean(theirs), "bare Blockly", format_spread(mine), share
    )


def drag_often(bench: Bench, page, count: int, rounds: int, steps: int) -> Row:
    """The row of what keeps the page busy longest while a block is dragged."""
    longest = []
    for _ in range(rounds):
        open_ours(page, f"#/project/{bench.of(of_size(count)).project}")
        wait_for(page, COUNT, count)
        # The browser itself tells a page of tasks from 50 ms on only.
        page.context.browser.start_tracing(page=page, categories=[TASKS])
        drag_block(page, steps)
        page.wait_for_timeout(300)
        longest.append(find_longest_task(json.loads(page.context.browser.stop_tracing())["traceEvents"]))
    name = f"drag among {count} blocks, longest task"
    return Row(name, statistics.median(longest), "ms", "<= 33", note=format_spread(longest))


def open_ours(page, address: str) -> dict:
    """Open a project from the home page. Returns its drawers, as Blockly takes them."""
    leave_ours(page)
    page.evaluate(LOAD_OURS, address)
    page.wait_for_timeout(1000)
    return page.evaluate(DRAWERS)


def leave_ours(page) -> None:
    """Go to the home page, where there are no blocks."""
    page.evaluate("location.hash = '#/'")
    wait_for(page, "() => !document.querySelector('.blocklyBlockCanvas')")


def drag_block(page, steps: int) -> None:
    """Take the first block over the canvas, and drop it where it was."""
    x, y = page.evaluate(PLACE)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(steps + 1):
        away = min(step, steps - step)  # and back: the next time it is where it was
        page.mouse.move(x + 4 * away, y + 3 * (away % 45))
        page.wait_for_timeout(8)
    page.mouse.up()


def find_longest_task(events: list[dict]) -> float:
    """The longest task of a page's main thread in a trace of Chromium, in milliseconds of its processor: by the clock it
    would also be what else the computer does.
    """
    main = {(one["pid"], one["tid"]) for one in events if one.get("args", {}).get("name") == "CrRendererMain"}
    tasks = [one for one in events if one["name"].endswith("RunTask") and (one["pid"], one["tid"]) in main]
    return max(one.get("tdur", 0) for one in tasks) / 1000
