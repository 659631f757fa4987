"""A program that starts itself again and again: ended whole. In a process namespace of its own, so that a failure stays
inside.
"""

import json
import subprocess
import sys

import pytest

from tests.support.paths import ROOT
from tests.support.privileges import own_namespaces

pytestmark = pytest.mark.process

STUDIO = """
import json, sys
from pathlib import Path
import psutil
from tests.support.limits import poll_until
from tests.support.observed_run import Studio
studio = Studio(Path(sys.argv[1]))
# Less than for ever, so that a studio that cannot end it harms nobody for long.
told = studio.run("import os, time\\nprint('begun')\\nend = time.monotonic() + 300\\nwhile time.monotonic() < end: os.fork()\\n").ends()
again = studio.run("print('next')").ends()
studio.runs.close()
# What is left is this process and the guard.
poll_until(lambda: sum(each.status() != psutil.STATUS_ZOMBIE for each in psutil.process_iter()) <= 2)
print(json.dumps({'text': told.summary['text'], 'whole': told.log() == told.events, 'next': again.text()}))
"""


@pytest.mark.fault("A9")
def test_a_fork_bomb_is_ended(tmp_path, row):
    apart = own_namespaces(
        "-rpf", "--kill-child", "--mount-proc"
    )  # without them a failure would take the computer down
    done = subprocess.run([*apart, sys.executable, "-c", STUDIO, tmp_path], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (
        told["text"]["en"] == "It started too many programs and was stopped."
        and told["whole"]
        and told["next"] == "next\n"
    )
    row(saw=told["text"], kept="no process of it is left; the log is whole; the next run works")
