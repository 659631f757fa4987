"""The gain by pruning: half of the multiply-adds of two networks cut out, and the smaller one in 8 bits as well.

Hand signs (`sign-digits` beside the clone): ResNet18 is trained from nothing, EfficientNet-Lite0 from its packaged
weights at the side that it was made for, each by its own recipe; then it is pruned and learns for some more epochs. The
marks are the test part's, which chooses nothing. Times are onnxruntime's, of one picture, by turns; the whole network
in 32 bits is the peer. The U-Net that paints cell nuclei (`nuclei-fluo`) is pruned, too.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from benchmarks.rows import NotHere, Row, Size
from benchmarks.session_times import make_question, measure_times
from sunmao.data.dataset import Dataset
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.vision import Classification
from sunmao.vision.trainable_model import TrainableModel

SIGNS = Path(__file__).resolve().parents[2] / "shared" / "data" / "sign-digits"
NUCLEI = SIGNS.parent / "nuclei-fluo"
PAINTER, PAINTER_SIDE, PAINTER_EPOCHS, PAINTER_BUDGET = "UNet-Lite0", 192, (6, 3), 0.5
MEGA = 1e6


@dataclass(frozen=True)
class Case:
    """A network. side: of its input, None: its own; epochs: of the training, and of that after pruning; budget: share
    of the multiply-adds that shall go; combined: whether what is left is quantized, too.
    """

    backbone: str
    side: int | None
    epochs: tuple[int, int]
    budget: float
    combined: bool = False


GONE = 0.5  # share of the multiply-adds, at least
CASES = (Case("EfficientNet-Lite0", 224, (3, 6), 0.7, combined=True), Case("ResNet18", 64, (10, 4), 0.6))


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """For each network what is gone, what it costs and how much quicker it is. Raises NotHere."""
    if not SIGNS.is_dir():
        raise NotHere(f"no folder {SIGNS}")
    dataset = select_pictures(size.pick(10**6, 2))
    for case in size.pick(CASES, (Case("LeNet", None, (1, 1), GONE, combined=True),)):
        with tempfile.TemporaryDirectory() as folder:
            yield from compare(case, dataset, Path(folder))
    if size is Size.FULL:
        with tempfile.TemporaryDirectory() as folder:
            yield from compare_painter(Path(folder))


def compare_painter(folder: Path) -> Iterator[Row]:
    """The rows of a network that paints. Raises NotHere."""
    from sunmao.deploy import Workflow
    from sunmao.vision import SemanticSegmentation

    if not NUCLEI.is_dir():
        raise NotHere(f"no folder {NUCLEI}")
    with redirect_stdout(StringIO()):
        models = [SemanticSegmentation(backbone=PAINTER, image_size=PAINTER_SIDE) for _ in range(2)]
        for model in models:
            model.load_dataset(path=NUCLEI, check=False)
        models[0].train(PAINTER_EPOCHS[0], random_seed=1, save_fold=folder / "whole")
        models[1].load_checkpoint(models[0]._trained.path)
        with chdir(folder):  # the curves are a picture
            models[1].prune(PAINTER_BUDGET, PAINTER_EPOCHS[1], random_seed=1, save_fold=folder / "pruned")
        files = [convert(model, folder / f"paint-{number}.onnx") for number, model in enumerate(models)]
        marks = [100 * Workflow(file).evaluate(split="test", path=NUCLEI).miou for file in files]
    macs = [count_multiply_adds(model) / MEGA for model in models]
    yield Row(f"{PAINTER}, multiply-adds", macs[1], "M", f"<= {1 - PAINTER_BUDGET}", macs[0], "whole")
    note = f"mIoU {marks[0]:.1f} → {marks[1]:.1f}"
    yield Row(f"{PAINTER}, pruned, points lost", marks[0] - marks[1], "points", "<= 2", note=note)
    times = measure_times([make_question(file) for file in files])
    note = f"{times[1]:.2f} ms instead of {times[0]:.2f}"
    yield Row(f"{PAINTER}, pruned, speed", times[0] / times[1], "times", ">= 1.5", note=note)


def select_pictures(count: int) -> Dataset:
    """The hand signs with so many pictures of each class in each part."""
    listing = read_listing(open_file_tree(SIGNS))
    taken: Counter = Counter()
    items = []
    for item in listing.items:
        taken[item.split, item.label] += 1
        if taken[item.split, item.label] <= count:
            items.append(item)
    return Dataset(SIGNS, listing=replace(listing, items=items))


def compare(case: Case, dataset: Dataset, folder: Path) -> Iterator[Row]:
    """The rows of one network."""
    with redirect_stdout(StringIO()):
        whole = Classification(backbone=case.backbone, image_size=case.side)
        whole.load_dataset(path=dataset, check=False)
        whole.train(case.epochs[0], random_seed=1, save_fold=folder)
        pruned = prune(case, whole, dataset, folder / "pruned")
    yield from compare_models(case, whole, pruned, folder)


def compare_models(case: Case, whole: Classification, pruned: Classification, folder: Path) -> Iterator[Row]:
    """The rows of a network before and after pruning."""
    with redirect_stdout(StringIO()):
        files = [convert(model, folder / f"{number}.onnx") for number, model in enumerate((whole, pruned))]
    macs = [count_multiply_adds(model) / MEGA for model in (whole, pruned)]
    yield Row(f"{case.backbone}, multiply-adds", macs[1], "M", f"<= {1 - GONE}", macs[0], "whole")
    yield from compare_files(f"{case.backbone}, pruned", files, whole, 1.5)
    if case.combined:
        with chdir(folder), redirect_stdout(StringIO()):  # which layers suffer is a picture, too
            small = Path(pruned.quantize(folder / "int8.onnx"))
        name = f"{case.backbone}, pruned and 8 bits"
        yield Row(f"{name}, size", small.stat().st_size / MEGA, "MB", "<= 2")
        yield from compare_files(name, [files[0], small], whole, 4)


def prune(case: Case, whole: Classification, dataset: Dataset, folder: Path) -> Classification:
    """A copy of a trained model, pruned."""
    model = Classification(backbone=case.backbone, image_size=case.side)
    model.load_dataset(path=dataset, check=False)
    model.load_checkpoint(whole._trained.path)
    with chdir(whole.save_fold):  # the curves are a picture
        model.prune(case.budget, case.epochs[1], random_seed=1, save_fold=folder)
    return model


def convert(model: TrainableModel, file: Path) -> Path:
    return Path(model.convert(file, opset_version=13, ir_version=7))


def count_multiply_adds(model: TrainableModel) -> int:
    """Of a model's network, for one picture."""
    from sunmao.vision.pruning.cost import count_cost
    from sunmao.vision.pruning.prune import make_example

    return count_cost(model._trained.network, make_example(model._trained)).multiply_adds


def compare_files(name: str, files: list[Path], whole: Classification, speed: float) -> Iterator[Row]:
    """The rows of marks and times: of the whole network's file and the smaller one."""
    from sunmao.deploy import Workflow
    from sunmao.vision.pruning.report import compute_interval

    with redirect_stdout(StringIO()):
        reports = [Workflow(file).evaluate(split="test", path=whole._dataset) for file in files]
    marks = [100 * report.accuracy for report in reports]
    low, high = (100 * part for part in compute_interval(reports[1].correct, reports[1].total))
    note = f"{marks[0]:.1f} %, then {marks[1]:.1f} ({low:.1f}–{high:.1f}) of {reports[1].total}"
    yield Row(f"{name}, points lost", marks[0] - marks[1], "points", "<= 1", note=note)
    times = measure_times([make_question(file) for file in files])
    note = f"{times[1]:.2f} ms instead of {times[0]:.2f}"
    yield Row(f"{name}, speed", times[0] / times[1], "times", f">= {speed}", note=note)
