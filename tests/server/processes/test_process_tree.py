"""Process numbers that are used again, clocks that are put back: neither decides what is ended, kept or newest."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sunmao.server.projects import workspaces
from sunmao.server.runs import run_summaries
from tests.support.limits import HANG_TIMEOUT
from tests.support.observed_run import PROGRAMS
from tests.support.privileges import own_namespaces

pytestmark = pytest.mark.process

REUSE = """
import json, os, subprocess, sys, time
from pathlib import Path
import psutil
from sunmao.server.runs.run_manager import RunManager
root, server = Path(sys.argv[1]), sys.argv[2]
running = subprocess.Popen([sys.executable, "-c", server, str(root), sys.argv[3]], stdout=subprocess.PIPE)
assert running.stdout.readline().strip() == b"begun"
def process():
    found = [json.loads(path.read_bytes()).get("process") for path in root.glob("runs/*/summary.json")]
    return found[0] if found else None
while not (left := process()):
    time.sleep(0.01)
running.kill()
running.wait()
while psutil.pid_exists(left["pid"]):
    os.waitpid(-1, os.WNOHANG)  # this is the first process of its namespace: it inherits what the studio left
    time.sleep(0.05)
time.sleep(1.1)
Path("/proc/sys/kernel/ns_last_pid").write_text(str(left["pid"] - 1))
stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
assert stranger.pid == left["pid"], (stranger.pid, left)
runs = RunManager()
runs.expect_lost_runs([("p", root)])
runs.recover("p")
assert stranger.poll() is None
told = runs.get_newest("p", root)
print(told["state"], told["text"]["en"])
stranger.communicate(b"\\n")
assert stranger.returncode == 0
"""
SERVER = """
import sys, time
from pathlib import Path
from sunmao.server.runs.run_manager import RunManager
def hear(project, run, events):
    for event in events:
        if event['kind'] == 'output': print(event['text'], end='', flush=True)
RunManager(hear).start('p', Path(sys.argv[1]), {'python': Path(sys.argv[2]).read_text()})
time.sleep(3600)
"""


@pytest.mark.long
@pytest.mark.fault("A22")
def test_a_stranger_that_got_the_number_of_a_lost_run_is_untouched(tmp_path, row):
    apart = own_namespaces("-rpf", "--mount-proc", "--kill-child", needs=("test", "-w", "/proc/sys/kernel/ns_last_pid"))
    done = subprocess.run(
        [*apart, sys.executable, "-c", REUSE, tmp_path, SERVER, PROGRAMS / "sleeps.py"],
        capture_output=True,
        text=True,
        timeout=HANG_TIMEOUT,
    )
    assert done.stdout.startswith("lost "), done.stderr[-3000:]
    row(saw=done.stdout[5:], kept="a stranger with the number of the lost run's process ends by itself")


# A computer whose clock is put back a year in the middle of a run: what asks for the time of day from then on gets the
# older one.
CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#define YEAR 31536000
static int back(void) { return access(BACK, F_OK) == 0; }
int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(clock, now);
    if (clock == CLOCK_REALTIME && back()) now->tv_sec -= YEAR;
    return done;
}
int gettimeofday(struct timeval *now, void *zone) {
    struct timespec fine;
    clock_gettime(CLOCK_REALTIME, &fine);
    now->tv_sec = fine.tv_sec;
    now->tv_usec = fine.tv_nsec / 1000;
    return 0;
}
time_t time(time_t *to) {
    struct timespec fine;
    clock_gettime(CLOCK_REALTIME, &fine);
    if (to) *to = fine.tv_sec;
    return fine.tv_sec;
}
"""
TIMED = """
import json, sys, threading, time
from pathlib import Path
from sunmao.server.projects.project_store import ProjectStore
from sunmao.server.runs.run_manager import run_summaries
from sunmao.server.runs.run_manager import RunManager
from sunmao.codegen.program import CompiledProgram
root, switch = Path(sys.argv[1]), Path(sys.argv[2])
projects = ProjectStore(root / "all", lambda workspace: CompiledProgram("", [], {}, []))
project = projects.create("clock", {"n": 0})
events, over = [], threading.Event()
def hear(name, run, more):
    events.extend(more)
    if any("begun" in event.get("text", "") for event in more if event["kind"] == "output"):
        switch.touch()
runs = RunManager(hear, lambda name, told: told["state"] == "finished" and over.set())
def run(source):
    over.clear()
    began = time.monotonic()
    told = runs.start(project.id, project.folder, {"python": source})
    over.wait()
    return told["id"], time.monotonic() - began
before = time.time()
ids = [run("import time\\nprint('begun')\\ntime.sleep(1)\\n")]
assert time.time() < before - 3e7, "the clock was not put back"
ids += [run("print(1)"), run("print(2)")]
for number in range(1, 60):
    projects.save(project.id, {"n": number}, number)
seconds = [runs.get_summary(project.id, project.folder, name)["seconds"] for name, _ in ids]
print(json.dumps({
    "ids": [name for name, _ in ids], "listed": [row["id"] for row in runs.list_runs(project.id, project.folder)],
    "newest": runs.get_newest(project.id, project.folder)["id"], "seconds": seconds, "took": [took for _, took in ids],
    "t": [event["t"] for event in events], "versions": [row["version"] for row in __import__("sunmao.server.projects.workspaces", fromlist=["x"]).list_versions(project.folder)],
}))
runs.close()
"""


