"""Stop always stops, everything that was started included."""

import os
import re
import signal
import sys
import threading
import time

import psutil
import pytest

from sunmao.server.processes.process import SWARM, ProgramProcess
from sunmao.server.processes.warm_interpreter import WarmInterpreter
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.processes import is_running

pytestmark = pytest.mark.process

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and fork")
DEAF = "It did not listen, so it was ended."


def ending(told):
    """The outcome after Stop: state and the English sentence."""
    assert told.stop()
    told.ends()
    assert told.log() == told.events and told.states()[-2:] != ["stopping", "finished"]
    return told.summary["state"], (told.summary["text"] or {}).get("en")


@pytest.mark.fault("A4")
@pytest.mark.parametrize("program", ["sleeps", "hangs", "trains_on"])
def test_programs_that_listen(studio, program, row):
    told = studio.run(program).says("begun")
    assert ending(told) == ("stopped", None)
    assert not told.kind("error") and "forcing" not in told.states()
    row(saw=told.summary["state"], kept=f"{program}: ended by the signal, nothing forced, log whole")


def test_a_stopped_program_may_keep_what_it_has(studio):
    told = studio.run("trains_on").says("begun")
    assert ending(told) == ("stopped", None) and told.text() == "begun\nkept\n"


@pytest.mark.fault("A4")
def test_while_a_question_is_open(studio, row):
    told = studio.run("asks")
    told.until(lambda told: told.kind("ask"))
    assert ending(told) == ("stopped", None)
    assert told.answer("late") is False and "forcing" not in told.states()
    row(saw=told.summary["state"], kept="the question is closed; an answer that comes late is refused")


@POSIX
@pytest.mark.fault("A3")
def test_a_program_that_ignores_it(studio, row):
    told = studio.run("ignores_interrupt").says("begun")
    pid = studio.runs._live[told.project][1].identity()["pid"]
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        os.kill(pid, number)
    told.says("still here")
    assert ending(told) == ("stopped", DEAF)
    assert told.states() == ["starting", "running", "stopping", "forcing", "stopped"] and not is_running(pid)
    row(saw=told.summary["text"], kept="the log is whole and ends with the outcome; the process is gone")


@POSIX
@pytest.mark.fault("A3")
def test_a_program_that_catches_everything(studio, row):
    told = studio.run(
        "import time\nprint('begun')\nwhile True:\n    try:\n        time.sleep(3600)\n    except BaseException:\n        print('no')\n"
    )
    told.says("begun")
    assert ending(told) == ("stopped", DEAF) and "no" in told.text()
    row(saw=told.summary["text"], kept="what it printed when it was asked is in the log")


@POSIX
@pytest.mark.fault("A3")
def test_a_program_that_stopped_itself(studio, row):
    told = studio.run(
        "import os, signal\nprint('begun', flush=True)\nimport time\ntime.sleep(0.1)\nos.kill(os.getpid(), signal.SIGSTOP)\n"
    )
    told.says("begun")
    pid = studio.runs._live[told.project][1].identity()["pid"]
    poll_until(lambda: psutil.Process(pid).status() == psutil.STATUS_STOPPED)
    assert ending(told) == ("stopped", DEAF) and not is_running(pid)
    row(saw=told.summary["text"], kept="a stopped process is gone, too; the log is whole")


@pytest.mark.fault("A4")
@pytest.mark.parametrize(
    "calculation",
    [
        "sum(range(10**12))",
        "import collections, itertools\ncollections.deque(itertools.product(range(999), repeat=9), 0)",
    ],
)
def test_a_long_calculation_in_c(studio, calculation, row):
    told = studio.run(f"print('begun', flush=True)\nimport time\ntime.sleep(0.1)\n{calculation}\n").says("begun")
    assert ending(told) == ("stopped", DEAF)
    row(saw=told.summary["text"], kept=f"{calculation.splitlines()[-1]}: ended by force, log whole")


