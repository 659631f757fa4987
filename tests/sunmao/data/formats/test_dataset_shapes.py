"""Data sets as other tools and public collections lay them out are read as what they are, or refused by their name."""

import pytest

from tests.support.dataset_shapes.judge import RIGHT, judge
from tests.support.dataset_shapes.registry import SHAPES

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", SHAPES)
def test_shape(name, tmp_path):
    SHAPES[name].build(tmp_path)
    verdict = judge(SHAPES[name], tmp_path)
    assert verdict.outcome == RIGHT, verdict.why
