"""Firmata's messages as bytes, both ways: https://github.com/firmata/protocol, with FirmataExpress's for echo, DHT and
tone.
"""

import re
from typing import NamedTuple

from sunmao.boards import pin_modes

# Commands with a pin, port or channel in their lower half.
DIGITAL, ANALOG_VALUE, REPORT_ANALOG, REPORT_DIGITAL = 0x90, 0xE0, 0xC0, 0xD0
SET_MODE, SET_PIN, VERSION, RESET = 0xF4, 0xF5, 0xF9, 0xFF
START, END = 0xF0, 0xF7
# Inside START … END.
TONE_DATA, SONAR_CONFIG, SONAR_DATA, DHT_CONFIG, DHT_DATA = 0x5F, 0x62, 0x63, 0x64, 0x65
ANALOG_MAP, ANALOG_MAP_IS, ABILITIES, ABILITIES_ARE, PIN_STATE, PIN_STATE_IS = 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E
EXTENDED_ANALOG, SERVO_CONFIG, TEXT, I2C_REQUEST, I2C_REPLY, I2C_CONFIG = 0x6F, 0x70, 0x71, 0x76, 0x77, 0x78
FIRMWARE, SAMPLING = 0x79, 0x7A

# What a pin is used for → Firmata's number of the mode.
MODES = {
    pin_modes.INPUT: 0x00,
    pin_modes.OUTPUT: 0x01,
    pin_modes.ANALOG: 0x02,
    pin_modes.PWM: 0x03,
    pin_modes.SERVO: 0x04,
    pin_modes.I2C: 0x06,
    pin_modes.PULLUP: 0x0B,
    pin_modes.SONAR: 0x0C,
    pin_modes.TONE: 0x0D,
    pin_modes.DHT: 0x0F,
    # Of our own sketch.
    pin_modes.PIXELS: 0x20,
    pin_modes.REMOTE: 0x21,
}
MODE_OF = {number: mode for mode, number in MODES.items()}

MAX_MESSAGE_BYTES = 4096  # bytes of one message: an Arduino Mega tells the abilities of its 70 pins in some 1,500
# Where FirmataExpress sends bytes above 127, which else end a message: the temperature in its readings of a DHT sensor.
BELOW_ZERO = (8, 9)
_COMMAND = re.compile(rb"[\x80-\xff]")
# How many bytes follow a command.
FROM_BOARD = {DIGITAL: 2, ANALOG_VALUE: 2, VERSION: 2}
TO_BOARD = {
    DIGITAL: 2,
    ANALOG_VALUE: 2,
    REPORT_ANALOG: 1,
    REPORT_DIGITAL: 1,
    SET_MODE: 2,
    SET_PIN: 2,
    VERSION: 0,
    RESET: 0,
}

# First an end: the last message of a program that was killed may have been cut off.
CLEAR = bytes((END,))  # ends a message that was cut off, which else would swallow the next one
ASK_FIRMWARE = CLEAR + bytes((VERSION, START, FIRMWARE, END))
ASK_ABILITIES = bytes((START, ANALOG_MAP, END, START, ABILITIES, END))


class FirmataMessage(NamedTuple):
    """One message. command: of those above; number: the pin, port or channel in a command's lower half; data: what
    follows, each below 128 (but a temperature below zero in DHT_DATA).
    """

    command: int
    number: int
    data: bytes


class FirmataParser:
    """Cuts a stream of bytes into messages, wherever it is cut itself.

    Whatever comes, it keeps at most `MAX_MESSAGE_BYTES` bytes. What is no message is counted in `noise` and forgotten.
    """

    def __init__(self, lengths: dict[int, int] = FROM_BOARD) -> None:
        self.noise = 0
        self._lengths = lengths
        self._command: int | None = None
        self._data = bytearray()

    def feed(self, data: bytes) -> list[FirmataMessage]:
        """The messages that these bytes complete."""
        found: list[FirmataMessage] = []
        at = 0
        while at < len(data):
            mark = _COMMAND.search(data, at)
            end = mark.start() if mark else len(data)
            if end > at:
                self._follow(data[at:end], found)
            if mark:
                self._begin(data[end], found)
            at = end + 1
        return found

    def _follow(self, data: bytes, found: list) -> None:
        if self._command is None:
            self.noise += len(data)
        elif self._command == START:
            self._data += data
            if len(self._data) > MAX_MESSAGE_BYTES:
                self._discard_message()
        else:
            missing = (self._length(self._command) or 0) - len(self._data)
            self._data += data[:missing]
            if len(data) >= missing:
                self._complete(self._command, found)
                self.noise += len(data) - missing

    def _begin(self, byte: int, found: list) -> None:
        if self._command == START and self._data[:1] == bytes((DHT_DATA,)) and len(self._data) in BELOW_ZERO:
            self._data.append(byte)
            return
        if byte == END and self._command == START and self._data:
            found.append(FirmataMessage(self._data[0], 0, bytes(self._data[1:])))
            self._command = None
            self._data.clear()
            return
        if self._command is not None:
            self._discard_message()
        length = self._length(byte)
        if byte == START or length:
            self._command = byte
        elif length == 0:
            found.append(FirmataMessage(byte, 0, b""))
        else:
            self.noise += 1

    def _length(self, byte: int) -> int | None:
        return self._lengths.get(byte if byte >= START else byte & 0xF0)

    def _complete(self, command: int, found: list) -> None:
        low = command >= START
        found.append(
            FirmataMessage(command if low else command & 0xF0, 0 if low else command & 0x0F, bytes(self._data))
        )
        self._command = None
        self._data.clear()

    def _discard_message(self) -> None:
        self.noise += 1 + len(self._data)
        self._command = None
        self._data.clear()


