"""A real studio in a process of its own, and a real Chromium: for end-to-end tests and benchmarks."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psutil
from playwright.sync_api import Browser, BrowserType

from tests.support.limits import HANG_TIMEOUT, HANG_TIMEOUT_MS

OUTCOMES = ("finished", "stopped", "error", "lost")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
# The same engine without a desktop around it, for half of the processor time; nobody there can be asked for a camera.
HEADLESS_SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
FAKE_CAMERA = "--use-fake-device-for-media-stream"
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
]

# For `before`: each project that is opened and each run that ends would have an interpreter load the training engine
# ahead, seconds of processor time that a test whose program is over does not use. Programs load it themselves.
NO_PRELOADING = """
from sunmao.server.processes import warm_interpreter
warm_interpreter.list_preloads = lambda python: ()
"""


@dataclass(frozen=True)
class Studio:
    """A running studio: the address that it printed, the folder of its projects, its process, and the keyboard of its
    terminal.
    """

    address: str
    projects: Path
    process: subprocess.Popen
    keyboard: int | None = None
    _used: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        """The address without the token."""
        return self.address.split("/?")[0]

    @property
    def url(self) -> str:
        """An address that opens one browser: the one that was printed at first, then what Enter in the terminal shows."""
        self._used.append(self.address if not self._used else self._press_enter())
        return self._used[-1]

    def _press_enter(self) -> str:
        os.write(self.keyboard, b"\n")
        return read_address(self.process)


def start_studio(
    projects: Path,
    *,
    port: int = 0,
    before: str = "",
    more: dict | None = None,
    host: str | None = None,
    under: Sequence[str] = (),
    errors: IO | None = None,
) -> Studio:
    """Start `sunmao` on a free port and wait for the address that it prints.

    before: Python that is run in its process first; more: additions to its environment; host: what other devices open;
    under: the command that runs it (see `tests.support.privileges`); errors: where its standard error goes.
    """
    environment = {**{key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}, **(more or {})}
    python = (
        ["-c", f"{before}\nimport sys\nfrom sunmao.server.cli.main import main\nsys.exit(main())"]
        if before
        else ["-m", "sunmao.server"]
    )
    keyboard, terminal = os.openpty() if hasattr(os, "openpty") else (None, None)
    process = subprocess.Popen(
        [
            *under,
            sys.executable,
            *python,
            "--no-browser",
            "--port",
            str(port),
            "--projects",
            str(projects),
            *(["--host", host] if host else []),
        ],
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        encoding="utf-8",
        env=environment,
    )
    if terminal is not None:
        os.close(terminal)
    return Studio(read_address(process), projects, process, keyboard)


def read_address(process: subprocess.Popen) -> str:
    """The next address of its own that a studio prints."""
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/\S*", line):
            return found[0]
    raise AssertionError(f"the studio ended with status {process.wait()}")


def stop_studio(studio: Studio) -> None:
    """End a studio as Ctrl+C would, once. Raises TimeoutExpired, after ending it by force, where it hangs."""
    if studio.process.stdout.closed:
        return
    studio.process.terminate()
    try:
        studio.process.wait(HANG_TIMEOUT)
    finally:
        studio.process.kill()
        studio.process.wait()
        studio.process.stdout.close()
        if studio.keyboard is not None:
            os.close(studio.keyboard)


def cameras_process(studio: Studio) -> psutil.Process:
    """The helper process of a studio that owns the cameras, once there is one."""
    children = psutil.Process(studio.process.pid).children(recursive=True)
    return next(child for child in children if "sunmao.server.devices.cameras.process" in child.cmdline())


def find_chromium(camera: bool = False) -> str | None:
    """The path of a Chromium on this machine, for pages with or without a camera; never downloads one."""
    names = BROWSERS if camera else (*HEADLESS_SHELLS, *BROWSERS)
    return os.environ.get("SUNMAO_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def browser_options() -> list[str]:
    """Chromium's arguments: quiet, and without its sandbox for root, who cannot have one."""
    return QUIET + (["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])


def launch_chromium(kind: BrowserType, *more: str) -> Browser:
    """A headless Chromium of this machine, whose pages wait as long as a busy computer needs. more: arguments of its
    own.
    """
    path = find_chromium(camera=FAKE_CAMERA in more)
    browser = kind.launch(executable_path=path, args=[*browser_options(), *more], timeout=HANG_TIMEOUT_MS)
    browser.on("context", lambda context: context.set_default_timeout(HANG_TIMEOUT_MS))
    return browser


def read_key(page: bytes) -> str:
    """The key that a page brings after a login."""
    return re.search(rb'<meta name="page-key" content="([\w-]+)">', page)[1].decode()


class ApiClient:
    """A program that uses the studio's HTTP interface as the page does."""

    def __init__(self, studio: Studio):
        self.base, self.cookies = studio.base, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.key = read_key(self.opener.open(studio.url).read())
        self.opener.addheaders = [("X-Sunmao-Key", self.key)]

    @property
    def own(self) -> dict[str, str]:
        """The headers that let a request in, for those who send it themselves."""
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)
        return {"Cookie": cookies, "X-Sunmao-Key": self.key}

    def ask(self, method: str, path: str, body: object = None) -> dict:
        """The JSON answer to one request. Raises urllib.error.HTTPError for an error status."""
        return json.loads(self.send(method, path, body))

    def send(self, method: str, path: str, body: object = None, timeout: float | None = None) -> bytes:
        """The bytes of the answer. timeout: seconds without a word. Raises HTTPError as `ask`, TimeoutError."""
        headers = {"X-Sunmao": "1", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + quote(path, safe="/?&=%"), data, headers, method=method)
        with self.opener.open(request, timeout=timeout) as answer:
            return answer.read()

    def import_folder(self, project: str, folder: Path, name: str) -> str:
        """Take in a folder of this computer as what it is found to be; returns the id of the job that does so."""
        return self.take_import(
            project, self.ask("POST", f"/api/projects/{project}/datasets", {"name": name, "folder": str(folder)})
        )

    def take_import(self, project: str, begun: dict) -> str:
        """Take what an import that has begun is found to be; returns the id of the job that does so."""
        base = f"/api/projects/{project}"
        while (said := self.ask("GET", f"{base}/jobs/{begun['job']}"))["state"] == "running":
            time.sleep(0.02)
        assert said["state"] == "done", said
        return self.ask("POST", f"{base}/imports/{begun['import']}", {})["job"]

    def run(self, project: dict, workspace: dict) -> dict:
        """Run these blocks in a project as `POST /api/projects` answered it; returns the summary."""
        path = f"/api/projects/{quote(project['id'])}/runs"
        return self.ask("POST", path, {"workspace": workspace, "base": project["version"]})["run"]

    def until_over(self, project: str, run: str) -> list[dict]:
        """Wait for the outcome of a run; returns all its events."""
        path, events = f"/api/projects/{quote(project)}/runs/{run}/events", []
        while not any(event["kind"] == "state" and event["state"] in OUTCOMES for event in events[-1:]):
            more = self.ask("GET", f"{path}?after={events[-1]['seq'] if events else 0}")["events"]
            events += more
            time.sleep(0 if more else 0.05)
        return events
