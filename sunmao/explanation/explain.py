"""Explanation of a model's answer to a picture: where it looked, and what it says when just that is covered.

`model` is a `Predictor` throughout: what is particular to its kind, it says itself.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.validation import require_choice, require_label
from sunmao.data.dataset import provide_sample
from sunmao.errors import BadValue
from sunmao.explanation.heat_map import HeatMap, cover_region
from sunmao.explanation.occlusion import compute_occlusion
from sunmao.images.image_files import read_image_file, to_rgb
from sunmao.runtime import session

METHODS = ("grad_cam", "cam", "eigen_cam", "occlusion")
FEW = 6  # places along a side at which a detector's picture is covered: a large one takes seconds for an answer
PLACES = 4  # of a confidence, as programs read it


@dataclass(frozen=True)
class Explanation:
    """Explanation of where a model looked, and the proof: the same picture with that region covered.

    heat_map: how much each pixel speaks for `heat_map.label`. said, confidence: what the model says of the picture and
    how sure it is; of a detector the surest thing, '' and 0 where it finds nothing. covered_said, covered_confidence:
    the same when the region is covered. label_left: how sure the model then still is of `heat_map.label`. changed:
    whether it says something else then.
    """

    heat_map: HeatMap
    said: str
    confidence: float
    covered_said: str
    covered_confidence: float
    label_left: float
    changed: bool


def explain_image(model: Any, image: Any, label: str | None = None, method: str | None = None) -> Explanation:
    """Explain where a model looks in a picture, and test it by covering the region.

    Args:
        model: a trained `Classification`, `Detection` or `Segmentation`, or a `Workflow` (an ONNX file).
        image: a file, an array (H, W, 3) uint8 RGB, (H, W) or (H, W, 4), or a PIL image.
        label: what is explained; None: what the model says.
        method: one of `list_methods(model)`; None: the first of them that finds anything which speaks for the label.

    Raises: FileMissing, NotAPicture, NotTrained, BadModelFile, BadValue (a label or method that the model does not
        have).

    Example:
        explanation = explain_image(model, 'data/digits/test_set/3/17.png')
        show(draw_heat_map(image, explanation.heat_map))
    """
    model._prepare()
    picture = read_picture(image)
    names = model._names()
    if not model._answering.has_labels:
        raise BadValue("needs_classes", verb="explain")
    scores = score_labels(model, [picture])[0]
    said, confidence = _read_answer(model, scores, names)
    number = int(scores.argmax()) if label is None else names.index(require_label(label, names))
    explained = said if label is None else names[number]
    methods = list_methods(model)
    tried = methods if method is None else [require_choice("method", method, methods)]
    for used in tried:
        values = _compute_map(model, picture, number, used)
        if values.any():
            break
    heat_map = HeatMap(values, used, explained, _round(scores[number]) if explained else 0.0)
    covered = score_labels(model, [cover_region(picture, heat_map)])[0]
    covered_said, covered_confidence = _read_answer(model, covered, names)
    left = _round(covered[number]) if explained else 0.0
    return Explanation(heat_map, said, confidence, covered_said, covered_confidence, left, covered_said != said)


def list_methods(model: Any) -> list[str]:
    """The methods by which a model can be explained, the best first.

    'grad_cam': a classifier in PyTorch; 'eigen_cam': a detector in PyTorch; 'cam': an ONNX file that ends with pooling
    and one linear layer; 'occlusion': any model.
    """
    return model._list_explanation_methods()


def score_labels(model: Any, pictures: list[np.ndarray]) -> np.ndarray:
    """Confidence of a model in each of its labels for pictures, each (H, W, 3) uint8 RGB: (N, C) float32, 0 to 1.

    Of a detector: of the surest thing with this label; of a model that paints: of the pixels with this label, in the
    mean.
    """
    return model._answering.score_labels(model._look(pictures), len(model._labels()))


def _compute_map(model: Any, picture: np.ndarray, number: int, method: str) -> np.ndarray:
    """(H, W) float32, 0 to 1, of the picture's own size."""
    if method == "occlusion":

        def predict(pictures: list[np.ndarray]) -> np.ndarray:
            session.check_stop()
            return score_labels(model, pictures)[:, number]

        few = {} if model._answering.whole_picture else {"grid": FEW}
        return compute_occlusion(predict, picture, **few)
    return model._compute_activation_map(picture, number, method)


def _read_answer(model: Any, scores: np.ndarray, names: list[str]) -> tuple[str, float]:
    """Label by the scores of a model, (C,), and its confidence; one that found nothing says ''."""
    number = int(scores.argmax())
    confidence = _round(scores[number])
    sure = confidence >= model._answering.get_least_confidence(number)
    return (names[number], confidence) if sure else ("", 0.0)


def read_picture(image: Any) -> np.ndarray:
    """A picture as (H, W, 3) uint8 RGB. image: a file, an array or a PIL image. Raises FileMissing, NotAPicture."""
    if isinstance(image, (str, Path)):
        return read_image_file(provide_sample(image, "image"))
    return to_rgb(image)


def _round(confidence: float) -> float:
    return round(float(confidence), PLACES)
