"""The bytes of an LCD1602's driver at the display itself, also when some are lost on the wires."""

import pytest

from sunmao.boards.links.simulated.displays import SimulatedLcd
from sunmao.boards.parts.displays import lcd1602
from sunmao.boards.parts.displays.lcd1602 import Lcd1602Driver


class Wires:
    """The I2C bus that the driver writes to. lose: which of the bytes from now on gets lost (None: none)."""

    i2c_most = 14

    def __init__(self):
        self.display, self.lose, self.count = SimulatedLcd(), None, 0

    def i2c_write(self, address: int, data: bytes) -> None:
        kept = bytes(byte for at, byte in enumerate(data, self.count) if at != self.lose)
        self.count += len(data)
        self.display.write(kept)


@pytest.fixture
def wires(monkeypatch):
    monkeypatch.setattr(lcd1602.time, "sleep", lambda seconds: None)
    return Wires()


def show(driver: Lcd1602Driver, wires: Wires, text: str) -> list[str]:
    driver.write(text, None)
    driver.send(wires)
    return wires.display.state()["lines"]


@pytest.mark.parametrize("lost", range(0, 160, 3))
def test_after_a_lost_byte_the_next_text_is_right(wires, lost):
    driver = Lcd1602Driver(0x27)
    assert show(driver, wires, "one\ntwo") == ["one", "two"]
    wires.lose = wires.count + lost
    show(driver, wires, "three\nfour")
    assert show(driver, wires, "five\nsix") == ["five", "six"]


def test_a_display_that_was_without_current_shows_the_next_text(wires):
    driver = Lcd1602Driver(0x27)
    show(driver, wires, "one\ntwo")
    wires.display = SimulatedLcd()
    assert show(driver, wires, "five\nsix") == ["five", "six"]


def test_dark_and_lit_again(wires):
    driver = Lcd1602Driver(0x27)
    show(driver, wires, "one")
    driver.lit = False
    driver.send(wires)
    assert wires.display.state()["lines"] == ["", ""]
    driver.lit = True
    driver.send(wires)
    assert wires.display.state()["lines"] == ["one", ""]
