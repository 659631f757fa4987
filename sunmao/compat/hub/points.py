"""`det_hand`, `det_body`, `det_face` and `pose_…` (hand21, body17, body26, face106, wholebody133) of XEdu.hub, by our
models of points.

As the printed lessons have it: boxes are an array (n, 4), points an array (K, 2), both in pixels. The numbers are
others than those of the textbook's models.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from sunmao.compat.argument_types import Picture
from sunmao.compat.basedeploy import COLORS
from sunmao.compat.hub.drawn_pictures import DrawnPictures
from sunmao.compat.hub.faces import compose_whole_body, select_face106
from sunmao.core.validation import require_choice, require_share
from sunmao.display.api import show as show_it
from sunmao.errors import BadValue
from sunmao.images.image_files import read_image_file, to_rgb
from sunmao.landmarks.find_landmarks import find_landmarks
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.targets.registry import TARGETS
from sunmao.runtime.notices import print_safely

# COCO's 17 points of a body among our 33; the six more of 26 are the head's top, the neck, the middle of the hips, the
# two large toes, which are ours for both toes, and the heels.
BODY17 = (0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28)
TOES_AND_HEELS = (31, 32, 31, 32, 29, 30)
MARGIN = 0.1  # of a box's sides, around the points
WORDS = {
    "zh": ("检测框", "关键点坐标", "分数"),
    "en": ("bounding boxes", "keypoints", "scores"),
}
LINE = 100  # the shorter side by the width of a line
RED = (255, 0, 0)


@dataclass(frozen=True)
class PointTask:
    """target: what is looked for. select: (one that was found, the picture) → the points that are answered, (K, 2),
    with scores (K,); None: boxes. dots: whether the points are drawn alone, without our lines.
    """

    target: str
    select: Callable[[Landmarks, np.ndarray], tuple[np.ndarray, np.ndarray]] | None
    dots: bool = False


def select_hand(hand: Landmarks, _: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 21 points; each has the hand's score."""
    return hand.points[:, :2], np.full(21, hand.score, np.float32)


