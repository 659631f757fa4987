"""The gain by 8 bits: size, speed and marks of every classifier on two sets, of detectors on blood cells, of networks
that paint on cell nuclei.

Hand signs (`sign-digits` beside the clone) and the built-in digits. Networks begin from nothing, EfficientNet-Lite0
from its packaged weights, each by its own recipe, at sides that two cores can learn in minutes. The marks are the test
part's, which chooses nothing; their difference is of the same pictures. Times are onnxruntime's, of one picture, by
turns; those of classifiers are of files with all layers in 8 bits at the side of ImageNet, 224 pixels.
"""

import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import numpy as np

from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt
from benchmarks.session_times import make_question, measure_times, open_session
from benchmarks.small import FEWEST, SIGNS, change_folder, small_set
from sunmao.images.image_files import read_image_file

BLOOD, NUCLEI = SIGNS.parent / "bccd", SIGNS.parent / "nuclei-fluo"
EPOCHS, PACKAGED_EPOCHS, DETECTOR_EPOCHS, PAINTER_EPOCHS = 10, 4, 12, 6
PAINTER_SIDE = 192
SPEED_SIDE = 224
SIDE = 96  # of the pictures that networks get, but for those below; None: their own
SIDES = {"LeNet": None, "EfficientNet-Lite0": None} | dict.fromkeys(
    ("ResNet18", "ResNet50", "ResNeXt", "RegNet", "RepVGG", "VGG", "PP-HGNetV2"), 64
)
# How much faster than 32 bits, at least; of the others nothing is asked.
SPEEDS = {
    "MobileNet": 1.5,
    "ResNet18": 2.5,
    "ResNet50": 2.5,
    "VGG": 2.5,
    "EfficientNet-Lite0": 2.0,
    "ShuffleNet_v2": 1.2,
    "RTMDet-Lite0": 1.5,
    "SSD_Lite": 1.5,
}
SMALLER, LOST, BOXES_LOST = 0.34, 0.5, 1.0  # share of the size; points of accuracy, and of mAP50
PAINT_LOST, REPAINTED = 1.0, 0.5  # points of mIoU; percent of pixels of another class


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Three rows a network: its size, its speed and the points that it loses."""
    from sunmao.data.builtin.samples import make_sample
    from sunmao.models import list_classifiers

    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        if size is Size.FULL:
            sets = {"signs": SIGNS, "digits": Path(make_sample("digits"))}
        else:
            sets = {"few": small_set(Path("few"), counts=FEWEST)}
        for name in size.pick(list_classifiers(), ["LeNet"]):
            yield from attempt(f"{name}, 8 bits", compare_classifier, name, sets, size.pick(EPOCHS, 1))
        for name in size.pick(["RTMDet-Lite0", "SSD_Lite"], []):
            yield from attempt(f"{name}, 8 bits", compare_detector, name, DETECTOR_EPOCHS)
        for name in size.pick(["UNet-Lite0", "LRASPP"], []):
            yield from attempt(f"{name}, 8 bits", compare_painter, name, PAINTER_EPOCHS)


def compare_painter(name: str, epochs: int) -> list[Row]:
    """The rows of a network that paints, on cell nuclei. Raises NotHere."""
    from sunmao.deploy import Workflow
    from sunmao.deploy.quantization.compare import ask_model, compare_answers
    from sunmao.vision import SemanticSegmentation

    if not NUCLEI.is_dir():
        raise NotHere(f"no folder {NUCLEI}")
    with redirect_stdout(StringIO()):
        packaged = name == "UNet-Lite0"
        model = SemanticSegmentation(backbone=name, weights=None if packaged else "fresh", image_size=PAINTER_SIDE)
        model.load_dataset(path=NUCLEI, check=False)
        model.train(epochs, random_seed=1, save_fold=name)
        files = [Path(model.convert(f"{name}.onnx", opset_version=13, ir_version=7))]
        files.append(Path(model.quantize(f"{name}-int8.onnx")))
        workflows = [Workflow(file) for file in files]
        marks = [100 * each.evaluate(split="test", path=NUCLEI).miou for each in workflows]
    pictures = [read_image_file(item.path) for item in model._dataset.items("test")]
    found = compare_answers(workflows[0]._answering, *(ask_model(each, pictures) for each in workflows))
    note = f"mIoU {marks[0]:.1f} → {marks[1]:.1f}"
    same = f"{len(pictures) - len(found.changed)} of {len(pictures)} pictures the same"
    return [
        make_size_row(name, files, SMALLER),
        make_speed_row(name, files),
        Row(f"{name}, points lost", marks[0] - marks[1], "points", f"<= {PAINT_LOST}", note=note),
        Row(f"{name}, other pixels", 100 * found.mean, "%", f"<= {REPAINTED}", note=same),
    ]


def compare_classifier(name: str, sets: dict[str, Path], epochs: int) -> list[Row]:
    """The rows of a classifier. Raises NotHere."""
    from sunmao.vision import Classification

    packaged = name == "EfficientNet-Lite0"
    differences, notes, files = [], [], []
    for number, (place, data) in enumerate(sets.items()):
        if not data.is_dir():
            raise NotHere(f"no folder {data}")
        with redirect_stdout(StringIO()):
            model = Classification(
                backbone=name, weights=None if packaged else "fresh", image_size=SIDES.get(name, SIDE)
            )
            model.load_dataset(path=data, check=False)
            model.train(PACKAGED_EPOCHS if packaged else epochs, random_seed=1, save_fold=f"{name}-{place}")
            files = [Path(model.convert(f"{name}-{number}.onnx", opset_version=13, ir_version=7))]
            files.append(Path(model.quantize(f"{name}-{number}-int8.onnx")))
            (whole, total), (small, _) = (find_mistakes(file, data) for file in files)
        # Of each picture 1 where only the small file is wrong, -1 where only the whole one is.
        differences.append(
            np.repeat([1.0, -1.0, 0.0], [len(small - whole), len(whole - small), total - len(small ^ whole)])
        )
        notes.append(f"{place} {100 - 100 * len(whole) / total:.1f} → {100 - 100 * len(small) / total:.1f} %")
    together = np.concatenate(differences)
    lost = 100 * float(np.mean([each.mean() for each in differences]))
    spread = 196 * float(together.std()) / len(together) ** 0.5
    note = f"95 %: {lost - spread:.2f} to {lost + spread:.2f}; {', '.join(notes)}"
    with redirect_stdout(StringIO()):
        pair = make_pair(name)
    return [
        make_size_row(name, files, SMALLER),
        make_speed_row(name, pair),
        Row(f"{name}, points lost", lost, "points", f"<= {LOST}", note=note),
    ]


def find_mistakes(file: Path, data: Path) -> tuple[set[str], int]:
    """Return the pictures of the test part that a file answers wrongly, and the number of all."""
    from sunmao.deploy import Workflow

    report = Workflow(file).evaluate(split="test", path=data)
    return {each.path for each in report.mistakes}, report.total


def compare_detector(name: str, epochs: int) -> list[Row]:
    """The rows of a detector on blood cells. Raises NotHere."""
    from sunmao.deploy import Workflow
    from sunmao.vision import Detection

    if not BLOOD.is_dir():
        raise NotHere(f"no folder {BLOOD}")
    with redirect_stdout(StringIO()):
        model = Detection(backbone=name)
        model.load_dataset(path=BLOOD, check=False)
        model.train(epochs, random_seed=1, save_fold=name)
        files = [Path(model.convert(f"{name}.onnx", opset_version=13, ir_version=7))]
        files.append(Path(model.quantize(f"{name}-int8.onnx")))
        marks = [100 * Workflow(file).evaluate(split="test", path=BLOOD).map50 for file in files]
    note = f"mAP50 {marks[0]:.1f} → {marks[1]:.1f}"
    lost = Row(f"{name}, points lost", marks[0] - marks[1], "points", f"<= {BOXES_LOST}", note=note)
    return [make_size_row(name, files, 1.0), make_speed_row(name, files), lost]


def make_pair(name: str) -> list[Path]:
    """Files of a classifier at 224 pixels (LeNet: its own side) that has learned next to nothing: in 32 bits, and with
    all layers in 8.
    """
    from sunmao.deploy.quantization import quantize_graph
    from sunmao.deploy.quantization.calibration import collect_ranges
    from sunmao.vision import Classification

    few = small_set(Path(f"{name}-few"), classes="0123456789", counts=FEWEST)
    model = Classification(backbone=name, weights="fresh", image_size=None if name == "LeNet" else SPEED_SIDE)
    model.load_dataset(path=few, check=False)
    model.train(epochs=1, random_seed=1, save_fold=f"{name}-speed")
    whole, prepared, small = (Path(f"{name}-{what}.onnx") for what in ("speed", "prepared", "speed-int8"))
    model.convert(whole, opset_version=13, ir_version=7)
    quantize_graph.prepare_graph(whole, prepared)
    wanted = open_session(whole).get_inputs()[0].shape
    inputs = [np.random.default_rng(seed).normal(size=wanted).astype(np.float32) for seed in range(4)]
    operators = (*quantize_graph.WEIGHTED, *quantize_graph.THROUGH)
    quantize_graph.quantize_static(
        prepared, small, collect_ranges(prepared, inputs, operators, "minmax", Path()), operators
    )
    return [whole, small]


def make_size_row(name: str, files: list[Path], most: float) -> Row:
    """The size of the smaller file by that of the whole one."""
    sizes = [file.stat().st_size / 1e6 for file in files[::-1]]
    return Row(f"{name}, size", sizes[0], "MB", f"<= {most}", sizes[1], "whole", describe_quantization(files[1]))


def describe_quantization(file: Path) -> str:
    """Return the calibration, the rounding and the layers in 32 bits, as a file's information states them."""
    from sunmao.deploy import Workflow

    said = Workflow(file).information["quantization"]
    kept = said["float_layers"]
    return ", ".join([said["calibration"], said["rounding"], *([f"{len(kept)} layers in 32 bits"] if kept else [])])


def make_speed_row(name: str, files: list[Path]) -> Row:
    """The row of the speed-up: by how many times the smaller file is faster."""
    times = measure_times([make_question(file) for file in files])
    note = f"{times[1]:.2f} ms instead of {times[0]:.2f}"
    return Row(f"{name}, speed", times[0] / times[1], "times", f">= {SPEEDS.get(name, 0)}", note=note)
