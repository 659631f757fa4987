"""Many blocks on the page: loading them against bare Blockly, and dragging among them."""

import json
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import Bench, open_browser, studio_in
from benchmarks.costs import alternate
from benchmarks.rows import MissingRow, Row, Size, attempt, format_spread
from benchmarks.workspaces import of_size
from tests.e2e.hands import wait_for

ROUNDS = 11
BLOCKLY = Path(__file__).resolve().parents[1] / "static" / "node_modules" / "blockly"
BARE = """<!doctype html><meta charset="utf-8"><style>html, body, #place { height: 100%; margin: 0 }</style>
<script src="blockly_compressed.js"></script><script src="blocks_compressed.js"></script><script src="msg/en.js"></script><div id="place"></div>"""
# Bare Blockly, with the renderer and the drawers of our page: milliseconds until everything is drawn.
LOAD_BARE = """async ({ state, drawers }) => {
  const place = document.getElementById('place');
  place.replaceChildren();
  const workspace = Blockly.inject(place, { renderer: 'zelos', toolbox: { kind: 'categoryToolbox', contents: [] }, sounds: false });
  await new Promise(requestAnimationFrame);
  const since = performance.now();
  Blockly.serialization.workspaces.load(state, workspace);
  workspace.updateToolbox(drawers);
  Blockly.renderManagement.triggerQueuedRenders(workspace);
  const took = performance.now() - since;
  workspace.dispose();
  return took;
}"""
# Our page: the same work, toolbox and first scroll included, as the canvas itself measures it; milliseconds.
LOAD_OURS = """async (address) => {
  performance.clearMeasures('blocks');
  location.hash = address;
  for (let tries = 0; !performance.getEntriesByName('blocks', 'measure').length; tries++) {
    if (tries > 5000) throw Error(`not loaded: ${location.hash} ${document.body.innerText.slice(0, 300)}`);
    await new Promise(done => setTimeout(done));
  }
  return performance.getEntriesByName('blocks', 'measure')[0].duration;
}"""
TASKS = "disabled-by-default-devtools.timeline"
DRAWERS = "() => ({ kind: 'categoryToolbox', contents: JSON.parse(JSON.stringify(Blockly.getMainWorkspace().options.languageTree.contents)) })"
COUNT = "n => globalThis.Blockly?.getMainWorkspace()?.getAllBlocks(false).length >= n"


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Rows for 1,000 and 3,000 blocks, and for a drag among 300."""
    rounds = size.pick({1000: ROUNDS, 3000: 3}, {20: 1})
    with (
        tempfile.TemporaryDirectory() as folder,
        studio_in(Path(folder)) as bench,
        open_browser() as browser,
    ):
        page, bare = (browser.new_page(viewport={"width": 1366, "height": 768}) for _ in range(2))
        page.goto(bench.studio.url)
        (Path(folder) / "bare.html").write_text(BARE.replace('src="', f'src="{BLOCKLY.as_uri()}/'))
        bare.goto((Path(folder) / "bare.html").as_uri())
        for count, times in rounds.items():
            yield from attempt(f"loading {count} blocks", compare, bench, page, bare, count, times)
        count, times, steps = size.pick((300, 3, 120), (20, 1, 5))
        yield from attempt(f"drag among {count} blocks", drag_often, bench, page, count, times, steps)


def compare(bench: Bench, page, bare, count: int, rounds: int) -> Row:
    """The row of so many blocks. Both are in one browser, whose processor time cannot be told apart."""
    state = of_size(count)
    address = f"#/project/{bench.of(state).project}"
    open_project(page, address)  # the peer takes the toolbox from it
    ours, peers = alternate(
        lambda: open_project(page, address),
        lambda: bare.evaluate(LOAD_BARE, {"state": state, "drawers": page.evaluate(DRAWERS)}),
        rounds,
    )
    mine, theirs = statistics.median(ours), statistics.median(peers)
    return Row(f"loading {count} blocks", mine, "ms", "<= 1.1", theirs, "bare Blockly", format_spread(ours))


def drag_often(bench: Bench, page, count: int, rounds: int, steps: int) -> Row:
    """The row of dragging."""
    longest = [drag_block(page, bench.of(of_size(count)).project, count, steps) for _ in range(rounds)]
    name = f"drag among {count} blocks, longest task"
    return Row(name, statistics.median(longest), "ms", "<= 33", note=format_spread(longest))


def open_project(page, address: str) -> float:
    """Milliseconds of the canvas's loading when a project is opened from the home page."""
    page.evaluate("location.hash = '#/'")
    wait_for(page, "() => !document.querySelector('.blocklyBlockCanvas')")
    page.wait_for_timeout(300)
    took = page.evaluate(LOAD_OURS, address)
    page.wait_for_timeout(1000)
    return took


def drag_block(page, project: str, count: int, steps: int) -> float:
    """The longest task in milliseconds while a block is dragged over the canvas and dropped."""
    open_project(page, f"#/project/{project}")
    wait_for(page, COUNT, count)
    box = page.evaluate(
        "() => { const b = Blockly.getMainWorkspace().getBlockById('i0').getSvgRoot().getBoundingClientRect(); return [b.left + 12, b.top + 12]; }"
    )
    # The browser itself tells a page of tasks from 50 ms on only.
    page.context.browser.start_tracing(page=page, categories=[TASKS])
    page.mouse.move(*box)
    page.mouse.down()
    for step in range(steps):
        page.mouse.move(box[0] + 4 * (step % 60), box[1] + 3 * (step % 45))
        page.wait_for_timeout(8)
    page.mouse.up()
    page.wait_for_timeout(300)
    return find_longest_task(json.loads(page.context.browser.stop_tracing())["traceEvents"])


def find_longest_task(events: list[dict]) -> float:
    """The longest task of a page's main thread in a trace of Chromium, in milliseconds."""
    main = {(one["pid"], one["tid"]) for one in events if one.get("args", {}).get("name") == "CrRendererMain"}
    tasks = [one for one in events if one["name"].endswith("RunTask") and (one["pid"], one["tid"]) in main]
    return max(one.get("dur", 0) for one in tasks) / 1000
