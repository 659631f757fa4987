"""Small pictures that show the same lie over each other again, also those full of small things; others do not."""

import cv2
import numpy as np
import pytest

from sunmao.data.checks.image_registration import SIDE, match_registered


def draw_dots(seed: int) -> np.ndarray:
    """Many small spots on gray, as cells under a microscope, (200, 200) uint8."""
    dice, image = np.random.default_rng(seed), np.full((200, 200), 180, np.uint8)
    for x, y, size, level in dice.integers((0, 0, 5, 60), (200, 200, 12, 150), (60, 4)).tolist():
        cv2.circle(image, (x, y), size, level, -1, cv2.LINE_AA)
    return cv2.GaussianBlur(image, (0, 0), 2)


def shrink(image: np.ndarray) -> np.ndarray:
    return cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA)


@pytest.mark.parametrize("seed", range(5))
def test_a_cropped_and_a_turned_copy_are_the_same_in_other_light(seed):
    image = draw_dots(seed)
    turn = cv2.getRotationMatrix2D((100, 100), 3, 1)
    turned = cv2.warpAffine(image, turn, (200, 200), borderMode=cv2.BORDER_REFLECT)
    brighter = np.clip(image[10:190, 4:184] * 1.2, 0, 255).astype(np.uint8)
    assert match_registered(shrink(image), shrink(image[8:196, 0:188])) == pytest.approx(1, abs=0.1)
    assert match_registered(shrink(image), shrink(turned)) == pytest.approx(1, abs=0.1)
    assert match_registered(shrink(image), shrink(brighter)) == pytest.approx(1 / 1.2, abs=0.1)


def test_other_dots_and_nothing_at_all_are_not_the_same():
    dots = [shrink(draw_dots(seed)) for seed in range(8)]
    assert all(match_registered(dots[0], other) is None for other in dots[1:])
    blank = np.full((SIDE, SIDE), 128, np.uint8)
    assert match_registered(blank, blank) is None and match_registered(dots[0], blank) is None
