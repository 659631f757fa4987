"""The ends of programs by themselves, and the sentence for each."""

import re
import sys

import psutil
import pytest

from sunmao.server.processes.process import ProgramProcess
from tests.support.observed_run import Studio
from tests.support.processes import is_running

pytestmark = pytest.mark.process

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and fork")


def outcome(told):
    last = told.events[-1]
    assert last["kind"] == "state" and last["state"] == told.summary["state"]
    assert [event["seq"] for event in told.events] == list(range(1, len(told.events) + 1))
    assert told.log() == told.events
    return last["state"], last["code"], (last["text"] or {}).get("en", "")


def test_a_program_that_ends_well(studio):
    told = studio.run("print('你好')\nprint('hello')").ends()
    assert outcome(told) == ("finished", 0, "")
    assert told.text("stdout") == "你好\nhello\n"
    assert told.states() == ["starting", "running", "finished"]


def test_an_error_is_data(studio):
    told = studio.run("def half(x):\n    return 1 / x\n\n\nprint(half(0))\n").ends()
    assert outcome(told) == ("error", 1, "")
    (error,) = told.kind("error")
    assert (error["type"], error["line"]) == ("ZeroDivisionError", 2)
    assert error["title"]["zh"] == "不能除以 0。" and "0" in error["title"]["en"]
    assert error["traceback"].count("File") == 2 and "child.py" not in error["traceback"]


def test_a_broken_program_text(studio):
    told = studio.run("print(1)\nx = (\n").ends()
    assert outcome(told)[0] == "error" and told.kind("error")[0]["line"] == 2


@pytest.mark.fault("A6")
def test_sys_exit_with_a_text(studio, row):
    told = studio.run("says_at_exit").ends()
    assert outcome(told) == ("finished", 1, "The program ended with “再见 bye”.")
    assert told.text("stderr") == "再见 bye\n"
    row(saw=told.summary["text"], kept="the text is in the log as well")


@pytest.mark.fault("A6")
@pytest.mark.parametrize(
    "leave, code, said",
    [
        ("sys.exit(256)", 0, ""),
        ("sys.exit(7)", 7, "The program ended itself with status 7."),
        ("sys.exit(-1)", 0xFFFFFFFF if sys.platform == "win32" else 255, "The program ended itself with status"),
        ("os._exit(0)", 0, ""),
        ("os._exit(3)", 3, "The program ended itself with status 3."),
    ],
)
def test_exit_states(studio, leave, code, said, row):
    told = studio.run(f"import os, sys\nprint('before', end='')\n{leave}\n").ends()
    state, status, text = outcome(told)
    assert (
        (state, status % 256, told.text()) == ("finished", code % 256, "before")
        and text.startswith(said)
        and bool(text) == bool(said)
    )
    row(saw=told.summary["text"] or state, kept=f"{leave}: what was printed before is in the log")


@POSIX
@pytest.mark.fault("A6")
def test_killed_by_a_signal(studio, row):
    told = studio.run("dies_by_signal").ends()
    assert outcome(told) == ("error", -9, "The computer or another program ended it.")
    assert told.text() == "begun\n" and told.kind("error")[0]["line"] in (5, 6, 7)
    row(saw=told.summary["text"], kept="its last line is in the log and the line that ran is marked")


@POSIX
def test_killed_from_outside(studio):
    told = studio.run("hangs").says("begun")
    psutil.Process(pids_of(told)[0]).kill()
    assert outcome(told.ends())[0] == "error"


def pids_of(told):
    return [process.pid for process in psutil.process_iter() if runs_in(process, told)]


def runs_in(process, told):
    try:
        return process.cwd() == str(told.folder)
    except (psutil.Error, OSError):
        return False


@POSIX
@pytest.mark.fault("A7")
@pytest.mark.parametrize("program, lines", [("crashes", {4}), ("fills_the_stack", {8})])
def test_a_crash_of_python_names_the_line(studio, program, lines, row):
    told = studio.run(program).ends()
    assert outcome(told)[0] == "error" and told.summary["code"] < 0
    (error,) = told.kind("error")
    assert error["line"] in lines and error["title"]["en"] == f"Python itself crashed at line {error['line']}."
    assert outcome(studio.run("import sys\nprint(sys.getrecursionlimit())").ends())[0] == "finished"
    assert studio.told[f"project {len(studio.told) - 1}"].text() == "1000\n"
    row(saw=error["title"], kept=f"{program}: the next run starts from an untouched standby")


def test_prints_at_the_very_end_are_heard(studio):
    source = "import atexit\nclass Last:\n    def __del__(self): print('deleted')\nlast = Last()\natexit.register(print, 'at exit')\n"
    assert studio.run(source).ends().text() == "at exit\ndeleted\n"


