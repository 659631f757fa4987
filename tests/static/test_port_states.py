"""The state of a port, in words, and the one thing to do about it: every state of the gallery, without a page."""

import json

import pytest

from sunmao.boards.links.ports import SerialPort
from sunmao.boards.sketches.shipped_sketches import VERSION
from sunmao.errors import BoardBusy, SunmaoError, WrongFirmware
from sunmao.server.devices.boards.port_rows import make_driverless_row, make_port_row
from sunmao.server.routes.devices import dump_boards

pytestmark = pytest.mark.process  # a Node for each

UNO = SerialPort("/dev/ttyACM0", "Arduino Uno", ("arduino-uno",), True, 0x2341, 0x0043)
UNKNOWN = SerialPort("/dev/ttyUSB0", "Gadget", vid=0x1234, pid=0x5678)
SILENT = WrongFirmware("board_wrong_firmware", heard={"zh": "–", "en": "it says nothing"})
HELD = BoardBusy("port_busy_by", port="/dev/ttyACM0", holder="Arduino IDE")
DENIED = BoardBusy("port_denied", port="/dev/ttyACM0", command="sudo usermod")
INSTALL = {"board": "arduino-uno", "step": "write", "done": 1, "total": 2, "failed_at": None, "error": None}

# What modules of the page ask the browser for as they are loaded.
BROWSER = """Object.assign(globalThis, { window: globalThis, location: { hash: '' }, addEventListener() {},
  matchMedia: () => ({ matches: false }), document: { addEventListener() {}, documentElement: {} } });"""


def make_row(error: SunmaoError | None = None, firmware: tuple | None = None, **more) -> dict:
    """The row of an Uno; firmware: name, then version."""
    told = make_port_row(UNO, None, error, [], more.pop("install", None), more.pop("contents", None))
    known = {"name": firmware[0], "version": list(firmware[1:])} if firmware else None
    return {**told, "firmware": known, **more}


@pytest.mark.parametrize(
    ("row", "words", "action"),
    [
        (make_row(), "还没问过", "ask"),
        (make_row(firmware=("Sunmao Firmata", *VERSION)), "可以用", "use"),
        (make_row(firmware=("Sunmao Firmata", VERSION[0], VERSION[1] + 1)), "可以用", "use"),
        (make_row(firmware=("Sunmao Firmata", VERSION[0] - 1, 9)), "固件旧了，也能用", "renew"),
        (make_row(firmware=("StandardFirmata", 2, 5)), "固件旧了，也能用", "renew"),
        (make_row(SILENT, contents="empty"), "里面是空的", "install"),
        (make_row(SILENT, contents="program"), "里面装着别的程序", "install"),
        (make_row(SILENT), "没有榫卯的固件", "install"),
        (make_row(HELD), "Arduino IDE 正在用 ttyACM0", "again"),
        (make_row(DENIED), "没有权限用 ttyACM0", "copy"),
        (make_row(install=INSTALL), "正在装固件…", "install"),
        (make_row(owner={"project": "p", "title": "p"}), "程序在用", "use"),
        (make_driverless_row(UNO), "没有驱动", "help"),
        (make_port_row(UNKNOWN, None, None, [], None), "不认识的板子 · USB 1234:5678", "name"),
    ],
)
def test_each_has_its_words_and_one_button(node, row, words, action):
    code = f"""{BROWSER}
    const {{ describePort }} = await import('./features/devices/gallery/port_state');
    const {{ findBoard }} = await import('./features/devices/rows');
    const row = {json.dumps(row)} as any;
    said.push(describePort(row, findBoard(row, {json.dumps(dump_boards())} as any)));"""
    found = node(code)[0]
    assert (found["words"], found["action"]) == (words, action)
