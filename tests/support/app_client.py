"""A studio in this process, for tests: Flask's client for what it answers, a real socket for who may ask."""

import http.client
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sunmao.server.app.create_app import create_app
from sunmao.server.http.sessions import Session, SessionStore
from sunmao.server.http.wsgi_server import WsgiServer, listen
from sunmao.server.studio import StudioConfig
from tests.support.answer_types import find_misfits
from tests.support.limits import HANG_TIMEOUT

JSON = "application/json"


@dataclass
class ListeningApp:
    """A studio that listens. port: what its pages see; sessions: who is logged in; session: a page that is; app: its
    Flask application; at: where it listens.
    """

    port: int
    sessions: SessionStore
    session: Session
    app: object
    at: int

    @property
    def own(self) -> dict:
        """The headers of a page that was let in."""
        cookie = f"sunmao_{self.port}={self.session.cookie}"
        return {"Host": f"127.0.0.1:{self.port}", "Cookie": cookie, "X-Sunmao-Key": self.session.key}

    def ask(self, method: str, path: str, headers: dict, body: bytes = b"") -> tuple[int, dict, bytes]:
        """One request with exactly these headers (and a length): status, headers, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=HANG_TIMEOUT)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body or method not in ("GET", "HEAD"):
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return found


@contextmanager
def serving(projects: Path, front: int | None = None):
    """A studio that listens at a free port, in threads of this process. front: the port that its pages see, when they
    come through a proxy.
    """
    listener, sessions = listen("127.0.0.1", 0), SessionStore()
    session = log_in(sessions)
    at = listener.getsockname()[1]
    start = StudioConfig(projects, front or at)
    app = create_app(start, sessions)
    server = WsgiServer(listener, app)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield ListeningApp(start.port, sessions, session, app, at)
    finally:
        server.shutdown()
        server.server_close()
        app.extensions["sunmao"].close()
        thread.join()


def log_in(sessions: SessionStore) -> Session:
    """The session of a page; the next token is there for the next one."""
    session = sessions.log_in(sessions.token)
    sessions.renew_token()
    return session


class Page:
    """A page without a browser: asks the application directly, with cookie and header."""

    def __init__(self, projects: Path, port: int = 5050):
        self.sessions = SessionStore()
        self.session = log_in(self.sessions)
        self.app = create_app(StudioConfig(projects, port), self.sessions)
        self.studio = self.app.extensions["sunmao"]
        self.client = self.app.test_client()
        self.client.set_cookie(f"sunmao_{port}", self.session.cookie, domain="127.0.0.1")
        self.client.environ_base["HTTP_X_SUNMAO_KEY"] = self.session.key
        self.base = f"http://127.0.0.1:{port}"

    def close(self) -> None:
        """End what the studio started."""
        self.studio.close()

    def ask(self, method: str, path: str, body=None, **more):
        """One request; a body is sent as JSON. Returns Flask's response."""
        if body is not None:
            more.update(data=json.dumps(body), content_type=JSON)
        headers = {"X-Sunmao": "1", **more.pop("headers", {})}
        answer = self.client.open(path, method=method, base_url=self.base, headers=headers, **more)
        assert not (misfits := find_misfits(self.app, method, path, answer)), misfits
        return answer

    def get(self, path: str, **more):
        """The JSON answer to a GET that must succeed."""
        answer = self.ask("GET", path, **more)
        assert answer.status_code == 200, answer.text
        return answer.json

    def done(self, project: str, answer) -> dict:
        """The job that an answer named, once it is over; of an import, the one that took what was found, which is dropped
        where it could not be taken.
        """
        job = self.over(project, answer)
        if "import" not in answer.json or job["state"] != "done":
            return job
        address = f"/api/projects/{project}/imports/{answer.json['import']}"
        taken = self.over(project, self.ask("POST", address, {}))
        if taken["state"] != "done":
            self.ask("DELETE", address)
        return taken

    def over(self, project: str, answer) -> dict:
        """The job that an answer named, once it is over."""
        assert answer.status_code == 202, answer.text
        self.studio.datasets.jobs.get(project, answer.json["job"]).over.wait()
        return self.get(f"/api/projects/{project}/jobs/{answer.json['job']}")

    def make(self, title: str = "one", **more) -> str:
        """A new project's id."""
        answer = self.ask("POST", "/api/projects", {"title": title, "lang": "en", **more})
        assert answer.status_code == 201, answer.text
        return answer.json["id"]
