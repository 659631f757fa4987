"""Stand-ins of two bootloaders for which there is no emulator, behind pseudo-terminals: they speak what `stk500boot.c` and
`Caterina.c` of ArduinoCore-avr speak, write into a flash of bytes, and start what was written, if it is our sketch.
"""

import os
import select
import termios
import threading
import time
import tty
from functools import reduce
from operator import xor

from serial.tools.list_ports_common import ListPortInfo

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links.simulated.device import SimulatedFirmware
from sunmao.boards.sketches.shipped_sketches import read_image

LOOK_EVERY = 0.02  # seconds
AWAY = 0.3  # seconds for which a board that restarts is not on USB


class StandIn:
    """A board. flash: what is written on it; faulty: an address whose bytes come out otherwise; spoken: what was
    asked, by the bootloader's words.
    """

    size = 0
    page = 0

    def __init__(self, board: BoardSpec, sketch: bytes = b"", signature: bytes | None = None):
        self.board, self.signature = board, board.signature if signature is None else signature
        self.flash = bytearray(sketch.ljust(self.size, b"\xff"))
        self.faulty: int | None = None
        self.spoken: list[int] = []
        self._ended = False
        self._ends: list[int] = []
        self._firmware: SimulatedFirmware | None = None

    def __enter__(self):
        self._begin()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exc):
        self._ended = True
        self._thread.join()
        for end in self._ends:
            os.close(end)

    def make_port(self) -> tuple[int, str]:
        """A pseudo-terminal: the board's end, and the port's name."""
        master, slave = os.openpty()
        tty.setraw(slave)
        self._ends += [master, slave]
        return master, os.ttyname(slave)

    def is_empty(self) -> bool:
        """Whether nothing is on the board."""
        return self.flash[:2] == b"\xff\xff"

    def read(self, address: int, size: int) -> bytes:
        """So many bytes of flash, one of them wrong where `faulty` says so."""
        told = bytearray(self.flash[address : address + size])
        if self.faulty is not None and address <= self.faulty < address + size:
            told[self.faulty - address] ^= 1
        return bytes(told)

    def start_sketch(self, master: int) -> None:
        """Run what is on the board."""
        image = read_image(self.board)
        if self.flash[: len(image)] == image:
            self._firmware = SimulatedFirmware(self.board, lambda data: os.write(master, data))
            self._firmware.reset()

    def hear_sketch(self, data: bytes) -> None:
        """Bytes for the sketch, if there is one that understands them."""
        if self._firmware is not None:
            self._firmware.feed(data)

    def _begin(self) -> None:
        raise NotImplementedError

    def _serve(self) -> None:
        raise NotImplementedError


def read_some(master: int) -> bytes:
    """Read the bytes that have come, b'' where nothing comes for a moment."""
    return os.read(master, 4096) if select.select([master], [], [], LOOK_EVERY)[0] else b""


class Stk500boot(StandIn):
    """The Mega 2560's. It erases pages one after the other from the first, one at each writing."""

    size = 253952
    page = 256

    def _begin(self) -> None:
        self.master, self.port = self.make_port()
        self._number, self._erased, self._runs, self._heard = 0, 0, False, b""

    def _serve(self) -> None:
        while not self._ended:
            data = read_some(self.master)
            if self._runs:
                self.hear_sketch(data)
                continue
            self._heard += data
            while (message := self._cut()) is not None:
                self._answer(message)

    def _cut(self) -> bytes | None:
        """The next whole message's body; what is none is dropped, as the bootloader does."""
        while self._heard:
            if self._heard[0] != 0x1B:
                self._heard = self._heard[1:]
            elif len(self._heard) < 5:
                return None
            elif self._heard[4] != 0x0E or self._heard[1] not in (1, self._number):
                self._heard = self._heard[1:]
            else:
                end = 5 + int.from_bytes(self._heard[2:4], "big") + 1
                if len(self._heard) < end:
                    return None
                message, self._heard = self._heard[:end], self._heard[end:]
                if not reduce(xor, message):
                    self._number = message[1]
                    return message[5:-1]
        return None

    def _answer(self, body: bytes) -> None:
        told = bytes((body[0],)) + self._obey(body)
        message = bytes((0x1B, self._number)) + len(told).to_bytes(2, "big") + b"\x0e" + told
        os.write(self.master, message + bytes((reduce(xor, message),)))
        self._number = (self._number + 1) & 0xFF
        if self._runs:
            self.start_sketch(self.master)

    def _obey(self, body: bytes) -> bytes:
        command = body[0]
        self.spoken.append(command)
        if command == 0x01:
            return b"\x00\x08AVRISP_2"
        if command == 0x1B:
            return bytes((0, self.signature[body[4]], 0))
        if command == 0x06:
            self._address = int.from_bytes(body[1:5], "big") << 1 & 0xFFFFFFFF
        elif command == 0x12:
            self._erased = 0
            return b"\xc1"  # a failure, as newer ones say
        elif command == 0x13:
            size = int.from_bytes(body[1:3], "big")
            self._write(body[10 : 10 + size])
        elif command == 0x14:
            return b"\x00" + self.read(self._address, int.from_bytes(body[1:3], "big")) + b"\x00"
        elif command == 0x11:
            self._runs = True
        elif command not in (0x02, 0x10):
            return b"\xc0"
        return b"\x00"

    def _write(self, data: bytes) -> None:
        self.flash[self._erased : self._erased + self.page] = b"\xff" * self.page
        self._erased += self.page
        for at, byte in enumerate(data, self._address):
            self.flash[at] &= byte  # flash can only be cleared


