"""The page in Chromium: what its first load weighs, how soon it can be used, and how soon a program's first line is there."""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import open_browser, studio_in
from benchmarks.rows import Row, Size, format_spread
from tests.e2e.hands import wait_for

ROUNDS = 11
LOOKS = 1000  # milliseconds that a child looks at what was printed, before it presses Run again
# Begins to watch; `__line` then resolves to the milliseconds from the click to the first frame that has another number
# than the run before printed, whose lines may stay until then.
WATCH = """() => {
  let clicked = 0;
  const read = () => document.querySelector('.con')?.textContent.match(/\\d{7}/)?.[0];
  const before = read();
  addEventListener('pointerdown', () => { clicked = performance.now(); }, { capture: true, once: true });
  window.__line = new Promise(done => {
    const look = () => {
      const now = read();
      if (clicked && now && now !== before) return done(performance.now() - clicked);
      requestAnimationFrame(look);
    };
    look();
  });
}"""
READY = "() => Boolean(document.querySelector('#run.go') && document.querySelector('.blocklyBlockCanvas .text_print'))"
RANGE = {
    name: {"shadow": {"type": "math_number", "id": name, "fields": {"NUM": number}}}
    for name, number in (("FROM", 1_000_000), ("TO", 9_999_999))
}
PLAIN = {
    "blocks": {
        "languageVersion": 0,
        "blocks": [
            {
                "type": "program_start",
                "id": "s",
                "x": 40,
                "y": 40,
                "next": {
                    "block": {
                        "type": "text_print",
                        "id": "p",
                        "inputs": {"TEXT": {"block": {"type": "math_random_int", "id": "r", "inputs": RANGE}}},
                    }
                },
            }
        ],
    }
}


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows: the first load, milliseconds until the blocks view can be used (warm server and browser), click → first line."""
    rounds = size.pick(ROUNDS, 1)
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench, open_browser() as browser:
        project = bench.of(PLAIN).project
        yield weigh_first_load(browser, bench.studio.url)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(bench.studio.url)
        ready = [usable(page, f"{bench.studio.base}/#/project/{project}") for _ in range(rounds)]
        yield Row("page usable, warm server", statistics.median(ready), "ms", "<= 800", note=format_spread(ready))
        first = [first_line(page) for _ in range(rounds)]
        name = "plain program: click to first line"
        yield Row(name, statistics.median(first), "ms", "<= 60", note=format_spread(first))


def weigh_first_load(browser, address: str) -> Row:
    """The row of the bytes that a browser without a cache receives until the first page rests, headers and packing
    included.
    """
    context = browser.new_context(locale="zh-CN")
    page, sizes = context.new_page(), []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2000)
    context.close()
    return Row("first load, as sent", sum(sizes) / 1000, "kB", "<= 320", note=f"{len(sizes)} requests")


def usable(page, address: str) -> float:
    """Milliseconds of a full load until a block of the program can be seen and Run be pressed."""
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    wait_for(page, READY)
    return page.evaluate("performance.now()")


def first_line(page) -> float:
    """Milliseconds from pressing Run until the first printed line is on the page."""
    wait_for(page, READY)
    page.wait_for_timeout(LOOKS)
    page.evaluate(WATCH)
    page.click("#run")
    return page.evaluate("() => window.__line")
