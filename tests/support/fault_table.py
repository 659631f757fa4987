"""The fault table: what was done to Sunmao, what the child saw, what remained. `python start.py test --faults` prints
it.

A test that stands for a row says so with `@pytest.mark.fault("A1")` and tells, with the fixture `row`, what it saw and
what it found unharmed. The table shows those observed words, not promises.
"""

from collections import defaultdict
from dataclasses import dataclass

import pytest

LAST = {
    "A": 25,
    "B": 17,
    "C": 8,
    "D": 20,
    "E": 7,
    "F": 10,
    "G": 12,
    "H": 10,
}  # rows of each letter, as `faults.md` of the shared texts numbers them
# Rows that have no test, and why.
NOT_DONE: dict[str, str] = {
    "G10": "the board itself must watch, which is not part of this table",
    "H9": "a memory stick needs a file system of the kernel's, which test machines do not have",
    "H10": "the board itself must watch, as for G10",
}
WIDEST = 150  # letters of a line
MAX_LINES = 4  # lines of a kind


@dataclass(frozen=True)
class Observation:
    """The observation of one test of a row. outcome: 'passed', 'failed' or 'skipped'."""

    test: str
    outcome: str
    saw: str
    kept: str


class FaultTable:
    """Collects the rows while the tests run, and prints them at the end."""

    def __init__(self, asked: bool):
        self._asked = asked
        self._rows: dict[str, list[Observation]] = defaultdict(list)

    def pytest_collection_modifyitems(self, config, items):
        """With --faults only the tests of the table run."""
        if self._asked:
            chosen = [item for item in items if item.get_closest_marker("fault")]
            config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
            items[:] = chosen

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item):
        """A test of the table that tells nothing has shown nothing."""
        result = yield
        if item.get_closest_marker("fault") and "saw" not in dict(item.user_properties):
            pytest.fail("a test of the fault table tells `row` what was seen and what was kept")
        return result

    def pytest_runtest_logreport(self, report):
        """Remember what the test said."""
        told = dict(report.user_properties)
        if "fault" in told and (report.when == "call" or report.outcome != "passed"):
            for row in told["fault"]:
                self._rows[row].append(
                    Observation(report.nodeid, report.outcome, told.get("saw", ""), told.get("kept", ""))
                )

    def pytest_terminal_summary(self, terminalreporter):
        """Print the table when it was asked for."""
        if not self._asked:
            return
        terminalreporter.section("fault table")
        for row in every_row():
            for line in self.lines(row):
                terminalreporter.write_line(line)
        holds = [row for row in every_row() if self.verdict(row) == "holds"]
        terminalreporter.write_line(
            f"{len(holds)} of {len(every_row())} rows hold; not done: {', '.join(NOT_DONE) or 'none'}"
        )

    def verdict(self, row: str) -> str:
        """'holds' when a test of the row passed and none failed."""
        outcomes = {seen.outcome for seen in self._rows[row]}
        if row in NOT_DONE or not outcomes:
            return "not done" if row in NOT_DONE else "NO TEST"
        return "FAILS" if "failed" in outcomes else "holds" if "passed" in outcomes else "skipped"

    def lines(self, row: str) -> list[str]:
        """The lines of one row: how it stands, then each different thing that was seen and kept, and the tests."""
        found = self._rows[row]
        head = f"{row:<4}{self.verdict(row):<9}{NOT_DONE.get(row) or f'{len(found)} test' + 's' * (len(found) != 1)}"
        saw, kept = (
            list(dict.fromkeys(filter(None, words)))
            for words in ([seen.saw for seen in found], [seen.kept for seen in found])
        )
        tests = dict.fromkeys(seen.test.split("[")[0] for seen in found)
        return [head, *listed("saw", saw), *listed("kept", kept), *listed("by", list(tests))]


def listed(name: str, words: list[str]) -> list[str]:
    """One line each for the first few different words."""
    more = [f"… and {len(words) - MAX_LINES} more"] if len(words) > MAX_LINES else []
    return [
        f"      {name if not number else '':<5}{short(line)}" for number, line in enumerate([*words[:MAX_LINES], *more])
    ]


def every_row() -> list[str]:
    """The names of all rows."""
    return [f"{letter}{number}" for letter, last in LAST.items() for number in range(1, last + 1)]


def short(text: str) -> str:
    """Text as one line of a table."""
    line = " ".join(text.split())
    return line if len(line) <= WIDEST else line[: WIDEST - 1] + "…"


@pytest.fixture
def row(request):
    """Tell the fault table: `row(saw=…, kept=…)`. saw: the sentence that the child got, as text or {'zh', 'en'}; kept:
    what was checked to be unharmed.
    """

    def tell(saw, kept: str) -> None:
        words = f"{saw['zh']} / {saw['en']}" if isinstance(saw, dict) else saw or "–"
        request.node.user_properties += [("saw", words), ("kept", kept)]

    return tell
