"""Explanation of why a model finds a thing in a picture, or does not: how sure it is there, where in the thing it
looked, and whether it is still found when just that is covered.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sunmao.core.validation import require_choice, require_label
from sunmao.errors import BadValue
from sunmao.explanation.explain import list_methods, read_picture
from sunmao.explanation.heat_map import HeatMap, cover_region
from sunmao.explanation.occlusion import compute_occlusion
from sunmao.runtime import session
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.evaluation.matching import ENOUGH

Box = tuple[float, float, float, float]

AROUND = 0.1  # share of a box's sides that belongs to it on each side: boxes are seldom exact
NEAR = 0.5  # the same where a patch moves: what is beside a thing may speak for it, too
GRID = 5  # places of the patch along each side: 26 inferences of a whole picture
PLACES = 4  # of a confidence, as programs read it


@dataclass(frozen=True)
class ObjectExplanation:
    """Explanation of why a model finds a thing at a place, or does not.

    heat_map: of the whole picture; its region lies in the box. said: what the model finds here, the label where it
    finds that, '' where it finds nothing; scores: how sure it is of each label at this place, 0 to 1, 0 where it has no
    such idea, the surest first; covered_said, covered_scores: the same when the region is covered. least: the
    confidence from which a thing counts as found.
    """

    heat_map: HeatMap
    label: str
    box: Box
    said: str
    covered_said: str
    scores: list[tuple[str, float]]
    covered_scores: list[tuple[str, float]]
    least: float

    @property
    def confidence(self) -> float:
        """Confidence of the model in the label here."""
        return dict(self.scores)[self.label]

    @property
    def changed(self) -> bool:
        """Whether the model says something else when the region is covered."""
        return self.covered_said != self.said


def explain_object(model: Any, image: Any, label: str, box: Any, method: str | None = None) -> ObjectExplanation:
    """Explain why a model finds a thing at a place, or does not, and test it by covering where it looked.

    The heat map is EigenCAM (Muhammad and Yeasin 2020) of a model in PyTorch: what stands out for it in the whole
    picture. Of a model file it is occlusion (Zeiler and Fergus 2014) in and around the box: what speaks for this thing.

    Args:
        model: a trained `Detection` or `Segmentation`, or a `Workflow` (an ONNX file) that finds things.
        image: a file, an array (H, W, 3) uint8 RGB, (H, W) or (H, W, 4), or a PIL image.
        label: of the thing. box: where it is, or was found: x1, y1, x2, y2 in pixels.
        method: 'eigen_cam' or 'occlusion'; None: the first of `list_methods(model)` that finds anything.

    Raises: FileMissing, NotAPicture, NotTrained, BadModelFile, BadValue (a classifier, a label or method that the model
        does not have, a box of no size in the picture).

    Example:
        explanation = explain_object(model, 'data/shapes/images/test/271.jpg', 'star', (20, 30, 90, 100))
        print(explanation.said, explanation.covered_said)
    """
    if model._answering.whole_picture:
        raise BadValue("no_finder_to_explain")
    model._prepare()
    picture, names = read_picture(image), model._names()
    number = names.index(require_label(label, names))
    focus = _fit_box(box, picture.shape[:2], AROUND)
    scores, said = _look_at(model, picture, box, number)
    methods = list_methods(model)
    tried = methods if method is None else [require_choice("method", method, methods)]
    heat_map = HeatMap(np.zeros(picture.shape[:2], np.float32), tried[0], names[number], _round(scores[number]), focus)
    for used in tried:
        values = (
            _occlude(model, picture, number, box)
            if used == "occlusion"
            else model._compute_activation_map(picture, number, used)
        )
        heat_map = replace(heat_map, values=values, method=used)
        if values.any():
            break
    covered, covered_said = _look_at(model, cover_region(picture, heat_map), box, number)
    return ObjectExplanation(
        heat_map,
        names[number],
        (float(box[0]), float(box[1]), float(box[2]), float(box[3])),
        "" if said is None else names[said],
        "" if covered_said is None else names[covered_said],
        _sort_scores(scores, names),
        _sort_scores(covered, names),
        model._answering.get_threshold(),
    )


def score_place(model: Any, pictures: list[np.ndarray], box: Any) -> np.ndarray:
    """Confidence of a model in a thing of each label at one place in pictures, each (H, W, 3) uint8 RGB: (N, C)
    float32.

    An answer counts whose IoU with the box is at least 0.5; 0 without any.
    """
    return np.stack([_score(found, box, len(model._labels())) for found in model._look(pictures)])


def select_near(found: Detections, box: Any) -> np.ndarray:
    """Select the answers at a place, (N,) bool: their IoU with the box, x1, y1, x2, y2, is at least 0.5."""
    boxes, box = found.boxes.astype(np.float64), np.asarray(box, np.float64)
    shared = (np.minimum(boxes[:, 2:], box[2:]) - np.maximum(boxes[:, :2], box[:2])).clip(0).prod(1)
    union = (boxes[:, 2:] - boxes[:, :2]).clip(0).prod(1) + (box[2:] - box[:2]).clip(0).prod() - shared
    return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0) >= ENOUGH


def _look_at(model: Any, picture: np.ndarray, box: Any, number: int) -> tuple[np.ndarray, int | None]:
    """Confidence of a model in each label at a place, (C,) float32, and the label that it shows there: `number` where
    it does, else the surest; None for none.
    """
    [found] = model._look([picture])
    shown = found.suppress_across_classes().surer(model._answering.get_threshold())
    labels = shown.labels[select_near(shown, box)].tolist()
    said = number if number in labels else labels[0] if labels else None
    return _score(found, box, len(model._labels())), said


def _score(found: Detections, box: Any, classes: int) -> np.ndarray:
    near, scores = select_near(found, box), np.zeros(classes, np.float32)
    np.maximum.at(scores, found.labels[near], found.scores[near])
    return scores


def _occlude(model: Any, picture: np.ndarray, number: int, box: Any) -> np.ndarray:
    """Occlusion in and around a box, (H, W) float32, 0 to 1; 0 farther off."""
    left, top, right, bottom = _fit_box(box, picture.shape[:2], NEAR)

    def predict(parts: list[np.ndarray]) -> np.ndarray:
        session.check_stop()
        pictures = []
        for part in parts:
            covered = picture.copy()
            covered[top:bottom, left:right] = part
            pictures.append(covered)
        return score_place(model, pictures, box)[:, number]

    values = np.zeros(picture.shape[:2], np.float32)
    values[top:bottom, left:right] = compute_occlusion(predict, picture[top:bottom, left:right], grid=GRID)
    return values


def _fit_box(box: Any, size: tuple[int, int], around: float) -> tuple[int, int, int, int]:
    """A box with so much around it, in whole pixels of a picture of this (height, width). Raises BadValue for none."""
    height, width = size
    left, top, right, bottom = (float(each) for each in box)
    x, y = around * (right - left), around * (bottom - top)
    fitted = (
        max(0, int(np.floor(left - x))),
        max(0, int(np.floor(top - y))),
        min(width, int(np.ceil(right + x))),
        min(height, int(np.ceil(bottom + y))),
    )
    if right <= left or bottom <= top or fitted[0] >= fitted[2] or fitted[1] >= fitted[3]:
        raise BadValue("no_box_to_explain", box=[round(float(each), 1) for each in box])
    return fitted


def _sort_scores(scores: np.ndarray, names: list[str]) -> list[tuple[str, float]]:
    order = np.argsort(-scores, kind="stable")
    return [(names[place], _round(scores[place])) for place in order]


def _round(confidence: float) -> float:
    return round(float(confidence), PLACES)
