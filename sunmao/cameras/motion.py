"""Measuring of motion before a camera."""

import time
from collections.abc import Callable

import cv2
import numpy as np

from sunmao.cameras.sources.source import Frame

SIZE = 80, 60  # small enough to overlook the grain of a picture
CHANGED = 20  # 0 to 255: what differs by more has moved
APART = 0.08, 0.5  # seconds between the two pictures that are compared: neither too near nor too far


class MotionDetector:
    """Compares the newest picture with one shortly before; asked often, with the one of the question before."""

    def __init__(self) -> None:
        self._before: np.ndarray | None = None
        self._at, self._number, self._share = 0.0, 0, 0.0

    def between(self, next_frame: Callable[[int], Frame | None]) -> float:
        """The share of the picture that moves, 0 to 1. next_frame(after): waits for the newest picture behind a number;
        None at the end.
        """
        if self._before is None or time.time() - self._at > APART[1]:
            first = next_frame(0)
            if first is not None:
                self._keep(first)
        frame = next_frame(self._number)
        while frame is not None and frame.t - self._at < APART[0]:
            frame = next_frame(frame.n)
        if frame is not None:
            before = self._before
            now = self._keep(frame)
            self._share = 0.0 if before is None else float((cv2.absdiff(before, now) > CHANGED).mean())
        return self._share

    def _keep(self, frame: Frame) -> np.ndarray:
        gray = cv2.cvtColor(cv2.resize(frame.image, SIZE, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
        blurred = cv2.GaussianBlur(gray, (5, 5), 0)
        self._before, self._at, self._number = blurred, frame.t, frame.n
        return blurred
