"""STK500 version 1 as Optiboot speaks it, the bootloader of Arduino Uno and Nano (Atmel's application note AVR061)."""

import time
from typing import Any

from sunmao.boards.links.ports import TROUBLE, open_port
from sunmao.boards.loaders.intel_hex import BLANK
from sunmao.boards.loaders.sketch_loader import Chip, OnProgress, SketchLoader
from sunmao.errors import BoardDisconnected, UploadFailed

GET_SYNC, ENTER, LEAVE, LOAD_ADDRESS, WRITE_PAGE, READ_PAGE, READ_SIGNATURE = b"0", b"P", b"Q", b"U", b"d", b"t", b"u"
END, IN_SYNC, OK, FLASH = b" ", b"\x14", b"\x10", b"F"
PAGE = 128  # bytes that an ATmega328P writes at once
ROOM = 32256  # bytes of its flash before the bootloader
# Seconds after a reset until the question, one a reset: Optiboot blinks first and loses what it is sent, and a second
# later it has gone. What comes in half makes it leave, so another question needs another reset.
WAITS = (0.55, 0.8, 1.1, 0.55, 0.8, 1.1)
RESET = 0.1  # seconds that the reset line is held
PATIENCE = 1.0  # seconds for an answer; a page is written in 10 ms


class Stk500v1(SketchLoader):
    """The bootloader of an ATmega328P."""

    def __init__(self, port: str, bauds: tuple[int, ...], signature: bytes, tries: int | None = None):
        self._serial: Any = None
        self._answered = False
        try:
            self._connect(port, bauds, WAITS[:tries])
            self._signature = self._ask(READ_SIGNATURE, answer=3)
            if self._signature != signature:
                raise UploadFailed("upload_wrong_chip", chip=self._signature.hex(" "))
            self._ask(ENTER)
        except BaseException:
            self.close()
            raise

    def inspect(self) -> Chip:
        """Which chip there is, and whether a sketch is on it."""
        return Chip(self._signature, self._read_page(0, PAGE) == bytes((BLANK,)) * PAGE)

    def write(self, image: bytes, on_progress: OnProgress) -> None:
        """Write a sketch from address 0 on. Raises UploadFailed; ValueError: it does not fit."""
        if not 0 < len(image) <= ROOM:
            raise ValueError(f"a sketch of {len(image)} bytes, of {ROOM}")
        for begin in range(0, len(image), PAGE):
            page = image[begin : begin + PAGE].ljust(PAGE, bytes((BLANK,)))
            self._seek(begin)
            self._ask(WRITE_PAGE + len(page).to_bytes(2, "big") + FLASH + page)
            on_progress("write", min(begin + PAGE, len(image)), len(image))

    def verify(self, image: bytes, on_progress: OnProgress) -> None:
        """Read back what was written. Raises UploadFailed where it differs."""
        for begin in range(0, len(image), PAGE):
            page = image[begin : begin + PAGE]
            if self._read_page(begin, len(page)) != page:
                raise UploadFailed("upload_differs")
            on_progress("verify", begin + len(page), len(image))

    def close(self) -> None:
        """Let the board start its sketch, and let go of the port. Never raises; safe to call twice."""
        opened, self._serial = self._serial, None
        if opened is None:
            return
        try:
            if self._answered:
                opened.write(LEAVE + END)
                opened.read(2)
            opened.close()
        except TROUBLE:
            pass  # the cable is out

    def _connect(self, port: str, bauds: tuple[int, ...], waits: tuple[float, ...]) -> None:
        """Reset the board until its bootloader answers."""
        for baud in bauds:
            for wait in waits:
                self.close()
                self._serial = open_port(port, baud)
                self._serial.timeout = PATIENCE
                self._reset(wait)
                if self._synchronize():
                    return
        raise UploadFailed("upload_no_answer", port=port)

    def _reset(self, wait: float) -> None:
        try:
            for level in (False, True):
                self._serial.dtr = self._serial.rts = level
                time.sleep(RESET)
        except TROUBLE:
            pass  # a port without these lines: opening it has reset the board
        time.sleep(wait)

    def _synchronize(self) -> bool:
        try:
            self._ask(GET_SYNC)
        except UploadFailed:
            return False
        self._answered = True
        return True

    def _seek(self, address: int) -> None:
        self._ask(LOAD_ADDRESS + (address // 2).to_bytes(2, "little"))  # it counts words

    def _read_page(self, address: int, size: int) -> bytes:
        self._seek(address)
        return self._ask(READ_PAGE + size.to_bytes(2, "big") + FLASH, answer=size)

    def _ask(self, command: bytes, answer: int = 0) -> bytes:
        """Send a command and return so many bytes of answer.

        Raises:
            UploadFailed: no answer, or not one of this protocol.
            BoardDisconnected: the cable came out.
        """
        try:
            self._serial.reset_input_buffer()  # what came late belongs to no question
            self._serial.write(command + END)
            heard = self._serial.read(answer + 2)
        except TROUBLE:
            raise BoardDisconnected("upload_cable") from None
        if len(heard) != answer + 2 or heard[:1] != IN_SYNC or heard[-1:] != OK:
            raise UploadFailed("upload_no_answer", port=self._serial.port)
        return heard[1:-1]
