"""The messages of our own sketch, Sunmao Firmata, and the beats by which it hears that its host is alive: without them
its outputs come to rest.
"""

import threading

from sunmao.boards.links.firmata.protocol import FirmataMessage, encode_sysex, split_14bit
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.pin_modes import OUTPUT, PWM
from sunmao.errors import BoardDisconnected

SKETCH = "Sunmao Firmata"  # the name by which it introduces itself
COMMAND = 0x01  # of its own messages, of those that Firmata leaves to sketches
BEAT, REST_LEVEL, REST, RESTED = range(4)
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


def encode_rest_level(firmware: Firmware, pin: int, mode: str, level: int) -> bytes:
    """What tells our sketch the level of a pin at rest, before the pin gets this mode; other sketches hear nothing."""
    tells = is_own_sketch(firmware) and mode in RESTING
    return encode_sysex(COMMAND, REST_LEVEL, pin, level) if tells else b""


def keep_alive(stream, firmware: Firmware) -> None:
    """Let a board with our sketch know that we are here, from now on until its stream is closed.

    Args:
        stream: with `write_when_idle(bytes, seconds)` and `wait_closed(seconds) -> bool`, as `SerialStream`.
    """
    if is_own_sketch(firmware):
        stream.write(ALIVE)  # before anybody else writes
        threading.Thread(target=_beat, args=(stream,), name="board keep-alive", daemon=True).start()


def _beat(stream) -> None:
    while not stream.wait_closed(EVERY):
        try:
            stream.write_when_idle(ALIVE, EVERY)
        except BoardDisconnected:
            return  # whoever uses the board is told
