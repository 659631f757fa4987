"""A film of things of three classes, and a child who shows them to the camera and counts what it does."""

import base64
import json
import time
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hands import wait_for
from tests.support.limits import HANG_TIMEOUT

SHOWN, RATE = 10, 30  # seconds of each class in the film; pictures a second
SIDE = 16
HOLD = 2.6  # seconds
SETTLED = 2  # seconds, after which no answer is under way that is of what was seen before
STAGED = 24  # pictures of a class, of those that are shown by hand
LATEST = 2 * 3 * SHOWN  # seconds until the film shows a class again, on a busy computer
# Which of some small gray pictures the camera shows now: [number, mean difference].
SEEN = """async views => {
  const video = document.querySelector('video');
  if (!video?.videoWidth) return [-1, 255];
  const sheet = Object.assign(document.createElement('canvas'), { width: 16, height: 16 }), pen = sheet.getContext('2d');
  pen.drawImage(video, 0, 0, 16, 16);
  const rgb = pen.getImageData(0, 0, 16, 16).data;
  const far = views.map(view => view.reduce((sum, gray, n) =>
    sum + Math.abs(gray - (0.299 * rgb[4 * n] + 0.587 * rgb[4 * n + 1] + 0.114 * rgb[4 * n + 2])), 0) / view.length);
  const best = far.indexOf(Math.min(...far));
  return [best, far[best]];
}"""
# Where a page asks for a camera, it sees ten pictures a second of one of these films: of which, `sessionStorage` says.
STAGE = """films => {
  const pictures = films.map(film => film.map(src => Object.assign(new Image(), { src })));
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
    const pen = canvas.getContext('2d');
    let count = 0;
    const show = () => {
      const film = pictures[Number(sessionStorage.getItem('on-stage') ?? 0)];
      pen.drawImage(film[count++ % film.length], 0, 0);
    };
    show();
    setInterval(show, 100);
    return canvas.captureStream();
  };
}"""
ON_STAGE = "kind => sessionStorage.setItem('on-stage', kind)"


def draw(kind: int, random) -> np.ndarray:
    """A thing of one class before a gray wall, (240, 320, 3) uint8 BGR: a ball, a star, stripes; never the same twice."""
    image = np.full((240, 320, 3), 150 + random.integers(-8, 8), np.uint8)
    x, y, size = 160 + random.integers(-25, 25), 120 + random.integers(-15, 15), 60 + random.integers(-10, 10)
    if kind == 0:
        cv2.circle(image, (int(x), int(y)), int(size), (40, 110, 220), -1)
    elif kind == 1:
        turns = np.arange(10) * np.pi / 5 + random.uniform(0, 0.3)
        reach = np.where(np.arange(10) % 2, 0.4, 1.1) * size
        corners = np.stack([x + reach * np.sin(turns), y - reach * np.cos(turns)], 1).astype(np.int32)
        cv2.fillPoly(image, [corners], (70, 140, 40))
    else:
        for stripe in range(-2, 3):
            top = int(y + stripe * 26)
            cv2.rectangle(image, (int(x - 90), top), (int(x + 90), top + 12), (30, 30, 30), -1)
    return np.clip(image + random.normal(0, 4, image.shape), 0, 255).astype(np.uint8)


def draw_things() -> list[list[np.ndarray]]:
    """The pictures of each of three classes."""
    random = np.random.default_rng(7)
    return [[draw(kind, random) for _ in range(SHOWN * RATE // 6)] for kind in range(3)]


def write_things(path: Path) -> list:
    """The film of three classes one after the other, and what each of them looks like from afar."""
    films = draw_things()
    path.write_bytes(b"".join(cv2.imencode(".jpg", frame)[1].tobytes() * 6 for film in films for frame in film))
    return [see_from_afar(film) for film in films]


def see_from_afar(frames: list[np.ndarray]) -> list[int]:
    """Return the mean of all pictures of a class: `SIDE` × `SIDE` levels of gray, row by row."""
    small = cv2.resize(np.mean(frames, axis=0).astype(np.uint8), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).ravel().tolist()


class Child:
    """Does what a child would, and counts it: one action is one press, or one text that is typed."""

    def __init__(self, page: Page, views: list):
        self.page, self.views, self.actions = page, views, 0

    def press(self, target: str) -> None:
        self.page.locator(target).first.click()
        self.actions += 1

    def hold(self, target: str, taken: Locator | None = None) -> None:
        """Hold the button that takes pictures, on a slow computer until this is seen of them."""
        self.page.locator(target).hover()
        self.page.mouse.down()
        self.actions += 1
        wait_for(self.page, "() => document.querySelector('video')?.videoWidth")
        time.sleep(HOLD)
        if taken:
            expect(taken).to_be_visible(timeout=1000 * HANG_TIMEOUT)
        self.page.mouse.up()

    def until_shown(self, kind: int) -> None:
        """Wait until the camera begins to show a class."""
        end, shown = time.monotonic() + LATEST, kind
        while (before := shown) == kind or (shown := self.look()) != kind:
            assert time.monotonic() < end, f"class {kind} is not shown"
            shown = self.look() if before == kind else shown

    def look(self) -> int:
        time.sleep(0.05)
        return self.page.evaluate(SEEN, self.views)[0]


class StagedChild(Child):
    """A child who shows at once what the camera is to see. Whoever waits for a film to come round computes answers all the
    time, two thirds of a test's processor time.
    """

    def __init__(self, page: Page, films: list[list[np.ndarray]]):
        """films: the pictures of each class, (240, 320, 3) uint8 BGR; the first is seen first."""
        super().__init__(page, [see_from_afar(film) for film in films])
        sources = [[encode_source(frame) for frame in film[:STAGED]] for film in films]
        page.add_init_script(f"({STAGE})({json.dumps(sources)})")
        page.evaluate(STAGE, sources)

    def until_shown(self, kind: int) -> None:
        """Show a class, until the page's video does."""
        self.page.evaluate(ON_STAGE, str(kind))
        end = time.monotonic() + LATEST
        while self.look() != kind:
            assert time.monotonic() < end, f"class {kind} is not shown"
        time.sleep(SETTLED)


def encode_source(frame: np.ndarray) -> str:
    """A picture as the address of an image."""
    return "data:image/jpeg;base64," + base64.b64encode(cv2.imencode(".jpg", frame)[1].tobytes()).decode()
