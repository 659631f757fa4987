"""Our firmware on an empty board, by the page alone: an emulated Uno with a real bootloader."""

import json
import re
import time

import pytest
from playwright.sync_api import Page, expect

from sunmao.codegen.reading.read_program import read_python
from tests.e2e.rooms import enter, make, program, run, stop
from tests.support.devices import emulated_uno
from tests.support.devices.emulated_uno import devices, servo_pulse  # noqa: F401 - a fixture
from tests.support.studio import ApiClient, Studio, start_studio, stop_studio

pytestmark = pytest.mark.long


@pytest.fixture
def empty_uno(devices, tmp_path):
    """An Uno without a sketch."""
    try:
        with emulated_uno.emulated_bootloader(tmp_path / "ttyUNO") as made:
            yield made
    except emulated_uno.NoEmulator as error:
        pytest.skip(str(error))


@pytest.fixture
def studio(empty_uno, tmp_path_factory):
    """A studio at whose computer that board is."""
    running = start_studio(tmp_path_factory.mktemp("projects"), more={"SUNMAO_PORTS": str(empty_uno.port)})
    yield running
    stop_studio(running)


MOVE_SERVO = """
from sunmao import wait
from sunmao.boards import Servo, use_board
use_board(name='arduino-uno')
servo = Servo(pin=9)
servo.angle = 45
wait(60)
"""


def test_from_an_empty_board_to_a_servo_that_follows_the_camera(page: Page, studio, empty_uno):
    """Four actions to the first moved servo; then camera → model → servo on the same board."""
    enter(page, make(studio, read_python(MOVE_SERVO).workspace))
    page.get_by_role("navigation").get_by_role("link", name="设备", exact=True).click()
    # A board with a USB number of its own needs no choice; this port has none.
    page.locator(".plugged-card.chosen").get_by_role("combobox").select_option("arduino-uno")
    began = time.monotonic()
    page.get_by_role("button", name="装固件").click()
    window = page.get_by_role("dialog")
    window.get_by_role("button", name="装固件").click()
    expect(window.get_by_role("status")).to_contain_text("装好了")
    window.get_by_role("link", name="试一试").click()
    run(page)
    assert empty_uno.wait(9, servo_us=servo_pulse(45), tol=15)["met"], empty_uno.pin(9)
    print(f"4 actions, {time.monotonic() - began:.1f} s")
    stop(page)
    enter(page, make_servo_example(studio))
    run(page)
    for angle in (45, 90, 135):
        assert empty_uno.wait(9, servo_us=servo_pulse(angle), tol=15)["met"], empty_uno.pin(9)
    stop(page)


def make_servo_example(studio: Studio) -> str:
    """The example camera → model → servo, with an Uno instead of the board on the screen; returns the project's id."""
    visitor = ApiClient(studio)
    project = visitor.ask("POST", "/api/projects", {"example": "servo", "lang": "zh"})
    on_uno = json.loads(json.dumps(project["workspace"]).replace('"name": "simulated"', '"name": "arduino-uno"'))
    body = {"workspace": on_uno, "base": project["version"]}
    visitor.ask("PUT", f"/api/projects/{project['id']}/workspace", body)
    return project["id"]


def test_empty_board_gets_our_firmware(page: Page, studio, empty_uno):
    """Stopped while it is written, then installed after all: it is read back, blinks, and is ready."""
    enter(page, make(studio, program("print('no board')")))
    page.get_by_role("navigation").get_by_role("link", name="设备", exact=True).click()
    page.locator(".plugged-card").get_by_role("combobox").select_option("arduino-uno")
    expect(page.locator(".plugged-card")).to_contain_text("里面是空的")  # as its bootloader says
    page.get_by_role("button", name="装固件").click()
    window = page.get_by_role("dialog")
    expect(window).to_contain_text("空的板子听不懂话")
    expect(window).to_contain_text("大约 10 秒")
    window.get_by_role("button", name="装固件").click()
    expect(window.locator("[aria-current=step]")).to_contain_text(re.compile("写进去.* / [0-9]{2},?[0-9]{3} 字节"))
    window.get_by_role("button", name="停下").click()
    expect(window.get_by_role("status")).to_contain_text("停下了")
    toggles = empty_uno.pin(13)["toggles"]
    window.get_by_role("button", name="再装一次").click()
    expect(window.get_by_role("status")).to_contain_text(re.compile("装好了.*用了 [0-9]+ 秒"))
    expect(window).to_contain_text("一模一样")
    window.get_by_role("link", name="试一试").click()
    expect(page.locator(".facts")).to_contain_text("Sunmao Firmata 1.1")
    expect(page.get_by_role("button", name="装固件")).to_have_count(0)
    assert empty_uno.pin(13)["toggles"] >= toggles + 6
