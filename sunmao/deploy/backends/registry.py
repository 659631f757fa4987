"""The backends, and which of them a file or a word means."""

import subprocess
import sys
from pathlib import Path

from sunmao.deploy.backends import litert, ncnn, openvino
from sunmao.deploy.backends.backend import Backend
from sunmao.errors import BackendMissing

BACKENDS = {each.name: each for each in (openvino.BACKEND, ncnn.BACKEND, litert.BACKEND)}
ONNX = "ONNX"
NAMES = (ONNX, *BACKENDS)
ENDINGS = (".onnx", *(each.ending for each in BACKENDS.values()))


def find_backend(path: Path) -> Backend | None:
    """The backend of a file by its ending; None: it is for onnxruntime, or for nobody."""
    name = path.name.lower()
    return next((each for each in BACKENDS.values() if name.endswith(each.ending)), None)


def require_packages(backend: Backend, making: bool = True) -> None:
    """Raises BackendMissing, with the command that installs what is missing to run files, or to make them, too."""
    if missing := backend.list_missing(making):
        raise BackendMissing(
            "backend_missing", backend=backend.name, name=missing[0], command=make_install_command(backend)
        )


def make_install_command(backend: Backend) -> str:
    """The command to type into a terminal."""
    words = [sys.executable, "-m", "pip", "install", *backend.packages]
    return subprocess.list2cmdline(words)
