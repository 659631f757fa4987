"""A data set is divided the same way every time, every class by the same ratio."""

from collections import Counter

import pytest

from sunmao.data import splits
from sunmao.data.splits import assign_splits, break_up_groups, encode_split, parse_ratio, parse_split, read_split
from sunmao.errors import BadValue

RATIO = (8, 1, 1)


def _keys(**counts: int) -> list[tuple[str, str]]:
    return [(label, f"{label}/{number}.png") for label, count in counts.items() for number in range(count)]


def _count(keys: list[tuple], parts: list[str]) -> dict:
    return Counter((label, part) for (label, _), part in zip(keys, parts, strict=True))


@pytest.mark.parametrize(
    ("ratio", "numbers"), [("8:1:1", (8, 1, 1)), ("7：2：1", (7, 2, 1)), ([1, 0, 0], (1, 0, 0)), ("0.8:0.1:0.1", None)]
)
def test_a_ratio(ratio, numbers):
    assert parse_ratio(ratio) == (numbers or (0.8, 0.1, 0.1))


@pytest.mark.parametrize(
    "ratio", ["8:1", "a:b:c", "0:1:1", "-1:1:1", "1:-1:1", "inf:1:1", "nan:1:1", None, 3, "", [1, 2]]
)
def test_no_ratio(ratio):
    with pytest.raises(BadValue) as caught:
        parse_ratio(ratio)
    assert caught.value.key == "bad_ratio" and caught.value.text("zh") != caught.value.text("en")


def test_every_class_is_divided_by_the_ratio():
    keys = _keys(cat=20, dog=40)
    parts = assign_splits(keys, RATIO)
    assert _count(keys, parts) == {
        ("cat", "train"): 16,
        ("cat", "val"): 2,
        ("cat", "test"): 2,
        ("dog", "train"): 32,
        ("dog", "val"): 4,
        ("dog", "test"): 4,
    }
    assert parts == assign_splits(keys, RATIO) and parts != assign_splits(keys, RATIO, seed=1)
    assert assign_splits([], RATIO) == []


def test_a_small_class_has_one_in_each_part_while_there_are_enough():
    for count, wanted in ((2, 1), (3, 3), (4, 3)):
        keys = _keys(cat=count)
        assert len({*assign_splits(keys, RATIO)}) == wanted
    assert {*assign_splits(_keys(cat=5), (1, 0, 1))} == {"train", "test"}


def test_a_new_picture_moves_few_of_the_others():
    keys = _keys(cat=50)
    before, after = assign_splits(keys, RATIO), assign_splits([*keys, ("cat", "cat/new.png")], RATIO)
    assert sum(one != other for one, other in zip(before, after, strict=False)) <= 3


def test_a_group_stays_together():
    keys = _keys(cat=12, dog=12)
    groups = [[0, 1, 2], [12, 13, 14, 15]]
    parts = assign_splits(keys, (1, 1, 1), groups=groups)
    assert all(len({parts[each] for each in group}) == 1 for group in groups)
    assert {*parts} == {"train", "val", "test"}
    counts = _count(keys, parts)
    assert all(3 <= counts[label, part] <= 5 for label in ("cat", "dog") for part in splits.PARTS)


def test_several_labels_are_spread_by_the_rarest():
    keys = [(("a",) if number % 5 else ("a", "b"), f"{number}.png") for number in range(30)]
    parts = assign_splits(keys, (4, 1, 1))
    rare = Counter(part for (labels, _), part in zip(keys, parts, strict=True) if "b" in labels)
    assert rare == {"train": 4, "val": 1, "test": 1}
    assert Counter(parts) == {"train": 20, "val": 5, "test": 5}
    assert assign_splits([((), "a"), ((), "b"), (("x", "y"), "c")], (1, 1, 1)) != ["train"] * 3


def test_a_group_that_is_all_of_a_class_is_broken_up():
    keys = _keys(cat=20, dog=6)
    groups, poor = break_up_groups(keys, RATIO, [[*range(20)], [20, 21]])
    assert poor == ["cat"] and [20, 21] in groups
    assert sorted(each for group in groups for each in group if each < 20) == [*range(20)]
    assert all(len(group) == 2 for group in groups)
    assert break_up_groups(_keys(cat=2), RATIO, [[0, 1]]) == ([[0, 1]], [])  # too few to divide


def test_what_was_saved_is_read_again(tmp_path):
    parts = {"b.png": "train", "a.png": "train", "猫.png": "test"}
    (tmp_path / splits.FILE).write_bytes(encode_split("8:1:1", 3, True, parts))
    assert read_split(tmp_path) == parts and splits.test_is_locked(tmp_path)
    (tmp_path / splits.FILE).write_bytes(encode_split("8:1:1", 3, False, parts))
    assert not splits.test_is_locked(tmp_path)


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"\xff", b'{"splits": []}', b'{"splits": {"train": []}}', b"[" * 5000]
    + [b'{"splits": {"train": [3], "val": [], "test": []}}', b'{"splits": {"train": "a", "val": [], "test": []}}'],
)
def test_a_damaged_file_divides_nothing(tmp_path, data):
    assert parse_split(data) == {} and read_split(tmp_path) == {}
    (tmp_path / splits.FILE).write_bytes(data)
    assert read_split(tmp_path) == {} and not splits.test_is_locked(tmp_path)
