"""The state of a board's pins, as the holder of the port tracks it from a program's bytes."""

from sunmao.boards import pin_modes
from sunmao.boards.links.firmata import protocol
from sunmao.boards.links.firmata.pin_tracker import PinTracker
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.registry import BOARDS


def test_what_a_program_switched_on_goes_off():
    pins = PinTracker(BOARDS["arduino-uno"], Firmware("StandardFirmata", (2, 4), (2, 4), {}, {0: 14}))
    pins.track_written(
        b"".join(
            (
                protocol.encode_set_mode(13, pin_modes.OUTPUT),
                protocol.encode_write_port(1, 0b100000),
                protocol.encode_set_mode(9, pin_modes.SERVO),
                protocol.encode_write_analog(9, 90),
                protocol.encode_set_mode(5, pin_modes.PWM),
                protocol.encode_write_analog(5, 128),
                protocol.encode_set_mode(2, pin_modes.INPUT),
                protocol.encode_write_port(0, 0b100),
                protocol.encode_set_mode(14, pin_modes.ANALOG),
                protocol.encode_report_analog(0, True),
                protocol.encode_report_port(0, True),
            )
        )
    )
    pins.track_heard(protocol.encode_write_port(0, 0b100) + bytes((protocol.ANALOG_VALUE, *protocol.split_14bit(1023))))
    assert pins.state() == {
        "2": {"mode": "pullup", "value": 1},
        "5": {"mode": "pwm", "value": 0.502},
        "9": {"mode": "servo", "value": 90, "pulse": 1472},
        "13": {"mode": "output", "value": 1},
        "A0": {"mode": "analog", "value": 1.0},
    }
    off = protocol.FirmataParser(protocol.TO_BOARD).feed(pins.encode_rest(None))
    assert [(each.command, each.number, each.data) for each in off] == [
        (protocol.SET_MODE, 0, bytes((9, protocol.MODES[pin_modes.OUTPUT]))),
        (protocol.ANALOG_VALUE, 5, b"\0\0"),
        (protocol.DIGITAL, 0, b"\0\0"),
        (protocol.DIGITAL, 1, b"\0\0"),
        (protocol.REPORT_ANALOG, 0, b"\0"),
        (protocol.REPORT_DIGITAL, 0, b"\0"),
    ]
    pins.forget()
    assert pins.encode_rest(None) == b"" and pins.state() == {}


def test_what_a_program_wants_at_its_end_counts():
    pins = PinTracker(BOARDS["arduino-uno"], Firmware("StandardFirmata", (2, 4), (2, 4), {}, {}))
    pins.track_written(protocol.encode_set_mode(13, pin_modes.OUTPUT))
    wanted = protocol.encode_write_port(1, 0b100000)
    assert pins.encode_rest(wanted) == protocol.CLEAR + wanted


def test_at_rest_only_what_drives_no_pin_passes():
    pins = PinTracker(BOARDS["arduino-uno"], Firmware("StandardFirmata", (2, 4), (2, 4), {}, {}))
    asks = protocol.encode_sysex(protocol.PIN_STATE, 13) + protocol.encode_set_mode(2, pin_modes.PULLUP)
    drives = (
        protocol.encode_set_mode(13, pin_modes.OUTPUT)
        + protocol.encode_write_port(1, 0b100000)
        + protocol.encode_write_pin(13, 1)
        + protocol.encode_write_analog(5, 128)
        + protocol.encode_write_analog(20, 128)
        + protocol.encode_sysex(protocol.SERVO_CONFIG, 9, 0, 4, 0, 16)
        + protocol.encode_sysex(protocol.TONE_DATA, 0, 8, 0, 2, 0, 0)
    )
    quiet = protocol.encode_no_tone(8) + protocol.encode_report_port(0, False)
    said = asks + drives + quiet
    assert (
        b"".join(pins.track_written(said[at : at + 3], at_rest=True) for at in range(0, len(said), 3)) == asks + quiet
    )
    assert pins.state() == {"2": {"mode": "pullup", "value": 0}}
    assert pins.track_written(said) == said


def test_a_board_that_begins_anew():
    pins = PinTracker(BOARDS["arduino-uno"], Firmware("StandardFirmata", (2, 4), (2, 4), {}, {}))
    pins.track_written(protocol.encode_set_mode(13, pin_modes.OUTPUT))
    said = protocol.encode_sysex(protocol.FIRMWARE, 2, 4, *protocol.encode_7bit(b"x"))
    assert not pins.track_heard(said[:3]).restarted
    assert pins.track_heard(said[3:]) == (True, True, []) and pins.state() == {}
    text = pins.encode_text("hi")
    assert pins.track_heard(text) == (False, False, ["hi"])
