"""Data from its beginning to its use: three classes collected, divided, learned by blocks; and one truth in four
formats, drawn alike.
"""

import json
import re
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.filming import filmed
from tests.e2e.hands import Hands, wait_for
from tests.e2e.rooms import ASK, enter, make, program
from tests.support.photographs import write_film
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long

CLASSES = ("布", "一", "二")
OF_EACH = 10  # pictures of a class, at least
PICTURES = 2  # of each format
DRAWN = "all => all.map(one => [one.dataset.label, ...one.dataset.box.split(' ').map(Number)])"
HAS = "([name, count]) => Number(document.querySelector(`.col-chip[title='${name}'] b`)?.textContent) >= count"


@pytest.fixture(scope="module")
def preloads() -> bool:
    """As pupils have it: the training engine is loaded ahead while pictures are collected."""
    return True


@pytest.fixture
def seeing(browser, studio, tmp_path):
    """A page whose camera shows photographs, one after the other."""
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh", "level": 2})
    with filmed(browser, write_film(tmp_path / "film.mjpeg")) as running:
        page, errors = (
            running.new_context(
                viewport={"width": 1366, "height": 768}, locale="zh-CN", permissions=["camera"]
            ).new_page(),
            [],
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(studio.url)
        yield page
        assert errors == []


def test_three_classes_collected_divided_and_learned(seeing, studio):
    page, hands = seeing, Hands(seeing)
    project = ApiClient(studio).ask("POST", "/api/projects", {"title": "手势", "lang": "zh", "level": 2})["id"]
    enter(page, project)
    load = drag_program(hands)
    collect(page)
    for label in CLASSES:
        assert len(list((studio.projects / project / "data" / "hand" / label).glob("*.jpg"))) >= OF_EACH
    divide(page)
    val, test = (
        (studio.projects / project / "data/hand" / f"{part}.txt").read_text("utf-8").splitlines()
        for part in ("val", "test")
    )
    assert val and test and not {*val} & {*test}

    page.get_by_role("navigation").get_by_role("link", name="积木", exact=True).click()
    hands.choose_offered(hands.inside(load, "path"), "hand")
    expect(page.locator(".code")).to_contain_text("模型.load_dataset(path='data/hand')")
    page.locator("#run.go").click()
    said = page.locator(".prog.ok")
    expect(said).to_contain_text(re.compile(rf"训练好了。大考：{len(test)} 道题答对 \d+ 道"))
    right = int(re.search(r"答对 (\d+) 道", said.inner_text())[1])
    assert right > len(test) / len(CLASSES), "better than guessing"


def drag_program(hands: Hands) -> str:
    """A small network, the data, the training, and the test; returns the block of the data."""
    start = hands.page.evaluate("Blockly.getMainWorkspace().getTopBlocks(true)[0].id")
    made = hands.drag("variables_set", (start, "next"), drawer="训练", inner="model_classification")
    hands.choose(hands.inside(made, "VALUE"), "EfficientNet-Lite0")
    load = hands.drag("model_load_dataset", (made, "next"), drawer="训练")
    last = hands.drag("model_quick_train", (load, "next"), drawer="训练")
    hands.drag("show_content", (last, "next"), drawer="考一考", inner="test_model")
    return load


def collect(page: Page) -> None:
    """A new data set of three classes, each held for a burst."""
    page.get_by_role("navigation").get_by_role("link", name="数据", exact=True).click()
    page.locator(".data-way").filter(has_text="自己拍").get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("数据集的名字").fill("hand")
    dialog.get_by_label("类别，用逗号分开").fill("，".join(CLASSES))
    dialog.get_by_role("button", name="新建", exact=True).click()
    hold = page.locator(".col-hold")
    expect(hold).to_be_enabled()
    for name in CLASSES:
        chip = page.get_by_role("radio", name=re.compile(f"^{name}，"))
        chip.click()
        expect(chip).to_be_checked()
        hold.hover()
        page.mouse.down()
        wait_for(page, HAS, [name, OF_EACH])
        page.mouse.up()
        expect(page.locator(".col-hold.rest")).to_be_enabled()
    page.get_by_role("button", name="拍完了").click()


def divide(page: Page) -> None:
    """Look at the pictures, then divide them."""
    page.get_by_role("button", name="开始体检").click()
    page.locator(".data-next").get_by_role("button", name="划分").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="6 : 2 : 2").click()
    dialog.get_by_role("button", name="划分").click()
    expect(dialog).to_have_count(0)


# One truth in four formats


def truth(shapes: Path) -> tuple[dict, dict[int, list]]:
    """Return COCO's description of the first pictures, and the boxes of each: (name, left, top, width, height)."""
    said = json.loads((shapes / "annotations/test.json").read_text())
    names = {each["id"]: each["name"] for each in said["categories"]}
    said["images"] = sorted(said["images"], key=lambda each: each["file_name"])[:PICTURES]
    boxes = {
        image["id"]: [
            (names[each["category_id"]], *each["bbox"])
            for each in said["annotations"]
            if each["image_id"] == image["id"]
        ]
        for image in said["images"]
    }
    said["annotations"] = [each for each in said["annotations"] if each["image_id"] in boxes]
    return said, boxes


