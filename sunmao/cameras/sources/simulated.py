"""A camera that needs no camera: it looks at the built-in handwritten digits on cards, one after the other, held by a
hand.
"""

import math
import time

import cv2
import numpy as np

from sunmao.cameras.sources.source import Frame, shrink_to_fit
from sunmao.images import digits
from sunmao.locks.lock_order import make_lock

FPS = 30.0
SIZE = 640, 480
SHOWN = 2.0  # seconds for each card
CARDS = 5  # handwritings of each digit, taken in turn
SWAY, TURN, NEAR = 0.02, 3.0, 0.04  # of the height; degrees; of the size


class SimulatedSource:
    """The digits 0 to 9 in turn, two seconds each, white on black, 640×480 at 30 pictures a second.

    The same picture number always shows the same picture; which digit it is says `get_digit`.
    """

    title, fps, ended = "simulated", FPS, False

    def __init__(self, width: int = SIZE[0], height: int = SIZE[1]) -> None:
        self._most = width, height
        self._lock = make_lock()
        self._began = 0.0  # on the steady clock, from `open` on
        self._last: Frame | None = None
        self._closed = False

    def open(self) -> None:
        """Begin to show the cards."""
        make_cards()
        self._began = time.monotonic()

    def next(self, after: int, within: float) -> Frame | None:
        """See `CameraSource.next`. A picture is made when it is asked for, so nobody looking costs nothing."""
        end = time.monotonic() + within
        while not self._closed:
            now = time.monotonic()
            due = 1 + int((now - self._began) * FPS)
            if due > after:
                return self._frame(due)
            if now >= end:
                return None
            time.sleep(max(0.0005, min(end, self._began + due / FPS) - now))
        return None

    def close(self) -> None:
        """Nothing is held."""
        self._closed = True

    def _frame(self, n: int) -> Frame:
        with self._lock:
            if self._last is None or self._last.n < n:
                t = time.time() - (time.monotonic() - self._began - (n - 1) / FPS)
                self._last = Frame(n, t, shrink_to_fit(draw_frame(n), *self._most))
            return self._last


def get_digit(n: int) -> int:
    """Return the digit that picture `n` (from 1) shows."""
    return int((n - 1) / FPS / SHOWN) % 10


def draw_frame(n: int) -> np.ndarray:
    """Picture `n` (from 1): (480, 640, 3) uint8 RGB."""
    seconds = (n - 1) / FPS
    turn = int(seconds / SHOWN)
    card = make_cards()[turn % 10][turn // 10 % CARDS]
    width, height = SIZE
    # Slow waves whose periods share no multiple: a hand never repeats itself.
    wave = [math.sin(2 * math.pi * seconds / period + turn) for period in (1.7, 2.3, 3.1, 4.3)]
    matrix = cv2.getRotationMatrix2D((card.shape[1] / 2, card.shape[0] / 2), TURN * wave[2], 1 + NEAR * wave[3])
    matrix[0, 2] += (width - card.shape[1]) / 2 + SWAY * height * wave[0]
    matrix[1, 2] += (height - card.shape[0]) / 2 + SWAY * height * wave[1]
    gray = cv2.warpAffine(card, matrix, SIZE, flags=cv2.INTER_LINEAR)
    return cv2.cvtColor(gray, cv2.COLOR_GRAY2RGB)


_cards: list = []


def make_cards() -> list:
    """The cards: for each digit `CARDS` pictures, (480, 480) uint8, white ink on black."""
    if not _cards:
        made = [[_make_card(small) for small in smalls] for smalls in digits.pick_handwriting(CARDS)]
        _cards.extend(made)
    return _cards


def _make_card(small: np.ndarray) -> np.ndarray:
    side = SIZE[1]
    return cv2.resize(digits.enlarge_digit(small), (side, side), interpolation=cv2.INTER_LINEAR)
