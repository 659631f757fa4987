"""The schools' own client, XEduHub, on files of ours: the same labels as PyTorch?"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sunmao.disk import cache_folder

from .rows import Row
from .small import small_set, working_in

BACKBONES = ("LeNet", "MobileNet", "ResNet18", "EfficientNet-Lite0")
PICTURES = 20
COUNTS = {"training_set": 12, "val_set": 2, "test_set": 2}  # of each of ten classes
# Beside what the client asks for: six, which it forgets, and the last numpy and OpenCV that its onnxruntime was built for.
PACKAGES = ("xedu-python==2.0.0", "six", "numpy<2", "opencv-python<4.12")
CLIENT = """
import json, sys
from XEdu.hub import Workflow as wf
file, *pictures = sys.argv[1:]
model = wf(task='mmedu', checkpoint=file)
print(json.dumps([model.inference(data=picture)['预测结果'] for picture in pictures]))
"""


def measure() -> list[Row]:
    """One row a backbone: the share of pictures to which the client gives the same label. None without a network."""
    try:
        python = client()
    except subprocess.CalledProcessError as error:
        print(f"left out: XEduHub cannot be installed here: {error.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder, working_in(Path(folder)):
        small_set(Path("data"), "0123456789", COUNTS)
        return [row(name, python) for name in BACKBONES]


def row(name: str, python: Path) -> Row:
    """The backbone's row."""
    from sunmao.vision import Classification

    packaged = name == "EfficientNet-Lite0"
    model = Classification(backbone=name, weights=None if packaged else "fresh")
    model.load_dataset(path="data")
    model.quick_train(random_seed=1) if packaged else model.train(epochs=3, random_seed=1)
    file = model.convert(out_file=f"models/{name}.onnx")
    pictures = sorted(path.as_posix() for path in Path("data/test_set").glob("*/*"))[:PICTURES]
    ours = [model.inference(path).label for path in pictures]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "MPLBACKEND": "agg"}
    done = subprocess.run([python, "-c", CLIENT, file, *pictures], env=environment, capture_output=True, encoding="utf-8", check=True)
    theirs = json.loads(done.stdout.splitlines()[-1])
    same = sum(a == b for a, b in zip(ours, theirs, strict=True))
    return Row(f"XEduHub 2.0.0 says the same, {name}", 100 * same / len(ours), "%", ">= 100", note=f"{same} of {len(ours)}, {len(set(ours))} labels")


def client() -> Path:
    """The interpreter of an environment that has the client; made once. Raises CalledProcessError without a network."""
    from uv import find_uv_bin

    folder = cache_folder() / "xedu-client"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    works = python.is_file() and subprocess.run([python, "-c", "import XEdu.hub"], capture_output=True).returncode == 0
    if not works:
        for words in (["venv", "--clear", "--python", sys.executable, folder], ["pip", "install", "--python", python, *PACKAGES]):
            subprocess.run([find_uv_bin(), *words], capture_output=True, text=True, check=True)
    return python
