"""The same programs with plain `python main.py`: Ctrl+C, questions in the terminal, curves in `output/`."""

import signal
import subprocess
import sys

import pytest
from told import PROGRAMS


def start(tmp_path, source):
    (tmp_path / "main.py").write_text(source, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "main.py"], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a real Ctrl+C")
@pytest.mark.parametrize("body, ending", [
    ("while running():\n    begin()\nprint('bye')", "bye\n"),
    ("@every(0.02)\ndef on_time():\n    begin()\n\n\nlisten()\nprint('bye')", "bye\n"),
    ("begin()\nwait(60)\nprint('never')", ""),
])
def test_ctrl_c_ends_it_without_a_traceback(tmp_path, body, ending):
    begin = "from sunmao import every, listen, running, wait\nrunning()\n\n\ndef begin():\n    print('begun', flush=True)\n\n\n"
    program = start(tmp_path, begin + body + "\n")
    assert program.stdout.readline() == "begun\n"
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=30)
    assert out.replace("begun\n", "") == ending and err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a real Ctrl+C")
@pytest.mark.parametrize("body", ["import time\ntime.sleep(60)", "for _ in iter(int, 1):\n    pass", "import torch\nimport time\ntime.sleep(60)"])
def test_ctrl_c_where_the_library_does_not_wait_is_a_sentence(tmp_path, body):
    program = start(tmp_path, f"import sunmao\nprint('begun', flush=True)\n{body}\n")
    assert program.stdout.readline() == "begun\n"
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=30)
    assert out == "" and err in ("The program was interrupted.\n", "程序被打断了。\n") and program.returncode != 0


def test_questions_and_curves(tmp_path):
    program = start(tmp_path, "from sunmao import choose, plot\nprint(choose('which?', ['a', 'b']))\nplot('light', 3)\n")
    out, err = program.communicate("2\n", timeout=60)
    assert out == "1. a\n2. b\nwhich? b\noutput/curves.csv\n" and err == ""
    assert (tmp_path / "output/curves.csv").read_text("utf-8-sig") == "step,light\n1,3.0\n"


def test_events_of_the_library(tmp_path):
    program = start(tmp_path, (PROGRAMS / "waits_with_events.py").read_text())
    out, err = program.communicate(timeout=60)
    assert program.returncode == 0 and out.splitlines()[-2:] == ["beat 5", "enough"] and err == ""
