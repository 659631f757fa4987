"""Brings a board into its safe state when nobody knows what it was told before: it may not have been reset when its
port was opened, and may still do what a program wanted that was killed.

Why no RESET: StandardFirmata then makes an output of every digital pin, and a pin whose pull-up was on drives 5 V: a
pressed button would be a short circuit.
"""

import time
from collections.abc import Iterable, Set
from typing import Any

from sunmao.boards.links.firmata import protocol
from sunmao.boards.links.firmata.keep_alive import NOW, is_own_sketch
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.pin_modes import DHT, DRIVEN, INPUT, OUTPUT, PIXELS, PULLUP, PWM, REMOTE, SERVO, SONAR, TONE
from sunmao.errors import BoardDisconnected

AT_ONCE = 8  # pins that are asked in one go: an Uno's buffer holds 64 bytes of questions, and as many of answers
PATIENCE = 0.3  # seconds for the answers of one go
MEASURED = (SONAR, DHT)


def enter_safe_state(stream: Any, firmware: Firmware, high: Set[int] = frozenset()) -> None:
    """Switch off whatever is on: outputs low, inputs without pull-up, no tone, no servo pulses, no reports.

    Args:
        stream: with `write(bytes)` and `read(seconds) -> bytes | None`.
        firmware: what the board said about itself.
        high: outputs that rest at 1, as a relay does that is on at 0.

    Raises:
        BoardDisconnected: the cable is out, or the board takes no bytes.
    """
    stream.write(encode_no_reports(firmware))
    if is_own_sketch(firmware):
        stream.write(NOW)  # it knows the level at which each of its outputs rests
        _ask_modes(stream, list(firmware.pins)[:1])  # and has heard it when it answers
        return
    modes: dict[int, str] = {}
    for _ in range(2):  # a busy board loses a byte now and then
        unknown = [pin for pin, can in firmware.pins.items() if can and pin not in modes]
        for first in range(0, len(unknown), AT_ONCE):
            modes |= _ask_modes(stream, unknown[first : first + AT_ONCE])
    stream.write(encode_safe_state(firmware, modes, high))


def encode_no_reports(firmware: Firmware) -> bytes:
    """Encode the messages that end the reports of all pins."""
    channels = b"".join(protocol.encode_report_analog(channel, False) for channel in sorted(firmware.analog))
    ports = sorted({pin // 8 for pin in firmware.pins})
    return channels + b"".join(protocol.encode_report_port(port, False) for port in ports)


def find_high_pins(wanted: bytes) -> set[int]:
    """The outputs that rest at 1, in what a program wanted written at its end (`PinState.safe`)."""
    high: set[int] = set()
    for command, number, data in protocol.FirmataParser(protocol.TO_BOARD).feed(wanted):
        if command == protocol.DIGITAL:
            high |= {pin for pin, level in protocol.split_port_bits(number, data) if level}
        elif command == protocol.ANALOG_VALUE and protocol.join_14bit(*data):
            high.add(number)
        elif command == protocol.EXTENDED_ANALOG and any(data[1:]):
            high.add(data[0])
    return high


def encode_safe_state(firmware: Firmware, modes: dict[int, str], high: Set[int] = frozenset()) -> bytes:
    """Encode the messages that make a board safe whose pins have these modes; a pin that is not among them becomes an
    input.
    """
    said = bytearray()
    for pin in firmware.pins:
        if firmware.can(pin, TONE):
            said += protocol.encode_no_tone(pin)
        said += _encode_pin(pin, modes.get(pin, INPUT if firmware.can(pin, INPUT) else None), pin in high)
    levels = {pin: int(pin in high) for pin, mode in modes.items() if mode in DRIVEN}
    said += protocol.encode_levels(levels)
    if any(mode in MEASURED for mode in modes.values()):
        said += encode_reset(pin for pin, mode in modes.items() if mode in (INPUT, PULLUP))
    return bytes(said)


def encode_reset(inputs: Iterable[int]) -> bytes:
    """A RESET, the only thing that ends what FirmataExpress asks again and again; inputs: the pins that must not be
    driven.
    """
    free = b"".join(protocol.encode_set_mode(pin, INPUT) for pin in inputs)
    return free + bytes((protocol.RESET,)) + free  # before it, to end their pull-ups; after it, to be inputs


def _encode_pin(pin: int, mode: str | None, high: bool) -> bytes:
    if mode == PWM and high:
        return protocol.encode_write_analog(pin, 255)  # another mode would first make it low
    if mode == PWM:
        return protocol.encode_write_analog(pin, 0) + protocol.encode_set_mode(pin, OUTPUT)
    if mode in (SERVO, PIXELS):
        return protocol.encode_set_mode(pin, OUTPUT)  # a servo without pulses rests, a strip gets dark
    return protocol.encode_set_mode(pin, INPUT) if mode in (INPUT, PULLUP, REMOTE) else b""


def _ask_modes(stream: Any, pins: list[int]) -> dict[int, str]:
    """The modes of these pins, as far as the board says them in time."""
    stream.write(b"".join(protocol.encode_sysex(protocol.PIN_STATE, pin) for pin in pins))
    parser, end = protocol.FirmataParser(), time.monotonic() + PATIENCE
    modes: dict[int, str] = {}
    while len(modes) < len(pins) and (left := end - time.monotonic()) > 0:
        if (heard := stream.read(left)) == b"":
            raise BoardDisconnected("board_gone")
        for command, _, data in parser.feed(heard or b""):
            if command == protocol.PIN_STATE_IS and len(data) >= 2 and data[0] in pins:
                modes[data[0]] = protocol.MODE_OF.get(data[1], str(data[1]))
    return modes
