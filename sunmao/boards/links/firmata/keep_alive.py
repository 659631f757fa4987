"""The messages of our own sketch, Sunmao Firmata, and the beats by which it hears that its host is alive: without them
its outputs come to rest.
"""

import threading
from typing import Any

from sunmao.boards.links.firmata.protocol import (
    FirmataMessage,
    decode_7bit,
    encode_7bit,
    encode_sysex,
    join_14bit,
    split_14bit,
)
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.pin_modes import OUTPUT, PWM
from sunmao.errors import BoardDisconnected

SKETCH = "Sunmao Firmata"  # the name by which it introduces itself
COMMAND = 0x01  # of its own messages, of those that Firmata leaves to sketches
BEAT, REST_LEVEL, REST, RESTED, PIXELS, SHOW, REST_WRITE, REMOTE = range(8)
PIXELS_AT_ONCE = 15  # of four bytes each, in a message of at most 64
SILENCE = 1500  # milliseconds after which the outputs rest
EVERY = 0.5  # seconds between two beats of a host that has nothing else to say
RESTING = (OUTPUT, PWM)  # modes of pins that have a level at rest
NOW = encode_sysex(COMMAND, REST)
ALIVE = encode_sysex(COMMAND, BEAT, *split_14bit(SILENCE))


def is_own_sketch(firmware: Firmware) -> bool:
    """Whether a board has our sketch, and so hears our messages."""
    return firmware.name == SKETCH


def has_rested(message: FirmataMessage) -> bool:
    """Whether a board says that its outputs came to rest, as it had heard nothing for so long."""
    return message.command == COMMAND and message.data[:1] == bytes((RESTED,))


def encode_rest_level(firmware: Firmware, pin: int, mode: str | None, level: int) -> bytes:
    """Encode the level of a pin at rest for our sketch, sent before the pin gets this mode; b'' for other sketches."""
    tells = is_own_sketch(firmware) and mode in RESTING
    return encode_sysex(COMMAND, REST_LEVEL, pin, level) if tells else b""


def encode_rest_write(firmware: Firmware, address: int, data: bytes) -> bytes:
    """Encode the bytes that a part on I2C gets at rest, for our sketch; b'' for other sketches."""
    return encode_sysex(COMMAND, REST_WRITE, address, *encode_7bit(data)) if is_own_sketch(firmware) else b""


def encode_pixels(pin: int, colors: list[tuple[int, int, int]]) -> bytes:
    """Let a strip of lights shine in these colors: red, green, blue from 0 to 255 each."""
    said = b""
    for first in range(0, len(colors), PIXELS_AT_ONCE):
        bits = [(green << 16 | red << 8 | blue) << 4 for red, green, blue in colors[first : first + PIXELS_AT_ONCE]]
        data = [half for each in bits for half in (*split_14bit(each >> 14), *split_14bit(each))]
        said += encode_sysex(COMMAND, PIXELS, first, *data)
    return said + encode_sysex(COMMAND, SHOW, pin, len(colors))


def decode_pixels(data: bytes) -> list[tuple[int, int, int]]:
    """The colors of the lights in a message PIXELS, from its fourth byte on."""
    bits = [join_14bit(*data[at + 2 : at + 4]) | join_14bit(*data[at : at + 2]) << 14 for at in range(0, len(data), 4)]
    return [(each >> 12 & 255, each >> 20 & 255, each >> 4 & 255) for each in bits]


def encode_remote(pin: int, address: int, command: int, is_pressed: bool) -> bytes:
    """A key of a remote control was pressed, or let go: what a board says, `decode_remote` reads."""
    told = encode_7bit(bytes((REMOTE, pin, address & 255, address >> 8, command, is_pressed)))
    return encode_sysex(COMMAND, *told)


def decode_remote(message: FirmataMessage) -> tuple[int, tuple[int, int] | None] | None:
    """(pin, (address of the remote control, command of the key that is pressed) or None) of a message REMOTE; None: it
    is another one. An address of 8 bits comes with its inverse above it, which is left out: NEC's older form.
    """
    told = decode_7bit(message.data)
    if message.command != COMMAND or len(told) != 6 or told[0] != REMOTE:
        return None
    _, pin, low, high, command, is_pressed = told
    address = low if low == high ^ 255 else low | high << 8
    return pin, (address, command) if is_pressed else None


def keep_alive(stream: Any, firmware: Firmware) -> None:
    """Let a board with our sketch know that we are here, from now on until its stream is closed.

    Args:
        stream: with `write_when_idle(bytes, seconds)` and `wait_closed(seconds) -> bool`, as `SerialStream`.
    """
    if is_own_sketch(firmware):
        stream.write(ALIVE)  # before anybody else writes
        threading.Thread(target=_send_keep_alives, args=(stream,), name="board keep-alive", daemon=True).start()


def _send_keep_alives(stream: Any) -> None:
    while not stream.wait_closed(EVERY):
        try:
            stream.write_when_idle(ALIVE, EVERY)
        except BoardDisconnected:
            return  # whoever uses the board is told
