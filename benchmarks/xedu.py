"""The schools' own client, XEduHub, on files of ours: the same labels as PyTorch, and on files in 8 bits and pruned
ones as ours?
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt
from benchmarks.small import change_folder, small_set
from sunmao.core.atomic_files import cache_folder

# Name → how many epochs; without a number only the last layer learns, on packaged weights.
BACKBONES = {"LeNet": 40, "MobileNet": 8, "ResNet18": 4, "EfficientNet-Lite0": None}
PICTURES = 20
COUNTS = {"training_set": 12, "val_set": 2, "test_set": 2}  # of each of ten classes
# Beside what the client asks for: six, which it forgets, and the last numpy and OpenCV that its onnxruntime was built
# for.
PACKAGES = ("xedu-python==2.0.0", "six", "numpy<2", "opencv-python<4.12")
CLIENT = """
import json, sys
from XEdu.hub import Workflow as wf
file, *pictures = sys.argv[1:]
model = wf(task='mmedu', checkpoint=file)
answers = [model.inference(data=picture) for picture in pictures]
print(json.dumps([[answer['预测结果'], float(answer['置信度'])] for answer in answers]))
"""


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Rows for each backbone: the share of pictures to which the client gives the same label. Raises NotHere."""
    python = install_client(install=size is Size.FULL)
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        small_set(Path("data"), *size.pick(("0123456789", COUNTS), ("037",)))
        for name, epochs in size.pick(BACKBONES, {"LeNet": 1}).items():
            yield from attempt(f"XEduHub, {name}", measure_backbone, name, epochs, python)


def measure_backbone(name: str, epochs: int | None, python: Path) -> Iterator[Row | MissingRow]:
    """The rows of one backbone: as it was trained, in 8 bits, and pruned."""
    from sunmao.vision import Classification

    model = Classification(backbone=name, weights="fresh" if epochs else None)
    model.load_dataset(path="data")
    model.train(epochs=epochs, batch_size=4, random_seed=1) if epochs else model.quick_train(random_seed=1)
    pictures = sorted(path.as_posix() for path in Path("data/test_set").glob("*/*"))[:PICTURES]
    yield from attempt(f"XEduHub, {name}", compare, name, model.convert(f"models/{name}.onnx"), model, pictures, python)
    yield from attempt(f"XEduHub, {name}, 8 bits", compare_quantized, name, model, pictures, python)
    yield from attempt(f"XEduHub, {name}, pruned", compare_pruned, name, model, pictures, python)


def compare_quantized(name: str, model, pictures: list[str], python: Path) -> Row:
    """The row of the file in 8 bits."""
    from sunmao.deploy import Workflow

    file = model.quantize(f"models/{name}-int8.onnx")
    return compare(f"{name}, 8 bits", file, Workflow(file), pictures, python)


def compare_pruned(name: str, model, pictures: list[str], python: Path) -> Row:
    """The row of the file with half of the multiply-adds."""
    model.prune(budget=0.5, epochs=1, batch_size=4, random_seed=1)
    return compare(f"{name}, pruned", model.convert(f"models/{name}-pruned.onnx"), model, pictures, python)


def compare(name: str, file: str, asked, pictures: list[str], python: Path) -> Row:
    """The row of one file. asked: what says what is right, a model or a `Workflow`."""
    ours = [(answer.label, answer.confidence) for answer in map(asked.inference, pictures)]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "MPLBACKEND": "agg"}
    done = subprocess.run(
        [python, "-c", CLIENT, file, *pictures], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    theirs = json.loads(done.stdout.splitlines()[-1])
    pairs = list(zip(ours, theirs, strict=True))
    same, apart = sum(a[0] == b[0] for a, b in pairs), max(abs(a[1] - b[1]) for a, b in pairs)
    note = f"{same} of {len(ours)}, {len({label for label, _ in ours})} labels, confidences within {apart:.4f}"
    return Row(f"XEduHub 2.0.0 says the same, {name}", 100 * same / len(ours), "%", ">= 100", note=note)


def install_client(install: bool) -> Path:
    """The interpreter of an environment that has the client; made once. Raises NotHere."""
    from uv import find_uv_bin

    folder = cache_folder() / "xedu-client"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if python.is_file() and subprocess.run([python, "-c", "import XEdu.hub"], capture_output=True).returncode == 0:
        return python
    if not install:
        raise NotHere("XEduHub is not installed; `python -m benchmarks xedu` installs it from the network")
    try:
        for words in (
            ["venv", "--clear", "--python", sys.executable, folder],
            ["pip", "install", "--python", python, *PACKAGES],
        ):
            subprocess.run([find_uv_bin(), *words], capture_output=True, text=True, check=True)
    except subprocess.CalledProcessError as error:
        raise NotHere(f"XEduHub cannot be installed here: {error.stderr.strip().splitlines()[-1]}") from None
    return python
