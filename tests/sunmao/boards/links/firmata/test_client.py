"""Firmata's messages, however they are cut and whatever comes, and the client at the simulated board (its twin:
tests/sunmao/boards/links/test_serial_stream.py).
"""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunmao.boards.links.firmata import protocol
from sunmao.boards.links.firmata.client import Firmata
from sunmao.boards.links.firmata.identify import identify, parse_abilities, parse_name
from sunmao.boards.links.firmata.protocol import FirmataMessage, FirmataParser
from sunmao.boards.links.firmata.report_cache import decode_dht, decode_sonar
from sunmao.boards.links.firmware import Firmware, from_dict
from sunmao.boards.links.simulated.simulated_stream import SimulatedStream
from sunmao.boards.pin_modes import ANALOG, I2C, INPUT, OUTPUT, PULLUP, PWM
from sunmao.errors import BoardDisconnected, WrongFirmware
from tests.support.limits import HANG_TIMEOUT

SPOKEN = (
    protocol.encode_write_port(1, 0xA5)
    + protocol.encode_write_analog(3, 700)
    + bytes((protocol.VERSION, 2, 5))
    + protocol.encode_sysex(protocol.FIRMWARE, 2, 5, *protocol.encode_7bit(b"Sketch"))
    + protocol.encode_sysex(protocol.SONAR_DATA, 7, 30, 0)
)
MEANT = [
    FirmataMessage(protocol.DIGITAL, 1, bytes((0x25, 1))),
    FirmataMessage(protocol.ANALOG_VALUE, 3, bytes((60, 5))),
    FirmataMessage(protocol.VERSION, 0, bytes((2, 5))),
    FirmataMessage(protocol.FIRMWARE, 0, bytes((2, 5)) + protocol.encode_7bit(b"Sketch")),
    FirmataMessage(protocol.SONAR_DATA, 0, bytes((7, 30, 0))),
]


@pytest.fixture
def stream():
    return SimulatedStream()


@pytest.fixture
def board(stream):
    made = Firmata(stream, identify(stream))
    yield made
    made.close()


def test_the_board_on_the_screen_says_when_all_is_done(board):
    assert board.settle()


def state(stream, pin):
    return stream.firmware.state()["pins"].get(pin)


@given(st.lists(st.integers(0, len(SPOKEN))))
def test_messages_may_be_cut_anywhere(cuts):
    parser, found = FirmataParser(), []
    for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(SPOKEN)], strict=True):
        found += parser.feed(SPOKEN[begin:end])
    assert found == MEANT and not parser.noise


@given(st.lists(st.binary(max_size=200)))
def test_any_bytes_are_borne(pieces):
    parser = FirmataParser()
    for piece in pieces:
        for message in parser.feed(piece):
            assert all(byte < 0x80 for byte in message.data) or message.command == protocol.DHT_DATA
    # What stands there is whole again after the next command.
    assert parser.feed(SPOKEN)[-1] == MEANT[-1]


def test_an_endless_message_is_forgotten():
    parser = FirmataParser()
    parser.feed(bytes((protocol.START, protocol.FIRMWARE)))
    for _ in range(1000):
        assert parser.feed(bytes(1000)) == []
    assert len(parser._data) <= protocol.MAX_MESSAGE_BYTES and parser.noise >= 1_000_000 - protocol.MAX_MESSAGE_BYTES
    assert parser.feed(SPOKEN) == MEANT


@given(st.binary(max_size=2000))
def test_noise_is_no_firmware_and_no_value(noise):
    class Talker:
        def __init__(self):
            self.pieces = [noise, b""]

        def write(self, data):
            pass

        def read(self, within=None):
            return self.pieces.pop(0)

        def safe(self, data):
            pass

        close = safe

    with pytest.raises((WrongFirmware, BoardDisconnected)):
        identify(Talker(), 5)
    board = Firmata(Talker(), Firmware("StandardFirmata", (2, 5), (2, 5), {2: {INPUT: 1}}, {0: 14}))
    board._reader.join()
    assert not board._heard.digital and not board._heard.analog


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x00\x01", bytes((0, 1, 1)), bytes((127, 127))])
def test_a_list_of_abilities_that_is_cut(data):
    with pytest.raises(ValueError):
        parse_abilities(data, (2, 5))


