"""The verb that reads text in a picture.

Limits: printed Chinese (simplified and traditional) and English; letters at least about 10 pixels high; lines that are
straight. Handwriting is guessed at.
"""

from typing import Any

import numpy as np

from sunmao.core.validation import require_share
from sunmao.inference.predictor import open_image
from sunmao.ready.read_result import ReadObject, ReadResult

CONFIDENCE = 0.5


def read_text(image: Any, confidence: float = CONFIDENCE) -> ReadResult:
    """Read the lines of text in a picture, Chinese and English.

    Args:
        image: (H, W, 3) uint8 RGB, or a picture's file; a larger one than 2,000 pixels is looked at smaller.
        confidence: less sure lines are left out, 0 to 1.

    Returns: a `ReadResult`, its things from top to bottom; `has` looks for a part of a line.

    Raises: FileMissing, NotAPicture, BadValue, BackendMissing, StopProgram.

    Example:
        result = read_text(image='sign.jpg')
        print(result.text)
    """
    from sunmao.ready.ocr.text_boxes import find_text_boxes
    from sunmao.ready.ocr.text_lines import read_lines

    least = require_share("confidence", confidence)
    pixels, path = open_image(image)
    blue_first = np.ascontiguousarray(pixels[..., ::-1])
    boxes = find_text_boxes(blue_first)
    read = zip(boxes, read_lines(blue_first, boxes), strict=True)
    things = [ReadObject(text, box, "text", sure) for box, (text, sure) in read if text and sure >= least]
    return ReadResult(pixels, things, path=path, contains=True)
