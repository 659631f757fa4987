"""Explanation of a thing that a model finds in a picture, or does not find, and of its answer when the place that it
looked at is covered, as the page shows it.
"""

from typing import Any

import numpy as np

from sunmao.explanation.explain_object import ObjectExplanation, explain_object
from sunmao.explanation.heat_map import cover_region, draw_heat_map
from sunmao.images.image_files import decode_image
from sunmao.inference.predictor import Predictor
from sunmao.server.explanation.picture_explanation import (
    SUREST,
    encode_image,
    fit_heat_map,
    mute_colors,
    scale_for_page,
)


def explain_thing(model: Predictor, picture: bytes, label: str, box: list[float]) -> dict[str, Any]:
    """Explain what a model finds at a place of a picture.

    Args:
        label: what is explained. box: x1, y1, x2, y2 in pixels.

    Returns: {'said', 'confidence', 'least', 'scores': [{'label', 'score'}], 'heat': data URL, 'covered': {'image': data
        URL, 'said', 'confidence', 'scores', 'changed'}}. said: what it finds there, '' for nothing; least: from which
        confidence on; scores: of each label at this place, the surest first, at most `SUREST`. heat is None where
        nothing stands out, covered also where nothing is found.

    Raises: NotAPicture, BadValue, ValueError (the model computes no numbers).
    """
    image = decode_image(picture)
    found = explain_object(model, image, label, box)
    if not np.isfinite([score for _, score in found.scores]).all():
        raise ValueError("the model computes no numbers")
    is_seen = bool(found.heat_map.values.any())
    tested = is_seen and bool(found.said)
    drawn = scale_for_page(image)
    heat = draw_heat_map(mute_colors(drawn), fit_heat_map(found.heat_map, image), ring=tested) if is_seen else None
    return {
        **_format_answer(found.said, found.scores),
        "least": found.least,
        "heat": None if heat is None else encode_image(heat),
        "covered": _describe_covered(found, image) if tested else None,
    }


def _describe_covered(found: ObjectExplanation, image: np.ndarray) -> dict[str, Any]:
    return {
        "image": encode_image(scale_for_page(cover_region(image, found.heat_map))),
        **_format_answer(found.covered_said, found.covered_scores),
        "changed": found.changed,
    }


def _format_answer(said: str, scores: list[tuple[str, float]]) -> dict[str, Any]:
    return {
        "said": said,
        "confidence": dict(scores)[said] if said else 0.0,
        "scores": [{"label": label, "score": score} for label, score in scores[:SUREST]],
    }
