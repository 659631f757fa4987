"""Do PyTorch and the ONNX file give the same answers? Counted on real pictures."""

import random
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from sunmao.data.listing import Sample
from sunmao.deploy.answer_texts import describe_answer
from sunmao.deploy.quantization.compare import MOVED, compare_answers
from sunmao.deploy.workflow import Workflow
from sunmao.images.image_files import try_read_image
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.vision.inference.tasks import SURE
from sunmao.vision.object_detection.detections import Detections, compute_box_iou
from sunmao.vision.semantic_segmentation.painting import PaintedImage
from sunmao.vision.training.dataloader import iter_chunks

MOST = 500  # pictures: their order is random, but the same each time, so that every class is among them
BATCH = 16
NEAR = 1e-3  # scores that differ less count as the same
SEEN = 0.05  # score from which a thing must be found by both
PIXEL = 1.0  # that edges may lie apart
SAME_PIXELS = 0.999  # of a picture: where two classes are equally likely, the last bits decide
ALIKE = 0.95  # IoU that outlines must have
TIED, RIVAL = 1e-4, 0.6  # scores that rounding puts in order, and IoU of boxes of which suppression keeps one
FEW = 0.1  # of the things in a picture
UNSURE = 0.5  # score below which things of one score are a tie: rounding decides which of them is found


def select_samples(dataset) -> list[Sample]:
    """The pictures to ask about: of the validation set, else of the test set, else of the training set; at most `MOST`."""
    items = (dataset.items("val") or dataset.items("test") or dataset.items("train")) if dataset else []
    return random.Random(0).sample(items, min(MOST, len(items)))


@dataclass(frozen=True)
class Difference:
    """A picture with another answer: as texts what PyTorch says and what the file says. tie: whether several answers
    are equally likely, so that rounding decides.
    """

    path: Path
    theirs: str
    ours: str
    tie: bool = False


def compare_outputs(trained, file: Path, items: list[Sample], exact: bool = True) -> tuple[dict, list[Difference]]:
    """Ask both about each picture, the file as a finished program would. exact: scores must agree, too; else only what
    the answer says, as of a file whose numbers have 8 bits.

    Returns: {'pictures': asked, 'same': equal answers, 'ties': answers that differ where several are equally likely,
    'largest_difference': of any score} and, of a model that finds things, 'things' that both found, 'largest_shift' of
    an edge in pixels and, with outlines, 'least_overlap'; and the pictures that differ.
    """
    workflow, different = Workflow(file), []
    report = _make_counter(trained, exact)
    ask = _choose_question(trained)
    for some in iter_chunks(items, BATCH):
        session.check_stop()
        pairs = [(item.path, picture) for item in some if (picture := try_read_image(item.path)) is not None]
        theirs = ask([picture for _, picture in pairs]) if pairs else []
        for (path, picture), answer in zip(pairs, theirs, strict=True):
            ours = workflow._look([picture])[0]
            if not report.add(answer, ours):
                said, own = (describe_answer(each, trained.task, workflow.classes) for each in (answer, ours))
                different.append(Difference(path, said, own, report.count_tie(answer, ours)))
        session.emit(Progress(done=report.pictures, total=len(items), unit="picture", task="convert"))
    return report.summarize(), different


@dataclass
class _ScoreCounter:
    """The count of a classifier's answers."""

    pictures: int = 0
    same: int = 0
    ties: int = 0
    apart: float = 0.0
    near: float = NEAR  # that scores may differ

    def add(self, theirs: np.ndarray, ours: np.ndarray) -> bool:
        """Count the scores for one picture, (C,); tell whether they are the same."""
        difference = float(abs(theirs - ours).max())
        return self._count(bool(theirs.argmax() == ours.argmax()) and difference < self.near, difference)

    def count_tie(self, theirs, ours) -> bool:
        """Whether two answers that differ are a tie; it is counted."""
        tie = self._is_tie(theirs, ours)
        self.ties += tie
        return tie

    def _is_tie(self, theirs, ours) -> bool:
        """Whether several labels are equally likely, for both."""
        places = [theirs.argmax(), ours.argmax()]
        return bool(abs(theirs - ours).max() < NEAR and max(np.ptp(each[places]) for each in (theirs, ours)) < NEAR)

    def summarize(self) -> dict:
        return {
            "pictures": self.pictures,
            "same": self.same,
            "ties": self.ties,
            "largest_difference": self.apart,
        }

    def _count(self, same: bool, difference: float) -> bool:
        self.pictures, self.same, self.apart = self.pictures + 1, self.same + same, max(self.apart, difference)
        return same


@dataclass
class _NumberCounter(_ScoreCounter):
    """The count of numbers. width: how far the smallest number that was learned lies from the largest."""

    width: float = 1.0

    def add(self, theirs: np.ndarray, ours: np.ndarray) -> bool:
        """Count the numbers for one picture, (1,); tell whether they are nearly the same."""
        difference = float(abs(theirs - ours).max())
        return self._count(difference <= self.near * self.width, difference)

    def _is_tie(self, theirs, ours) -> bool:
        return False


