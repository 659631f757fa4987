"""Saving meets kills, failing disks, other programs and links: what is on the disk is one save, whole, and «saved» is
true.
"""

import errno
import json
import os
import subprocess
import sys
import tempfile
from contextlib import closing

import pytest

from sunmao.core import atomic_files
from tests.support.app_client import Page

pytestmark = pytest.mark.process

POSIX = pytest.mark.skipif(os.name == "nt", reason="kill -9, links and modes as on POSIX systems")


def blocks(text: str) -> dict:
    """Blocks that print a text."""
    shadow = {"shadow": {"type": "text", "id": "t", "fields": {"TEXT": text}}}
    return {"blocks": {"languageVersion": 0, "blocks": [{"type": "text_print", "id": "p", "inputs": {"TEXT": shadow}}]}}


@pytest.fixture
def page(tmp_path):
    (tmp_path / "projects").mkdir()
    with closing(Page(tmp_path / "projects")) as opened:
        yield opened


def save(page, project: str, text: str, base: int):
    return page.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": blocks(text), "base": base})


# Saves in children that are killed at their nth look at the disk, until one comes through.
KILLED = """
import json, os, signal, sys
from pathlib import Path
from sunmao.server.programs.compile_workspace import compile_and_explain
from sunmao.server.projects.project_store import ProjectStore

def blocks(text):
    shadow = {"shadow": {"type": "text", "id": "t", "fields": {"TEXT": text}}}
    return {"blocks": {"languageVersion": 0, "blocks": [{"type": "text_print", "id": "p", "inputs": {"TEXT": shadow}}]}}

def killed_at(left):
    def watch(frame, event, function):
        nonlocal left
        if event in ("c_call", "c_return") and function.__name__ in ("open", "write", "flush", "fsync", "fchmod", "replace", "mkdir", "unlink"):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.setprofile(watch)

root = Path(sys.argv[1])
project = ProjectStore(root, compile_and_explain).create("p", blocks("0")).id
folder, number, old, ends, python = root / project, 1, "0", [], compile_and_explain(blocks("?")).python
for moment in range(1, 1000):
    projects, new = ProjectStore(root, compile_and_explain), str(moment)
    says, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(says)
        killed_at(moment)
        projects.save(project, blocks(new), number)
        sys.setprofile(None)
        os.write(told, b"saved")
        os._exit(0)
    os.close(told)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    saved = os.read(says, 9) == b"saved"
    os.close(says)
    projects = ProjectStore(root, compile_and_explain)
    projects.clean_project(folder)
    found = projects.read(project)
    is_new = found.workspace == blocks(new)
    assert is_new or (found.workspace == blocks(old) and not saved), (moment, found)
    # A program that is older than its blocks is made anew by Run.
    assert (folder / "main.py").read_text().split("'")[::2] == python.split("'")[::2]
    assert not [path for path in root.rglob("*") if path.name.endswith(".tmp")]
    assert all(json.loads(path.read_bytes()) for path in folder.glob("history/*"))
    ends.append(is_new)
    number, old = found.number, new if is_new else old
    if saved:
        break
print(json.dumps([len(ends), ends.count(True)]))
"""


@pytest.mark.long
@POSIX
@pytest.mark.fault("B1")
def test_a_kill_at_any_moment_of_a_save_leaves_the_old_blocks_or_the_new_ones(tmp_path, row):
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    moments, new = json.loads(done.stdout)
    assert moments > 30 and 10 < new < moments
    row(
        saw="",
        kept=f"killed at {moments - 1} moments: {moments - new} times the old blocks, else the new; no stray file; the next save works",
    )


