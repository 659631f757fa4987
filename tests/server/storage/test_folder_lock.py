"""One studio a folder, for exactly as long as it lives."""

import subprocess
import sys

import pytest

from sunmao.server.storage.folder_lock import FolderInUse, FolderLock

HOLDER = """
import subprocess, sys
from pathlib import Path
from sunmao.server.storage.folder_lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
lock.announce("http://127.0.0.1:1234/")
child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=sys.stdin, stdout=subprocess.DEVNULL, close_fds=False)
print("held", flush=True)
child.wait()
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


@pytest.mark.process
def test_a_second_studio_is_told_where_the_first_is(tmp_path, holder):
    with pytest.raises(FolderInUse) as taken:
        FolderLock(tmp_path / "lock")
    assert taken.value.address == "http://127.0.0.1:1234/"


@pytest.mark.process
def test_the_lock_dies_with_its_holder_though_its_child_lives(tmp_path, holder):
    holder.kill()
    holder.wait()
    FolderLock(tmp_path / "lock").close()


def test_a_closed_lock_can_be_taken_again(tmp_path):
    for _ in range(2):
        FolderLock(tmp_path / "lock").close()
