"""A project in a folder that can only be read: everything of it is shown, nothing is saved, and a copy can be worked
on.
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.app_client import Page
from tests.support.paths import ROOT
from tests.support.privileges import bound_by_modes, own_namespaces

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="modes and mounts as on POSIX systems"),
]
BLOCKS = {
    "blocks": {
        "languageVersion": 0,
        "blocks": [
            {
                "type": "text_print",
                "id": "p",
                "inputs": {"TEXT": {"shadow": {"type": "text", "id": "t", "fields": {"TEXT": "hello"}}}},
            }
        ],
    }
}


@pytest.fixture
def projects():
    """A projects folder that everybody may use (pytest's own is its user's alone), with one project `p`."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        folder = Path(name, "projects")
        folder.mkdir(mode=0o755)
        with closing(Page(folder)) as page:
            page.ask("PUT", f"/api/projects/{page.make('p')}/workspace", {"workspace": BLOCKS, "base": 1})
        yield folder


def seen(projects: Path, *before) -> dict:
    """Run `read_only_session.py` on these projects and return its observations. before: the command that it is run
    with.
    """
    command = [*before, sys.executable, "-m", "tests.server.projects.read_only_session", projects]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def check(told: dict, before: dict, project: Path, row, how: str) -> None:
    assert (
        told["read_only"] == [True, False] and told["blocks"] == 1 and told["text"] == BLOCKS and told["pickers"] == 200
    )
    assert told["save"][0] == told["run"] == 403 and told["copy"] == 200
    assert contents(project) == before
    row(saw=told["save"][1], kept=f"{how}: shown whole, not one byte changed, its copy can be saved")


def contents(folder: Path) -> dict:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.fault("B6")
def test_a_folder_that_its_reader_may_not_write(projects, row):
    project, before = projects / "p", contents(projects / "p")
    folders = [project, *(path for path in project.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        check(seen(projects, *bound_by_modes()), before, project, row, "mode 555")
    finally:
        for folder in folders:
            folder.chmod(0o755)


@pytest.mark.long
@pytest.mark.fault("B6")
def test_a_disk_that_is_mounted_read_only(projects, row):
    before = contents(projects / "p")
    apart = own_namespaces("-rm", setup='mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"', place=projects / "p")
    check(seen(projects, *apart), before, projects / "p", row, "mounted read-only")
