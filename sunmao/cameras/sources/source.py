"""One picture of a camera, and what every source of pictures can do."""

import time
from collections.abc import Callable
from typing import Protocol

import cv2
import numpy as np

OPEN_WITHIN = 10.0  # seconds for a camera to open and to give its first picture
FRESH_WITHIN = 2.0  # seconds: a camera that gives nothing new for longer is gone
DARK = 16  # 0 to 255: all of a picture with the lens cap on is below


class Frame:
    """One picture, taken at `t` (unix seconds), the `n`-th of its source (from 1; numbers may be left out).

    Args:
        image: (H, W, 3) uint8 RGB, or None where `bgr` is given.
        bgr: the same in OpenCV's order, (H, W, 3) uint8 BGR. The other order is made when it is asked for.
        decode: gives `image` when somebody asks for it: most pictures of a camera nobody looks at.
    """

    __slots__ = ("n", "t", "_rgb", "_bgr", "_decode")

    def __init__(
        self,
        n: int,
        t: float,
        image: np.ndarray | None = None,
        *,
        bgr: np.ndarray | None = None,
        decode: Callable | None = None,
    ) -> None:
        self.n, self.t, self._rgb, self._bgr, self._decode = n, t, image, bgr, decode

    @property
    def image(self) -> np.ndarray:
        """(H, W, 3) uint8 RGB."""
        if self._rgb is None and self._bgr is not None:
            self._rgb = cv2.cvtColor(self._bgr, cv2.COLOR_BGR2RGB)
        elif self._rgb is None:
            assert self._decode is not None  # one of the three is given
            self._rgb = self._decode()
        return self._rgb

    @property
    def bgr(self) -> np.ndarray:
        """(H, W, 3) uint8 BGR, as OpenCV's functions take it."""
        if self._bgr is None:
            self._bgr = cv2.cvtColor(self.image, cv2.COLOR_RGB2BGR)
        return self._bgr

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        height, width = (self.image if self._bgr is None else self._bgr).shape[:2]
        return width, height

    @property
    def age(self) -> float:
        """Seconds since it was taken."""
        return max(0.0, time.time() - self.t)


class CameraSource(Protocol):
    """A source of pictures. Any thread may call `next` and `close`.

    title: what people call it; fps: pictures a second, as far as it is known; ended: a film is over: no picture comes
    any more.
    """

    title: str
    fps: float
    ended: bool

    def open(self) -> None:
        """Begin. Raises CameraMissing, CameraBusy, FileMissing or NotAPicture, at the latest after `OPEN_WITHIN`
        seconds.
        """

    def next(self, after: int, within: float) -> Frame | None:
        """The newest picture when its number is above `after`, waited for at most `within` seconds; else None. Raises
        CameraDisconnected.
        """

    def close(self) -> None:
        """Let go of it. Safe to call twice."""


def shrink_to_fit(image: np.ndarray, width: int, height: int) -> np.ndarray:
    """A picture that is at most so wide and high, with its own proportions; a smaller one stays as it is."""
    scale = min(width / image.shape[1], height / image.shape[0])
    if scale >= 1:
        return image
    size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


def is_black(image: np.ndarray) -> bool:
    """Whether a picture, (H, W, 3) uint8, is black all over, as with the lens cap on."""
    return int(image[::16, ::16].max()) < DARK
