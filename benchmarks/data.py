"""The wall of a data set of 50,000 pictures: how soon it can be looked at, how it scrolls, what it leaves in the
studio's memory.
"""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psutil

from benchmarks.bench import Bench, longest_task, open_browser, studio_in, watch_tasks
from benchmarks.pictures import draw_pictures
from benchmarks.rows import Row, Size, format_spread
from tests.e2e.hands import wait_for

PICTURES = 50_000
ROUNDS = 5
TURNS = 240  # of the wheel, 60 a second
PLACES = 100  # of the wall, from its beginning to its end
# Every picture of the wall that can be seen is there.
SHOWN = """count => {
  const box = document.querySelector('.data-wall')?.getBoundingClientRect();
  const seen = box ? [...document.querySelectorAll('.tile:not([hidden]) img')].filter(one => {
    const own = one.getBoundingClientRect();
    return own.bottom > box.top && own.top < box.bottom;
  }) : [];
  return seen.length >= count && seen.every(one => one.complete && one.naturalWidth);
}"""
# From now on `__frames` has the milliseconds from each frame to the next.
WATCH_FRAMES = """() => {
  window.__frames = [];
  let last = performance.now();
  const frame = now => { window.__frames.push(now - last); last = now; window.__frames && requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}"""
TAKE_FRAMES = "() => { const seen = window.__frames; window.__frames = null; return seen.slice(1); }"
GO = "share => { const wall = document.querySelector('.data-wall'); wall.scrollTop = share * (wall.scrollHeight - wall.clientHeight); }"


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Four rows: the wall's first pictures, a frame while it scrolls, the longest task, and the studio's memory."""
    pictures, rounds, turns, places = size.pick((PICTURES, ROUNDS, TURNS, PLACES), (60, 1, 4, 10))
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench, open_browser() as browser:
        project = bench.visitor.ask("POST", "/api/projects", {"title": "many", "lang": "en"})["id"]
        draw_pictures(bench.studio.projects / project / "data" / "many", pictures)
        page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-US").new_page()
        page.goto(bench.studio.url)
        address = f"{bench.studio.base}/#/project/{quote(project)}/data/many"
        first, *opens = [open_wall(page, address) for _ in range(rounds + 1)]
        note = f"{format_spread(opens)}; the very first time {first:.0f}"
        yield Row(f"{pictures:,} pictures: the page opens", statistics.median(opens), "ms", "<= 1500", note=note)
        watch_tasks(page)
        frames = scroll_wall(page, turns)
        late, note = statistics.quantiles(frames, n=20)[-1], f"{len(frames)} frames, {format_spread(frames)}"
        yield Row("scrolling them, a frame (p95)", late, "ms", "<= 50", note=note)
        memory = walk_wall(page, bench, places)
        yield Row("scrolling them, longest task", longest_task(page), "ms", "<= 150")
    growth, note = memory[-1] - memory[0], f"{memory[0]:.0f} → {memory[-1]:.0f} MB"
    yield Row("studio's memory, from a tenth of the wall to its end", growth, "MB", "<= 20", note=note)


def open_wall(page, address: str) -> float:
    """Milliseconds of a full load until the wall's first pictures are seen."""
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    wait_for(page, SHOWN, 12)
    return page.evaluate("performance.now()")


def scroll_wall(page, turns: int) -> list[float]:
    """Milliseconds of each frame while the wheel turns, slowly, then fast."""
    box = page.locator(".data-wall").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.evaluate(WATCH_FRAMES)
    for turn in range(turns):
        page.mouse.wheel(0, 120 if turn < turns / 2 else 1200)
        page.wait_for_timeout(1000 / 60)
    return page.evaluate(TAKE_FRAMES)


def walk_wall(page, bench: Bench, places: int) -> list[float]:
    """Megabytes of the studio's process after each place of the wall, from the tenth of a hundred on."""
    studio, sizes = psutil.Process(bench.studio.process.pid), []
    for place in range(1, places + 1):
        page.evaluate(GO, place / places)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        wait_for(page, SHOWN, 12)
        sizes.append(studio.memory_info().rss / 2**20)
    return sizes[places // 10 - 1 :]
