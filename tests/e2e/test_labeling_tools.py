"""The tools of labeling: paint, bucket and rubber, a pen, boxes that go to the edge or follow a thing through a film."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from sunmao.data.dataset import Dataset
from sunmao.data.formats.masks.class_masks import draw_object
from tests.e2e.hands import wait_for
from tests.e2e.label_hands import SAVED, SHOWN, TO_SCREEN, Fingers, PictureSet, drag, open_labeling
from tests.e2e.rooms import layout_faults, make, program, visit
from tests.e2e.screenshots import shoot
from tests.support.limits import poll_until
from tests.support.moving_thing import draw_film, write_film
from tests.support.onnx_files import painter

WIDE, HIGH = 240, 180
SQUARE = (150, 40, 210, 100)


@pytest.fixture
def flags(studio) -> PictureSet:
    """Pictures of a white square on red and blue."""
    made = PictureSet(studio, "flags")
    image = np.zeros((HIGH, WIDE, 3), np.uint8)
    image[:, :100], image[:, 100:] = (40, 40, 200), (200, 60, 30)
    image[SQUARE[1] : SQUARE[3], SQUARE[0] : SQUARE[2]] = 250
    for name in ("a.png", "b.png"):
        cv2.imwrite(str(made.folder / name), image)
    return made


def read_paint(made: PictureSet, name: str) -> dict[str, np.ndarray]:
    """Return the pixels of each class in the files, (h, w) bool."""
    return {thing.label: draw_object(thing, (WIDE, HIGH)) > 0 for thing in made.read(name).things}


def draw_stroke(start: tuple[float, float], end: tuple[float, float], wide: float) -> np.ndarray:
    """The pixels within half a width of a level line, (h, w) bool."""
    rows, columns = np.mgrid[:HIGH, :WIDE] + 0.5
    along = columns.clip(start[0], end[0])
    return (columns - along) ** 2 + (rows - start[1]) ** 2 <= (wide / 2) ** 2


@pytest.mark.long
def test_classes_are_painted_poured_and_rubbed_out(page: Page, flags):
    flags.declare("semantic", ["ground", "square", "line"])
    open_labeling(page, flags.project, "a.png", "flags")
    page.get_by_role("button", name="涂色").click()
    page.keyboard.press("1")
    page.get_by_role("button", name="油漆桶").click()
    page.mouse.click(*page.evaluate(TO_SCREEN, [50, 90]))
    page.keyboard.press("2")
    page.mouse.click(*page.evaluate(TO_SCREEN, [180, 70]))
    wait_for(page, SAVED)
    ground, square = np.zeros((2, HIGH, WIDE), bool)
    ground[:, :100] = True
    square[SQUARE[1] : SQUARE[3], SQUARE[0] : SQUARE[2]] = True
    paint = read_paint(flags, "a.png")
    assert (paint["ground"] == ground).all() and (paint["square"] == square).all()

    page.keyboard.press("3")
    page.locator(".label-tools").get_by_role("button", name="画笔", exact=True).click()
    page.get_by_role("button", name="粗一点").click()
    drag(page, [40, 150], [140, 150])
    wait_for(page, SAVED)
    line = draw_stroke((40, 150), (140, 150), 16)
    paint = read_paint(flags, "a.png")
    assert (paint["line"] & line).sum() / (paint["line"] | line).sum() > 0.97
    assert (paint["ground"] == ground & ~paint["line"]).all(), "paint replaces what was there"
    shoot(page, "tools-paint")

    page.get_by_role("button", name="橡皮").click()
    drag(page, [80, 150], [120, 150])
    wait_for(page, SAVED)
    rubbed = read_paint(flags, "a.png")
    gone = paint["line"] & ~rubbed["line"]
    expected = draw_stroke((80, 150), (120, 150), 16)
    assert (gone & expected).sum() / (gone | expected & paint["line"]).sum() > 0.97
    assert not (rubbed["ground"] & gone).any()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    poll_until(lambda: "line" not in read_paint(flags, "a.png"), "the line is gone", lambda: page.wait_for_timeout(50))
    assert layout_faults(page) == []


@pytest.mark.long
def test_paint_of_a_model_is_taken_where_nobody_has_painted(page: Page, studio, flags):
    models = studio.projects / flags.project / "models"
    models.mkdir(exist_ok=True)
    (models / "painter.onnx").write_bytes(painter())
    flags.declare("semantic", ["circle", "triangle"])
    open_labeling(page, flags.project, "a.png", "flags")
    page.keyboard.press("2")
    drag(page, [40, 150], [90, 150])
    wait_for(page, SAVED)
    page.get_by_role("region", name="让模型帮忙").get_by_role("button", name="标这一张").click()
    expect(page.locator(".label-proposals li")).to_have_count(2)
    shoot(page, "tools-paint-proposed")
    assert layout_faults(page) == []
    page.get_by_role("button", name="采用：circle").click()
    wait_for(page, SAVED)
    paint = read_paint(flags, "a.png")
    stroke, half = draw_stroke((40, 150), (90, 150), 8), np.zeros((HIGH, WIDE), bool)
    half[:, : WIDE // 2] = True
    assert not (paint["circle"] & paint["triangle"]).any() and paint["triangle"][stroke].mean() > 0.95
    found = paint["circle"] | paint["triangle"]
    assert (found & half).sum() / (found | half).sum() > 0.97


@pytest.mark.long
def test_a_box_goes_to_the_edge_of_what_it_holds(page: Page, flags):
    flags.declare("detection", ["square"])
    open_labeling(page, flags.project, "a.png", "flags")
    drag(page, [143, 33], [218, 106])
    wait_for(page, SAVED)
    page.keyboard.press("g")
    expect(page.locator(".label-chosen .num")).to_have_text("60 × 60 像素")
    wait_for(page, SAVED)
    [(label, box)] = flags.saved("a.png")
    assert label == "square" and np.allclose(box, SQUARE, atol=1)


@pytest.mark.long
def test_a_pen_draws_while_fingers_push(browser, studio, flags):
    flags.declare("detection", ["square"])
    with visit(browser, studio, "tablet") as page:
        open_labeling(page, flags.project, "a.png", "flags")
        page.get_by_role("button", name="放大").click()
        fingers, image = Fingers(page), page.locator(".label-stage > img")

        def send(kind: str, at: list[float]) -> None:
            x, y = page.evaluate(TO_SCREEN, at)
            more = {"button": "left", "buttons": 1, "clickCount": 1, "pointerType": "pen"}
            fingers.session.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **more})

        send("mousePressed", [100, 60])
        for at in ([110, 70], [130, 90], [140, 100]):
            send("mouseMoved", at)
        send("mouseReleased", [140, 100])
        wait_for(page, SAVED)
        [(_, box)] = flags.saved("a.png")
        assert np.allclose(box, [100, 60, 140, 100], atol=1)
        before = image.bounding_box()
        fingers.drag([180, 90], [160, 80])
        after = image.bounding_box()
        assert after["x"] < before["x"] - 10 and len(flags.saved("a.png")) == 1, "a finger pushes the picture"


@pytest.mark.long
def test_a_film_is_collected_and_a_box_follows_its_thing_through_it(page: Page, studio, tmp_path):
    project = make(studio, program("print('film')"))
    images, boxes = draw_film(8, 1.02, vanish=7)
    collect_film(page, project, write_film(tmp_path / "fish.mp4", images, per_second=5))
    folder = studio.projects / project / "data" / "fish"
    assert [file.name for file in sorted(folder.glob("collected/*"))] == [f"{n:05}.jpg" for n in range(1, 9)]
    shoot(page, "tools-film-collected")
    assert layout_faults(page) == []
    page.locator(".collect").get_by_role("link", name="标注").click()
    wait_for(page, SHOWN, "00001.jpg")
    drag(page, list(boxes[0][:2]), list(boxes[0][2:]))
    page.keyboard.press("f")
    wait_for(page, SHOWN, "00002.jpg")
    expect(page.get_by_text("跟到了后面 6 张")).to_be_visible()
    shoot(page, "tools-film-followed")
    assert layout_faults(page) == []
    for number in range(2, 8):
        wait_for(page, SHOWN, f"{number:05}.jpg")
        expect(page.get_by_role("heading", name="从前一张跟过来：1 个")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator(".label-proposals")).to_have_count(0)
        page.keyboard.press("Enter")
    wait_for(page, SHOWN, "00008.jpg")
    wait_for(page, SAVED)
    items = sorted(Dataset(folder).items(), key=lambda item: item.path.name)
    off = max(np.abs(np.subtract(item.things[0].box, box)).max() for item, box in zip(items, boxes[:7], strict=True))
    print(f"a box through 7 pictures: one drag and {1 + 2 * 6} keys; worst side {off:.1f} px")
    assert off <= 3
    page.keyboard.press("PageUp")
    wait_for(page, SHOWN, "00007.jpg")
    page.keyboard.press("f")
    expect(page.get_by_text("没跟上")).to_be_visible()


def collect_film(page: Page, project: str, film: Path) -> None:
    """A new data set for boxes, into which pictures of a film come."""
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/data` }", project)
    page.get_by_role("button", name="拍照采集").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名字").fill("fish")
    dialog.locator(".data-task", has_text="检测").locator("input").check()
    dialog.get_by_label("类别").fill("fish")
    dialog.get_by_role("button", name="新建").click()
    page.get_by_role("tab", name="视频").click()
    page.get_by_label("每隔").select_option("0.2")
    page.locator(".col-drop input").set_input_files(film)
    page.get_by_role("button", name="取出画面").click()
    expect(page.get_by_text("这里拍了 8 张")).to_be_visible()
