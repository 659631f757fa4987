"""The package that holds the models for reading, an extra that the first command does not bring.

Of `rapidocr-onnxruntime` (Apache-2.0; its models are PP-OCRv4's, of Baidu, Apache-2.0) only the models are used: what
it imports itself, a second geometry library among it, is neither installed nor needed.
"""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from sunmao.errors import BackendMissing

EXTRA = "ocr"
PACKAGES = ("rapidocr-onnxruntime==1.4.4",)
MODULES = ("rapidocr_onnxruntime",)
# The package says that it is for Pythons before 3.13: true of what it imports, not of its models.
OPTIONS = ("--no-deps", "--python-version", "3.12")
MEGABYTES = 15  # that are fetched


def find_ocr_model(file: str) -> Path:
    """Path of a model. file: its name with the ending. Raises BackendMissing, with the command that installs it."""
    found = find_spec(MODULES[0])
    for place in (found.submodule_search_locations or ()) if found else ():
        if (path := Path(place, "models", file)).is_file():
            return path
    raise BackendMissing("ocr_missing", mb=MEGABYTES, command=make_install_command())


def make_install_command() -> str:
    """The command to type into a terminal."""
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--ignore-requires-python"]
    return subprocess.list2cmdline([*pip, *PACKAGES])
