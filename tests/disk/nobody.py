"""Another user of this computer: tests that root runs look at files as one who may not do everything."""

import os
import subprocess
import sys

import pytest

NOBODY = 65534


def as_nobody() -> dict:
    """The options of `subprocess.run` for that user; none where this is not root. Skips where that user cannot reach this clone."""
    if os.geteuid() != 0:
        return {}
    who = {"user": NOBODY, "group": NOBODY, "extra_groups": [], "env": {**os.environ, "HOME": "/nowhere"}}
    reach = ["/bin/sh", "-c", 'test -x "$0" && test -r "$1"', sys.executable, __file__]
    if subprocess.run(reach, cwd="/", **who).returncode:
        pytest.skip(f"user {NOBODY} cannot reach {sys.executable}: this clone lies in a private folder")
    return who
