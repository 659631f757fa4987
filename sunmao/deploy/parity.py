"""Do PyTorch and the ONNX file give the same answers? Counted on real pictures."""

import random
from pathlib import Path

from .. import link
from ..data.items import Item
from ..data.pictures import read_picture
from ..errors import FileMissing, NotAPicture
from ..events import Progress
from ..vision.loading import chunks
from .workflow import Workflow

MOST = 500  # pictures: their order is random, but the same each time, so that every class is among them
BATCH = 16
NEAR = 1e-3  # scores that differ less count as the same


def chosen(dataset) -> list[Item]:
    """The pictures to ask about: of the validation set, else of the test set, else of the training set; at most `MOST`."""
    items = (dataset.items("val") or dataset.items("test") or dataset.items("train")) if dataset else []
    return random.Random(0).sample(items, min(MOST, len(items)))


def parity(trained, file: Path, items: list[Item]) -> tuple[dict, list[Path]]:
    """Ask both about each picture, the file as a finished program would.

    Returns: {'pictures': asked, 'same': equal answers, 'largest_difference': of any score}, and the pictures that differ.
    """
    workflow, report, different = Workflow(file), {"pictures": 0, "same": 0, "largest_difference": 0.0}, []
    for some in chunks(items, BATCH):
        link.stopping_point()
        pairs = [(item.path, picture) for item in some if (picture := _picture(item)) is not None]
        theirs = trained.scores([picture for _, picture in pairs]) if pairs else []
        for (path, picture), scores in zip(pairs, theirs, strict=True):
            ours = workflow.inference(picture).scores
            difference = float(abs(scores - ours).max())
            same = bool(scores.argmax() == max(range(len(ours)), key=ours.__getitem__)) and difference < NEAR
            report["pictures"] += 1
            report["same"] += same
            report["largest_difference"] = max(report["largest_difference"], difference)
            different += [] if same else [path]
        link.emit(Progress(done=report["pictures"], total=len(items), unit="picture", task="convert"))
    return report, different


def _picture(item: Item):
    try:
        return read_picture(item.path)
    except (NotAPicture, FileMissing):
        return None  # it was named when the data set was opened
