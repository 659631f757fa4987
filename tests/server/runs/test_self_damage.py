"""Damage that a program can do to itself: delete its folder, close its own ends, run into its own copies."""

import os
import stat
import subprocess
import sys

import pytest

from sunmao.core import atomic_files
from tests.support.limits import HANG_TIMEOUT
from tests.support.observed_run import Studio

pytestmark = pytest.mark.process

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="fork, and folders that can be deleted while they are used")
BLOCKS = '{"sunmao": {"version": 1, "saved": 3, "blocks": 0}, "blocks": {"blocks": []}}'
CARD = '{"version": 1, "title": "猫"}'
FILES = {"workspace.json": BLOCKS, "project.json": CARD}


@POSIX
@pytest.mark.fault("A16")
@pytest.mark.parametrize(
    "deed",
    [
        "shutil.rmtree('.', ignore_errors=True)",
        "shutil.rmtree(os.getcwd(), ignore_errors=True)",
        "os.remove('workspace.json'); os.remove('project.json')",
    ],
)
def test_a_program_deletes_its_folder(studio, deed, row):
    told = studio.run(f"import os, shutil\n{deed}\nprint('gone', flush=True)\n", files=FILES).ends()
    (note,) = told.kind("note")
    assert told.text() == "gone\n" and told.summary["state"] == "finished" and "The blocks are restored" in note["en"]
    assert {name: (told.folder / name).read_text() for name in FILES} == FILES
    assert told.log() == told.events and studio.runs.get_newest(told.project, told.folder)["state"] == "finished"
    again = studio.runs.start(told.project, told.folder, {"python": "print('next')\n"})
    told.over.clear()
    assert told.ends().text() == "gone\nnext\n" and again["id"] == told.id
    row(
        saw={"zh": note["zh"], "en": note["en"]},
        kept="workspace.json and project.json byte for byte; the whole log; the next run works",
    )


@POSIX
@pytest.mark.fault("A16")
def test_a_program_that_has_deleted_its_folder_can_still_be_seen_and_stopped(studio, row):
    told = studio.run(
        "import os, shutil, time\nprint('begun', flush=True)\nshutil.rmtree(os.getcwd())\nprint('gone', flush=True)\ntime.sleep(3600)\n",
        files=FILES,
    ).says("gone")
    assert not told.folder.exists() and studio.runs.get_folder(told.project) == told.folder
    assert studio.runs.get_summary(told.project, told.folder, told.id)["state"] == "running"
    assert told.log() == told.events and told.stop()
    assert told.ends().summary["state"] == "stopped" and told.log() == told.events
    row(saw=told.kind("note")[0], kept="what it said can be read, and Stop works, while there is no folder")


@pytest.mark.fault("A16")
def test_the_record_is_being_written_when_a_program_deletes_its_folder(studio, monkeypatch, row):
    written, replace = [], atomic_files.replace

    def lose_second(temporary, target):
        written.extend([target] * (target.name == "summary.json"))
        if len(written) == 2:  # the first is written before the program begins
            temporary.unlink()
        replace(temporary, target)

    monkeypatch.setattr(atomic_files, "replace", lose_second)
    told = studio.run("print('lives')\n", files=FILES).ends()
    assert told.text() == "lives\n" and told.summary["state"] == "finished" and len(written) > 2
    row(saw=told.summary["text"], kept="the run goes on; its record is written at its end")


@POSIX
@pytest.mark.fault("A16")
def test_a_program_leaves_its_folder_and_opens_nothing_to_anybody(studio, row):
    told = studio.run(
        "import os\nos.umask(0o777)\nos.mkdir('data')\nopen('x', 'w')\nos.chdir('/')\nos.umask(0o777)\nprint('gone')\n",
        files=FILES,
    ).ends()
    assert told.summary["state"] == "finished" and told.text() == "gone\n" and not told.kind("note")
    assert (
        stat.S_IMODE((told.folder / "data").stat().st_mode) == 0
        and stat.S_IMODE((told.home / "events.jsonl").stat().st_mode) & 0o600
    )
    again = studio.run("import os\nprint(os.umask(0) & 0o700, os.getcwd())\n").ends()
    assert again.text() == f"0 {again.folder}\n"
    os.chmod(told.folder / "data", 0o700)
    row(saw="", kept="the studio's own files and the next run have their own modes and folder")


