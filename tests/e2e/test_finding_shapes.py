"""Finding drawn shapes, from dragged blocks to boxes: a detector is really trained, tested, converted, and sees the
camera of the page.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sunmao.data.builtin.samples import make_sample
from tests.e2e.filming import filmed
from tests.e2e.hands import TWO_FRAMES, Hands, wait_for
from tests.e2e.lessons import go_to
from tests.e2e.test_canvas import press_button
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long

FRAMES = 60  # of each picture, at 30 a second
SEEN = ("271.jpg", "274.jpg")
PICTURE = "data/shapes/images/test/274.jpg"
SIDE, EPOCHS = "96", "4"  # small, and long enough to find many shapes: with 2, one training of ten found a fifth
# Where the first box is drawn over the video, and where the answer says, in shares of the picture's width and height;
# null: no box.
OVER = """() => {
  const over = document.querySelector('.try-place .over'), thing = over?.querySelector('.thing');
  if (!thing) return null;
  const drawn = [...thing.querySelectorAll('rect')].at(-1).getBBox(), { width, height } = over.viewBox.baseVal, said = thing.dataset.box.split(' ').map(Number);
  return [(drawn.x + drawn.width / 2) / width, (drawn.y + drawn.height / 2) / height, (said[0] + said[2]) / 2 / width, (said[1] + said[3]) / 2 / height];
}"""
# Whether what is drawn lies exactly over what the video shows.
FITS = """() => {
  const [over, video] = ['.over', 'video'].map(name => document.querySelector(`.try-place ${name}`)), shape = over.viewBox.baseVal;
  const [a, b] = [over, video].map(one => one.getBoundingClientRect());
  return Math.abs(a.left - b.left) < 1 && Math.abs(a.width - b.width) < 1 && Math.abs(a.height - b.height) < 1 && Math.abs(shape.width / shape.height - video.videoWidth / video.videoHeight) < 0.02;
}"""


@pytest.fixture(scope="module")
def preloads() -> bool:
    """As pupils have it: the training engine is loaded ahead while the blocks are dragged."""
    return True


@pytest.fixture(scope="module")
def seeing(browser, tmp_path_factory):
    """A browser whose camera shows pictures of the sample in turn, for ever."""
    folder = tmp_path_factory.mktemp("camera")
    pictures = Path(make_sample("shapes", folder), "images/test")
    clip = folder / "shapes.mjpeg"
    clip.write_bytes(b"".join((pictures / name).read_bytes() * FRAMES for name in SEEN))
    with filmed(browser, clip) as running:
        yield running


@pytest.fixture
def project(seeing, studio):
    """A new, empty project, with the blocks of level 2."""
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})
    context = seeing.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", permissions=["camera"])
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(studio.url)
    page.get_by_role("button", name="新建项目").click()
    expect(page.locator(".blocklyBlockCanvas .program_start")).to_be_visible()
    page.get_by_role("button", name="更多", exact=True).click()
    page.get_by_role("menuitemradio", name="更多").click()
    yield page
    context.close()
    assert not errors


def test_shapes_are_found_from_blocks_to_the_camera(project, studio):
    page, hands = project, Hands(project)
    drag_program(hands)
    expect(page.locator(".problem-strip, .prob").first).to_contain_text("没有发现问题")
    page.locator("#run").click()
    expect(page.locator("#run")).to_contain_text("停止")
    expect(page.locator("#run.go")).to_be_visible()
    things, found = map(
        int, re.search(r"训练好了。大考：(\d+) 个东西找对 (\d+) 个", page.locator(".prog.ok").inner_text()).groups()
    )
    print(f"found {found} of {things} shapes")
    assert found > things / 4
    expect(page.locator(".curve .figure-name")).to_have_text(["找到的", "框对的", "损失"])
    expect(page.locator(".shot").first).to_be_visible()  # the picture with its boxes
    page.get_by_role("button", name="看错题").click()
    boxes_on_pictures(page, found)
    go_to(page, "模型")
    expect(page.locator(".models tr.chosen")).to_contain_text("目标检测 · RTMDet-Lite0")
    expect(page.locator(".verdict")).to_contain_text("ONNX 找到的东西和训练出来的模型全都一样")
    boxes_on_the_camera(page)


def drag_program(hands: Hands) -> None:
    """Train a small detector of the sample's shapes, test it, let it look at a picture, and convert it."""
    page = hands.page
    start = page.evaluate("Blockly.getMainWorkspace().getTopBlocks(true)[0].id")
    last = hands.drag("variables_set", (start, "next"), drawer="数据集", inner="data_sample")
    hands.choose(hands.inside(last, "VALUE"), "找一找形状")
    last = hands.drag("variables_set", (last, "next"), drawer="训练", inner="model_detection")
    model = hands.inside(last, "VALUE")
    hands.choose(model, "RTMDet-Lite0")
    press_button(page, model, -1)
    page.get_by_role("menuitemcheckbox", name="图片边长").click()
    page.keyboard.press("Escape")
    hands.type_into(hands.inside(model, "image_size"), SIDE)
    last = hands.drag("model_load_dataset", (last, "next"), drawer="训练")
    hands.choose_offered(hands.inside(last, "path"), "找一找形状")
    last = hands.drag("model_train", (last, "next"), drawer="训练")
    hands.type_into(hands.inside(last, "epochs"), EPOCHS)
    last = hands.drag("show_content", (last, "next"), drawer="考一考", inner="test_model")
    last = hands.drag("variables_set", (last, "next"), drawer="认一认", inner="result_inference")
    hands._click_field(hands.inside(last, "VALUE", "image"))
    page.locator(".picker-input").fill(PICTURE)
    page.locator(".picker-input").press("Enter")
    last = hands.drag("show_content", (last, "next"), drawer="看与问")
    hands.drag("variables_get", (last, "content"), drawer="变量", variable="结果")
    hands.drag("deploy_convert", (last, "next"), drawer="带出去")


def boxes_on_pictures(page: Page, found: int) -> None:
    """The notebook shows as many right boxes as the test counted."""
    expect(page.locator(".kind").first).to_have_text(f"✓找对了{found}")
    page.locator(".kind").first.click()
    wait_for(
        page,
        "() => [...document.querySelectorAll('.found-wall .tile:not([hidden])')].every(tile => tile.querySelector('.thing[data-kind=right]'))",
    )
    assert page.locator(".found-wall .thing[data-kind=right][data-truth=false]").count()


def boxes_on_the_camera(page: Page) -> None:
    """Boxes are drawn over the video where the answer says; in a mirror they change sides with the picture."""
    page.get_by_role("tab", name="摄像头").click()
    page.get_by_role("button", name="打开摄像头").click()
    expect(page.locator(".try-winner:not(.waiting, .unknown)")).to_be_visible()
    for mirrored in (True, False):
        x, y, said_x, said_y = placed(page)
        assert (x, y) == pytest.approx((1 - said_x if mirrored else said_x, said_y), abs=1e-3)
        assert page.evaluate(FITS)
        page.get_by_role("button", name="左右相反").click()
    page.get_by_role("button", name="关掉摄像头").click()


def placed(page: Page) -> list[float]:
    """Wait for the next picture in which something is found, and return the place that OVER reads of it."""
    while (found := page.evaluate(OVER)) is None:
        page.evaluate(TWO_FRAMES)
    return found
