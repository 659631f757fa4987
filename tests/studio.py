"""A real studio in a process of its own, and a real Chromium: for end-to-end tests and benchmarks."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-gpu", "--disable-quic"]


@dataclass(frozen=True)
class Studio:
    """A running studio: `url` with its token, the folder of its projects, its process."""

    url: str
    projects: Path
    process: subprocess.Popen

    @property
    def base(self) -> str:
        """The address without the token."""
        return self.url.split("/?")[0]


def start_studio(projects: Path, *, port: int = 0) -> Studio:
    """Start `sunmao` on a free port and wait for the address that it prints."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    process = subprocess.Popen(
        [sys.executable, "-m", "sunmao.server", "--no-browser", "--port", str(port), "--projects", str(projects)],
        stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment,
    )
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/\S*", line):
            return Studio(found[0], projects, process)
    raise AssertionError(f"the studio ended with status {process.wait()}")


def stop_studio(studio: Studio) -> None:
    """End a studio as Ctrl+C would, then by force."""
    studio.process.terminate()
    try:
        studio.process.wait(10)
    except subprocess.TimeoutExpired:
        studio.process.kill()
        studio.process.wait()


def find_chromium() -> str | None:
    """The path of a Chromium on this machine; never downloads one."""
    return os.environ.get("SUNMAO_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def browser_options() -> list[str]:
    """Chromium's arguments: quiet, and without its sandbox for root, who cannot have one."""
    return QUIET + (["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])


class Visitor:
    """A program that uses the studio's HTTP interface as the page does."""

    def __init__(self, studio: Studio):
        self.base = studio.base
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.opener.open(studio.url).read()

    def ask(self, method: str, path: str, body: object = None) -> dict:
        """The JSON answer to one request. Raises urllib.error.HTTPError for an error status."""
        headers = {"X-Sunmao": "1", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        return json.load(self.opener.open(request))
