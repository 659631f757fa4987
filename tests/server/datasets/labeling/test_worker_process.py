"""The main thing of a photo, segmented where nobody says which."""

import cv2
import numpy as np
import pytest

from sunmao.images.image_files import encode_png
from sunmao.server.datasets.labeling.worker_process import MIDDLE_EDGE, cut_out

pytestmark = pytest.mark.slow
HEIGHT, WIDTH = 120, 160


def segment(tmp_path, image: np.ndarray, taps: list | None = None) -> tuple[dict, np.ndarray]:
    """The answer for a photo, and the mask that its runs describe."""
    (tmp_path / "photo.png").write_bytes(encode_png(image))
    said = cut_out(str(tmp_path / "photo.png"), taps or [])
    runs = np.repeat(np.arange(len(said["counts"])) % 2 == 1, said["counts"])
    return said, runs.reshape(said["height"], said["width"])


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_what_stands_in_the_middle_ends_before_the_edge(tmp_path, side):
    photo = np.full((HEIGHT, WIDTH, 3), (200, 210, 205), np.uint8)
    photo += np.random.default_rng(0).integers(0, 6, photo.shape, np.uint8)
    cv2.circle(photo, (80, 60), 30, (40, 60, 200), -1)
    arms = {
        "left": np.s_[54:66, :80],
        "right": np.s_[54:66, 80:],
        "top": np.s_[:60, 74:86],
        "bottom": np.s_[60:, 74:86],
    }
    photo[arms[side]] = (40, 60, 200)  # as a table that it stands on
    said, mask = segment(tmp_path, photo)
    assert said["found"] and said["how"] == "middle" and said["faces"] == 0
    across, up = int(MIDDLE_EDGE * WIDTH) // 2, int(MIDDLE_EDGE * HEIGHT) // 2
    assert mask[60, 80] and mask.sum() == mask[up:-up, across:-across].sum()


def test_a_tap_says_what_is_meant(tmp_path):
    photo = np.full((HEIGHT, WIDTH, 3), (200, 210, 205), np.uint8)
    for x, color in ((40, (40, 60, 200)), (120, (210, 40, 40))):
        cv2.circle(photo, (x, 60), 20, color, -1)
    said, mask = segment(tmp_path, photo, [(120, 60, 1), (40, 60, 0)])
    assert said["found"] and said["how"] == "taps" and mask[60, 120] and not mask[60, 40]
