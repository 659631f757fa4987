"""`sunmao` without a verb: open the projects folder, serve the studio until it is told to end."""

import logging
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from logging.handlers import RotatingFileHandler
from pathlib import Path

from sunmao.server.http.app import create_app
from sunmao.server.http.auth_middleware import Gate
from sunmao.server.http.tokens import Keys
from sunmao.server.storage.folder_lock import FolderLock, Taken
from sunmao.server.http.open_browser import open_browser
from sunmao.server.projects.project_store import OWN
from sunmao.server.http.wsgi_server import Server, listen
from sunmao.server.studio import Start
from sunmao.server.texts import say

LOG_BYTES, LOGS = 2_000_000, 3
ENDING = ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP")  # those that the system has
OPEN_FILES = 4096  # connections count as files; macOS begins with 256


def default_projects() -> Path:
    """Where a child looks for its work: `Sunmao` in the user's documents."""
    from platformdirs import user_documents_path

    return user_documents_path() / "Sunmao"


def serve(projects: Path, port: int, browser: bool, host: str | None = None) -> int:
    """Run the studio. Prints its address as one line once it answers; returns the exit status.

    The page of this computer stays where it is, plain on the loopback interface: its browser needs to trust nothing. host: an
    address at which other devices are let in as well, at a port of their own and by HTTPS only.
    """
    try:
        (projects / OWN).mkdir(parents=True, exist_ok=True)
        lock = FolderLock(projects / OWN / "lock")
    except Taken as taken:
        print(say("studio_open", address=taken.address), file=sys.stderr)
        return 1
    except OSError as error:
        print(say("projects_closed", folder=projects, reason=error.strerror or error), file=sys.stderr)
        return 1
    log_to(projects / OWN / "studio.log")
    allow_files()
    listener, keys = listen("127.0.0.1", port), Keys()
    start = Start(projects.resolve(), listener.getsockname()[1])
    if port not in (0, start.port):
        print(say("port_taken", port=port, other=start.port), file=sys.stderr)
    lock.announce(f"http://127.0.0.1:{start.port}/")
    try:
        start = replace(start, network=open_door(host, port and start.port + 1, keys, projects / OWN) if host else None)
        run(start, keys, listener, browser)
    except Closed as closed:
        print(say("host_busy", host=host, reason=closed), file=sys.stderr)
        return 1
    finally:
        lock.close()
    return 0


class Closed(Exception):
    """The door for other devices cannot be opened."""


def open_door(host: str, port: int, keys: Keys, folder: Path):
    """Listen for other devices at `host`, at `port` or the next free one. Raises Closed."""
    # Late: the certificate's library takes a while to import, and a studio of one computer needs none.
    from sunmao.server.http.lan import Network

    try:
        return Network(host, listen(host, port), Keys(socket=keys.socket), folder)
    except OSError as error:
        raise Closed(error.strerror or error) from None


def for_others(network, app) -> Server:
    """The server for other devices: the same application, behind TLS and a gate of its own."""
    from sunmao.server.http.lan import own_names
    from sunmao.server.http.tls_server import SecureServer

    gate = Gate(app.wsgi_app.app, network.keys, network.port, scheme="https", names=own_names)
    return SecureServer(network.listener, gate, network.context, gate.is_own)


def run(start: Start, keys: Keys, listener, browser: bool) -> None:
    """Serve until SIGINT, SIGTERM or the end of the terminal, then stop every program."""
    app = create_app(start, keys)
    studio = app.extensions["sunmao"]
    studio.projects.clean()
    studio.shelf.clean()
    studio.runs.recover([(row["id"], start.projects / row["id"]) for row in studio.projects.list()])
    servers = [Server(listener, app), *([for_others(start.network, app)] if start.network else [])]
    ended = EndSignal()
    for server in servers:
        threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
    address = f"http://127.0.0.1:{start.port}/?token={keys.token}"
    print(address, flush=True)
    if start.network:
        print(start.network.told(), flush=True)
    leading = open_browser(address) if browser else None
    try:
        ended.wait()
    finally:
        for server in servers:
            server.shutdown()
        studio.close()
        if leading:
            leading.unlink(missing_ok=True)


def allow_files() -> None:
    """Let the studio have as many connections open as it serves, where the system counts them as files."""
    if os.name != "posix":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class EndSignal:
    """Hears Ctrl+C and its like from when it is made, in the main thread.

    The numbers of signals come through a socket: it wakes `wait` whichever thread the system has interrupted, and at whatever
    moment. A lock, and so a queue or an Event, would go on waiting when that was another thread than the main one.
    https://docs.python.org/3/library/signal.html#signal.set_wakeup_fd
    """

    def __init__(self):
        self._numbers = {getattr(signal, name) for name in ENDING if hasattr(signal, name)}
        self._hears, self._tells = socket.socketpair()
        self._tells.setblocking(False)
        signal.set_wakeup_fd(self._tells.fileno(), warn_on_full_buffer=False)
        for number in self._numbers:
            signal.signal(number, lambda *_: None)

    def wait(self) -> None:
        """Wait until the studio is told to end."""
        while self._hears.recv(1)[0] not in self._numbers:
            continue


def log_to(path: Path) -> None:
    """Write the studio's log to a file of bounded size; nothing of it on the terminal."""
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOGS, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.raiseExceptions = False  # a full disk must not fill the terminal as well
