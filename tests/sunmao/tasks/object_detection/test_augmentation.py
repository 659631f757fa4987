"""Pictures that are changed at random: boxes and masks stay on their things."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunmao.data.listing import ObjectAnnotation, Sample
from sunmao.images import geometry
from sunmao.images.image_files import save_image_file
from sunmao.models.model_spec import Augmentation
from sunmao.tasks.object_detection import augmentation
from sunmao.tasks.object_detection.augmentation import augment_samples
from sunmao.tasks.object_detection.dataset import DetectionDataset, DetectionSample, MaskCrop

pytestmark = pytest.mark.training

SIZE = 96
PAPER, INK = (40, 40, 40), (220, 60, 200)
WAYS = st.builds(
    Augmentation,
    rotate=st.sampled_from([0.0, 30.0]),
    scale=st.sampled_from([0.0, 0.3, 1.0]),
    shift=st.sampled_from([0.0, 0.2]),
    flip=st.booleans(),
    turn=st.booleans(),
    mosaic=st.sampled_from([0.0, 1.0]),
)


def scene(random, kind: str) -> DetectionSample:
    """A rectangle of ink on paper, known as a box, by its outline or by its pixels."""
    width, height = random.integers(60, 200, 2).tolist()
    w, h = random.integers(8, [width, height])
    x, y = random.integers(0, [width - w + 1, height - h + 1])
    box = np.array([[x, y, x + w, y + h]], np.float32)
    image = np.full((height, width, 3), PAPER, np.uint8)
    image[y : y + h, x : x + w] = INK
    outlines = {
        "box": [],
        "polygon": [[np.array(geometry.box_to_polygon(box[0]), np.float32).reshape(-1, 2)]],
        "patch": [MaskCrop(np.full((h, w), 255, np.uint8), np.array([x, y]))],
    }
    return DetectionSample(image, box, np.array([int(w % 3)]), outlines[kind])


def inked(image: np.ndarray) -> np.ndarray:
    """Return the pixels that are nearer to the ink's color than to the paper's, (H, W) uint8."""
    return (np.abs(image.astype(int) - INK).sum(2) < np.abs(image.astype(int) - PAPER).sum(2)).astype(np.uint8)


@pytest.mark.long
@settings(max_examples=150)
@given(how=WAYS, seed=st.integers(0, 10**6), kind=st.sampled_from(["box", "polygon", "patch"]))
def test_boxes_and_masks_stay_on_their_things(how, seed, kind):
    random = np.random.default_rng(seed)
    scenes = [scene(random, kind) for _ in range(4 if how.mosaic else 1)]
    for answer in augment_samples(scenes, how, random, SIZE, outlined=kind != "box"):
        assert answer.image.shape == (SIZE, SIZE, 3) and answer.boxes.dtype == np.float32
        assert len(answer.boxes) == len(answer.labels)
        assert (answer.boxes >= 0).all() and (answer.boxes <= SIZE).all()
        ink = inked(answer.image)
        for place, (x1, y1, x2, y2) in enumerate(answer.boxes):
            assert min(x2 - x1, y2 - y1) >= augmentation.THINNEST
            inside = ink[int(np.ceil(y1 + 1)) : int(y2 - 1), int(np.ceil(x1 + 1)) : int(x2 - 1)]
            if kind != "box":
                mask = answer.masks[place]
                off = answer.boxes[place] - around(mask)
                # The tip of a turned rectangle is thinner than a pixel: there the box reaches farther than the mask.
                assert (off[:2] <= 1).all() and (off[2:] >= -1).all() and (how.rotate or np.abs(off).max() <= 1)
                shrunk = cv2.erode(mask, np.ones((3, 3), np.uint8), borderValue=0)
                assert ink[shrunk == 1].all(), "within the mask is nothing but ink"
            elif inside.size:
                assert inside.all(), "within the box is nothing but ink"
        if not how.mosaic and len(answer.boxes):
            assert (how.rotate and kind != "box") or np.abs(answer.boxes[0] - around(ink)).max() <= 1
            if kind != "box":
                grown = cv2.dilate(answer.masks[0], np.ones((3, 3), np.uint8))
                assert not ink[grown == 0].any(), "without the mask is no ink"


def around(mask: np.ndarray) -> np.ndarray:
    x, y, width, height = cv2.boundingRect(mask)
    return np.array([x, y, x + width, y + height])


@given(how=WAYS, seed=st.integers(0, 10**6))
@settings(max_examples=30)
def test_the_same_seed_changes_the_same(how, seed):
    scenes = [scene(np.random.default_rng(number), "polygon") for number in range(4)]
    one, other = (augment_samples(scenes, how, np.random.default_rng(seed), SIZE, outlined=True) for _ in range(2))
    for a, b in zip(one, other, strict=True):
        assert (a.image == b.image).all() and (a.boxes == b.boxes).all() and (a.masks == b.masks).all()


def test_unchanged_is_as_resizing_does_it():
    """An unchanged training sample looks like the resized picture in use."""
    random = np.random.default_rng(1)
    image = random.integers(0, 256, (150, 190, 3), np.uint8)
    one = DetectionSample(image, np.array([[19, 15, 190, 150]], np.float32), np.array([0]), [])
    [answer] = augment_samples([one], Augmentation(), random, SIZE)
    expected = cv2.resize(image, (SIZE, SIZE), interpolation=cv2.INTER_LINEAR)
    assert np.abs(answer.image.astype(int) - expected).max() <= 6
    np.testing.assert_allclose(answer.boxes, [[9.6, 9.6, 96, 96]], atol=1e-3)


def test_what_is_mostly_cut_away_is_not_learned():
    """Of a thing in the corner of a picture that is moved half out, nothing is left in some of the pictures."""
    image = np.full((SIZE, SIZE, 3), PAPER, np.uint8)
    boxes = np.array([[0, 0, 20, 20], [70, 70, 90, 90], [10.2, 50, 11.5, 90]], np.float32)
    one = DetectionSample(image, boxes, np.array([0, 1, 2]), [])
    random, seen = np.random.default_rng(3), []
    for _ in range(100):
        [answer] = augment_samples([one], Augmentation(shift=0.5), random, SIZE)
        seen.append(len(answer.boxes))
        assert 2 not in answer.labels, "thinner than anybody could see"
        assert ((answer.boxes[:, 2:] - answer.boxes[:, :2]).prod(1) >= augmentation.LEFT * 400 - 1e-3).all()
    assert {1, 2} <= set(seen) and seen.count(0) < 5


def test_colors_change_and_things_stay():
    random = np.random.default_rng(5)
    one = scene(random, "box")
    [answer] = augment_samples([one], Augmentation(color=0.3, hue=0.05), random, SIZE)
    [plain] = augment_samples([one], Augmentation(), random, SIZE)
    assert (answer.image != plain.image).any() and (answer.boxes == plain.boxes).all()


@pytest.fixture
def pool():
    with ThreadPoolExecutor(2) as pool:
        yield pool


def item(path: Path, image, *things, size=None) -> Sample:
    save_image_file(path, image)
    return Sample(path, None, "train", things=things, size=size)


def test_a_huge_picture_is_kept_small_with_its_things(tmp_path, pool):
    image = np.full((4000, 6000, 3), 90, np.uint8)
    image[1000:3000, 600:1200] = INK
    thing = ObjectAnnotation("a", (600, 1000, 1200, 3000), (geometry.box_to_polygon((600, 1000, 1200, 3000)),))
    mask = np.zeros((4000, 6000), np.uint8)
    mask[1000:3000, 600:1200] = 1
    masked = ObjectAnnotation("a", (600, 1000, 1200, 3000), rle=geometry.mask_to_rle(mask))
    scenes = DetectionDataset([item(tmp_path / "1.png", image, thing, masked)], ["a"], 64, outlined=True)
    [found] = scenes.batch([0], pool)
    assert found.image.shape == (128, 128, 3) and found.nbytes < 100_000
    np.testing.assert_allclose(found.boxes, [[12.8, 32, 25.6, 96]] * 2, atol=0.01)
    [answer] = augment_samples([found], Augmentation(), np.random.default_rng(0), 64, outlined=True)
    np.testing.assert_allclose(answer.boxes, [[6.4, 16, 12.8, 48]] * 2, atol=1)
    assert np.abs(answer.masks.sum((1, 2)) - 6.4 * 32).max() < 40


def test_labels_that_believe_in_a_larger_picture_are_cut_and_said(tmp_path, pool, capsys, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    things = ObjectAnnotation("b", (10, 10, 90, 90)), ObjectAnnotation("a", (70, 70, 90, 90))
    scenes = DetectionDataset([item(tmp_path / "1.png", np.zeros((50, 60, 3), np.uint8), *things)], ["a", "b"], 64)
    [found] = scenes.batch([0], pool)
    np.testing.assert_allclose(found.boxes, [[10, 10, 60, 50]])
    assert found.labels.tolist() == [1] and "outside their picture: 1.png" in capsys.readouterr().err


def test_pictures_without_things_and_things_without_outlines(tmp_path, pool):
    image = np.zeros((50, 60, 3), np.uint8)
    items = [item(tmp_path / "1.png", image), item(tmp_path / "2.png", image, ObjectAnnotation("a", (10, 10, 30, 20)))]
    empty, boxed = DetectionDataset(items, ["a"], 64, outlined=True).batch([0, 1], pool)
    answers = augment_samples(
        [empty, boxed], Augmentation(scale=0.5, flip=True), np.random.default_rng(0), 64, outlined=True
    )
    assert answers[0].boxes.shape == (0, 4) and answers[0].masks.shape == (0, 64, 64)
    assert answers[1].masks.shape == (1, 64, 64) and answers[1].masks.any()


def test_a_picture_that_went_is_left_out(tmp_path, pool):
    items = [item(tmp_path / f"{n}.png", np.zeros((50, 60, 3), np.uint8)) for n in range(3)]
    items[1].path.unlink()
    assert len(DetectionDataset(items, [], 64).batch([0, 1, 2], pool)) == 2
