"""Public collections are read from a zip as from a folder, and become a data set of Sunmao's own without loss."""

import shutil
from collections import Counter

import pytest

from sunmao.data.convert import convert_dataset
from sunmao.data.sources.dataset_source import list_source
from tests.support.dataset_shapes.judge import RIGHT, judge
from tests.support.dataset_shapes.registry import SHAPES
from tests.support.dataset_shapes.shape import Reads

pytestmark = pytest.mark.slow

OWN = [name for name in SHAPES if name.startswith(("public/", "tables/", "arrays/"))]


@pytest.mark.parametrize("name", OWN)
def test_shape_in_a_zip(name, tmp_path):
    SHAPES[name].build(tmp_path / "set")
    packed = shutil.make_archive(str(tmp_path / "set"), "zip", tmp_path / "set")
    verdict = judge(SHAPES[name], packed)
    assert verdict.outcome == RIGHT, verdict.why


def describe(folder) -> Counter:
    """Count the combinations of part, labels and boxes, whatever the pictures are called."""
    _, found = list_source(folder)
    return Counter(
        (
            item.split,
            item.label,
            item.tags,
            tuple(sorted((thing.label, *map(round, thing.box)) for thing in item.things)),
        )
        for item in found.items
    )


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in OWN if isinstance(SHAPES[name].right, Reads)])
def test_shape_becomes_an_own_data_set(name, tmp_path):
    SHAPES[name].build(tmp_path / "set")
    convert_dataset(tmp_path / "set", tmp_path / "made")
    before, after = describe(tmp_path / "set"), describe(tmp_path / "made")
    assert before == after
