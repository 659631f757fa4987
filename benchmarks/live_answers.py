"""Live answers in Teach: how many a second the page shows of a camera with thirty pictures a second, and how old each of
them is, in Chromium: of pictures with the network that Teach proposes, and of hands by their points.
"""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import open_browser, studio_in
from benchmarks.costs import measure_cost
from benchmarks.rows import NotHere, Row, Size, attempt, format_spread
from tests.e2e.filming import filmed
from tests.e2e.hands import wait_for
from tests.e2e.rooms import visit
from tests.e2e.signs import SIGNS, collect_signs, train_signs, write_signs
from tests.e2e.things import Child, write_things

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
    """Rows of each kind: answers a second in the page; milliseconds from asking to the answer."""
    yield from attempt("live answers in Teach", measure_page, "Teach", write_things, teach_pictures, 100, size)
    yield from attempt("live answers of hands", measure_page, "Teach, hands", write_hands, teach_hands, 120, size)


def measure_page(kind: str, write_film, teach, late: int, size: Size) -> Iterator[Row]:
    """Yield the rows of the answers that a page gives which was taught with a film. late: milliseconds that are borne.
    Raises NotHere.
    """
    windows, seconds = size.pick((WINDOWS, SECONDS), (1, 1))
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench, open_browser() as shared:
        film = Path(folder, "film.mjpeg")
        views = write_film(film)
        with (
            filmed(shared, film, slow=False) as browser,
            visit(browser, bench.studio, lang="en", permissions=["camera"]) as page,
        ):
            child = Child(page, views)
            child.press(".hero .btn.pri")
            teach(child)
            asked, costs = [], []
            for _ in range(windows):
                with measure_cost() as cost:
                    asked.append(page.evaluate(COUNT, seconds))
                costs.append(cost.processor / max(1, len(asked[-1])))
    rates = [len(took) / seconds for took in asked]
    waits = [each for took in asked for each in took]
    note = f"{format_spread(rates)}; {1000 * statistics.median(costs):.0f} ms of processor time an answer, browser included"
    yield Row(f"live answers in {kind}", statistics.median(rates), "a second", ">= 15", note=note)
    note = format_spread(waits)
    yield Row(f"live answer in {kind}, from asking", statistics.median(waits), "ms", f"<= {late}", note=note)


def teach_pictures(child: Child) -> None:
    """Teach three classes of the camera, and wait for the first answer."""
    for card in range(3):
        if card:
            child.press(f".teach-card:nth-child({card + 1}) .btn.ghost.ic")
            child.until_shown(card)
        child.hold(".teach-hold")
        child.page.locator(".teach-hold:not(.held)").wait_for()
    child.press(".teach-go")
    wait_for(child.page, "() => document.querySelector('.try-winner:not(.waiting)')")


def write_hands(film: Path) -> list:
    if not SIGNS.is_dir():
        raise NotHere(f"no folder {SIGNS}")
    return write_signs(film)


def teach_hands(child: Child) -> None:
    """Teach three hand signs, and wait for the first answer."""
    collect_signs(child)
    train_signs(child)
