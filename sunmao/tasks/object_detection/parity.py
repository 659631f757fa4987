"""Do two forms of a model find the same things?"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sunmao.images.geometry import compute_box_iou
from sunmao.tasks.evaluation.parity import NEAR, ParityCounter
from sunmao.tasks.object_detection.detections import Detections

SEEN = 0.05  # score from which a thing must be found by both
PIXEL = 1.0  # that edges may lie apart
ALIKE = 0.95  # IoU that outlines must have
TIED, RIVAL = 1e-4, 0.6  # scores that rounding puts in order, and IoU of boxes of which suppression keeps one
FEW = 0.1  # of the things in a picture
UNSURE = 0.5  # score below which things of one score are a tie: rounding decides which of them is found
FOUND = 0.3  # score from which a thing counts as found by a smaller file
OVERLAP = 0.5  # IoU from which two boxes are one thing


@dataclass
class DetectionCounter(ParityCounter):
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

    def _is_tie(self, theirs: Any, ours: Any) -> bool:
        """Whether of all that only one of them found rounding decides: it is unsure, and as sure as something else in
        each of the answers, or it is one of two boxes around one thing, just as sure, of which the other one is kept.
        """
        pairs, lonely = match_counterparts(theirs, ours)
        shift = max((_measure_shift(theirs, a, ours, b) for a, b in pairs), default=0.0)
        if not lonely or shift > PIXEL:
            return False
        few = len(lonely) <= FEW * len(pairs)  # where boxes of more things lie elsewhere, something else is wrong
        return all(
            (score < UNSURE and (abs(theirs.scores - score) < NEAR).sum() + (abs(ours.scores - score) < NEAR).sum() > 2)
            or (few and _have_rivals(theirs, ours, score))
            for score in lonely
        )

    def summarize(self) -> dict:
        outlines = {} if self.overlap is None else {"least_overlap": self.overlap}
        return {**super().summarize(), "things": self.things, "largest_shift": self.shift, **outlines}


@dataclass
class RoughDetectionCounter(DetectionCounter):
    """The count of the answers of a model that finds things, of which boxes may lie a little apart."""

    def add(self, theirs: Detections, ours: Detections) -> bool:  # type: ignore[override]  # of another kind of model
        """Count what was found in one picture; tell whether both found the same things."""
        apart, changed = compare_things(theirs, ours)
        return self._count(not changed, apart)

    def _is_tie(self, theirs: Any, ours: Any) -> bool:
        return False

    def summarize(self) -> dict:
        return ParityCounter.summarize(self)


def match_counterparts(theirs: Detections, ours: Detections) -> tuple[list[tuple[int, int]], list[float]]:
    """Match the things that are the same in two answers: pairs of places, and the scores of those that only one of them
    found.

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


def _have_rivals(theirs: Detections, ours: Detections, score: float) -> bool:
    """Whether each of two answers has a thing of one label and of this score, with boxes that suppress each other."""
    some, others = (np.flatnonzero(abs(each.scores - score) < TIED) for each in (theirs, ours))
    overlaps = compute_box_iou(theirs.boxes[some], ours.boxes[others])
    return bool(((overlaps >= RIVAL) & (theirs.labels[some][:, None] == ours.labels[others])).any())


def _measure_shift(theirs: Detections, a: int, ours: Detections, b: int) -> float:
    """Distance of the edges of two boxes, in pixels of the picture."""
    return float(abs(theirs.boxes[a] - ours.boxes[b]).max())


def _measure_iou(theirs: Detections, a: int, ours: Detections, b: int) -> float:
    """The IoU of two outlines; of two that are empty, 1."""
    from pycocotools import mask

    if not mask.area([theirs.masks[a], ours.masks[b]]).any():
        return 1.0
    return float(mask.iou([theirs.masks[a]], [ours.masks[b]], [0])[0, 0])


def compare_things(whole: Detections, small: Detections) -> tuple[float, bool]:
    """1 less the share of confidence and overlap that both have found; whether only one of them found something."""
    # Each pair of one label, the best overlap first; the sure ones must have a partner, however unsure that is.
    overlaps = compute_box_iou(whole.boxes, small.boxes) * (whole.labels[:, None] == small.labels[None])
    shared, free = 0.0, np.ones(len(small), bool)
    alone = False
    for place in np.argsort(-whole.scores, kind="stable"):
        options = np.where(free, overlaps[place], 0)
        other = int(options.argmax()) if len(options) else 0
        if len(options) and options[other] >= OVERLAP:
            free[other] = False
            shared += options[other] * min(whole.scores[place], small.scores[other])
            alone |= (whole.scores[place] >= FOUND) != (small.scores[other] >= FOUND)
        else:
            alone |= bool(whole.scores[place] >= FOUND)
    total = float(whole.scores.sum() + small.scores.sum())
    return (1 - 2 * float(shared) / total if total else 0.0), bool(alone or (small.scores[free] >= FOUND).any())
