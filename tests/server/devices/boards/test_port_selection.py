"""The decisions of the bridge of boards: the port that is meant, the board that was there before, the end of a line."""

import pytest

from sunmao.boards.links.ports import SerialPort
from sunmao.boards.registry import BOARDS
from sunmao.errors import BoardMissing
from sunmao.server.devices.boards.last_used_ports import LastUsedPorts
from sunmao.server.devices.boards.port_selection import choose_port, find_returned, get_board_kind
from sunmao.server.devices.boards.serial_monitor import LONGEST, LineSplitter

UNO, NANO = BOARDS["arduino-uno"].usb[0], BOARDS["arduino-uno"].clones[0]
NOWHERE = LastUsedPorts(None)


def uno(port: str, number: str | None = None, place: str | None = None) -> SerialPort:
    return SerialPort(port, "Arduino Uno", ("arduino-uno",), True, *UNO, number, place)


def clone(port: str, place: str | None = None) -> SerialPort:
    return SerialPort(port, "USB Serial", ("arduino-uno", "arduino-nano"), False, *NANO, None, place)


SOCKET = SerialPort("/dev/ttyS0", "/dev/ttyS0", likely=False)
MEGA = SerialPort("/dev/ttyACM9", "Mega", ("arduino-mega",), True, 0x2341, 0x0042)


@pytest.mark.parametrize(
    "board, rows, chosen",
    [
        ("arduino-uno", [SOCKET, uno("/dev/ttyACM0"), MEGA], ["/dev/ttyACM0"]),
        ("arduino-uno", [SOCKET, MEGA, clone("/dev/ttyUSB0")], ["/dev/ttyUSB0"]),
        ("arduino-uno", [clone("/dev/ttyUSB0"), uno("/dev/ttyACM0")], ["/dev/ttyACM0"]),
        ("arduino-uno", [uno("/dev/ttyACM0", "1"), uno("/dev/ttyACM1", "2")], ["/dev/ttyACM0", "/dev/ttyACM1"]),
        ("arduino-uno", [SerialPort("/dev/ttyACM3", "unknown")], ["/dev/ttyACM3"]),
        ("auto", [SOCKET, MEGA], ["/dev/ttyACM9"]),
        ("auto", [MEGA, uno("/dev/ttyACM0")], ["/dev/ttyACM9", "/dev/ttyACM0"]),
    ],
)
def test_which_port_is_meant(board, rows, chosen):
    assert [row.port for row in choose_port(board, "auto", rows, NOWHERE)] == chosen


@pytest.mark.parametrize("board, rows", [("arduino-uno", []), ("arduino-uno", [SOCKET, MEGA]), ("auto", [SOCKET])])
def test_no_board(board, rows):
    with pytest.raises(BoardMissing) as caught:
        choose_port(board, "auto", rows, NOWHERE)
    assert caught.value.text("en") and caught.value.text("zh")


def test_a_port_by_its_name():
    assert choose_port("arduino-uno", "/dev/ttyS0", [SOCKET, MEGA], NOWHERE) == [SOCKET]
    with pytest.raises(BoardMissing, match="ttyACM7"):
        choose_port("arduino-uno", "/dev/ttyACM7", [SOCKET, MEGA], NOWHERE)
    assert (
        get_board_kind("auto", MEGA, []) == "arduino-mega"
        and get_board_kind("auto", clone("/dev/ttyUSB0"), ["arduino-nano"]) == "arduino-nano"
    )


def test_a_board_is_remembered_by_what_tells_it_apart(tmp_path):
    first, second = uno("/dev/ttyACM0", "1"), uno("/dev/ttyACM1", "2")
    LastUsedPorts(tmp_path / "boards.json").keep("arduino-uno", second)
    remembered = LastUsedPorts(tmp_path / "boards.json")
    assert choose_port("arduino-uno", "auto", [first, second], remembered) == [second]
    swapped = [uno("/dev/ttyACM0", "2"), uno("/dev/ttyACM1", "1")]
    assert choose_port("arduino-uno", "auto", swapped, remembered) == [swapped[0]]
    assert (
        len(choose_port("arduino-uno", "auto", [first, uno("/dev/ttyACM1", "3")], remembered)) == 2
    )  # the remembered one is away
    remembered.keep("arduino-nano", clone("/dev/ttyUSB0", "1-2"))
    moved = [clone("/dev/ttyUSB1", "1-2"), clone("/dev/ttyUSB0", "1-3")]
    assert choose_port("arduino-nano", "auto", moved, remembered) == [moved[0]]
    assert remembered.names(moved[0]) == ["arduino-nano"]


@pytest.mark.parametrize("text", ["", "[]", '{"arduino-uno": 3}', '{"arduino-uno": {"port": 3}}', "\x00"])
def test_what_was_remembered_may_be_damaged(tmp_path, text):
    (tmp_path / "boards.json").write_text(text)
    assert LastUsedPorts(tmp_path / "boards.json").find("arduino-uno", [uno("/dev/ttyACM0")]) is None


def test_where_a_lost_board_is_again():
    def found(lost, rows, present=()):
        return [
            row.port
            for row in find_returned(lost, lambda row: (row.vid, row.pid) == (lost.vid, lost.pid), rows, set(present))
        ]

    lost = uno("/dev/ttyACM0", "1")
    assert found(lost, [uno("/dev/ttyACM3", "1"), uno("/dev/ttyACM0", "2")]) == ["/dev/ttyACM3"]
    assert found(lost, [uno("/dev/ttyACM0", "2")]) == []  # another board has its name now
    lost = clone("/dev/ttyUSB0")
    assert found(lost, [clone("/dev/ttyUSB0"), clone("/dev/ttyUSB1")]) == ["/dev/ttyUSB0"]
    assert found(lost, [clone("/dev/ttyUSB1")], ["/dev/ttyUSB1"]) == []  # that one was there before
    assert found(lost, [clone("/dev/ttyUSB1"), clone("/dev/ttyUSB2")], ["/dev/ttyUSB1"]) == ["/dev/ttyUSB2"]
    assert found(lost, [clone("/dev/ttyUSB1"), clone("/dev/ttyUSB2")]) == []  # two new ones: which?
    assert found(lost, [uno("/dev/ttyACM0", "1")]) == []


def test_lines_of_the_monitor():
    lines = LineSplitter()
    assert (
        lines.feed(b"one\r\ntw") == ["one"]
        and lines.feed(b"o\nthr") == ["two"]
        and lines.flush() == ["thr"]
        and lines.flush() == []
    )
    assert lines.feed("温度 25\n".encode()[:2]) == [] and lines.feed("温度 25\n".encode()[2:]) == ["温度 25"]
    flood = lines.feed(b"x" * (3 * LONGEST + 5))
    assert [len(line) for line in flood] == [LONGEST] * 3 and lines.flush() == ["xxxxx"]
    assert lines.feed(b"\x1b[31m<img onerror=1>\n") == [
        "\x1b[31m<img onerror=1>"
    ]  # text as it is: the page shows it as text
