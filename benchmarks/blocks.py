"""Many blocks on the page: loading them against bare Blockly, and dragging among them."""

import statistics
import tempfile
from pathlib import Path

from benchmarks.bench import longest_task, studio_in, watch_tasks
from benchmarks.rows import Row, spread
from benchmarks.workspaces import of_size
from tests.e2e.hands import wait_for
from tests.support.studio import browser_options, find_chromium

ROUNDS = 11
BLOCKLY = Path(__file__).resolve().parents[1] / "static" / "node_modules" / "blockly"
BARE = """<!doctype html><meta charset="utf-8"><style>html, body, div { height: 100%; margin: 0 }</style>
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
DRAWERS = "() => ({ kind: 'categoryToolbox', contents: JSON.parse(JSON.stringify(Blockly.getMainWorkspace().options.languageTree.contents)) })"
COUNT = "n => globalThis.Blockly?.getMainWorkspace()?.getAllBlocks(false).length >= n"


def measure() -> list[Row]:
    """Rows for 1,000 and 3,000 blocks, and for a drag among 300."""
    from playwright.sync_api import sync_playwright

    rows = []
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*browser_options(), "--allow-file-access-from-files"]
        )
        page, bare = (browser.new_page(viewport={"width": 1366, "height": 768}) for _ in range(2))
        page.goto(bench.studio.url)
        (Path(folder) / "bare.html").write_text(BARE.replace('src="', f'src="{BLOCKLY.as_uri()}/'))
        bare.goto((Path(folder) / "bare.html").as_uri())
        for count, goal in ((1000, "<= 1.2"), (3000, "<= 1.2")):
            state = of_size(count)
            address = f"#/project/{bench.of(state).project}"
            ours, peers = [], []
            for _ in range(ROUNDS if count == 1000 else 3):
                ours.append(opened(page, address))
                peers.append(bare.evaluate(LOAD_BARE, {"state": state, "drawers": page.evaluate(DRAWERS)}))
            rows.append(
                Row(
                    f"loading {count} blocks",
                    statistics.median(ours),
                    "ms",
                    goal,
                    statistics.median(peers),
                    "bare Blockly",
                    spread(ours),
                )
            )
        longest = [dragged(page, bench.of(of_size(300)).project) for _ in range(3)]
        rows.append(
            Row("drag among 300 blocks, longest task", statistics.median(longest), "ms", "<= 50", note=spread(longest))
        )
        browser.close()
    return rows


def opened(page, address: str) -> float:
    """Milliseconds of the canvas's loading when a project is opened from the home page."""
    page.evaluate("location.hash = '#/'")
    wait_for(page, "() => !document.querySelector('.blocklyBlockCanvas')")
    page.wait_for_timeout(300)
    took = page.evaluate(LOAD_OURS, address)
    page.wait_for_timeout(1000)
    return took


def dragged(page, project: str) -> float:
    """The longest task in milliseconds while a block is dragged over the canvas and dropped (0: none over 50)."""
    opened(page, f"#/project/{project}")
    wait_for(page, COUNT, 300)
    box = page.evaluate(
        "() => { const b = Blockly.getMainWorkspace().getBlockById('i0').getSvgRoot().getBoundingClientRect(); return [b.left + 12, b.top + 12]; }"
    )
    watch_tasks(page)
    page.mouse.move(*box)
    page.mouse.down()
    for step in range(120):
        page.mouse.move(box[0] + 4 * (step % 60), box[1] + 3 * (step % 45))
        page.wait_for_timeout(8)
    page.mouse.up()
    page.wait_for_timeout(300)
    return longest_task(page)
