"""The stage in the page: sprites are seen and clicked, keys and the panel reach the program."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.rooms import SIZES, ended, enter, layout_faults, make, program, run, stop, visit
from tests.e2e.screenshots import shoot
from tests.support.limits import HANG_TIMEOUT_MS

PLAY = """
import numpy as np
from sunmao import listen
from sunmao.stage import Gauge, PanelButton, Slider, Sprite, backdrop, key
backdrop(np.full((480, 640, 3), (250, 220, 120), np.uint8))
robot = Sprite('robot')
robot.move_to(x=-120, y=0)
play = PanelButton('Play')
speed = Slider('speed', 0, 100)
sure = Gauge('sure')
sure.show(0.92)

@robot.when_clicked
def robot_clicked():
    robot.say('我出石头')
    print('clicked')

@play.when_pressed
def play_pressed():
    print('speed', speed.value)

@key('right').when_pressed
def on_key():
    robot.move_to(x=120, y=0)
    print('moved')

listen()
"""
# The color at a place of the stage, in its steps.
PIXEL = """([x, y]) => {
  const canvas = document.querySelector('.stage-canvas'), behind = document.querySelector('.stage-backdrop');
  if (!canvas) return [0, 0, 0];
  const whole = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d'), scale = canvas.width / 480;
  if (!behind.hidden) whole.drawImage(behind, 0, 0, canvas.width, canvas.height);
  whole.drawImage(canvas, 0, 0);
  return [...whole.getImageData((x + 240) * scale, (180 - y) * scale, 1, 1).data].slice(0, 3);
}"""
BODY, SKY = [127, 177, 230], [250, 220, 120]  # of the robot's forehead


def is_near(color, wanted) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(color, wanted, strict=True))


def sees(page: Page, x: float, y: float, wanted) -> None:
    """Wait until the stage has that color there."""
    page.wait_for_function(
        f"at => {{ const got = ({PIXEL})(at[0]); return got.every((one, n) => Math.abs(one - at[1][n]) < 12); }}",
        arg=[[x, y], wanted],
        timeout=HANG_TIMEOUT_MS,
    )


def click_at(page: Page, x: float, y: float) -> None:
    box = page.locator(".stage-canvas").bounding_box()
    scale = box["width"] / 480
    page.mouse.click(box["x"] + (x + 240) * scale, box["y"] + (180 - y) * scale)


def begin(page: Page, studio) -> None:
    enter(page, make(studio, program(PLAY)))
    expect(page.get_by_role("tab").first).to_have_text("舞台")
    run(page)
    expect(page.locator("#tab-stage")).to_have_attribute("aria-selected", "true")
    sees(page, -120, 31, BODY)


def test_mouse_keys_and_panel_reach_the_program(page: Page, studio):
    begin(page, studio)
    text = page.locator(".con")
    assert is_near(page.evaluate(PIXEL, [120, 31]), SKY)
    width, height = page.locator(".stage-backdrop").evaluate("one => [one.width, one.height]")
    assert 3 * width == 4 * height, "the backdrop is stretched"
    click_at(page, 200, 100)  # nobody is there
    click_at(page, -120, 20)
    expect(text).to_contain_text("clicked")
    assert text.text_content().count("clicked") == 1
    expect(page.locator(".stage-place [role=status]")).to_contain_text("机器人说：我出石头")
    page.locator(".stage-canvas").focus()
    page.keyboard.press("ArrowRight")
    expect(text).to_contain_text("moved")
    sees(page, 120, 31, BODY)
    sees(page, -120, 31, SKY)
    slider = page.get_by_role("slider", name="speed")
    slider.focus()
    page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "100")
    button = page.get_by_role("button", name="Play")
    button.click()
    expect(text).to_contain_text("speed 100.0")
    button.focus()
    page.keyboard.press("Space")
    expect(text).to_contain_text("speed 100.0\nspeed 100.0")
    expect(page.get_by_role("meter", name="sure")).to_have_attribute("aria-valuetext", "92%")
    page.keyboard.press("e")
    expect(page.get_by_role("button", name="回到积木")).to_be_visible()
    sees(page, 120, 31, BODY)
    click_at(page, 120, 20)
    expect(text).to_contain_text("clicked")
    page.get_by_role("button", name="回到积木").click()
    stop(page)
    expect(button).to_be_disabled()
    sees(page, 120, 31, BODY)  # the last picture stays


def test_after_a_reload_the_last_picture_is_there(page: Page, studio):
    enter(page, make(studio, program("from sunmao.stage import Sprite\nrobot = Sprite('robot')\nrobot.size = 200")))
    run(page)
    ended(page)
    sees(page, 0, 62, BODY)
    page.reload()
    page.locator("#tab-stage").click()
    sees(page, 0, 62, BODY)


@pytest.mark.long
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [*SIZES])
def test_the_stage_at_every_size(browser, studio, lang, size):
    with visit(browser, studio, size, lang) as page:
        enter(page, make(studio, program(PLAY)))
        run(page)
        sees(page, -120, 31, BODY)
        click_at(page, -120, 20)
        shoot(page, f"stage-{size}-{lang}")
        assert not layout_faults(page)
        page.locator(".results .ph").get_by_role("button", name=re.compile("放大|Enlarge")).click()
        sees(page, -120, 31, BODY)
        shoot(page, f"stage-large-{size}-{lang}")
        if size != "enlarged":  # where the panel is scrolled to
            assert not layout_faults(page)
