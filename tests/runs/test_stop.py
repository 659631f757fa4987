"""Stop always stops, everything that was started included."""

import sys
import threading

import psutil
import pytest
from told import eventually

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and fork")
DEAF = "It did not listen, so it was ended."


def ending(told):
    """The outcome after Stop: state and the English sentence."""
    assert told.stop()
    told.ends()
    assert told.log() == told.events and told.states()[-2:] != ["stopping", "finished"]
    return told.summary["state"], (told.summary["text"] or {}).get("en")


@pytest.mark.parametrize("program", ["sleeps", "hangs", "trains_on"])
def test_programs_that_listen(studio, program):
    told = studio.run(program).says("begun")
    assert ending(told) == ("stopped", None)
    assert not told.kind("error")


def test_a_stopped_program_may_keep_what_it_has(studio):
    told = studio.run("trains_on").says("begun")
    assert ending(told) == ("stopped", None) and told.text() == "begun\nkept\n"


def test_while_a_question_is_open(studio):
    told = studio.run("asks")
    told.until(lambda told: told.kind("ask"))
    assert ending(told) == ("stopped", None)
    assert told.answer("late") is False


@POSIX
def test_a_program_that_ignores_it(studio):
    told = studio.run("ignores_interrupt").says("begun")
    assert ending(told) == ("stopped", DEAF)
    assert told.states() == ["starting", "running", "stopping", "forcing", "stopped"]


@POSIX
def test_a_program_that_catches_everything(studio):
    told = studio.run("import time\nprint('begun')\nwhile True:\n    try:\n        time.sleep(9)\n    except BaseException:\n        print('no')\n")
    told.says("begun")
    assert ending(told) == ("stopped", DEAF) and "no" in told.text()


@POSIX
def test_a_program_that_stopped_itself(studio):
    told = studio.run("import os, signal\nprint('begun', flush=True)\nimport time\ntime.sleep(0.1)\nos.kill(os.getpid(), signal.SIGSTOP)\n")
    told.says("begun")
    pid = studio.runs._live[told.project][1].identity()["pid"]
    eventually(lambda: psutil.Process(pid).status() == psutil.STATUS_STOPPED)
    assert ending(told)[0] == "stopped"


def test_a_long_calculation_in_c(studio):
    told = studio.run("print('begun', flush=True)\nimport time\ntime.sleep(0.1)\nsum(range(10**12))\n").says("begun")
    assert ending(told)[0] == "stopped"


@POSIX
def test_children_in_their_own_sessions(studio):
    told = studio.run("starts_daemons_and_stays").says("pids ")
    pids = [int(pid) for pid in told.text().split()[1:3]]
    assert ending(told)[0] == "stopped"
    eventually(lambda: not any(map(alive, pids)))


def alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_flood(studio):
    told = studio.run("floods_without_end").says("begun")
    assert ending(told)[0] == "stopped"
    assert set(told.text("stdout").splitlines()[1:-1]) <= {"x" * 70}


def test_at_once(studio):
    for _ in range(3):
        told = studio.run("hangs")
        assert ending(told)[0] == "stopped"


def test_from_everywhere_at_once(studio):
    told = studio.run("sleeps").says("begun")
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(told.stop())) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.ends()
    assert sorted(answers) == [False] * 19 + [True]
    assert told.states() == ["starting", "running", "stopping", "stopped"]
