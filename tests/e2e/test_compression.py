"""A model is made smaller; what the smaller files cost is seen, and one of them is used in the program and at the camera."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.e2e.hands import wait_for
from tests.e2e.rooms import ended, enter, layout_faults, make, program, run, visit
from tests.e2e.screenshots import shoot
from tests.support.studio import FAKE_CAMERA, launch_chromium

pytestmark = pytest.mark.long

TRAIN = """
from sunmao.data import sample_dataset
from sunmao.vision import Classification
model = Classification(backbone='LeNet')
model.load_dataset(path=sample_dataset('digits'), check=False)
model.train(epochs=2, lr=0.003, random_seed=1)
model.convert(out_file='models/digits.onnx')
model.quantize(out_file='models/digits-int8.onnx')
model.quantize(out_file='models/digits-half.onnx', method='float16')
"""
GO = "id => { location.hash = `#/project/${encodeURIComponent(id)}/models` }"


@pytest.fixture(scope="module")
def project(studio, browser) -> str:
    """A project that trains, makes smaller files, and opens the whole one."""
    workspace = program(TRAIN)
    opens = {
        "type": "deploy_workflow",
        "id": "open",
        "inputs": {"checkpoint": {"shadow": {"type": "pick_model", "fields": {"value": "models/digits.onnx"}}}},
    }
    first = workspace["blocks"]["blocks"][0]["next"]["block"]
    first["next"] = {
        "block": {"type": "variables_set", "id": "set", "fields": {"VAR": {"id": "file"}}, "inputs": {"VALUE": {"block": opens}}}
    }  # fmt: skip
    made = make(studio, {**workspace, "variables": [{"id": "file", "name": "model_file"}]})
    with visit(browser, studio) as page:
        enter(page, made)
        run(page)
        ended(page)
    return made


def compare(page, project: str) -> None:
    page.evaluate(GO, project)
    page.locator(".compression-head .btn, .compression tbody tr").first.wait_for()
    for begin in page.locator(".compression-head .btn").all():  # none where it was compared before
        begin.click()
    expect(page.locator(".compression tbody tr")).to_have_count(3)


def test_a_smaller_file_is_chosen_and_used(studio, browser, project):
    running = launch_chromium(browser.browser_type, FAKE_CAMERA, "--use-fake-ui-for-media-stream")
    page = running.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page.goto(studio.url)
    compare(page, project)
    rows = page.locator(".compression tbody tr")
    expect(rows.nth(0).locator("b").first).to_have_text("digits")
    expect(rows.nth(0)).to_contain_text("训练出来的样子")
    smallest = rows.filter(has_text="digits-int8")
    expect(smallest).to_contain_text("8 位整数")
    expect(smallest).to_contain_text("/ 300")
    expect(page.locator(".compression-said")).to_contain_text("300 张图片里")
    see = page.get_by_role("button", name="看 ")
    if see.count():
        see.first.click()
        wait_for(
            page,
            "() => [...document.querySelectorAll('.compression .answer-changes img')].some(one => one.naturalWidth)",
        )
    smallest.get_by_role("button", name="用这个").click()
    expect(page.locator(".toast")).to_contain_text("程序里改了 1 处")
    expect(page.locator(".models tr.chosen")).to_contain_text("digits-int8")
    page.get_by_role("button", name="打开摄像头").click()
    expect(page.locator(".try-winner[data-label]")).to_be_visible()
    enter(page, project)
    expect(page.locator(".code")).to_contain_text("Workflow(checkpoint='models/digits-int8.onnx')")
    page.evaluate("() => Blockly.getMainWorkspace().undo(false)")
    expect(page.locator(".code")).to_contain_text("Workflow(checkpoint='models/digits.onnx')")
    running.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", ["laptop", "tablet"])
def test_it_fits_every_page(studio, browser, project, size, lang):
    with visit(browser, studio, size, lang) as page:
        compare(page, project)
        if see := page.locator(".compression td .btn[aria-expanded]").all():
            see[0].click()
        assert layout_faults(page) == []
        page.locator(".compression").scroll_into_view_if_needed()
        shoot(page, f"compression-{size}-{lang}")


def test_a_program_that_recognizes_gets_the_file(studio, browser, project):
    """No block opened a file before: one does now, and the block that recognizes reads it; one Undo takes both back."""
    model = {"block": {"type": "variables_get", "fields": {"VAR": {"id": "model"}}}}
    image = {"shadow": {"type": "pick_picture", "fields": {"value": "a.png"}}}
    seen = {"type": "result_inference", "inputs": {"model": model, "image": image}}
    recognizes = {"type": "variables_set", "fields": {"VAR": {"id": "seen"}}, "inputs": {"VALUE": {"block": seen}}}
    trains = {
        "type": "variables_set",
        "fields": {"VAR": {"id": "model"}},
        "inputs": {"VALUE": {"block": {"type": "model_classification", "fields": {"backbone": "LeNet"}}}},
        "next": {"block": {"type": "controls_repeat_ext", "inputs": {"DO": {"block": recognizes}}}},
    }
    start = {"type": "program_start", "x": 0, "y": 0, "next": {"block": trains}}
    variables = [{"id": each, "name": each} for each in ("model", "seen")]
    made = make(studio, {"blocks": {"languageVersion": 0, "blocks": [start]}, "variables": variables})
    shutil.copytree(studio.projects / project / "models", studio.projects / made / "models", dirs_exist_ok=True)
    with visit(browser, studio) as page:
        enter(page, made)
        expect(page.locator(".code")).to_contain_text("seen = model.inference(")
        before = page.locator(".code").inner_text()
        page.evaluate(GO, made)
        row = page.locator(".models tbody tr", has=page.get_by_text("digits-int8", exact=True))
        row.get_by_role("button", name="更多操作").click()
        page.get_by_role("menuitem", name="在程序里用这个").click()
        expect(page.locator(".toast")).to_contain_text("程序现在用“digits-int8”来认")
        page.locator(".toast").get_by_role("button", name="去看看").click()
        expect(page.locator(".code")).to_contain_text("模型文件 = Workflow(checkpoint='models/digits-int8.onnx')")
        expect(page.locator(".code")).to_contain_text("seen = 模型文件.inference(")
        page.locator(".canvas-tools").get_by_role("button", name="撤销").click()
        expect(page.locator(".code")).to_have_text(before, use_inner_text=True)