def encode_sysex(command: int, *data: int) -> bytes:
    """A message of any length."""
    return bytes((START, command, *data, END))


def split_14bit(value: int) -> tuple[int, int]:
    """A number of 14 bits as two bytes, the lower one first."""
    return value & 0x7F, (value >> 7) & 0x7F


def join_14bit(low: int, high: int) -> int:
    """Join the two 7-bit halves of a number, as cut by `split_14bit`."""
    return low | high << 7


def encode_7bit(data: bytes) -> bytes:
    """Bytes as pairs of halves, as texts and I2C travel."""
    return bytes(half for byte in data for half in split_14bit(byte))


def decode_7bit(data: bytes) -> bytes:
    """Decode the output of `encode_7bit`; a last odd half is left out."""
    return bytes(join_14bit(low, high) & 0xFF for low, high in zip(data[::2], data[1::2], strict=False))


def encode_set_mode(pin: int, mode: str) -> bytes:
    """Set what a pin is used for."""
    return bytes((SET_MODE, pin, MODES[mode]))


def encode_write_port(port: int, bits: int) -> bytes:
    """Set the eight pins of a port at once (those that are outputs; on an input, 1 switches the pull-up on)."""
    return bytes((DIGITAL | port, *split_14bit(bits)))


def encode_port_levels(port: int, levels: dict[int, int]) -> bytes:
    """Set the pins of a port: each to its level, the others to 0."""
    return encode_write_port(port, sum(bool(levels.get(8 * port + bit)) << bit for bit in range(8)))


def encode_levels(levels: dict[int, int]) -> bytes:
    """Set the ports of these pins."""
    return b"".join(encode_port_levels(port, levels) for port in sorted({pin // 8 for pin in levels}))


def split_port_bits(port: int, data: bytes) -> list[tuple[int, int]]:
    """(pin, level) of the eight pins of a port."""
    levels = join_14bit(*data)
    return [(8 * port + place, levels >> place & 1) for place in range(8)]


def encode_message(message: FirmataMessage) -> bytes:
    """The bytes of which a parser made a message."""
    command, number, data = message
    return encode_sysex(command, *data) if command < DIGITAL else bytes((command | number, *data))


def encode_write_pin(pin: int, level: int) -> bytes:
    """Set one pin; from protocol 2.5 on."""
    return bytes((SET_PIN, pin, level))


def encode_write_analog(pin: int, value: int) -> bytes:
    """PWM or servo: the short message where pin and value fit."""
    if pin < 16 and value < 1 << 14:
        return bytes((ANALOG_VALUE | pin, *split_14bit(value)))
    return encode_sysex(EXTENDED_ANALOG, pin, *split_14bit(value), *([value >> 14 & 0x7F] if value >> 14 else []))


def encode_report_analog(channel: int, on: bool) -> bytes:
    """Report an analog channel from now on, or no more."""
    return bytes((REPORT_ANALOG | channel, int(on)))


def encode_report_port(port: int, on: bool) -> bytes:
    """Report a port's pins at once and when they change, or no more."""
    return bytes((REPORT_DIGITAL | port, int(on)))


def encode_i2c_write(address: int, data: bytes) -> bytes:
    """Send bytes to a part on I2C."""
    return encode_sysex(I2C_REQUEST, address, 0, *encode_7bit(data))


def encode_no_tone(pin: int) -> bytes:
    """End a tone (FirmataExpress)."""
    return encode_sysex(TONE_DATA, 1, pin)
