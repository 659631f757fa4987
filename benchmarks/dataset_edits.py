"""Editing a data set of 50,000 pictures: relabel, delete and undo, over HTTP and from a key of the page until the tile is
painted, and what a thousand edits leave in the studio's memory.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import psutil

from benchmarks.bench import Bench, open_browser, studio_in
from benchmarks.data import SHOWN
from benchmarks.pictures import draw_pictures
from benchmarks.rows import Row, Size, format_spread
from tests.e2e.hands import wait_for
from tests.support.studio import ApiClient

PICTURES = 50_000
ROUNDS = 20
EDITS = 1000  # for the memory
MANY = 100  # pictures of one edit
LIMIT = "<= 100"  # ms
SETTLES = 200  # milliseconds from a tile's change until the wall has the focus on the next and nothing selected
# `__painted` gets the milliseconds from each key that edits until the tile with the focus has changed and is painted.
WATCH_TILE = """() => {
  window.__painted = [];
  const wall = document.querySelector('.data-wall');
  document.addEventListener('keydown', event => {
    if (!/^[1-9]$|^Delete$/.test(event.key) && !(event.ctrlKey && event.key === 'z')) return;
    const place = document.activeElement.getAttribute('aria-posinset');
    const read = () => {
      const tile = wall.querySelector(`.tile[aria-posinset="${place}"]:not([hidden])`);
      return tile && tile.querySelector('.tile-label').textContent + tile.querySelector('img').src;
    };
    const before = read();
    const observer = new MutationObserver(() => {
      if (read() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => window.__painted.push(performance.now() - event.timeStamp)));
    });
    observer.observe(wall, { subtree: true, childList: true, characterData: true, attributes: true });
  }, true);
}"""


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Eight rows: four by HTTP, the memory, three by the page."""
    pictures, rounds, edits = size.pick((PICTURES, ROUNDS, EDITS), (60, 2, 4))
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench, open_browser() as browser:
        project = bench.visitor.ask("POST", "/api/projects", {"title": "many", "lang": "en"})["id"]
        draw_pictures(bench.studio.projects / project / "data" / "edited", pictures)
        edited = EditedSet(bench, project)
        edited.settle()
        yield from measure_requests(edited, pictures, rounds)
        sizes = [edited.edit_often(edits // 10) for _ in range(10)]
        note = f"{edits} edits, {sizes[0]:.0f} → {sizes[-1]:.0f} MB"
        yield Row(
            "studio's memory over the last nine tenths of many edits", sizes[-1] - sizes[0], "MB", "<= 20", note=note
        )
        page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-US").new_page()
        page.goto(bench.studio.url)
        page.goto(f"{bench.studio.base}/#/project/{quote(project)}/data/edited")
        wait_for(page, SHOWN, 12)
        yield from measure_keys(page, edited, rounds)


class EditedSet:
    """A data set, and what a page asks of it."""

    def __init__(self, bench: Bench, project: str):
        self._ask: Callable = ApiClient(bench.studio).ask
        self._path = f"/api/projects/{quote(project)}/datasets/edited"
        self.process = psutil.Process(bench.studio.process.pid)
        self._rounds = 0

    def settle(self) -> None:
        """Wait until the data set is read."""
        while self._ask("GET", self._path).get("coming"):
            time.sleep(0.05)

    def list_paths(self, count: int) -> list[str]:
        """Some pictures."""
        rows = self._ask("GET", f"{self._path}/pictures?limit={count}")["rows"]
        return [row["path"] for row in rows]

    def list_classes(self) -> list[str]:
        """The names of its classes, in the order of their keys."""
        return [each["name"] for each in self._ask("GET", self._path)["classes"]]

    def edit(self, kind: str, paths: list[str], **more: str) -> None:
        """Edit pictures."""
        self._ask("POST", f"{self._path}/edits", {"kind": kind, "paths": paths, "seen": None, **more})

    def undo(self) -> None:
        """Take the last edit back."""
        self._ask("POST", f"{self._path}/edits/undo", {})

    def edit_often(self, count: int) -> float:
        """Edit one picture after the other. Returns the studio's megabytes afterwards."""
        paths = self.list_paths(100)
        for number in range(count):
            self.edit("relabel", [paths[number % len(paths)]], label=f"c{number % 10}")
        return self.process.memory_info().rss / 2**20

    def time(self, act: Callable[[], None]) -> tuple[float, float]:
        """Milliseconds of an act, by the clock and of the studio's processor time."""
        used, began = sum(self.process.cpu_times()[:2]), time.perf_counter()
        act()
        waited = time.perf_counter() - began
        return 1000 * waited, 1000 * (sum(self.process.cpu_times()[:2]) - used)


def measure_requests(edited: EditedSet, pictures: int, rounds: int) -> Iterator[Row]:
    """Yield the rows of the time that answers to edits take; each is done again with another label or picture."""
    paths = edited.list_paths(min(MANY, pictures // 2))  # classes stay that have pictures
    acts: dict[str, Callable[[int], Callable[[], None]]] = {
        "relabel one": lambda n: lambda: edited.edit("relabel", [paths[n % len(paths)]], label=f"c{1 + n % 9}"),
        f"relabel {len(paths)}": lambda n: lambda: edited.edit("relabel", paths, label=f"c{1 + n % 9}"),
        "delete one": lambda n: lambda: edited.edit("delete", [paths[n % len(paths)]]),
        "undo": lambda n: edited.undo,
    }
    for name, act in acts.items():
        times = [edited.time(act(number)) for number in range(rounds)]
        waits, used = zip(*times, strict=True)
        note = f"{format_spread(list(waits))} ms; processor {statistics.mean(used):.0f} ms"
        yield Row(f"{pictures:,} pictures: {name}", statistics.median(waits), "ms", LIMIT, note=note)


def measure_keys(page, edited: EditedSet, rounds: int) -> Iterator[Row]:
    """From a key to the painted tile."""
    page.locator('.tile[tabindex="0"]').focus()
    page.evaluate(WATCH_TILE)
    for name, press in {
        "relabel by a key": lambda number: page.keyboard.press(choose_key(page, edited, number)),
        "delete by a key": lambda number: page.keyboard.press("Delete"),
        "undo by keys": lambda number: page.keyboard.press("Control+z"),
    }.items():
        used, before = sum(edited.process.cpu_times()[:2]), len(page.evaluate("window.__painted"))
        for number in range(rounds):
            page.wait_for_timeout(SETTLES)
            if "undo" not in name:
                page.keyboard.press("Space")
                page.locator(".tile:focus[aria-selected=true]").wait_for()
            press(number)
            wait_for(page, "count => window.__painted.length > count", before + number)
            wait_for(page, "() => !document.querySelector('.edit-strip [aria-busy=true]')")
        painted = page.evaluate("window.__painted")[before:]
        spent = 1000 * (sum(edited.process.cpu_times()[:2]) - used) / rounds
        note = f"{format_spread(painted)} ms; the studio's processor {spent:.0f} ms"
        yield Row(f"{name}, until the tile is painted", statistics.median(painted), "ms", LIMIT, note=note)


def choose_key(page, edited: EditedSet, number: int) -> str:
    """The key of a class that the tile with the focus does not have: its picture is seen to change."""
    label, names = page.locator(".tile:focus .tile-label").inner_text(), edited.list_classes()[:9]
    keys = [str(place + 1) for place, name in enumerate(names) if name != label]
    return keys[number % len(keys)]
