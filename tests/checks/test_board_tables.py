"""The tables of boards say what the code and the tests say; a sketch that does not tell what it can is refused."""

import pytest

from checks import board_tables
from sunmao.boards.links.firmata import identify, protocol
from sunmao.errors import BoardDisconnected, WrongFirmware
from tests.support.paths import ROOT

pytestmark = pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="no docs/: a source distribution")


@pytest.mark.slow
def test_the_document_is_as_the_code_says():
    written = board_tables.DOCUMENT.read_text(encoding="utf-8")
    assert board_tables.write_document(written) == written


def test_a_test_that_is_gone_is_missed():
    with pytest.raises(LookupError):
        board_tables.find_ground("tests/checks/test_board_tables.py::test_that_is_gone")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["DFRobot", "DFRobotFirmata"])
def test_a_sketch_that_names_itself_and_its_analog_pins_only_is_refused(monkeypatch, name):
    """As those that Mind+ loads: the column of them stands on this."""

    class Stream:
        """Answers with its name, its protocol and its analog map, and no list of abilities."""

        speeds = ()

        def __init__(self):
            letters = [half for byte in name.encode() for half in (byte & 0x7F, byte >> 7)]
            self._said = [
                bytes((protocol.VERSION, 2, 5, protocol.START, protocol.FIRMWARE, 2, 5, *letters, protocol.END)),
                bytes((protocol.START, protocol.ANALOG_MAP_IS, *[127] * 14, *range(6), protocol.END)),
            ]

        def write(self, data):
            pass

        def read(self, seconds):
            return self._said.pop(0) if self._said else None

    monkeypatch.setattr(identify, "MORE", 0.1)
    with pytest.raises((WrongFirmware, BoardDisconnected)) as told:
        identify.identify(Stream(), within=0.2)
    assert told.value.key in (board_tables.UNTOLD, "board_slow")
