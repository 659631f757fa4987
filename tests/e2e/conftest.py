"""A real studio, and a real Chromium to use it with."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

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


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    """One studio for a file of tests, with an empty projects folder."""
    running = start_studio(tmp_path_factory.mktemp("projects"))
    yield running
    stop_studio(running)


@pytest.fixture(scope="session")
def chromium():
    """The path of a Chromium on this machine; tests never download one."""
    found = os.environ.get("SUNMAO_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Chromium")
        pytest.skip("no Chromium on this machine (set SUNMAO_CHROMIUM to its path)")
    return found


@pytest.fixture(scope="session")
def browser(chromium):
    """One headless browser for the whole session."""
    from playwright.sync_api import sync_playwright

    options = QUIET + (["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=options)
        yield running
        running.close()


@pytest.fixture
def outside():
    """The addresses outside this machine that pages asked for: must stay empty."""
    return []


@pytest.fixture
def page(browser, studio, outside):
    """A page of the studio's home, 1366×768, in Chinese; console errors and outside requests fail the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: outside.append(request.url) if not local(request.url, studio) else None)
    page.goto(studio.url)
    yield page
    context.close()
    assert not errors, errors
    assert not outside, outside


def local(url: str, studio: Studio) -> bool:
    """Whether an address is the studio's own or needs no network."""
    return url.startswith((studio.base, studio.base.replace("http", "ws", 1), "data:", "blob:"))
