"""Caterina, the bootloader of Arduino Leonardo and Micro (`Caterina.c` of ArduinoCore-avr), which speaks a part of
Atmel's application note AVR109. USB is the chip's own: at each restart the port goes, and comes back with other
numbers, under another name on some systems.
"""

import time
from collections.abc import Collection
from typing import Any

from sunmao.boards.links.ports import TROUBLE, SerialPort, list_serial_ports, open_port
from sunmao.boards.loaders.paged_loader import PagedLoader
from sunmao.errors import BoardBusy, BoardMissing, UploadFailed

ENTER, LEAVE, EXIT = b"P", b"L", b"E"
SET_ADDRESS, WRITE_BLOCK, READ_BLOCK, READ_SIGNATURE, NAME = b"A", b"B", b"g", b"s", b"S"
FLASH, OK = b"F", b"\r"
CALLED = b"CATERIN"  # what the bootloader answers to NAME
TOUCH = 1200  # bits a second: opened and closed at this speed, the sketch starts the bootloader
BACK_WITHIN = 10.0  # seconds until a port is there again; a reset by hand counts, too
SKETCH_WITHIN = 10.0  # the bootloader leaves half a second after it was asked to
LOOK_EVERY = 0.1


class Caterina(PagedLoader):
    """The bootloader of an ATmega32U4."""

    page = 128
    room = 28672

    def find_sketch(self) -> str:
        """After `close`: the port at which the sketch can be spoken with. Raises UploadFailed: it does not come back."""
        numbers = set(self._board.usb) - set(self._board.bootloader)
        if (found := self._await_port(numbers, SKETCH_WITHIN)) is None:
            raise UploadFailed("upload_not_back", port=self._before.port)
        return found.port

    def _connect(self, tries: int | None) -> None:
        ports = list_serial_ports()
        self._before = next((row for row in ports if row.port == self._port), SerialPort(self._port, ""))
        self._others = {(row.port, row.vid, row.pid) for row in ports if row.port != self._port}
        if (self._before.vid, self._before.pid) not in self._board.bootloader:
            self._touch()
            if (found := self._await_port(self._board.bootloader, BACK_WITHIN)) is None:
                raise self._make_no_answer()
            self._port = found.port
        self._open_when_ready()
        if self._ask(NAME, len(CALLED)) != CALLED:
            raise self._make_no_answer()
        self._answered = True

    def _touch(self) -> None:
        """Ask the sketch for the bootloader. Raises BoardMissing, BoardBusy."""
        touched = open_port(self._port, TOUCH)
        try:
            touched.dtr = False
            touched.close()
        except TROUBLE:
            pass  # it has gone at once

    def _await_port(self, numbers: Collection[tuple[int | None, int | None]], within: float) -> SerialPort | None:
        """The port of this board with one of these USB numbers, as soon as it is there."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            for row in list_serial_ports():
                if (row.vid, row.pid) in numbers and self._is_same(row):
                    return row
            time.sleep(LOOK_EVERY)
        return None

    def _is_same(self, row: SerialPort) -> bool:
        """Whether this port is that of our board: in the same socket, or, where the system tells none, a new one."""
        if row.location and self._before.location:
            return row.location == self._before.location
        return (row.port, row.vid, row.pid) not in self._others

    def _open_when_ready(self) -> None:
        """Open a port that has just come: the system may not let us yet. Raises BoardMissing, BoardBusy."""
        until = time.monotonic() + BACK_WITHIN
        while True:
            try:
                return self._open(self._board.loader_bauds[0])
            except (BoardBusy, BoardMissing):
                if time.monotonic() > until:
                    raise
                time.sleep(LOOK_EVERY)

    def _read_signature(self) -> bytes:
        return self._ask(READ_SIGNATURE, 3)[::-1]

    def _begin(self) -> None:
        self._command(ENTER)

    def _exit_bootloader(self, opened: Any) -> None:
        for command in (LEAVE, EXIT):
            opened.write(command)
            opened.read(1)

    def _write_page(self, address: int, page: bytes) -> None:
        self._seek(address)
        self._command(WRITE_BLOCK + len(page).to_bytes(2, "big") + FLASH + page)

    def _read_page(self, address: int, size: int) -> bytes:
        self._seek(address)
        return self._ask(READ_BLOCK + size.to_bytes(2, "big") + FLASH, size)

    def _seek(self, address: int) -> None:
        self._command(SET_ADDRESS + (address // 2).to_bytes(2, "big"))  # it counts words

    def _command(self, command: bytes) -> None:
        """Send what is answered by `OK` alone. Raises as `_ask`."""
        if self._ask(command, 1) != OK:
            raise self._make_no_answer()

    def _ask(self, command: bytes, answer: int) -> bytes:
        """Send a command and return so many bytes of answer. Raises UploadFailed: no answer; BoardDisconnected."""
        self._send(command)
        heard = self._read_bytes(answer)
        if len(heard) != answer:
            raise self._make_no_answer()
        return heard
