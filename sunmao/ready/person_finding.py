"""The verb that tells people from the background.

Limits: people within a few steps of the camera, at least about a quarter of the picture high; all people together; hair
and fingers roughly, for the network sees 256 × 256 pixels. On 110 photographs of people the mean intersection over
union with masks drawn by hand was 0.88; cutting by color (GrabCut) from the points of bodies reached 0.72 in 25 times
the time.
"""

from typing import Any

import cv2
import numpy as np

from sunmao.inference.predictor import open_image
from sunmao.landmarks.sessions import run_landmark_model
from sunmao.tasks.semantic_segmentation.painting import paint_scores
from sunmao.tasks.semantic_segmentation.results import PaintedResult

MODEL, SIDE = "person_segmentation", 256
LABEL = "person"


def find_person(image: Any) -> PaintedResult:
    """Tell the people in a picture from the background.

    Args:
        image: (H, W, 3) uint8 RGB, or a picture's file.

    Returns: a `PaintedResult` with the one class 'person': its mask, the picture with an outline, or with another
    background.

    Raises: FileMissing, NotAPicture, BadValue.

    Example:
        result = find_person(image='me.jpg')
        show(result.replace_background(background='#00b140'))
    """
    pixels, path = open_image(image)
    small = cv2.resize(pixels, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    sure = run_landmark_model(MODEL, small.transpose(2, 0, 1))[0][0, 0]
    painted = paint_scores(np.stack([1 - sure, sure]), (pixels.shape[1], pixels.shape[0]))
    return PaintedResult(pixels, painted, [LABEL], path=path)
