"""The Devices view: the board on the screen, ports that come and go, their text and their numbers. The ports are
pseudo-terminals.
"""

import os
import select
import sys
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from sunmao.codegen.reading.read_program import read_python
from tests.e2e.hands import wait_for
from tests.e2e.rooms import enter, make, program, run
from tests.e2e.screenshots import shoot
from tests.support.studio import start_studio, stop_studio

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
RED = "\x1b[31m"  # as a terminal hears it
HOSTILE = f"\"; touch pwned; # {RED}<img src=x onerror='window.pwned=1'>"
MOVES = """
from sunmao import running, wait
from sunmao.boards import DistanceSensor, Servo, use_board
use_board(name='simulated')
servo = Servo(pin=9)
sensor = DistanceSensor(echo=8, trigger=7)
while running():
    servo.angle = min(180, sensor.distance_cm)
    wait(0.02)
"""


@pytest.fixture(scope="module")
def plugs(tmp_path_factory):
    """The folder in which devices appear."""
    return tmp_path_factory.mktemp("dev")


@pytest.fixture(scope="module")
def studio(tmp_path_factory, plugs):
    """A studio that looks for ports in that folder as well."""
    links = ",".join(str(plugs / name) for name in ("one", HOSTILE))
    running = start_studio(tmp_path_factory.mktemp("projects"), more={"SUNMAO_PORTS": links})
    yield running
    stop_studio(running)


@contextmanager
def plugged(link):
    """A device with a port of this name; gives the end at which the device sits."""
    device, port = os.openpty()
    link.symlink_to(os.ttyname(port))
    try:
        yield device
    finally:
        link.unlink()
        os.close(port)
        os.close(device)


def browse(page: Page, project: str) -> None:
    """Go to all boards."""
    enter(page, project)
    page.get_by_role("navigation").get_by_role("link", name="设备", exact=True).click()


def visit(page: Page, project: str) -> None:
    """Go to the board on the screen, from all boards."""
    browse(page, project)
    page.get_by_role("link", name="试一试").click()
    expect(page.locator(".scene")).to_be_visible()


@pytest.mark.long
def test_what_is_plugged_in_comes_first_with_one_button_for_its_state(page: Page, studio, plugs):
    """A port that another program has, then kinds of boards, by the keyboard."""
    browse(page, make(studio, program("print(1)")))
    boards = page.get_by_role("option")
    expect(boards).to_have_count(5)
    expect(boards.and_(page.locator("[aria-selected=true]"))).to_contain_text("屏幕上的板子")
    with plugged(plugs / "one"):
        expect(boards.first).to_contain_text("正在用 one")  # these tests themselves hold its other end
        expect(page.locator(".plugged-card").get_by_role("button")).to_have_text("再试一次")
        boards.first.click()
        boards.first.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("complementary", name="Arduino Uno")).to_contain_text("数字 12 个，模拟 6 个")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("complementary", name="Arduino Nano")).to_contain_text("还没插上")
        page.keyboard.press("Enter")
        expect(page.get_by_role("img", name="Arduino Nano")).to_be_visible()
    page.get_by_role("link", name="所有板子").click()
    expect(boards).to_have_count(5)
    page.get_by_role("button", name="能认图片").click()
    expect(page.get_by_text("这里还没有这样的板子")).to_be_visible()
    page.get_by_role("button", name="全部").click()
    page.get_by_role("button", name="别的板子").click()
    expect(page.get_by_role("dialog")).to_contain_text("板子包")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="再找找").click()
    expect(page.get_by_text("找到 0 块板子")).to_be_visible()


WIRED = """
from sunmao.boards import LED, Servo, use_board
use_board(name='arduino-uno')
servo = Servo(pin=9)
led = LED(pin=13)
"""


@pytest.mark.long
def test_the_wiring_is_drawn_listed_and_ticked_off(page: Page, studio):
    """From all boards, by the keyboard; each wire of the picture stands in the list with the hole that it goes to."""
    browse(page, make(studio, read_python(WIRED).workspace))
    expect(page.locator(".absent-card")).to_contain_text("还没插上")  # the board of the program
    page.get_by_role("option", name="Arduino Uno").click()
    page.get_by_role("link", name="看接线图").click()
    expect(page.get_by_role("img", name="Arduino Uno 的接线图，5 根线")).to_be_visible()
    wires = page.get_by_role("list", name="要接的线").get_by_role("listitem")
    assert [row.split("\n")[-1] for row in wires.all_inner_texts()] == ["9", "5V", "GND", "13", "GND"]
    expect(wires.nth(3)).to_contain_text("长脚，先接 220 Ω 电阻")
    expect(page.locator(".wiring-scene .wired")).to_have_count(5)
    expect(page.get_by_text("不然会烧坏")).to_be_visible()
    wires.nth(0).get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator(".wire.done")).to_have_count(2)
    expect(page.locator(".wire.next")).to_have_attribute("data-wire", "3")
    page.get_by_role("button", name="一个一个来").click()
    expect(page.locator(".wire:not(.away)")).to_have_count(3)
    page.emulate_media(media="print")
    expect(page.locator(".wiring-printed")).to_have_text("试验 · Arduino Uno · 舵机 · LED 灯")
    expect(page.get_by_role("button", name="打印")).to_be_hidden()


WIRED_ON_SCREEN = """
from sunmao.boards import Potentiometer, Servo, use_board
use_board(name='simulated')
servo = Servo(pin=9)
knob = Potentiometer(pin='A0')
"""


