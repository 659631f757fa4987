"""The Socket.IO side: pages open a project, watch runs, and are told of both. Nothing is changed from here.

Every connection has passed the gate (host, origin, cookie, page key).
"""

import logging
from pathlib import Path
from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError, SocketIO, join_room, leave_room, rooms

from sunmao.locks.lock_order import make_lock
from sunmao.protocol.messages import PROTOCOL_VERSION
from sunmao.server.errors import HttpProblem
from sunmao.server.http.page_clients import get_room
from sunmao.server.http.run_subscribers import QUEUE, RunSubscriber
from sunmao.server.studio import Studio
from sunmao.server.texts import get_text

log = logging.getLogger(__name__)

PAGES = 64
RUNS_OF_A_PAGE = 8
LONGEST_NAME = 300  # letters of a project's or a run's


def get_page_id() -> str:
    """The id of the page that asks, as Socket.IO gave it."""
    return str(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO adds it


class PageSockets:
    """The connected pages, and which runs they watch."""

    def __init__(self, socketio: SocketIO) -> None:
        self.socketio = socketio
        self._watchers: dict[tuple[str, str, str], RunSubscriber] = {}
        self._connected: set[str] = set()
        self._lock = make_lock()

    def install(self, studio: Studio) -> None:
        """Answer the pages' events."""
        self.studio = studio
        for name in ("connect", "disconnect", "open", "watch", "unwatch"):
            self.socketio.on_event(name, getattr(self, f"on_{name}"))

    def on_connect(self, auth: Any = None) -> None:
        """Let a page in that speaks this protocol, up to `PAGES` of them. auth: {protocol?}."""
        theirs = auth.get("protocol", PROTOCOL_VERSION) if isinstance(auth, dict) else PROTOCOL_VERSION
        if theirs != PROTOCOL_VERSION:
            log.warning("a page speaks protocol %.40r, the studio %s", theirs, PROTOCOL_VERSION)
            raise ConnectionRefusedError("outdated", get_text("page_outdated"))
        with self._lock:
            if len(self._connected) >= PAGES:
                raise ConnectionRefusedError("too many pages")
            self._connected.add(get_page_id())

    def on_disconnect(self, reason: Any = None) -> None:
        """Forget a page and what it watched."""
        with self._lock:
            self._connected.discard(get_page_id())
        self._forget(get_page_id())

    def on_open(self, data: Any = None) -> dict[str, bool]:
        """{project, run?}: tell this page of every new run of the project (and of no other project's any more).

        run: the newest one that the page knows ('' for none). One that began since it asked, before it was in the
        room, is told at once.
        """
        project = _get_text(data, "project")
        if project is None:
            return {"ok": False}
        for other in rooms():
            if other != get_page_id():
                leave_room(other)
        join_room(get_room(project))
        if isinstance(known := data.get("run"), str) and len(known) <= LONGEST_NAME:
            self._report_missed_run(get_page_id(), project, known)
        return {"ok": True}

    def on_watch(self, data: Any = None) -> dict[str, Any]:
        """{project, run, after}: send this page every event of the run after that number."""
        project, run = _get_text(data, "project"), _get_text(data, "run")
        after = data.get("after", 0) if isinstance(data, dict) else None
        if project is None or run is None or type(after) is not int or after < 0:
            return {"ok": False}
        try:
            folder = self._find_folder(project)
        except HttpProblem as problem:
            return {"ok": False, "text": problem.text}
        if self.studio.runs.get_summary(project, folder, run) is None:
            return {"ok": False}
        return {"ok": self._watch(get_page_id(), project, run, folder, after)}

    def on_unwatch(self, data: Any = None) -> dict[str, bool]:
        """{project?, run?}: send this page no more of the run; without a run, of any."""
        self._forget(get_page_id(), _get_text(data, "run"))
        return {"ok": True}

    def on_events(self, project: str, run: str, events: list[dict]) -> None:
        """Events of a run, already in its log (called by `runs`)."""
        with self._lock:
            watchers = [watcher for key, watcher in self._watchers.items() if key[1:] == (project, run)]
        for watcher in watchers:
            watcher.add(events)

    def on_run(self, project: str, summary: dict) -> None:
        """A run began, or has its outcome (called by `runs`)."""
        self.socketio.emit("run", summary, to=get_room(project))

    def _report_missed_run(self, page: str, project: str, known: str) -> None:
        try:
            run = self.studio.runs.find_newer(known, project, self._find_folder(project))
        except (HttpProblem, OSError):  # a folder of runs that is a link, or cannot be read
            return  # the page hears of that from the request that opens the project
        if run is not None:
            self.socketio.emit("run", run, to=page)

    def _find_folder(self, project: str) -> Path:
        """The folder of a project, also of one that runs and was deleted. Raises HttpProblem."""
        return self.studio.runs.get_folder(project) or self.studio.projects.get(project).folder

    def _watch(self, page: str, project: str, run: str, folder: Path, after: int) -> bool:
        watcher = RunSubscriber(
            read=lambda last: self.studio.runs.read_events(project, folder, run, last),
            send=lambda events: self.socketio.emit(
                "events", {"project": project, "run": run, "events": events}, to=page
            ),
            ready=lambda: self._takes_more(page),
            after=after,
        )
        with self._lock:
            old = self._watchers.pop((page, project, run), None)
            many = sum(key[0] == page for key in self._watchers) >= RUNS_OF_A_PAGE
            if page not in self._connected or many:
                return False
            self._watchers[page, project, run] = watcher
        if old:
            old.close()
        watcher.start()
        return True

    def _forget(self, page: str, run: str | None = None) -> None:
        with self._lock:
            keys = [key for key in self._watchers if key[0] == page and run in (None, key[2])]
            watchers = [self._watchers.pop(key) for key in keys]
        for watcher in watchers:
            watcher.close()

    def _takes_more(self, page: str) -> bool:
        """Whether few batches are waiting for the page (engine.io's own queue has no end)."""
        server = self.socketio.server
        connection = server.eio.sockets.get(server.manager.eio_sid_from_sid(page, "/"))
        return connection is None or connection.queue.qsize() < QUEUE


def _get_text(data: Any, name: str) -> str | None:
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, str) and 0 < len(value) <= LONGEST_NAME else None
