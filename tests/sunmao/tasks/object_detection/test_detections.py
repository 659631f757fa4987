"""The detections that are shown: one answer a place."""

import numpy as np
import pytest

from sunmao.images.geometry import compute_box_iou
from sunmao.models.model_spec import SAME_PLACE
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.postprocess import LazyMasks


def found(*rows, masks=None) -> Detections:
    """Boxes of 10 × 10 pixels at x with label and score."""
    boxes = np.array([(x, 0, x + 10, 10) for x, _, _ in rows], np.float32).reshape(-1, 4)
    scores, labels = np.float32([score for *_, score in rows]), np.int64([label for _, label, _ in rows])
    return Detections(boxes, scores, labels, masks)


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ([(0, 0, 0.9), (1, 1, 0.8)], [0]),
        ([(0, 0, 0.9), (1, 0, 0.8)], [0]),
        ([(0, 0, 0.9), (9, 1, 0.8)], [0, 1]),
        # The second is near to both others, which are not near to each other: it goes, and takes none along.
        ([(0, 0, 0.9), (3, 1, 0.8), (6, 2, 0.7)], [0, 2]),
        ([], []),
    ],
)
def test_of_several_answers_at_one_place_the_surest_is_shown(rows, left):
    shown = found(*rows).suppress_across_classes()
    assert shown.labels.tolist() == [rows[place][1] for place in left]
    assert shown.scores.tolist() == pytest.approx([rows[place][2] for place in left])


def test_what_loses_nothing_is_itself():
    apart = found((0, 0, 0.9), (50, 1, 0.8))
    assert apart.suppress_across_classes() is apart


def test_masks_go_with_their_things():
    rows = (0, 0, 0.9), (1, 1, 0.8), (30, 2, 0.7)
    packed = found(*rows, masks=["a", "b", "c"]).suppress_across_classes()
    assert packed.masks == ["a", "c"]
    shares = np.zeros((3, 10, 40), np.float32)
    for number, (x, *_) in enumerate(rows):
        shares[number, :, x : x + 10 - number] = 1
    boxes = found(*rows).boxes
    lazy = found(*rows, masks=LazyMasks(shares, boxes, (40, 10))).suppress_across_classes()
    assert len(lazy.masks) == 2
    whole = LazyMasks(shares, boxes, (40, 10))
    assert [*lazy.masks] == [whole[0], whole[2]]
    assert lazy.outline(1).rle() == whole[2]


def test_the_share_of_boxes():
    boxes = np.float32([[0, 0, 10, 10], [5, 0, 15, 10], [20, 20, 20, 20]])
    assert compute_box_iou(boxes) == pytest.approx(np.float32([[1, 1 / 3, 0], [1 / 3, 1, 0], [0, 0, 0]]))


@pytest.mark.training
def test_it_is_what_the_files_do():
    import torch

    from sunmao.models.openmmlab.decoding import suppress

    random = np.random.default_rng(1)
    for _ in range(20):
        corners = random.uniform(0, 60, (80, 2))
        boxes = np.concatenate([corners, corners + random.uniform(5, 40, (80, 2))], 1).astype(np.float32)
        scores = np.sort(random.random(80).astype(np.float32))[::-1].copy()
        shown = Detections(boxes, scores, random.integers(0, 4, 80)).suppress_across_classes()
        kept = suppress(torch.from_numpy(boxes), torch.from_numpy(scores), SAME_PLACE)
        assert np.array_equal(shown.boxes, boxes[kept.numpy()])
