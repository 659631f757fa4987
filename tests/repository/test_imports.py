"""The cost of importing a part of Sunmao. The import contracts in pyproject.toml say which part may import which."""

import subprocess
import sys

import pytest

HEAVY = {"flask", "torch", "torchvision", "numpy", "cv2", "onnxruntime", "socketio", "flask_socketio", "sklearn"}


@pytest.mark.process
@pytest.mark.parametrize(
    "modules",
    [
        "sunmao.blocks, sunmao.codegen",
        "sunmao, sunmao.errors, sunmao.pictures, sunmao.tables, sunmao.vision, sunmao.data, sunmao.deploy",
        "sunmao.compat.program, sunmao.protocol.messages, sunmao.protocol.connection",
    ],
)
def test_importing_loads_no_heavy_package(modules):
    """The words of the blocks are there on a computer without the training engine, and a program starts at once."""
    program = f"import sys, {modules}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY & set(loaded)
