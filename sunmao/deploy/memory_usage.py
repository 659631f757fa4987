"""Memory that a model file takes in use: `python -m sunmao.deploy.memory_usage FILE` prints bytes."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil

from sunmao.core.module_process import make_module_command
from sunmao.deploy.workflow import Workflow

SIDE = 224  # pixels of the picture that is asked about; its content does not matter
WITHIN = 120  # seconds


def measure_memory(file: str | Path) -> int | None:
    """Bytes that a fresh process grows by when it opens this ONNX file and answers once; None where that fails."""
    command, environment = make_module_command("sunmao.deploy.memory_usage", str(file))
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=WITHIN, check=True)
        return int(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def main(file: str) -> None:
    """Print the growth."""
    # What every file needs is no part of it.
    import cv2  # noqa: F401
    import onnxruntime  # noqa: F401

    process = psutil.Process()
    before = process.memory_info().rss
    model = Workflow(file)
    model._look([np.zeros((SIDE, SIDE, 3), np.uint8)])
    print(max(0, process.memory_info().rss - before))


if __name__ == "__main__":
    main(sys.argv[1])
