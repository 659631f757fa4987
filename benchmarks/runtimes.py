"""The same answers in every runtime: each classifier as ONNX, INT8, OpenVINO, ncnn and TFLite, in the oldest onnxruntime
that installs here, and `Workflow` against the best settings found by hand.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt
from benchmarks.session_times import measure_times
from benchmarks.small import FEWEST, INT8, SIGNS, change_folder, small_set, write_model_file
from sunmao.core.atomic_files import cache_folder

SIDES = {"VGG": 96}  # of the pictures; the others' own. At its own, an epoch takes two cores ten minutes
PICTURES = 200  # at least, that each runtime answers
OLDEST = "1.15.0"  # the oldest onnxruntime with a wheel for Python 3.11; boards have 1.13
TIED = 1e-3  # scores between which rounding decides: some networks have learned next to nothing
TURNS = 30  # of `Workflow` and of the session by hand
CLIENT = """
import json, sys
import numpy, onnxruntime
file, data = sys.argv[1:]
session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
given = session.get_inputs()[0].name
print(json.dumps([session.run(None, {given: one[None]})[0][0].tolist() for one in numpy.load(data)]))
"""
WITHOUT_VNNI = """
import json, sys
from sunmao.deploy import Workflow
model = Workflow(sys.argv[1])
print(json.dumps([model.inference(picture).label for picture in sys.argv[2:]]))
"""
EMULATED = 40  # pictures


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """A row for each classifier and runtime: the share of pictures with PyTorch's answer."""
    from sunmao.models import list_classifiers

    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        data = SIGNS if size is Size.FULL and SIGNS.is_dir() else small_set(Path("data"), counts=FEWEST)
        for name in size.pick(list_classifiers(), ["LeNet"]):
            yield from attempt(name, measure_classifier, name, data, size)


def measure_classifier(name: str, data: Path, size: Size) -> Iterator[Row | MissingRow]:
    """The rows of one classifier."""
    from sunmao.deploy.backends.registry import NAMES

    model, items = train(name, data)
    for backend in (*NAMES, INT8):
        yield from attempt(f"{name}, {backend}", compare, model, items, name, backend)
    yield from attempt(f"{name}, onnxruntime {OLDEST}", compare_oldest, model, items, name, size)
    yield from attempt(f"{name}, 8 bits without VNNI", compare_old_processor, name, items)
    yield from attempt(f"{name}, fastest", compare_settings, name, size)


def train(name: str, data: Path):
    """A classifier that has learned a little, and the pictures that it is asked about."""
    from sunmao.vision import Classification

    model = Classification(
        backbone=name, weights=None if name == "EfficientNet-Lite0" else "fresh", image_size=SIDES.get(name)
    )
    model.load_dataset(path=data)
    if name == "EfficientNet-Lite0":
        model.quick_train(random_seed=1, save_fold=f"weights/{name}")
    else:
        model.train(epochs=1, random_seed=1, save_fold=f"weights/{name}")
    parts = [item for part in ("val", "test", "train") for item in model._dataset.items(part)]
    return model, parts[:PICTURES]


def compare(model, items: list, name: str, backend: str) -> Row:
    """The row of one runtime. Raises NotHere."""
    from sunmao.deploy.parity import compare_outputs

    file = write_model_file(model, name, backend)
    report, _ = compare_outputs(model._trained, Path(file), items, exact=False)
    count, same = report["pictures"], report["same"]
    note = f"{same} of {count}, {report['ties']} ties, scores within {report['largest_difference']:.1g}"
    # Of eight bits changed answers are counted; networks that have learned for one epoch are often undecided.
    return Row(
        f"{name}, {backend}",
        100 * (same + report["ties"]) / count,
        "%",
        f">= {80 if backend == INT8 else 100}",
        note=note,
    )


