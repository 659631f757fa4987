"""Cache of a board's reports: levels, analog values, readings of sensors, answers over I2C. Nothing is kept that nobody
asked for.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

from sunmao.boards.links.firmata import protocol
from sunmao.boards.links.firmata.keep_alive import SKETCH, decode_remote
from sunmao.boards.links.firmata.pin_state import PinState
from sunmao.boards.pin_modes import ANALOG, DHT, READS, SONAR

TOO_FEW = b"Too few bytes"  # StandardFirmata's warning; the answer that follows holds what lay there before
SIMULATED = "Sunmao"  # the name of the firmware of the board on the screen


class ReportCache:
    """Takes a board's messages.

    digital: pin → level; analog: channel → value; readings: (SONAR or DHT, pin) → value; remotes: pin → (address,
    command) of the key of a remote control that is pressed, None after it; replies: (address, register) → bytes;
    states: pins whose state was asked and told.
    All under `turn`, which is notified when something is new.
    """

    def __init__(self, setup: PinState, turn: threading.Condition) -> None:
        self._setup, self._turn = setup, turn
        self.digital: dict[int, int] = {}
        self.analog: dict[int, int] = {}
        self.readings: dict[tuple[str, int], object] = {}
        self.remotes: dict[int, tuple[int, int] | None] = {}
        self.replies: dict[tuple[int, int], bytes] = {}
        self.acts: dict[int, list[Callable[[int, float], None]]] = {}
        self.states: set[int] = set()
        self._unsure: dict[int, int] = {}
        self._too_few = False

    def most(self, channel: int) -> int:
        """The largest value of an analog channel."""
        return (1 << self._setup.firmware.pins.get(self._setup.firmware.analog[channel], {}).get(ANALOG, 10)) - 1

    def doubt(self, pin: int, anew: bool = False) -> None:
        """Believe no report of a pin until the board has answered the question (`PIN_STATE`) that has just been asked.

        What it reported before that is of the time before the pin was an input. anew: earlier questions are forgotten.
        """
        self.digital.pop(pin, None)
        self._unsure[pin] = 1 if anew else self._unsure.get(pin, 0) + 1

    def forget(self) -> None:
        """The board has begun anew."""
        for memory in (self.digital, self.analog, self.readings, self.remotes, self.replies, self._unsure):
            memory.clear()

    def update(self, message: protocol.FirmataMessage) -> None:
        """Take one message; calls what waits for the change of an input."""
        command, number, data = message
        if command == protocol.DIGITAL:
            self._port(number, protocol.join_14bit(*data))
        elif command == protocol.ANALOG_VALUE:
            self._channel(number, protocol.join_14bit(*data))
        elif command == protocol.PIN_STATE_IS and data:
            with self._turn:
                self._unsure[data[0]] = max(0, self._unsure.get(data[0], 0) - 1)
                self.states.add(data[0])
                self._turn.notify_all()
        elif command == protocol.TEXT:
            self._too_few = TOO_FEW in protocol.decode_7bit(data)
        elif command == protocol.I2C_REPLY and len(data) >= 4:
            key = protocol.join_14bit(*data[:2]), protocol.join_14bit(*data[2:4])
            self._learn(self.replies, key, b"" if self._too_few else protocol.decode_7bit(data[4:]))
            self._too_few = False
        elif command == protocol.SONAR_DATA and len(data) == 3:
            self._learn(self.readings, (SONAR, data[0]), decode_sonar(data[1:], self._setup.firmware.name))
        elif command == protocol.DHT_DATA and len(data) == 9:
            self._learn(self.readings, (DHT, data[0]), decode_dht(data))
        elif told := decode_remote(message):
            self._learn(self.remotes, *told)

    def _port(self, port: int, bits: int) -> None:
        now, changes = time.monotonic(), []
        with self._turn:
            for pin in range(8 * port, 8 * port + 8):
                if pin in self._setup.watched and not self._unsure.get(pin) and self._setup.modes.get(pin) in READS:
                    level = bits >> (pin - 8 * port) & 1
                    if self.digital.get(pin, level) != level:
                        changes += [(act, level) for act in self.acts.get(pin, [])]
                    self.digital[pin] = level
            self._turn.notify_all()
        for act, level in changes:
            act(level, now)

    def _channel(self, channel: int, value: int) -> None:
        if channel in self._setup.channels and channel in self._setup.firmware.analog and value <= self.most(channel):
            self._learn(self.analog, channel, value)

    def _learn(self, values: dict, key: Any, value: Any) -> None:
        with self._turn:
            values[key] = value
            self._turn.notify_all()


def decode_dht(data: bytes) -> tuple[float, float] | None:
    """(degrees Celsius, percent), in tenths, from FirmataExpress's nine bytes; None when the sensor did not answer.

    Below zero the two bytes of the temperature are either its size, or as negative numbers are stored (-9.5: 247, 206).
    """
    _, _, status, dry, cold, humid, humid_hundredths, *warm = data
    if status:
        return None
    degrees, hundredths = (256 - byte if byte > 127 else byte for byte in warm)
    humidity, temperature = round(humid + humid_hundredths / 100, 1), round(degrees + hundredths / 100, 1)
    return (-temperature if cold else temperature), (-humidity if dry else humidity)


def decode_sonar(data: bytes, firmware: str) -> float | None:
    """Centimeters from the two bytes of a sonar report; None: no echo.

    FirmataExpress counts 56 microseconds as a centimeter, there and back, and drops the rest: sound needs 58.3 in air
    of 20 degrees Celsius. Our own sketch tells half the microseconds, the board on the screen the distance itself.
    """
    told = protocol.join_14bit(*data)
    if not told or firmware == SIMULATED:
        return told or None
    if firmware == SKETCH:
        return round(told * 2 / 58.3, 1)
    return round((told + 0.5) * 56 / 58.3, 1)
