"""STK500 version 1 as Optiboot speaks it, the bootloader of Arduino Uno and Nano (Atmel's application note AVR061)."""

from typing import Any

from sunmao.boards.loaders.paged_loader import PagedLoader
from sunmao.errors import UploadFailed

GET_SYNC, ENTER, LEAVE, LOAD_ADDRESS, WRITE_PAGE, READ_PAGE, READ_SIGNATURE = b"0", b"P", b"Q", b"U", b"d", b"t", b"u"
END, IN_SYNC, OK, FLASH = b" ", b"\x14", b"\x10", b"F"
# Seconds after a reset until the question, one a reset: Optiboot blinks first and loses what it is sent, and a second
# later it has gone. What comes in half makes it leave, so another question needs another reset.
WAITS = (0.55, 0.8, 1.1, 0.55, 0.8, 1.1)


class Stk500v1(PagedLoader):
    """The bootloader of an ATmega328P."""

    page = 128
    room = 32256

    def _connect(self, tries: int | None) -> None:
        for baud in self._board.loader_bauds:
            for wait in WAITS[:tries]:
                self._open(baud)
                self._reset(wait)
                if self._synchronize():
                    return
        raise self._make_no_answer()

    def _synchronize(self) -> bool:
        try:
            self._ask(GET_SYNC)
        except UploadFailed:
            return False
        self._answered = True
        return True

    def _read_signature(self) -> bytes:
        return self._ask(READ_SIGNATURE, answer=3)

    def _begin(self) -> None:
        self._ask(ENTER)

    def _exit_bootloader(self, opened: Any) -> None:
        opened.write(LEAVE + END)
        opened.read(2)

    def _write_page(self, address: int, page: bytes) -> None:
        self._seek(address)
        self._ask(WRITE_PAGE + len(page).to_bytes(2, "big") + FLASH + page)

    def _read_page(self, address: int, size: int) -> bytes:
        self._seek(address)
        return self._ask(READ_PAGE + size.to_bytes(2, "big") + FLASH, answer=size)

    def _seek(self, address: int) -> None:
        self._ask(LOAD_ADDRESS + (address // 2).to_bytes(2, "little"))  # it counts words

    def _ask(self, command: bytes, answer: int = 0) -> bytes:
        """Send a command and return so many bytes of answer.

        Raises:
            UploadFailed: no answer, or not one of this protocol.
            BoardDisconnected: the cable came out.
        """
        self._send(command + END)
        heard = self._read_bytes(answer + 2)
        if len(heard) != answer + 2 or heard[:1] != IN_SYNC or heard[-1:] != OK:
            raise self._make_no_answer()
        return heard[1:-1]
