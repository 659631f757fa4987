"""Do PyTorch and the ONNX file give the same answers? Counted on real pictures."""

import random
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from sunmao.data.images.image_files import try_read_image
from sunmao.data.listing import Sample
from sunmao.deploy.workflow import Workflow
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.vision.inference.tasks import SURE
from sunmao.vision.object_detection.detections import Detections
from sunmao.vision.training.dataloader import iter_chunks

MOST = 500  # pictures: their order is random, but the same each time, so that every class is among them
BATCH = 16
NEAR = 1e-3  # scores that differ less count as the same
SEEN = 0.05  # score from which a thing must be found by both
PIXEL = 1.0  # that edges may lie apart
ALIKE = 0.95  # IoU that outlines must have


def select_samples(dataset) -> list[Sample]:
    """The pictures to ask about: of the validation set, else of the test set, else of the training set; at most `MOST`."""
    items = (dataset.items("val") or dataset.items("test") or dataset.items("train")) if dataset else []
    return random.Random(0).sample(items, min(MOST, len(items)))


def compare_outputs(trained, file: Path, items: list[Sample]) -> tuple[dict, list[Path]]:
    """Ask both about each picture, the file as a finished program would.

    Returns: {'pictures': asked, 'same': equal answers, 'largest_difference': of any score} and, of a model that finds
    things, 'things' that both found, 'largest_shift' of an edge in pixels and, with outlines, 'least_overlap'; and the
    pictures that differ.
    """
    workflow, different = Workflow(file), []
    report = _make_counter(trained)
    ask = partial(_detect_shown, trained) if isinstance(report, _DetectionCounter) else trained.scores
    for some in iter_chunks(items, BATCH):
        session.check_stop()
        pairs = [(item.path, picture) for item in some if (picture := try_read_image(item.path)) is not None]
        theirs = ask([picture for _, picture in pairs]) if pairs else []
        for (path, picture), answer in zip(pairs, theirs, strict=True):
            different += [] if report.add(answer, workflow._look([picture])[0]) else [path]
        session.emit(Progress(done=report.pictures, total=len(items), unit="picture", task="convert"))
    return report.summarize(), different


@dataclass
class _ScoreCounter:
    """The count of a classifier's answers."""

    pictures: int = 0
    same: int = 0
    apart: float = 0.0

    def add(self, theirs: np.ndarray, ours: np.ndarray) -> bool:
        """Count the scores for one picture, (C,); tell whether they are the same."""
        difference = float(abs(theirs - ours).max())
        return self._count(bool(theirs.argmax() == ours.argmax()) and difference < NEAR, difference)

    def summarize(self) -> dict:
        return {"pictures": self.pictures, "same": self.same, "largest_difference": self.apart}

    def _count(self, same: bool, difference: float) -> bool:
        self.pictures, self.same, self.apart = self.pictures + 1, self.same + same, max(self.apart, difference)
        return same


@dataclass
class _TagCounter(_ScoreCounter):
    """The count of the answers of a model of several labels. thresholds: from which score on each counts, (C,)."""

    thresholds: np.ndarray | float = SURE

    def add(self, theirs: np.ndarray, ours: np.ndarray) -> bool:
        """Count the scores for one picture, (C,); tell whether both recognize the same labels."""
        difference = float(abs(theirs - ours).max())
        same = ((theirs >= self.thresholds) == (ours >= self.thresholds)).all()
        return self._count(bool(same) and difference < NEAR, difference)


@dataclass
class _DetectionCounter(_ScoreCounter):
    """The count of the answers of a model that finds things."""

    things: int = 0
    shift: float = 0.0
    overlap: float | None = field(default=None)

    def add(self, theirs: Detections, ours: Detections) -> bool:  # type: ignore[override]  # of another kind of model
        """Count what was found in one picture; tell whether both found the same."""
        pairs, lonely = match_counterparts(theirs, ours)
        shift = max((_measure_shift(theirs, a, ours, b) for a, b in pairs), default=0.0)
        overlaps = [_measure_iou(theirs, a, ours, b) for a, b in pairs] if theirs.masks is not None else []
        apart = max((abs(float(theirs.scores[a] - ours.scores[b])) for a, b in pairs), default=0.0)
        self.things, self.shift = self.things + len(pairs), max(self.shift, shift)
        self.overlap = min([*overlaps, *([] if self.overlap is None else [self.overlap])], default=None)
        same = not lonely and shift <= PIXEL and apart < NEAR and min(overlaps, default=1) >= ALIKE
        # What only one of them found differs by all of its score.
        return self._count(same, max([apart, *lonely]))

    def summarize(self) -> dict:
        outlines = {} if self.overlap is None else {"least_overlap": self.overlap}
        return {**super().summarize(), "things": self.things, "largest_shift": self.shift, **outlines}


def _make_counter(trained) -> _ScoreCounter:
    """What counts the answers of such a model."""
    if trained.task == "multi_label":
        return _TagCounter(thresholds=np.array(trained.info.get("thresholds", SURE)))
    return _ScoreCounter() if trained.task == "classification" else _DetectionCounter()


def _detect_shown(trained, pictures: list) -> list[Detections]:
    """What the file gives, too: of several answers at one place the surest."""
    return [found.suppress_across_classes() for found in trained.detect(pictures)]


def match_counterparts(theirs: Detections, ours: Detections) -> tuple[list[tuple[int, int]], list[float]]:
    """Which things of two answers are the same: pairs of places, and the scores of those that only one of them found.

    Things below `SEEN` need no partner; those within `NEAR` of it may have one.
    """
    pairs, left = [], set(range(len(ours)))
    lonely = []
    for place in range(len(theirs)):
        near = [
            other
            for other in left
            if theirs.labels[place] == ours.labels[other] and _measure_shift(theirs, place, ours, other) <= PIXEL
        ]
        if near:
            score = theirs.scores[place]
            apart = [abs(score - ours.scores[other]) for other in near]
            best = near[apart.index(min(apart))]
            left.remove(best)
            if theirs.scores[place] >= SEEN:
                pairs.append((place, best))
        elif theirs.scores[place] >= SEEN + NEAR:
            lonely.append(float(theirs.scores[place]))
    return pairs, lonely + [float(ours.scores[other]) for other in left if ours.scores[other] >= SEEN + NEAR]


def _measure_shift(theirs: Detections, a: int, ours: Detections, b: int) -> float:
    """How far the edges of two boxes lie apart, in pixels of the picture."""
    return float(abs(theirs.boxes[a] - ours.boxes[b]).max())


def _measure_iou(theirs: Detections, a: int, ours: Detections, b: int) -> float:
    """The IoU of two outlines; of two that are empty, 1."""
    from pycocotools import mask

    if not mask.area([theirs.masks[a], ours.masks[b]]).any():
        return 1.0
    return float(mask.iou([theirs.masks[a]], [ours.masks[b]], [0])[0, 0])
