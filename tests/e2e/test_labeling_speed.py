"""Hundreds of outlines, thousands of pictures, outlines by one click: it works; how long it takes is printed."""

import json
import re
import shutil
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import wait_for
from tests.e2e.label_hands import (
    CLASSES,
    SAVED,
    SHOWN,
    TO_SCREEN,
    open_labeling,
)
from tests.e2e.rooms import make, program
from tests.support.limits import poll_until
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long

OUTLINES, PICTURES = 300, 20_000


FRAMES = """() => {
  window.frames_seen = [];
  let last = performance.now();
  const look = now => {
    window.frames_seen.push(now - last);
    last = now;
    window.frames_on = requestAnimationFrame(look);
  };
  window.frames_on = requestAnimationFrame(look);
}"""


def write_outlines(folder: Path, count: int = OUTLINES) -> str:
    """A picture with many outlines of sixty corners each, as COCO has them; returns its name."""
    rng = np.random.default_rng(3)
    folder.mkdir(parents=True)
    cv2.imwrite(str(folder / "many.png"), rng.integers(0, 255, (480, 640, 3), dtype=np.uint8))
    turns = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    annotations = []
    for number in range(count):
        x, y, radius = rng.uniform(20, 620), rng.uniform(20, 460), rng.uniform(8, 20)
        outline = np.stack([x + radius * np.cos(turns), y + radius * np.sin(turns)], 1).clip([0, 0], [640, 480])
        low, high = outline.min(0), outline.max(0)
        annotations.append(
            {
                "id": number + 1,
                "image_id": 1,
                "category_id": 1 + number % 2,
                "segmentation": [outline.ravel().round(2).tolist()],
                "bbox": [*low.tolist(), *(high - low).tolist()],
                "area": 1.0,
                "iscrowd": 0,
            }
        )
    said = {
        "images": [{"id": 1, "file_name": "many.png", "width": 640, "height": 480}],
        "annotations": annotations,
        "categories": [{"id": 1, "name": "cell"}, {"id": 2, "name": "dust"}],
    }
    (folder / "annotations.json").write_text(json.dumps(said))
    return "many.png"


def test_a_drag_among_three_hundred_outlines_is_smooth(page: Page, studio):
    project = make(studio, program("print('many')"))
    name = write_outlines(studio.projects / project / "data" / "many")
    open_labeling(page, project, name, "many")
    expect(page.locator(".label-stage [role=option]")).to_have_count(OUTLINES)
    page.keyboard.press("v")
    first = page.locator("#label-0").inner_text()
    left, top, wide, high = (int(each) for each in re.findall(r"\d+", first)[2:] + re.findall(r"\d+", first)[:2])
    middle = [left + wide / 2, top + high / 2]
    page.mouse.click(*page.evaluate(TO_SCREEN, middle))
    expect(page.locator(".label-stage [aria-selected=true]")).to_have_count(1)
    before = page.locator(".label-stage > .sr").inner_text()
    start = page.evaluate(TO_SCREEN, middle)
    page.mouse.move(*start)
    page.mouse.down()
    page.evaluate(FRAMES)
    for step in range(120):
        page.mouse.move(start[0] + step, start[1] + 20 * (step % 5))
    frames = sorted(
        page.evaluate("() => { cancelAnimationFrame(window.frames_on); return window.frames_seen.slice(2) }")
    )
    page.mouse.up()
    wait_for(page, "before => document.querySelector('.label-stage > .sr').innerText !== before", before)
    slow = frames[int(0.95 * len(frames))]
    print(
        f"a drag among {OUTLINES} outlines: {len(frames)} frames, p50 {frames[len(frames) // 2]:.1f}, p95 {slow:.1f} ms"
    )


