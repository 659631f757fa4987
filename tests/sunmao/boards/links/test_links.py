"""The contract of the links: each opens a board, says what it can, writes, reads, reports, and brings it to rest."""

import threading

import pytest

from sunmao.boards import board_spec
from sunmao.boards.links.link_registry import LINKS, get_link
from sunmao.boards.pin_modes import ANALOG, OUTPUT, PULLUP
from sunmao.boards.registry import BOARDS
from tests.support.limits import HANG_TIMEOUT, poll_until


class OnScreen:
    """The simulated board's pins, moved and read from outside."""

    def __init__(self, stream):
        self._device = stream.firmware

    def level(self, pin):
        return self._device.state()["pins"].get(str(pin), {}).get("value", 0)

    def put(self, pin, level):
        self._device.set_input(str(pin), level)


class OnCable:
    """The same of the emulated one."""

    def __init__(self, uno):
        self._uno = uno

    def level(self, pin):
        return self._uno.pin(pin)["level"]

    def put(self, pin, level):
        self._uno.set_digital(pin, level)


@pytest.fixture(params=["simulated", pytest.param("arduino-uno", marks=pytest.mark.process)])
def case(request):
    """A board, its link and stream, and what is at its pins."""
    board = BOARDS[request.param]
    link = get_link(board)
    uno = request.getfixturevalue("uno") if link.has_port else None
    stream = link.open(board, str(uno.port) if uno else "")
    yield board, link, stream, OnCable(uno) if uno else OnScreen(stream)
    stream.close()


def test_what_a_board_may_name_is_registered():
    assert set(LINKS) == set(board_spec.LINKS)


@pytest.mark.long
def test_a_link_opens_writes_reads_reports_and_rests(case):
    board, link, stream, pins = case
    firmware = link.identify(stream, HANG_TIMEOUT)
    for pin in board.pins:
        assert all(firmware.can(pin.number, ability) for ability in pin.can), pin.name
    link.rest(stream, firmware)
    client, tracker = link.connect(stream, firmware), link.track(board, firmware)
    assert client.lost is None and client.firmware == firmware

    client.set_mode(13, OUTPUT)
    client.write_digital(13, 1)
    assert client.settle(HANG_TIMEOUT) and pins.level(13) == 1

    client.set_mode(2, PULLUP)
    assert client.digital(2) == 1
    changed = threading.Event()
    client.on_change(2, lambda level, at: level == 0 and changed.set())
    pins.put(2, 0)
    assert changed.wait(HANG_TIMEOUT)
    poll_until(lambda: client.digital(2) == 0, "the level")

    client.set_mode(14, ANALOG)
    assert 0 <= client.analog(14) <= 1

    assert tracker.state() == {} and tracker.encode_rest(None) == b""
    client.set_safe(13, 0)
    client.close()
    poll_until(lambda: pins.level(13) == 0, "rest")
