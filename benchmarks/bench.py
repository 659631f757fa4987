"""A real studio for benchmarks of runs: programs are started and stopped over HTTP, their logs read from the disk."""

import json
import os
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.rows import NotHere
from tests.support.limits import HANG_TIMEOUT, HANG_TIMEOUT_MS
from tests.support.studio import ApiClient, Studio, find_chromium, launch_chromium, start_studio, stop_studio

# Tasks of the page's main thread that took over 50 ms, as the browser counts them.
WATCH_TASKS = """() => {
  window.__tasks = [];
  new PerformanceObserver(list => { for (const entry of list.getEntries()) window.__tasks.push(entry.duration); }).observe({ entryTypes: ['longtask'] });
}"""
PLAIN = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}  # what a peer runs in


_shared: dict[str, object] = {}


@contextmanager
def share_studio():
    """One studio and one browser for all that is measured inside: starting them is most of what the smallest cases cost."""
    with ExitStack() as stack:
        _shared["stack"] = stack
        try:
            yield
        finally:
            _shared.clear()


@contextmanager
def studio_in(folder: Path, own: bool = False):
    """A studio whose projects lie in `folder`: yields its `Bench`. own: never one that others use, too."""
    if not own and "stack" in _shared:
        if "studio" not in _shared:
            projects = _shared["stack"].enter_context(TemporaryDirectory())
            _shared["studio"] = _shared["stack"].enter_context(_run_studio(Path(projects)))
        yield Bench(_shared["studio"])
    else:
        with _run_studio(folder / "projects") as studio:
            yield Bench(studio)


@contextmanager
def open_browser():
    """A Chromium of this machine. Raises NotHere."""
    if "stack" in _shared:
        if "browser" not in _shared:
            _shared["browser"] = _shared["stack"].enter_context(_run_browser())
        yield _shared["browser"]
        for context in _shared["browser"].contexts:  # what one benchmark leaves open would disturb the next one
            context.close()
    else:
        with _run_browser() as browser:
            yield browser


@contextmanager
def _run_studio(projects: Path):
    studio = start_studio(projects)
    try:
        yield studio
    finally:
        stop_studio(studio)


@contextmanager
def _run_browser():
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=HANG_TIMEOUT_MS)  # as in the tests: another program may have the computer for a while
    if not find_chromium():
        raise NotHere("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright.chromium, "--allow-file-access-from-files")
        try:
            yield browser
        finally:
            browser.close()


class Bench:
    """Runs programs in a studio over HTTP, as the page does, and reads their logs from the disk."""

    def __init__(self, studio: Studio):
        self.studio, self.visitor = studio, ApiClient(studio)
        self.made = 0

    def project(self, source: str) -> "Program":
        """A project with this program in one Python block."""
        python = {"type": "program_python", "id": "p", "fields": {"code": source}}
        blocks = [{"type": "program_start", "id": "s", "x": 0, "y": 0, "next": {"block": python}}]
        return self.of({"blocks": {"languageVersion": 0, "blocks": blocks}})

    def of(self, workspace: dict) -> "Program":
        """A project with these blocks."""
        self.made += 1
        made = self.visitor.ask("POST", "/api/projects", {"title": f"bench {self.made}", "lang": "en"})
        return Program(self, made["id"], made["version"], workspace)

    def settle(self) -> None:
        """Wait until the studio's processes rest: the interpreter that waits has loaded all it wants."""
        server, quiet, last = psutil.Process(self.studio.process.pid), 0, -1.0
        while quiet < 8:
            time.sleep(0.1)
            now = sum(
                sum(process.cpu_times()[:2]) for process in server.children(recursive=True) if process.is_running()
            )
            quiet, last = (quiet + 1 if now - last < 0.02 else 0), now


class Program:
    """A project of the bench."""

    def __init__(self, bench: Bench, project: str, version: int, workspace: dict):
        self.bench, self.project, self.version, self.workspace = bench, project, version, workspace
        self.run = ""
        self.bench.visitor.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": workspace, "base": version})
        self.version += 1

    def prepare(self) -> None:
        """Open it, as a page does, and wait until an interpreter is ready for it."""
        self.bench.visitor.ask("GET", f"/api/projects/{self.project}")
        self.bench.settle()

    def start(self) -> None:
        """Press Run."""
        answer = self.bench.visitor.ask(
            "POST", f"/api/projects/{self.project}/runs", {"workspace": self.workspace, "base": self.version}
        )
        self.run = answer["run"]["id"]

    def stop(self) -> None:
        """Press Stop."""
        self.bench.visitor.ask("POST", f"/api/projects/{self.project}/runs/{self.run}/stop", {})

    @property
    def log(self) -> Path:
        return self.bench.studio.projects / self.project / "runs" / self.run / "events.jsonl"

    def says(self, words: bytes) -> None:
        """Wait until the log on the disk has these words."""
        end, seen = time.monotonic() + HANG_TIMEOUT, b""
        with self.log.open("rb") as file:
            while words not in seen:
                assert time.monotonic() < end, f"no {words!r} in {seen[-300:]!r}"
                # The words may be cut by two reads.
                seen = seen[-len(words) :] + file.read()
                time.sleep(0.0005)

    def processes(self) -> list[psutil.Process]:
        """All processes that have the mark of this run in their environment."""
        mark = json.loads((self.log.parent / "summary.json").read_text("utf-8"))["process"]["mark"]
        return [process for process in psutil.process_iter() if _mark(process) == mark]

    def over(self) -> None:
        """Wait for its outcome."""
        end = time.monotonic() + HANG_TIMEOUT
        while self.bench.visitor.ask("GET", f"/api/projects/{self.project}/runs/{self.run}")["state"] not in (
            "finished",
            "stopped",
            "error",
        ):
            assert time.monotonic() < end
            time.sleep(0.02)


def watch_tasks(page) -> None:
    """Begin to note the long tasks of a page."""
    page.evaluate(WATCH_TASKS)


def longest_task(page) -> float:
    """The longest task since `watch_tasks`, in milliseconds (0: none over 50)."""
    return max([0, *page.evaluate("window.__tasks")])


def _mark(process: psutil.Process) -> str | None:
    try:
        return process.environ().get("SUNMAO_RUN")
    except (psutil.Error, OSError):
        return None
