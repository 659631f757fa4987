"""The commit that is wholly tested: a green `start.py test --all` writes it down, with what it ran.

Continuous integration runs a part of the long tests only, and first those that something has changed for since then
(`checks/ci/long_tests.py`).
"""

import json
import platform
import subprocess
import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

RECORD = Path("tests") / "wholly_tested.toml"
ALONE = {"-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--all"}  # as start.py calls pytest
HEAD = """\
# Written by a green `python3 start.py test --all` and by nothing else. What has changed since this commit decides which
# long tests continuous integration runs first: see checks/ci/long_tests.py.
"""


class WholeRun:
    """The plugin of a run of everything, in the process that collects the reports."""

    def __init__(self, root: Path) -> None:
        self._root, self._began = root, time.monotonic()
        self._commit, self._uncommitted = ask_git(root, "rev-parse", "HEAD"), ask_git(root, "status", "--porcelain")
        self._long: set[str] = set()

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Count the long tests."""
        if "long" in report.keywords:
            self._long.add(report.nodeid)

    def pytest_terminal_summary(self, terminalreporter: Any, exitstatus: Any, config: Any) -> None:
        """Write the record, or say why not."""
        stats = terminalreporter.stats
        skipped = {report.nodeid: report for report in stats.get("skipped", [])}
        refusal = self._find_refusal(exitstatus, config)
        if not refusal and any("browser" in report.keywords for report in skipped.values()):
            refusal = "browser tests were skipped"
        if refusal:
            terminalreporter.write_line(f"{RECORD.as_posix()} stays as it is: {refusal}.")
            return
        facts = {
            "commit": self._commit.strip(),
            "date": date.today(),
            **{outcome: len(stats.get(outcome, [])) for outcome in ("passed", "skipped", "unsteady")},
            "long": len(self._long),
            "minutes": round((time.monotonic() - self._began) / 60),
            "python": platform.python_version(),
            "platform": platform.platform(),
            "not_run": sorted(skipped),
        }
        write_record(self._root, facts)
        terminalreporter.write_line(f"{RECORD.as_posix()} names {facts['commit']} as wholly tested.")

    def _find_refusal(self, exitstatus: int, config: pytest.Config) -> str:
        if exitstatus != pytest.ExitCode.OK:
            return "not all tests passed"
        if more := {*config.invocation_params.args} - ALONE:
            return f"not all tests were asked for ({', '.join(sorted(more))})"
        if not self._commit or self._uncommitted or ask_git(self._root, "rev-parse", "HEAD") != self._commit:
            return "what was tested is no commit"
        return ""


def write_record(root: Path, facts: dict) -> None:
    """Write the record. facts: its fields in their order: texts, lists of them, numbers and the date."""
    lines = (
        f"{name} = {value if isinstance(value, date) else json.dumps(value, indent=4)}\n"
        for name, value in facts.items()
    )
    (root / RECORD).write_text(HEAD + "".join(lines), encoding="utf-8", newline="\n")


def read_record(root: Path) -> dict:
    """Read the record of the last whole run; empty where there was none."""
    file = root / RECORD
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def find_changes(root: Path, commit: str) -> list[str] | None:
    """The files that differ from a commit's, also those not committed yet, the record apart; None where this clone does not
    have the commit.
    """
    if ask_git(root, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}") is None:
        return None
    changed = ask_git(root, "diff", "--name-only", "--no-renames", "-z", commit, "--") or ""
    new = ask_git(root, "ls-files", "--others", "--exclude-standard", "-z") or ""
    return sorted({*changed.split("\0"), *new.split("\0")} - {"", RECORD.as_posix()})


def ask_git(root: Path, *words: str) -> str | None:
    """Return Git's output on the repository, which may be another user's; None where Git fails or is not there."""
    command = ["git", "-c", "safe.directory=*", *words]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8")
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
