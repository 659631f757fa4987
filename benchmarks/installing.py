"""mmdet in a fresh environment, by uv and by pip, with no compiler in sight: how long, how large, does it learn?"""

import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TRAIN = PROJECT["project"]["optional-dependencies"]["train"]
OURS = [each for each in TRAIN if each.startswith(("mmdet", "mmengine", "mmcv"))]
CONSTRAINTS = PROJECT["tool"]["uv"]["build-constraint-dependencies"]
LEARNS = """
import sys

import torch
from sunmao.models import find_model
from sunmao.models.openmmlab.detector_module import Targets

for name in sys.argv[1:]:
    target = Targets(torch.tensor([[8.0, 8, 40, 40]]), torch.tensor([0]))
    loss = sum(find_model(name).build(1, 64).train().losses(torch.zeros(2, 3, 64, 64), [target, target]).values())
    loss.backward()
    print(name, loss.isfinite().item())
"""


NETWORKS = ("RTMDet-tiny", "FasterRCNN")


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Three rows for each tool: seconds, MB, and how many of two networks learn. Raises NotHere for the smallest
    size.
    """
    if size is Size.SMALLEST:
        raise NotHere("it only installs, which takes minutes and a network")
    for tool in ("uv", "pip"):
        with tempfile.TemporaryDirectory() as folder:
            yield from attempt(f"mmdet by {tool}", rows_of, tool, Path(folder))


def count_learned(said: list[str]) -> int:
    """Of how many networks the loss was a number."""
    return sum(line.endswith("True") for line in said)


def rows_of(tool: str, folder: Path) -> Iterator[Row]:
    """The rows of one tool."""
    python, empty = folder / "env" / "bin" / "python", folder / "empty"
    empty.mkdir()
    # A program that looks for a compiler finds none, nor anything else.
    bare = {**os.environ, "PATH": str(empty), "CC": "no-compiler", "CXX": "no-compiler", "TMPDIR": str(folder)}
    run([uv(), "venv", "--quiet", "--seed", "--python", sys.executable, str(folder / "env")], bare)
    # What is here anyway, so that only mmdet's own share is measured; torch comes later, for it needs none of it to be
    # installed.
    run([uv(), "pip", "install", "--python", str(python), *PROJECT["project"]["dependencies"]], bare)
    before, since = size(folder / "env"), time.perf_counter()
    run(command(tool, python, folder), bare)
    seconds, added = time.perf_counter() - since, size(folder / "env") - before
    run([uv(), "pip", "install", "--python", str(python), "--directory", str(ROOT), *TRAIN], bare)
    said = run([str(python), "-c", LEARNS, *NETWORKS], bare | {"PYTHONPATH": str(ROOT)}).splitlines()
    yield Row(f"mmdet by {tool}, no compiler, nothing cached", seconds, "s", "<= 120", note=" ".join(OURS))
    yield Row(f"mmdet by {tool}, what it adds", added, "MB", "<= 500")
    yield Row(f"mmdet by {tool}, networks that learn", count_learned(said), "of 2", ">= 2", note=", ".join(said))


def command(tool: str, python: Path, folder: Path) -> list[str]:
    """Return the command by which the tool installs mmdet as the project asks for it."""
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(CONSTRAINTS))
    if tool == "uv":
        return [
            uv(),
            "pip",
            "install",
            "--no-cache",
            "--python",
            str(python),
            "--build-constraints",
            str(constraints),
            *OURS,
        ]
    return [str(python), "-m", "pip", "install", "--no-cache-dir", "--build-constraint", str(constraints), *OURS]


def uv() -> str:
    """Return the path of uv: the PATH that it runs with is empty."""
    from uv import find_uv_bin

    return find_uv_bin()


def run(command: list[str], environment: dict) -> str:
    """Run a program and return its output. Raises NotHere: without a network nothing can be installed."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise NotHere(f"{Path(command[0]).name} {command[1]} fails: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
    return done.stdout


def size(folder: Path) -> float:
    """MB of the files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*")) / 1e6