@pytest.mark.fault("B3")
@pytest.mark.parametrize("moment", range(1, 7))
def test_what_the_disk_did_not_take_is_saved_only_after_a_fresh_write(page, monkeypatch, moment, row):
    project = page.make()
    calls, real = [], os.fsync

    def fsync(handle):
        calls.append(handle)
        if len(calls) == moment:
            raise OSError(errno.EIO, "Input/output error")
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        first = save(page, project, "new", base=1)
        told = first.status_code != 200
        before = len(calls)
        again = save(page, project, "newer" if moment % 2 else "new", base=1 if told else 2)
    assert again.status_code == 200 and (len(calls) - before >= 2 or not told and not moment % 2)
    found = page.get(f"/api/projects/{project}")
    assert found["version"] == again.json["version"] and found["workspace"] == blocks("newer" if moment % 2 else "new")
    assert first.json.get("text", {}).get("en") == ("It could not be saved safely. Try again." if told else None)
    # Only the copy in the history may be missing without a word.
    assert told or moment in (3, 4)
    row(
        saw=first.json.get("text", ""), kept=f"call {moment} of fsync fails: «saved» only after another write and fsync"
    )


def held(code: int, times: int, monkeypatch) -> list:
    """os.replace fails `times` times as on Windows while another program holds the file; returns what it was asked."""
    asked, real = [], os.replace

    def replace(source, target):
        asked.append(target)
        if len(asked) <= times:
            error = PermissionError(errno.EACCES, "Access is denied")
            error.winerror = code
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(atomic_files.time, "sleep", lambda seconds: asked.append(seconds))
    return asked


@pytest.mark.fault("B4")
@pytest.mark.parametrize("code", [5, 32])
def test_another_program_that_holds_the_file_for_a_moment_is_not_noticed(page, monkeypatch, code, row):
    project = page.make()
    with monkeypatch.context() as patch:
        held(code, 6, patch)
        assert save(page, project, "new", base=1).status_code == 200
    assert page.get(f"/api/projects/{project}")["workspace"] == blocks("new")
    row(saw="", kept=f"error {code} for six tries: then saved")


@pytest.mark.fault("B4")
@pytest.mark.parametrize("code", [5, 32, 1224])
def test_another_program_that_keeps_the_file_is_said(page, tmp_path, monkeypatch, code, row):
    project = page.make()
    with monkeypatch.context() as patch:
        asked = held(code, 10**6, patch)
        answer = save(page, project, "new", base=1)
    waited = sum(each for each in asked if isinstance(each, float))
    assert (waited < 3 and waited > 1) if code != 1224 else waited == 0
    assert answer.status_code == (503 if code != 1224 else 403)
    assert page.get(f"/api/projects/{project}")["version"] == 1
    assert not list((tmp_path / "projects").rglob("*.tmp"))
    assert save(page, project, "new", base=1).status_code == 200
    row(
        saw=answer.json["text"],
        kept=f"error {code}: {waited:.1f} s of tries, the old file whole, the page keeps the text and saves it later",
    )


@POSIX
@pytest.mark.fault("B5")
def test_links_to_another_disk_and_modes_are_kept(page, tmp_path, monkeypatch, row):
    shm = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=shm) as elsewhere:
        project = page.make()
        folder, target = tmp_path / "projects" / project, os.path.join(elsewhere, "blocks.json")
        here = (folder / "workspace.json").read_bytes()
        (folder / "workspace.json").unlink()
        with open(target, "wb") as file:
            file.write(here)
        os.chmod(target, 0o664)
        (folder / "workspace.json").symlink_to(target)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no such folder"))
        before = os.umask(0o077)
        try:
            assert save(page, project, "new", base=1).status_code == 200
        finally:
            os.umask(before)
        other = os.stat(target).st_dev != os.stat(folder).st_dev
        assert (folder / "workspace.json").is_symlink() and os.listdir(elsewhere) == ["blocks.json"]
        assert os.stat(target).st_mode & 0o777 == 0o664 and page.get(f"/api/projects/{project}")["workspace"] == blocks(
            "new"
        )
        assert (folder / "main.py").stat().st_mode & 0o777 == 0o644
    row(
        saw="",
        kept=f"link, mode 664 under umask 077, temporary file beside its target ({'another' if other else 'the same'} disk)",
    )
