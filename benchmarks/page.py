"""The page in Chromium: what its first load weighs, how soon it can be used, and how soon a program's first line is there."""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import open_browser, studio_in
from benchmarks.rows import Row, Size, format_spread
from tests.e2e.hands import wait_for

ROUNDS = 7
# Begins to watch; `__line` then resolves to the milliseconds from the click to the first frame that has the line.
WATCH = """() => {
  let clicked = 0;
  const had = document.querySelector('.con')?.textContent.length ?? 0;
  addEventListener('pointerdown', () => { clicked = performance.now(); }, { capture: true, once: true });
  window.__line = new Promise(done => {
    const look = () => {
      const text = document.querySelector('.con')?.textContent ?? '';
      if (clicked && window.__cleared && text.includes('first line')) return done(performance.now() - clicked);
      window.__cleared ||= clicked && !text.includes('first line');
      requestAnimationFrame(look);
    };
    window.__cleared = had === 0; look();
  });
}"""
READY = "() => Boolean(document.querySelector('#run.go') && document.querySelector('.blocklyBlockCanvas .text_print'))"
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
                        "inputs": {"TEXT": {"shadow": {"type": "text", "id": "t", "fields": {"TEXT": "first line"}}}},
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
    """What a browser without a cache gets until the first page rests, headers and packing included."""
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
    page.evaluate(WATCH)
    page.click("#run")
    return page.evaluate("() => window.__line")
