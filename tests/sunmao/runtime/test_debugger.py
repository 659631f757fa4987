"""Pauses, steps, breakpoints and slow motion of real programs."""

import os
import signal
import sys

import pytest

from tests.support.observed_run import ObservedRun

pytestmark = pytest.mark.process

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and fork")

BLOCKS = """from math import pi

def area(r):
    a = r * r
    return a * pi

total = 0
for r in [1, 2]:
    total += area(r)
print([round(n) for n in [total]],
      len(str(total)) > 2)
print('end')
""".rstrip()
OWNERS = [None, None, "def", "square", "def", None, "set", "for", "add", "print", "print", "end"]


def pace(told: ObservedRun, mode: str, breakpoints: list[str] = ()) -> bool:
    return told.studio.runs.set_pace(told.project, told.id, mode, list(breakpoints))


def paused(told: ObservedRun, times: int = 1) -> dict:
    """Wait for so many pauses, and return what was shown at the last one."""
    told.until(lambda told: told.states().count("paused") >= times and told.states()[-1] == "paused", f"pause {times}")
    place = max(place for place, event in enumerate(told.events) if event.get("state") == "paused")
    told.until(lambda told: any(event["kind"] == "values" for event in told.events[place:]))
    return next(event for event in told.events[place:] if event["kind"] == "values")


def steps(told: ObservedRun) -> list[dict]:
    """Step to the end, and return what was shown at each pause."""
    seen = []
    while (
        told.until(lambda told: told.over.is_set() or told.states().count("paused") > len(seen))
        and not told.over.is_set()
    ):
        seen.append(paused(told, len(seen) + 1))
        pace(told, "step")
    return seen


def test_a_step_is_a_block(studio):
    told = studio.run(BLOCKS, lines=OWNERS, mode="step")
    seen = steps(told)
    assert told.ends().text() == "[16] True\nend\n" and told.summary["state"] == "finished"
    assert [OWNERS[each["line"] - 1] for each in seen] == [
        "set",
        "for",
        "add",
        "square",
        "def",
        "for",
        "add",
        "square",
        "def",
        "for",
        "print",
        "end",
    ]
    assert [(each["values"], each["changed"]) for each in seen[2:5]] == [
        ({"total": "0", "r": "1"}, ["r"]),
        ({"r": "1", "total": "0"}, []),
        ({"r": "1", "a": "1", "total": "0"}, ["a"]),
    ]
    assert seen[-1]["values"] == {"total": "15.707963267948966", "r": "2"}
    lines = [each["line"] for each in told.kind("line")]
    assert lines[0] == 7 and {each["line"] for each in seen} <= set(lines)


def test_breakpoints_pause_at_full_speed_and_can_be_moved_while_it_pauses(studio):
    told = studio.run(BLOCKS, lines=OWNERS, breakpoints=["def", "gone"])
    assert paused(told)["line"] == 3 and paused(told)["values"] == {"r": "1", "total": "0"}
    assert pace(told, "", ["add", "end"])
    assert told.states()[-1] == "paused" and pace(told, "run", ["add", "end"])
    assert paused(told, 2)["line"] == 9 and pace(told, "run", ["end"])
    assert paused(told, 3)["line"] == 12 and pace(told, "run", [])
    assert told.ends().states() == ["starting", *["running", "paused"] * 3, "running", "finished"]
    assert pace(told, "step") is False


@pytest.mark.parametrize("loop", ["while True:\n    x += 1\n", "while True: x += 1\n"])
def test_a_running_loop_is_paused_and_let_go(studio, loop):
    told = studio.run("x = 0\nprint('begun')\n" + loop).says("begun")
    pace(told, "step")
    first = int(paused(told)["values"]["x"])
    for n in (1, 2):
        pace(told, "step")
        assert int(paused(told, 1 + n)["values"]["x"]) in (first, first + 1, first + 2)
    pace(told, "run")
    told.until(lambda told: told.states()[-1] == "running")
    pace(told, "step")
    assert int(paused(told, 4)["values"]["x"]) > first
    assert told.stop() and told.ends().summary["state"] == "stopped" and told.summary["text"] is None
    assert told.log() == told.events and told.states()[-2:] == ["stopping", "stopped"]


