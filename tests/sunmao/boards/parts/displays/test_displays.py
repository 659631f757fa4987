"""Displays of letters and of dots."""

import threading

import pytest

from sunmao.boards import (
    Display,
)
from sunmao.errors import BadValue, PinUnsupported
from tests.support.devices.simulated_board import board  # noqa: F401
from tests.support.limits import HANG_TIMEOUT


@pytest.mark.slow
def test_the_letters_of_an_lcd(board):
    display = Display(kind="lcd1602")
    display.show("hello")
    display.show(12.5, line=2)
    assert board.state["displays"] == [{"kind": "lcd1602", "lines": ["hello", "12.5"]}]
    display.show("a long text that goes on")
    assert board.state["displays"][0]["lines"] == ["a long text that", " goes on"]
    display.show("up\ndown")
    assert board.state["displays"][0]["lines"] == ["up", "down"]
    display.off()
    assert board.state["displays"][0]["lines"] == ["", ""]
    display.on()
    assert board.state["displays"][0]["lines"] == ["up", "down"]
    display.show("♥ 21.5° o/", line=1)
    assert board.state["displays"][0]["lines"][0] == "♥ 21.5° o/"
    for wrong in ({"content": "你好"}, {"content": "\\"}, {"content": "x", "line": 3}):
        with pytest.raises(BadValue):
            display.show(**wrong)
    display.show("0123456789abcdefghij", line=1, scroll=True)
    board.heard(lambda: board.state["displays"][0]["lines"][0] == "456789abcdefghij")
    assert board.state["displays"][0]["lines"][1] == "down"


def test_the_dots_of_an_oled(board):
    import base64

    import numpy as np

    def dots():
        return np.unpackbits(np.frombuffer(base64.b64decode(board.state["displays"][0]["bitmap"]), np.uint8)).reshape(
            64, 128
        )

    display = Display(kind="oled")
    assert dots().sum() == 0
    picture = np.zeros((32, 64, 3), np.uint8)
    picture[:16, :32] = 255
    display.show(picture)
    assert dots()[:32, :64].all() and dots().sum() == 32 * 64
    display.show("你好 28°")
    assert 60 < dots()[:17].sum() < 1000 and dots()[17:].sum() == 0
    display.show("A", line=4)
    assert dots()[:17].sum() > 60 and dots()[48:].sum() > 5
    display.off()
    assert dots().sum() == 0


@pytest.mark.parametrize("kind", ["lcd1602", "oled"])
def test_a_board_that_restarts_while_it_is_told_what_to_show(board, kind, monkeypatch):
    display = Display(kind=kind)
    display.show("hello")
    wanted = board.state["displays"]
    display.clear()
    client, restored = board.used._client, threading.Event()
    restore, write = client.on_restart, client.i2c_write

    def write_and_restart(address, data):
        write(address, data)
        if not restored.is_set():
            board.firmware.reset()
            assert restored.wait(HANG_TIMEOUT)

    monkeypatch.setattr(client, "on_restart", lambda: (restore(), restored.set()))
    monkeypatch.setattr(client, "i2c_write", write_and_restart)
    display.show("hello")
    board.heard(lambda: board.state["displays"] == wanted)


def test_what_no_board_has(board):
    with pytest.raises(PinUnsupported, match="lcd1602"):
        Display(kind="microbit")
    with pytest.raises(BadValue, match="oled"):
        Display(kind="olde")
