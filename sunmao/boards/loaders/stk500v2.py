"""STK500 version 2 as the bootloader of the Arduino Mega 2560 speaks it (Atmel's application note AVR068, and
`stk500boot.c` of ArduinoCore-avr, which knows a part of it).
"""

from functools import reduce
from operator import xor
from typing import Any

from sunmao.boards.loaders.paged_loader import PATIENCE, PagedLoader
from sunmao.boards.loaders.sketch_loader import OnProgress
from sunmao.errors import UploadFailed

SIGN_ON, LOAD_ADDRESS, ENTER, LEAVE, ERASE, WRITE_FLASH, READ_FLASH, READ_SIGNATURE = (
    *(0x01, 0x06, 0x10, 0x11, 0x12, 0x13, 0x14),
    0x1B,
)
START, TOKEN, OK = 0x1B, 0x0E, 0x00
HEAD = 5  # bytes before the body: start, number, two of the length, token
LARGEST = 300  # bytes of a body: a page and what stands around it
FAR = 1 << 31  # in an address of words: one beyond 64 K words may follow
# Seconds after a reset until the first question. The bootloader stays for one second; a question that came in half is
# dropped by its checksum, so several can be asked.
WAITS = (0.2, 0.5, 0.2, 0.8)
QUESTIONS, QUESTION = 3, 0.3  # how many a reset, and seconds for the answer to each
# As AVR068 wants them of a programmer, which this bootloader only pretends to be: times, and words for the chip.
ISP_ENTER = bytes((ENTER, 200, 100, 25, 32, 0, 0x53, 3, 0xAC, 0x53, 0, 0))
ISP_ERASE = bytes((ERASE, 55, 0, 0xAC, 0x80, 0, 0))
ISP_WRITE = bytes((0xC1, 10, 0x40, 0x4C, 0x20, 0, 0))
ISP_READ = 0x20


class Stk500v2(PagedLoader):
    """The bootloader of an ATmega2560. It erases a page at each writing, from the first one on: pages are written in
    their order.
    """

    page = 256
    room = 253952

    def write(self, image: bytes, on_progress: OnProgress) -> None:
        """Write a sketch from address 0 on. Raises UploadFailed; ValueError: it does not fit."""
        self._exchange(ISP_ERASE)  # begins again with the first page; newer bootloaders call that a failure
        super().write(image, on_progress)

    def _connect(self, tries: int | None) -> None:
        for baud in self._board.loader_bauds:
            for wait in WAITS[:tries]:
                self._open(baud, QUESTION)
                self._reset(wait)
                if self._synchronize():
                    self._serial.timeout = PATIENCE
                    return
        raise self._make_no_answer()

    def _synchronize(self) -> bool:
        for _ in range(QUESTIONS):
            self._number = 1  # of the message: 1 is always heard
            try:
                self._ask(bytes((SIGN_ON,)))
            except UploadFailed:
                continue
            self._answered = True
            return True
        return False

    def _read_signature(self) -> bytes:
        return bytes(self._ask(bytes((READ_SIGNATURE, 4, 0x30, 0, place, 0)), answer=2)[0] for place in range(3))

    def _begin(self) -> None:
        self._ask(ISP_ENTER)

    def _exit_bootloader(self, opened: Any) -> None:
        opened.write(self._frame(bytes((LEAVE, 1, 1))))
        opened.read(HEAD + 3)

    def _write_page(self, address: int, page: bytes) -> None:
        self._seek(address)
        self._ask(bytes((WRITE_FLASH,)) + len(page).to_bytes(2, "big") + ISP_WRITE + page)

    def _read_page(self, address: int, size: int) -> bytes:
        self._seek(address)
        return self._ask(bytes((READ_FLASH,)) + size.to_bytes(2, "big") + bytes((ISP_READ,)), answer=size + 1)[:-1]

    def _seek(self, address: int) -> None:
        self._ask(bytes((LOAD_ADDRESS,)) + (FAR | address // 2).to_bytes(4, "big"))

    def _ask(self, body: bytes, answer: int | None = None) -> bytes:
        """Send a message and return what its answer says after the status: so many bytes, None: any number. After bytes
        of flash, and the signature, stands the status once more.

        Raises:
            UploadFailed: no answer, not one of this protocol, or that it failed.
            BoardDisconnected: the cable came out.
        """
        status, told = self._exchange(body)
        if status != OK or (answer is not None and len(told) != answer):
            raise self._make_no_answer()
        return told

    def _exchange(self, body: bytes) -> tuple[int, bytes]:
        """Send a message; the status of its answer, and what follows. Raises as `_ask`."""
        self._send(self._frame(body))
        head = self._read_bytes(HEAD)
        size = int.from_bytes(head[2:4], "big")
        if (
            len(head) != HEAD
            or head[:2] != bytes((START, self._number))
            or head[4] != TOKEN
            or not 2 <= size <= LARGEST
        ):
            raise self._make_no_answer()
        told = self._read_bytes(size + 1)
        if len(told) != size + 1 or reduce(xor, head + told) or told[0] != body[0]:
            raise self._make_no_answer()
        self._number = (self._number + 1) & 0xFF
        return told[1], told[2:-1]

    def _frame(self, body: bytes) -> bytes:
        message = bytes((START, self._number)) + len(body).to_bytes(2, "big") + bytes((TOKEN,)) + body
        return message + bytes((reduce(xor, message),))
