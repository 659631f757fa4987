"""From the first page to an own detector: pictures of the camera are taken and boxed where it is taught, and it finds
such things in pictures that it has never seen. Every press is counted.
"""

import random
from pathlib import Path

import cv2
import pytest
from playwright.sync_api import Page, expect

from sunmao.vision import Detection
from tests.e2e.filming import filmed
from tests.e2e.hands import wait_for
from tests.e2e.rooms import layout_faults, visit
from tests.support.drawn_caps import draw_caps, find_caps, write_film
from tests.support.limits import poll_until

pytestmark = [pytest.mark.training, pytest.mark.long]

BOXED, MAX_ACTIONS = 5, 12
UNSEEN = 10  # pictures


class Child:
    """Does what a child would, and counts it: presses, holds and typed words; drags of boxes apart."""

    def __init__(self, page: Page):
        self.page, self.actions, self.drags = page, 0, 0

    def press(self, target: str) -> None:
        self.page.locator(target).first.click()
        self.actions += 1

    def hold_until(self, target: str, condition: str) -> None:
        """Hold a button until something is true of the page."""
        self.page.locator(target).hover()
        self.page.mouse.down()
        wait_for(self.page, condition)
        self.page.mouse.up()
        self.actions += 1

    def type(self, words: str) -> None:
        """Type a word and Enter: one action."""
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        self.actions += 1

    def drag_box(self, box: tuple) -> None:
        """Drag a box, in shares of the picture, from corner to corner."""
        place = self.page.locator(".label-stage > img").bounding_box()
        x1, x2 = (place["x"] + share * place["width"] for share in box[::2])
        y1, y2 = (place["y"] + share * place["height"] for share in box[1::2])
        self.page.mouse.move(x1, y1)
        self.page.mouse.down()
        self.page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2)
        self.page.mouse.move(x2, y2)
        self.page.mouse.up()
        self.drags += 1


@pytest.fixture
def page(browser, studio, tmp_path):
    write_film(tmp_path / "caps.mjpeg")
    with filmed(browser, tmp_path / "caps.mjpeg") as running, visit(running, studio, permissions=["camera"]) as page:
        yield page


def box_what_is_shown(child: Child, folder: Path, asked: str = "") -> None:
    """Box every cap of the picture on the stage. asked: the class, where the first box asks for its name."""
    page = child.page
    path = page.locator(".label-tile[aria-current]").get_attribute("title")
    wait_for(page, "() => document.querySelector('.label-stage > img')?.naturalWidth")
    image = cv2.imread(str(folder / path))
    height, width = image.shape[:2]
    boxes = find_caps(image)
    assert boxes, path
    for number, (x1, y1, x2, y2) in enumerate(boxes, 1):
        child.drag_box((x1 / width, y1 / height, x2 / width, y2 / height))
        if asked and number == 1:
            expect(page.locator("dialog input")).to_be_focused()
            child.type(asked)
        expect(page.locator(".label-stage [role=option]")).to_have_count(number)


def test_own_pictures_become_a_detector_that_answers(page, studio):
    child = Child(page)
    child.press(".hero .btn.pri")
    child.press(".teach-kinds button:nth-child(2)")
    expect(page.locator(".box-card")).to_be_visible()
    assert layout_faults(page) == []
    child.hold_until(
        ".box-tools .teach-hold",
        f"() => document.querySelectorAll('.label-hint')[0]?.textContent.includes('{BOXED + 1}')",
    )
    expect(page.locator(".label-tile")).not_to_have_count(0)
    child.press(".box-class")
    child.type("瓶盖")
    expect(page.locator(".box-class")).to_contain_text("瓶盖")
    folder = next(studio.projects.glob("*/data/找东西"))
    for number in range(BOXED):
        if number:
            before = page.locator(".label-tile[aria-current]").get_attribute("title")
            child.press(".box-next.pri")
            poll_until(lambda seen=before: page.locator(".label-tile[aria-current]").get_attribute("title") != seen)
        box_what_is_shown(child, folder)
    expect(page.locator(".box-class .num")).to_have_text(str(child.drags))
    assert layout_faults(page) == []
    child.press(".guide-train-go.pri")
    expect(page.locator(".find .guide-score")).to_be_visible()
    expect(page.locator(".find .try-winner")).to_have_attribute("data-count", "2")
    print(f"{child.actions} actions and {child.drags} boxes from the first page to the live answer")
    assert child.actions <= MAX_ACTIONS and layout_faults(page) == []
    weights = max((folder.parents[1] / "models").rglob("best_*.pth"), key=lambda path: path.stat().st_mtime)
    measure_unseen(weights)


def test_boxes_are_counted_again_after_a_reload(page, studio):
    child = Child(page)
    child.press(".hero .btn.pri")
    child.press(".teach-kinds button:nth-child(2)")
    child.hold_until(".box-tools .teach-hold", "() => document.querySelector('.label-hint')?.textContent.includes('2')")
    expect(page.locator(".label-tile")).not_to_have_count(0)
    project = page.evaluate("() => decodeURIComponent(location.hash).split('/')[2]")
    box_what_is_shown(child, studio.projects / project / "data" / "找东西")
    expect(page.locator(".box-class .num")).to_have_text(str(child.drags))
    page.reload()
    expect(page.locator(".box-class .num")).to_have_text(str(child.drags))


def measure_unseen(weights: Path) -> None:
    """The detector finds most caps of pictures that are in no film."""
    model, draw = Detection(backbone="RTMDet-Lite0", weights=str(weights)), random.Random(11)
    there = found = imagined = 0
    for _ in range(UNSEEN):
        image, boxes = draw_caps(draw)
        answers = [each.box for each in model.inference(image[:, :, ::-1].copy(), confidence=0.3).things]
        hits = sum(any(overlap(box, each) > 0.5 for each in answers) for box in boxes)
        there, found, imagined = there + len(boxes), found + hits, imagined + max(0, len(answers) - hits)
    print(f"{found} of {there} unseen things found, {imagined} too many")
    assert found >= 0.7 * there and imagined <= 0.3 * there


def overlap(one, other) -> float:
    """Intersection over union of two boxes."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    inside = max(0, wide) * max(0, high)
    area = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return inside / (area - inside)
