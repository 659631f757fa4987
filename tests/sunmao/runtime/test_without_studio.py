"""The same programs with plain `python main.py`: Ctrl+C, errors, questions in the terminal, curves in `output/`."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial

import pytest

from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.observed_run import PROGRAMS

pytestmark = pytest.mark.process


def start(tmp_path, source, **environment):
    (tmp_path / "main.py").write_text(source, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "main.py"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a real Ctrl+C")
@pytest.mark.parametrize(
    "body, ending",
    [
        ("while running():\n    begin()\nprint('bye')", "bye\n"),
        ("@every(0.02)\ndef on_time():\n    begin()\n\n\nlisten()\nprint('bye')", "bye\n"),
        ("begin()\nwait(600)\nprint('never')", ""),
    ],
)
def test_ctrl_c_ends_it_without_a_traceback(tmp_path, body, ending):
    begin = "from sunmao import every, listen, running, wait\nrunning()\n\n\ndef begin():\n    print('begun', flush=True)\n\n\n"
    program = start(tmp_path, begin + body + "\n")
    assert program.stdout.readline() == "begun\n"
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=HANG_TIMEOUT)
    assert out.replace("begun\n", "") == ending and err == ""


IMPORTED_TWICE = "ImportError: cannot load module more than once per process\n"


def interrupt(program) -> bool:
    """Press Ctrl+C, and wait a moment. Returns whether the program has ended."""
    program.send_signal(signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):
        program.wait(10)
    return program.poll() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="a real Ctrl+C")
@pytest.mark.parametrize(
    "body",
    [
        "import time\ntime.sleep(3600)",
        "for _ in iter(int, 1):\n    pass",
        "import torch\nimport time\ntime.sleep(3600)",
        # What a library makes of an interrupt, and one while Python waits for the program's threads.
        "import time\ntry:\n    time.sleep(3600)\nexcept KeyboardInterrupt as error:\n    raise ImportError('half') from error",
        "import threading, time\nthreading.Thread(target=time.sleep, args=(5,)).start()",
    ],
)
def test_ctrl_c_where_the_library_does_not_wait_is_a_sentence(tmp_path, body):
    program = start(tmp_path, f"import sunmao\nprint('begun', flush=True)\n{body}\n")
    assert program.stdout.readline() == "begun\n"
    time.sleep(0.3)  # until the program is in the middle of what it does
    # A bare `except` in the import of a package may swallow one, in one of some hundred times.
    poll_until(partial(interrupt, program), "its end")
    out, err = program.communicate()
    if "torch" in body and err.endswith(IMPORTED_TWICE):
        pytest.skip("the import of torch swallowed the interrupt, and left NumPy half imported")
    assert (
        out == ""
        and err in ("The program was interrupted.\n", "程序被打断了。\n")
        and ("threading" in body or program.returncode)
    )


UNTAUGHT = """from sunmao.vision import Classification


def learn(model):
    model.train(epochs=1)


learn(Classification())
"""
SENTENCE = "The model has no data yet. Give the model a data set first."


def error_of(tmp_path, source, **environment):
    program = start(tmp_path, source, SUNMAO_LANG="en", **environment)
    err = program.communicate(timeout=HANG_TIMEOUT)[1]
    assert program.returncode == 1
    return err


def test_an_error_of_ours_is_a_sentence_and_where(tmp_path):
    sentence, gap, *where, switch = error_of(tmp_path, UNTAUGHT).splitlines()
    assert sentence == SENTENCE and gap == "" and "SUNMAO_TRACEBACK=1" in switch
    main = tmp_path / "main.py"
    assert where == [
        f'  File "{main}", line 8, in <module>',
        "    learn(Classification())",
        f'  File "{main}", line 5, in learn',
        "    model.train(epochs=1)",
    ]


@pytest.mark.parametrize(
    "before, environment",
    [("", {"SUNMAO_TRACEBACK": "1"}), ("import sys\nsys.excepthook = lambda *it: sys.__excepthook__(*it)\n", {})],
)
def test_the_whole_traceback_is_a_switch_away_and_a_debuggers_own(tmp_path, before, environment):
    err = error_of(tmp_path, before + UNTAUGHT, **environment)
    assert (
        err.startswith("Traceback")
        and "trainable_model.py" in err
        and err.endswith(f"sunmao.errors.DatasetNotLoaded: {SENTENCE}\n")
    )


def test_any_other_error_is_told_by_python(tmp_path):
    assert error_of(tmp_path, "import sunmao\n1 / 0\n").startswith("Traceback")


def test_questions_and_curves(tmp_path):
    program = start(
        tmp_path, "from sunmao import choose, plot\nprint(choose('which?', ['a', 'b']))\nplot('light', 3)\n"
    )
    out, err = program.communicate("2\n", timeout=HANG_TIMEOUT)
    assert out == "1. a\n2. b\nwhich? b\noutput/curves.csv\n" and err == ""
    assert (tmp_path / "output/curves.csv").read_text("utf-8-sig") == "step,light\n1,3.0\n"


def test_events_of_the_library(tmp_path):
    program = start(tmp_path, (PROGRAMS / "waits_with_events.py").read_text())
    out, err = program.communicate(timeout=HANG_TIMEOUT)
    assert program.returncode == 0 and out.splitlines()[-2:] == ["beat 5", "enough"] and err == ""
