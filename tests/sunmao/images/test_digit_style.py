"""Digits drawn by strokes, made like the data, are recognized by a LeNet that learned the sample digits."""

import cv2
import numpy as np
import pytest

from sunmao.images.digit_style import like_digits
from sunmao.vision import Classification
from tests.e2e.strokes import DIGITS

pytestmark = pytest.mark.training

SIDE = 280
# chalk width, size on the board, where, ink white on black or black on white
HANDS = [
    (18, 1.0, (0.0, 0.0), False),
    (8, 0.6, (0.3, 0.05), False),
    (26, 1.0, (0.0, 0.0), True),
    (12, 0.8, (0.0, 0.2), True),
]


def drawn(digit: int, chalk: int, size: float, place: tuple, dark: bool) -> np.ndarray:
    board = np.zeros((SIDE, SIDE, 3), np.uint8)
    for stroke in DIGITS[digit]:
        points = (np.array(stroke) * size + place) * SIDE
        cv2.polylines(board, [np.round(points * 8).astype(np.int32)], False, (255, 255, 255), chalk, cv2.LINE_AA, 3)
    return 255 - board if dark else board


@pytest.fixture(scope="module")
def model(digits_weights):
    return Classification(weights=digits_weights)


@pytest.mark.parametrize("hand", HANDS, ids=["as drawn on the page", "thin and small", "thick, dark", "low, dark"])
@pytest.mark.long
def test_drawn_digits_are_recognized(model, hand):
    answers = [model.inference(like_digits(drawn(digit, *hand))).label for digit in range(10)]
    right = sum(answer == str(digit) for digit, answer in enumerate(answers))
    print(f"{right} of 10: {answers}")
    assert right >= 8
