"""Devices at a serial port that are no board, or one that takes no bytes: each ends in a sentence, within bounds."""

import os
import random
import socket
import sys
import threading
import tracemalloc

import pytest

from sunmao.boards.links.firmata import identify as identifying
from sunmao.boards.links.firmata import protocol
from sunmao.boards.links.firmata.client import Firmata
from sunmao.boards.links.firmata.identify import identify
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.ports import open_port
from sunmao.boards.links.serial_stream import SerialStream
from sunmao.boards.links.simulated.device import SimulatedFirmware
from sunmao.boards.pin_modes import INPUT, OUTPUT
from sunmao.boards.registry import BOARDS
from sunmao.errors import BoardDisconnected, BoardMissing, WrongFirmware
from tests.support.limits import HANG_TIMEOUT

pytestmark = [pytest.mark.process, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")]

UNO = Firmware("StandardFirmata", (2, 4), (2, 4), {pin: {INPUT: 1, OUTPUT: 1} for pin in range(20)}, {0: 14})
SOON = 0.5  # seconds that the device gets to say who it is
MEMORY = 500_000  # bytes that listening may take
FAST = 1_000_000  # bits a second: what lies between us and the device is full at once
NOISE = random.Random(5).randbytes(1 << 20)
ANSWERS = {
    "random bytes": [NOISE[:5000]],
    "half a message": [bytes((protocol.START, protocol.FIRMWARE, 2, 5, 83))],
    "an endless message": [bytes((protocol.START, protocol.FIRMWARE)), bytes(200) * 500],
    "version 99.99": [
        bytes((protocol.VERSION, 99, 99)),
        protocol.encode_sysex(protocol.FIRMWARE, 99, 99, *protocol.encode_7bit(b"Tomorrow")),
    ],
    "another sketch": [b"distance: 12 cm\r\n"],
    "1 MB/s without an end": [NOISE],
    "a name and no abilities": [
        bytes((protocol.VERSION, 2, 5)),
        protocol.encode_sysex(protocol.FIRMWARE, 2, 5, *protocol.encode_7bit(b"Mine")),
    ],
    "nothing": [],
}


@pytest.fixture
def device():
    """(the device's end, path of the port) of a pseudo-terminal."""
    import tty

    master, slave = os.openpty()
    tty.setraw(slave)
    yield master, os.ttyname(slave)
    os.close(slave)
    os.close(master)


@pytest.mark.fault("F3")
@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_no_firmata_is_told(device, name, row, monkeypatch):
    master, path = device
    monkeypatch.setattr(identifying, "MORE", SOON)
    stream = SerialStream(open_port(path))
    over = threading.Event()
    talker = threading.Thread(target=talk, args=(master, ANSWERS[name], over))
    talker.start()
    tracemalloc.start()
    try:
        with pytest.raises(WrongFirmware) as told:
            identify(stream, SOON)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        over.set()
        stream.close()
        talker.join()
    assert most < MEMORY
    assert "StandardFirmata" in told.value.hint["en"]
    row(told.value.title, f"{name}: no value was taken from it; {most // 1000} kB at most")


def talk(master, pieces, over) -> None:
    """Say the pieces again and again, as fast as anybody listens."""
    os.set_blocking(master, False)
    while not over.is_set():
        for piece in pieces:
            for at in range(0, len(piece), 4096):
                while not over.is_set():
                    try:
                        os.write(master, piece[at : at + 4096])
                        break
                    except BlockingIOError:
                        over.wait(0.001)
        over.wait(0.005)


@pytest.mark.fault("F2")
@pytest.mark.long
def test_a_board_that_takes_no_bytes(device, row):
    master, path = device
    stream = SerialStream(open_port(path, FAST))
    board = Firmata(stream, UNO)
    board.set_mode(13, OUTPUT)
    written, level = 0, 0
    with pytest.raises(BoardDisconnected) as told:
        while True:
            board.write_digital(13, level := 1 - level)
            written += 3
    assert told.value.key == "board_silent" and written
    # Now at once, and closing waits for nobody.
    for act in (lambda: board.write_digital(13, 0), lambda: board.digital(2)):
        with pytest.raises(BoardDisconnected):
            act()
    board.close()
    row(told.value.title, "the write ended by itself, later ones at once; no thread is left")
    assert not board._reader.is_alive()


def test_a_port_that_is_not_there(tmp_path):
    with pytest.raises(BoardMissing) as told:
        open_port(str(tmp_path / 'ttyUSB0"; touch pwn; #'))
    assert "touch pwn" in told.value.text("en")


def test_closing_wakes_the_reader(device):
    stream = SerialStream(open_port(device[1]))
    heard = []
    reader = threading.Thread(target=lambda: heard.append(stream.read()))
    reader.start()
    stream.close()
    reader.join(HANG_TIMEOUT)
    assert heard == [b""]


def test_a_board_behind_a_network_address():
    """A serial server, or any other machine's port: pyserial's socket://."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stream = SerialStream(open_port(f"socket://127.0.0.1:{server.getsockname()[1]}"))
        wire = server.accept()[0]
        device = SimulatedFirmware(BOARDS["simulated"], wire.sendall)
        thread = threading.Thread(target=lambda: [device.feed(data) for data in iter(lambda: wire.recv(4096), b"")])
        thread.start()
        board = Firmata(stream, identify(stream))
        board.set_mode(13, OUTPUT)
        board.write_digital(13, 1)
        board.i2c_read(0x50, None, 1)  # whatever was said before has been heard
        assert device.state()["pins"]["13"]["value"] == 1
        board.close()
        thread.join(HANG_TIMEOUT)
        assert device.state()["pins"]["13"]["value"] == 0 and not board._reader.is_alive()
        wire.close()
