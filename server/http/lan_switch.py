"""The door for other devices: shut until it is opened on this computer, by `--host` or in the page, and shut again with
the studio at the latest. Each opening has a token, sessions and, where its port was taken, a port of its own.
"""

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.server.http.auth_middleware import AuthMiddleware
from sunmao.server.http.wsgi_server import WsgiServer, listen

if TYPE_CHECKING:  # what it imports takes a while
    from sunmao.server.http.lan import LanAccess

EVERYWHERE = "0.0.0.0"


class LanUnavailable(Exception):
    """The door for other devices cannot be opened."""


class LanSwitch:
    """port: the first that is tried, 0 for any; folder: where the certificate is kept."""

    def __init__(self, port: int, folder: Path) -> None:
        self._port, self._folder = port, folder
        self._lock = make_lock(LockOrder.LAN)
        self._server: WsgiServer | None = None
        self.access: LanAccess | None = None

    def open(self, app: Any, host: str = EVERYWHERE) -> "LanAccess":
        """Let other devices in at `host`, an address of this machine; nothing happens where they are let in already.
        app: the studio's application. Raises LanUnavailable.
        """
        with self._lock:
            if self.access is None:
                self._start(app, host)
            assert self.access is not None
            return self.access

    def send_away(self, id: str) -> bool:
        """Log one device out, end its connections, and change the token by which it would come back. Returns whether
        it was there.
        """
        with self._lock:
            if self.access is None or self._server is None or (session := self.access.sessions.end(id)) is None:
                return False
            self.access.sessions.renew_token()
            self._server.end_connections(session)
            return True

    def close(self) -> None:
        """Let nobody else in, and send away who is there."""
        with self._lock:
            server, self._server, self.access = self._server, None, None
            if server:
                server.shutdown()

    def _start(self, app: Any, host: str) -> None:
        # Late: the certificate's library takes a while to import, and a studio of one computer needs none.
        from sunmao.server.http.lan import LanAccess, list_own_names
        from sunmao.server.http.tls_server import TlsServer

        try:
            access = LanAccess(host, listen(host, self._port), self._folder)
        except OSError as error:
            raise LanUnavailable(error.strerror or error) from None
        # The same application behind a gate of its own.
        gate = AuthMiddleware(app.wsgi_app.app, access.sessions, access.port, scheme="https", names=list_own_names)
        server = TlsServer(access.listener, gate, access.context, gate.is_own)
        threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
        self._server, self.access = server, access