def compare_oldest(model, items: list, name: str, size: Size) -> Row:
    """The files for boards in the oldest onnxruntime: the same best answers as here. Raises NotHere."""
    from sunmao.deploy import Workflow
    from sunmao.images.image_files import read_image_file

    python = install_oldest(install=size is Size.FULL)
    same = total = 0
    for file in (f"models/{name}.onnx", f"models/{name}-int8.onnx"):
        workflow = Workflow(file)
        pictures = [read_image_file(item.path) for item in items[:PICTURES]]
        geometry = workflow._geometry
        np.save("given.npy", np.concatenate([geometry.normalize(geometry.prepare(each)[None]) for each in pictures]))
        done = subprocess.run([python, "-c", CLIENT, file, "given.npy"], capture_output=True, text=True, check=True)
        theirs = np.array(json.loads(done.stdout.splitlines()[-1]))
        ours = workflow._look(pictures)
        chosen = np.take_along_axis(ours, theirs.argmax(1)[:, None], axis=1)[:, 0]
        same += int((chosen > ours.max(1) - TIED).sum())
        total += len(ours)
    return Row(
        f"{name}, onnxruntime {OLDEST}", 100 * same / total, "%", ">= 99.5", note=f"{same} of {total}, float and INT8"
    )


def install_oldest(install: bool) -> Path:
    """The interpreter of an environment with the oldest onnxruntime; made once. Raises NotHere."""
    from uv import find_uv_bin

    folder = cache_folder() / f"onnxruntime-{OLDEST}"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if python.is_file() and subprocess.run([python, "-c", "import onnxruntime"], capture_output=True).returncode == 0:
        return python
    if not install:
        raise NotHere(f"onnxruntime {OLDEST} is not installed; `python -m benchmarks runtimes` installs it")
    try:
        for words in (
            ["venv", "--clear", "--python", sys.executable, folder],
            ["pip", "install", "--python", python, f"onnxruntime=={OLDEST}", "numpy<2"],
        ):
            subprocess.run([find_uv_bin(), *words], capture_output=True, text=True, check=True)
    except subprocess.CalledProcessError as error:
        raise NotHere(
            f"onnxruntime {OLDEST} cannot be installed here: {error.stderr.strip().splitlines()[-1]}"
        ) from None
    return python


def compare_old_processor(name: str, items: list) -> Row:
    """The file in 8 bits on an emulated processor without VNNI (Haswell, 2013), as `Workflow` opens it: the same best
    answers as here. Raises NotHere.
    """
    emulator = shutil.which("qemu-x86_64")
    if not emulator:
        raise NotHere("qemu-x86_64 is not installed (package qemu-user)")
    words = [WITHOUT_VNNI, f"models/{name}-int8.onnx", *(item.path.as_posix() for item in items[:EMULATED])]
    command = [os.path.realpath(sys.executable), "-c", *words]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    answers = []
    for emulated in ([], [emulator, "-cpu", "Haswell"]):
        done = subprocess.run([*emulated, *command], capture_output=True, text=True, check=True, env=environment)
        answers.append(json.loads(done.stdout.splitlines()[-1]))
    same = sum(one == other for one, other in zip(*answers, strict=True))
    return Row(
        f"{name}, 8 bits without VNNI", 100 * same / len(answers[0]), "%", ">= 100", note=f"{same} of {len(answers[0])}"
    )


def compare_settings(name: str, size: Size) -> Row:
    """`Workflow` with measured settings against the best of all that are tried by hand, by turns."""
    from sunmao.deploy import Workflow

    file = f"models/{name}.onnx"
    model = Workflow(file, provider="fastest")
    given = model._session.get_inputs()[0]
    feeds = {given.name: np.random.default_rng(0).normal(size=given.shape).astype(np.float32)}
    best, words = find_best_by_hand(file, feeds, size.pick(20, 1))
    asked = partial(model._run, feeds[given.name]), partial(best.run, None, feeds)
    rates = [1000 / time for time in measure_times(asked, size.pick(TURNS, 2))]
    return Row(f"{name}, fastest", rates[0], "/s", ">= 0.97", rates[1], words)


def find_best_by_hand(file: str, feeds: dict, runs: int):
    """The quickest bare session of a grid of threads and spinning, and its settings in words."""
    import onnxruntime

    found = []
    for threads in range(1, (os.cpu_count() or 1) + 1):
        for spin in ("1", "0"):
            options = onnxruntime.SessionOptions()
            options.log_severity_level, options.intra_op_num_threads = 3, threads
            options.add_session_config_entry("session.intra_op.allow_spinning", spin)
            session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
            times = []
            for _ in range(2 + runs):
                since = time.perf_counter()
                session.run(None, feeds)
                times.append(time.perf_counter() - since)
            found.append((float(np.median(times[2:])), session, f"{threads} threads, spinning {spin}"))
    _, session, words = min(found, key=lambda each: each[0])
    return session, f"onnxruntime, {words}"
