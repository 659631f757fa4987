"""Base of the loaders for Arduino's own bootloaders: a reset by the port's lines, flash in pages, an answer to each
command.
"""

import time
from abc import abstractmethod
from typing import Any

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links.ports import TROUBLE, open_port
from sunmao.boards.loaders.intel_hex import BLANK
from sunmao.boards.loaders.sketch_loader import Chip, OnProgress, SketchLoader
from sunmao.errors import BoardDisconnected, UploadFailed

RESET = 0.1  # seconds that the reset line is held
PATIENCE = 1.0  # seconds for an answer; a page is written in 10 ms


class PagedLoader(SketchLoader):
    """A bootloader that writes a page of flash at a time.

    page: bytes of one; room: bytes of flash before the bootloader.
    """

    page: int
    room: int

    def __init__(self, board: BoardSpec, port: str, tries: int | None = None) -> None:
        self._serial: Any = None
        self._answered = False
        self._board, self._port = board, port
        try:
            self._connect(tries)
            self._signature = self._read_signature()
            if self._signature != board.signature:
                raise UploadFailed("upload_wrong_chip", chip=self._signature.hex(" "))
            self._begin()
        except BaseException:
            self.close()
            raise

    def inspect(self) -> Chip:
        """Return the chip's signature, and whether it has no sketch."""
        return Chip(self._signature, self._read_page(0, self.page) == bytes((BLANK,)) * self.page)

    def write(self, image: bytes, on_progress: OnProgress) -> None:
        """Write a sketch from address 0 on. Raises UploadFailed; ValueError: it does not fit."""
        if not 0 < len(image) <= self.room:
            raise ValueError(f"a sketch of {len(image)} bytes, of {self.room}")
        for begin in range(0, len(image), self.page):
            self._write_page(begin, image[begin : begin + self.page].ljust(self.page, bytes((BLANK,))))
            on_progress("write", min(begin + self.page, len(image)), len(image))

    def verify(self, image: bytes, on_progress: OnProgress) -> None:
        """Read back what was written. Raises UploadFailed where it differs."""
        for begin in range(0, len(image), self.page):
            page = image[begin : begin + self.page]
            if self._read_page(begin, self.page)[: len(page)] != page:
                raise UploadFailed("upload_differs")
            on_progress("verify", begin + len(page), len(image))

    def close(self) -> None:
        """Let the board start its sketch, and let go of the port. Never raises; safe to call twice."""
        opened, self._serial = self._serial, None
        if opened is None:
            return
        try:
            if self._answered:
                self._exit_bootloader(opened)
            opened.close()
        except TROUBLE:
            pass  # the cable is out

    def find_sketch(self) -> str:
        """After `close`: the port at which the sketch can be spoken with: the same, unless USB is the chip's own."""
        return self._port

    @abstractmethod
    def _connect(self, tries: int | None) -> None:
        """Open the port and bring the board into its bootloader. Raises UploadFailed: none answers."""

    @abstractmethod
    def _read_signature(self) -> bytes:
        """The three bytes that name the chip."""

    @abstractmethod
    def _begin(self) -> None:
        """Tell the bootloader that pages come."""

    @abstractmethod
    def _exit_bootloader(self, opened: Any) -> None:
        """Tell the bootloader, at this open port, to start the sketch. May raise one of `TROUBLE`."""

    @abstractmethod
    def _write_page(self, address: int, page: bytes) -> None:
        """Write a whole page. Raises UploadFailed, BoardDisconnected."""

    @abstractmethod
    def _read_page(self, address: int, size: int) -> bytes:
        """Read so many bytes, an even number. Raises UploadFailed, BoardDisconnected."""

    def _open(self, baud: int, patience: float = PATIENCE) -> None:
        """Open the port anew. Raises BoardMissing, BoardBusy."""
        self.close()
        self._serial = open_port(self._port, baud)
        self._serial.timeout = patience

    def _reset(self, wait: float) -> None:
        """Reset the board by the lines of its port, and give its bootloader so many seconds."""
        try:
            for level in (False, True):
                self._serial.dtr = self._serial.rts = level
                time.sleep(RESET)
        except TROUBLE:
            pass  # a port without these lines: opening it has reset the board
        time.sleep(wait)

    def _send(self, command: bytes) -> None:
        """Send a command. Raises BoardDisconnected."""
        try:
            self._serial.reset_input_buffer()  # what came late belongs to no question
            self._serial.write(command)
        except TROUBLE:
            raise BoardDisconnected("upload_cable") from None

    def _read_bytes(self, size: int) -> bytes:
        """So many bytes, or what came of them in time. Raises BoardDisconnected."""
        try:
            return self._serial.read(size)
        except TROUBLE:
            raise BoardDisconnected("upload_cable") from None

    def _make_no_answer(self) -> UploadFailed:
        return UploadFailed("upload_no_answer", port=self._port)
