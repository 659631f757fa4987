"""A board is found at whichever speed it speaks, in silence and in noise."""

import pytest

from sunmao.boards.links.firmata import identify as identifying
from sunmao.boards.links.firmata.identify import identify
from sunmao.boards.links.simulated.simulated_stream import SimulatedStream
from sunmao.errors import WrongFirmware

SOON = 0.5  # seconds
NOISE = b"\x01\x02\x03"  # belongs to no message


class SpeedStream(SimulatedStream):
    """A simulated board that hears and speaks at one speed alone. otherwise: what is heard at another speed."""

    speeds = (115200, 57600)

    def __init__(self, speed: int, otherwise: bytes | None):
        super().__init__()
        self._speed, self._otherwise, self.set = speed, otherwise, []

    def set_speed(self, speed: int) -> None:
        self.set.append(speed)

    @property
    def fits(self) -> bool:
        return bool(self.set) and self.set[-1] == self._speed

    def write(self, data: bytes) -> None:
        if self.fits:
            super().write(data)

    def read(self, within: float | None = None) -> bytes | None:
        return super().read(within) or (None if self.fits else self._otherwise)


@pytest.fixture(autouse=True)
def hurry(monkeypatch):
    """Ask and change the speed more often than a real board needs."""
    monkeypatch.setattr(identifying, "AGAIN", 0.02)
    monkeypatch.setattr(identifying, "STAY", 0.02)


@pytest.mark.parametrize(
    ("speed", "otherwise", "tried"),
    [(115200, None, [115200]), (115200, NOISE, [115200]), (57600, NOISE, [115200, 57600])],
    ids=["silence", "noise", "noise at both"],
)
def test_other_speeds_are_tried_until_it_answers(speed, otherwise, tried):
    stream = SpeedStream(speed, otherwise)
    firmware = identify(stream, SOON)
    assert stream.set == tried and firmware.pins and firmware.protocol[0] == identifying.SPEAKS


def test_a_board_that_answers_keeps_its_speed():
    stream = SpeedStream(57600, None)
    stream.set_speed(57600)
    identify(stream, SOON)
    assert stream.set == [57600]


@pytest.mark.parametrize("otherwise", [None, NOISE], ids=["silence", "noise"])
def test_nothing_that_speaks_is_said(otherwise):
    stream = SpeedStream(9600, otherwise)
    with pytest.raises(WrongFirmware):
        identify(stream, SOON)
    assert stream.set[0] == 115200 and len(stream.set) == 1 if otherwise is None else len(stream.set) > 1
