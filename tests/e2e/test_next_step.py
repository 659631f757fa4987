"""From anywhere the next step is one button: after pictures have come, in an empty program, after an error, and back."""

import base64
import io
import json
import re
import zipfile

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.archives import take_found
from tests.e2e.hands import WORKSPACE, Hands
from tests.e2e.rooms import ended, enter, make, program, run
from tests.support.limits import poll_until
from tests.support.studio import ApiClient

BRING = """([name, text]) => {
  const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const held = new DataTransfer(), event = name => new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: held });
  held.items.add(new File([bytes], name, { type: 'application/zip' }));
  for (const name of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent(event(name));
}"""


def pack(boxes: bool) -> str:
    """A zip of two classes of tiny pictures, or of pictures with boxes, as base64."""
    packed, images, notes = io.BytesIO(), [], []
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(12):
            shade = np.full((32, 32, 3), 20 * number, np.uint8)
            name = f"{number}.png" if boxes else f"{'cats' if number % 2 else 'dogs'}/{number}.jpg"
            archive.writestr(f"pets/{name}", cv2.imencode(name[-4:], shade)[1].tobytes())
            images.append({"id": number, "file_name": name, "width": 32, "height": 32})
            box = {"bbox": [4, 4, 20, 20], "area": 400, "iscrowd": 0}
            notes.append({"id": number, "image_id": number, "category_id": 1, **box})
        if boxes:
            said = {"images": images, "annotations": notes, "categories": [{"id": 1, "name": "cat"}]}
            archive.writestr("pets/annotations.json", json.dumps(said))
    return base64.b64encode(packed.getvalue()).decode()


def learning(path: str, kind: str = "model_classification") -> dict:
    """A saved program that gives a model a data set and trains it quickly."""
    model = {"shadow": {"type": "variables_get", "fields": {"VAR": {"id": "m"}}}}
    train = {"type": "model_quick_train", "id": "train", "inputs": {"model": model}}
    data = {"shadow": {"type": "pick_dataset", "id": "dataset", "fields": {"value": path}}}
    load = {
        "type": "model_load_dataset",
        "id": "load",
        "inputs": {"model": model, "path": data},
        "next": {"block": train},
    }
    begin = {"type": "variables_set", "id": "set", "fields": {"VAR": {"id": "m"}}, "next": {"block": load}}
    begin["inputs"] = {"VALUE": {"block": {"type": kind, "id": "model"}}}
    start = {"type": "program_start", "id": "start", "x": 40, "y": 24, "next": {"block": begin}}
    return {"blocks": {"languageVersion": 0, "blocks": [start]}, "variables": [{"id": "m", "name": "model"}]}


@pytest.mark.long
def test_an_import_becomes_a_training_in_an_empty_program(page: Page, studio):
    enter(page, make(studio, program()))
    page.evaluate(BRING, ["pets.zip", pack(boxes=True)])
    take_found(page)
    page.locator(".upload").get_by_role("button", name="用它训练").click()
    expect(page.locator(".code")).to_contain_text("Detection(backbone='RTMDet-Lite0')")
    expect(page.locator(".code")).to_contain_text("Dataset(path='data/pets')")
    expect(page.locator(".toast").get_by_role("button", name="运行")).to_be_visible()
    expect(page.locator(".prob")).to_contain_text("没有发现问题")


@pytest.mark.long
def test_an_import_goes_into_the_training_that_is_there(page: Page, studio):
    enter(page, make(studio, learning("data/digits")))
    page.evaluate(BRING, ["pets.zip", pack(boxes=False)])
    take_found(page)
    page.locator(".upload").get_by_role("button", name="用它训练").click()
    expect(page.locator(".code")).to_contain_text("load_dataset(path='data/pets')")
    expect(page.locator(".upload")).to_have_count(0)


@pytest.mark.long
def test_an_example_stays_true_with_other_pictures(page: Page, studio):
    """The picture that is asked about is one of them, and so are the classes; the drawers propose them too."""
    project = ApiClient(studio).ask("POST", "/api/projects", {"example": "digits", "lang": "zh"})["id"]
    enter(page, project)
    page.evaluate(BRING, ["pets.zip", pack(boxes=False)])
    take_found(page)
    page.locator(".upload").get_by_role("button", name="用它训练").click()
    code = page.locator(".code")
    expect(code).to_contain_text("dataset = Dataset(path='data/pets')")
    expect(code).to_contain_text(re.compile(r"image='data/pets/[^']+\.jpg'"))
    expect(code).not_to_contain_text("digits/test_set")
    page.keyboard.press("Control+z")  # all of it in one step
    expect(code).to_contain_text("data/digits/test_set/3/17.png")
    Hands(page).open_drawer("训练")
    offered = f"{WORKSPACE}.getFlyout().getWorkspace().getAllBlocks().flatMap(one => [...one.getFields()].map(field => field.getValue()))"
    proposed = page.evaluate(offered)
    assert "EfficientNet-Lite0" in proposed and "data/pets" in proposed and "data/digits" not in proposed
    Hands(page).open_drawer("带出去")
    assert any(str(each).endswith(".onnx") and "digits" not in each for each in page.evaluate(offered))


