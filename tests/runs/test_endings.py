"""How programs end by themselves, and the sentence for it."""

import sys

import psutil
import pytest

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


def test_sys_exit_with_a_text(studio):
    told = studio.run("says_at_exit").ends()
    assert outcome(told) == ("finished", 1, "The program ended with “再见 bye”.")
    assert told.text("stderr") == "再见 bye\n"


def test_exit_states(studio):
    assert outcome(studio.run("import sys\nsys.exit(256)").ends())[:2] == ("finished", 0)
    assert outcome(studio.run("import sys\nsys.exit(7)").ends()) == ("finished", 7, "The program ended itself with status 7.")


def test_leaving_by_os_exit_keeps_what_was_printed(studio):
    told = studio.run("leaves_hard").ends()
    assert outcome(told) == ("finished", 3, "The program ended itself with status 3.")
    assert told.text("stdout") == "before\n"


@POSIX
def test_killed_by_a_signal(studio):
    told = studio.run("dies_by_signal").ends()
    assert outcome(told) == ("error", -9, "The computer or another program ended it.")
    assert told.text() == "begun\n" and told.kind("error")[0]["line"] in (5, 6, 7)


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
def test_a_crash_of_python_names_the_line(studio):
    told = studio.run("crashes").ends()
    assert outcome(told)[0] == "error" and told.summary["code"] < 0
    (error,) = told.kind("error")
    assert error["line"] == 4 and error["title"]["en"] == "Python itself crashed at line 4."


def test_prints_at_the_very_end_are_heard(studio):
    source = "import atexit\nclass Last:\n    def __del__(self): print('deleted')\nlast = Last()\natexit.register(print, 'at exit')\n"
    assert studio.run(source).ends().text() == "at exit\ndeleted\n"


@POSIX
def test_what_a_program_leaves_behind_is_ended(studio):
    told = studio.run("leaves_a_daemon").ends()
    daemon = int(told.text("native", "stdout").split("daemon ")[1].split()[0])
    assert not psutil.pid_exists(daemon) or psutil.Process(daemon).status() == psutil.STATUS_ZOMBIE
    assert outcome(told)[2] == "The program has finished; something it had started was ended, too."


def test_a_program_that_tidies_long_is_told_and_stops(studio):
    told = studio.run("tidies_long").says("done")
    told.until(lambda told: told.kind("note"), "the note")
    assert "tidying" in told.kind("note")[0]["en"] and told.stop()
    assert outcome(told.ends())[0] == "stopped"


@POSIX
def test_memory_is_watched(tmp_path):
    from told import Studio

    studio = Studio(tmp_path, memory=300 * 2**20)
    told = studio.run("eats_memory").ends()
    studio.runs.close()
    assert outcome(told)[0] == "error" and "too much memory (0." in told.summary["text"]["en"]
    assert told.kind("error")[0]["title"] == told.summary["text"]


def test_a_program_that_removes_its_folder(studio):
    told = studio.run("removes_its_folder").ends()
    assert outcome(told)[0] == "finished" and told.text() == "gone\n"
    assert outcome(studio.run("print('next')").ends())[0] == "finished"


@pytest.mark.parametrize("words, heard", [
    ("'x' * 10**7", "The program ended with “" + "x" * 2000 + "”."), ("type('Mute', (), {'__str__': None})()", "The program ended with “?”."),
])
def test_strange_last_words(studio, words, heard):
    assert outcome(studio.run(f"import sys\nsys.exit({words})").ends())[2] == heard


def test_an_error_with_endless_words_is_still_an_error(studio):
    told = studio.run("raise ValueError('x' * 10**7)").ends()
    assert outcome(told)[0] == "error" and len(told.kind("error")[0]["title"]["en"]) < 5000


@pytest.mark.parametrize("tidying", [
    "import threading\nthreading.Thread(target=time.sleep, args=(60,)).start()",
    "class Last:\n    def __del__(self):\n        time.sleep(60)\nlast = Last()",
    "import atexit\natexit.register(time.sleep, 60)",
])
def test_stop_while_a_program_tidies_says_no_more(studio, tidying):
    told = studio.run(f"import time\nprint('begun')\n{tidying}\n").says("begun")
    told.until(lambda told: told.kind("note"), "the note")
    told.stop()
    assert outcome(told.ends())[0] == "stopped" and told.text() == "begun\n"


@POSIX
def test_a_program_that_spawns_itself_without_a_guard(studio):
    spawn = "import multiprocessing\nprint('once more')\nchild = multiprocessing.get_context('spawn').Process(target=print)\nchild.start()\nchild.join()\n"
    told = studio.run(spawn).ends()
    assert told.text().count("once more\n") == 2 and "bootstrapping phase" in told.text("native")
    assert outcome(told)[0] == "finished"