VANISHED = """
import os, sys, tempfile, threading
from pathlib import Path
from sunmao.server.runs.run_manager import RunManager
here, root = tempfile.mkdtemp(), Path(sys.argv[1]).resolve()
os.chdir(here)
os.rmdir(here)
over = threading.Event()
runs = RunManager(lambda project, run, events: [print(e["text"], end="") for e in events if e["kind"] == "output"], lambda project, told: told["state"] == "finished" and over.set())
for _ in range(2):
    over.clear()
    runs.start("p", root, {"python": "print('runs')\\n"})
    over.wait()
runs.close()
"""


@POSIX
@pytest.mark.fault("A16")
def test_a_studio_whose_own_folder_vanished_still_runs_programs(tmp_path, row):
    done = subprocess.run(
        [sys.executable, "-c", VANISHED, tmp_path], capture_output=True, text=True, timeout=HANG_TIMEOUT
    )
    assert done.stdout == "runs\nruns\n", done.stderr
    row(saw="", kept="cold and standby interpreters start without the vanished folder")


@POSIX
@pytest.mark.fault("A18")
def test_closed_ends(studio, row):
    told = studio.run("closes_everything").ends()
    (error,) = told.kind("error")
    assert told.text("stdout") == "one\n" and error["line"] == 9 and told.summary["state"] == "error"
    row(saw=error["title"], kept="what was printed before, and the error on its line")


@POSIX
@pytest.mark.fault("A18")
@pytest.mark.parametrize(
    "deed",
    [
        "sys.stdout = None",
        "sys.stderr = None",
        "sys.stdout.close()",
        "os.close(1)\nos.close(2)",
        "os.closerange(0, 3)",
        "sys.excepthook = lambda *_: 1 / 0",
        "sys.stdout.detach()",
        "sys.stdout = sys.__stdout__ = object()",
    ],
)
def test_each_closed_end(studio, deed, row):
    told = studio.run(
        f"import os, sys\nprint('one')\n{deed}\nfrom sunmao import plot\nplot('y', 2)\nraise KeyError('lost')\n"
    ).ends()
    (error,) = told.kind("error")
    assert told.text("stdout") == "one\n" and told.kind("metric")[0]["values"] == {"y": 2.0}
    assert error["type"] == "KeyError" and told.summary["state"] == "error"
    row(saw=error["title"], kept="a curve and the error after it")


FORKS = """
import os
print('first')
child = os.fork()
name = 'child' if child == 0 else 'parent'
for number in range(100_000):
    print(name, number)
if child:
    os.waitpid(child, 0)
"""


@POSIX
@pytest.mark.fault("A19")
@pytest.mark.long
def test_two_processes_print_at_once(studio, row):
    told = studio.run(FORKS).ends()
    assert told.text("stdout") == "first\n" + "".join(f"parent {number}\n" for number in range(100_000))
    assert told.text("native") == "".join(f"child {number}\n" for number in range(100_000))
    assert told.log() == told.events
    row(saw="", kept="100,000 lines of each, whole and in order")


@POSIX
@pytest.mark.fault("A19")
def test_a_program_that_spawns_itself_without_a_guard(studio, row):
    spawn = "import multiprocessing\nprint('once more')\nchild = multiprocessing.get_context('spawn').Process(target=print)\nchild.start()\nchild.join()\n"
    told = studio.run(spawn).ends()
    (note,) = told.kind("note")
    assert told.text().count("once more\n") == 2 and "if __name__" in note["en"] and told.summary["state"] == "finished"
    row(saw={"zh": note["zh"], "en": note["en"]}, kept="main ran twice, not for ever; nothing is left running")


@POSIX
def test_a_folder_that_was_renamed_meanwhile_gets_no_double(tmp_path):
    studio = Studio(tmp_path)
    told = studio.run("input()\n", files=FILES)
    told.until(lambda told: "waiting" in told.states())
    told.folder.rename(tmp_path / "elsewhere")
    told.answer("")
    told.ends()
    studio.runs.close()
    assert (
        not told.folder.exists()
        and not told.kind("note")
        and (tmp_path / "elsewhere/workspace.json").read_text() == BLOCKS
    )


def test_what_was_never_there_is_not_brought_back(tmp_path):
    studio = Studio(tmp_path)
    told = studio.run("print(1)\n").ends()
    studio.runs.close()
    assert not told.kind("note") and not (told.folder / "workspace.json").exists()
