"""Choosing a sprite: of the library, drawn, cut out of a photo; and the panel, arranged and set before a run."""

import json

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.rooms import SIZES, ended, enter, layout_faults, make, program, run, stop, visit
from tests.e2e.screenshots import shoot
from tests.e2e.test_stage import sees
from tests.support.limits import HANG_TIMEOUT_MS, poll_until

pytestmark = pytest.mark.long

CAT = "from sunmao.stage import Sprite\n\ncat = Sprite(picture='cat')\ncat.move_to(x=100, y=50)\n"
PANEL = """
from sunmao import listen
from sunmao.stage import Gauge, LiveChart, NumberTile, PanelButton, Slider, TextField, ToggleSwitch
speed = Slider('speed', 0, 10)
lamp = ToggleSwitch('lamp')
name = TextField('name')
print('begins with', speed.value, lamp.is_on, name.text)
Gauge('sure').show(0.92)
NumberTile('score').show(3)
chart = LiveChart('light')
for number in (1, 5, 2, 8):
    chart.add(number)
play = PanelButton('Play')

@lamp.when_switched
def lamp_switched():
    print('lamp', lamp.is_on)

@name.when_written
def name_written():
    print('name', name.text)

@play.when_pressed
def play_pressed():
    print('played')

listen()
"""


def open_library(page: Page) -> None:
    page.locator("#tab-stage").click()
    page.get_by_role("button", name="添加角色").and_(page.locator(":visible")).first.click()
    expect(page.get_by_role("button", name="机器人", exact=True)).to_be_visible()


def is_first(path, name: str) -> bool:
    """Whether that thing is the first of a panel's file."""
    return json.loads(path.read_text(encoding="utf-8"))["places"][0]["name"] == name


def use(page: Page) -> None:
    page.get_by_role("button", name="用这个").click()
    expect(page.locator(".sprite-library")).to_have_count(0)


def code_has(page: Page, text: str) -> None:
    expect(page.locator(".code")).to_contain_text(text)


def test_a_sprite_of_the_library_comes_into_the_blocks(page: Page, studio):
    enter(page, make(studio, program(CAT)))
    open_library(page)
    page.get_by_role("searchbox", name="找", exact=True).fill("红绿")
    expect(page.locator(".sprite-card")).to_have_count(1)
    page.get_by_role("button", name="红绿灯", exact=True).click()
    page.get_by_role("button", name="绿灯", exact=True).click()
    page.get_by_role("textbox", name="积木和 Python 里叫它").fill("2")
    expect(page.get_by_role("alert")).to_contain_text("不用数字开头")
    page.get_by_role("textbox", name="积木和 Python 里叫它").fill("light")
    use(page)
    code_has(page, "light = Sprite(picture='traffic_light')")
    code_has(page, "light.costume = 'green'")
    run(page)
    ended(page)
    expect(page.locator(".stage-place [role=status]")).to_contain_text("红绿灯")
    page.get_by_role("button", name="cat", exact=True).click()
    expect(page.locator(".sprite-row")).to_contain_text("x 100 y 50")


def test_a_sprite_is_drawn_and_renamed(page: Page, studio):
    enter(page, make(studio, program(CAT)))
    open_library(page)
    page.locator("[role=tab][aria-selected=true]", has_text="图库").press("ArrowRight")
    expect(page.get_by_role("tab", name="自己画")).to_be_focused()
    paper = page.locator(".sprite-canvas")
    box = paper.bounding_box()
    page.get_by_role("button", name="方框").click()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 180, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="填色").click()
    page.get_by_role("button", name="颜色 3").click()
    page.mouse.click(box["x"] + 120, box["y"] + 120)
    page.get_by_role("button", name="画笔").click()
    paper.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.locator(".sprite-library").get_by_role("button", name="撤销").click()
    shoot(page, "sprite-draw")
    page.get_by_role("textbox", name="积木和 Python 里叫它").fill("小怪")
    use(page)
    code_has(page, "小怪 = Sprite(picture='stage/小怪.png')")
    run(page)
    ended(page)
    # What was drawn is cut to its edge, and stands in the middle of the stage.
    sees(page, 0, 0, [0xD9, 0x43, 0x3B])
    open_library(page)
    page.locator(".sprite-card", has_text="小怪").click()
    page.get_by_role("textbox", name="积木和 Python 里叫它").fill("怪物")
    page.get_by_role("button", name="改名").click()
    expect(page.locator(".sprite-card", has_text="怪物")).to_be_visible()
    page.get_by_role("button", name="回到积木").click()
    code_has(page, "Sprite(picture='stage/怪物.png')")
    open_library(page)
    page.locator(".sprite-card", has_text="怪物").click()
    page.get_by_role("button", name="删除").click()
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(page.locator(".sprite-card", has_text="怪物")).to_have_count(0)