def test_a_line_that_never_ends_cannot_be_paused_but_stopped(studio):
    told = studio.run("print('begun') or sum(1 for _ in iter(lambda: len('a'), 0))\n").says("begun")
    assert pace(told, "step")
    assert told.stop() and told.ends().summary["state"] == "stopped" and not told.kind("values")


def test_pause_ends_no_wait_and_needs_no_interrupt_of_its_own(studio):
    told = studio.run(
        "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint('begun')\nbefore = time.monotonic()\ntime.sleep(0.6)\n"
        "slept = time.monotonic() - before\nwhile True:\n    again = slept\n"
    ).says("begun")
    values, times = {}, 0
    while "slept" not in values:  # three steps, or more where the pause comes before the sleep
        times += 1
        pace(told, "step")
        values = paused(told, times)["values"]
    assert float(values["slept"]) >= 0.6 and "signal" not in values
    assert told.stop() and told.ends().summary["state"] == "stopped" and told.summary["text"] is None


def test_slow_motion_shows_each_line_and_any_change_ends_the_rest(studio):
    told = studio.run("a = 1\nb = 2\n" + "a += 1\n" * 40 + "print('begun')\nwhile True:\n    b += 1\n", mode="slow")
    told.until(lambda told: len(told.kind("values")) == 2)
    assert [each["line"] for each in told.kind("values")] == [1, 2] and told.kind("values")[1]["values"] == {"a": "1"}
    pace(told, "step")
    shown = paused(told)["line"]
    pace(told, "run")
    told.says("begun")
    assert told.kind("values")[-1]["line"] == shown < 43
    pace(told, "slow")
    told.until(lambda told: told.kind("values")[-1]["line"] > 43)
    assert told.stop() and told.ends().summary["state"] == "stopped"


THREADS = """import threading, time

def work(n):
    done = n
    print('work', n)

ticks = 0
other = threading.Thread(target=work, args=(7,))
other.start()
while other.is_alive():
    ticks += 1
    time.sleep(0.001)
print('end')
"""


def test_a_breakpoint_pauses_the_thread_that_comes_to_it_and_the_others_wait(studio):
    told = studio.run(THREADS, lines=[str(n) for n in range(1, 14)], breakpoints=["5"])
    shown = paused(told)
    assert shown["line"] == 5 and shown["values"]["done"] == "7"
    line = list(told.kind("line"))[-1]
    assert line["line"] in (9, 10, 11, 12) and line["others"] == [5]
    # A step of that thread, which is its last one: then the main thread is the one that pauses.
    pace(told, "step", [])
    assert paused(told, 2)["line"] in (10, 11, 12, 13)
    assert "work 7" in told.text()
    pace(told, "run", [])
    assert told.ends().text() == "work 7\nend\n"


def test_the_glow_shows_all_threads(studio):
    told = studio.run(
        "import threading, time\ngo = threading.Event()\ndef work():\n    go.wait()\nfor _ in range(2):\n"
        "    threading.Thread(target=work).start()\nprint(input())\ngo.set()\n"
    )
    told.until(lambda told: any((each["line"], each["others"]) == (7, [4]) for each in told.kind("line")))
    assert told.answer("ok") and told.ends().text() == "ok\n"


def test_questions_and_pauses_do_not_disturb_one_another(studio):
    told = studio.run("name = input('?')\nprint(name)\nprint('end')\n", mode="step")
    assert paused(told)["line"] == 1 and told.answer("x") is False
    pace(told, "step")
    told.until(lambda told: told.states()[-1] == "waiting")
    assert pace(told, "step")  # pressed while it waits
    assert told.answer("Li") and paused(told, 2)["values"] == {"name": "'Li'"}
    pace(told, "run")
    assert told.ends().text() == "Li\nend\n"
    assert told.states() == [
        "starting",
        "running",
        "paused",
        "running",
        "waiting",
        "running",
        "paused",
        "running",
        "finished",
    ]


