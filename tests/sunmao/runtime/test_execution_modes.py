"""A program does the same at each pace, to the letter of what it prints."""

import json
import shutil
import subprocess
import sys

import pytest

from sunmao.codegen import compile_workspace
from tests.support.blocks.random_programs import Programs
from tests.support.blocks.workspace_builder import block, stack
from tests.support.paths import ROOT

pytestmark = pytest.mark.process

ALL_SORTS = ROOT / "tests" / "programs" / "does_all_sorts.py"
PROGRAMS = 60


@pytest.fixture(scope="module")
def done(tmp_path_factory) -> dict:
    """The observations of each program at each pace: 60 by chance, with their blocks, and one with all sorts of Python,
    line by line.
    """
    folder = tmp_path_factory.mktemp("paces")
    shutil.copy(ALL_SORTS, folder)
    source = Programs(7)
    for number in range(PROGRAMS):
        made = compile_workspace(
            {"blocks": {"languageVersion": 0, "blocks": [stack([block("program_start"), *source.program()])]}}
        )
        assert made.ok, made.problems
        numbers = {name: place for place, name in enumerate(made.blocks, 1)}
        (folder / f"chance_{number}.py").write_text(made.python, "utf-8")
        (folder / f"chance_{number}.json").write_text(json.dumps([numbers.get(name, 0) for name in made.lines]))
    answer = subprocess.run(
        [sys.executable, ROOT / "tests" / "support" / "run_in_each_mode.py", folder], stdout=subprocess.PIPE, check=True
    )
    return json.loads(answer.stdout)


def test_the_same_is_printed_and_the_end_is_the_same(done):
    assert len(done) == PROGRAMS + 1
    for name, paces in done.items():
        for pace, seen in paces.items():
            assert (seen["said"], seen["ending"]) == (paces["run"]["said"], paces["run"]["ending"]), f"{name} at {pace}"


def test_each_pace_shows_what_it_should(done):
    for name, paces in done.items():
        assert paces["run"]["pauses"] == paces["run"]["shown"] == 0
        assert paces["slow"]["pauses"] == 0 < paces["slow"]["shown"]
        if name.startswith("chance"):  # one thread: each step is seen once
            assert paces["slow"]["shown"] == paces["step"]["pauses"] == paces["stops"]["pauses"]
