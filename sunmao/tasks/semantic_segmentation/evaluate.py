"""A test of a model that paints, on pictures of which it is known what each pixel belongs to."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from sunmao.data.dataset import Dataset
from sunmao.data.listing import Sample
from sunmao.errors import BadData, NotAPicture
from sunmao.runtime.notices import show_notice
from sunmao.tasks.evaluation.batch_inference import format_few, iter_outputs
from sunmao.tasks.semantic_segmentation.dataset import IGNORED
from sunmao.tasks.semantic_segmentation.painting import PaintedImage
from sunmao.tasks.semantic_segmentation.report import SegmentationReport


def evaluate_painting(look: Any, items: list[Sample], names: list[str], split: str, path: str) -> SegmentationReport:
    """The report of a test.

    Args:
        look: from pictures, each (H, W, 3) uint8 RGB, to `PaintedImage`s. items: of the data set at `path`. names: the
            labels that the model knows.

    Pixels of a class that the model does not know are not counted. Raises: BadData when it knows none of them.
    """
    answered = (
        (item, picture.shape[1::-1], painted) for item, picture, painted in iter_outputs(look, items, "evaluate")
    )
    return rate_painted(Dataset(path), answered, names, split)


def rate_painted(
    dataset: Dataset, answered: Iterable[tuple[Sample, tuple[int, int], PaintedImage]], names: list[str], split: str
) -> SegmentationReport:
    """The report of what was painted. answered: of each picture of the data set its size in pixels, (width, height),
    and the answer of that size. names, and what it raises: as of `evaluate_painting`.
    """
    numbers = _match_classes(dataset.classes, names, dataset.path)
    masks, report, unread = dataset.open_class_masks(), SegmentationReport(names, split), 0
    for item, size, painted in answered:
        try:
            truth = masks.read(item, size)
        except (NotAPicture, OSError, KeyError):
            unread += 1
            continue
        report.add(item, numbers[truth], painted)
    if unread:
        show_notice("masks_unread", level="warn", count=unread)
    return report


def _match_classes(theirs: list[str], ours: list[str], path: str) -> np.ndarray:
    """From numbers in the data set's masks to the model's, (256,) uint8."""
    if not {*theirs} & {*ours}:
        raise BadData("no_common_label", path=path, theirs=format_few(theirs), ours=format_few(ours))
    if strangers := [label for label in theirs if label not in ours]:
        show_notice("unknown_paint", level="warn", names=format_few(strangers))
    numbers = np.full(256, IGNORED, np.uint8)
    numbers[0] = 0
    for number, label in enumerate(theirs, 1):
        numbers[number] = ours.index(label) + 1 if label in ours else IGNORED
    return numbers
