"""Two windows, twenty clicks: never two processes, only legal states."""

import threading

import pytest
from sunmao.server.run import NEXT
from sunmao.server.runs import AlreadyRunning


def legal(states):
    return all(after in NEXT[before] for before, after in zip(["idle", *states], states, strict=False))


def test_run_twice_at_once(studio, tmp_path):
    runs, outcomes = studio.runs, []
    program = {"python": "import time\ntime.sleep(30)\n"}

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
    assert runs.running("twice") == name and runs.stop("twice", name)
    assert told.over.wait(30) and runs.running("twice") is None


@pytest.mark.parametrize("program", ["hangs", "asks", "print(1)"])
def test_run_and_stop_at_once(studio, program):
    for _ in range(3):
        told = studio.run(program)
        told.stop()
        told.ends()
        assert legal(told.states()), told.states()
        assert told.summary["state"] in ("stopped", "finished")


def test_the_next_run_follows_at_once(studio):
    told = studio.run("print(1)").ends()
    first = told.id
    told.over.clear()
    again = studio.runs.start(told.project, told.folder, {"python": "print(2)\n"})
    assert again["id"] != first and again["state"] == "starting"
    told.ends()
    assert studio.runs.newest(told.project, told.folder)["id"] == again["id"]


def test_a_stranger_is_not_stopped(studio):
    told = studio.run("print(1)").ends()
    assert not told.stop() and not told.answer("x")
    assert not studio.runs.stop("nobody", "2026-01-01_00-00-00")
    assert studio.runs.events("nobody", told.folder, "../..") == []
    assert studio.runs.summary(told.project, told.folder, "../../x") is None