def test_a_question_goes_before_the_pause_of_another_thread(studio):
    source = "import threading\ndef work():\n    go.wait()\n    print('work')\ngo = threading.Event()\nthreading.Thread(target=work).start()\n"
    source += "threading.Timer(0.05, go.set).start()\nprint(input('?'))\n"
    told = studio.run(source, lines=[str(n) for n in range(1, 9)], breakpoints=["4"])
    told.until(lambda told: told.kind("ask") and told.kind("values") and told.states()[-1] == "waiting")
    assert told.kind("values")[-1]["line"] == 4 and "work" not in told.text()
    assert told.answer("ok") and told.until(lambda told: told.states()[-1] == "paused")
    pace(told, "run", [])
    assert sorted(told.ends().text().split()) == ["ok", "work"] and told.summary["state"] == "finished"


def test_handlers_of_events_are_stepped_through(studio):
    told = studio.run(
        "from sunmao import every, listen, stop\nn = 0\n@every(0.02)\ndef on_time():\n    global n\n    n += 1\n    if n == 2:\n        stop()\nlisten()\n",
        mode="step",
    )
    assert [each["line"] for each in steps(told)] == [1, 2, 9, 6, 7, 6, 7, 8]
    assert told.ends().summary["state"] == "finished"


def test_an_error_while_stepping_is_told_as_ever(studio):
    told = studio.run("a = 1\ntry:\n    a / 0\nexcept ZeroDivisionError:\n    b = 2\na / 0\n", mode="step")
    assert [each["line"] for each in steps(told)] == [1, 2, 3, 4, 5, 6]
    (error,) = told.ends().kind("error")
    assert (error["type"], error["line"]) == ("ZeroDivisionError", 6) and "stepping" not in error["traceback"]


def test_killed_while_it_pauses(studio):
    told = studio.run("import os\npid = os.getpid()\nprint(pid)\n", mode="step")
    for times in (1, 2, 3):
        shown = paused(told, times)
        if times < 3:
            pace(told, "step")
    os.kill(int(shown["values"]["pid"]), signal.SIGTERM)
    told.ends()
    assert told.summary["state"] == "error" and told.kind("error")[0]["line"] == 3
    assert studio.run("print(1)\n").ends().text() == "1\n"


def test_a_program_that_traces_itself_is_left_alone(studio):
    told = studio.run(
        "import os, sys\nseen = set()\ndef trace(frame, event, arg):\n    seen.add(event)\ndef f():\n    pass\nsys.settrace(trace)\nprint('begun')\n"
        "while not os.path.exists('go'):\n    pass\nf()\nprint('call' in seen)\n"
    ).says("begun")
    pace(told, "step")
    told.until(lambda told: told.kind("note"))
    (told.folder / "go").touch()
    assert "sys.settrace" in told.kind("note")[0]["en"]
    assert told.ends().text() == "begun\nTrue\n" and "paused" not in told.states()


@POSIX
def test_a_fork_runs_on_without_pauses(studio):
    told = studio.run(
        "import os\npid = os.fork()\nif not pid:\n    x = 1\n    print('child')\n    os._exit(0)\nos.wait()\nprint('parent')\n",
        mode="step",
    )
    assert [each["line"] for each in steps(told)] == [1, 2, 3, 7, 8]
    assert sorted(told.ends().text().split()) == ["child", "parent"]


def test_nothing_is_traced_at_full_speed(studio):
    source = "import sys, threading\nprint(sys.gettrace(), threading.gettrace())\n"
    assert studio.run(source).ends().text() == "None None\n"
    told = studio.run("import sys\n" + "x = 1\n" * 3 + source, mode="step")
    paused(told)
    pace(told, "run")
    assert told.ends().text() == "None None\n"


def test_another_page_sees_the_pause_from_the_log(studio):
    told = studio.run("x = 'half \\ud800'\nprint(1)\n", mode="step")
    paused(told)
    pace(told, "step")
    paused(told, 2)
    assert told.log() == told.events
    assert told.log()[-1] == {
        **told.log()[-1],
        "kind": "values",
        "line": 2,
        "values": {"x": r"'half \ud800'"},
        "changed": ["x"],
    }
    assert told.stop() and told.ends().summary["state"] == "stopped"
