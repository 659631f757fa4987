"""Files are old or new, whatever happens in between, and nothing is read outside a folder."""

import errno
import os
import sys
import threading

import pytest

from sunmao.core import atomic_files
from sunmao.server.storage import files

pytestmark = pytest.mark.filterwarnings("error")
posix = pytest.mark.skipif(os.name == "nt", reason="links and modes as on POSIX systems")


def test_write_makes_and_replaces(tmp_path):
    atomic_files.write_atomic(tmp_path / "a", b"one")
    atomic_files.write_atomic(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["a"]


STEPS = ("open", "write", "fsync", "replace")


class Crash(BaseException):
    """The process is gone: nothing after it runs, so `write_atomic` cannot tidy up."""


@pytest.mark.parametrize("step", STEPS)
def test_a_failure_at_any_step_keeps_the_old_bytes(tmp_path, monkeypatch, step):
    target = tmp_path / "a"
    atomic_files.write_atomic(target, b"old")

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    places = {
        "open": (atomic_files, "_write_new"),
        "write": (atomic_files, "_write_new"),
        "fsync": (os, "fsync"),
        "replace": (atomic_files, "replace"),
    }
    monkeypatch.setattr(*places[step], fail)
    with pytest.raises(OSError):
        atomic_files.write_atomic(target, b"new")
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


KILLED_SAVE = """
import os, signal, sys
from pathlib import Path
from sunmao.core import atomic_files
kill_at, seen = int(sys.argv[2]), 0
def hook(event, args):
    global seen
    if event in ("open", "os.rename", "os.truncate", "os.chmod"):
        seen += 1
        if seen == kill_at:
            os._exit(9)
real_fsync = os.fsync
def fsync(handle):
    global seen
    seen += 1
    if seen == kill_at:
        os._exit(9)
    real_fsync(handle)
os.fsync = fsync
sys.addaudithook(hook)
atomic_files.write_atomic(Path(sys.argv[1]), b"new" * 1000)
print("saved", seen)
"""


@pytest.mark.process
def test_killed_at_every_step_the_file_is_old_or_new(tmp_path):
    import subprocess

    target, ends = tmp_path / "a", []
    for kill_at in range(1, 12):
        target.write_bytes(b"old")
        done = subprocess.run(
            [sys.executable, "-c", KILLED_SAVE, str(target), str(kill_at)], capture_output=True, text=True
        )
        assert target.read_bytes() in (b"old", b"new" * 1000)
        ends.append(target.read_bytes() == b"old")
        files.clean_strays(tmp_path)
        assert os.listdir(tmp_path) == ["a"]
        if "saved" in done.stdout:
            break
    assert "saved" in done.stdout and True in ends and False in ends


@posix
def test_a_link_and_a_mode_are_kept(tmp_path):
    real = tmp_path / "elsewhere"
    real.mkdir()
    (real / "file").write_bytes(b"old")
    (real / "file").chmod(0o640)
    (tmp_path / "link").symlink_to(real / "file")
    atomic_files.write_atomic(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (real / "file").read_bytes() == b"new"
    assert (real / "file").stat().st_mode & 0o777 == 0o640
    assert os.listdir(real) == ["file"]


def test_reading_stays_below_the_folder(tmp_path):
    root = tmp_path / "p"
    (root / "data").mkdir(parents=True)
    (root / "data" / "a.png").write_bytes(b"picture")
    (tmp_path / "p-secret").write_bytes(b"secret")
    with files.open_below(root, "data/a.png") as file:
        assert file.read() == b"picture"
    for path in (
        "../p-secret",
        "data/../../p-secret",
        "/etc/passwd",
        "data",
        "data/b.png",
        "data\\a.png",
        "data/a.png\0",
        "..\\p-secret",
    ):
        assert files.open_below(root, path) is None, path


@posix
def test_links_and_pipes_are_not_read(tmp_path):
    (tmp_path / "secret").write_bytes(b"secret")
    root = tmp_path / "p"
    root.mkdir()
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "folder").symlink_to(tmp_path)
    (root / "self").symlink_to(root / "self")
    os.mkfifo(root / "pipe.jpg")
    for path in ("link", "folder/secret", "self", "pipe.jpg"):
        assert files.open_below(root, path) is None, path


@posix
@pytest.mark.slow
def test_a_folder_that_turns_into_a_link_gives_nothing_away(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.png").write_bytes(b"secret")
    root = tmp_path / "p"
    (root / "inside").mkdir(parents=True)
    (root / "inside" / "a.png").write_bytes(b"mine")
    (root / "link").symlink_to(tmp_path / "outside")
    done = threading.Event()

    def flip():
        while not done.is_set():
            for name in ("inside", "link"):
                (root / name).rename(root / "data")
                (root / "data").rename(root / name)

    thread = threading.Thread(target=flip)
    thread.start()
    try:
        for _ in range(3000):
            file = files.open_below(root, "data/a.png")
            if file:
                with file:
                    assert file.read() == b"mine"
    finally:
        done.set()
        thread.join()
