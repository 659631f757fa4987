"""A child's own pictures, from a folder to a model that is tried: imported, learned by blocks, tested, looked at, shown
to a camera.
"""

import shutil
from pathlib import Path

import cv2
import pytest
from playwright.sync_api import Page, expect

from sunmao.data.builtin.samples import make_sample
from tests.e2e.archives import take_found
from tests.e2e.filming import filmed
from tests.e2e.hands import Hands, wait_for
from tests.e2e.screenshots import shoot
from tests.support.paths import SHARED

pytestmark = pytest.mark.long

PARTS = {"training_set": 40, "val_set": 6, "test_set": 10}  # pictures of each of the ten classes
FRAMES = 45  # of each sign, at 30 a second
WAIT_TILES = "() => { const all = [...document.querySelectorAll('.mark-tile img')]; return all.length > 0 && all.every(image => image.complete && image.naturalWidth) }"
GATHER = """() => {
  window.answers = new Set();
  new MutationObserver(() => {
    const label = document.querySelector('.try-winner')?.dataset.label;
    if (label) window.answers.add(label);
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}"""


@pytest.fixture
def signs(tmp_path) -> Path:
    """A folder of signs of ten kinds: photographs of hands where they are at hand, else digits written by hand."""
    source = SHARED / "data" / "sign-digits" if SHARED.is_dir() else Path(make_sample("digits", tmp_path))
    for part, count in PARTS.items():
        for label in sorted((source / part).iterdir()):
            folder = tmp_path / "signs" / part / label.name
            folder.mkdir(parents=True)
            for picture in sorted(label.iterdir())[:count]:
                shutil.copy(picture, folder)
    return tmp_path / "signs"


@pytest.fixture
def film(signs, tmp_path) -> Path:
    """The first test picture of each kind, one after the other, as a camera would see it."""
    seen = [
        cv2.resize(cv2.imread(str(sorted(label.iterdir())[0])), (240, 240), interpolation=cv2.INTER_CUBIC)
        for label in sorted((signs / "test_set").iterdir())
    ]
    (tmp_path / "signs.mjpeg").write_bytes(
        b"".join(cv2.imencode(".jpg", picture)[1].tobytes() * FRAMES for picture in seen)
    )
    return tmp_path / "signs.mjpeg"


@pytest.fixture
def page(studio, browser, film) -> Page:
    """A page whose camera shows the ten signs in turn."""
    with filmed(browser, film, "--use-fake-ui-for-media-stream") as running:
        page, errors = running.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN"), []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(studio.url)
        yield page
        shoot(page, "last")
    assert not errors, errors


def test_from_a_folder_of_pictures_to_the_camera(page, signs):
    page.get_by_role("button", name="新建项目").click()
    expect(page.locator(".blocklyBlockCanvas .program_start")).to_be_visible()
    drag_program(Hands(page))
    page.locator("input[webkitdirectory]").set_input_files(signs)
    take_found(page)
    expect(page.locator(".upload")).to_contain_text("signs：560 张图片，10 类")
    page.locator(".upload .btn.pri").click()
    expect(page.locator(".code")).to_contain_text("模型.load_dataset(path='data/signs')")

    page.locator("#run.go").click()
    expect(page.locator(".prog.ok")).to_contain_text("训练好了。大考：100 道题答对")
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
    expect(page.locator(".try-winner.waiting")).to_have_count(0)
    page.get_by_label("把握不到这么大，就说“不知道”").fill("0.3")
    page.evaluate(GATHER)
    wait_for(page, "() => window.answers.size >= 5")
    expect(page.locator(".try-track")).to_have_count(10)
