"""The privileges that this computer gives a test: becoming another user, being bound by the modes of files, having
namespaces of its own.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.support.paths import ROOT

NOBODY = 65534


def as_nobody() -> dict:
    """The options of `subprocess.run` for another user of this computer; empty where this one cannot become another."""
    who = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    try:
        subprocess.run(["true"], cwd="/", check=True, **who)
    except (OSError, ValueError):
        return {}
    return who


def bound_by_modes() -> list[str]:
    """The command before a command, so that the modes of files bind it also where root runs the tests; empty where they
    do already.

    Skips where root cannot drop its rights.
    """
    with tempfile.TemporaryDirectory() as folder:
        closed = Path(folder, "closed")
        closed.touch(mode=0)
        look = ["test", "-r", str(closed)]
        if subprocess.run(look).returncode:
            return []
        bound = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
        if not shutil.which("setpriv") or subprocess.run([*bound, *look], capture_output=True).returncode != 1:
            pytest.skip("modes of files do not bind this root, and it cannot drop its rights (no setpriv?)")
    return bound


def own_namespaces(
    *options: str, setup: str = "true", place: Path | str = "", needs: tuple[str, ...] = ("true",)
) -> list[str]:
    """The command before a command that gets namespaces of its own, by the `options` of unshare(1), and then a shell's
    `setup`, to which `place` is $0.

    needs: a command that must succeed there. Skips, with the reason, where the system forbids it.
    """
    apart = ["unshare", *options, "sh", "-c", f'{setup} && exec "$@"', str(place)]
    if sys.platform != "linux" or not shutil.which("unshare"):
        pytest.skip("namespaces are Linux's, by its program unshare")
    if (tried := subprocess.run([*apart, *needs], capture_output=True, text=True)).returncode:
        pytest.skip(f"this system forbids namespaces of one's own: {tried.stderr.strip()[:100]}")
    return apart


def run_on_tiny_disk(folder: Path, options: str, *command) -> subprocess.CompletedProcess:
    """Run a command where `folder` is a disk in memory with these options of mount(8). Skips as `own_namespaces`."""
    apart = own_namespaces("-rm", setup=f'mount -t tmpfs -o {options} tmpfs "$0"', place=folder)
    return subprocess.run([*apart, *command], cwd=ROOT, capture_output=True, text=True)