@dataclass
class _TagCounter(_ScoreCounter):
    """The count of the answers of a model of several labels. thresholds: from which score on each counts, (C,)."""

    thresholds: np.ndarray | float = SURE

    def add(self, theirs: np.ndarray, ours: np.ndarray) -> bool:
        """Count the scores for one picture, (C,); tell whether both recognize the same labels."""
        difference = float(abs(theirs - ours).max())
        same = ((theirs >= self.thresholds) == (ours >= self.thresholds)).all()
        return self._count(bool(same) and difference < self.near, difference)

    def _is_tie(self, theirs, ours) -> bool:
        """Whether all that differs lies at its threshold."""
        return bool(abs(theirs - ours).max() < NEAR)


@dataclass
class _PaintCounter(_ScoreCounter):
    """The count of the answers of a model that paints."""

    least: float = 1.0

    def add(self, theirs: PaintedImage, ours: PaintedImage) -> bool:  # type: ignore[override]  # of another kind
        """Count one picture; tell whether nearly all of its pixels have the same class in both."""
        share = float((theirs.mask == ours.mask).mean())
        self.least = min(self.least, share)
        difference = float(abs(theirs.confidences - ours.confidences).max()) if share == 1 else 1 - share
        return self._count(share >= SAME_PIXELS, difference)

    def _is_tie(self, theirs, ours) -> bool:
        """Whether pixels differ only where the best two classes may be equally likely."""
        other = theirs.mask != ours.mask
        return bool((abs(theirs.confidences - ours.confidences)[other] < NEAR).all())

    def summarize(self) -> dict:
        return {**super().summarize(), "same_pixels": self.least}


@dataclass
class _RoughPaintCounter(_PaintCounter):
    """The count of the answers of a model that paints, of which some pixels may have another class."""

    def add(self, theirs: PaintedImage, ours: PaintedImage) -> bool:  # type: ignore[override]  # of another kind
        """Count one picture; tell whether most of its pixels have the same class in both."""
        found = compare_answers([theirs], [ours])
        self.least = min(self.least, 1 - found.mean)
        return self._count(not found.changed, found.mean)

    def _is_tie(self, theirs, ours) -> bool:
        return False


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

    def _is_tie(self, theirs, ours) -> bool:
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
class _RoughDetectionCounter(_DetectionCounter):
    """The count of the answers of a model that finds things, of which boxes may lie a little apart."""

    def add(self, theirs: Detections, ours: Detections) -> bool:  # type: ignore[override]  # of another kind of model
        """Count what was found in one picture; tell whether both found the same things."""
        found = compare_answers([theirs], [ours])
        return self._count(not found.changed, found.mean)

    def _is_tie(self, theirs, ours) -> bool:
        return False

    def summarize(self) -> dict:
        return _ScoreCounter.summarize(self)


def _make_counter(trained, exact: bool) -> _ScoreCounter:
    """What counts the answers of such a model."""
    if trained.task == "regression":
        return _NumberCounter(near=NEAR if exact else MOVED, width=trained.scale.width)
    near = NEAR if exact else float("inf")
    if trained.task == "multi_label":
        return _TagCounter(near=near, thresholds=np.array(trained.info.get("thresholds", SURE)))
    kinds = {"classification": _ScoreCounter, "semantic": _PaintCounter if exact else _RoughPaintCounter}
    return kinds.get(trained.task, _DetectionCounter if exact else _RoughDetectionCounter)(near=near)


def _choose_question(trained):
    """From pictures to what a trained network answers, in the form of the file's answers."""
    if trained.task == "semantic":
        return trained.paint
    return trained.scores if trained.task in ("classification", "multi_label", "regression") else partial(_detect_shown, trained)


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


def _have_rivals(theirs: Detections, ours: Detections, score: float) -> bool:
    """Whether each of two answers has a thing of one label and of this score, with boxes that suppress each other."""
    some, others = (np.flatnonzero(abs(each.scores - score) < TIED) for each in (theirs, ours))
    overlaps = compute_box_iou(theirs.boxes[some], ours.boxes[others])
    return bool(((overlaps >= RIVAL) & (theirs.labels[some][:, None] == ours.labels[others])).any())


def _measure_shift(theirs: Detections, a: int, ours: Detections, b: int) -> float:
    """How far the edges of two boxes lie apart, in pixels of the picture."""
    return float(abs(theirs.boxes[a] - ours.boxes[b]).max())


def _measure_iou(theirs: Detections, a: int, ours: Detections, b: int) -> float:
    """The IoU of two outlines; of two that are empty, 1."""
    from pycocotools import mask

    if not mask.area([theirs.masks[a], ours.masks[b]]).any():
        return 1.0
    return float(mask.iou([theirs.masks[a]], [ours.masks[b]], [0])[0, 0])
