"""Teaching by movement: still, wave, circle with a phone in the hand, from the first page to the blocks, counted. The
phone's sensor tells events of drawn gestures.
"""

import re
import time

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from sunmao.motion.motion_clip import MotionClip
from sunmao.motion.motion_files import write_motion
from tests.e2e.moves import KINDS, hold_in_hand, make_move
from tests.e2e.rooms import layout_faults, read_output, run, stop, visit
from tests.e2e.screenshots import shoot
from tests.e2e.test_accessibility import find_barriers
from tests.support.drawn_motions import make_motion
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.training


@pytest.fixture(params=["zh", "en"])
def lang(request):
    return request.param


def open_motion(page: Page) -> None:
    """From the first page to Teach by movement, with the phone's sensor: three actions."""
    page.locator(".hero .btn.pri").click()
    page.locator("#teach-kind-motion").click()
    expect(page.locator(".motion-page .hands-card")).to_have_count(3)
    page.locator("#motion-source-phone").click()


def add_files(page: Page, folder, count: int = 6) -> None:
    """Tables of each class from files."""
    random = np.random.default_rng(3)
    for number, kind in enumerate(KINDS):
        files = [folder / f"{kind}-{take}.csv" for take in range(count)]
        for file in files:
            write_motion(file, MotionClip(make_motion(kind, random)))
        with page.expect_file_chooser() as chooser:
            page.locator(".hands-card").nth(number).locator(".hands-tools .btn:not(.hold)").click()
        chooser.value.set_files(files)
        expect(page.locator(".hands-card header .cap").nth(number)).to_contain_text(str(count))


def train(page: Page) -> None:
    page.locator(".teach-go").click()
    expect(page.locator(".teach-done")).to_be_visible(timeout=1000 * HANG_TIMEOUT)


def expect_answer(page: Page, number: int) -> None:
    """The model says what is made."""
    make_move(page, number)
    name = page.locator(".hands-card .teach-name b").nth(number).inner_text()
    expect(page.locator(".try-winner")).to_have_attribute("data-label", name)


@pytest.mark.long
def test_files_become_takes_and_a_phone_is_recognized(browser, studio, tmp_path, lang):
    with visit(browser, studio, lang=lang) as page:
        hold_in_hand(page)
        open_motion(page)
        add_files(page, tmp_path)
        shoot(page, f"motion-collected-{lang}")
        assert layout_faults(page) == [] and find_barriers(page) == []
        train(page)
        page.locator(".motion-off .btn").first.click()
        for number in (1, 2, 0):
            expect_answer(page, number)
        make_move(page, 2)
        time.sleep(2)
        shoot(page, f"motion-live-{lang}")
        assert layout_faults(page) == [] and find_barriers(page) == []
        page.locator(".mini[data-part=watch]").click()
        expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()
        shoot(page, f"motion-blocks-{lang}")


def test_takes_are_small_curves_on_the_page_of_data(page: Page, tmp_path):
    page.locator(".hero .btn.pri").click()
    page.locator("#teach-kind-motion").click()
    expect(page.locator(".motion-page .hands-card")).to_have_count(3)
    add_files(page, tmp_path, 2)
    page.get_by_role("link", name="数据").click()  # the data that is taught, not the pictures that Teach begins with
    expect(page.locator(".point-tiles .curve-tile")).to_have_count(6)
    shoot(page, "motion-data-zh")
    assert layout_faults(page) == []
    page.locator("button.point-tile").first.click()
    page.get_by_role("menuitem").click()
    expect(page.locator(".point-tiles .curve-tile")).to_have_count(5)
    page.locator(".toast button").first.click()
    expect(page.locator(".point-tiles .curve-tile")).to_have_count(6)


@pytest.mark.long
def test_still_wave_circle_from_the_first_page_to_the_program(browser, studio):
    with visit(browser, studio) as page:
        hold_in_hand(page)
        began = time.monotonic()
        open_motion(page)
        actions = 3
        for number in range(3):
            make_move(page, number)
            record = page.locator(".motion-record").nth(number)
            expect(record).to_be_enabled()  # a take that has begun is ended before
            record.hover()
            page.mouse.down()
            actions += 1
            expect(page.locator(".hands-card").nth(number).locator(".curve-tile").nth(4)).to_be_visible(timeout=60_000)
            page.mouse.up()
            expect(page.locator(".motion-record.held")).to_have_count(0)
        train(page)
        actions += 1
        for number in (1, 2, 0):
            expect_answer(page, number)
        print(f"{actions} actions, {time.monotonic() - began:.1f} s")
        assert actions <= 8
        take_the_test(page)
        assert layout_faults(page) == []
        page.get_by_role("button", name="看它的积木").click()
        make_move(page, 0)
        run(page)
        expect(page.locator(".con")).to_contain_text("答对", timeout=1000 * HANG_TIMEOUT)
        make_move(page, 2)
        expect(page.locator(".con")).to_contain_text("画圈", timeout=30_000)
        make_move(page, 1)
        expect(page.locator(".con")).to_contain_text("挥手", timeout=30_000)
        assert not re.search("静止$", read_output(page))
        stop(page)


def take_the_test(page: Page) -> None:
    page.locator(".teach-test .btn.pri").click()
    for number in range(3):
        make_move(page, number)
        page.locator(".teach-turn .btn.pri").click()
        expect(page.locator(".teach-squares li").nth(number).locator(".full")).to_have_count(5, timeout=60_000)
    score = page.locator(".teach-test .teach-score")
    expect(score).to_contain_text("15 题答对")
    shoot(page, "motion-tested-zh")
    assert int(score.inner_text().split("15 题答对 ")[1].split(" ")[0]) >= 13


@pytest.mark.long
@pytest.mark.parametrize("size", ["school", "tablet"])
def test_the_board_on_the_screen_is_tilted_and_recorded(browser, studio, size):
    with visit(browser, studio, size) as page:
        page.locator(".hero .btn.pri").click()
        page.locator("#teach-kind-motion").click()
        page.locator("#motion-source-simulated").click()
        expect(page.locator(".motion-curves canvas")).to_be_visible()
        page.locator(".motion-record").nth(1).click()
        box = page.locator(".motion-pad").bounding_box()
        page.mouse.move(box["x"] + 40, box["y"] + 40)
        page.mouse.down()
        while page.locator(".hands-card").nth(1).locator(".curve-tile").count() == 0:
            for shift in (10, 70):
                page.mouse.move(box["x"] + shift, box["y"] + 40, steps=4)
        page.mouse.up()
        tile = page.locator(".hands-card").nth(1).locator(".hands-tile-button")
        expect(tile).to_have_attribute("aria-label", re.compile("左右动了"))
        tile.click()
        page.get_by_role("menuitem").click()
        expect(page.locator(".curve-tile")).to_have_count(0)
        page.locator(".toast button").first.click()
        expect(page.locator(".curve-tile")).to_have_count(1)
        page.locator(".motion-hands .btn").click()
        shoot(page, f"motion-{size}")
        assert layout_faults(page) == []


@pytest.mark.long
def test_without_a_sensor_it_says_what_to_try(page: Page):
    open_motion(page)
    page.locator(".motion-record").first.click()
    expect(page.locator(".motion-off [role=alert]")).to_contain_text("没有动作传感器")
    expect(page.locator(".curve-tile")).to_have_count(0)
    page.get_by_role("button", name="用手机或平板").click()
    expect(page.get_by_role("dialog")).to_be_visible()
