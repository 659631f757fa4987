"""The stream through the studio, at a real wire whose other end is in the test's hands (with the studio:
tests/server/devices/boards/).
"""

import socket
import threading

import pytest

from sunmao.boards.links import studio_stream
from sunmao.boards.links.firmata import protocol
from sunmao.boards.links.firmata.client import Firmata
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.studio_stream import StudioStream
from sunmao.boards.pin_modes import INPUT, OUTPUT
from sunmao.errors import BoardBusy, BoardDisconnected, error_to_dict
from sunmao.protocol.connection import MessageConnection
from sunmao.protocol.frames import decode_frame
from sunmao.protocol.frames import encode_frame as frame
from sunmao.runtime import session
from tests.support.limits import HANG_TIMEOUT

UNO = Firmware("StandardFirmata", (2, 4), (2, 4), {13: {INPUT: 1, OUTPUT: 1}}, {0: 14}).as_dict()
OPENED = {
    "ok": True,
    "port": "/dev/ttyACM0",
    "board": "arduino-uno",
    "topic": "board:/dev/ttyACM0",
    "firmware": UNO,
    "connection": 1,
    "fresh": True,
}


class Studio:
    """The studio's end of the wire."""

    def __init__(self, wire):
        self.wire = wire

    def say(self, said, data=b""):
        self.wire.send_bytes(frame(said, data))

    def hear(self):
        return decode_frame(self.wire.receive_bytes(1 << 20))


@pytest.fixture
def ends(monkeypatch):
    """A stream and the studio at its other end."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        ours, theirs = (
            MessageConnection(socket.create_connection(server.getsockname())),
            MessageConnection(server.accept()[0]),
        )
    monkeypatch.setattr(session, "connect_bridge", lambda name: ours)
    yield StudioStream(), Studio(theirs)
    ours.close()
    theirs.close()


@pytest.fixture
def opened(ends):
    stream, studio = ends
    studio.say(OPENED)
    assert stream.open("arduino-uno") == []
    assert studio.hear()[0] == {"do": "open", "board": "arduino-uno", "port": "auto"}
    return stream, studio


def test_a_board_is_borrowed(opened):
    stream, studio = opened
    assert (stream.port, stream.firmware.name, stream.fresh) == ("/dev/ttyACM0", "StandardFirmata", True)
    stream.write(b"\x91\x20\x00")
    assert studio.hear() == ({"do": "write", "connection": 1}, b"\x91\x20\x00")
    stream.safe(b"\xff")
    assert studio.hear() == ({"do": "safe"}, b"\xff")
    studio.say({"say": "data"}, b"\xf9")
    assert stream.read() == b"\xf9"
    stream.close()
    assert studio.hear()[0] == {"do": "close"}


def test_several_boards(ends):
    stream, studio = ends
    studio.say({"which": [{"port": "COM3", "title": "Uno"}, {"port": "COM4", "title": "Uno"}]})
    assert [row["port"] for row in stream.open("arduino-uno")] == ["COM3", "COM4"]


def test_a_refusal_is_the_studios_error(ends):
    stream, studio = ends
    studio.say({"error": error_to_dict(BoardBusy("port_busy_by", port="COM3", holder="Mind+"))})
    with pytest.raises(BoardBusy, match="Mind"):
        stream.open("arduino-uno")


def test_a_program_is_never_far_ahead_of_its_board(opened):
    stream, studio = opened
    stream.write(bytes(studio_stream.AHEAD))
    written = threading.Event()
    writer = threading.Thread(target=lambda: (stream.write(b"more"), written.set()))
    reader = threading.Thread(target=stream.read)
    writer.start()
    reader.start()
    studio.hear()
    assert not written.is_set()
    studio.say({"say": "took", "n": studio_stream.AHEAD, "connection": 1})
    assert written.wait(HANG_TIMEOUT) and studio.hear()[1] == b"more"
    studio.say({"say": "data"}, b"end")
    for thread in (writer, reader):
        thread.join(HANG_TIMEOUT)


def test_what_is_written_meanwhile_is_gathered(opened):
    """The first message goes at once; what follows goes when the board has taken it, or fills a frame, or at the end."""
    stream, studio = opened
    for each in (b"one", b"two", b"three"):
        stream.write(each)
    assert studio.hear()[1] == b"one" and not studio.wire.has_news(0.05)
    studio.say({"say": "took", "n": 3, "connection": 1})
    studio.say({"say": "data"}, b"read")
    assert stream.read() == b"read" and studio.hear()[1] == b"twothree"
    stream.write(bytes(studio_stream.PIECE - 1))
    assert not studio.wire.has_news(0.05)
    stream.write(b"!")
    assert studio.hear()[1] == bytes(studio_stream.PIECE - 1) + b"!"
    stream.write(b"last")
    stream.close()
    assert [studio.hear(), studio.hear()] == [({"do": "write", "connection": 1}, b"last"), ({"do": "close"}, b"")]


def test_a_board_that_takes_nothing(opened, monkeypatch):
    stream, _ = opened
    monkeypatch.setattr(studio_stream, "PATIENCE", 0.05)
    stream.write(bytes(studio_stream.AHEAD))
    with pytest.raises(BoardDisconnected) as told:
        stream.write(b"more")
    assert told.value.key == "board_silent"


def test_the_board_goes_comes_back_and_restarts(opened):
    stream, studio = opened
    board = Firmata(stream, stream.firmware)
    lost, again = threading.Event(), threading.Event()
    board.on_loss, board.on_restart = lambda error: lost.set(), again.set
    board.set_mode(13, OUTPUT)
    board.write_digital(13, 1)
    studio.say({"say": "gone"})
    assert lost.wait(HANG_TIMEOUT)
    with pytest.raises(BoardDisconnected):
        board.write_digital(13, 0)
    assert not stream.came_back(0)
    studio.say({"say": "back", "port": "/dev/ttyACM1", "firmware": UNO, "connection": 2})
    assert stream.came_back(5) and stream.port == "/dev/ttyACM1"
    board.reconnect(firmware=stream.firmware)
    studio.say(
        {"say": "data"}, protocol.encode_sysex(protocol.FIRMWARE, 2, 4, *protocol.encode_7bit(b"StandardFirmata"))
    )
    assert again.wait(HANG_TIMEOUT)
    board.close()
    said = []
    while not said or said[-1][0]["do"] != "close":
        said.append(studio.hear())
    everything = protocol.encode_set_mode(13, OUTPUT) + protocol.encode_write_port(1, 0x20)
    assert [data for words, data in said if words["do"] == "write"][-2:] == [everything, everything]


def test_what_the_board_took_before_it_was_gone_is_not_counted_when_it_is_back(opened):
    stream, studio = opened
    stream.write(b"before")
    assert studio.hear()[1] == b"before"
    for said in (
        {"say": "gone"},
        {"say": "back", "port": "/dev/ttyACM0", "firmware": UNO, "connection": 2},
        {"say": "took", "n": 6, "connection": 1},
    ):
        studio.say(said)
    studio.say({"say": "data"}, b"read")
    with pytest.raises(BoardDisconnected):
        stream.read()
    assert stream.came_back(HANG_TIMEOUT) and stream.read() == b"read"
    stream.write(b"after")
    assert studio.hear() == ({"do": "write", "connection": 2}, b"after")


def test_the_studio_ends(opened):
    stream, studio = opened
    studio.wire.shut()
    with pytest.raises(BoardDisconnected) as told:
        stream.read()
    assert told.value.key == "bridge_gone"
    with pytest.raises(BoardDisconnected):
        stream.write(b"x")
    stream.close()