def select_body17(body: Landmarks, _: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """COCO's 17 points; the score is how likely a point is seen."""
    return body.points[BODY17, :2], body.visibility[list(BODY17)]


def select_body26(body: Landmarks, image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """COCO's points, the top of the head, the neck, the middle of the hips, toes and heels; the first is an estimate."""
    points, scores = select_body17(body, image)
    neck, hips = points[5:7].mean(axis=0), points[11:13].mean(axis=0)
    more = np.stack([points[0] + (points[0] - neck) * 0.6, neck, hips])
    more_scores = np.array([scores[0], scores[5:7].min(), scores[11:13].min()])
    ends = list(TOES_AND_HEELS)
    return np.concatenate([points, more, body.points[ends, :2]]), np.concatenate(
        [scores, more_scores, body.visibility[ends]]
    )


def select_face(face: Landmarks, _: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """LaPa's 106 points of a face."""
    return select_face106(face)


def select_whole_body(body: Landmarks, image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """COCO-WholeBody's 133 points."""
    return compose_whole_body(body, image, select_body17(body, image))


_TASKS = {
    "det_hand": PointTask("hand", None),
    "det_body": PointTask("body", None),
    "det_face": PointTask("face", None),
    "pose_hand21": PointTask("hand", select_hand),
    "pose_body17": PointTask("body", select_body17),
    "pose_body26": PointTask("body", select_body26),
    "pose_face106": PointTask("face", select_face, dots=True),
    "pose_wholebody133": PointTask("body", select_whole_body, dots=True),
}
_NICKNAMES = {
    "handdetect": "det_hand",
    "bodydetect": "det_body",
    "det_body_l": "det_body",
    "facedetect": "det_face",
    **dict.fromkeys(("hand", "hand21", "pose_hand"), "pose_hand21"),
    **dict.fromkeys(("body", "body17", "pose_body", "pose_body17_l"), "pose_body17"),
    **dict.fromkeys(("face", "face106", "pose_face"), "pose_face106"),
    **dict.fromkeys(("wholebody", "wholebody133", "pose_wholebody"), "pose_wholebody133"),
    **dict.fromkeys(("body26", "pose_body26_l"), "pose_body26"),
}


def find_point_task(task: str) -> "PointWorkflow | None":
    """Workflow of a task of points, by its name or nickname in any case of letters; None for another task."""
    name = str(task).lower()
    found = _TASKS.get(_NICKNAMES.get(name, name))
    return None if found is None else PointWorkflow(found)


def list_point_tasks() -> list[str]:
    """The names of the tasks of points."""
    return list(_TASKS)


class PointWorkflow(DrawnPictures):
    """`Workflow` for tasks of points. A checkpoint that is named is not needed: the models come with Sunmao."""

    def __init__(self, task: PointTask) -> None:
        self._task, self._color = task, "pil"
        self._boxes, self._points, self._scores = np.zeros((0, 4)), np.zeros((0, 2)), np.zeros(0)

    def inference(
        self,
        data: Picture,
        show: bool = False,
        img_type: str | None = None,
        thr: float = 0.3,
        bbox: ArrayLike | None = None,
        **_: object,
    ) -> np.ndarray | tuple[np.ndarray, np.ndarray]:
        """Boxes, (n, 4) float32 x1 y1 x2 y2, or points, (K, 2) float32, of the nearest one; none where nothing is.

        Args:
            data: a picture's file, or an array (H, W, 3) uint8: of a file or of OpenCV's camera, blue first.
            show: show the drawn picture. img_type: 'cv2' or 'pil': then the pair of the answer and the drawn picture.
            thr: the least score, 0 to 1. bbox: of points: only inside this box, (4,), or the first of several.

        Raises: FileMissing, NotAPicture, BadValue.
        """
        image = open_picture(data)
        part, corner = _cut_box(image, bbox)
        least = require_share("thr", thr)
        found = [each for each in find_landmarks(part, TARGETS[self._task.target]) if each.score >= least]
        self._scores = np.array([each.score for each in found], np.float32)
        if self._task.select is None:
            self._boxes = _make_boxes(found, image.shape, corner)
            answer = self._boxes
        else:
            points, scores = self._task.select(found[0], part) if found else (np.zeros((0, 2)), np.zeros(0))
            self._points, self._scores = (points + corner).astype(np.float32), scores.astype(np.float32)
            answer = self._points
        if not show and img_type is None:
            return answer
        drawn = self._draw(image, found, corner)
        if show:
            show_it(drawn)
        if img_type is None:
            return answer
        self._color = require_choice("img_type", img_type, COLORS)
        return answer, drawn[..., ::-1].copy() if self._color == "cv2" else drawn

    def format_output(self, lang: str = "zh", isprint: bool = True) -> dict:
        """Print and return the last answer in words. lang: 'zh' or 'en'."""
        boxes, points, scores = WORDS["zh" if str(lang) == "zh" else "en"]
        place = {boxes: self._boxes.tolist()} if self._task.select is None else {points: self._points.tolist()}
        told = {**place, scores: [round(float(each), 4) for each in self._scores]}
        if isprint:
            print_safely(told)
        return told

    def _draw(self, image: np.ndarray, found: list[Landmarks], corner: np.ndarray) -> np.ndarray:
        import cv2

        from sunmao.landmarks.drawing import draw_landmarks

        if self._task.dots:
            return draw_dots(image, self._points)
        if self._task.select is not None:
            shift = np.append(corner, 0).astype(np.float32)
            moved = [Landmarks(each.target, each.points + shift, each.visibility, each.score) for each in found[:1]]
            return draw_landmarks(image, moved)
        drawn, width = image.copy(), max(1, min(image.shape[:2]) // LINE)
        for left, top, right, bottom in self._boxes.round().astype(int).tolist():
            cv2.rectangle(drawn, (left, top), (right, bottom), RED, width)
        return drawn


def draw_dots(image: np.ndarray, points: np.ndarray) -> np.ndarray:
    """A copy of the picture, (H, W, 3) uint8 RGB, with a dot at each point, (K, 2)."""
    import cv2

    drawn, radius = image.copy(), max(1, min(image.shape[:2]) // (2 * LINE))
    for point in np.round(points).astype(int).tolist():
        cv2.circle(drawn, tuple(point), radius + 1, (255, 255, 255), cv2.FILLED, cv2.LINE_AA)
        cv2.circle(drawn, tuple(point), radius, RED, cv2.FILLED, cv2.LINE_AA)
    return drawn


def open_picture(data: Picture) -> np.ndarray:
    """(H, W, 3) uint8 RGB. Arrays are blue first, as OpenCV gives them; pictures of Pillow say themselves what they
    are.
    """
    if isinstance(data, (str, Path)):
        return read_image_file(data)
    image = to_rgb(data)
    return image if hasattr(data, "getbands") else np.ascontiguousarray(image[..., ::-1])


def _cut_box(image: np.ndarray, bbox: ArrayLike | None) -> tuple[np.ndarray, np.ndarray]:
    """(the part of a picture, its left upper corner (2,)). Raises BadValue for what is no box in the picture."""
    if bbox is None or not np.size(bbox):
        return image, np.zeros(2, np.float32)
    try:
        numbers = np.asarray(bbox, float).reshape(-1, 4)[0]
    except (TypeError, ValueError):
        raise BadValue("hub_no_box", value=repr(bbox)[:60]) from None
    height, width = image.shape[:2]
    left, top, right, bottom = np.clip(numbers, 0, [width, height, width, height]).round().astype(int).tolist()
    if right - left < 1 or bottom - top < 1:
        raise BadValue("hub_no_box", value=repr(bbox)[:60])
    return np.ascontiguousarray(image[top:bottom, left:right]), np.array([left, top], np.float32)


def _make_boxes(found: list[Landmarks], shape: tuple, corner: np.ndarray) -> np.ndarray:
    boxes = np.array([each.box for each in found], np.float32).reshape(-1, 4) + np.tile(corner, 2)
    more = MARGIN * (boxes[:, 2:] - boxes[:, :2])
    height, width = shape[:2]
    limits = np.array([width, height, width, height], np.float32)
    return np.clip(boxes + np.hstack([-more, more]), 0, limits).astype(np.float32)
