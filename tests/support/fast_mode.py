"""`python start.py test --fast`: only the tests that need no browser, no training engine and no process of ours.

Whole files that need one of these are not even imported. What remains may not start a Python process or a browser and
may not load the training engine: a test that does is named and asked for its mark, so that fast stays fast. Generated
cases are fewer than in a whole run.
"""

import os
import re
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from sunmao.server.processes import warm_interpreter

MARKS = {
    "browser": "uses a real browser",
    "training": "needs the training engine (torch)",
    "process": "starts a studio, a pupil's program or another Python process",
    "slow": "needs about half a second of processor time or more, in all its cases together",
}
FOLDERS = {"e2e": "browser", "attacks": "process", "install": "process"}
EXAMPLES = 20  # generated cases of a test
# Where Hypothesis keeps what `@settings` above a test says, which a profile does not change.
_SETTINGS = "_hypothesis_internal_use_settings"
_WHOLE_FILE = re.compile(rf"^pytestmark = .*\bmark\.({'|'.join(MARKS)})\b", re.M)
_ENGINE = ("torch", "torchvision")
_PROGRAM = re.compile(r"(python|chrom|chrome|msedge)[\w.-]*$", re.I)


class FastMode:
    """The plugin of a fast run."""

    def __init__(self):
        self._running, self._forbidden = "", []
        sys.addaudithook(self._watch)

    def pytest_sessionstart(self) -> None:
        """Let the studios of this process keep no interpreter ready: that is a process of ours. Hypothesis need not
        look through all our modules for constants to try, which takes seconds: a whole run does.
        """
        warm_interpreter._start_interpreter = lambda modules: None
        providers._get_local_constants = lambda: providers._local_constants

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Leave out the folders and files of which every test has a mark."""
        if collection_path.is_dir():
            return True if collection_path.name in FOLDERS else None
        text = collection_path.read_text(encoding="utf-8") if collection_path.name.startswith("test_") else ""
        return True if _WHOLE_FILE.search(text) else None

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector):
        """Refuse a file that loads the engine when it is collected: all tests after it are slower. The report says it:
        what is raised here in a worker of pytest-xdist, nobody sees.
        """
        before = {*_ENGINE} & sys.modules.keys()
        report = yield
        if loaded := {*_ENGINE} & sys.modules.keys() - before:
            report.outcome = "failed"
            report.longrepr = f"{collector.nodeid} loads {min(loaded)}: give the file the mark `training`"
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config, items):
        """Leave out each other test with a mark."""
        slow = [item for item in items if any(item.get_closest_marker(mark) for mark in MARKS)]
        config.hook.pytest_deselected(items=slow)
        left_out = set(slow)
        items[:] = [item for item in items if item not in left_out]
        for item in items:
            limit_examples(getattr(item, "function", None))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        """Watch what is started while a test runs."""
        self._running = item.nodeid
        try:
            return (yield)
        finally:
            self._running = ""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self):
        """Fail a test that has started what is forbidden, also where nobody heard of the refusal."""
        self._forbidden.clear()
        result = yield
        if self._forbidden:
            pytest.fail("; ".join(self._forbidden))
        return result

    def _watch(self, event: str, arguments: tuple) -> None:
        if not self._running:
            return
        if event == "import" and arguments[0] in _ENGINE:
            self._refuse("training", f"loads {arguments[0]}")
        if event == "subprocess.Popen":
            program = os.fsdecode(arguments[0] or arguments[1][0])
            if _PROGRAM.match(Path(program).name):
                self._refuse("process", f"starts {program}")

    def _refuse(self, mark: str, what: str) -> None:
        said = f"this test {what}: give it the mark `{mark}`"
        if threading.current_thread() is threading.main_thread():  # others may belong to the test before
            self._forbidden.append(said)
        raise RuntimeError(said)


def limit_examples(test) -> None:
    """Let a test that says how many generated cases it tries be content with `EXAMPLES`."""
    own = getattr(test, _SETTINGS, None)
    if own is not None and own.max_examples > EXAMPLES:
        setattr(test, _SETTINGS, settings(own, max_examples=EXAMPLES))
