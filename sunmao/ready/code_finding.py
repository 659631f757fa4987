"""The verbs that read codes and markers, by OpenCV.

Limits: QR codes; of bar codes, EAN-13, EAN-8, UPC-A and UPC-E, the ones on goods: OpenCV sees others, such as Code 128,
and cannot read them; of markers, ArUco's 4x4 (0 to 49), 5x5 and 6x6 (0 to 99), and AprilTag's 36h11 (0 to 586) and 25h9
(0 to 34); the smallest, 16h5, is not looked for, because it is imagined where there is none. Which end of a bar code is
up is not known.
"""

from functools import cache

import cv2
import numpy as np

from sunmao.images.image_files import shrink_image
from sunmao.inference.predictor import open_image
from sunmao.ready.read_result import ReadObject, ReadResult

LEAST = 12  # pixels: a smaller marker cannot be told from any speck
# Tried in this order: hardly a text of one is also one of those before it.
CODINGS = ("gb2312", "shift_jis", "gb18030")
DRAWN = 0.5  # of the pixels
SOFT = 0.7  # pixels
LONGEST = 2560  # pixels: a larger picture is made smaller first
BAR_CODES = {"EAN_13": "EAN-13", "EAN_8": "EAN-8", "UPC_A": "UPC-A", "UPC_E": "UPC-E"}
FAMILIES = {
    "ArUco 4x4": "DICT_4X4_50",
    "ArUco 5x5": "DICT_5X5_100",
    "ArUco 6x6": "DICT_6X6_100",
    "AprilTag 36h11": "DICT_APRILTAG_36H11",
    "AprilTag 25h9": "DICT_APRILTAG_25H9",
}


def find_codes(image) -> ReadResult:
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
    things = [ReadObject(text, corners * scale, kind) for text, corners, kind in (*_read_qr(gray), *_read_bars(gray))]
    return ReadResult(pixels, things, path=path)


def find_markers(image) -> ReadResult:
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
    things = [thing for thing in things if max(thing.width, thing.height) >= LEAST * scale]
    return ReadResult(pixels, sorted(things, key=lambda thing: -thing.area), path=path)


def _make_gray(image: np.ndarray) -> tuple[np.ndarray, float]:
    small, scale = shrink_image(image, LONGEST)
    return cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), scale


def _read_qr(gray: np.ndarray) -> list[tuple[str, np.ndarray, str]]:
    """(text, corners, kind) of each. Where codes are found and none is read, the older detector is asked, too: it reads
    more that are bent or blurred.
    """
    for detector in _make_qr_detectors():
        _, texts, corners, _ = detector.detectAndDecodeBytesMulti(gray)
        if corners is None:
            break
        if any(texts):
            return [(_decode(text), quad, "QR") for text, quad in zip(texts, corners, strict=True) if text]
    return []


def _read_bars(gray: np.ndarray) -> list[tuple[str, np.ndarray, str]]:
    """(text, corners, kind) of each. A bar code that was drawn, not photographed, has edges too sharp for OpenCV: it is
    looked at again a little softer.
    """
    detector = _make_bar_detector()
    _, texts, kinds, corners = detector.detectAndDecodeWithType(gray)
    if len(texts) and not any(texts) and _is_drawn(gray, corners):
        _, texts, kinds, corners = detector.detectAndDecodeWithType(cv2.GaussianBlur(gray, (0, 0), SOFT))
    # OpenCV's corners begin at the left lower one.
    return [
        (text, np.roll(quad, -1, axis=0), BAR_CODES.get(kind, kind))
        for text, kind, quad in zip(texts, kinds, corners if len(texts) else (), strict=True)
        if text
    ]


def _is_drawn(gray: np.ndarray, corners: np.ndarray) -> bool:
    """Whether what is found is nearly all black or white, as no camera sees it."""
    left, top, width, height = cv2.boundingRect(corners.reshape(-1, 2))
    part = gray[max(0, top) : top + height, max(0, left) : left + width]
    return part.size > 0 and float(((part < 10) | (part > 245)).mean()) > DRAWN


def _decode(data: bytes) -> str:
    """The text of a QR code. Most are UTF-8. Chinese whose maker wrote it in GB 2312 without saying so, and the
    Japanese letters that QR codes have a mode for, come as they are, or letter by letter as Latin in UTF-8.
    """
    try:
        text = data.decode("utf-8")
        raw = text.encode("latin-1")
    except UnicodeDecodeError:
        text, raw = data.decode("latin-1"), data
    except UnicodeEncodeError:
        return text
    if raw.isascii():
        return text
    # No Latin text has the control characters of the upper half.
    for coding in CODINGS if any(128 <= each < 160 for each in raw) else CODINGS[:1]:
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return text


@cache
def _make_qr_detectors() -> tuple:
    return cv2.QRCodeDetectorAruco(), cv2.QRCodeDetector()


@cache
def _make_bar_detector():
    return cv2.barcode.BarcodeDetector()


@cache
def _make_marker_detector():
    detector = cv2.aruco.ArucoDetector()
    detector.setDictionaries(
        [cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, each)) for each in FAMILIES.values()]
    )
    return detector
