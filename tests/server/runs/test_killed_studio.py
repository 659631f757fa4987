"""The studio itself is killed: its programs end, its logs are whole, and the next start says what happened."""

import json
import signal
import subprocess
import sys

import psutil
import pytest

from sunmao.server.processes.process_tree import get_start_time, is_same_process, kill_orphaned_run
from sunmao.server.runs import event_log, run_summaries
from sunmao.server.runs.run_manager import RunManager
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.observed_run import PROGRAMS

pytestmark = pytest.mark.process

SERVER = """
import sys, time
from pathlib import Path
from sunmao.server.runs.run_manager import RunManager
def hear(project, run, events):
    for event in events:
        if event['kind'] == 'output': print(event['text'], end='', flush=True)
runs = RunManager(hear)
runs.start('p', Path(sys.argv[1]), {'python': Path(sys.argv[2]).read_text(), 'lines': ['a']})
time.sleep(3600)
"""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="kill -9")


def killed_studio(folder, program):
    """Start a studio with a program, kill -9 it when the program has begun; returns what is kept of the run's process."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(folder), str(PROGRAMS / f"{program}.py")], stdout=subprocess.PIPE
    )
    assert server.stdout.readline().strip() == b"begun"
    summary = poll_until(lambda: next(iter(folder.glob("runs/*/summary.json")), None))
    process = poll_until(lambda: json.loads(summary.read_bytes()).get("process"))
    assert is_same_process(process["pid"], process["began"])
    server.send_signal(signal.SIGKILL)
    server.wait()
    server.stdout.close()
    return process


def gone(process):
    try:
        return (
            not is_same_process(process["pid"], process["began"])
            or psutil.Process(process["pid"]).status() == psutil.STATUS_ZOMBIE
        )
    except psutil.NoSuchProcess:
        return True


@pytest.mark.long
@POSIX
@pytest.mark.fault("A22")
@pytest.mark.parametrize("program", ["trains_on", "sleeps", "hangs", "ignores_interrupt"])
def test_the_program_ends_itself_and_the_run_is_lost(tmp_path, program, row):
    process = killed_studio(tmp_path, program)
    poll_until(lambda: gone(process), "the program's own end")
    runs = RunManager()
    [record] = tmp_path.glob("runs/*/summary.json")
    assert json.loads(record.read_bytes())["state"] in ("starting", "running")
    assert runs.get_newest("p", tmp_path)["state"] == "lost"  # whatever comes of writing it down
    runs.expect_lost_runs([("p", tmp_path)])
    summary = runs.get_newest("p", tmp_path)
    events = runs.read_events("p", tmp_path, summary["id"])
    assert summary["state"] == "lost" and "Sunmao itself" in summary["text"]["en"] and summary["lines"] == ["a"]
    assert events[-1]["state"] == "lost" and events[-1]["seq"] == summary["last_seq"] == len(events)
    runs.expect_lost_runs([("p", tmp_path)])
    assert runs.get_newest("p", tmp_path) == summary
    runs.close()
    row(saw=summary["text"], kept="what it had said; its process is gone")


@POSIX
def test_what_did_not_end_itself_is_ended_by_the_next_studio(tmp_path):
    process = killed_studio(tmp_path, "stays_alone")
    runs = RunManager()
    runs.expect_lost_runs([("p", tmp_path)])
    runs.recover("p")
    assert gone(process)


@pytest.mark.parametrize(("code", "state"), [("print(1)", "finished"), ("1 / 0", "error")])
def test_an_outcome_that_pages_have_seen_stays_when_the_record_does_not_tell_it_yet(studio, code, state):
    told = studio.run(code).ends()
    record, log = told.home / run_summaries.NAME, told.home / event_log.NAME
    written, events = json.loads(record.read_bytes()), log.read_bytes()
    before = {"state": "running", "code": None, "text": None, "seconds": 0, "last_seq": 1}
    record.write_text(json.dumps({**written, **before}))
    run_summaries.end_lost(told.home)
    again = json.loads(record.read_bytes())
    # Of the last event, which came a moment before the outcome was recorded.
    assert again.pop("seconds") == pytest.approx(written.pop("seconds"), abs=0.2)
    assert again == written and written["state"] == state
    assert log.read_bytes() == events


def test_a_stranger_with_the_same_number_is_left_alone():
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert kill_orphaned_run(stranger.pid, get_start_time(stranger.pid) - 5, "no such mark") == 0
    assert stranger.poll() is None
    stranger.communicate(b"\n")


@pytest.mark.fault("B12")
def test_half_a_line_at_the_end_of_the_log(studio, row):
    told = studio.run("print(1)").ends()
    log = told.home / event_log.NAME
    whole = told.log()
    log.write_bytes(log.read_bytes() + b'{"seq":99,"t":1,"ki' + bytes(20))
    assert told.log() == whole
    again = event_log.EventLog(told.home)
    again.append([{"t": 9.0, "kind": "line", "line": 1}])
    again.close()
    assert told.log() == [*whole, {"seq": len(whole) + 1, "t": 9.0, "kind": "line", "line": 1, "others": []}]
    row(
        saw="",
        kept="half a line and NULs at the end: the run is there up to its last whole line, and can be written on",
    )


@pytest.mark.fault("B12")
def test_a_number_twice_is_read_once(studio, row):
    told = studio.run("print(1)").ends()
    log = told.home / event_log.NAME
    log.write_bytes(log.read_bytes() * 2)
    assert told.log() == told.events
    row(saw="", kept="every event twice in the log: each is read once, in order")


FULL_DISK = """
import resource, sys, threading
from pathlib import Path
from sunmao.server.runs.run_manager import RunManager
heard, over = [], threading.Event()
runs = RunManager(lambda project, run, events: heard.extend(events), lambda project, summary: summary['state'] == 'error' and over.set())
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
summary = runs.start('p', Path(sys.argv[1]), {'python': "while True:\\n    print('x' * 70)\\n"})
over.wait()
print(heard[-1]['text']['en'])
assert [event['seq'] for event in heard] == list(range(1, len(heard) + 1))
read = runs.read_events('p', Path(sys.argv[1]), summary['id'])
assert 0 < len(read) < len(heard) and read == heard[:len(read)]
runs.close()
"""


@POSIX
@pytest.mark.fault("B2")
def test_a_full_disk_stops_the_run_and_keeps_the_log_whole(tmp_path, row):
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, timeout=HANG_TIMEOUT
    )
    assert "The disk is full" in done.stdout, done.stderr
    row(saw=done.stdout.splitlines()[0], kept="RLIMIT_FSIZE on the log: every line before is whole")


def test_closing_the_studio_stops_its_programs(tmp_path):
    from tests.support.observed_run import Studio

    studio = Studio(tmp_path)
    told = studio.run("sleeps").says("begun")
    studio.runs.close()
    assert told.over.is_set() and told.summary["state"] == "stopped" and "closed" in told.summary["text"]["en"]
