"""The examples of the stage as they come: pressed on the first page, run, and played."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import write_wav
from tests.e2e.filming import filmed
from tests.e2e.moves import hold_in_hand, make_move
from tests.e2e.rooms import read_output, run, stop, visit
from tests.e2e.screenshots import shoot
from tests.e2e.signs import SIGNS, write_signs
from tests.support.drawn_sounds import make_sound
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.studio import FAKE_CAMERA, launch_chromium

pytestmark = pytest.mark.long
QUIET, CALLED = 24, 60  # seconds


def open_example(page: Page, title: str) -> None:
    """Press the card of an example on the first page, and wait for its blocks."""
    page.get_by_role("button", name=title).click()
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()


def test_a_light_is_switched_by_the_panel_and_the_car_obeys(page: Page):
    open_example(page, "红绿灯")
    run(page)
    panel = page.get_by_role("group", name="舞台")
    status = panel.get_by_role("status")
    panel.get_by_role("button", name="绿灯").click()
    expect(status).not_to_contain_text("等绿灯")
    panel.get_by_role("slider", name="速度").focus()
    page.keyboard.press("End")
    panel.get_by_role("button", name="红灯").click()
    expect(status).to_contain_text("等绿灯")
    shoot(page, "example-traffic-light")
    stop(page)


@pytest.mark.skipif(not SIGNS.is_dir(), reason="the pictures of hand signs are not on this machine")
def test_a_hand_plays_against_the_robot(browser, studio, tmp_path):
    write_signs(tmp_path / "signs.mjpeg")
    with filmed(browser, tmp_path / "signs.mjpeg") as seeing, visit(seeing, studio, permissions=["camera"]) as page:
        open_example(page, "石头剪刀布")
        run(page)
        play = page.get_by_role("group", name="舞台").get_by_role("button", name="出拳")

        def has_played() -> set[str]:
            play.click()
            return {line.split()[1] for line in read_output(page).splitlines() if line.startswith("你")}

        poll_until(lambda: has_played() == {"石头", "剪刀", "布"}, "each hand to be played")
        shoot(page, "example-rock-paper-scissors")
        stop(page)


@pytest.fixture(scope="module")
def calling(browser, tmp_path_factory):
    """A browser whose microphone hears a quiet room for long enough, then a call in every second, and begins anew."""
    random = np.random.default_rng(3)
    calls = [make_sound("whistle", random) for _ in range(CALLED)]
    room = [make_sound("背景声", random) for _ in range(QUIET)]
    film = tmp_path_factory.mktemp("calls") / "calls.wav"
    write_wav(film, AudioClip(np.concatenate([*room, *calls])))
    running = launch_chromium(browser.browser_type, FAKE_CAMERA, f"--use-file-for-fake-audio-capture={film}")
    yield running
    running.close()


@pytest.mark.training
def test_a_dog_comes_when_it_is_called(calling, studio):
    with visit(calling, studio, permissions=["microphone"]) as page:
        open_example(page, "叫一声就来的小狗")
        run(page)
        status = page.get_by_role("group", name="舞台").get_by_role("status")
        expect(status).to_contain_text("安静二十秒")
        expect(status).to_contain_text("叫我的名字")
        expect(status).to_contain_text("我在学你的声音")
        expect(page.locator(".con")).to_contain_text("data/叫它/名字/8.wav")
        expect(status).to_contain_text(re.compile("来了|我在这儿"))
        shoot(page, "example-pet")
        stop(page)
        recorded = page.get_by_role("switch", name="已经录过")
        recorded.click()
        expect(recorded).to_be_checked()
        run(page)
        expect(status).to_contain_text(re.compile("我在学|叫我吧|来了"))
        stop(page)


@pytest.mark.training
def test_a_phone_is_a_magic_wand(browser, studio):
    with visit(browser, studio) as page:
        hold_in_hand(page)
        open_example(page, "魔法棒")
        run(page)
        expect(page.locator(".banner")).to_contain_text("动作传感器", timeout=1000 * HANG_TIMEOUT)
        status = page.get_by_role("group", name="舞台").get_by_role("status")
        for number, said in ((2, "变大"), (1, "飞走")):
            make_move(page, number)
            expect(status).to_contain_text(said, timeout=1000 * HANG_TIMEOUT)
        shoot(page, "example-magic-wand")
        stop(page)