class Caterina(StandIn):
    """The Leonardo's: two ports, of which one at most is there. pressed: its reset button was pressed."""

    size = 28672
    page = 128
    location = "1-2:1.0"

    def __init__(self, board: BoardSpec, sketch: bytes = b"", signature: bytes | None = None, touchable: bool = True):
        super().__init__(board, sketch, signature)
        self.touchable = touchable
        self._here: ListPortInfo | None = None

    def comports(self) -> list[ListPortInfo]:
        """As `serial.tools.list_ports` has it: this board, as far as it is on USB now."""
        return [self._here] if self._here is not None else []

    def plug(self, port: str, numbers: tuple[int, int]) -> None:
        """Be on USB at this port."""
        here = ListPortInfo(port)
        (here.vid, here.pid), here.location, here.product = numbers, self.location, "Arduino Leonardo"
        self._here = here

    def _begin(self) -> None:
        (self.sketch_end, self.sketch_port), (self.boot_end, self.boot_port) = self.make_port(), self.make_port()
        self._boots = self.is_empty()
        self._restart()

    def _restart(self) -> None:
        self._here, self._heard, self._firmware = None, b"", None
        time.sleep(AWAY)
        if self._boots:
            self.plug(self.boot_port, self.board.bootloader[0])
        else:
            self.plug(self.sketch_port, next(each for each in self.board.usb if each not in self.board.bootloader))
            self.start_sketch(self.sketch_end)

    def _serve(self) -> None:
        while not self._ended:
            if self._boots:
                self._heard += read_some(self.boot_end)
                while self._heard and (answer := self._obey()) is not None:
                    os.write(self.boot_end, answer)
                if not self._boots:
                    self._restart()
                continue
            self.hear_sketch(read_some(self.sketch_end))
            if self.touchable and termios.tcgetattr(self.sketch_end)[5] == termios.B1200:
                self._set_speed(self.sketch_end)
                self._boots = True
                self._restart()

    @staticmethod
    def _set_speed(end: int) -> None:
        told = termios.tcgetattr(end)
        told[4] = told[5] = termios.B9600
        termios.tcsetattr(end, termios.TCSANOW, told)

    def _take(self, size: int) -> bytes:
        taken, self._heard = self._heard[:size], self._heard[size:]
        return taken

    def _obey(self) -> bytes | None:
        """The answer to the next command, None where it has not come wholly."""
        command, size = self._heard[:1], int.from_bytes(self._heard[1:3], "big")
        needed = {b"A": 3, b"g": 4, b"B": 4 + size}.get(command, 1)
        if len(self._heard) < needed:
            return None
        whole = self._take(needed)
        self.spoken.append(command[0])
        if command == b"A":
            self._address = size << 1
        elif command == b"g":
            return self.read(self._address, size)
        elif command == b"B":
            self.flash[self._address : self._address + self.page] = whole[4:].ljust(self.page, b"\xff")
        elif command == b"S":
            return b"CATERIN"
        elif command == b"s":
            return self.signature[::-1]
        elif command == b"E":
            self._boots = self.is_empty()
        elif command not in (b"P", b"L"):
            return b"?"
        return b"\r"
