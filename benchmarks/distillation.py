"""What a teacher brings: a large network with packaged weights teaches small ones, on two sets and with three seeds.

Hand signs (`sign-digits` beside the clone): all pictures have labels. Written digits (built in): only ten of each class
have one, the teacher rates the others too. The student alone learns from the same labels with the same seed and as many
epochs. The mark is the test part's, which chooses nothing. A gain counts when its mean is larger than the spread
(standard deviation) of the student alone over the seeds.
"""

import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from statistics import fmean, stdev

from benchmarks.recipes import keep_few
from benchmarks.rows import NotHere, Row, Size
from sunmao.data.builtin.samples import make_sample
from sunmao.data.dataset import Dataset
from sunmao.vision import Classification

SIGNS = Path(__file__).resolve().parents[2] / "shared" / "data" / "sign-digits"
TEACHER, SEEDS = "EfficientNet-Lite0", (1, 2, 3)
EPOCHS = 8  # of the teacher
STUDENTS = (("LeNet", None, 15), ("MobileNetV3", 64, 8))  # backbone, side, epochs
FEW = 10  # pictures of each digit that have a label


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """For each set a row of the teacher, then of each student: the gain in points. Raises NotHere."""
    if not SIGNS.is_dir():
        raise NotHere(f"no folder {SIGNS}")
    with tempfile.TemporaryDirectory() as folder:
        with redirect_stdout(StringIO()):
            digits = Path(make_sample("digits", root=Path(folder, "data")))
        yield from compare("signs", keep_few(SIGNS, size.pick(10**6, 2)), None, Path(folder, "signs"), size)
        few = keep_few(digits, size.pick(FEW, 2))
        yield from compare("digits", few, size.pick(digits, None), Path(folder, "digits"), size)


def compare(name: str, dataset: Dataset, unlabeled: Path | None, folder: Path, size: Size) -> Iterator[Row]:
    """The rows of one set."""
    with redirect_stdout(StringIO()):
        teacher = Classification(backbone=TEACHER, image_size=size.pick(None, 64))
        teacher.load_dataset(path=dataset, check=False)
        teacher.train(size.pick(EPOCHS, 1), random_seed=1, save_fold=folder / "teacher")
        mark = 100 * teacher.evaluate("test").accuracy
    yield Row(f"{name}: {TEACHER}, the teacher", mark, "%", ">= 0")
    for backbone, side, epochs in STUDENTS[: size.pick(None, 1)]:
        pairs = []
        for seed in SEEDS[: size.pick(None, 1)]:
            with redirect_stdout(StringIO()):
                pairs.append(teach(teacher, dataset, unlabeled, (backbone, side, size.pick(epochs, 1)), seed, folder))
        yield make_row(f"{name}: {backbone}", pairs)


def teach(teacher: Classification, dataset: Dataset, unlabeled, student: tuple, seed: int, folder: Path):
    """Percent right in the test part: of the student alone, and of the one that was taught."""
    backbone, side, epochs = student
    marks = []
    for taught in (False, True):
        model = Classification(backbone=backbone, weights="fresh", image_size=side)
        model.load_dataset(path=dataset, check=False)
        place = folder / f"{backbone}-{seed}-{taught}"
        if taught:
            extra = {"unlabeled": unlabeled} if unlabeled else {}
            model.distill(teacher, epochs, compare=False, random_seed=seed, save_fold=place, **extra)
        else:
            model.train(epochs, random_seed=seed, save_fold=place)
        marks.append(100 * model.evaluate("test").accuracy)
    return tuple(marks)


def make_row(name: str, pairs: list[tuple[float, float]]) -> Row:
    """The mean gain in points, whose goal is the spread of the student alone."""
    alone, taught = zip(*pairs, strict=True)
    spread = stdev(alone) if len(alone) > 1 else 0.0
    note = f"alone {fmean(alone):.1f} ± {spread:.1f}, taught {fmean(taught):.1f}; {len(pairs)} seeds"
    return Row(f"{name}, gain", fmean(taught) - fmean(alone), "points", f">= {spread:.1f}", note=note)
