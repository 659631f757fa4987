"""Every example where there is no network, where the home folder has a Chinese name and a space, or is unknown, and
where temporary files have no place.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.examples.run_examples import ENDING
from tests.support.paths import ROOT
from tests.support.privileges import own_namespaces

pytestmark = [pytest.mark.process, pytest.mark.long]


def run(names, folder: Path, row, *before, **environment) -> None:
    """These examples, with these variables (None: unset)."""
    kept = {
        name: value for name, value in os.environ.items() if name not in environment and not name.startswith("XDG_")
    }
    added = {name: str(value) for name, value in environment.items() if value is not None}
    command = [*before, sys.executable, "-m", "tests.server.examples.run_examples", folder, *names]
    done = subprocess.run(command, cwd=ROOT, env={**kept, **added}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said == {name: ["finished", []] for name in names}
    row(saw="", kept=f"{', '.join(said)} ran to their ends")


@pytest.mark.fault("B14")
@pytest.mark.fault("C8")
def test_no_network_a_home_with_a_chinese_name_and_a_full_disk_for_temporary_files(tmp_path, row):
    home, full = tmp_path / "张 三", tmp_path / "full"
    home.mkdir(), full.mkdir()
    apart = own_namespaces(
        "-rmn",
        setup='ip link set lo up && mount -t tmpfs -o size=4k,nr_inodes=2 tmpfs "$0" && (cat /dev/zero > "$0/filler"; true)',
        place=full,
    )
    run(ENDING, home / "榫卯 projects", row, *apart, HOME=home, TMPDIR=full)


@pytest.mark.fault("B14")
def test_an_unknown_home_and_no_folder_for_temporary_files(tmp_path, row):
    """Those examples that keep something in the home folder, and the shortest."""
    none = tmp_path / "none"
    run(["hello", "pictures"], tmp_path / "projects", row, HOME=None, TMPDIR=none, TMP=none, TEMP=none)
