"""A studio that is killed leaves nothing running, whatever its programs do; one that is only suspended loses nothing."""

import signal
import subprocess
import sys
import time

import pytest

from sunmao.server.processes.process import GUARD
from sunmao.server.processes.process_tree import find_marked, is_alive
from tests.support.limits import poll_until

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9; there the job object ends them"),
]

SERVER = """
import sys, time
from pathlib import Path
from sunmao.server.runs.run_manager import RunManager
heard = []
def hear(project, run, events):
    heard.extend(event['text'] for event in events if event['kind'] == 'output')
    for event in events:
        if event['kind'] == 'output' and 'begun' in event['text']:
            # one write a line: several programs begin at once
            print(f"{project} {runs._live[project][1].identity()['mark']}\\n", end='', flush=True)
        if event['kind'] == 'output' and 'counted' in event['text']:
            print(''.join(heard).split(), flush=True)
runs = RunManager(hear)
for source in Path(sys.argv[1]).glob('*.py'):
    folder = source.with_suffix('')
    folder.mkdir()
    runs.start(source.stem, folder, {'python': source.read_text()})
time.sleep(3600)
"""
STUBBORN = {
    "calculates_in_c": "{begun}sum(range(10**13))",
    "searches_for_ever": "import re\n{begun}re.match('(a+)+b', 'a' * 60)",
    "stops_itself": "import os, signal\n{begun}os.kill(os.getpid(), signal.SIGSTOP)",
    "never_switches": "import sys\n{begun}sys.setswitchinterval(10**6)\nwhile True: pass",
    "deletes_for_ever": "class Last:\n    def __del__(self):\n        while True: pass\nlast = Last()\n{begun}",
    "catches_everything": "{begun}while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "becomes_another": "import os, sys\n{begun}os.execv(sys.executable, [sys.executable, '-c', 'while True: pass'])",
    "sends_a_child_away": "import os\nif os.fork() == 0: os.setsid()\n{begun}while True: pass",
    "many_threads": "import threading\ndef spin():\n    while True: pass\nfor _ in range(8): threading.Thread(target=spin).start()\n{begun}",
}
BEGUN = "import time\nprint('begun')\ntime.sleep(0.1)\n"


@pytest.fixture
def studio_with(tmp_path):
    """Starts a studio in a process of its own that runs these programs (name → text); it is killed with the test."""
    started = []

    def start(programs):
        for name, source in programs.items():
            (tmp_path / f"{name}.py").write_text(source.replace("{begun}", BEGUN), encoding="utf-8")
        started.append(
            subprocess.Popen([sys.executable, "-c", SERVER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        )
        return started[0]

    yield start
    for server in started:
        server.kill()
        server.communicate()


@pytest.mark.long
def test_nothing_outlives_a_killed_studio(studio_with):
    server = studio_with(STUBBORN)
    marks = dict(server.stdout.readline().split() for _ in STUBBORN)
    time.sleep(0.5)  # all are in the middle of what they do
    assert all(find_marked(mark) for mark in marks.values()), marks
    server.kill()
    poll_until(lambda: not any(map(list_alive, marks.values())), "the end of all")


def list_alive(mark):
    return [process for process in find_marked(mark) if is_alive(process)]


@pytest.mark.long
def test_a_suspended_studio_loses_nothing(studio_with):
    server = studio_with({"counts": "{begun}for i in range(40):\n    print(i)\n    time.sleep(0.1)\nprint('counted')"})
    mark = server.stdout.readline().split()[1]
    server.send_signal(signal.SIGSTOP)
    time.sleep(3)
    assert list_alive(mark)
    server.send_signal(signal.SIGCONT)
    assert server.stdout.readline() == str(["begun", *map(str, range(40)), "counted"]) + "\n"


def test_a_guard_that_somebody_ended_is_replaced(studio):
    told = studio.run("sleeps").says("begun")
    first = GUARD._process
    first.kill()
    first.wait()
    again = studio.run("sleeps").says("begun")
    assert GUARD._process.pid != first.pid and set(GUARD._programs) >= {pid_of(told), pid_of(again)}
    for each in (told, again):
        each.stop()
        pid = pid_of(each)
        each.ends()
        assert pid not in GUARD._programs


def pid_of(told):
    return told.studio.runs._live[told.project][1].identity()["pid"]
