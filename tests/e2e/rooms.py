"""Projects for tests of the page around the blocks: programs of Python blocks, and pages of other sizes and languages."""

import re
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

from tests.support.studio import ApiClient, Studio

SIZES = {
    "laptop": (1366, 768, False),
    "school": (1366, 625, False),
    "tablet": (1024, 768, True),
    "enlarged": (683, 384, False),
}
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
QUIET = (
    "net::ERR_",
    "WebSocket connection",
    "status of 4",
    "status of 507",
)  # what Chromium says of refusals that a test causes


def program(*codes: str) -> dict:
    """A saved workspace: the start block, then one Python block for each code (ids p0, p1, …)."""
    saved: dict = {}
    for number, code in reversed(list(enumerate(codes))):
        saved = {"next": {"block": {"type": "program_python", "id": f"p{number}", "fields": {"code": code}, **saved}}}
    return {
        "blocks": {
            "languageVersion": 0,
            "blocks": [{"type": "program_start", "id": "start", "x": 40, "y": 24, **saved}],
        }
    }


def make(studio: Studio, workspace: dict, title: str = "试验") -> str:
    """A project with these blocks; returns its id."""
    visitor = ApiClient(studio)
    project = visitor.ask("POST", "/api/projects", {"title": title, "lang": "zh"})
    visitor.ask(
        "PUT", f"/api/projects/{quote(project['id'])}/workspace", {"workspace": workspace, "base": project["version"]}
    )
    return project["id"]


# The page that was left is gone when two frames have passed: its blocks are not taken for those of the next one.
GO = """id => new Promise(done => {
  const later = () => requestAnimationFrame(() => requestAnimationFrame(done)), before = location.href;
  location.hash = '#/project/' + encodeURIComponent(id);
  location.href === before ? later() : addEventListener('hashchange', later, { once: true });
})"""


def enter(page: Page, project: str) -> None:
    """Go to a project and wait for its blocks."""
    page.evaluate(GO, project)
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()


AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")


def layout_faults(page: Page, least_contrast: float = 4.5) -> list[str]:
    """List everything small, cut, pale or outside on the page as it stands. least_contrast: of a text with its ground,
    1 … 21 (WCAG).
    """
    return page.evaluate(AUDIT, least_contrast)


def run(page: Page) -> None:
    """Press Run."""
    page.locator("#run.go").click()


def read_output(page: Page) -> str:
    """Return all output of the program, also the part that is scrolled away. The inner text of the log lacks what is
    not drawn.
    """
    return page.locator(".con").text_content() or ""


def read_numbers(page: Page) -> list[int]:
    """Each number that the program has printed after the word `number`."""
    return [int(number) for number in re.findall(r"number (\d+)", read_output(page))]


# `fetch` with the page's key, for what a test looks up from inside the page.
ASK = """((path, options = {}) => fetch(path, { ...options, headers: { ...options.headers,
  'X-Sunmao-Key': JSON.parse(localStorage.getItem('sunmao:key')) } }))"""


def ended(page: Page) -> None:
    """Wait until Run is back."""
    expect(page.locator("#run.go")).to_be_visible()


def stop(page: Page) -> None:
    """Press Stop, and wait until Run is back."""
    page.locator("#run.stop").click()
    ended(page)


@contextmanager
def visit(browser: Browser, studio: Studio, size: str = "laptop", lang: str = "zh", **more):
    """A page of its own, in a size and a language. Refusals that a test causes on purpose do not fail it. more: what
    the system asks for (contrast …).
    """
    width, height, touch = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=touch, locale=LANGUAGES[lang], **more
    )
    page, errors = context.new_page(), []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": lang})
    page.goto(studio.url)
    yield page
    context.close()
    unexpected = [said for said in errors if not any(quiet in said for quiet in QUIET)]
    assert not unexpected, unexpected
