"""Pictures in and answers out of the networks that Ultralytics exports: YOLOv5 to YOLO26 that find things or tell
classes apart.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from sunmao.deploy.backends.box_decoding import BoxDecoding, decode_boxes
from sunmao.deploy.foreign.yolo_metadata import OURS, YoloMetadata, parse_yolo_metadata
from sunmao.deploy.output_parsing import InvalidModelOutput, parse_detections
from sunmao.deploy.tensor_dtypes import DTYPES
from sunmao.errors import BadModelFile
from sunmao.texts import get_both

if TYPE_CHECKING:
    import onnxruntime as ort

    from sunmao.tasks.object_detection.detections import Detections


GRAY = 114  # 0 to 255, of what is filled up around a picture
# As Ultralytics answers where nothing else is said.
CONFIDENCE, OVERLAP, MAX_DETECTIONS = 0.25, 0.7, 300
CANDIDATES = 3000  # of a picture that suppression looks at
MIN_SCORE = 0.001  # score
STRIDES = (8, 16, 32)
WITH_NMS = 6  # x1, y1, x2, y2, score, class: what a row has when the graph has chosen


class YoloModel:
    """Inputs and outputs of an open file of Ultralytics.

    said: what it says of itself. shape, dtype: of its only input. task: 'detection' or 'classification'.
    """

    def __init__(self, said: YoloMetadata, task: str, size: tuple[int, int], dtype: str) -> None:
        self.said, self.task, self._size = said, task, size
        self._dtype = DTYPES[dtype]

    def detect(self, run: Callable, picture: np.ndarray, later: bool) -> "Detections":
        """Find things in a picture, (H, W, 3) uint8 RGB, as `Detections`. run: from the input to the outputs.

        Raises: InvalidModelOutput.
        """
        framed, (left, top), seen = letterbox(picture, self._size)
        output = run(self.normalize(framed[None]))[0]
        dets, labels = decode_output(output, len(self.said.classes), self._size)
        dets[0, :, :4] -= (left, top, left, top)
        return parse_detections([dets, labels], len(self.said.classes), seen, picture.shape[1::-1], later)

    def prepare(self, picture: np.ndarray) -> np.ndarray:
        """A picture for a classifier: its shorter side becomes that of the input, and the middle is kept."""
        from PIL import Image

        height, width = self._size
        scale = max(height / picture.shape[0], width / picture.shape[1])
        sides = [max(int(side * scale), least) for side, least in zip(picture.shape[:2], self._size, strict=True)]
        image = Image.fromarray(picture).resize(sides[::-1], Image.Resampling.BILINEAR)
        left, top = round((sides[1] - width) / 2), round((sides[0] - height) / 2)
        return np.asarray(image)[top : top + height, left : left + width]

    def normalize(self, prepared: np.ndarray) -> np.ndarray:
        """Prepared pictures, (N, H, W, 3) uint8, as the input: (N, 3, H, W), 0 to 1."""
        return np.ascontiguousarray((prepared.transpose(0, 3, 1, 2) / np.float32(255)).astype(self._dtype))

    def read_scores(self, rows: np.ndarray) -> np.ndarray:
        """Scores, (N, C) float32, that sum up to 1: YOLOv5 exports what comes before the softmax."""
        rows = rows.astype(np.float32)
        if (rows >= 0).all() and np.allclose(rows.sum(1), 1, atol=0.02):
            return rows
        powers = np.exp(rows - rows.max(1, keepdims=True))
        return powers / powers.sum(1, keepdims=True)


def open_yolo_model(session: "ort.InferenceSession", path: Path) -> YoloModel | None:
    """The reader for the file of a session, or None for files of other programs.

    Raises: BadModelFile (a task that is not answered here, or a graph that is not what it says).
    """
    said = parse_yolo_metadata(session.get_modelmeta().custom_metadata_map)
    if said is None:
        return None
    given, outputs = session.get_inputs(), session.get_outputs()
    task = said.task or ("classify" if len(outputs[0].shape) == 2 else "detect")
    if task not in OURS:
        raise BadModelFile("yolo_task_unread", path=path.as_posix(), what=_name_task(task))
    shape = given[0].shape
    fixed = len(shape) == 4 and isinstance(shape[2], int) and isinstance(shape[3], int)
    size = (shape[2], shape[3]) if fixed else said.size
    readable = len(given) == 1 and len(shape) == 4 and shape[1] == 3 and given[0].type in DTYPES
    if size is None or not readable or (isinstance(shape[0], int) and shape[0] != 1):
        raise BadModelFile("foreign_model_file", path=path.as_posix(), name=said.name)
    return YoloModel(said, OURS[task], size, given[0].type)


def _name_task(task: str) -> dict:
    return get_both(f"yolo_{task}") if task in ("segment", "pose", "obb") else {"zh": task, "en": task}


def letterbox(picture: np.ndarray, size: tuple[int, int]) -> tuple[np.ndarray, tuple[int, int], tuple[int, int]]:
    """A picture, (H, W, 3) uint8, in the middle of a gray one of `size` (height, width), with its proportions.

    Returns: the picture, (left, top) of where it lies in it, and its (width, height) there.
    """
    height, width = size
    scale = min(height / picture.shape[0], width / picture.shape[1])
    seen = max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale))
    left, top = round((width - seen[0]) / 2 - 0.1), round((height - seen[1]) / 2 - 0.1)
    framed = np.full((height, width, 3), GRAY, np.uint8)
    framed[top : top + seen[1], left : left + seen[0]] = cv2.resize(picture, seen, interpolation=cv2.INTER_LINEAR)
    return framed, (left, top), seen


def decode_output(output: np.ndarray, classes: int, size: tuple[int, int]) -> list[np.ndarray]:
    """dets (1, n, 5) and labels (1, n) in pixels of the input, of a file's first output.

    It is (1, 4 + C, P) of YOLOv8 and later, (1, P, 5 + C) of YOLOv5 with a score of its own for 'anything', or
    (1, n, 6) where the graph has chosen already. Raises: InvalidModelOutput.
    """
    if not isinstance(output, np.ndarray) or output.ndim != 3 or len(output) != 1 or output.dtype.kind != "f":
        raise InvalidModelOutput("another output")
    rows = output[0].astype(np.float32)
    places = sum((size[0] // stride) * (size[1] // stride) for stride in STRIDES)
    if rows.shape[1] == WITH_NMS and rows.shape[0] not in (places, 3 * places):
        return [rows[None, :, :5], rows[None, :, 5].astype(np.int64)]
    if rows.shape[1] == 5 + classes and rows.shape[0] != 4 + classes:
        boxes, scores = rows[:, :4], rows[:, 4:5] * rows[:, 5:]
    else:
        rows = rows.T if rows.shape[0] == 4 + classes else rows
        if rows.shape[1] != 4 + classes:
            raise InvalidModelOutput("another number of classes")
        boxes, scores = rows[:, :4], rows[:, 4:]
    middle, half = boxes[:, :2], boxes[:, 2:] / 2
    corners = np.concatenate([middle - half, middle + half], 1)
    how = BoxDecoding((len(rows),), CANDIDATES, MIN_SCORE, OVERLAP, MAX_DETECTIONS, one_class_a_place=True)
    return decode_boxes(corners[None], scores[None], how)
