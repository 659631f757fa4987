"""A studio in this process: the real application behind its gate, without a network, for many requests."""

import time
import traceback
from contextlib import suppress
from pathlib import Path

from flask import request as current_request
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.fuzzing.encoding import encode_body
from benchmarks.fuzzing.faults import PLACE, Answer, ErrorLog
from benchmarks.fuzzing.marks import fill_address
from benchmarks.fuzzing.materials import DELETED, PROJECT, QUESTION, SECRET, Materials, make_workspace
from benchmarks.fuzzing.requests import FuzzedRequest
from tests.support.app_client import Page
from tests.support.limits import poll_until

REVIVED_EVERY, TIDIED_EVERY = 5, 20  # examples
OTHER_PROJECTS = 12  # more would only make every list longer
SHELF = 3


class LocalTarget:
    """The studio and what is known of it. Use it as a context manager."""

    listening = False

    def __init__(self, folder: Path, materials: Materials):
        self._materials, self._folder = materials, folder
        self._page = Page(folder)
        self.app, self._studio = self._page.app, self._page.studio
        self.app.before_request(self._note_route)
        self._entered = ""
        self._log = ErrorLog()
        token = self._page.sessions.token
        self._known = {**materials.known, "job": "0" * 16, "live": "", "shelf": "", "base": 0}
        self.secrets = {
            "the token": token,
            "the cookie": self._page.session.cookie,
            "the page's key": self._page.session.key,
            PLACE: str(folder),
            "a file beside the projects": SECRET,
        }

    def __enter__(self) -> "LocalTarget":
        self._log.__enter__()
        return self

    def __exit__(self, *_) -> None:
        self._page.close()
        self._log.__exit__()

    def prepare(self, number: int) -> None:
        """See `campaign.Target`."""
        if number % TIDIED_EVERY == 0:
            self._tidy()
        if number % REVIVED_EVERY == 0:
            self._revive()

    def take_told(self) -> list[str]:
        """See `campaign.Target`."""
        return self._log.take()

    def send(self, request: FuzzedRequest) -> Answer:
        """See `campaign.Target`. What leaves the application as an exception counts as status 500."""
        environ = self._make_environ(request)
        self._entered, began = "", time.perf_counter()
        try:
            pieces, status, _ = run_wsgi_app(self.app, environ)
            try:
                number, data = int(status.split()[0]), b"".join(pieces)
            finally:
                getattr(pieces, "close", lambda: None)()  # a plain list has none
        except Exception:
            number, data = 500, b""
            self._log.add(traceback.format_exc())
        self._note_answer(request, number, data)
        return Answer(number, data, self._entered, time.perf_counter() - began)

    def _make_environ(self, request: FuzzedRequest) -> dict:
        self._known["base"] = self._find_base()
        data, kind = encode_body(request, self._materials, self._known)
        path, _, query = fill_address(request.path, self._known).partition("?")
        base = self._page.base
        builder = EnvironBuilder(path, base, query, method=request.method, data=data, content_type=kind or None)
        environ = builder.get_environ()
        environ |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers}
        if "length" in request.flaws:
            environ["CONTENT_LENGTH"] = str(max(0, len(data) + request.flaws["length"]))
        own = f"sunmao_5050={self._page.session.cookie}"
        wrong = {
            "no cookie": {"HTTP_COOKIE": ""},
            "wrong cookie": {"HTTP_COOKIE": f"{own}\u00e9"},
            "no key": {"HTTP_X_SUNMAO_KEY": ""},
            "no header": {"HTTP_X_SUNMAO": ""},
            "foreign host": {"HTTP_HOST": "evil.example:5050"},
            "foreign origin": {"HTTP_ORIGIN": "null"},
            "cross-site": {"HTTP_SEC_FETCH_SITE": "cross-site"},
        }
        good = {
            "HTTP_COOKIE": own,
            "HTTP_X_SUNMAO_KEY": self._page.session.key,
            "HTTP_X_SUNMAO": "1",
            "HTTP_ORIGIN": base,
        }
        return environ | good | wrong.get(request.gate, {})

    def _note_route(self) -> None:
        self._entered = current_request.endpoint or ""

    def _note_answer(self, request: FuzzedRequest, status: int, data: bytes) -> None:
        """Remember the job or the model of the shelf that an answer names: later requests speak of it."""
        if status in (201, 202):
            with suppress(ValueError, KeyError, TypeError):
                said = self.app.json.loads(data)
                self._known |= {"job": said["job"]} if status == 202 else {}
                self._known |= {"shelf": said["id"]} if "/shelf" in request.path else {}

    def _find_base(self) -> int:
        with suppress(Exception):  # a request may have deleted or damaged it
            return self._studio.projects.read(PROJECT).number
        return 0

    def _revive(self) -> None:
        """The project is whole, a program of it waits for an answer, the bin holds a project and the shelf a model."""
        if not self._materials.is_whole(self._folder):
            self._studio.runs.end(PROJECT)
            self._studio.datasets.jobs.end(PROJECT)
            self._materials.copy_project(self._folder)
        if not self._studio.projects.bin.rows():
            self._studio.projects.delete(self._page.make(DELETED))
        home = f"/api/projects/{PROJECT}"
        if not self._studio.runs.find_running(PROJECT):
            body = {"workspace": make_workspace(QUESTION), "base": self._find_base(), "lang": "en"}
            started = self._page.ask("POST", f"{home}/runs", body)
            assert started.status_code == 201, started.text
            self._known["live"] = run = started.json["run"]["id"]
            poll_until(lambda: self._page.get(f"{home}/runs/{run}")["state"] not in ("starting", "running"))
        if not self._studio.model_library.list_rows():
            body = {"path": "models/a.onnx", "title": "a"}
            self._known["shelf"] = self._page.ask("POST", f"{home}/shelf", body).json["id"]

    def _tidy(self) -> None:
        """End programs, and remove what requests have made, so that the studio stays as small as it was."""
        rows = self._page.get("/api/projects")
        for row in rows:
            self._studio.runs.end(row["id"])
        for row in [row for row in rows if row["id"] != PROJECT][OTHER_PROJECTS:]:
            self._studio.projects.delete(row["id"])
        self._studio.projects.bin.empty()
        for model in self._studio.model_library.list_rows()[SHELF:]:
            self._studio.model_library.remove(model["id"])
