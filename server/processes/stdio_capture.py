"""Capture of what native code and a program's own children write to its descriptors: complete, and decoded without
cutting a character.
"""

import codecs
import os
import threading
import time
from collections.abc import Callable
from typing import Any

from sunmao.core.waiting import wait_while_moving

PIECE = 64 * 1024
KEPT = 8000  # characters of the end, for the line of a crash


def decode_gbk(error: UnicodeError) -> tuple[str | bytes, int]:
    """Decode what programs of a Chinese Windows write (GBK) as text; what is neither that nor UTF-8 is escaped byte by
    byte.
    """
    assert isinstance(error, UnicodeDecodeError)  # nothing is written by it
    line = error.object[error.start :].split(b"\n", 1)[0]
    complete = error.reason != "unexpected end of data"
    for end in range(len(line), max(0, len(line) - 2), -1) if complete else ():  # the last character may have come half
        try:
            return line[:end].decode("gbk"), error.start + end
        except UnicodeDecodeError:
            continue
    return codecs.backslashreplace_errors(error)


codecs.register_error("sunmao.chinese", decode_gbk)


class StdioCapture:
    """Reads the two pipes of a process, each in a thread. say: called with each piece of text."""

    def __init__(self, pipes: Any, say: Callable[[str], None]) -> None:
        self._say = say
        self.tail = ""
        self._pieces, self._speaking = 0, set[int]()
        self._threads = [
            threading.Thread(target=self._read, args=(pipe,), name="native", daemon=True) for pipe in pipes
        ]
        for thread in self._threads:
            thread.start()

    def join(self, patience: float) -> None:
        """Wait for the end of both, for as long as something comes at least every `patience` seconds: what the program
        left behind may hold them open.
        """
        # What waits to be written to the log moves.
        wait_while_moving(self._wait_ended, lambda: time.monotonic_ns() if self._speaking else self._pieces, patience)

    def _wait_ended(self, seconds: float) -> bool:
        for thread in self._threads:
            thread.join(seconds / len(self._threads))
        return not any(thread.is_alive() for thread in self._threads)

    def _read(self, pipe: Any) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")("sunmao.chinese")
        while data := _read_piece(pipe):
            self._handle_text(decoder.decode(data))
        self._handle_text(decoder.decode(b"", final=True))
        pipe.close()

    def _handle_text(self, text: str) -> None:
        if text:
            self.tail = (self.tail + text)[-KEPT:]
            self._speaking.add(threading.get_ident())
            self._say(text)
            self._speaking.discard(threading.get_ident())
            self._pieces += 1


def _read_piece(pipe: Any) -> bytes:
    try:
        return os.read(pipe.fileno(), PIECE)
    except (OSError, ValueError):
        return b""
