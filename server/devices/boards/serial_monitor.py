"""The serial monitor: what comes through a port that no program uses, as lines of text."""

import codecs
import threading
from collections.abc import Callable

from sunmao.boards.links.ports import open_port
from sunmao.boards.links.serial_stream import SerialStream
from sunmao.errors import BoardDisconnected

FLUSH = 0.3  # seconds until a line that has no end is shown as it is
LONGEST = 1000  # characters of a line
BAUDS = (
    300,
    1200,
    2400,
    4800,
    9600,
    14400,
    19200,
    28800,
    31250,
    38400,
    57600,
    74880,
    115200,
    230400,
    250000,
    500000,
    1000000,
    2000000,
)


class SerialMonitor:
    """A port that is read as text. on_lines: called with lists of lines; on_disconnect: once, when the cable is out.
    Raises as `open_port` does.
    """

    def __init__(
        self, port: str, baud: int, on_lines: Callable[[list[str]], None], on_disconnect: Callable[[], None]
    ) -> None:
        self.port, self.baud = port, baud
        self._on_lines, self._on_disconnect, self._closed = on_lines, on_disconnect, False
        self._stream = SerialStream(open_port(port, baud))
        threading.Thread(target=self._read, name=f"monitor {port}", daemon=True).start()

    def write(self, text: str) -> None:
        """Send text. Raises BoardDisconnected."""
        self._stream.write(text.encode())

    def close(self) -> None:
        """Let go of the port. Safe to call twice."""
        self._closed = True
        self._stream.close()

    def _read(self) -> None:
        lines = LineSplitter()
        try:
            while (data := self._stream.read(FLUSH)) != b"":
                if found := lines.feed(data) if data else lines.flush():
                    self._on_lines(found)
        except BoardDisconnected:
            pass
        if found := lines.flush():
            self._on_lines(found)
        if not self._closed:
            self._on_disconnect()


class LineSplitter:
    """Cuts bytes into lines of text; what never ends is cut at `LONGEST`."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""

    def feed(self, data: bytes) -> list[str]:
        """The lines that these bytes complete."""
        *lines, self._rest = (self._rest + self._decoder.decode(data)).replace("\r\n", "\n").split("\n")
        while len(self._rest) > LONGEST:
            lines.append(self._rest[:LONGEST])
            self._rest = self._rest[LONGEST:]
        return [piece.rstrip("\r") for line in lines for piece in split_line(line)]

    def flush(self) -> list[str]:
        """Return the rest that has come of a line without an end."""
        rest, self._rest = self._rest, ""
        return [rest.rstrip("\r")] if rest else []


def split_line(line: str) -> list[str]:
    """A line in parts of bearable length."""
    return [line[at : at + LONGEST] for at in range(0, len(line), LONGEST)] or [""]
