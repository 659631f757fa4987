"""Twice the input takes at most 2.4 times the processor time, for everything that a file brings in: a small file must not
hold up a studio.
"""

import pytest

from sunmao.data.formats.registry import FORMATS
from sunmao.server.projects.project_contents import DATASET_NOTES, OWN
from tests.support.growing.collections import COLLECTIONS
from tests.support.growing.cost import MAX_GROWTH, Growing, measure_growth
from tests.support.growing.data_sets import DATA_SETS
from tests.support.growing.logs_and_archives import ARCHIVES, LOGS
from tests.support.growing.records import FILES, RUNS
from tests.support.growing.tool_exports import TOOL_EXPORTS
from tests.support.growing.workspaces import WORKSPACES

EXPORTED = [*COLLECTIONS, *TOOL_EXPORTS]  # read by what the others read with, too
CASES = [*LOGS, *ARCHIVES, *WORKSPACES, *RUNS, *FILES, *DATA_SETS, *EXPORTED]
CALLED = {".edits.jsonl": "edit log"}  # files whose rows have another name


@pytest.mark.fault("H4")
@pytest.mark.parametrize(
    "case",
    [pytest.param(each, marks=[pytest.mark.long] if each in EXPORTED else []) for each in CASES],
    ids=str,
)
def test_twice_the_input(case, row):
    growth = measure_growth(case)
    assert growth <= MAX_GROWTH
    row(saw="–", kept=f"{case}: twice as many take {growth:.1f} times the processor time")


def test_every_format_has_a_row():
    """A format that comes later has one as well, and so has every file that a project brings."""
    files = {CALLED.get(name, name) for name in (*OWN, *DATASET_NOTES)}
    assert FORMATS.keys() | files <= {case.format for case in CASES}


@pytest.mark.parametrize("depth", [1, 2])
def test_a_cost_that_grows_with_the_square_is_seen(depth):
    """The measure itself: of what looks through a list once, and of what does so for every item."""

    def read(numbers: list[int]) -> None:
        for number in numbers if depth == 2 else numbers[-100:]:
            assert number in numbers

    growth = measure_growth(Growing("list", "numbers", lambda n: list(range(n)), read, 1_500 if depth == 2 else 5_000))
    assert growth <= MAX_GROWTH if depth == 1 else growth > 3
