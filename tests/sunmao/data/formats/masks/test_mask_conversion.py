"""Masks of others are the same after they were read and written anew: classes, parts, every pixel."""

from collections import Counter

import numpy as np
import pytest

from sunmao.data.convert import convert_dataset
from sunmao.data.formats.masks.class_masks import draw_object
from sunmao.data.formats.masks.label_masks import IGNORED
from sunmao.data.listing import DatasetListing
from sunmao.data.sources.class_mask_reader import ClassMaskReader
from sunmao.data.sources.dataset_source import list_source
from tests.support.dataset_shapes.registry import SHAPES
from tests.support.dataset_shapes.shape import Reads

pytestmark = pytest.mark.slow

READ = {name: each for name, each in SHAPES.items() if isinstance(each.right, Reads) and name.startswith("masks/")}
SEMANTIC = [name for name, each in READ.items() if each.right.task == "semantic"]
INSTANCE = [name for name, each in READ.items() if each.right.task == "instance"]


def count_pixels(found: DatasetListing) -> list[tuple]:
    """(part, {class: pixels}) of each picture, with what is not counted."""
    reader, counts = ClassMaskReader(found), []
    for item in found.items:
        values = Counter(reader.read(item, item.size).ravel().tolist())
        names = {IGNORED: "not counted", **dict(enumerate(found.classes, 1))}
        counts.append((item.split, sorted((names[value], count) for value, count in values.items() if value)))
    return sorted(counts)


@pytest.mark.long
@pytest.mark.parametrize("name", SEMANTIC)
def test_every_pixel_keeps_its_class(name, tmp_path):
    (tmp_path / "set").mkdir()
    READ[name].build(tmp_path / "set")
    _, before = list_source(tmp_path / "set")
    convert_dataset(tmp_path / "set", tmp_path / "new", "masks")
    _, after = list_source(tmp_path / "new")
    assert (after.format, after.classes, len(after.items)) == ("masks", before.classes, len(before.items))
    assert count_pixels(after) == count_pixels(before)


@pytest.mark.parametrize("format", ["coco", "instance_masks"])
@pytest.mark.parametrize("name", INSTANCE)
def test_every_thing_keeps_its_class_and_pixels(name, format, tmp_path):
    def measure(found: DatasetListing) -> list[tuple]:
        return sorted(
            (item.split, thing.label, int(np.count_nonzero(draw_object(thing, item.size))))
            for item in found.items
            for thing in item.things
        )

    (tmp_path / "set").mkdir()
    READ[name].build(tmp_path / "set")
    _, before = list_source(tmp_path / "set")
    convert_dataset(tmp_path / "set", tmp_path / "new", format)
    _, after = list_source(tmp_path / "new")
    assert after.format == format and sorted(after.classes) == sorted(before.classes)
    assert measure(after) == measure(before)
