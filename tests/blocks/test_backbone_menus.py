"""The menus of networks: the recommended three first, each with what it is known for, in both languages."""

import pytest

from sunmao.blocks.registry import list_blocks
from sunmao.models import find_packaged


@pytest.mark.parametrize(
    ("block", "task"),
    [
        ("model_classification", "classification"),
        ("model_detection", "detection"),
        ("model_segmentation", "instance"),
    ],
)
def test_the_recommended_networks_stand_first_and_say_why(block, task):
    declared = next(one for one in list_blocks() if one.type == block)
    rows = next(hole for hole in declared.holes if hole.name == "backbone").options
    assert [" · " in zh and " · " in en for _, zh, en in rows] == [True] * 3 + [False] * (len(rows) - 3)
    assert rows[0] == (
        find_packaged(task),
        f"{find_packaged(task)} · 见过一百万张照片",
        f"{find_packaged(task)} · has seen a million photographs",
    )
