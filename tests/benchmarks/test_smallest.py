"""Every benchmark's smallest case, as `python -m benchmarks --smallest` runs it: its rows are complete, its numbers are
numbers. What the numbers say is nobody's business here.
"""

import math
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS
from benchmarks.costs import THREADS_SETTING
from benchmarks.history import load_results
from benchmarks.rows import MissingRow, Row

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parents[2]
# Benchmarks that share a process, a studio, a browser and the training engine, by what they need.
GROUPS = {
    "process": (
        "generate",
        "hostile",
        "check",
        "beginners",
        "printed_blocks",
        "both_ways",
        "classroom",
        "runtime_errors",
        "idle",
        "damage",
        "fuzz",
        "connection_flood",
        "kill",
        "hostile_programs",
        "starting",
        "stopping",
        "highlight",
        "alike",
        "landmarks",
        "reading",
        "people",
        "data_doctor",
        "board_faults",
        "board",
    ),
    "browser alone": ("page_kill", "live_answers", "teaching"),  # they start browsers of their own
    "browser": (
        "page",
        "table_page",
        "flood",
        "blocks",
        "following",
        "hour",
        "video",
        "stage",
        "data",
        "dataset_edits",
    ),
    "training": (
        *(
            "digits",
            "pointers",
            "transfer",
            "linear_probe",
            "study",
            "label_issues",
            "mended_data",
            "labeling",
            "fine_tuning",
            "loop",
            "inference",
            "boxes_inference",
            "servo",
            "xedu",
            "xedu_boxes",
            "parity",
            "runtimes",
        ),
        *(
            "boxes_parity",
            "backbones",
            "signs",
            "finders",
            "kinds",
            "nuclei",
            "cells",
            "lookalikes",
            "sentences",
            "sounds",
            "motions",
            "tables",
            "points",
            "tags",
            "painting",
            "recipes",
            "distillation",
            "pruning",
            "quantization",
            "distributed",
            "cluster_study",
            "cluster_queue",
            "geometry",
            "cards",
            "installing",
        ),
    ),
}
# One thread each: waiting for each other, several would take more of a busy computer than the sums do.
CALM = {THREADS_SETTING: "1", "OMP_WAIT_POLICY": "PASSIVE"}


@pytest.fixture(scope="module")
def results(request, tmp_path_factory):
    """Results of the command for a benchmark of a group: the whole group runs when the first of it is asked for."""
    found = {}

    def results_of(group: str, name: str) -> tuple[list[Row | MissingRow], dict, str]:
        if group not in found:
            items = [item for item in request.session.items if item.path == request.path and hasattr(item, "callspec")]
            names = [item.callspec.params["name"] for item in items if item.callspec.params.get("group") == group]
            found[group] = run_command(names, tmp_path_factory.mktemp(group) / "rows.jsonl")
        results, said = found[group]
        mine = [(run, result) for run, result in results if run["benchmark"] == name]
        return [result for _, result in mine], mine[0][0] if mine else {}, said

    return results_of


def run_command(names: list[str], file: Path) -> tuple[list, str]:
    """Run the command and return the results that it kept in a file, and its output."""
    command = [sys.executable, "-m", "benchmarks", "--smallest", "--save", str(file), *names]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | CALM, capture_output=True, text=True, encoding="utf-8")
    return load_results(file), done.stdout + done.stderr


def test_every_benchmark_is_in_one_group():
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(BENCHMARKS)


@pytest.mark.long
@pytest.mark.parametrize(
    ("group", "name"),
    [
        pytest.param(group, name, marks=getattr(pytest.mark, group.split()[0]), id=name)
        for group, names in GROUPS.items()
        for name in names
    ],
)
def test_smallest_case_gives_complete_rows(group, name, results):
    found, run, said = results(group, name)
    missing = [each for each in found if isinstance(each, MissingRow)]
    assert not [each for each in missing if each.failed], said
    if missing:
        pytest.skip("; ".join(each.reason for each in missing))
    assert found, said
    assert datetime.fromisoformat(run["date"]) and run["commit"]
    assert all(run["machine"][part] for part in ("cpu", "cores", "memory_gb", "os", "python"))
    for row in found:
        check_row(row)


def check_row(row: Row) -> None:
    """Raises AssertionError for a row that says less than a row must say."""
    assert row.name and row.holds in (True, False) and len(row.cells()) == 10, row
    numbers = [row.ours, row.wall, row.processor]
    if row.peer is not None:
        assert row.peer_name, row
        numbers += [row.peer, row.ratio]
    if row.processor_ratio is not None:
        numbers.append(row.processor_ratio)
    assert all(map(math.isfinite, numbers)), row
