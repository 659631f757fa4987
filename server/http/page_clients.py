"""Registry of the page's windows: one of another version changes nothing, and the others are told what one has done."""

from typing import Any

from flask import Flask, has_request_context, request
from flask_socketio import SocketIO

from sunmao import __version__
from sunmao.server.errors import HttpProblem
from sunmao.server.http.auth_middleware import CHANGES, SESSION

HEADER = "X-Sunmao-Page"  # of every change by a page: the version that it was loaded from, and a name of its own


class PageClients:
    """The windows of a studio in which projects are open."""

    def __init__(self, app: Flask, socketio: SocketIO) -> None:
        self._socketio = socketio
        app.before_request(refuse_outdated)

    def notify(self, project: str, act: str, **more: Any) -> None:
        """Tell all windows of a project that the one which asks now has 'stopped' or 'answered' a run, or 'deleted' the
        project.
        """
        self._socketio.emit("act", {"act": act, "by": get_sender()[1], **more}, to=get_room(project))

    def notify_saved(self, project: str, base: int, version: int) -> None:
        """Tell them that it has 'saved' blocks: as which version, unless nothing is new since `base`."""
        if version != base:
            self.notify(project, "saved", version=version)

    def notify_data(self, project: str, dataset: str) -> None:
        """Tell them that the 'data' of a data set is other than it was."""
        self.notify(project, "data", dataset=dataset)


def refuse_outdated() -> None:
    """A page that was loaded before the studio was updated saves nothing: its blocks may mean something else now."""
    version, _ = get_sender()
    if request.method in CHANGES and version not in ("", __version__):
        raise HttpProblem(412, "page_outdated")


def get_sender() -> tuple[str, str]:
    """Version and name of the window that asks; both empty when it is no page, or the studio
    itself acts.
    """
    version, _, name = request.headers.get(HEADER, "").partition(" ") if has_request_context() else ("", "", "")
    return version, name[:40]


def get_device_name() -> str:
    """Return the name of the device that asks; empty for the studio's own computer until it is given a name."""
    session = request.environ.get(SESSION)
    return session.name if session else ""


def get_room(project: str) -> str:
    """The Socket.IO room of the windows in which a project is open."""
    return f"project {project}"
