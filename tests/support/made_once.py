"""Folders that are made once in a test run, also where several processes test."""

import os
from collections.abc import Callable
from pathlib import Path

from tests.support.limits import poll_until


def make_once(tmp_path_factory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder of this name that all processes of the test run share; the first that asks fills it by `make(folder)`."""
    root = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        root = root.parent
    folder, made = root / name, root / f"{name}.made"
    try:
        folder.mkdir()
    except FileExistsError:
        poll_until(made.is_file, f"{name}, which another process makes,")
    else:
        make(folder)
        made.touch()
    return folder
