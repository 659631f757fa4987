"""Detection of lines of text in a picture: the first of the two models (DB, "differentiable binarization", Liao 2019)."""

import cv2
import numpy as np

from sunmao.ready.ocr.sessions import open_ocr_model, scale_pixels

FILE = "ch_PP-OCRv4_det_infer.onnx"
LONGEST, SHORTEST = 2000, 736  # pixels: larger pictures are made smaller, smaller ones larger
STEP = 32  # the network takes multiples of this
INSIDE = 0.3  # from which a pixel belongs to a line
MIN_SCORE = 0.5  # of a line: the mean of its pixels
GROWTH = 1.6  # the network marks the core of a line; this much of its area by its outline is added on each side
SMALLEST = 3  # pixels of the network's picture
MAX_LINES = 1000  # lines
TOO_WIDE = 8  # a strip that is so many times as wide as high gets room above and below


def find_text_boxes(image: np.ndarray) -> np.ndarray:
    """The corners of each line, (N, 4, 2) float32 in pixels, clockwise from the left upper one, in the order in which
    they are read. image: (H, W, 3) uint8 BGR.
    """
    height, width = image.shape[:2]
    room = round(max(width / TOO_WIDE, STEP) - height / 2) if height <= STEP or width > TOO_WIDE * height else 0
    padded = cv2.copyMakeBorder(image, max(0, room), max(0, room), 0, 0, cv2.BORDER_CONSTANT, value=(0, 0, 0))
    scaled = _scale(padded)
    session = open_ocr_model(FILE)
    marked = session.run(None, {session.get_inputs()[0].name: scale_pixels(scaled)[None]})[0][0, 0]
    core = cv2.dilate((marked > INSIDE).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(core, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    ratio = np.array([padded.shape[1] / scaled.shape[1], padded.shape[0] / scaled.shape[0]], np.float32)
    boxes = [box for outline in outlines[:MAX_LINES] if (box := _make_box(outline, marked)) is not None]
    corners = np.array(boxes, np.float32).reshape(-1, 4, 2) * ratio - np.array([0, max(0, room)], np.float32)
    corners = np.clip(corners.round(), 0, np.array([width - 1, height - 1], np.float32))
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=1), axis=2)
    return _sort(corners[(sides[:, 0] > SMALLEST) & (sides[:, 3] > SMALLEST)])


def _scale(image: np.ndarray) -> np.ndarray:
    height, width = image.shape[:2]
    scale = min(1.0, LONGEST / max(height, width))
    scale *= max(1.0, SHORTEST / (scale * min(height, width)))
    scale = min(scale, 2 * LONGEST / max(height, width))  # what is very narrow does not become endless
    size = [max(STEP, round(side * scale / STEP) * STEP) for side in (width, height)]
    return cv2.resize(image, size)


def _make_box(outline: np.ndarray, marked: np.ndarray) -> np.ndarray | None:
    """The four corners around one line in the network's picture, (4, 2); None for what is none."""
    middle, (width, height), angle = cv2.minAreaRect(outline)
    if min(width, height) < SMALLEST:
        return None
    if _compute_score(marked, cv2.boxPoints((middle, (width, height), angle))) < MIN_SCORE:
        return None
    growth = GROWTH * width * height / (width + height)  # area by half the outline: on two sides together
    return _order(cv2.boxPoints((middle, (width + growth, height + growth), angle)))


def _compute_score(marked: np.ndarray, box: np.ndarray) -> float:
    """The mean in the box."""
    low = np.clip(np.floor(box.min(axis=0)), 0, None).astype(int)
    high = np.ceil(box.max(axis=0)).astype(int) + 1
    part = marked[low[1] : high[1], low[0] : high[0]]
    mask = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(mask, [(box - low).astype(np.int32)], 1)
    return cv2.mean(part, mask)[0]


def _order(box: np.ndarray) -> np.ndarray:
    """Clockwise from the left upper corner."""
    by_x = box[np.argsort(box[:, 0], kind="stable")]
    left, right = (pair[np.argsort(pair[:, 1], kind="stable")] for pair in (by_x[:2], by_x[2:]))
    return np.stack([left[0], right[0], right[1], left[1]])


def _sort(corners: np.ndarray) -> np.ndarray:
    """Row by row from the top, each from the left: of one row are those whose beginnings differ by less than half their
    height.
    """
    rows: list[list[np.ndarray]] = []
    for box in sorted(corners, key=lambda box: box[0, 1]):
        height = np.linalg.norm(box[3] - box[0])
        if rows and abs(box[0, 1] - rows[-1][0][0, 1]) < height / 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    return np.array([box for row in rows for box in sorted(row, key=lambda box: box[0, 0])], np.float32).reshape(
        -1, 4, 2
    )