def test_run_without_blocks_says_so_and_leads_to_the_start(page: Page, studio):
    enter(page, make(studio, program()))
    run(page)
    toast = page.locator(".toast").filter(has_text="还没有积木")
    toast.get_by_role("button", name="从例子开始").click()
    expect(page.locator(".hero")).to_be_visible()


# What the drawer that is open proposes for a training of the whole network.
PROPOSED_EPOCHS = f"{WORKSPACE}.getFlyout().getWorkspace().getBlocksByType('model_train')[0].getInputTargetBlock('epochs').getFieldValue('NUM')"


def test_a_classifier_for_boxes_becomes_a_detector(page: Page, studio):
    enter(page, make(studio, learning("data/shapes")))
    page.locator(".prob").get_by_role("button", name="带我去看").click()
    page.locator(".bubble").get_by_role("button", name="改用检测模型").click()
    expect(page.locator(".code")).to_contain_text("Detection(backbone='RTMDet-Lite0')")
    expect(page.locator(".code")).to_contain_text("model.train(epochs=20, validate=True")
    expect(page.locator(".prob")).to_contain_text("没有发现问题")
    Hands(page).open_drawer("训练")
    assert page.evaluate(PROPOSED_EPOCHS) == 20
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    expect(page.locator(".code")).to_contain_text("model.quick_train(")


def before_the_end(*blocks: dict) -> dict:
    """A saved program that opens a camera and goes on with these blocks."""
    camera = {
        "block": {
            "type": "camera_open",
            "inputs": {"source": {"shadow": {"type": "pick_camera", "fields": {"value": "simulated"}}}},
        }
    }
    saved = [{"type": "variables_set", "fields": {"VAR": {"id": "c"}}, "inputs": {"VALUE": camera}}, *blocks]
    for above, below in zip(saved, saved[1:], strict=False):
        above["next"] = {"block": below}
    start = {"type": "program_start", "id": "start", "x": 40, "y": 24, "next": {"block": saved[0]}}
    return {"blocks": {"languageVersion": 0, "blocks": [start]}, "variables": [{"id": "c", "name": "camera"}]}


@pytest.mark.long
def test_what_is_wrong_is_mended_before_the_next_block(page: Page, studio):
    """The button at the end has the finding's own button where there is one, and else leads to the finding."""
    button = page.locator(".canvas-next")
    numbers = {
        name: {"shadow": {"type": "math_number", "id": name, "fields": {"NUM": n}}}
        for name, n in (("FROM", 1), ("TO", 9), ("BY", 0))
    }
    count = {"type": "controls_for", "id": "count", "fields": {"VAR": {"id": "c"}}, "inputs": numbers}
    enter(page, make(studio, before_the_end(count)))
    expect(page.locator(".prob")).to_contain_text("1 个问题")
    expect(button).to_have_text("改成 1")
    button.click()
    expect(page.locator(".prob")).to_contain_text("没有发现问题")
    expect(button).to_have_text("用摄像头拍照片")
    lonely = {
        "type": "show_content",
        "id": "show",
        "inputs": {"content": {"block": {"type": "image_crop", "id": "crop"}}},
    }
    enter(page, make(studio, before_the_end(lonely)))
    expect(button).to_have_text("先看哪里有问题")
    button.click()
    expect(page.locator(".bubble")).to_contain_text("这块积木还缺一张图片")
    enter(page, make(studio, before_the_end(count, lonely)))
    expect(page.locator(".prob")).to_contain_text("2 个问题")
    first = page.locator(".prob .ell").inner_text()
    page.get_by_role("button", name="下一个").click()
    expect(page.locator(".prob .ell")).not_to_have_text(first)
    page.get_by_role("button", name="下一个").click()
    expect(page.locator(".prob .ell")).to_have_text(first)


