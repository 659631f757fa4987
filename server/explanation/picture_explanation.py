"""Explanation of a classifier's answer: where the model looked in a picture and what it says when just that is covered,
as the page shows it.
"""

import base64
from typing import Any

import cv2
import numpy as np

from sunmao.explanation.explain import explain_image, score_labels
from sunmao.explanation.heat_map import HeatMap, cover_region, draw_heat_map
from sunmao.images.image_files import decode_image
from sunmao.inference.predictor import Predictor

SIDE = 576  # pixels of a drawn picture's longer side: twice what the page shows
TINY = 64  # pixels up to which a picture is enlarged as squares, as on the page
SUREST = 4  # answers that are named
QUALITY = 88  # of the JPEG
DARKEST, BRIGHTEST = 40, 150  # gray levels of the picture under a heat map: its colors shall be seen, also on white


def explain_picture(model: Predictor, picture: bytes) -> dict[str, Any]:
    """Explain what a classifier says of a picture.

    Returns: {'said', 'confidence', 'scores': [{'label', 'score'}], 'heat': data URL, 'covered': {'image': data URL,
        'said', 'confidence', 'scores', 'changed'}}. scores: the surest first, at most `SUREST`. heat and covered are
        None where nothing in the picture speaks for the answer.

    Raises: NotAPicture, ValueError (the model computes no numbers).
    """
    image = decode_image(picture)
    explanation = explain_image(model, image)
    said = {
        "said": explanation.said,
        "confidence": explanation.confidence,
        "scores": list_surest(model, image),
    }
    if not explanation.heat_map.values.any():
        return {**said, "heat": None, "covered": None}
    covered = cover_region(image, explanation.heat_map)
    return {
        **said,
        "heat": encode_image(
            draw_heat_map(mute_colors(scale_for_page(image)), fit_heat_map(explanation.heat_map, image))
        ),
        "covered": {
            "image": encode_image(scale_for_page(covered)),
            "said": explanation.covered_said,
            "confidence": explanation.covered_confidence,
            "scores": list_surest(model, covered),
            "changed": explanation.changed,
        },
    }


def list_surest(model: Predictor, image: np.ndarray) -> list[dict[str, Any]]:
    """The classes of which a model is surest: [{'label', 'score'}]. image: (H, W, 3) uint8, RGB.

    Raises ValueError when the model computes no numbers.
    """
    scores = score_labels(model, [image])[0]
    if not np.isfinite(scores).all():
        raise ValueError("the model computes no numbers")
    order = np.argsort(-scores, kind="stable")[:SUREST]
    return [{"label": model._names()[place], "score": round(float(scores[place]), 4)} for place in order]


def scale_for_page(image: np.ndarray) -> np.ndarray:
    """A picture, (H, W, 3) uint8, as large as the page shows it: tiny ones as squares instead of being smeared."""
    height, width = image.shape[:2]
    if max(height, width) <= TINY:
        times = SIDE // max(height, width)
        return np.repeat(np.repeat(image, times, axis=0), times, axis=1)
    scale = SIDE / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)


def mute_colors(image: np.ndarray) -> np.ndarray:
    """A picture, (H, W, 3) uint8, in few shades of gray."""
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    muted = (DARKEST + gray * ((BRIGHTEST - DARKEST) / 255)).round().astype(np.uint8)
    return np.repeat(muted[:, :, None], 3, axis=2)


def fit_heat_map(heat_map: HeatMap, image: np.ndarray) -> HeatMap:
    """The heat map of a picture in the size in which `scale_for_page` gives it."""
    return heat_map.resize(*scale_for_page(image).shape[:2])


def encode_small(image: np.ndarray, side: int) -> str:
    """As `encode_image`, of a picture whose longer side becomes so many pixels."""
    height, width = image.shape[:2]
    scale = side / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return encode_image(cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC))


def encode_image(image: np.ndarray) -> str:
    """A picture, (H, W, 3) uint8 RGB, as the address of a JPEG that holds all of it."""
    data = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1]
    return "data:image/jpeg;base64," + base64.b64encode(data.tobytes()).decode("ascii")
