"""Finds out what is on a board: asks until a firmware that speaks Firmata has answered, also through a bootloader that
swallows questions.
"""

import time
from itertools import cycle
from typing import Any

from sunmao.boards import pin_modes
from sunmao.boards.links.firmata import protocol
from sunmao.boards.links.firmware import Firmware
from sunmao.errors import BoardDisconnected, WrongFirmware

AGAIN = 0.5  # seconds between two questions: an Uno's bootloader swallows them for up to two
SPEAKS = 2  # the only major version of the protocol there is
NEWEST = 9  # no sketch has come further
MORE = 10.0  # seconds for its abilities from the moment that it has said its name: a busy computer is slow
STAY = 1.0  # seconds at one speed, when only noise comes
END_OF_PIN = 127
TURN = 0.8  # of the time: from then on the other speed is tried also when nothing comes


def identify(stream: Any, within: float = 5) -> Firmware:
    """Ask a board what it is.

    Args:
        stream: with `write(bytes)` and `read(seconds) -> bytes | None`; `speeds`, if any, are tried in turn by
            `set_speed`.
        within: how many seconds it may take until the board has said its name.

    Raises:
        BoardDisconnected: the cable is out, or the board speaks Firmata but takes too long to say what it can.
        WrongFirmware: nothing that speaks Firmata answers; says what to load and how.
    """
    asked, speeds = _Identification(), _BaudRates(stream, TURN * within)
    begin, ask_at = time.monotonic(), 0.0
    while (passed := time.monotonic() - begin) < within:
        if not asked.heard and speeds.turn(passed, asked.noise):
            ask_at = 0.0
        if passed >= ask_at:
            stream.write(asked.question())
            ask_at = passed + AGAIN
        data, begin = _read_patiently(stream, max(0.01, min(ask_at, within) - passed), begin)
        if data == b"":
            raise BoardDisconnected("board_gone")
        if data and asked.feed(data):
            if firmware := asked.answer():
                return firmware
            ask_at, within = 0.0, max(within, passed + MORE)
    if asked.is_firmata():
        raise BoardDisconnected("board_slow", heard=asked.summary())
    raise WrongFirmware("board_wrong_firmware", heard=asked.summary())


def _read_patiently(stream: Any, seconds: float, begin: float) -> tuple[bytes | None, float]:
    """Read for so many seconds. Returns the bytes, and the time of the beginning, put off by what a busy computer took
    from us meanwhile.
    """
    asked = time.monotonic()
    data = stream.read(seconds)
    return data, begin + max(0.0, time.monotonic() - asked - seconds)


class _BaudRates:
    """When to try another speed: FirmataExpress speaks at 115,200, and what it says sounds like noise at 57,600."""

    def __init__(self, stream: Any, patience: float) -> None:
        self._stream, self._patience = stream, patience
        self._next = cycle(getattr(stream, "speeds", ()))
        self._since, self._noise = 0.0, 0

    def turn(self, passed: float, noise: int) -> bool:
        """Whether another speed has been set. noise: bytes so far that made no sense."""
        silent = passed > self._patience > self._since
        if not silent and (passed - self._since < STAY or noise == self._noise):
            return False
        speed = next(self._next, None)
        if speed is None:
            return False
        self._stream.set_speed(speed)
        self._since, self._noise = passed, noise
        return True


class _Identification:
    """State of the identification: what was asked and answered so far."""

    def __init__(self) -> None:
        self.heard = False
        self._parser = protocol.FirmataParser()
        self._name: tuple[str, tuple[int, int]] | None = None
        self._protocol: tuple[int, int] | None = None
        self._analog: dict[int, int] | None = None
        self._pins: dict | None = None
        self._any = False

    @property
    def noise(self) -> int:
        """Number of bytes that belong to no valid message."""
        return self._parser.noise

    def question(self) -> bytes:
        """First who it is; then, once, what it can."""
        return protocol.ASK_ABILITIES if self.heard else protocol.ASK_FIRMWARE

    def feed(self, data: bytes) -> bool:
        """Whether there is something new to ask, or all is known."""
        self._any = True
        before = self.heard
        for message in self._parser.feed(data):
            try:
                self._take(message)
            except ValueError:
                pass
        self.heard = self._name is not None and self._protocol is not None
        return self.heard != before or self.answer() is not None

    def answer(self) -> Firmware | None:
        """The firmware, when all is known."""
        if self._name is None or self._protocol is None or self._pins is None or self._analog is None:
            return None
        name, version = self._name
        return Firmware(name, version, self._protocol, self._pins, self._analog)

    def is_firmata(self) -> bool:
        """Whether it is a Firmata by its name, so that only its abilities are missing."""
        return self.heard and self._name is not None and "firmata" in self._name[0].lower()

    def summary(self) -> dict:
        """Describe what was heard instead, in both languages."""
        from sunmao.texts import get_both

        if self._name:
            return get_both("board_heard_name", name=self._name[0][:40], version="{}.{}".format(*self._name[1]))
        return get_both("board_heard_noise" if self._any else "board_heard_nothing")

    def _take(self, message: protocol.FirmataMessage) -> None:
        command, _, data = message
        if command == protocol.VERSION and data[0] == SPEAKS:
            self._protocol = (data[0], data[1])
        elif command == protocol.FIRMWARE and len(data) > 2 and data[0] <= NEWEST:
            self._name = (parse_name(data[2:]), (data[0], data[1]))
        elif command == protocol.ANALOG_MAP_IS and self.heard:
            self._analog = parse_analog_map(data)
        elif command == protocol.ABILITIES_ARE and self.heard and self._protocol is not None:
            self._pins = parse_abilities(data, self._protocol)


def parse_abilities(data: bytes, version: tuple[int, int]) -> dict[int, dict[str, int]]:
    """Pin → {mode: bits} from an answer to `ABILITIES`. version: of the protocol. Raises ValueError for one that is cut."""
    pins: dict[int, dict[str, int]] = {}
    modes: list[int] = []
    for byte in data:
        if byte != END_OF_PIN or len(modes) % 2:
            modes.append(byte)
            continue
        named = [protocol.MODE_OF.get(mode, str(mode)) for mode in modes[::2]]
        able = dict(zip(named, modes[1::2], strict=True))
        if pin_modes.INPUT in able and version < (2, 5):
            able.setdefault(pin_modes.PULLUP, 0)  # switched on by writing 1 to an input
        pins[len(pins)] = able
        modes = []
    if modes or not any(pins.values()):
        raise ValueError("no list of abilities")
    return pins


def parse_analog_map(data: bytes) -> dict[int, int]:
    """Channel → pin from an answer to `ANALOG_MAP`."""
    return {channel: pin for pin, channel in enumerate(data) if channel != END_OF_PIN}


def parse_name(data: bytes) -> str:
    """The sketch's name from the end of a `FIRMWARE` report, without '.ino'. Raises ValueError for what is no text."""
    text = protocol.decode_7bit(data).decode("utf-8")
    if len(data) % 2 or not text.isprintable():
        raise ValueError("no name")
    return text.removesuffix(".ino").removesuffix(".cpp")
