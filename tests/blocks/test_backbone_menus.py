"""The menus of networks: the recommended three first, each with what it is known for, its size and its time, in
both languages."""

import re

import pytest

from sunmao.blocks.registry import list_blocks
from sunmao.blocks.spec import Block
from sunmao.models import MODELS, find_packaged


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
    entry = MODELS[find_packaged(task)]
    size = f"{4 * entry.parameters / 1e6:.0f} MB"
    assert rows[0] == (
        entry.name,
        f"{entry.name} · 见过一百万张照片 · {size} · 100 张一轮约 {entry.seconds:.0f} 秒",
        f"{entry.name} · has seen a million photographs · {size} · about {entry.seconds:.0f} s for 100 pictures",
    )
    assert [len(zh.split(" · ")) == len(en.split(" · ")) == 4 for _, zh, en in rows] == [True] * 3 + [False] * (
        len(rows) - 3
    )


@pytest.mark.parametrize(
    "block", [one.type for one in list_blocks() if isinstance(one, Block) and one.hole("backbone")]
)
def test_every_network_says_its_size_and_its_time(block):
    declared = next(one for one in list_blocks() if one.type == block)
    for name, zh, en in declared.hole("backbone").options:
        assert re.fullmatch(rf"{name} · (.+ · )?[\d.]+ [KM]B · 100 张一轮(约 \d+|不到 1) 秒", zh)
        assert re.fullmatch(rf"{name} · (.+ · )?[\d.]+ [KM]B · (about \d+|under 1) s for 100 pictures", en)
