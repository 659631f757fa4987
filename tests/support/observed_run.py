"""Real runs for tests: a studio without a page, the broken programs in `programs/`, and what they said."""

import threading
from pathlib import Path

import pytest

from sunmao.protocol.messages import OUTCOMES
from sunmao.server.runs.run_manager import RunManager
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.paths import ROOT

PROGRAMS = ROOT / "tests" / "programs"


class ObservedRun:
    """One run of a test: what it said so far."""

    def __init__(self, studio, project: str, folder: Path):
        self.studio, self.project, self.folder = studio, project, folder
        self.events: list[dict] = []
        self.summary: dict = {}
        self.over = threading.Event()

    @property
    def id(self) -> str:
        return self.summary["id"]

    @property
    def home(self) -> Path:
        return self.folder / "runs" / self.id

    def text(self, *streams: str) -> str:
        """All text of the given streams (none: all), joined."""
        return "".join(each["text"] for each in self.kind("output") if not streams or each["stream"] in streams)

    def kind(self, kind: str) -> list[dict]:
        return [each for each in self.events if each["kind"] == kind]

    def states(self) -> list[str]:
        return [each["state"] for each in self.kind("state")]

    def until(self, condition, what: str = "it"):
        """Wait until the condition holds for this run."""
        return poll_until(lambda: condition(self), f"{what} in {self.events[-5:]}")

    def says(self, text: str) -> "ObservedRun":
        self.until(lambda told: text in told.text(), f"«{text}»")
        return self

    def ends(self) -> "ObservedRun":
        assert self.over.wait(HANG_TIMEOUT), f"no end after {self.states()}, {self.text()[-200:]!r}"
        return self

    def stop(self) -> bool:
        return self.studio.runs.stop(self.project, self.id)

    def stop_at_once(self, times: int) -> list[bool]:
        """Press Stop from so many threads at once; what each was answered, sorted."""
        taken: list[bool] = []
        threads = [threading.Thread(target=lambda: taken.append(self.stop())) for _ in range(times)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(taken)

    def answer(self, value, ask: int = 1) -> bool:
        return self.studio.runs.answer(self.project, self.id, ask, value)

    def log(self) -> list[dict]:
        """The whole log, from the disk."""
        events: list[dict] = []
        while more := self.studio.runs.read_events(
            self.project, self.folder, self.id, events[-1]["seq"] if events else 0
        ):
            events += more
        return events


class Studio:
    """A `RunManager` whose callbacks fill `LocalizedProblem`s."""

    def __init__(self, root: Path, **options):
        self.root, self.told = root, {}
        self.runs = RunManager(self._hear, self._see, **options)

    def run(self, source: str, *, files: dict | None = None, lines: list | None = None, **pace) -> ObservedRun:
        """Start a program: the name of one in `programs/`, or its text. lines: the block of each line; pace: mode,
        breakpoints.
        """
        if source.isidentifier():
            source = (PROGRAMS / f"{source}.py").read_text(encoding="utf-8")
        project = f"project {len(self.told)}"
        folder = self.root / project
        folder.mkdir()
        for name, text in (files or {}).items():
            (folder / name).write_text(text, encoding="utf-8")
        told = self.told[project] = ObservedRun(self, project, folder)
        lines = lines or []
        blocks = {name: [lines.index(name) + 1] for name in lines if name}
        told.summary = self.runs.start(project, folder, {"python": source, "lines": lines, "blocks": blocks}, **pace)
        return told

    def _hear(self, project: str, run: str, events: list[dict]) -> None:
        self.told[project].events += events

    def _see(self, project: str, summary: dict) -> None:
        told = self.told[project]
        told.summary = summary
        if summary["state"] in OUTCOMES:
            told.over.set()


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    """A studio for the tests of one file; all of it is gone afterwards."""
    made = Studio(tmp_path_factory.mktemp("projects 张"))
    yield made
    made.runs.close()
