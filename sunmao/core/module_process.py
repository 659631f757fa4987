"""Starting a module of ours as a program of its own."""

import os
import sys
from pathlib import Path

import sunmao


def make_module_command(module: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """The command that runs a module of ours with this Python, and its environment.

    No file of the working folder is taken for a module (-P): a pupil may call a program `torch.py`.

    Example:
        >>> command, _ = make_module_command('sunmao.deploy.memory_usage', 'small.onnx')
        >>> command[1:]
        ['-P', '-m', 'sunmao.deploy.memory_usage', 'small.onnx']
    """
    paths = [str(Path(sunmao.__file__).resolve().parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return [sys.executable, "-P", "-m", module, *arguments], {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
