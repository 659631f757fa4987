"""Measuring of motion before a camera."""

import time
from collections.abc import Callable

import cv2
import numpy as np

SIZE = 80, 60  # small enough to overlook the grain of a picture
CHANGED = 20  # 0 to 255: what differs by more has moved
APART = 0.08, 0.5  # seconds between the two pictures that are compared: neither too near nor too far


class MotionDetector:
    """Compares the newest picture with one shortly before; asked often, with the one of the question before."""

    def __init__(self):
        self._before: np.ndarray | None = None
        self._at, self._number, self._share = 0.0, 0, 0.0

    def between(self, next_frame: Callable) -> float:
        """The share of the picture that moves, 0 to 1. next_frame(after): waits for the newest picture behind a number;
        None at the end.
        """
        if self._before is None or time.time() - self._at > APART[1]:
            self._keep(next_frame(0))
        frame = next_frame(self._number)
        while frame is not None and frame.t - self._at < APART[0]:
            frame = next_frame(frame.n)
        if frame is not None:
            before = self._before
            self._keep(frame)
            self._share = float((cv2.absdiff(before, self._before) > CHANGED).mean())
        return self._share

    def _keep(self, frame) -> None:
        if frame is not None:
            gray = cv2.cvtColor(cv2.resize(frame.image, SIZE, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
            self._before, self._at, self._number = cv2.GaussianBlur(gray, (5, 5), 0), frame.t, frame.n
