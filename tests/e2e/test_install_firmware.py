"""Our firmware on an empty board, by the page alone: an emulated Uno with a real bootloader."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.rooms import enter, make, program
from tests.support.devices import emulated_uno
from tests.support.devices.emulated_uno import devices  # noqa: F401 - a fixture
from tests.support.studio import start_studio, stop_studio

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
