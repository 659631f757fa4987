"""From the first page to an own model of three classes that answers to the camera: counted, in both languages."""

import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.filming import filmed
from tests.e2e.hands import wait_for
from tests.e2e.rooms import LANGUAGES, QUIET, layout_faults
from tests.support.limits import HANG_TIMEOUT
from tests.support.studio import ApiClient

pytestmark = pytest.mark.training

SHOWN, RATE = 10, 30  # seconds of each class in the film; pictures a second
SIDE = 16
HOLD = 2.6  # seconds
LATEST = 2 * 3 * SHOWN  # seconds until the film shows a class again, on a busy computer
# Which of some small grey pictures the camera shows now: [number, mean difference].
SEEN = """async views => {
  const video = document.querySelector('.teach video');
  if (!video?.videoWidth) return [-1, 255];
  const sheet = Object.assign(document.createElement('canvas'), { width: 16, height: 16 }), pen = sheet.getContext('2d');
  pen.drawImage(video, 0, 0, 16, 16);
  const rgb = pen.getImageData(0, 0, 16, 16).data;
  const far = views.map(view => view.reduce((sum, grey, n) =>
    sum + Math.abs(grey - (0.299 * rgb[4 * n] + 0.587 * rgb[4 * n + 1] + 0.114 * rgb[4 * n + 2])), 0) / view.length);
  const best = far.indexOf(Math.min(...far));
  return [best, far[best]];
}"""


def draw(kind: int, random) -> np.ndarray:
    """A thing of one class before a grey wall, (240, 320, 3) uint8 BGR: a ball, a star, stripes; never the same twice."""
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


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> tuple[Path, list]:
    """The film, and what each class looks like from afar. The camera shows it from its first picture on."""
    random, path = np.random.default_rng(7), tmp_path_factory.mktemp("camera") / "things.mjpeg"
    views = []
    with open(path, "wb") as file:
        for kind in range(3):
            frames = [draw(kind, random) for _ in range(SHOWN * RATE // 6)]
            for frame in frames:
                file.write(cv2.imencode(".jpg", frame)[1].tobytes() * 6)
            small = cv2.resize(np.mean(frames, axis=0).astype(np.uint8), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
            views.append(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).ravel().tolist())
    return path, views


@pytest.fixture(scope="module")
def seeing(browser, film):
    with filmed(browser, film[0]) as running:
        yield running


@pytest.fixture(params=["zh", "en"])
def lang(request):
    return request.param


@pytest.fixture
def page(seeing, studio, lang):
    context = seeing.new_context(
        viewport={"width": 1366, "height": 768}, locale=LANGUAGES[lang], permissions=["camera"]
    )
    page, errors = context.new_page(), []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": lang})
    page.goto(studio.url)
    yield page
    context.close()
    assert [said for said in errors if not any(quiet in said for quiet in QUIET)] == []


class Child:
    """Does what a child would, and counts it: one action is one press."""

    def __init__(self, page: Page, views: list):
        self.page, self.views, self.actions = page, views, 0

    def press(self, target: str) -> None:
        self.page.locator(target).first.click()
        self.actions += 1

    def hold(self, card: int) -> None:
        """Hold the button of the active card while the camera shows its class."""
        if card:
            self.press(f".teach-card:nth-child({card + 1}) .btn.ghost.ic")
            self.until_shown(card)
        self.page.locator(".teach-hold").hover()
        self.page.mouse.down()
        self.actions += 1
        wait_for(self.page, "() => document.querySelector('.teach video')?.videoWidth")
        time.sleep(HOLD)
        self.page.mouse.up()
        expect(self.page.locator(".teach-hold:not(.held)")).to_be_visible()

    def until_shown(self, kind: int) -> None:
        """Wait until the camera begins to show a class."""
        end, shown = time.monotonic() + LATEST, kind
        while (before := shown) == kind or (shown := self.look()) != kind:
            assert time.monotonic() < end, f"class {kind} is not shown"
            shown = self.look() if before == kind else shown

    def look(self) -> int:
        time.sleep(0.05)
        return self.page.evaluate(SEEN, self.views)[0]


def test_from_the_first_page_to_a_model_that_answers_and_is_tested(page, studio, film, lang, tmp_path):
    child, began = Child(page, film[1]), time.monotonic()
    child.press(".hero .btn.pri")
    expect(page.locator(".teach-card")).to_have_count(3)
    assert layout_faults(page) == []
    for card in range(3):
        child.hold(card)
    expect(page.locator(".teach-go.pri")).to_be_enabled()
    assert layout_faults(page) == []
    child.press(".teach-go")
    pressed = time.monotonic()
    expect(page.locator(".teach-done")).to_be_visible()
    wait_for(page, "() => document.querySelector('.try-winner:not(.waiting)')")
    now = time.monotonic()
    print(f"{child.actions} actions, {now - began:.1f} s; from Train to the answer {now - pressed:.1f} s")
    assert child.actions == 7 and layout_faults(page) == []
    names = [row["name"] for row in list_classes(studio, page)]
    for kind in (1, 2, 0) if lang == "zh" else (1,):
        child.until_shown(kind)
        expect(page.locator(".try-winner")).to_have_attribute("data-label", names[kind])
    if lang == "zh":
        take_the_test(child, studio)
        run_outside(page, studio, tmp_path)
    page.get_by_role("button", name={"zh": "看它的积木", "en": "Look at its blocks"}[lang]).click()
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()


def take_the_test(child: Child, studio) -> None:
    """Three actions more, and the mark is that of pictures taken elsewhere: the right ones of fifteen, with a range."""
    page, before = child.page, child.actions
    child.press(".teach-test .btn.pri")
    expect(page.locator(".teach-turn")).to_be_visible()
    expect(page.locator(".teach-after")).to_be_visible()
    said = page.locator(".teach-test").inner_text()
    assert "15 题答对" in said and "真正的本领大约是 15 题对" in said and child.actions == before + 1
    assert [row["tests"] for row in list_classes(studio, page)] == [5, 5, 5]
    right = int(said.split("15 题答对 ")[1].split(" ")[0])
    assert right >= 13 and layout_faults(page) == []


def run_outside(page: Page, studio, folder: Path) -> None:
    """The exported Python learns and recognizes by itself, with a film as its camera."""
    random, clip = np.random.default_rng(8), folder / "star.mjpeg"
    clip.write_bytes(b"".join(cv2.imencode(".jpg", draw(1, random))[1].tobytes() for _ in range(12)))
    project = page.evaluate("() => decodeURIComponent(location.hash).split('/')[2]")
    exported = ApiClient(studio).opener.open(f"{studio.base}/api/projects/{quote(project)}/export/main.py").read()
    (folder / "main.py").write_bytes(exported + "    print(结果.label)\n".encode())
    shutil.copytree(studio.projects / project / "data", folder / "data")
    words = [sys.executable, "-m", "sunmao.server", "run", "--camera", str(clip), "main.py"]
    done = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", timeout=HANG_TIMEOUT)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "第 2 类" in done.stdout.splitlines()[-1]


def list_classes(studio, page: Page) -> list[dict]:
    project = quote(page.evaluate("() => decodeURIComponent(location.hash).split('/')[2]"))
    name = {"zh": "我的图片", "en": "my-pictures"}[page.evaluate("() => document.documentElement.lang.slice(0, 2)")]
    return ApiClient(studio).ask("GET", f"/api/projects/{project}/datasets/{quote(name)}/classes")
