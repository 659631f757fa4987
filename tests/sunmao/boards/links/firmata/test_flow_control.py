"""A sketch that is slower than its wire: nothing is lost, and little waits."""

import threading
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunmao.boards.links.firmata import protocol
from sunmao.boards.links.firmata.client import Firmata
from sunmao.boards.links.firmata.flow_control import WINDOW, split_messages
from sunmao.boards.links.firmata.identify import identify
from sunmao.boards.links.firmata.protocol import FirmataParser
from sunmao.boards.links.simulated.simulated_stream import SimulatedStream
from sunmao.boards.parts.displays.lcd1602 import Lcd1602Driver
from sunmao.boards.pin_modes import OUTPUT
from sunmao.errors import BoardDisconnected
from tests.support.limits import HANG_TIMEOUT

BUFFER = 64  # bytes, of an Uno
BUSY = 0.004  # seconds in which the sketch reads nothing

SAID = (
    protocol.encode_set_mode(13, OUTPUT),
    protocol.encode_write_pin(13, 1),
    protocol.encode_sysex(protocol.I2C_REQUEST, 0x27, 0, *range(60)),
    protocol.encode_report_port(1, True),
)


class SlowStream(SimulatedStream):
    """The board on the screen with an Uno's memory: what does not fit is lost."""

    def __init__(self, buffer: int):
        super().__init__()
        self.waiting, self.most, self.lost, self._buffer = bytearray(), 0, 0, buffer
        self._lock, self._over = threading.Lock(), threading.Event()
        self.is_slow = False
        threading.Thread(target=self._loop, daemon=True).start()

    def write(self, data):
        if not self.is_slow:
            return super().write(data)
        with self._lock:
            self.most = max(self.most, len(self.waiting) + len(data))
            kept = data[: self._buffer - len(self.waiting)]
            self.lost += len(data) - len(kept)
            self.waiting += kept

    def _loop(self):
        while not self._over.wait(BUSY):
            with self._lock:
                data, self.waiting = bytes(self.waiting), bytearray()
            if data:
                with suppress(BoardDisconnected):  # closed while the sketch was busy
                    super().write(data)

    def close(self):
        self._over.set()
        super().close()


@pytest.fixture
def make(request):
    def connect_board(buffer: int) -> tuple[SlowStream, Firmata]:
        stream = SlowStream(buffer)
        board = Firmata(stream, identify(stream))
        request.addfinalizer(board.close)
        return stream, board

    return connect_board


def test_a_display_shows_what_it_is_told_while_a_distance_is_measured(make):
    stream, board = make(BUFFER)
    board.i2c_config()
    board.sonar(7, 8)
    display = Lcd1602Driver(0x27)
    stream.is_slow = True
    for number in range(5):
        display.write(f"{number} apples\nand {number} pears", None)
        display.send(board)
        assert board.settle(HANG_TIMEOUT)
        shown = stream.firmware.state()["displays"][0]["lines"]
        assert [line.strip() for line in shown] == [f"{number} apples", f"and {number} pears"]
    assert not stream.lost and stream.most <= BUFFER


def test_what_waits_at_the_board_is_little_whatever_a_program_writes(make):
    stream, board = make(1 << 20)
    board.set_mode(13, OUTPUT)
    stream.is_slow = True
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        board.write_digital(13, 1)
    assert stream.most <= 1.2 * WINDOW


def test_a_board_that_never_answers_is_not_waited_for_again_and_again(make, monkeypatch):
    monkeypatch.setattr("sunmao.boards.links.firmata.flow_control.PATIENCE", 0.01)
    stream, board = make(1 << 20)
    stream.firmware._on_bytes = lambda data: None
    for _ in range(2000):
        board.write_digital(13, 1)
    assert board._flow._missed == 3


@given(st.lists(st.sampled_from(SAID)), st.integers(1, 200))
def test_groups_are_whole_messages(messages, most):
    groups = list(split_messages(b"".join(messages), most))
    assert b"".join(groups) == b"".join(messages)
    for group in groups:
        parser = FirmataParser(protocol.TO_BOARD)
        count = len(parser.feed(group))
        assert count and not parser.noise and parser._command is None
        assert len(group) <= most or count == 1