def as_coco(folder: Path, said: dict, boxes) -> None:
    (folder / "annotations").mkdir()
    (folder / "annotations/test.json").write_text(json.dumps(said))


def as_voc(folder: Path, said: dict, boxes) -> None:
    for each in said["images"]:
        things = "".join(
            f"<object><name>{name}</name><bndbox><xmin>{x}</xmin><ymin>{y}</ymin><xmax>{x + w}</xmax><ymax>{y + h}</ymax></bndbox></object>"
            for name, x, y, w, h in boxes[each["id"]]
        )
        size = f"<size><width>{each['width']}</width><height>{each['height']}</height><depth>3</depth></size>"
        (folder / "images" / each["file_name"]).with_suffix(".xml").write_text(
            f"<annotation><filename>{each['file_name']}</filename>{size}{things}</annotation>"
        )


def as_yolo(folder: Path, said: dict, boxes) -> None:
    names = sorted({box[0] for each in boxes.values() for box in each})
    (folder / "labels").mkdir()
    (folder / "classes.txt").write_text("\n".join(names))
    for each in said["images"]:
        w, h = each["width"], each["height"]
        rows = [
            f"{names.index(name)} {(x + bw / 2) / w:.6f} {(y + bh / 2) / h:.6f} {bw / w:.6f} {bh / h:.6f}"
            for name, x, y, bw, bh in boxes[each["id"]]
        ]
        (folder / "labels" / f"{Path(each['file_name']).stem}.txt").write_text("\n".join(rows))


def as_labelme(folder: Path, said: dict, boxes) -> None:
    for each in said["images"]:
        shapes = [
            {
                "label": box[0],
                "points": [[box[1], box[2]], [box[1] + box[3], box[2] + box[4]]],
                "shape_type": "rectangle",
            }
            for box in boxes[each["id"]]
        ]
        words = {
            "version": "5.0.1",
            "flags": {},
            "shapes": shapes,
            "imagePath": each["file_name"],
            "imageData": None,
            "imageWidth": each["width"],
            "imageHeight": each["height"],
        }
        (folder / "images" / each["file_name"]).with_suffix(".json").write_text(json.dumps(words))


def test_four_formats_of_one_truth_are_drawn_alike(page: Page, studio, shapes, tmp_path):
    said, boxes = truth(shapes)
    project = make(studio, program("print(1)"))
    for name, write in {"coco": as_coco, "voc": as_voc, "yolo": as_yolo, "labelme": as_labelme}.items():
        inside = tmp_path / name / "images" / ("test" if name == "coco" else "")
        inside.mkdir(parents=True)
        for each in said["images"]:
            shutil.copy(shapes / "images/test" / each["file_name"], inside)
        write(tmp_path / name, said, boxes)
        bring(page, studio, project, tmp_path / name)
        drawn = drawn_boxes(page, project, name)
        for each in said["images"]:
            found = drawn[each["file_name"]]
            assert len(found) == len(boxes[each["id"]])
            for label, x, y, w, h in boxes[each["id"]]:
                near = [
                    box
                    for box in found
                    if box[0] == label
                    and all(abs(a - b) <= 1 for a, b in zip(box[1:], (x, y, x + w, y + h), strict=True))
                ]
                assert near, (name, label, x, y, w, h)
                found.remove(near[0])


def bring(page: Page, studio, project: str, folder: Path) -> None:
    """Import a folder, as the page does."""
    visitor, address = ApiClient(studio), f"/api/projects/{quote(project)}"
    job = visitor.import_folder(project, folder, folder.name)
    wait_for(
        page,
        f"path => {ASK}(path).then(answer => answer.json()).then(job => job.state !== 'running')",
        f"{address}/jobs/{job}",
    )
    said = visitor.ask("GET", f"{address}/jobs/{job}")
    assert (said["state"], said["result"]["pictures"], said["result"]["path"]) == (
        "done",
        PICTURES,
        f"data/{folder.name}",
    ), said


def drawn_boxes(page: Page, project: str, name: str) -> dict[str, list]:
    """The boxes that the page draws on each picture of a set: file → [(label, left, top, right, bottom)], in pixels."""
    page.evaluate(
        "([id, name]) => { location.hash = `#/project/${encodeURIComponent(id)}/data/${name}` }", [project, name]
    )
    expect(page.locator(".data-which select")).to_have_value(name)
    page.locator('.tile[aria-posinset="1"]').dblclick()
    large, found = page.get_by_role("dialog"), {}
    for at in range(PICTURES):
        expect(large).to_have_attribute("aria-label", f"第 {at + 1} / {PICTURES} 张")
        expect(large.locator(".thing").first).to_be_visible()
        found[Path(large.locator(".facts code").inner_text()).name] = large.locator(".thing").evaluate_all(DRAWN)
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    return found
