"""Two windows, twenty clicks: never two processes, only legal states."""

import threading
from contextlib import closing
from itertools import pairwise

import pytest

from sunmao.server.runs.run import NEXT
from sunmao.server.runs.run_manager import AlreadyRunning, RunManager
from sunmao.server.texts import TEXTS
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.process


def legal(states):
    return states[0] == "starting" and all(after in NEXT[before] for before, after in pairwise(states))


@pytest.mark.fault("A24")
def test_run_twice_at_once(studio, tmp_path, row):
    runs, outcomes = studio.runs, []
    program = {"python": "import time\ntime.sleep(3600)\n"}

    def click():
        try:
            outcomes.append(runs.start("twice", tmp_path, program)["id"])
        except AlreadyRunning as error:
            outcomes.append(error)

    studio.told["twice"] = told = type("Sink", (), {"events": [], "summary": {}, "over": threading.Event()})()
    threads = [threading.Thread(target=click) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (name,) = [each for each in outcomes if isinstance(each, str)]
    assert len(outcomes) == 10 and {each.run for each in outcomes if each != name} == {name}
    assert runs.find_running("twice") == name and runs.stop("twice", name)
    assert told.over.wait(HANG_TIMEOUT) and runs.find_running("twice") is None
    row(saw=TEXTS["already_running"][1], kept="ten clicks at once: one run, one process")


@pytest.mark.fault("A24")
@pytest.mark.parametrize("program", ["hangs", "asks", "print(1)"])
def test_run_and_stop_at_once(studio, program, row):
    for _ in range(3):
        told = studio.run(program)
        told.stop()
        told.ends()
        assert legal(told.states()), told.states()
        assert told.summary["state"] in ("stopped", "finished")
    row(saw=told.states()[-1], kept="only legal states")


@pytest.mark.fault("A24")
def test_twenty_windows_press_stop(studio, row):
    told = studio.run("asks")
    told.until(lambda told: told.states()[-1:] == ["waiting"])
    taken = told.stop_at_once(20)
    told.ends()
    assert taken == [False] * 19 + [True]
    assert [state for state in told.states() if state != "forcing"] == [
        "starting",
        "running",
        "waiting",
        "stopping",
        "stopped",
    ]
    row(saw=told.states()[-1], kept="one of twenty presses counts")


def test_the_next_run_follows_at_once(studio):
    told = studio.run("print(1)").ends()
    first = told.id
    told.over.clear()
    again = studio.runs.start(told.project, told.folder, {"python": "print(2)\n"})
    assert again["id"] != first and again["state"] == "starting"
    told.ends()
    assert studio.runs.get_newest(told.project, told.folder)["id"] == again["id"]


def test_a_stranger_is_not_stopped(studio):
    told = studio.run("print(1)").ends()
    assert not told.stop() and not told.answer("x")
    assert not studio.runs.stop("nobody", "2026-01-01_00-00-00")
    assert studio.runs.read_events("nobody", told.folder, "../..") == []
    assert studio.runs.get_summary(told.project, told.folder, "../../x") is None


def test_run_while_the_last_run_lets_go_of_its_board(studio, monkeypatch):
    """The page shows the outcome and Run at once; a helper process that is slow is no reason to refuse."""
    free = threading.Event()
    monkeypatch.setattr(studio.runs._bridges, "revoke", lambda project, run: free.wait(HANG_TIMEOUT))
    first, begun = studio.run("print('first')"), []
    first.until(lambda told: told.states()[-1:] == ["finished"])
    second = threading.Thread(
        target=lambda: begun.append(studio.runs.start(first.project, first.folder, {"python": "print('second')\n"}))
    )
    second.start()
    second.join(0.1)
    assert second.is_alive() and not begun
    free.set()
    second.join()
    first.until(lambda told: "second" in told.text())


@pytest.mark.fault("A24")
def test_stop_as_soon_as_the_run_is_announced(tmp_path, row):
    stopping, states, over = [], [], threading.Event()

    def on_run(project, summary):
        states.append(summary["state"])
        if summary["state"] == "starting":
            stopping.append(runs.stop(project, summary["id"]))
        else:
            over.set()

    with closing(RunManager(on_run=on_run)) as runs:
        runs.start("at once", tmp_path, {"python": "import time\ntime.sleep(3600)\n"})
        assert over.wait(HANG_TIMEOUT) and stopping == [True] and states == ["starting", "stopped"]
    row(saw=states[-1], kept="the wish to stop counts as soon as the run is known")
