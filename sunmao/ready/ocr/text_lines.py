"""Recognition of a line of text: which way up it is, and the second model (a network with CTC, Graves 2006)."""

from functools import cache

import cv2
import numpy as np

from sunmao.ready.ocr.sessions import open_ocr_model, scale_pixels
from sunmao.runtime import session as program

FILE, TURNED_FILE = "ch_PP-OCRv4_rec_infer.onnx", "ch_ppocr_mobile_v2.0_cls_infer.onnx"
HEIGHT, WIDTH, TURNED_WIDTH = 48, 320, 192  # pixels
TOGETHER = 6  # lines, of about one width
TURNED = 0.9  # from which a line counts as upside down
STANDING = 1.5  # from which so many times as high as wide it is turned to lie
BLANK = 0


def read_lines(image: np.ndarray, boxes: np.ndarray) -> list[tuple[str, float]]:
    """(text, confidence 0 to 1) of each line. image: (H, W, 3) uint8 BGR. boxes: (N, 4, 2) float32.

    Raises: BackendMissing, StopProgram.
    """
    lines = [_cut_line(image, box) for box in boxes]
    read: list[tuple[str, float]] = [("", 0.0)] * len(lines)
    order = sorted(range(len(lines)), key=lambda place: lines[place].shape[1] / lines[place].shape[0])
    for start in range(0, len(order), TOGETHER):
        program.check_stop()
        places = order[start : start + TOGETHER]
        some = [lines[place] for place in places]
        upright = [
            cv2.rotate(line, cv2.ROTATE_180) if turned else line
            for line, turned in zip(some, _are_turned(some), strict=True)
        ]
        widest = max(WIDTH, *(round(HEIGHT * line.shape[1] / line.shape[0]) for line in upright))
        scores = _run(FILE, _stack(upright, widest))
        for place, each in zip(places, scores, strict=True):
            read[place] = _decode(each)
    return read


def _cut_line(image: np.ndarray, box: np.ndarray) -> np.ndarray:
    """A line, lying: (h, w, 3) uint8."""
    sides = np.linalg.norm(box - np.roll(box, -1, axis=0), axis=1)
    width, height = max(1, int(max(sides[0], sides[2]))), max(1, int(max(sides[1], sides[3])))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    # The part around the line alone: OpenCV looks at the whole picture before it warps.
    low = np.clip(np.floor(box.min(axis=0)).astype(int) - 2, 0, None)
    high = np.ceil(box.max(axis=0)).astype(int) + 3
    part = image[low[1] : high[1], low[0] : high[0]]
    warp = cv2.getPerspectiveTransform((box - low).astype(np.float32), corners)
    line = cv2.warpPerspective(part, warp, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.rot90(line) if height >= STANDING * width else line


def _are_turned(lines: list[np.ndarray]) -> list[bool]:
    return [bool(upside > TURNED) for _, upside in _run(TURNED_FILE, _stack(lines, TURNED_WIDTH))]


def _stack(lines: list[np.ndarray], width: int) -> np.ndarray:
    """(N, 3, 48, width) float32; what is narrower is filled up with the middle between black and white."""
    stacked = np.zeros((len(lines), 3, HEIGHT, width), np.float32)
    for place, line in zip(stacked, lines, strict=True):
        wide = min(width, max(1, -(-HEIGHT * line.shape[1] // line.shape[0])))
        place[:, :, :wide] = scale_pixels(cv2.resize(line, (wide, HEIGHT)))
    return stacked


def _run(file: str, pixels: np.ndarray) -> np.ndarray:
    session = open_ocr_model(file)
    return session.run(None, {session.get_inputs()[0].name: pixels})[0]


def _decode(scores: np.ndarray) -> tuple[str, float]:
    """The best path: what is said twice in a row counts once, and blanks separate. scores: (T, letters) float32."""
    best = scores.argmax(axis=1)
    kept = best != BLANK
    kept[1:] &= best[1:] != best[:-1]
    if not kept.any():
        return "", 0.0
    letters = _list_letters()
    return "".join(letters[each] for each in best[kept]), float(scores[kept, best[kept]].mean())


@cache
def _list_letters() -> list[str]:
    """In the order of the network's scores; the first is the blank."""
    return ["", *open_ocr_model(FILE).get_modelmeta().custom_metadata_map["character"].splitlines(), " "]
