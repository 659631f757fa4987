"""Nothing of a program outlives its run: neither a grandchild that hides, nor what is left when the studio is killed."""

import subprocess
import sys
import time

import pytest

from sunmao.runtime import reaper
from sunmao.server.processes.process import ProgramProcess
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.processes import is_running

pytestmark = [pytest.mark.process, pytest.mark.skipif(sys.platform != "linux", reason="subreapers are Linux's")]

# In a session of its own, with an empty environment, its parent gone at once; it writes its number into a file first.
HIDE = """
import os, sys, time
def hide(path):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            with open(path + '.new', 'w') as file: file.write(str(os.getpid()))
            os.rename(path + '.new', path)
            os.execve('/bin/sleep', ['sleep', '1000'], {})
        os.kill(os.getpid(), 9)
    os.wait()
    while not os.path.exists(path): time.sleep(0.001)
"""
STUDIO = """
import sys, time
from pathlib import Path
from sunmao.server.runs.run_manager import RunManager
RunManager().start('p', Path(sys.argv[1]), {'python': sys.argv[2]})
time.sleep(3600)
"""


def read_pid(path) -> int:
    poll_until(path.exists, "the hidden process")
    return int(path.read_text())


@pytest.mark.fault("G8")
@pytest.mark.parametrize("leaves", ["", "os._exit(0)", "os.kill(os.getpid(), 9)", "os.kill(os.getppid(), 9)"])
def test_a_hidden_grandchild_ends_with_its_run(studio, tmp_path, leaves, row):
    told = studio.run(f"{HIDE}\nhide({str(tmp_path / 'pid')!r})\n{leaves}\n").ends()
    pid = read_pid(tmp_path / "pid")
    poll_until(lambda: not is_running(pid), "the end of the grandchild")
    if "kill" not in leaves:
        assert told.summary["state"] == "finished" and "was ended, too" in told.summary["text"]["en"]
    row(saw=told.summary["text"], kept="the grandchild has ended with the run")


@pytest.mark.long
@pytest.mark.fault("G8")
def test_a_hidden_grandchild_ends_with_a_killed_studio(tmp_path, row):
    program = f"{HIDE}\nhide({str(tmp_path / 'pid')!r})\nwhile True: sum(range(10**9))\n"
    (tmp_path / "p").mkdir()
    server = subprocess.Popen([sys.executable, "-c", STUDIO, tmp_path / "p", program])
    pid = read_pid(tmp_path / "pid")
    server.kill()
    server.wait(HANG_TIMEOUT)
    poll_until(lambda: not is_running(pid), "the end of the grandchild")
    row(saw="", kept="the grandchild ends with the studio")


@pytest.mark.fault("A1")
@pytest.mark.fault("G8")
def test_stopping_a_program_that_hides_processes_in_a_loop(studio, tmp_path, row):
    told = studio.run(
        f"{HIDE}\nimport itertools, time\nfor n in itertools.count():\n    hide({str(tmp_path)!r} + f'/{{n}}')\n    time.sleep(0.01)\n"
    )
    poll_until((tmp_path / "20").exists, "twenty of them")
    began = time.monotonic()
    assert told.stop()
    told.ends()
    took = time.monotonic() - began
    pids = [int(path.read_text()) for path in tmp_path.iterdir() if path.name.isdigit()]
    assert len(pids) > 20 and not any(map(is_running, pids)) and told.summary["state"] == "stopped"
    row(saw=told.summary["state"], kept=f"all {len(pids)} have ended, {took:.1f} s after Stop")


def test_a_reaper_that_was_stopped_is_ended(studio):
    """By the program, with a signal that nobody can ignore."""
    told = studio.run("import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\nprint('begun')\ninput()").says("begun")
    assert told.stop()
    assert told.ends().summary["state"] == "stopped"


def test_its_number_and_group_are_those_of_a_plain_program(studio):
    told = studio.run("import os, sys\nprint(os.getpgrp() == os.getpid(), sys.argv, __name__)").ends()
    assert told.text() == "True ['main.py'] __main__\n"


def test_a_reaper_that_cannot_begin_is_an_error(monkeypatch):
    monkeypatch.setattr(reaper, "__name__", "sunmao.no_such_module")
    with pytest.raises(OSError, match="could not be started"):
        ProgramProcess({})
