"""A child process of the studio: started, spoken with over a loopback connection, ended with all that it started."""

import contextlib
import time
from collections.abc import Callable

from sunmao.protocol import frames
from sunmao.protocol.connection import MessageConnection
from sunmao.server.processes.loopback_endpoint import LoopbackEndpoint
from sunmao.server.processes.process import ProgramProcess
from sunmao.server.processes.stdio_capture import StdioCapture

POLL = 0.05  # seconds between two looks whether it has connected or ended


class Worker:
    """One process that runs `module`. Raises OSError when it cannot be started.

    It connects back with a key that only it knows (`connection.connect_to_studio`). It ends when this connection ends,
    and is killed with everything that it started when it does not (`orphan_guard`, `windows_job`).

    Args:
        environment: additions to its environment.
        guarded: False for one that brings devices to rest when the studio is gone: it needs a moment, and nobody kills
            it.
    """

    def __init__(self, module: str, environment: dict | None = None, *, guarded: bool = True) -> None:
        self._endpoint = LoopbackEndpoint()
        self._stdio: StdioCapture | None = None
        try:
            self.process = ProgramProcess(
                {**(environment or {}), **self._endpoint.environment()}, module, guarded=guarded
            )
        except BaseException:
            self._endpoint.close()
            raise

    @property
    def connection(self) -> MessageConnection | None:
        """The connection, once the process has called."""
        return self._endpoint.connection

    def wait_connected(self, within: float, given_up: Callable[[], bool] = lambda: False) -> MessageConnection | None:
        """The connection. None: the process has ended, did not call within so many seconds, or `given_up()` says that
        nobody waits any more. Raises ProtocolMismatch.
        """
        end = time.monotonic() + within
        while not self._endpoint.opened.wait(POLL):
            ended = self.process.ended.is_set() or given_up() or time.monotonic() > end
            if ended and not self._endpoint.opened.is_set():  # it may have called just before
                return None
        return self._endpoint.wait(0)

    def send(self, said: dict, data: bytes = b"") -> None:
        """Send one frame. Raises OSError when the process is gone, or has not connected yet."""
        if self.connection is None:
            raise OSError("not connected")
        self.connection.send_bytes(frames.encode_frame(said, data))

    def receive(self, most: int = frames.MAX_ANSWER) -> tuple[dict, bytes]:
        """Wait for its next frame, of at most so many bytes. Raises EOFError or OSError at the end, ValueError for what
        is no frame.
        """
        if self.connection is None:
            raise OSError("not connected")
        return frames.decode_frame(self.connection.receive_bytes(most))

    def read_output(self, say: Callable[[str], None] = lambda text: None) -> None:
        """Read what it writes to its descriptors from now on. say: called with each piece of text."""
        self._stdio = StdioCapture((self.process.stdout, self.process.stderr), say)

    def read_tail(self, within: float = 0) -> str:
        """The end of what it wrote. within: seconds to wait for the rest of it, once the process has ended."""
        assert self._stdio is not None, "read_output comes first"
        if within:
            self._stdio.join(within)
        return self._stdio.tail

    def disconnect(self) -> None:
        """End the connection for both sides: wakes a `receive` that waits in another thread."""
        self._endpoint.close()
        if self.connection is not None:
            self.connection.shut()

    def kill(self) -> int:
        """End it and everything that it started, at once. Returns how many processes that were."""
        return self.process.kill()

    def close(self) -> None:
        """Let go of its connection and pipes, when nobody receives any more. Safe to call twice."""
        self._endpoint.close()
        with contextlib.suppress(OSError):
            if self.connection is not None:
                self.connection.close()
        if self._stdio is None:  # else its threads close them, at their end
            self.process.close()
