"""Outlines from a drag and from clicks."""

import cv2
import numpy as np
import pytest

from sunmao.errors import BadValue
from sunmao.vision.labeling.outline import outline_object


def iou(one: np.ndarray, other: np.ndarray) -> float:
    return float((one & other).sum() / (one | other).sum())


@pytest.fixture
def scene() -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """A noisy green ground with a red disc, a blue bar, and a second disc that touches the first."""
    rng = np.random.default_rng(0)
    masks = {name: np.zeros((120, 160), np.uint8) for name in ("disc", "twin", "bar")}
    cv2.circle(masks["disc"], (50, 60), 18, 1, -1)
    cv2.circle(masks["twin"], (84, 60), 17, 1, -1)
    cv2.rectangle(masks["bar"], (110, 20), (125, 100), 1, -1)
    masks["twin"] &= 1 - masks["disc"]
    image = np.full((120, 160, 3), (40, 90, 50), np.float32)
    for name, color in (("disc", (200, 60, 50)), ("twin", (200, 60, 50)), ("bar", (60, 60, 210))):
        image[masks[name] > 0] = color
    image = cv2.GaussianBlur(image, (0, 0), 1) + rng.normal(0, 6, image.shape)
    return image.clip(0, 255).astype(np.uint8), masks


@pytest.mark.parametrize("off", [-1.0, 0.0, 2.0])
@pytest.mark.parametrize("name", ["disc", "bar", "twin"])
def test_a_drag_outlines_what_it_is_drawn_around(scene, name, off):
    image, masks = scene
    x, y, w, h = cv2.boundingRect(masks[name])
    found = outline_object(image, box=(x - off, y - off, x + w + off, y + h + off))
    assert iou(found, masks[name]) > 0.85


def test_a_click_outlines_what_lies_under_it(scene):
    image, masks = scene
    assert iou(outline_object(image, points=[(117, 60, 1)]), masks["bar"]) > 0.9
    assert iou(outline_object(image, points=[(46, 60, 1)]), masks["disc"]) > 0.8
    assert iou(outline_object(image, points=[(88, 60, 1)]), masks["twin"]) > 0.8


def test_a_click_beside_it_takes_something_away(scene):
    image, masks = scene
    both = masks["disc"] | masks["twin"]
    x, y, w, h = cv2.boundingRect(both)
    whole = outline_object(image, box=(x, y, x + w, y + h))
    less = outline_object(image, box=(x, y, x + w, y + h), points=[(88, 60, 0)])
    assert whole[60, 88] == 1 and less[60, 88] == 0


def test_nothing_is_made_up(scene):
    image, _ = scene
    flat = np.full((60, 60, 3), 90, np.uint8)
    assert outline_object(flat, points=[(30, 30, 1)]) is None
    assert outline_object(image, box=(10, 10, 10.5, 40)) is None
    assert outline_object(image, box=(500, 500, 600, 600)) is None
    with pytest.raises(BadValue):
        outline_object(image, points=[(30, 30, 0)])


@pytest.mark.parametrize("shape", [(1, 1), (2, 3), (5, 400), (3000, 2)])
def test_odd_pictures_end_in_an_answer(shape):
    image = np.random.default_rng(0).integers(0, 255, (*shape, 3), dtype=np.uint8)
    for asked in ({"points": [(0, 0, 1)]}, {"box": (0, 0, shape[1], shape[0])}, {"points": [(1e6, -1e6, 1)]}):
        found = outline_object(image, **asked)
        assert found is None or found.shape == shape


@pytest.mark.slow
def test_of_nuclei_a_drag_finds_the_outline(shared):
    """As `benchmarks.labeling` measures it, of few."""
    import random

    from benchmarks.labeling import draw_box
    from sunmao.data.dataset import Dataset
    from sunmao.data.formats.masks.class_masks import draw_object
    from sunmao.images.image_files import read_image_file

    dice = random.Random(1)
    items = Dataset(shared / "data" / "nuclei-fluo").items("val")
    pairs = dice.sample([(item, thing) for item in items for thing in item.things], 100)
    ious = []
    for item, thing in pairs:
        image, true = read_image_file(item.path), draw_object(thing, item.size)
        found = outline_object(image, box=draw_box(thing.box, dice))
        ious.append(0.0 if found is None else iou(found, true))
    assert np.mean(ious) >= 0.82
