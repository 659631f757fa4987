"""The verbs that read codes and markers: codes by zxing-cpp, markers by OpenCV.

Limits: the codes of `KINDS`: those on goods, letters, tickets and screens. Left out are the bar codes without a check
digit, which are imagined in stripes. Of markers, ArUco's 4x4 (0 to 49), 5x5 and 6x6 (0 to 99), and AprilTag's 36h11
(0 to 586) and 25h9 (0 to 34); the smallest, 16h5, is not looked for, because it is imagined where there is none.
"""

from functools import cache
from typing import Any

import cv2
import numpy as np
import zxingcpp

from sunmao.images.image_files import shrink_image
from sunmao.inference.predictor import open_image
from sunmao.ready.read_result import ReadObject, ReadResult

MIN_SIDE = 12  # pixels: a smaller marker cannot be told from any speck
# Tried in this order: hardly a text of one is also one of those before it.
CODINGS = ("gb2312", "shift_jis", "gb18030")
LONGEST = 2560  # pixels: a larger picture is made smaller first
MARGIN = 0.15  # of a bar code's width, left white around it
BAR_CODES = ("EAN-13", "EAN-8", "UPC-A", "UPC-E", "Code 128", "Code 93", "Code 39")
KINDS = (*BAR_CODES, "QR Code", "Micro QR Code", "Data Matrix", "Aztec", "PDF417")
FAMILIES = {
    "ArUco 4x4": "DICT_4X4_50",
    "ArUco 5x5": "DICT_5X5_100",
    "ArUco 6x6": "DICT_6X6_100",
    "AprilTag 36h11": "DICT_APRILTAG_36H11",
    "AprilTag 25h9": "DICT_APRILTAG_25H9",
}


def find_codes(image: Any) -> ReadResult:
    """Read the QR codes and bar codes in a picture.

    Args:
        image: (H, W, 3) uint8 RGB, or a picture's file; a larger one than 2,560 pixels is looked at smaller.

    Returns: a `ReadResult`: the labels are the texts; what was found and could not be read is left out.

    Raises: FileMissing, NotAPicture, BadValue.

    Example:
        result = find_codes(image='poster.jpg')
        print(result.text)
    """
    pixels, path = open_image(image)
    gray, scale = _make_gray(pixels)
    found = _read_codes(gray) or _read_turned(gray)
    return ReadResult(pixels, [ReadObject(text, quad * scale, kind) for text, quad, kind in found], path=path)


def find_markers(image: Any) -> ReadResult:
    """Find the ArUco markers and AprilTags in a picture.

    Args:
        image: (H, W, 3) uint8 RGB, or a picture's file; a larger one than 2,560 pixels is looked at smaller.

    Returns: a `ReadResult`: the labels are the numbers as texts, the largest marker first.

    Raises: FileMissing, NotAPicture, BadValue.

    Example:
        result = find_markers(image='floor.jpg')
        if result.has(label='7'):
            print(result.things[0].angle)
    """
    pixels, path = open_image(image)
    gray, scale = _make_gray(pixels)
    corners, ids, _, families = _make_marker_detector().detectMarkersMultiDict(gray)
    kinds = list(FAMILIES)
    things = (
        [
            ReadObject(str(int(number)), quad.reshape(4, 2) * scale, kinds[int(family)], id=int(number))
            for quad, number, family in zip(corners, np.ravel(ids), np.ravel(families), strict=True)
        ]
        if corners
        else []
    )
    things = [thing for thing in things if max(thing.width, thing.height) >= MIN_SIDE * scale]
    return ReadResult(pixels, sorted(things, key=lambda thing: -thing.area), path=path)


def _make_gray(image: np.ndarray) -> tuple[np.ndarray, float]:
    small, scale = shrink_image(image, LONGEST)
    return cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), scale


def _read_codes(gray: np.ndarray) -> list[tuple[str, np.ndarray, str]]:
    """(text, corners, kind) of each."""
    height, width = gray.shape
    # As a view it is read in two thirds of the time that an array takes.
    view, found = zxingcpp.ImageView(np.ascontiguousarray(gray), width, height, zxingcpp.ImageFormat.Lum), []
    for code in zxingcpp.read_barcodes(view, formats=_name_formats()):
        kind, at = str(code.format), code.position
        quad = [(at.x, at.y) for at in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
        text = _decode(code.bytes, code.text)
        found.append((text, _straighten(np.array(quad, float), kind), "QR" if kind == "QR Code" else kind))
    return found


def _straighten(quad: np.ndarray, kind: str) -> np.ndarray:
    """The corners, (4, 2). Those of a bar code are where level lines cross its sides: made square to the sides."""
    side, top = quad[3] - quad[0], quad[1] - quad[0]
    if kind in BAR_CODES and (squared := float(side @ side)):
        quad[1:3] -= side * (float(top @ side) / squared)
    return quad


def _read_turned(gray: np.ndarray) -> list[tuple[str, np.ndarray, str]]:
    """(text, corners, kind) of bar codes that no level or upright line crosses: OpenCV finds them, and each is read
    from a picture of it turned upright.
    """
    corners = _make_bar_detector().detect(gray)[1]
    found = []
    for quad in corners if corners is not None else ():
        width, height = (max(1.0, float(np.linalg.norm(quad[a] - quad[b]))) for a, b in ((1, 2), (0, 1)))
        margin = MARGIN * width
        upright = (np.array([(0, height), (0, 0), (width, 0), (width, height)]) + margin).astype(np.float32)
        there = cv2.getPerspectiveTransform(quad.astype(np.float32), upright)
        size = round(width + 2 * margin), round(height + 2 * margin)
        part = cv2.warpPerspective(gray, there, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        back = np.linalg.inv(there)
        found += [(text, cv2.perspectiveTransform(at[None], back)[0], kind) for text, at, kind in _read_codes(part)]
    return found


def _decode(data: bytes, text: str) -> str:
    """The text of a code. Most are UTF-8; Chinese whose maker wrote it in GB 2312 without saying so comes as it is."""
    # No Latin text has the control characters of the upper half.
    for coding in ("utf-8", *(CODINGS if any(128 <= each < 160 for each in data) else CODINGS[:1])):
        try:
            return data.decode(coding) if not data.isascii() else text
        except UnicodeDecodeError:
            continue
    return text


@cache
def _name_formats() -> Any:
    return zxingcpp.barcode_formats_from_str(",".join(kind.replace(" ", "") for kind in KINDS))


@cache
def _make_bar_detector() -> Any:
    return cv2.barcode.BarcodeDetector()


@cache
def _make_marker_detector() -> Any:
    detector = cv2.aruco.ArucoDetector()
    detector.setDictionaries(
        [cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, each)) for each in FAMILIES.values()]
    )
    return detector
