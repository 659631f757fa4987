"""A second run for browser tests and long ones: what passes only then is unsteady, which is told and fails nothing.

They depend on more than their code: a browser, processes, a busy computer. The second run has a process and a studio
of its own, after all others; pytest-rerunfailures would repeat the test at once, in the studio that the first failure left.
A test that stands in the list of the unsteady ones has had its second chance: its failure counts.
"""

import json
import os
import subprocess
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

LIST = Path("tests") / "unsteady.toml"
MARKS = {"browser", "long"}
MAX_FILES = 4  # files: where tests of more of them fail, something is broken
MINUTES = 10  # after which no other second run begins
LAST_LINES = 15  # of a failure, in the list
TELLING = (">", "E ", "tests/")  # how the lines of pytest begin that say what failed where
NO_CAUSE = "not looked into yet"


class SecondRun:
    """The plugin, of the process that collects the reports. write: add what is unsteady to the list by itself."""

    def __init__(self, config: pytest.Config, write: bool = False) -> None:
        self._config, self._write = config, write
        self._listed = {name_function(entry["id"]) for entry in read_list(config.rootpath)}
        self._failures: dict[str, list[pytest.TestReport]] = defaultdict(list)
        self._told: list[str] = []
        self._unsteady: list[str] = []

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Remember what failed: the test itself, its fixtures before it, or what they check after it."""
        if report.failed:
            self._failures[report.nodeid].append(report)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: Any) -> Iterator[Any]:
        """After the last test, run again what may be; the exit status counts what is left in `testsfailed`."""
        result = yield
        chosen = {test: reports for test, reports in self._failures.items() if self._may_run_again(test, reports)}
        files = {test.partition("::")[0] for test in chosen}
        if len(files) > MAX_FILES:
            self._told.append(
                f"tests of {len(files)} files failed, more than {MAX_FILES}: something is broken, no second run"
            )
            return result
        end = time.monotonic() + 60 * MINUTES
        for test, reports in chosen.items():
            if time.monotonic() > end:
                self._told.append(f"{test} failed; the {MINUTES} minutes for second runs were over")
            elif self._passes(test):
                self._mark_unsteady(session, test, reports)
            else:
                self._told.append(f"{test} failed again")
        return result

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Name what was unsteady, with its first failure, in the form of the list."""
        if not self._told:
            return
        terminalreporter.section("second runs")
        for line in self._told:
            terminalreporter.write_line(line)
        entries = "\n".join(self._unsteady)
        if self._unsteady and self._write:
            with (self._config.rootpath / LIST).open("a", encoding="utf-8") as file:
                file.write("\n" + entries)
            terminalreporter.write_line(f"\nAdded to {LIST.as_posix()}: look for the cause and write it there.")
        elif self._unsteady:
            terminalreporter.write_line(f"\nFor {LIST.as_posix()}, with the suspected cause:\n\n{entries}")

    def _may_run_again(self, test: str, reports: list) -> bool:
        marked = any(MARKS & report.keywords.keys() for report in reports)
        if marked and name_function(test) in self._listed:
            self._told.append(f"{test} failed; it stands in {LIST.as_posix()} and has no second run")
            return False
        return marked

    def _passes(self, test: str) -> bool:
        """Whether the test passes alone, in a process of its own."""
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", test]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST")}
        done = subprocess.run(
            command, cwd=self._config.rootpath, env=environment, capture_output=True, encoding="utf-8", errors="replace"
        )
        return done.returncode == 0 and "1 passed" in done.stdout

    def _mark_unsteady(self, session: Any, test: str, reports: list) -> None:
        """Count the test as unsteady, not as failed."""
        stats = session.config.pluginmanager.get_plugin("terminalreporter").stats
        for outcome in ("failed", "error"):
            if left := [report for report in stats.pop(outcome, []) if report not in reports]:
                stats[outcome] = left
        stats.setdefault("unsteady", []).append(reports[0])
        session.testsfailed -= len(reports)
        failure = "\n".join(report.longreprtext for report in reports)
        self._told.append(f"UNSTEADY {test} passed on its second run only. It failed with:\n{failure}\n")
        self._unsteady.append(format_entry(test, failure))


def read_list(root: Path) -> list[dict]:
    """The tests of the list: id, date, failure and cause of each. Raises ValueError where the file is no TOML."""
    file = root / LIST
    return tomllib.loads(file.read_text(encoding="utf-8")).get("test", []) if file.is_file() else []


def format_entry(test: str, failure: str, cause: str = NO_CAUSE) -> str:
    """One test of the list, as TOML. failure: the text of its first failure, of which the last telling lines are kept."""
    said = failure.splitlines()
    kept = [line for line in said if line.startswith(TELLING)] or said
    lines = "".join(f"    {quote(line)},\n" for line in kept[-LAST_LINES:])
    return f"[[test]]\nid = {quote(test)}\ndate = {date.today()}\nfailure = [\n{lines}]\ncause = {quote(cause)}\n"


def quote(text: str) -> str:
    """A basic string of TOML, which escapes as JSON does, and one letter more."""
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")  # half a letter of a pipe is none of TOML's
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def name_function(test: str) -> str:
    """A test without its parameters: what is unsteady with one of them is suspect with all."""
    return test.partition("[")[0]


def describe_list(root: Path) -> str:
    """A sentence where the list is not empty, else nothing."""
    found = [f"{entry['id']} ({entry['cause']})" for entry in read_list(root)]
    return f"{len(found)} unsteady in {LIST.as_posix()}, which shall be empty: {', '.join(found)}" if found else ""
