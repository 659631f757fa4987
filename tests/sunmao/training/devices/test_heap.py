"""Memory of one step of a training is there for the next one, and the system has it back at the end."""

import subprocess
import sys

import pytest
import torch

from sunmao.training.devices.heap import _load_glibc, keep_freed_memory
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.training
# In a process of its own, as trainings are: after a failed request glibc serves a thread from elsewhere.
PROGRAM = """
import resource
import psutil
import torch
from sunmao.training.devices.heap import keep_freed_memory

BYTES = 64 * 2**20

def count_faults():
    '''How many pages the system had to give when the same memory was taken and freed five times.'''
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(5):
        torch.ones(BYTES // 4)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

plain = count_faults()
with keep_freed_memory():
    kept = min(count_faults() for _ in range(8))  # until what is free lies together
    full = psutil.Process().memory_info().rss
assert 3 * kept < plain, (kept, plain)
assert psutil.Process().memory_info().rss < full - BYTES // 2
"""


@pytest.mark.process
@pytest.mark.skipif(_load_glibc() is None, reason="a C library that keeps freed memory, or is not asked to")
@pytest.mark.long
def test_freed_memory_is_kept_and_given_back():
    done = subprocess.run([sys.executable, "-c", PROGRAM], stderr=subprocess.PIPE, text=True, timeout=HANG_TIMEOUT)
    assert done.returncode == 0, done.stderr


def test_other_systems_are_left_alone(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert _load_glibc.__wrapped__() is None
    monkeypatch.setattr("sunmao.training.devices.heap._load_glibc", lambda: None)
    with keep_freed_memory():
        assert torch.ones(3).sum() == 3
