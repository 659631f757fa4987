"""A Chromium whose camera shows a film, and what a test looks at in moving pictures."""

from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.e2e.hands import wait_for
from tests.support.studio import FAKE_CAMERA, launch_chromium

# Keeps the tracks of every camera that the page opens in `tracks`.
KEEP_TRACKS = """
window.tracks = [];
const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wish) => { const stream = await open(wish); tracks.push(...stream.getTracks()); return stream; };
"""
LIT = "() => tracks.filter(track => track.readyState === 'live').length"
# What a canvas shows, as text; null for a canvas that has not begun.
SHOWN = "canvas => canvas.width > 4 ? canvas.toDataURL('image/jpeg', 0.5) : null"
MOVES = f"""() => {{
  const shown = {SHOWN}, canvas = document.querySelector('.live-place canvas');
  const now = canvas && shown(canvas);
  window.before ??= now;
  return now && now !== window.before;
}}"""


@contextmanager
def filmed(browser: Browser, clip: Path):
    """A browser of its own whose camera shows a clip (MJPEG), again and again. Who may use it, its contexts say."""
    camera = [FAKE_CAMERA, f"--use-file-for-fake-video-capture={clip}"]
    running = launch_chromium(browser.browser_type, *camera)
    yield running
    running.close()


def moves(page: Page) -> None:
    """Wait until the first moving picture of the page shows another picture than now."""
    page.evaluate("() => { delete window.before }")
    wait_for(page, MOVES)


def hide(page: Page, hidden: bool) -> None:
    """What a browser says to a page whose tab another one covers (a headless one covers none)."""
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden }); document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


def live_sockets(page: Page) -> list[str]:
    """The topics of the live connections that are open, kept up to date. To be called before they open."""
    topics: list[str] = []

    def opened(socket):
        if "/live?topic=" in socket.url:
            topics.append(socket.url.split("topic=")[1])
            socket.on("close", lambda _: topics.remove(socket.url.split("topic=")[1]))

    page.on("websocket", opened)
    return topics
