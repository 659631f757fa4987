"""Every shape that is read rightly becomes every format that can hold it, and is read from it as it was; what a format
does not hold is said.
"""

from collections import Counter

import pytest

from sunmao.data.convert import convert_dataset
from sunmao.data.formats.registry import FORMATS
from sunmao.data.listing import SPLITS
from sunmao.data.sources.dataset_source import list_source
from tests.support.dataset_shapes.registry import SHAPES
from tests.support.dataset_shapes.shape import Reads

pytestmark = pytest.mark.slow

LOST = {"attributes_not_kept", "outlines_not_kept", "parts_not_kept", "objects_not_kept"}

FORMATS_OF_ONE = 4  # formats that can hold a shape, about: the quick run takes one of them
CASES = [
    pytest.param(name, each.name, marks=[pytest.mark.long] if (number + place) % FORMATS_OF_ONE else [])
    for number, (name, shape) in enumerate(SHAPES.items())
    if isinstance(shape.right, Reads)
    for place, each in enumerate(each for each in FORMATS.values() if each.write and shape.right.task in each.tasks)
]


@pytest.mark.parametrize(("name", "format"), CASES)
def test_there_and_back(name, format, tmp_path):
    (tmp_path / "first").mkdir()
    SHAPES[name].build(tmp_path / "first")
    _, before = list_source(tmp_path / "first")
    made = convert_dataset(tmp_path / "first", tmp_path / "second", format)
    _, after = list_source(tmp_path / "second")
    said = {each.key for each in made.findings} & LOST
    assert after.format == format and after.task == before.task
    assert len(after.items) == made.pictures
    if "parts_not_kept" not in said and before.divided:
        assert count_parts(after) == count_parts(before)
    if not any(item.things for item in before.items):
        assert Counter(item.labels for item in after.items) == Counter(item.labels for item in before.items)
    elif "objects_not_kept" not in said:
        assert list_boxes(after, format) == list_boxes(before, format)
    if "attributes_not_kept" not in said:
        assert count_attributes(after) == count_attributes(before)
    if "outlines_not_kept" not in said:
        assert count_outlines(after) == count_outlines(before)


def count_parts(found) -> list[int]:
    return [sum(item.split == split for item in found.items) for split in SPLITS]


def list_boxes(found, format: str) -> list:
    """The boxes in an order that small changes do not touch; those of masks by their number alone."""
    boxes = sorted((thing.label, *map(round, thing.box)) for item in found.items for thing in item.things)
    return [box[0] for box in boxes] if format == "instance_masks" else boxes


def count_attributes(found) -> Counter:
    return Counter(name for item in found.items for thing in item.things for name in thing.attributes or ())


def count_outlines(found) -> int:
    return sum(bool(thing.polygons or thing.rle) for item in found.items for thing in item.things)
