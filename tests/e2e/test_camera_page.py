"""Moving pictures on the page: what a camera sees and what a program shows, live; and the card of a program that waits
for a cable.
"""

import pytest
from playwright.sync_api import expect

from tests.e2e.filming import hide, live_sockets, moves
from tests.e2e.hands import wait_for
from tests.e2e.rooms import ended, enter, make, program, run, stop, visit
from tests.support.limits import poll_until

pytestmark = pytest.mark.long

SIMULATED = """
from sunmao import show
from sunmao.cameras import Camera
camera = Camera('simulated')
for image in camera:
    show(image, title='手')
"""
WAITS = """
from sunmao.protocol import messages
from sunmao.runtime import session
session.emit(messages.Ask(1, '', 'device', ['wait', 'end'], {'zh': '线松了，插回去就接着走', 'en': 'The cable is out. Plug it in to go on'}))
session.wait_for_reply(lambda: 1 in session._session.answers, 60)
print(session._session.answers.get(1))
"""
COMES_BACK = """
import os, time
from sunmao.protocol import messages
from sunmao.runtime import session
session.emit(messages.Ask(1, '', 'device', ['wait', 'end'], {'zh': '线松了，插回去就接着走', 'en': 'The cable is out. Plug it in to go on'}))
while not os.path.exists('back'):
    time.sleep(0.02)
session.emit(messages.AskAnswered(1))
print('接着走')
"""


def until(page, condition) -> None:
    """Wait until something outside the page is so, while the page goes on."""
    poll_until(condition, pause=lambda: page.wait_for_timeout(50))


def test_a_program_shows_its_camera_live_and_its_last_picture_stays(page, studio):
    topics = live_sockets(page)
    enter(page, make(studio, program(SIMULATED)))
    run(page)
    expect(page.locator(".live-tile figcaption")).to_have_text("手")
    moves(page)
    expect(page.locator(".live-tile")).to_have_count(1)  # the program shows what its camera sees

    page.get_by_role("tab", name="图片").click()
    expect(page.locator(".live-tile")).to_have_count(2)
    expect(page.locator(".live-tile").last).to_contain_text("模拟摄像头")
    until(page, lambda: len(topics) == 2)
    page.get_by_role("tab", name="文字").click()
    until(page, lambda: not topics)
    page.get_by_role("tab", name="全部").click()
    until(page, lambda: len(topics) == 1)
    page.get_by_role("link", name="训练", exact=True).click()
    until(page, lambda: not topics)
    page.get_by_role("link", name="积木", exact=True).click()
    moves(page)
    hide(page, True)
    until(page, lambda: not topics)
    hide(page, False)
    moves(page)

    stop(page)
    last = page.locator(".live-last img")
    expect(last).to_be_visible()
    wait_for(page, "() => document.querySelector('.live-last img').naturalWidth > 0")
    until(page, lambda: not topics)
    page.reload()
    expect(last).to_be_visible()
    assert page.evaluate("() => performance.getEntriesByType('resource').every(entry => !entry.name.includes('blob:'))")


def test_a_preview_rests_while_nobody_sees_it(page, studio):
    topics = live_sockets(page)
    cameras = lambda: [topic for topic in topics if topic.startswith("camera")]  # noqa: E731
    enter(page, make(studio, program("")))
    page.get_by_role("link", name="设备", exact=True).click()
    page.get_by_role("link", name="模拟摄像头").click()
    moves(page)
    assert len(cameras()) == 1
    hide(page, True)
    until(page, lambda: not cameras())
    hide(page, False)
    moves(page)
    page.get_by_role("link", name="积木", exact=True).click()
    until(page, lambda: not cameras())


def test_a_program_that_waits_for_a_cable_says_so_and_ends_here_when_it_is_told_to(page, studio):
    enter(page, make(studio, program(WAITS)))
    run(page)
    card, language = page.locator(".ask"), page.locator(".top > .btn.wide-only").last
    expect(card).to_contain_text("线松了，插回去就接着走")
    expect(card).to_be_focused()  # Enter ends nothing
    expect(page.locator(".top .state-wide")).to_have_text("等你回答")
    page.get_by_role("link", name="训练", exact=True).click()
    page.get_by_role("link", name="积木", exact=True).click()
    expect(card).to_be_focused()
    language.click()
    expect(card).to_contain_text("The cable is out. Plug it in to go on")
    language.click()
    card.get_by_role("button", name="在这里结束").click()
    ended(page)
    expect(page.locator(".con")).to_contain_text("end")
    expect(page.locator(".con")).to_contain_text("线松了，插回去就接着走")


def test_it_goes_on_by_itself_when_the_cable_is_back(browser, studio):
    project = make(studio, program(COMES_BACK))
    with visit(browser, studio, "tablet", "en") as page:
        enter(page, project)
        run(page)
        card = page.locator(".ask")
        expect(card).to_contain_text("It goes on by itself")
        page.get_by_role("link", name="Training", exact=True).click()
        expect(page.locator(".toast")).to_have_count(0)
        page.get_by_role("link", name="Blocks", exact=True).click()
        (next(studio.projects.glob(f"{project}*")) / "back").touch()
        ended(page)
        expect(card).to_have_count(0)
        expect(page.locator(".con")).to_contain_text("接着走")


def test_a_camera_that_is_not_there_is_said_on_its_block(browser, studio):
    project = make(studio, program("from sunmao.cameras import Camera\nCamera(7).read()"))
    with visit(browser, studio) as page:
        enter(page, project)
        run(page)
        ended(page)
        expect(page.locator(".bubble")).to_contain_text("没有找到摄像头 7")
