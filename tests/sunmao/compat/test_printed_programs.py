"""Printed programs that cannot run here, started as a pupil starts them: a sentence, where, and never Python's steps."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.limits import HANG_TIMEOUT
from tests.support.paths import ROOT

pytestmark = pytest.mark.process

WILD = ROOT.parent / "shared" / "data" / "wild"


def run(folder: Path, program: str, name: str = "main.py", status: int = 1, **environment) -> list[str]:
    """The lines that `sunmao run` says about a program that prints nothing, and ends with an error (or this status)."""
    (folder / name).write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "sunmao.server", "run", name],
        cwd=folder,
        env={**os.environ, "SUNMAO_LANG": "en", "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=HANG_TIMEOUT,
    )
    assert done.returncode == status and done.stdout == ""
    return done.stderr.splitlines()


PROGRAMS = (
    ("from EasyData import DataSet\n", "textbook's “EasyData”", 1),
    ("from XEdu.hub import Workflow as wf\nthings = wf(task='det_coco')\n", "task “det_coco”", 2),
    ("from XEdu.Hub import Workflow\nWorkflow('depth_anything')\n", "task “depth_anything”", 2),
    ("from XEdu.hub import Workflow as wf\nmodel = wf(task='MMEdu')\n", "No model file is named", 2),
    ("from XEdu.LLM import Client\nClient(provider='qwen')\n", "online service", 2),
    ("from MMEdu import MMPose\n", "“MMEdu.MMPose”", 1),
    ("import MMEdu\n1 / 0\n", "divided by 0", 2),
    ("improt numpy\n", "“improt”", 1),
    ("from sunmao import Datset\n", "“Datset”", 1),
)


@pytest.mark.long
@pytest.mark.parametrize(("program", "words", "line"), PROGRAMS)
def test_a_sentence_and_where(program, words, line, tmp_path):
    sentence, gap, where, *_, switch = run(tmp_path, program)
    assert words in sentence and gap == "" and f'main.py", line {line}' in where and "SUNMAO_TRACEBACK=1" in switch


def test_the_whole_traceback_is_a_switch_away(tmp_path):
    said = run(tmp_path, "import EasyData\n", SUNMAO_TRACEBACK="1")
    assert said[0].startswith("Traceback") and said[-1] == "ModuleNotFoundError: No module named 'EasyData'"


def test_lines_for_notebooks_are_passed_over(tmp_path):
    program = "!pip install onnx\n%matplotlib inline\nif True:\n    !pip install onnxsim\ntext = '''\n!kept\n'''\n"
    (said,) = run(tmp_path, program + "assert text == '\\n!kept\\n'\n", status=0)
    assert said.endswith("line 1, 2, 4.")
    assert "IndentationError" in "".join(run(tmp_path, "!ls\nif True:\npass\n", SUNMAO_TRACEBACK="1"))


@pytest.mark.parametrize("name", ["random.py", "torch.py"])
def test_a_file_that_hides_a_library(name, tmp_path):
    module = name.removesuffix(".py")
    said = run(tmp_path, f"import {module}\n{module}.randint(1, 6)\n", name)
    assert f"“{name}”" in said[0] and "hides" in said[0]


@pytest.mark.skipif(not WILD.is_dir(), reason="what strangers tried lies beside the clone only here")
@pytest.mark.long
def test_what_strangers_tried(tmp_path):
    assert run(tmp_path, (WILD / "45-textbook-library" / "main.py").read_text(encoding="utf-8"), status=0) == []