def test_a_set_of_twenty_thousand_pictures_opens_at_once(page: Page, studio):
    project = make(studio, program("print('large')"))
    folder = studio.projects / project / "data" / "large"
    folder.mkdir(parents=True)
    picture = cv2.imencode(".jpg", np.full((48, 64, 3), 90, np.uint8))[1].tobytes()
    for number in range(PICTURES):
        (folder / f"{number:05d}.jpg").write_bytes(picture + number.to_bytes(4, "big"))
    visitor, path = ApiClient(studio), f"/api/projects/{project}/datasets/large"

    def is_read() -> bool:
        return not visitor.ask("GET", path).get("coming")

    poll_until(is_read, "the set is read", lambda: time.sleep(0.2))
    visitor.ask("PUT", f"{path}/task", {"task": "detection", "classes": CLASSES})
    poll_until(is_read, "the set is read", lambda: time.sleep(0.2))
    # The project is open, as it is for a child who comes from the wall.
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/data/large` }", project)
    expect(page.locator(".data-class.all")).to_contain_text("20000")
    begun = time.monotonic()
    page.locator(".data-tools").get_by_role("link", name="标注").click()
    wait_for(page, SHOWN, "00000.jpg")
    expect(page.locator(".label-tile img").first).to_be_visible()
    took = 1000 * (time.monotonic() - begun)
    print(f"{PICTURES} pictures: labeling opens in {took:.0f} ms")
    page.locator(".label-pictures").evaluate("e => { e.scrollLeft = e.scrollWidth }")
    expect(page.get_by_role("button", name="第 20000 张，还没标")).to_be_visible()


def test_one_click_outlines_a_nucleus(page: Page, studio, shared):
    project = make(studio, program("print('nuclei')"))
    folder = studio.projects / project / "data" / "nuclei"
    folder.mkdir(parents=True)
    nuclei = shared / "data" / "nuclei-fluo"
    said = json.loads((nuclei / "annotations" / "train.json").read_text(encoding="utf-8"))
    image = said["images"][0]
    name = Path(image["file_name"]).name
    shutil.copy(nuclei / "images" / "train" / name, folder / name)
    visitor, path = ApiClient(studio), f"/api/projects/{project}/datasets/nuclei"
    poll_until(lambda: not visitor.ask("GET", path).get("coming"), "the set is read", lambda: time.sleep(0.05))
    visitor.ask("PUT", f"{path}/task", {"task": "instance", "classes": ["nucleus"]})
    poll_until(lambda: not visitor.ask("GET", path).get("coming"), "the set is read", lambda: time.sleep(0.05))
    truths = [draw_mask(one["segmentation"]) for one in said["annotations"] if one["image_id"] == image["id"]]
    truths = sorted((mask for mask in truths if mask.sum() > 60), key=lambda mask: -mask.sum())[:8]
    open_labeling(page, project, name, "nuclei")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/outline") else None)
    page.keyboard.press("k")
    for number, mask in enumerate(truths):
        rows, columns = np.nonzero(mask)
        page.mouse.click(*page.evaluate(TO_SCREEN, [float(columns.mean()), float(rows.mean())]))
        expect(page.locator(".label-stage [role=option]")).to_have_count(number + 1)
    wait_for(page, SAVED)
    assert len(asked) == 1 + len(truths), "one to get ready, and one for each click"
    found = [draw_mask(thing["polygons"]) for thing in visitor.ask("GET", f"{path}/annotations?path={name}")["objects"]]
    overlaps = [(one & two).sum() / (one | two).sum() for one, two in zip(found, truths)]
    print(f"one click each: {len(overlaps)} nuclei, mean IoU {np.mean(overlaps):.3f}, least {min(overlaps):.3f}")
    assert np.mean(overlaps) >= 0.75


def draw_mask(polygons: list[list[float]], side: int = 256) -> np.ndarray:
    """(256, 256) bool: what outlines hold."""
    mask = np.zeros((side, side), np.uint8)
    for polygon in polygons:
        cv2.fillPoly(mask, [np.asarray(polygon, float).reshape(-1, 2).round().astype(np.int32)], 1)
    return mask.astype(bool)
