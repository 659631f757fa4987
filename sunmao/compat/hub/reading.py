"""`ocr` of XEdu.hub: lines of text and their corners, as the printed lessons have them."""

from typing import TypeAlias

import cv2
import numpy as np

from sunmao.compat.argument_types import Picture
from sunmao.compat.basedeploy import COLORS
from sunmao.compat.hub.drawn_pictures import DrawnPictures
from sunmao.compat.hub.points import open_picture
from sunmao.core.validation import require_choice
from sunmao.display.api import show as show_it
from sunmao.images.annotation_drawing import draw_line_of_text
from sunmao.ready.read_result import ReadResult
from sunmao.ready.text_reading import read_text
from sunmao.runtime.notices import print_safely

TASK = "ocr"
ReadLines: TypeAlias = list[tuple[str, list[list[float]]]]  # texts, each with its corners
CONFIDENCE = 0.2  # as the textbook's
WORDS = {"zh": ("检测框", "分数", "文本"), "en": ("bounding boxes", "scores", "text")}
INK, FRAME = (0, 0, 0), (255, 0, 0)
SMALLEST = 8  # pixels of a letter that is written


class TextReader(DrawnPictures):
    """`Workflow` for `ocr`."""

    def __init__(self) -> None:
        self._result, self._color = ReadResult(np.zeros((1, 1, 3), np.uint8), []), "pil"

    def inference(
        self, data: Picture, show: bool = False, img_type: str | None = None, thr: float = CONFIDENCE, **_: object
    ) -> ReadLines | tuple[ReadLines, np.ndarray]:
        """[(text, [[x, y], …]), …] from top to bottom: the four corners clockwise from the left upper one, in pixels.

        Args:
            data: a picture's file, or an array (H, W, 3) uint8: of a file or of OpenCV's camera, blue first.
            show: show the drawn picture. img_type: 'cv2' or 'pil': then the pair of the answer and the drawn picture,
            (H, 2 W, 3): the picture with frames, and beside it what was read. thr: the least score, 0 to 1.

        Raises: FileMissing, NotAPicture, BadValue, BackendMissing.
        """
        self._result = read_text(open_picture(data), confidence=thr)
        answer = [(thing.text, [list(corner) for corner in thing.corners]) for thing in self._result.things]
        if not show and img_type is None:
            return answer
        drawn = draw_halves(self._result)
        if show:
            show_it(drawn)
        if img_type is None:
            return answer
        self._color = require_choice("img_type", img_type, COLORS)
        return answer, drawn[..., ::-1].copy() if self._color == "cv2" else drawn

    def format_output(self, lang: str = "zh", isprint: bool = True) -> dict:
        """Print and return the last answer in words. lang: 'zh' or 'en'."""
        boxes, scores, text = WORDS["zh" if str(lang) == "zh" else "en"]
        things = self._result.things
        told = {
            boxes: [[list(corner) for corner in thing.corners] for thing in things],
            scores: [thing.confidence for thing in things],
            text: [thing.text for thing in things],
        }
        if isprint:
            print_safely(told)
        return told


def draw_halves(result: ReadResult) -> np.ndarray:
    """The picture with frames and, beside it on white, the text at the same places: (H, 2 W, 3) uint8 RGB."""
    left, right = np.ascontiguousarray(result.image).copy(), np.full_like(result.image, 255)
    for thing in result.things:
        outline = np.round(np.array(thing.corners)).astype(np.int32)
        for half in (left, right):
            cv2.polylines(half, [outline], True, FRAME, 1, cv2.LINE_AA)
        wide = max(1.0, thing.width) / max(1, sum(1 if ord(letter) > 255 else 0.55 for letter in thing.text))
        size = max(SMALLEST, round(min(0.8 * thing.height, wide)))
        draw_line_of_text(right, thing.text, (round(thing.box[0]), round(thing.box[3] - thing.height / 5)), size, INK)
    return np.concatenate([left, right], axis=1)
