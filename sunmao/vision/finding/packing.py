"""What a network gives for a picture, brought to the pixels of the picture. NumPy and OpenCV only: PyTorch's and ONNX's answers alike."""

import cv2
import numpy as np

from ...data import geometry
from .found import Found


def found_in(boxes: np.ndarray, scores: np.ndarray, labels: np.ndarray, masks: np.ndarray | None, seen: tuple, size: tuple) -> Found:
    """The answer of a network as `Found`.

    Args:
        boxes: (n, 4) in pixels of what the network saw; scores: (n,); labels: (n,).
        masks: (n, h, w) float32 of the whole picture, the share 0 to 1 that belongs to the thing, or None.
        seen: (width, height) of what the network saw. size: (width, height) of the picture.
    """
    boxes = boxes * np.tile(np.array(size) / seen, 2)
    boxes = boxes.clip(0, np.tile(size, 2)).astype(np.float32).reshape(-1, 4)
    kept = None if masks is None else [_packed(mask, box, size) for mask, box in zip(masks, boxes, strict=True)]
    return Found(boxes, scores.astype(np.float32), labels.astype(np.int64), kept)


def _packed(mask: np.ndarray, box: np.ndarray, size: tuple) -> dict:
    """A mask as COCO's run lengths in pixels of the picture; only what is in its box."""
    x1, y1 = np.floor(box[:2]).astype(int).tolist()
    x2, y2 = np.ceil(box[2:]).astype(int).tolist()
    across, down = np.array(size) / mask.shape[::-1]
    # OpenCV counts from the middle of the first pixel.
    place = np.array([[across, 0, across / 2 - 0.5 - x1], [0, down, down / 2 - 0.5 - y1]])
    if min(x2 - x1, y2 - y1) < 1:
        share = np.zeros((0, 0), np.float32)
    else:
        share = cv2.warpAffine(mask, place, (x2 - x1, y2 - y1), borderMode=cv2.BORDER_REPLICATE)
    counts, (height, width) = geometry.rle_of_part(share >= 0.5, (x1, y1), size)
    return {"size": [height, width], "counts": counts.encode("ascii")}
