"""The page in Chromium: how soon it can be used, and how soon a program's first line stands on it."""

import statistics
import tempfile
from pathlib import Path

from benchmarks.rows import Row, spread
from tests.e2e.hands import wait_for
from tests.support.studio import Visitor, browser_options, find_chromium, start_studio, stop_studio

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


def measure() -> list[Row]:
    """Two rows: milliseconds until the blocks view can be used (warm server and browser), and click → first line."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        studio = start_studio(Path(folder))
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=browser_options())
        try:
            visitor = Visitor(studio)
            project = visitor.ask("POST", "/api/projects", {"title": "plain", "lang": "en"})["id"]
            visitor.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": PLAIN, "base": 1})
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(studio.url)
            ready = [usable(page, f"{studio.base}/#/project/{project}") for _ in range(ROUNDS)]
            first = [first_line(page) for _ in range(ROUNDS)]
        finally:
            browser.close()
            stop_studio(studio)
    return [
        Row("page usable, warm server", statistics.median(ready), "ms", "<= 1000", note=spread(ready)),
        Row("plain program: click to first line", statistics.median(first), "ms", "<= 150", note=spread(first)),
    ]


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
