"""Parts on the pins of the emulated Uno, which `uno_parts.mjs` plays: displays, a distance sensor, a DHT22, and what
was driven that nothing may drive.
"""

import json
import os
import socket
from contextlib import contextmanager
from pathlib import Path

import pytest

from sunmao.boards.links.simulated.displays import SimulatedLcd, SimulatedOled
from tests.support.devices.emulated_uno import emulated

SCRIPT = Path(__file__).with_suffix(".mjs")
LCD, OLED = 0x27, 0x3C  # their addresses
WHERE = "UNO_PARTS"  # environment: the socket


class Parts:
    """The parts that are connected to an emulated Uno. path: the socket at which it is asked."""

    def __init__(self, path: Path):
        self._wire = socket.socket(socket.AF_UNIX)
        self._wire.connect(str(path))
        self._lines = self._wire.makefile("r", encoding="utf-8")
        self.displays = {LCD: SimulatedLcd(), OLED: SimulatedOled()}

    def put_sonar(self, trigger: int, echo: int, cm: float) -> None:
        """Connect an HC-SR04 that has something so far in front of it."""
        self._ask("sonar", trigger=trigger, echo=echo, cm=cm)

    def put_dht(self, pin: int, celsius: float, percent: float) -> None:
        """Connect a DHT22 that measures this."""
        self._ask("dht", pin=pin, celsius=celsius, percent=percent)

    def press_remote(self, pin: int, code: list[int], repeats: int = 0) -> None:
        """Point a remote control at a receiver: these four bytes as NEC sends them, then so many repeats."""
        self._ask("remote", pin=pin, code=code, repeats=repeats)

    def press_keys(self, *pairs: tuple[int, int]) -> None:
        """Connect these pairs of pins with each other, as keys of a keypad do, and no others."""
        self._ask("keys", pairs=pairs)

    def put_chip(self, address: int, registers: dict[int, int], mask: int = 0xFF) -> list[int]:
        """Connect a chip to I2C, or change some of its registers: all 256 of them. mask: which bits of a register's
        number count.
        """
        return self._ask("chip", address=address, registers=registers, mask=mask)

    def observe(self, *pins: int) -> None:
        """Count from now on how often one of these pins is made an output."""
        self._ask("observe", pins=pins)

    def count_driven(self) -> int:
        """Return the number of times that they were driven, of all of them together."""
        return sum(self._ask("driven").values())

    def receiver(self) -> dict[str, int]:
        """Bytes that have come to the serial receiver ('received'), and that the sketch took from it ('taken')."""
        return self._ask("receiver")

    def screen(self, address: int) -> dict:
        """Return the picture of a display, as the page would draw it."""
        for each, data in self._ask("messages"):
            self.displays[each].write(bytes.fromhex(data))
        return self.displays[address].state()

    def lose_current(self) -> None:
        """The board's cable was out: the displays begin anew."""
        self._ask("messages")
        self.displays = {LCD: SimulatedLcd(), OLED: SimulatedOled()}

    def close(self) -> None:
        """Let go of it."""
        self._lines.close()
        self._wire.close()

    def _ask(self, command: str, **more):
        self._wire.sendall((json.dumps({"cmd": command, **more}) + "\n").encode())
        return json.loads(self._lines.readline())


@contextmanager
def emulated_with_parts(folder: Path, image: Path | None = None, **options):
    """An Uno at the port `folder`/ttyUNO and what is connected to it: yields both. image: other firmware. Raises
    NoEmulator.
    """
    path = folder / "parts"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(WHERE, str(path))
        patch.setenv("NODE_OPTIONS", f"{os.environ.get('NODE_OPTIONS', '')} --import={SCRIPT.as_uri()}")
        with emulated(folder / "ttyUNO", image, **options) as uno:
            parts = Parts(path)
            try:
                yield uno, parts
            finally:
                parts.close()
