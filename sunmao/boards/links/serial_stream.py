"""The stream over a serial port of this computer, by pyserial."""

import threading
import time

import serial

from sunmao.boards.links.ports import TROUBLE
from sunmao.errors import BoardDisconnected
from sunmao.locks.lock_order import LockOrder, make_lock

LEAVING = 1.0  # seconds that the reading thread has to leave before the port is closed
BREATH = 0.2  # seconds
LARGEST = 65536  # bytes of one reading
BITS = 10  # that a byte takes on the wire
AHEAD = 0.05  # seconds of bytes that may wait below us
PIECE = 128  # bytes


class SerialStream:
    """Carries bytes to the port and back. One thread reads, any may write.

    Args:
        port: an open port (`ports.open_port`).
    """

    speeds = (115200, 57600)  # to be tried in turn: FirmataExpress, StandardFirmata

    def __init__(self, port: serial.Serial) -> None:
        self._port = port
        self._reading, self._closing = make_lock(), make_lock(LockOrder.SERIAL_END)
        # A link over the network cannot be woken: it looks by itself whether it was closed.
        self._read_timeout = None if hasattr(port, "cancel_read") else BREATH
        self._safe = b""
        self._closed = self._stuck = False
        self._ended, self._writing = threading.Event(), make_lock()
        self._until = self._written_at = 0.0  # when the wire has carried what it was given; when that was

    @property
    def baud(self) -> int:
        """Bits a second."""
        return self._port.baudrate

    def write_when_idle(self, data: bytes, seconds: float) -> None:
        """Write a message, unless something was written less than so many seconds ago: it may be half a message.
        Raises as `write` does.
        """
        self._write(data, idle=seconds)

    def wait_closed(self, seconds: float) -> bool:
        """Wait until it is closed, at most so many seconds; returns whether it is."""
        return self._ended.wait(seconds)

    def write(self, data: bytes) -> None:
        """Hand bytes to the port as fast as the wire carries them; each piece within a second.

        Raises:
            BoardDisconnected: the cable is out, or the board takes no bytes.
        """
        self._write(data)

    def _write(self, data: bytes, idle: float = 0.0) -> None:
        if self._stuck:
            raise BoardDisconnected("board_silent")
        try:
            for at in range(0, len(data), PIECE):
                with self._writing:
                    if time.monotonic() - self._written_at >= idle:
                        self._write_piece(data[at : at + PIECE])
                        self._written_at = time.monotonic()
        except serial.SerialTimeoutException:
            self._stuck = True
            raise BoardDisconnected("board_silent") from None
        except TROUBLE:
            raise BoardDisconnected("board_gone") from None

    def _write_piece(self, piece: bytes) -> None:
        # What lies in the buffers below us cannot all be called back: no more goes there than the wire carries.
        now = time.monotonic()
        if (early := self._until - now - AHEAD) > 0:
            time.sleep(early)
        self._until = max(now, self._until) + len(piece) * BITS / self._port.baudrate
        self._port.write(piece)

    def read(self, within: float | None = None) -> bytes | None:
        """The next bytes; b'' at the end, None when nothing came within so many seconds."""
        with self._reading:
            try:
                while not self._closed:
                    data = self._piece(self._read_timeout if within is None else within)
                    if data or within is not None:
                        return data or None
            except TROUBLE:
                pass
            return b""

    def _piece(self, seconds: float | None) -> bytes:
        if self._port.timeout != seconds:
            self._port.timeout = seconds
        data = self._port.read(1)
        if data and (more := min(self._port.in_waiting, LARGEST)):
            data += self._port.read(more)
        return data

    def set_speed(self, baud: int) -> None:
        """Speak at another speed from now on, in bits a second. Raises BoardDisconnected."""
        try:
            self._port.baudrate = baud
        except TROUBLE:
            raise BoardDisconnected("board_gone") from None

    def forget(self) -> None:
        """Drop what has not gone out yet."""
        try:
            self._port.reset_output_buffer()
        except TROUBLE:
            pass
        self._until = 0.0

    def safe(self, data: bytes) -> None:
        """Set the bytes that are written at the end."""
        self._safe = data

    def parts(self, parts: list[dict]) -> None:
        """Nobody looks at a board on a cable from here."""

    def close(self) -> None:
        """Make the outputs safe and close the port. Never raises; safe to call twice."""
        with self._closing:
            if self._closed:
                return
            if self._safe and not self._stuck:
                try:
                    self._port.write(self._safe)
                except TROUBLE:
                    self._stuck = True
            if self._stuck:
                self.forget()  # else closing would wait half a minute for a board that takes nothing
            self._closed = True
            self._ended.set()
            self._wake()
            left = self._reading.acquire(timeout=LEAVING)
            try:
                self._port.close()
            except TROUBLE:
                pass
            if left:
                self._reading.release()

    def _wake(self) -> None:
        try:
            self._port.cancel_read()
        except TROUBLE:
            pass