@pytest.mark.fault("A23")
@pytest.mark.long
def test_a_clock_that_is_put_back_a_year_in_the_middle_of_a_run(tmp_path, row):
    if not shutil.which("cc") or sys.platform != "linux":
        pytest.skip("THE CLOCK CANNOT BE PUT BACK HERE: no C compiler, or no LD_PRELOAD")
    switch, shim = tmp_path / "back", tmp_path / "clock.so"
    (tmp_path / "clock.c").write_text(CLOCK)
    subprocess.run(
        ["cc", "-shared", "-fPIC", f'-DBACK="{switch}"', "-o", shim, tmp_path / "clock.c", "-ldl"], check=True
    )
    done = subprocess.run(
        [sys.executable, "-c", TIMED, tmp_path, switch],
        capture_output=True,
        text=True,
        timeout=HANG_TIMEOUT,
        env={**os.environ, "LD_PRELOAD": str(shim)},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert 1 <= told["seconds"][0] <= told["took"][0] and all(seconds < HANG_TIMEOUT for seconds in told["seconds"])
    assert told["listed"] == told["ids"][::-1] and told["newest"] == told["ids"][-1]
    assert all(0 <= t < HANG_TIMEOUT for t in told["t"])
    assert told["versions"] == [number for number in range(60, 0, -1) if workspaces.is_kept(number, 60)]
    row(
        saw=f"{told['seconds'][0]:.1f} s",
        kept="the order of the runs, the times of the events, every version that is due to stay",
    )


@pytest.mark.fault("A23")
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="time zones of POSIX")
def test_a_change_of_the_time_zone(tmp_path, monkeypatch, row):
    made = []
    try:
        for zone in ("Asia/Shanghai", "America/New_York", "Asia/Shanghai", "Pacific/Kiritimati", "UTC"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            made += [run_summaries.create_run(tmp_path, {"python": ""}).name for _ in range(12)]
            assert run_summaries.list_runs(tmp_path) == made
    finally:
        monkeypatch.undo()
        time.tzset()
    row(saw="", kept="60 runs in five time zones are listed in the order in which they began")


def test_a_deleted_run_leaves_no_place_before_the_newest(tmp_path):
    first, second = (run_summaries.create_run(tmp_path, {"python": ""}) for _ in range(2))
    shutil.rmtree(first)
    third = run_summaries.create_run(tmp_path, {"python": ""})
    assert run_summaries.list_runs(tmp_path) == [second.name, third.name] and isinstance(third, Path)
