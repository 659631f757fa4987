"""`sunmao` without a verb: open the projects folder, serve the studio until it is told to end."""

import logging
import os
import signal
import socket
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import replace
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from sunmao.core.regular_files import open_for_append
from sunmao.server.app.ast_lock import lock_ast_parse
from sunmao.server.app.create_app import create_app
from sunmao.server.app.recovery import CrashRecovery
from sunmao.server.http.lan_switch import LanSwitch, LanUnavailable
from sunmao.server.http.login_address import LoginAddress
from sunmao.server.http.sessions import SessionStore
from sunmao.server.http.wsgi_server import WsgiServer, listen
from sunmao.server.processes.memory_access import deny_memory_access
from sunmao.server.processes.system_tools import close_tools
from sunmao.server.projects.project_store import OWN
from sunmao.server.storage.folder_lock import FolderInUse, FolderLock
from sunmao.server.storage.log_format import BoundedFormatter
from sunmao.server.studio import StudioConfig
from sunmao.server.texts import get_local_text

log = logging.getLogger(__name__)

LOG_BYTES, LOGS = 2_000_000, 3
TRIED = 4096  # bytes that are written for a try: a full disk shows so, and a quota
ENDING = ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP")  # those that the system has
OPEN_FILES = 4096  # connections count as files; macOS begins with 256


def serve(projects: Path, port: int, browser: bool, host: str | None = None) -> int:
    """Run the studio. Prints its address as one line once it answers; returns the exit status.

    The page of this computer stays where it is, plain on the loopback interface: its browser needs to trust nothing.
    host: an address at which other devices are let in as well, at a port of their own and by HTTPS only.
    """
    deny_memory_access()
    lock_ast_parse()
    try:
        trouble = open_projects_folder(projects)
        set_up_logging(projects / OWN / "studio.log")
        lock = FolderLock(projects, projects / OWN / "lock")
    except FolderInUse as taken:
        key = "studio_open" if taken.address else "studio_open_elsewhere"
        print(get_local_text(key, address=taken.address), file=sys.stderr)
        return 1
    except OSError as error:
        print(get_local_text("projects_closed", folder=projects, reason=error.strerror or error), file=sys.stderr)
        return 1
    if trouble is not None:
        print(get_local_text("nothing_saved", folder=projects, reason=trouble.strerror or trouble), file=sys.stderr)
    raise_file_limit()
    listener = listen("127.0.0.1", port)
    config = StudioConfig(projects.resolve(), listener.getsockname()[1])
    if port not in (0, config.port):
        print(get_local_text("port_taken", port=port, other=config.port), file=sys.stderr)
    lock.announce(f"http://127.0.0.1:{config.port}/")
    network = LanSwitch(port and config.port + 1, projects / OWN)
    try:
        serve_until_told(replace(config, network=network), listener, browser, host)
    except LanUnavailable as closed:
        print(get_local_text("host_busy", host=host, reason=closed), file=sys.stderr)
        return 1
    finally:
        lock.close()
    return 0


def open_projects_folder(projects: Path) -> OSError | None:
    """Make the folders of a studio where they are missing. Returns why nothing can be saved there, or None. Raises
    OSError where there is no folder that can be read.
    """
    try:
        projects.mkdir(parents=True, exist_ok=True)
    except OSError:
        if not projects.is_dir():
            raise
    os.listdir(projects)
    try:
        (projects / OWN).mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=projects / OWN) as file:
            file.write(bytes(TRIED))
            file.flush()
    except OSError as error:
        return error
    return None


def serve_until_told(config: StudioConfig, listener: Any, browser: bool, host: str | None = None) -> None:
    """Serve until SIGINT, SIGTERM or the end of the terminal, then stop every program."""
    sessions = SessionStore()
    login = LoginAddress(config.port, sessions, config.projects / OWN, browser)
    app = create_app(config, sessions)
    studio = app.extensions["sunmao"]
    recovery = CrashRecovery(studio)
    access = config.network.open(app, host) if config.network and host else None
    server = WsgiServer(listener, app)
    ended = EndSignal()
    threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
    login.show()
    if access:
        print(access.describe(), flush=True)
    login.answer_enter()
    recovery.start()
    studio.engine.start()
    try:
        ended.wait()
    finally:
        server.shutdown()
        if config.network:
            config.network.close()
        close_tools()
        studio.close()
        login.remove_file()
        recovery.close()


def raise_file_limit() -> None:
    """Let the studio have as many connections open as it serves, where the system counts them as files."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class EndSignal:
    """Hears Ctrl+C and its like from when it is made, in the main thread.

    The numbers of signals come through a socket: it wakes `wait` whichever thread the system has interrupted, and at
    whatever moment. A lock, and so a queue or an Event, would go on waiting when that was another thread than the main
    one. https://docs.python.org/3/library/signal.html#signal.set_wakeup_fd
    """

    def __init__(self) -> None:
        self._numbers = {getattr(signal, name) for name in ENDING if hasattr(signal, name)}
        self._wake_reader, self._wake_writer = socket.socketpair()
        self._wake_writer.setblocking(False)
        signal.set_wakeup_fd(self._wake_writer.fileno(), warn_on_full_buffer=False)
        for number in self._numbers:
            signal.signal(number, lambda *_: None)

    def wait(self) -> None:
        """Wait until the studio is told to end."""
        while self._wake_reader.recv(1)[0] not in self._numbers:
            continue


def set_up_logging(path: Path) -> None:
    """Write the studio's log to a file of bounded size; nothing of it on the terminal. Where it cannot be written there
    is none.
    """
    handler: logging.Handler = logging.NullHandler()
    with suppress(OSError):
        open_for_append(path).close()  # a pipe in its place would be waited for
        handler = RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=LOGS, encoding="utf-8", errors="backslashreplace"
        )
    handler.setFormatter(BoundedFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.raiseExceptions = False  # a full disk must not fill the terminal as well