def test_a_name():
    assert parse_name(protocol.encode_7bit(b"StandardFirmata.ino")) == "StandardFirmata"
    for wrong in (b"\x41", protocol.encode_7bit(b"\x1b[31m"), protocol.encode_7bit(b"\xff\xfe")):
        with pytest.raises(ValueError):
            parse_name(wrong)


def test_a_firmware_travels_as_json(board):
    assert from_dict(board.firmware.as_dict()) == board.firmware
    assert board.firmware.name == "Sunmao" and board.firmware.channel(14) == 0 and board.firmware.can(9, PWM)


def test_the_wrong_firmware_is_named():
    class Tomorrow(SimulatedStream):
        def read(self, within=None):
            return bytes((protocol.VERSION, 99, 99)) + protocol.encode_sysex(
                protocol.FIRMWARE, 4, 2, *protocol.encode_7bit(b"Tomorrow")
            )

    with pytest.raises(WrongFirmware, match="Tomorrow 4.2"):
        identify(Tomorrow(), 0.05)


def test_outputs(board, stream):
    board.set_mode(13, OUTPUT)
    board.write_digital(13, 1)
    assert state(stream, "13") == {"mode": "output", "value": 1}
    board.set_mode(5, PWM)
    board.write_analog(5, 51)
    assert state(stream, "5") == {"mode": "pwm", "value": 0.2}
    board.servo_config(9, 500, 2500)
    board.write_analog(9, 45)
    assert state(stream, "9") == {"mode": "servo", "value": 45, "pulse": 1000}
    board.write_analog(9, 2500)
    assert state(stream, "9") == {"mode": "servo", "value": 180, "pulse": 2500}


def test_inputs(board, stream):
    board.set_mode(2, PULLUP)
    assert board.digital(2) == 1
    seen, came = [], threading.Semaphore(0)
    board.on_change(2, lambda level, at: (seen.append(level), came.release()))
    for level in (0, 1, 1, 0):
        stream.firmware.set_input(2, level)
    assert all(came.acquire(timeout=HANG_TIMEOUT) for _ in range(3)) and seen == [0, 1, 0]
    board.set_mode(14, ANALOG)
    assert board.analog(14) == 0
    stream.firmware.set_input("A0", 1)
    board.set_sampling(10)
    board.i2c_read(0x50, None, 1)  # whatever was said before has been heard
    assert board.analog(14) == 1


def test_sensors_of_the_other_sketch(board, stream):
    board.sonar(7, 8)
    assert board.sonar_value(7) == 30
    stream.firmware.set_distance(7, 8, None)
    board.i2c_read(0x50, None, 1)
    assert board.sonar_value(7) is None
    stream.firmware.set_climate(4, -5.2, 61)
    board.dht(4, 22)
    assert board.dht_value(4) == (-5.2, 61)
    board.tone(6, 440)
    assert stream.firmware.state()["tones"] == {"6": 440}
    board.no_tone(6)
    assert stream.firmware.state()["tones"] == {}


def test_a_sensor_that_does_not_answer():
    assert decode_dht(bytes((4, 22, 2, 0, 0, 0, 0, 0, 0))) is None


def test_temperatures_below_zero():
    """As FirmataExpress 1.2 sends them on an ATmega328P: whole degrees and hundredths as negative bytes."""
    for tenths in range(-400, 1):
        whole, hundredths = divmod(-tenths, 10)
        data = bytes((4, 22, 0, 0, int(tenths < 0), 55, 50, -whole & 0xFF, -10 * hundredths & 0xFF))
        told = bytes((protocol.START, protocol.DHT_DATA)) + data + bytes((protocol.END,))
        for cut in range(len(told)):
            parser = FirmataParser()
            (reading,) = parser.feed(told[:cut]) + parser.feed(told[cut:])
            assert decode_dht(reading.data) == (tenths / 10, 55.5) and not parser.noise


@pytest.mark.parametrize("cm", [50, 73, 100, 150, 200, 260])
def test_a_distance_as_sound_travels(cm):
    told = protocol.split_14bit(int(cm * 58.3 / 56))  # whole units of 56 microseconds
    assert decode_sonar(bytes(told), "FirmataExpress") == pytest.approx(cm, rel=0.01)
    assert decode_sonar(bytes((0, 0)), "FirmataExpress") is None


def test_long_values_and_high_pins():
    assert protocol.encode_write_analog(15, 180) == bytes((0xEF, 52, 1))
    assert protocol.encode_write_analog(44, 1500) == protocol.encode_sysex(protocol.EXTENDED_ANALOG, 44, 92, 11)
    assert protocol.encode_write_analog(3, 1 << 14) == protocol.encode_sysex(protocol.EXTENDED_ANALOG, 3, 0, 0, 1)


