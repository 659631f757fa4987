"""A child's own pictures, from a folder to a model that is tried: imported, learned by blocks, tested, looked at, shown to a camera."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import Hands, wait_for
from tests.studio import browser_options

PICTURES = {"training_set": 40, "val_set": 6, "test_set": 10}  # of each of the ten classes
LONG = 240_000  # milliseconds: a shared machine may be slow; no time is asserted
WAIT_TILES = "() => { const all = [...document.querySelectorAll('.mark-tile img')]; return all.length > 0 && all.every(image => image.complete && image.naturalWidth) }"
GATHER = """() => {
  window.answers = new Set();
  new MutationObserver(() => {
    const label = document.querySelector('.try-winner')?.dataset.label;
    if (label) window.answers.add(label);
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}"""


@pytest.fixture
def signs(tmp_path, shared) -> Path:
    """A folder of hand signs: a part of the shared photographs."""
    for part, count in PICTURES.items():
        for label in sorted((shared / "data" / "sign-digits" / part).iterdir()):
            folder = tmp_path / "signs" / part / label.name
            folder.mkdir(parents=True)
            for picture in sorted(label.iterdir())[:count]:
                shutil.copy(picture, folder)
    return tmp_path / "signs"


@pytest.fixture
def page(studio, browser, chromium, shared) -> Page:
    """A page whose camera shows ten hand signs in turn."""
    fake = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    clip = f"--use-file-for-fake-video-capture={shared / 'data' / 'camera-clips' / 'sign-digits.mjpeg'}"
    running = browser.browser_type.launch(executable_path=chromium, args=[*browser_options(), *fake, clip])
    page, errors = running.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN"), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(studio.url)
    yield page
    if folder := os.environ.get("SUNMAO_SHOTS"):
        page.screenshot(path=os.path.join(folder, "last.png"))
    running.close()
    assert not errors, errors


def test_from_a_folder_of_pictures_to_the_camera(page, signs):
    page.get_by_role("button", name="新建项目").click()
    expect(page.locator(".blocklyBlockCanvas .program_start")).to_be_visible()
    drag_program(Hands(page))
    page.locator("input[webkitdirectory]").set_input_files(signs)
    expect(page.locator(".upload")).to_contain_text("signs：560 张图片，10 类", timeout=LONG)
    page.locator(".upload .btn.pri").click()
    expect(page.locator(".code")).to_contain_text("model.load_dataset(path='data/signs')")

    page.locator("#run.go").click()
    expect(page.locator(".prog.ok")).to_contain_text("训练好了：100 道题答对", timeout=LONG)
    look_at_a_mistake(page)
    show_the_camera(page)


def drag_program(hands: Hands) -> None:
    """Transfer learning in five blocks."""
    start = hands.page.evaluate("Blockly.getMainWorkspace().getTopBlocks(true)[0].id")
    made = hands.drag("variables_set", (start, "next"), drawer="训练", inner="model_classification")
    hands.choose(hands.inside(made, "VALUE"), "EfficientNet-Lite0")
    last = hands.drag("model_load_dataset", (made, "next"), drawer="训练")
    last = hands.drag("model_quick_train", (last, "next"), drawer="训练")
    last = hands.drag("show_content", (last, "next"), drawer="考一考", inner="test_model")
    hands.drag("deploy_convert", (last, "next"), drawer="带出去")


def look_at_a_mistake(page: Page) -> None:
    """The cell with the most mistakes opens the pictures that it counts."""
    page.get_by_role("button", name="看错题").click()
    cell = page.locator(".cm.wrong-most, .cm.wrong-more, .cm.wrong-cell").first
    expect(cell).to_be_visible()
    count = int(cell.inner_text())
    cell.click()
    expect(cell).to_have_attribute("aria-selected", "true")
    tiles = page.locator(".mark-tile")
    expect(tiles).to_have_count(count)
    wait_for(page, WAIT_TILES)
    truth, answer = tiles.first.get_attribute("data-truth"), tiles.first.get_attribute("data-answer")
    assert truth != answer
    assert f"/{truth}/" in tiles.first.get_attribute("title")


def show_the_camera(page: Page) -> None:
    """The converted model follows the signs in front of the camera."""
    page.get_by_role("link", name="模型").click()
    page.get_by_role("button", name="打开摄像头").click()
    expect(page.locator(".try-winner.waiting")).to_have_count(0, timeout=LONG)
    page.get_by_label("低于这个把握，就说不知道").fill("0.3")
    page.evaluate(GATHER)
    wait_for(page, "() => window.answers.size >= 5")
    expect(page.locator(".try-track")).to_have_count(10)