@POSIX
@pytest.mark.fault("A1")
def test_children_in_their_own_sessions(studio, row):
    told = studio.run("starts_daemons_and_stays").says("pids ")
    told.says("orphan ")
    pids = [int(pid) for pid in re.findall(r"\d+", told.text("stdout", "native"))]
    assert len(pids) == 3 and all(map(is_running, pids))
    assert ending(told) == ("stopped", None)
    poll_until(lambda: not any(map(is_running, pids)))
    row(saw=told.summary["state"], kept="own session, empty environment, double fork: all three are gone")


@POSIX
def test_while_a_library_is_loaded(studio):
    """The signal may come through before the message that explains it; what is then interrupted is nobody's mistake."""
    told = studio.run(
        "import time\nfrom sunmao.runtime import session\nprint('begun')\nwith session._session.changed:\n    time.sleep(3600)\n"
    ).says("begun")
    assert ending(told) == ("stopped", None) and not told.kind("error")


@POSIX
def test_while_an_interpreter_still_loads_what_the_program_needs(studio, monkeypatch, tmp_path):
    (tmp_path / "slow_library.py").write_text("import time\nprint('loads', flush=True)\ntime.sleep(3600)\n")
    start = ProgramProcess._start
    monkeypatch.setattr(
        ProgramProcess, "_start", lambda self, module, more: start(self, module, {**more, "PYTHONPATH": str(tmp_path)})
    )
    studio.runs._standby.close()
    monkeypatch.setattr(studio.runs._standby, "take", lambda python: WarmInterpreter(("slow_library",)))
    told = studio.run("print('never')").says("loads")
    assert ending(told) == ("stopped", None) and told.text() == "loads\n"


def test_what_a_library_makes_of_the_signal_is_no_error(studio):
    """As torch, interrupted while it is loaded."""
    told = studio.run(
        "import time\ntry:\n    print('begun')\n    time.sleep(3600)\nexcept KeyboardInterrupt as error:\n    raise ImportError('half') from error\n"
    ).says("begun")
    assert ending(told) == ("stopped", None) and not told.kind("error")


@pytest.mark.fault("A10")
def test_a_flood(studio, row):
    told = studio.run("floods_without_end").says("begun")
    assert ending(told) == ("stopped", None)
    assert set(told.text("stdout").splitlines()[1:-1]) <= {"x" * 70}
    row(saw=told.summary["state"], kept="an endless print stops when asked; its log is whole")


def test_at_once(studio):
    for _ in range(3):
        told = studio.run("hangs")
        assert ending(told)[0] == "stopped"


def test_from_everywhere_at_once(studio):
    told = studio.run("sleeps").says("begun")
    answers = told.stop_at_once(20)
    told.ends()
    assert answers == [False] * 19 + [True]
    assert told.states() == ["starting", "running", "stopping", "stopped"]


@pytest.fixture
def sleeping(tmp_path):
    """A process that sleeps until it is killed."""
    (tmp_path / "sleeps.py").write_text("import time\ntime.sleep(3600)\n")
    process = ProgramProcess({"PYTHONPATH": str(tmp_path)}, "sleeps")
    yield process
    process.kill()
    process.ended.wait(HANG_TIMEOUT)
    process.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux says at once how many tasks there are")
def test_many_new_tasks_hold_a_program_until_it_is_resumed(sleeping):
    begun, over = time.monotonic(), threading.Event()
    many = [threading.Thread(target=over.wait, daemon=True) for _ in range(2 * SWARM)]
    threading.Timer(0.1, lambda: [each.start() for each in many]).start()
    assert sleeping.rests(HANG_TIMEOUT) is False and time.monotonic() - begun < HANG_TIMEOUT
    over.set()
    poll_until(lambda: psutil.Process(sleeping.pid).status() == psutil.STATUS_STOPPED)
    sleeping.resume()
    poll_until(lambda: psutil.Process(sleeping.pid).status() != psutil.STATUS_STOPPED)


def test_the_end_of_a_program_is_waited_for(sleeping):
    assert sleeping.rests(0.01) is False
    threading.Timer(0.1, sleeping.kill).start()
    assert sleeping.rests(HANG_TIMEOUT) is True
