"""Endpoint where one program connects: a loopback port and a random key. Silent and wrong callers neither block it nor
pile up.
"""

import contextlib
import secrets
import socket
import threading
from multiprocessing import AuthenticationError

from sunmao.errors import ProtocolMismatch
from sunmao.locks.lock_order import make_lock
from sunmao.protocol.connection import ADDRESS_VARIABLE, KEY_VARIABLE, MessageConnection

CALLERS = 64  # at once; the oldest makes room, the program itself answers in a moment and would call again
PATIENCE = 5  # seconds for one caller


class LoopbackEndpoint:
    """Listens for the one caller that knows the key. Set when it came: `opened`, and `connection` unless it speaks
    another version of the protocol.
    """

    def __init__(self) -> None:
        self.key = secrets.token_bytes(32)
        self.opened = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.connection: MessageConnection | None = None
        self._mismatch: ProtocolMismatch | None = None
        self._callers: list[MessageConnection] = []
        self._lock = make_lock()
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, name="endpoint", daemon=True).start()

    def environment(self) -> dict[str, str]:
        """Make the environment variables that the process that is to call needs."""
        return {ADDRESS_VARIABLE: self.address, KEY_VARIABLE: self.key.hex()}

    def wait(self, seconds: float) -> MessageConnection:
        """The connection, when the program has called within `seconds`. Raises TimeoutError, or
        ProtocolMismatch when it speaks another version.
        """
        self.opened.wait(seconds)
        if self._mismatch is not None:
            raise self._mismatch
        if self.connection is None:
            self.close()
            raise TimeoutError("the program did not connect")
        return self.connection

    def close(self) -> None:
        """Listen no more and send everybody away who has not proved to be the program."""
        # Closing alone would not wake the accepting thread on every system.
        try:
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._listener.close()
        with self._lock:
            callers, self._callers = self._callers, []
        for caller in callers:
            caller.shut()

    def _accept(self) -> None:
        while not self.opened.is_set():
            try:
                wire = MessageConnection(self._listener.accept()[0])
            except OSError:
                return
            with self._lock:
                self._callers.append(wire)
                oldest = self._callers.pop(0) if len(self._callers) > CALLERS else None
            if oldest is not None:
                oldest.shut()
            threading.Thread(target=self._perform_handshake, args=(wire,), name="caller", daemon=True).start()

    def _perform_handshake(self, wire: MessageConnection) -> None:
        patience = threading.Timer(PATIENCE, wire.shut)
        patience.daemon = True
        patience.start()
        try:
            wire.greet(self.key)
        except ProtocolMismatch as mismatch:
            self._mismatch = mismatch
            self.opened.set()  # first, so that whoever waits for a process knows why it ends
            with contextlib.suppress(OSError):
                wire.send_version()
            self._reject_connection(wire)
            self.close()
        except (AuthenticationError, EOFError, OSError):
            self._reject_connection(wire)
        else:
            patience.cancel()
            self._accept_connection(wire)
        finally:
            patience.cancel()

    def _reject_connection(self, wire: MessageConnection) -> None:
        with self._lock:
            self._callers = [caller for caller in self._callers if caller is not wire]
        wire.close()

    def _accept_connection(self, wire: MessageConnection) -> None:
        with self._lock:
            if wire not in self._callers:  # sent away, or the second one
                return wire.close()
            self._callers.remove(wire)
            self.connection = wire
        self.close()
        self.opened.set()
