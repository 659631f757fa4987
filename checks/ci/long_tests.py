"""`start.py test --long`: of the long tests those that something has changed for, then a third of the others, as time
allows.

What a change concerns is measured in imports since the commit that is wholly tested (`checks/ci/whole_run.py`): the
fewer of them lie between, the earlier a file of tests comes. The third is another one every day. When the minutes are
over, what has not begun is left out. All of it is printed.
"""

import random
import re
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.ci.import_graph import FAR, ImportGraph
from checks.ci.whole_run import find_changes, read_record

MINUTES = 12
LEFT_OUT = "left out"
CHANGED, THIRD = "something changed for", "of the others"
# A language is one of the combinations of which some are long: tests/e2e/conftest.py.
_LONG = re.compile(r"\bmark\.long\b|\bparametrize\(\s*\(?\"lang\"|\bparams=LANGUAGES\b")
_WORD = re.compile(r"[a-z]{4,}")
STEM = 5  # letters in which words agree: label, labeling


class LongTests:
    """The plugin. With several processes, one of them makes the plan and hands it to the others."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        handed = getattr(config, "workerinput", {}).get("long_tests")
        self._head, self._plan, self._end = handed or self._make_plan()
        self._place = {file: place for place, file in enumerate(self._plan)}
        config.args = [str(config.rootpath / file) for file in self._plan]

    def _make_plan(self) -> tuple[list[str], dict[str, str], float]:
        """Make the plan: the decisions as lines; each file that is run and why, in their order; the time at which to
        end.
        """
        end = time.time() + 60 * self._config.getoption("--minutes")
        head, plan = plan_long_tests(self._config.rootpath, date.today())
        return head, plan, end

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Hand the plan to a process of pytest-xdist."""
        node.workerinput["long_tests"] = self._head, self._plan, self._end

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: Any, items: list[Any]) -> None:
        """Keep the long tests only, in the order of the plan."""
        left_out = {item for item in items if not item.get_closest_marker("long")}
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = sorted((item for item in items if item not in left_out), key=self._find_place)

    def _find_place(self, item: Any) -> int:
        return self._place[item.path.relative_to(self._config.rootpath).as_posix()]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: Any) -> None:
        """Begin nothing when the time is over."""
        if time.time() > self._end:
            item.user_properties.append((LEFT_OUT, True))
            pytest.skip("the time for long tests is over")

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: Any) -> tuple[str, str, str] | None:
        """Count what was left out by itself: nothing skipped it. A file that skips itself whole has no properties."""
        left_out = report.skipped and (LEFT_OUT, True) in getattr(report, "user_properties", [])
        return (LEFT_OUT, "", "LEFT OUT") if left_out else None

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say what ran and why, and what did not."""
        left_out = Counter(get_file(report) for report in terminalreporter.stats.get(LEFT_OUT, []))
        ran = Counter(
            get_file(report)
            for outcome in ("passed", "failed", "unsteady", "skipped")
            for report in terminalreporter.stats.get(outcome, [])
        )
        terminalreporter.section("long tests")
        for line in self._head:
            terminalreporter.write_line(line)
        for title, counts in (("ran", ran), ("left out, no time", left_out)):
            for why in (CHANGED, THIRD):
                files = [file for file, reason in self._plan.items() if reason.startswith(why) and counts[file]]
                number = sum(counts[file] for file in files)
                terminalreporter.write_line(f"{title}, {why}: {number} tests in {len(files)} files")
                for file in files:
                    terminalreporter.write_line(f"  {file} ({counts[file]}){self._plan[file].removeprefix(why)}")


def plan_long_tests(root: Path, today: date) -> tuple[list[str], dict[str, str]]:
    """Choose the files of long tests to run, most relevant first.

    Args:
        root: the repository.
        today: decides which third of the files that nothing changed for comes after the others.

    Returns:
        What was decided, as lines to print; and each chosen file with its reason, in order.
    """
    files = sorted(find_long_files(root))
    record = read_record(root)
    commit = record.get("commit", "")
    changed = find_changes(root, commit)
    if changed is None:
        why = f"this clone does not have {commit}" if commit else "no whole run is on record"
        head, near = f"All count as changed: {why}.", dict.fromkeys(files, (0, ""))
    else:
        head = f"{len(changed)} files changed since {commit[:12]}, wholly tested on {record['date']}."
        near = ImportGraph(root).measure_distances(changed)
    shuffled = random.Random(today.toordinal()).sample(files, len(files))  # the last ones are not the same every day
    words = find_words(changed or [])
    concerned = sorted(
        (file for file in shuffled if file in near),
        key=lambda file: (near[file][0], -len(find_words([Path(file).name]) & words)),
    )
    others = [file for file in files if file not in near]
    turn = today.toordinal() % 3
    third = [file for file in shuffled if file in others[turn::3]]
    plan = {file: f"{CHANGED}{describe_distance(*near[file])}" for file in concerned}
    lines = [head, f"Third {turn + 1} of 3 of the {len(others)} other files, by the date {today}."]
    return lines, plan | dict.fromkeys(third, THIRD)


def describe_distance(imports: int, path: str) -> str:
    if imports == FAR:
        return f": {path} concerns all"
    return f": {path}, {imports} import{'s' * (imports > 1)} away" if imports else f": {path}" if path else ""


def find_long_files(root: Path) -> Iterable[str]:
    """The files that have a test with the mark `long`."""
    for path in (root / "tests").rglob("test_*.py"):
        if _LONG.search(path.read_text(encoding="utf-8")):
            yield path.relative_to(root).as_posix()


def find_words(paths: Iterable[str]) -> set[str]:
    """The beginnings of the words in the names of files: what is about labels is called so in the page and in its tests."""
    return {word[:STEM] for path in paths for word in _WORD.findall(path)} - {"test"}


def get_file(report: Any) -> str:
    return report.nodeid.partition("::")[0]
