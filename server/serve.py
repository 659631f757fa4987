"""`sunmao` without a verb: open the projects folder, serve the studio until it is told to end."""

import logging
import os
import signal
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path

from .app import create_app
from .keys import Keys
from .locks import FolderLock, Taken
from .opening import open_browser
from .projects import OWN
from .serving import Server, listen
from .studio import Start
from .texts import say

LOG_BYTES, LOGS = 2_000_000, 3


def default_projects() -> Path:
    """Where a child looks for its work: `Sunmao` in the user's documents."""
    from platformdirs import user_documents_path

    return user_documents_path() / "Sunmao"


def serve(projects: Path, port: int, browser: bool) -> int:
    """Run the studio. Prints its address as one line once it answers; returns the exit status."""
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
    listener = listen("127.0.0.1", port)
    start = Start(projects.resolve(), listener.getsockname()[1])
    if port not in (0, start.port):
        print(say("port_taken", port=port, other=start.port), file=sys.stderr)
    lock.announce(f"http://127.0.0.1:{start.port}/")
    try:
        run(start, listener, browser)
    finally:
        lock.close()
    return 0


def run(start: Start, listener, browser: bool) -> None:
    """Serve until SIGINT, SIGTERM or the end of the terminal, then stop every program."""
    keys = Keys()
    app = create_app(start, keys)
    studio = app.extensions["sunmao"]
    studio.projects.clean()
    studio.shelf.clean()
    studio.runs.recover([(row["id"], start.projects / row["id"]) for row in studio.projects.list()])
    server = Server(listener, app)
    ended = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: ended.set())
    threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
    address = f"http://127.0.0.1:{start.port}/?token={keys.token}"
    print(address, flush=True)
    leading = open_browser(address) if browser else None
    try:
        wait(ended)
    finally:
        server.shutdown()
        studio.trying.close()
        studio.runs.close()
        if leading:
            leading.unlink(missing_ok=True)


def wait(ended: threading.Event) -> None:
    """Wait for the end. On Windows an endless wait would not hear Ctrl+C, so it is cut into seconds there."""
    while not ended.wait(1.0 if os.name == "nt" else None):
        continue


def log_to(path: Path) -> None:
    """Write the studio's log to a file of bounded size; nothing of it on the terminal."""
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOGS, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.raiseExceptions = False  # a full disk must not fill the terminal as well