def test_a_reset_is_noticed_and_all_is_set_again(board, stream):
    again = threading.Event()
    board.on_restart = again.set
    board.set_mode(13, OUTPUT)
    board.write_digital(13, 1)
    board.set_mode(2, PULLUP)
    board.sonar(7, 8)
    stream.firmware.reset()
    assert again.wait(HANG_TIMEOUT)
    assert state(stream, "13")["value"] == 1 and state(stream, "2")["mode"] == "pullup" and board.sonar_value(7) == 30


def test_the_cable_comes_out_and_goes_back(board, stream):
    board.set_mode(13, OUTPUT)
    board.write_digital(13, 1)
    told = threading.Event()
    board.on_loss = lambda error: told.set()
    stream.plug(False)
    assert told.wait(HANG_TIMEOUT)
    for act in (lambda: board.write_digital(13, 0), lambda: board.digital(2), lambda: board.set_mode(3, INPUT)):
        with pytest.raises(BoardDisconnected, match="came out|断开"):
            act()
    stream.plug(True)
    board.reconnect()
    assert state(stream, "13")["value"] == 1


def test_at_the_end_everything_is_safe(board, stream):
    for pin, mode in ((13, OUTPUT), (12, OUTPUT), (5, PWM)):
        board.set_mode(pin, mode)
    board.servo_config(9, 500, 2500)
    board.write_analog(5, 100)
    board.write_digital(13, 1)
    board.set_safe(12, 1)
    board.close()
    pins = stream.firmware.state()["pins"]
    assert [pins[pin]["value"] for pin in ("13", "12", "5")] == [0, 1, 0] and pins["9"]["mode"] == "output"
    board.close()


def lcd(board, text):
    """Send text like a driver of an LCD1602 behind a PCF8574: half bytes, each latched by the falling enable line."""
    halves = [0x3, 0x3, 0x3, 0x2]
    sent = [(half << 4 | 8, False) for half in halves]
    for byte, is_text in [
        (0x28, False),
        (0x0C, False),
        (0x01, False),
        (0xC0, False),
        *((ord(letter), True) for letter in text),
    ]:
        sent += [(byte & 0xF0 | 8, is_text), ((byte << 4) & 0xF0 | 8, is_text)]
    for half, is_text in sent:
        board.i2c_write(0x27, bytes((half | is_text | 4, half | is_text)))


def test_a_display_with_two_lines(board, stream):
    board.i2c_config()
    lcd(board, "Hi you")
    assert stream.firmware.state()["displays"] == [{"kind": "lcd1602", "lines": ["", "Hi you"]}]
    assert board.i2c_read(0x27, None, 1) == b"\0" and board.i2c_read(0x50, None, 1) == b""


def test_a_display_with_pixels(board, stream):
    import base64

    board.set_mode(18, I2C)
    board.i2c_config()
    board.i2c_write(0x3C, bytes((0, 0xAE, 0x20, 0, 0x8D, 0x14, 0xAF)))
    board.i2c_write(0x3C, bytes((0, 0x21, 8, 127, 0x22, 1, 7)))
    board.i2c_write(0x3C, bytes((0x40, 0x01, 0x80)))
    (shown,) = stream.firmware.state()["displays"]
    rows = base64.b64decode(shown["bitmap"])
    assert (shown["width"], shown["height"]) == (128, 64)
    # The upper pixel of column 8, the lowest of column 9, on the second page.
    assert {at: byte for at, byte in enumerate(rows) if byte} == {8 * 16 + 1: 0x80, 15 * 16 + 1: 0x40}


def test_a_board_that_is_slow_has_no_wrong_firmware(monkeypatch):
    """It has said its name; what it can comes too late."""
    monkeypatch.setattr("sunmao.boards.links.firmata.identify.MORE", 0.2)
    monkeypatch.setattr("sunmao.boards.links.simulated.device.NAME", "StandardFirmata")
    stream = SimulatedStream()
    say = stream.firmware._on_bytes
    stream.firmware._on_bytes = lambda data: say(data) if data[1] != protocol.ABILITIES_ARE else None
    with pytest.raises(BoardDisconnected) as told:
        identify(stream, 0.2)
    assert told.value.key == "board_slow" and "StandardFirmata 2.5" in told.value.text("en")
    stream.close()
