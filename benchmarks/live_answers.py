"""Live answers in Teach: how many a second the page shows of a camera with thirty pictures a second, and how old each of
them is, in Chromium, with the network that Teach proposes.
"""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.bench import open_browser, studio_in
from benchmarks.costs import measure_cost
from benchmarks.rows import Row, Size, format_spread
from tests.e2e.hands import wait_for
from tests.e2e.rooms import visit
from tests.e2e.things import Child, write_things
from tests.support.studio import FAKE_CAMERA, launch_chromium

WINDOWS, SECONDS = 5, 4
# How long each question to the model took in a window of time, milliseconds.
COUNT = """async seconds => {
  const asked = [], watch = new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (entry.name.includes('/try?')) asked.push(entry.duration);
  });
  watch.observe({ entryTypes: ['resource'] });
  await new Promise(done => setTimeout(done, 1000 * seconds));
  watch.disconnect();
  return asked;
}"""


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows: answers a second in the page; milliseconds from asking to the answer."""
    windows, seconds = size.pick((WINDOWS, SECONDS), (1, 1))
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench, open_browser() as shared:
        film = Path(folder, "things.mjpeg")
        views = write_things(film)
        camera = f"--use-file-for-fake-video-capture={film}"
        browser = launch_chromium(shared.browser_type, FAKE_CAMERA, camera)
        with visit(browser, bench.studio, lang="en", permissions=["camera"]) as page:
            teach(page, views)
            asked, costs = [], []
            for _ in range(windows):
                with measure_cost() as cost:
                    asked.append(page.evaluate(COUNT, seconds))
                costs.append(cost.processor / max(1, len(asked[-1])))
        browser.close()
    rates = [len(took) / seconds for took in asked]
    waits = [each for took in asked for each in took]
    note = f"{format_spread(rates)}; {1000 * statistics.median(costs):.0f} ms of processor time an answer, browser included"
    yield Row("live answers in Teach", statistics.median(rates), "a second", ">= 15", note=note)
    yield Row("live answer, from asking", statistics.median(waits), "ms", "<= 100", note=format_spread(waits))


def teach(page: Page, views: list) -> None:
    """Teach three classes of the camera, and wait for the first answer."""
    child = Child(page, views)
    child.press(".hero .btn.pri")
    for card in range(3):
        if card:
            child.press(f".teach-card:nth-child({card + 1}) .btn.ghost.ic")
            child.until_shown(card)
        child.hold(".teach-hold")
        page.locator(".teach-hold:not(.held)").wait_for()
    child.press(".teach-go")
    wait_for(page, "() => document.querySelector('.try-winner:not(.waiting)')")
