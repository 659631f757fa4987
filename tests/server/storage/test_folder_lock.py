"""One studio a folder, for exactly as long as it lives, whatever a program does to the files of the lock."""

import errno
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

from sunmao.server.storage import folder_lock
from sunmao.server.storage.folder_lock import FolderInUse, FolderLock
from tests.support.limits import poll_until

OWN = ".sunmao"
HOLDER = """
import subprocess, sys
from pathlib import Path
from sunmao.server.storage import folder_lock
if sys.argv[2]:
    folder_lock._lock_folder = lambda folder: None
lock = folder_lock.FolderLock(Path(sys.argv[1]), Path(sys.argv[1], ".sunmao", "lock"))
lock.announce("http://127.0.0.1:1234/")
child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=sys.stdin, stdout=subprocess.DEVNULL, close_fds=False)
print("held", flush=True)
child.wait()
"""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there nobody can delete or rename an open file")


@contextmanager
def start_holder(projects, without: str = ""):
    """A process that holds the folder and has a child; without: 'folder' where the disk locks no folders."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(projects), without], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def projects(tmp_path):
    (tmp_path / OWN).mkdir()
    return tmp_path


def lock(projects) -> FolderLock:
    return FolderLock(projects, projects / OWN / "lock")


def get_refusal(projects) -> str:
    """Return the address of the first studio that a second one is refused with."""
    with pytest.raises(FolderInUse) as taken:
        lock(projects)
    return taken.value.address


def replace_lock(own) -> None:
    (own / "lock").unlink()
    (own / "lock").write_text("")


TAKEN_AWAY = {
    "folder deleted": shutil.rmtree,
    "folder renamed": lambda own: own.rename(own.with_name("elsewhere")),
    "file deleted": lambda own: (own / "lock").unlink(),
    "file renamed": lambda own: (own / "lock").rename(own / "elsewhere"),
    "file replaced": replace_lock,
}


@pytest.mark.process
@pytest.mark.parametrize("without", ["", pytest.param("folder", marks=POSIX)])
def test_a_second_studio_is_told_where_the_first_is(projects, without):
    with start_holder(projects, without):
        assert get_refusal(projects) == "http://127.0.0.1:1234/"


@POSIX
@pytest.mark.process
@pytest.mark.parametrize("attack", TAKEN_AWAY)
def test_a_program_takes_the_lock_file_away(projects, attack):
    with start_holder(projects):
        TAKEN_AWAY[attack](projects / OWN)
        # As the second studio's start does, which may be quicker than the first one.
        (projects / OWN).mkdir(exist_ok=True)
        assert get_refusal(projects) == "http://127.0.0.1:1234/"


@POSIX
@pytest.mark.process
@pytest.mark.parametrize("attack", TAKEN_AWAY)
def test_where_folders_cannot_be_locked_the_file_is_made_again(projects, attack):
    path = projects / OWN / "lock"
    with start_holder(projects, "folder"):
        TAKEN_AWAY[attack](projects / OWN)
        poll_until(lambda: path.is_file() and path.read_text(), "a new lock file")
        assert get_refusal(projects) == "http://127.0.0.1:1234/"


@POSIX
@pytest.mark.process
def test_a_projects_folder_with_another_name_is_still_one_folder(projects):
    other = projects.with_name("other name")
    with start_holder(projects):
        projects.rename(other)
        assert get_refusal(other) == "http://127.0.0.1:1234/"
        projects.mkdir()
        (projects / OWN).mkdir()
        lock(projects).close()  # and what stands in its place is another one


@pytest.mark.process
@pytest.mark.parametrize("attack", [None, *([] if sys.platform == "win32" else ["folder deleted"])])
def test_the_lock_dies_with_its_holder_though_its_child_lives(projects, attack):
    with start_holder(projects) as holder:
        if attack:
            TAKEN_AWAY[attack](projects / OWN)
        holder.kill()
        holder.wait()
        (projects / OWN).mkdir(exist_ok=True)
        lock(projects).close()


def test_a_closed_lock_can_be_taken_again(projects):
    for _ in range(2):
        lock(projects).close()


def test_a_studio_that_does_not_say_where_it_listens(projects, monkeypatch):
    monkeypatch.setattr(folder_lock, "TELLS_WITHIN", 0)
    held = lock(projects)
    assert get_refusal(projects) == ""
    held.close()


@POSIX
def test_a_disk_that_locks_nothing(projects, monkeypatch, caplog):
    """Nothing is taken for another studio; the page opens all the same."""

    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    monkeypatch.setattr("fcntl.lockf", refuse)
    lock(projects).close()
    assert caplog.text.count("No locks available") == 2
