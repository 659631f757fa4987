"""That other programs keep the computer busy is measured."""

import subprocess
import sys

import psutil
import pytest

from sunmao.core.processor_load import ProcessorTimes, is_busy_elsewhere, read_processor_times


@pytest.mark.parametrize(
    ("idle", "own", "busy"),
    [(0.2, 9.6, False), (0.1, 5.0, True), (5.0, 4.8, False), (1.0, 8.0, False)],
    ids=["alone", "half is taken", "it waits for itself", "a browser beside it"],
)
def test_busy_is_what_others_take_from_a_training(idle, own, busy):
    """In five seconds on two processors."""
    assert is_busy_elsewhere(ProcessorTimes(0, 0, 0), ProcessorTimes(5, idle, own), 2) is busy


@pytest.mark.process
def test_what_children_use_is_its_own():
    """A training that learns in several processes is not busy with something else."""
    work = "sum(range(10**7)); print('done', flush=True); input()"
    before = read_processor_times()
    with subprocess.Popen([sys.executable, "-c", work], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        used = psutil.Process(child.pid).cpu_times().user
        grown = read_processor_times().own - before.own
        child.communicate(b"\n")
    assert grown > 0.9 * used > 0  # read a moment later, in steps of the clock
