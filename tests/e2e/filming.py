"""A Chromium whose camera shows a film, and what a test looks at in moving pictures."""

import io
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.e2e.hands import wait_for
from tests.support.studio import FAKE_CAMERA, launch_chromium

RATE, LEFT_OUT = 30, 3  # pictures a second of an MJPEG film, which Chromium fixes; one of so many is shown
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
def filmed(browser: Browser, clip: Path, *more: str, slow: bool = True):
    """A browser of its own whose camera shows a clip (MJPEG), again and again. Who may use it, its contexts say; more:
    arguments of its own; slow: as of `slow_down`.
    """
    camera = [FAKE_CAMERA, f"--use-file-for-fake-video-capture={slow_down(clip) if slow else clip}"]
    running = launch_chromium(browser.browser_type, *camera, *more)
    yield running
    running.close()


def slow_down(clip: Path) -> Path:
    """The same film with ten pictures a second (YUV4MPEG2) instead of thirty: what a page does with each of them is most
    of the processor time of a test with a camera.
    """
    pictures = [
        Image.open(io.BytesIO(b"\xff\xd8" + each)) for each in clip.read_bytes().split(b"\xff\xd8")[1::LEFT_OUT]
    ]
    slow, (width, height) = clip.with_suffix(".y4m"), pictures[0].size
    with open(slow, "wb") as film:
        film.write(b"YUV4MPEG2 W%d H%d F%d:1\n" % (width, height, RATE // LEFT_OUT))
        for picture in pictures:
            bright, *colors = np.moveaxis(np.asarray(picture.convert("YCbCr")), -1, 0)
            small = [each.reshape(height // 2, 2, width // 2, 2).mean((1, 3)).astype(np.uint8) for each in colors]
            film.write(b"FRAME\n" + bright.tobytes() + b"".join(each.tobytes() for each in small))
    return slow


def moves(page: Page) -> None:
    """Wait until the first moving picture of the page shows another picture than now."""
    page.evaluate("() => { delete window.before }")
    wait_for(page, MOVES)


def hide(page: Page, hidden: bool) -> None:
    """Tell a page that another tab covers it, as a browser does (a headless one covers none)."""
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