def test_a_thing_is_cut_out_of_a_photo(page: Page, studio, tmp_path):
    photo = np.full((360, 480, 3), (200, 210, 205), np.uint8)
    photo += np.random.default_rng(0).integers(0, 6, photo.shape, np.uint8)
    cv2.circle(photo, (240, 180), 90, (40, 60, 200), -1)
    cv2.imwrite(str(tmp_path / "photo.png"), photo)
    enter(page, make(studio, program(CAT)))
    open_library(page)
    page.get_by_role("tab", name="剪一张照片").click()
    page.locator(".sprite-ways input[type=file]").set_input_files(tmp_path / "photo.png")
    expect(page.get_by_role("status").filter(has_text="剪好了")).to_be_visible(timeout=HANG_TIMEOUT_MS)
    canvas = page.locator(".sprite-photo canvas")
    box = canvas.bounding_box()
    page.get_by_role("button", name="补上").click()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 20, steps=3)
    page.mouse.up()
    shoot(page, "sprite-cutout")
    page.locator(".sprite-library").get_by_role("button", name="撤销").click()
    page.get_by_role("button", name="点一下要的东西").click()
    canvas.focus()
    page.keyboard.press("Enter")
    expect(canvas).to_have_attribute("aria-busy", "false")
    page.get_by_role("textbox", name="积木和 Python 里叫它").fill("sun")
    use(page)
    code_has(page, "Sprite(picture='stage/sun.png')")
    (kept,) = studio.projects.rglob("stage/sun.png")
    pixels = cv2.imdecode(np.frombuffer(kept.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED)
    assert pixels.shape[2] == 4 and abs(pixels.shape[0] - 181) < 8 and pixels[2, 2, 3] == 0


def test_the_panel_is_set_before_a_run_and_arranged(page: Page, studio):
    enter(page, make(studio, program(PANEL)))
    run(page)
    panel = page.get_by_role("group", name="面板")
    panel.get_by_role("switch", name="lamp").click()
    expect(page.locator(".con")).to_contain_text("lamp True")
    field = panel.get_by_role("textbox", name="name")
    field.fill("小明")
    field.press("Enter")
    expect(page.locator(".con")).to_contain_text("name 小明")
    expect(panel.get_by_role("img", name="light：现在 8").or_(panel.locator(".stage-chart"))).to_be_visible()
    stop(page)
    slider = panel.get_by_role("slider", name="speed")
    slider.focus()
    page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "10")
    panel.get_by_role("switch", name="lamp").focus()
    page.keyboard.press("Space")
    expect(panel.get_by_role("switch", name="lamp")).not_to_be_checked()
    run(page)
    expect(page.locator(".con")).to_contain_text("begins with 10.0 False 小明")
    page.get_by_title("放大 (E)").click()
    page.get_by_role("button", name="排一排面板").click()
    first = panel.locator("[data-place='0']")
    expect(first).to_have_attribute("aria-label", "speed，第 1 个，共 7 个")
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(panel.locator("[data-place='1']")).to_have_attribute("aria-label", "speed，第 2 个，共 7 个")
    page.keyboard.press("Enter")
    play = panel.locator("[data-place='6']").bounding_box()
    page.mouse.move(play["x"] + 40, play["y"] + 20)
    page.mouse.down()
    goal = panel.locator("[data-place='0']").bounding_box()
    page.mouse.move(goal["x"] + 20, goal["y"] + 20, steps=6)
    page.mouse.up()
    expect(panel.locator("[data-place='0']")).to_have_attribute("aria-label", "Play，第 1 个，共 7 个")
    shoot(page, "stage-arrange")
    page.get_by_role("button", name="排好了").click()
    poll_until(lambda: any(is_first(path, "Play") for path in studio.projects.rglob("stage/panel.json")), "the order")
    page.reload()
    page.locator("#tab-stage").click()
    names = panel.locator(".stage-place-of")
    expect(names.nth(0)).to_contain_text("Play")
    expect(names.nth(2)).to_have_class("stage-place-of slider wide")
    page.get_by_title("放大 (E)").click()
    page.get_by_role("button", name="遥控器").click()
    remote = page.get_by_role("group", name="遥控器")
    remote.get_by_role("button", name="Play").click()
    shoot(page, "stage-remote")
    remote.get_by_role("button", name="停止").click()
    remote.get_by_role("button", name="回到舞台").click()
    expect(page.locator(".con")).to_contain_text("played")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [*SIZES])
def test_the_library_at_every_size(browser, studio, lang, size):
    with visit(browser, studio, size, lang) as page:
        enter(page, make(studio, program(PANEL)))
        run(page)
        expect(page.get_by_role("switch", name="lamp")).to_be_visible()
        shoot(page, f"stage-panel-{size}-{lang}")
        stop(page)
        words = {"zh": ("添加角色", "自己画", "剪一张照片"), "en": ("Add a sprite", "Draw one", "Cut out a photo")}[
            lang
        ]
        page.get_by_role("button", name=words[0]).and_(page.locator(":visible")).first.click()
        expect(page.locator(".sprite-card").first).to_be_visible()
        shoot(page, f"sprites-{size}-{lang}")
        assert not layout_faults(page)
        page.get_by_role("tab", name=words[1]).click()
        expect(page.locator(".sprite-canvas")).to_be_visible()
        shoot(page, f"sprites-draw-{size}-{lang}")
        assert not layout_faults(page)
        page.get_by_role("tab", name=words[2]).click()
        expect(page.locator(".sprite-ways")).to_be_visible()
        shoot(page, f"sprites-cut-{size}-{lang}")
        assert not layout_faults(page)