@pytest.mark.long
def test_each_part_is_tried_in_turn(page: Page, studio):
    """The pupil is asked about a part that moves, with hints where it did not; a sensor shows its reading."""
    browse(page, make(studio, read_python(WIRED_ON_SCREEN).workspace))
    page.get_by_role("option", name="屏幕上的板子").click()
    page.get_by_role("link", name="看接线图").click()
    page.get_by_role("button", name="接好了，一个个试").click()
    parts = page.get_by_role("list", name="接好了，一个个试").locator("> li")
    expect(parts.nth(0)).to_have_attribute("aria-current", "step")
    expect(parts.nth(0)).to_contain_text("它动了吗？")
    page.get_by_role("button", name="没动").click()
    expect(page.locator(".trial-causes li").first).to_have_text("橙线（或黄线） 真的接到 9 了吗？")
    shoot(page, "wiring-trial")
    page.get_by_role("button", name="再试一次").click()
    page.get_by_role("button", name="动了", exact=True).click()
    expect(parts.nth(1)).to_contain_text("它读到 0%")
    page.get_by_role("button", name="对", exact=True).click()
    expect(parts.filter(has_text="好的")).to_have_count(2)
    page.get_by_role("button", name="回到接线").click()
    expect(page.get_by_role("list", name="要接的线")).to_be_visible()


@pytest.mark.long
def test_the_simulated_board_is_always_there(page: Page, studio):
    visit(page, make(studio, program("print('no board')")))
    expect(page.locator(".socket")).to_have_count(18)
    expect(page.get_by_role("img", name="屏幕上的板子：没有接零件")).to_be_visible()
    page.get_by_role("link", name="去搭积木").click()
    expect(page.locator(".canvas-host")).to_be_visible()


@pytest.mark.long
def test_a_hand_moves_what_the_program_measures(page: Page, studio):
    visit(page, make(studio, program(MOVES)))
    run(page)
    expect(page.locator(".board-used")).to_have_text("程序正在用这块板子")
    arm = page.locator(".scene [data-kind=Servo]")
    expect(arm).to_have_attribute("data-angle", "30")
    expect(page.locator(".socket.lit")).to_have_count(3)
    slider = page.get_by_role("slider", name="距离")
    box = slider.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2)
    wait_for(
        page,
        "() => { const angle = Number(document.querySelector('.scene [data-kind=Servo]').dataset.angle); return angle > 90 && angle < 112 }",
    )
    slider.press("Home")
    expect(arm).to_have_attribute("data-angle", "2")
    expect(page.locator(".pin-table tbody tr").first).to_contain_text("°")
    page.get_by_role("button", name="拔掉线").click()
    expect(page.get_by_role("status").filter(has_text="线拔掉了")).to_be_visible()
    page.get_by_role("button", name="插上线").click()
    expect(page.locator(".board-used")).to_be_visible()
    page.locator("#run.stop").click()
    expect(page.get_by_text("没有程序在用")).to_be_visible()


@pytest.mark.long
def test_text_and_numbers_of_a_port_that_comes_and_goes(page: Page, studio, plugs):
    visit(page, make(studio, program("print(1)")))
    ports = page.get_by_role("navigation", name="这台电脑上的设备").get_by_role("link")
    with plugged(plugs / "one") as device:
        port = ports.filter(has_text="one")
        expect(port).to_be_visible()
        port.click()
        page.get_by_role("button", name="串口", exact=True).click()
        line = page.get_by_role("textbox", name="发送一行")
        text = page.locator(".serial .con")
        line.fill("你好")  # at once: the line to the port need not be there yet
        line.press("Enter")
        heard = b""
        while "你好".encode() not in heard:
            assert select.select([device], [], [], 30)[0], "nothing came to the device"
            heard += os.read(device, 100)
        expect(text).to_contain_text("→ 你好")
        os.write(device, "wärme:21.5,light:300\n<b>t</b>\n".encode())
        expect(text).to_contain_text("<b>t</b>")
        page.get_by_role("button", name="暂停").click()
        os.write(device, b"later\n")
        expect(page.get_by_text("暂停中，来了 1 行")).to_be_visible()
        expect(text).not_to_contain_text("later")
        page.locator(".serial-tools").get_by_role("button", name="继续").click()
        expect(text).to_contain_text("later")
        page.get_by_role("button", name="画曲线").click()
        os.write(device, b"\xc3\xa4:1\n" * 3)
        expect(page.locator(".plotter .figure")).to_have_count(3)
        expect(page.locator(".plotter canvas")).to_be_visible()
        page.get_by_role("button", name="清空").click()
        expect(page.locator(".plotter .figure")).to_have_count(0)
    expect(port).to_have_count(0)
    expect(page.get_by_role("option")).to_have_count(5)


@pytest.mark.fault("F4")
@pytest.mark.long
def test_a_device_may_call_itself_anything(page: Page, studio, plugs, row):
    visit(page, make(studio, program("print(1)")))
    with plugged(plugs / HOSTILE):
        port = (
            page.get_by_role("navigation", name="这台电脑上的设备").get_by_role("link").filter(has_text="touch pwned")
        )
        expect(port).to_be_visible()
        port.click()
        shown = page.locator(".facts dd").nth(1)
        expect(shown).to_contain_text(HOSTILE.replace(RED, ""))
        row(saw=shown.inner_text(), kept="no element of it in the page, no script run, no shell")
        assert page.locator("img[src=x]").count() == 0 and page.evaluate("() => window.pwned") is None
    assert not (studio.projects / "pwned").exists() and not os.path.exists("pwned")
