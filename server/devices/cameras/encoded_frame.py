"""One picture of a camera as the cameras process keeps it: encoded once, and only when somebody wants to see it."""

import struct
from typing import Any

import cv2
import numpy as np

from sunmao.cameras.sources.source import shrink_to_fit
from sunmao.images.image_files import jpeg_size
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.protocol import frames

QUALITY, FINE = 80, 95  # of what is only looked at, and of what is kept
SEEN = 1280, 960  # pixels: larger pictures are made smaller for pages
LONG, SHORT = 1920, 1080  # pixels of the sides of a JPEG that a page sends


class EncodedFrame:
    """A frame with its number in the process. frame: anything with `t`, `image`, `bgr` as `cameras.sources.Frame` has
    them.
    """

    def __init__(self, n: int, frame: Any) -> None:
        self.n, self.t, self._frame = n, frame.t, frame
        self._jpegs: dict[bool, tuple[bytes, int, int]] = {}
        self._lock = make_lock(LockOrder.FRAME)

    def rgb(self, width: int, height: int) -> np.ndarray | None:
        """(H, W, 3) uint8 RGB, at most so large; None when it was no picture after all."""
        image = self._frame.image
        return None if image is None else shrink_to_fit(image, width, height)

    def jpeg(self, fine: bool = False) -> tuple[bytes, int, int]:
        """A JPEG of it, its width and height. fine: it is going to be kept."""
        with self._lock:
            if fine not in self._jpegs:
                self._jpegs[fine] = getattr(self._frame, "jpeg", None) or encode_jpeg(
                    shrink_to_fit(self._frame.bgr, *SEEN), FINE if fine else QUALITY
                )
            return self._jpegs[fine]


class PushedFrame:
    """A JPEG that a page sent at `t`, taken apart only when a program wants its picture. Raises ValueError for what is
    none, or too large.
    """

    def __init__(self, n: int, t: float, data: bytes) -> None:
        width, height = read_jpeg_size(data)
        self.n, self.t, self.jpeg = n, t, (data, width, height)
        self._image: np.ndarray | None = None
        self._decoded = False
        self._lock = make_lock()

    @property
    def image(self) -> np.ndarray | None:
        """(H, W, 3) uint8 RGB, or None when it is damaged."""
        with self._lock:
            if not self._decoded:
                self._decoded = True
                found = cv2.imdecode(np.frombuffer(self.jpeg[0], np.uint8), cv2.IMREAD_COLOR)
                self._image = None if found is None else cv2.cvtColor(found, cv2.COLOR_BGR2RGB)
            return self._image


def encode_jpeg(image: np.ndarray, quality: int = QUALITY) -> tuple[bytes, int, int]:
    """The JPEG of (H, W, 3) uint8 BGR, its width and height."""
    height, width = image.shape[:2]
    return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes(), width, height


def read_jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height of a page's JPEG as its header says. Raises ValueError for anything else, for none and for too
    much.
    """
    if len(data) > frames.MAX_PUSHED or not data.startswith(b"\xff\xd8\xff"):
        raise ValueError("no JPEG of the right size")
    try:
        width, height = jpeg_size(data)
    except (struct.error, IndexError):
        raise ValueError("a damaged JPEG") from None
    if not (0 < min(width, height) <= SHORT and max(width, height) <= LONG):
        raise ValueError(f"{width} × {height} pixels")
    return width, height
