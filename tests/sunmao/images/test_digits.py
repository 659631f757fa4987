"""The handwritten digits that are packaged."""

import cv2
import numpy as np
import pytest

from sunmao.images.digits import SIDE, enlarge_digit, load_digits, make_digits, pick_handwriting


@pytest.fixture(scope="module")
def digits() -> list[np.ndarray]:
    return load_digits()


def test_there_are_1797_of_ten(digits):
    assert len(digits) == 10 and sum(map(len, digits)) == 1797
    assert all(each.shape[1:] == (8, 8) and each.min() == 0 and each.max() == 16 for each in digits)
    assert all(each.any((1, 2)).all() for each in digits)


def test_a_digit_is_enlarged():
    small = np.zeros((8, 8))
    small[:, 4:] = 16
    large = enlarge_digit(small)
    assert large.shape == (SIDE, SIDE) and large.dtype == np.uint8
    assert large[40, 5] == 0 and large[40, 90] == 255 and 0 < large[40, 47] < 255


def test_clear_handwriting_of_each(digits):
    chosen = pick_handwriting(3)
    assert [each.shape for each in chosen] == [(3, 8, 8)] * 10
    for ours, clear in zip(digits, chosen, strict=True):
        distance = np.abs(clear - ours.mean(axis=0)).sum(axis=(1, 2))
        assert (np.diff(distance) >= 0).all() and all((ours == each).all((1, 2)).any() for each in clear)


@pytest.mark.slow
def test_a_folder_of_pictures(tmp_path, digits):
    make_digits(tmp_path)
    counts = {split: len([*(tmp_path / split).rglob("*.png")]) for split in ("training_set", "val_set", "test_set")}
    assert sum(counts.values()) == 1797 and 1255 < counts["training_set"] < 1261
    assert (tmp_path / "classes.txt").read_text().split() == [*"0123456789"]
    lines = (tmp_path / "test.txt").read_text().splitlines()
    assert len(lines) == counts["test_set"] and lines[0] == "0/1.png 0" and not (tmp_path / "training.txt").exists()
    drawn = cv2.imread(str(tmp_path / "training_set" / "7" / "1.png"), cv2.IMREAD_GRAYSCALE)
    assert any((drawn == enlarge_digit(each)).all() for each in digits[7])