@pytest.mark.long
def test_only_what_can_be_learned_and_collected_is_offered(page: Page, studio):
    project = make(studio, program("print(1)"))
    asked = {"name": "boxes", "task": "detection", "classes": ["cat"]}
    ApiClient(studio).ask("POST", f"/api/projects/{project}/datasets", asked)
    enter(page, project)
    page.get_by_role("navigation").get_by_role("link", name="数据", exact=True).click()
    wall = page.locator(".data-main")
    expect(wall).to_contain_text("拍一些，或者导入一些")
    expect(page.get_by_role("button", name="拍照采集")).to_have_count(2)
    page.locator(".data-which select").select_option("shapes")
    expect(wall.locator(".tile").first).to_be_visible()
    expect(page.get_by_role("button", name="拍照采集")).to_have_count(0)
    page.locator(".data-which select").select_option("boxes")
    page.get_by_role("button", name="数据集的操作").click()
    page.get_by_role("menuitem", name="新建数据集").click()
    offered = page.get_by_role("dialog").get_by_role("radio")
    expect(offered).to_have_count(5)


@pytest.mark.long
def test_a_missing_camera_is_exchanged_for_the_simulated_one(page: Page, studio):
    source = {"shadow": {"type": "pick_camera", "id": "source", "fields": {"value": "63"}}}
    read = {
        "type": "camera_read",
        "id": "read",
        "inputs": {"camera": {"block": {"type": "camera_open", "inputs": {"source": source}}}},
    }
    shown = {"type": "show_content", "id": "show", "inputs": {"content": {"block": read}}}
    saved = program()
    saved["blocks"]["blocks"][0]["next"] = {"block": shown}
    enter(page, make(studio, saved))
    run(page)
    page.locator(".bubble").get_by_role("button", name="改成屏幕上的模拟摄像头").click()
    expect(page.locator(".code")).to_contain_text("Camera(source='simulated')")
    ended(page)


@pytest.mark.long
def test_results_that_were_put_away_come_back_and_the_end_is_said_elsewhere(page: Page, studio):
    enter(page, make(studio, program("import time\ntime.sleep(1)\nprint('found')")))
    run(page)
    page.get_by_role("navigation").get_by_role("link", name="数据", exact=True).click()
    page.locator(".toast").get_by_role("button", name="看结果").click()
    expect(page.locator(".results")).to_contain_text("found")
    page.get_by_role("button", name="清空结果").click()
    expect(page.locator(".results")).not_to_contain_text("found")
    page.locator(".toast").get_by_role("button", name="撤销").click()
    expect(page.locator(".results")).to_contain_text("found")


@pytest.mark.long
def test_another_data_set_is_shown_before_the_list_has_come(page: Page, studio):
    project = make(studio, program("print(1)"))
    for name in ("cats", "dogs"):
        asked = {"name": name, "task": "classification", "classes": ["a"]}
        ApiClient(studio).ask("POST", f"/api/projects/{project}/datasets", asked)
    enter(page, project)
    page.get_by_role("navigation").get_by_role("link", name="数据", exact=True).click()
    choice = page.locator(".data-which select")
    expect(choice).to_be_visible()
    other = "dogs" if choice.input_value() == "cats" else "cats"
    late = []
    page.route("**/datasets", lambda route: late.append(route))  # the answer is held back
    choice.select_option(other)
    expect(page.locator(".data-wall")).to_have_attribute("aria-label", f"{other} 的图片")
    poll_until(lambda: late, "the list is asked for", lambda: page.wait_for_timeout(10))
    for route in late:
        route.continue_()


@pytest.mark.long
def test_after_a_mistake_more_pictures_like_it_are_taken(page: Page, studio):
    marks = """
from sunmao.runtime import session
from sunmao.protocol.learning_messages import EvaluatedPicture, Evaluation
names, matrix = ['cats', 'dogs'], [[3, 0], [1, 2]]
session.emit(Evaluation(correct=5, total=6, classes=names, matrix=matrix, pictures=[EvaluatedPicture('data/pets/dogs/1.jpg', 1, 0, 0.9)]))
"""
    project = make(studio, program(marks))
    for name in ("cats/0.jpg", "cats/2.jpg", "dogs/1.jpg", "dogs/3.jpg"):
        file = studio.projects / project / "data" / "pets" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(cv2.imencode(".jpg", np.full((32, 32, 3), 90, np.uint8))[1].tobytes())
    enter(page, project)
    run(page)
    ended(page)
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/mistakes` }", project)
    card = page.locator(".mistakes-card").first
    expect(card).not_to_contain_text("大约能答对")  # six pictures say next to nothing
    expect(card).not_to_contain_text("%")
    page.locator(".mark-tile").first.click()
    page.get_by_role("button", name="再拍一些这样的").click()
    expect(page.get_by_role("heading", name="pets")).to_be_visible()
    expect(page.locator('.collect [role="radio"][aria-checked="true"]')).to_contain_text("dogs")
