"""Packages for tables that the first command does not bring: what is missing is said in a sentence."""

import subprocess
import sys
from importlib.util import find_spec

from sunmao.errors import BackendMissing

EXTRA = "tables"
PACKAGES = ("python-calamine>=0.9", "skops>=0.16", "skl2onnx>=1.20")
WORKBOOKS, KEEPING, ONNX = "python_calamine", "skops", "skl2onnx"  # modules: what each is for
MODULES = (WORKBOOKS, KEEPING, ONNX)
MEGABYTES = 2  # that are fetched


def require_package(module: str) -> None:
    """Raises BackendMissing, with the command that installs what is missing. module: one of MODULES."""
    if find_spec(module) is None:
        raise BackendMissing("tables_missing", name=module, mb=MEGABYTES, command=make_install_command())


def make_install_command() -> str:
    """The command to type into a terminal."""
    return subprocess.list2cmdline([sys.executable, "-m", "pip", "install", *PACKAGES])
