"""The try-it panel with a real model: a fake camera that shows one digit after the other, a threshold, a drawing, and
no camera at all.
"""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import filming
from tests.e2e.hands import wait_for
from tests.e2e.lessons import lesson, trained
from tests.e2e.rooms import enter, make, run
from tests.e2e.strokes import draw_digit

pytestmark = pytest.mark.long  # all ask a model that is trained for them
SHOWN = (0, 4)  # what the camera sees, in turn
FRAMES = 90  # of each, at 30 a second
WIDTHS = "() => [...document.querySelectorAll('.try-track i')].map(bar => bar.style.width)"


@pytest.fixture(scope="module")
def project(studio, browser):
    """A project with a trained and converted model of digits."""
    made = make(studio, lesson(2, 0.003, "model.convert(out_file='models/digits.onnx')"))
    page = browser.new_page()
    page.goto(studio.url)
    enter(page, made)
    run(page)
    trained(page)
    assert next(studio.projects.glob("*/models/digits.onnx"))
    page.close()
    return made


@pytest.fixture
def filmed(project, studio, browser, tmp_path):
    """The project's models, in a browser whose camera shows the digits of SHOWN, one after the other, for ever."""
    clip = tmp_path / "digits.mjpeg"
    folder = next(studio.projects.glob("*/data/digits/test_set"))
    clip.write_bytes(b"".join(frame(sorted((folder / str(digit)).glob("*.png"))[0]) * FRAMES for digit in SHOWN))
    with filming.filmed(browser, clip, "--use-fake-ui-for-media-stream") as running:
        page = running.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(studio.url)
        to_models(page, project)
        yield page
    assert not errors


def frame(picture) -> bytes:
    """A picture as a JPEG of 240 × 240, as a camera would see it."""
    import cv2

    return cv2.imencode(".jpg", cv2.resize(cv2.imread(str(picture)), (240, 240), interpolation=cv2.INTER_CUBIC))[
        1
    ].tobytes()


def to_models(page: Page, project: str) -> None:
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/models` }", project)
    expect(page.locator(".try")).to_be_visible()


def test_the_bars_follow_the_camera(filmed):
    page, ended_try = filmed, []
    page.on("request", lambda request: ended_try.append(request.url) if request.method == "DELETE" else None)
    page.get_by_role("button", name="打开摄像头").click()
    expect(page.locator(".try-winner.waiting")).to_have_count(0)
    for digit in SHOWN:
        wait_for(page, "digit => document.querySelector('.try-winner')?.dataset.label === digit", str(digit))
    before = page.evaluate(WIDTHS)
    assert len(before) == 10
    wait_for(
        page,
        "before => JSON.stringify([...document.querySelectorAll('.try-track i')].map(bar => bar.style.width)) !== before",
        json.dumps(before, separators=(",", ":")),
    )

    page.get_by_label("把握不到这么大，就说“不知道”").fill("1")
    expect(page.locator(".try-winner b")).to_have_text("不知道")

    page.evaluate("() => { window.track = document.querySelector('video').srcObject.getVideoTracks()[0] }")
    assert page.evaluate("() => track.readyState") == "live"
    page.get_by_role("link", name="积木").click()
    wait_for(page, "() => track.readyState === 'ended'")
    assert any(url.endswith("/try") for url in ended_try)


def test_a_drawing_and_a_file_are_recognized(page, project, studio):
    to_models(page, project)
    page.get_by_role("tab", name="画一张").click()
    draw_digit(page, 0)
    expect(page.locator(".try-winner.waiting")).to_have_count(0)
    assert page.evaluate(WIDTHS) != ["0%"] * 10
    page.get_by_role("button", name="擦掉").click()
    expect(page.locator(".try-winner")).to_have_text("给模型看点什么")

    page.get_by_role("tab", name="图片", exact=True).click()
    expect(page.locator(".try-winner")).to_have_text("给模型看点什么")
    picture = sorted(next(studio.projects.glob("*/data/digits/test_set/4")).glob("*.png"))[0]
    page.locator(".try input[type=file]").set_input_files(picture)
    expect(page.locator(".try-winner")).to_have_attribute("data-label", "4")
    page.get_by_label("把握不到这么大，就说“不知道”").fill("1")
    expect(page.locator(".try-winner b")).to_have_text("不知道")

    page.locator(".try input[type=file]").set_input_files(
        {"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"}
    )
    expect(page.get_by_text("这个文件不是图片")).to_be_visible()


def test_on_a_low_screen_bars_and_sliders_are_in_sight(filmed):
    page = filmed
    page.set_viewport_size({"width": 1366, "height": 625})
    for source in ("画一张", "摄像头"):
        page.get_by_role("tab", name=source).click()
        if source == "摄像头":
            page.get_by_role("button", name="打开摄像头").click()
            expect(page.locator(".try-place video")).to_be_visible()
        for seen in (".try-winner", ".try-bars li:last-child", ".try-slider:last-child input"):
            box = page.locator(seen).bounding_box()
            assert box["y"] >= 56 and box["y"] + box["height"] <= 625, (source, seen, box)
        assert page.locator(".try-bars").evaluate("e => e.scrollHeight <= e.clientHeight")


def test_without_a_camera_there_is_a_sentence(page, project):
    to_models(page, project)
    page.get_by_role("tab", name="摄像头").click()
    page.get_by_role("button", name="打开摄像头").click()
    expect(page.locator(".try-why")).to_contain_text("摄像头")
    expect(page.get_by_role("button", name="再试一次")).to_be_visible()
    page.get_by_role("button", name="用模拟摄像头").click()
    expect(page.locator(".try-winner:not(.waiting)")).to_be_visible()
    page.locator(".try-pause").click()
    expect(page.locator(".try-held")).to_be_visible()
    page.get_by_role("button", name="换回真的摄像头").click()
    expect(page.locator(".try-why")).to_contain_text("摄像头")