@POSIX
@pytest.mark.fault("A2")
@pytest.mark.parametrize(
    "program",
    [
        "leaves_a_daemon",
        "import os, subprocess\nprint('daemon', subprocess.Popen(['sleep', '99']).pid)\nos.write(1, b'parent done\\n')\n",
    ],
)
def test_what_a_program_leaves_behind_is_ended(studio, program, row):
    """It holds standard output open, so the studio must not wait for the end of that."""
    told = studio.run(program).ends()
    daemon = int(told.text("native", "stdout").split("daemon ")[1].split()[0])
    assert not is_running(daemon)
    assert outcome(told)[2] == "The program has finished; something it had started was ended, too."
    assert "parent done\n" in told.text("stdout", "native")
    row(saw=told.summary["text"], kept="what both printed is in the log; nothing runs on")


@pytest.mark.fault("A5")
@pytest.mark.parametrize(
    "tidying",
    [
        "import threading\nthreading.Thread(target=time.sleep, args=(60,)).start()",
        "class Last:\n    def __del__(self):\n        while True: pass\nlast = Last()",
        "import atexit\natexit.register(time.sleep, 60)",
    ],
)
@pytest.mark.long
def test_a_program_that_tidies_long_is_told_and_stops(studio, tidying, row):
    told = studio.run(f"import time\nprint('begun')\n{tidying}\n").says("begun")
    told.until(lambda told: told.kind("note"), "the note")
    assert "tidying" in told.kind("note")[0]["en"] and told.stop()
    assert outcome(told.ends())[0] == "stopped" and told.text() == "begun\n"
    row(saw=told.kind("note")[0], kept="Stop ended it; the log holds nothing that is none of the program's")


def test_a_program_that_only_lacks_the_processor_is_not_said_to_tidy():
    """As on a busy computer: it is ready to go on all the time, and hardly gets to."""
    lazy = ProgramProcess({}, module="this")
    lazy._waits, lazy._measure_work = (lambda: False), (lambda: 0.0)
    assert not lazy.outlasts(0.0001)
    lazy.kill()
    lazy.close()


@POSIX
@pytest.mark.fault("A8")
@pytest.mark.parametrize(
    "program",
    [
        "pieces = []\nwhile True:\n    pieces.append(bytearray(10_000_000))\n",
        "import sys\nsys.setrecursionlimit(10**9)\ndef deeper(n):\n    return deeper(n + 1)\ndeeper(0)\n",
        "import os, time\nfor _ in range(30):\n    if os.fork() == 0:\n        piece = bytearray(20_000_000)\n        time.sleep(3600)\ntime.sleep(3600)\n",
    ],
    ids=["list", "recursion", "children"],
)
def test_memory_is_watched(eaters, program, row):
    before = psutil.Process().memory_info().rss
    told = eaters.run(program).ends()
    assert outcome(told)[0] == "error" and re.search(r"too much memory \(\d\.\d GB\)", told.summary["text"]["en"])
    assert told.kind("error")[0]["title"] == told.summary["text"]
    assert psutil.Process().memory_info().rss - before < 50 * 2**20
    assert outcome(eaters.run("print('next')").ends())[0] == "finished"
    row(saw=told.summary["text"], kept="the studio's own memory stays flat; the next run works")


@pytest.fixture(scope="module")
def eaters(tmp_path_factory):
    """A studio whose programs may use 300 MB."""
    studio = Studio(tmp_path_factory.mktemp("eaters"), memory=300 * 2**20)
    yield studio
    studio.runs.close()


@POSIX
def test_what_forked_processes_share_counts_once(eaters):
    """Four that were forked from one of 100 MB have no more than it."""
    told = eaters.run(
        "import os, time\npiece = bytearray(100_000_000)\nfor _ in range(4):\n    if os.fork() == 0:\n        time.sleep(2)\n        os._exit(0)\ntime.sleep(2)\n"
    ).ends()
    assert outcome(told)[0] == "finished"


def test_a_program_that_removes_its_folder(studio):
    told = studio.run("removes_its_folder").ends()
    assert outcome(told)[0] == "finished" and told.text() == "gone\n"
    assert outcome(studio.run("print('next')").ends())[0] == "finished"


@pytest.mark.parametrize(
    "words, heard",
    [
        ("'x' * 10**7", "The program ended with “" + "x" * 2000 + "”."),
        ("type('Mute', (), {'__str__': None})()", "The program ended with “?”."),
    ],
)
def test_strange_last_words(studio, words, heard):
    assert outcome(studio.run(f"import sys\nsys.exit({words})").ends())[2] == heard


def test_an_error_with_endless_words_is_still_an_error(studio):
    told = studio.run("raise ValueError('x' * 10**7)").ends()
    assert outcome(told)[0] == "error" and len(told.kind("error")[0]["title"]["en"]) < 5000


@POSIX
def test_a_program_that_spawns_itself_without_a_guard(studio):
    spawn = "import multiprocessing\nprint('once more')\nchild = multiprocessing.get_context('spawn').Process(target=print)\nchild.start()\nchild.join()\n"
    told = studio.run(spawn).ends()
    assert told.text().count("once more\n") == 2 and "bootstrapping phase" in told.text("native")
    assert outcome(told)[0] == "finished"
