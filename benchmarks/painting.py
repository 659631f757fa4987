"""Painting: which pixels of `nuclei-fluo` beside the clone belong to a cell nucleus, on two processor cores.

Learned is from the training part; the epoch is chosen on the validation part; the mark is the IoU over all pixels of the
test part together. Beside it stands what one line says without learning: Otsu's threshold on the brightness.

On a graphics card, 15 recipes (up to 150 epochs, 384 pixels, all turns and mirrors) reached 82.2 to 83.3 %, the mean of all
their answers 83.3: six of the 35 pictures, whose annotators draw nuclei wider or narrower, hold most of the wrong pixels.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import cv2
import numpy as np

from benchmarks.rows import NotHere, Row, Size
from sunmao.data.dataset import Dataset
from sunmao.data.images.image_files import read_image_file
from sunmao.vision import SemanticSegmentation
from sunmao.vision.semantic_segmentation.metrics import compute_mean_iou, count_confusion
from sunmao.vision.semantic_segmentation.report import SegmentationReport

NUCLEI = Path(__file__).resolve().parents[2] / "shared" / "data" / "nuclei-fluo"
BACKBONE, EPOCHS, SEED = "UNet-Lite0", 20, 1


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """A row for Otsu's threshold, the network, its time and a look. Raises NotHere."""
    if not NUCLEI.is_dir():
        raise NotHere(f"no folder {NUCLEI}")
    yield Row("IoU of Otsu's threshold", 100 * rate_otsu(Dataset(NUCLEI)), "%", ">= 0", note="what one line says")
    with tempfile.TemporaryDirectory() as folder:
        seconds, report, look = train(Path(folder), size)
    note = f"{100 * report.accuracy:.1f} % of the pixels right"
    yield Row(f"IoU of {BACKBONE}", 100 * report.miou, "%", ">= 87", note=note)
    yield Row("minutes of training", seconds / 60, "min", "<= 15", note=f"{os.cpu_count()} cores")
    yield Row("a picture", 1000 * look, "ms", ">= 0", note="PyTorch, of 35 pictures")


def rate_otsu(dataset: Dataset) -> float:
    """The IoU of what is brighter than Otsu's threshold, over all pixels of the test part."""
    masks, confusion = dataset.open_class_masks(), np.zeros((2, 2), np.int64)
    for item in dataset.items("test"):
        gray = cv2.cvtColor(read_image_file(item.path), cv2.COLOR_RGB2GRAY)
        _, bright = cv2.threshold(gray, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        confusion += count_confusion(masks.read(item, gray.shape[::-1]), bright, 1)
    return compute_mean_iou(confusion)


def train(folder: Path, size: Size) -> tuple[float, SegmentationReport, float]:
    """Seconds of a training, its test, and the seconds of a picture in it."""
    model = SemanticSegmentation(backbone=BACKBONE, image_size=size.pick(None, 64))
    began = time.perf_counter()
    with redirect_stdout(StringIO()):
        model.load_dataset(path=NUCLEI, check=False)
        model.train(epochs=size.pick(EPOCHS, 1), random_seed=SEED, save_fold=folder)
        learned = time.perf_counter()
        report = model.evaluate()
    return learned - began, report, (time.perf_counter() - learned) / report.total
