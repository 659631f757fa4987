"""Labels that are probably wrong: those that were swapped are found, and hardly others."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sunmao.data import Dataset
from sunmao.data.listing import Sample
from sunmao.errors import BadData
from sunmao.vision import find_label_issues
from sunmao.vision.linear_probe.label_issues import (
    JudgedLabels,
    compute_chances,
    find_lookalike_classes,
    list_lookalikes,
    rank_label_issues,
)
from tests.support.photographs import write_photographs

pytestmark = pytest.mark.training


@pytest.mark.long
def test_swapped_labels_come_first_and_the_right_class_is_suggested():
    dice = np.random.default_rng(0)
    right = dice.integers(0, 4, 400)
    rows = (np.eye(4, 32)[right] * 4 + dice.normal(size=(400, 32))).astype(np.float32)
    swapped = dice.choice(400, 20, replace=False)
    labels = right.copy()
    labels[swapped] = (right[swapped] + 1 + dice.integers(0, 3, 20)) % 4
    found = rank_label_issues(compute_chances(rows, labels, 4), labels)
    places = [place for place, _, _ in found]
    assert len({*places} & {*swapped.tolist()}) >= 14 and len(places) <= 20
    assert all(suggested == right[place] for place, suggested, _ in found[:12])
    qualities = [quality for _, _, quality in found]
    assert qualities == sorted(qualities) and 0 <= qualities[0] <= qualities[-1] < 0.1


@pytest.mark.long
def test_right_labels_of_a_clear_set_are_not_doubted():
    right = np.arange(60) % 3
    rows = (np.eye(3, 8)[right] * 9 + np.random.default_rng(1).normal(size=(60, 8))).astype(np.float32)
    assert rank_label_issues(compute_chances(rows, right, 3), right) == []


@pytest.mark.long
def test_another_seed_names_nearly_the_same_labels():
    dice = np.random.default_rng(4)
    right = dice.integers(0, 4, 400)
    rows = (np.eye(4, 32)[right] * 2.5 + dice.normal(size=(400, 32))).astype(np.float32)
    labels = np.where(dice.random(400) < 0.05, (right + 1) % 4, right)
    one, other = (
        {place for place, _, _ in rank_label_issues(compute_chances(rows, labels, 4, seed), labels)} for seed in (0, 1)
    )
    assert len(one & other) >= 0.8 * len(one | other) and len(one) > 10


def test_a_class_of_few_pictures_is_not_judged():
    chances = np.array([[0.9, 0.1]] * 10 + [[0.9, 0.1]] * 3, np.float32)
    assert rank_label_issues(chances, np.array([0] * 10 + [1] * 3)) == []


def judge(rows: np.ndarray, labels: np.ndarray) -> JudgedLabels:
    items = [Sample(Path(f"{number}.jpg"), "abc"[label], "train") for number, label in enumerate(labels)]
    return JudgedLabels(items, list("abc"), labels, compute_chances(rows.astype(np.float32), labels, 3))


@pytest.mark.long
def test_classes_that_overlap_are_named_with_the_pictures_that_are_taken_for_the_others():
    dice = np.random.default_rng(2)
    labels = np.repeat([0, 1, 2], 40)
    middles = np.array([[0, 0, 5], [0, 0.6, 5], [5, 0, 0]])
    rows = middles[labels] + dice.normal(size=(120, 3))
    [pair] = list_lookalikes(judge(rows, labels))
    assert (pair.first, pair.second, pair.pictures) == ("a", "b", 80)
    assert 20 <= pair.confused <= 50 and 1 <= len(pair.examples) <= 8
    assert {item.label for item in pair.examples} <= {"a", "b"}


@pytest.mark.long
def test_a_tenth_of_swapped_labels_does_not_make_classes_look_alike():
    dice = np.random.default_rng(3)
    labels = np.repeat([0, 1, 2], 40)
    rows = np.eye(3, 16)[labels] * 5 + dice.normal(size=(120, 16))
    labels[dice.choice(120, 12, replace=False)] += 1
    assert list_lookalikes(judge(rows, labels % 3)) == []


@pytest.mark.long
def test_two_folders_of_the_same_kind_of_pictures_look_alike(tmp_path, cache):
    dice = np.random.default_rng(0)
    for number in range(60):
        side, label = ((4, "coarse"), (64, "fine"), (64, "grain"))[number % 3]
        (tmp_path / label).mkdir(exist_ok=True)
        noise = Image.fromarray(dice.integers(0, 256, (side, side, 3)).astype(np.uint8))
        noise.resize((64, 64), Image.Resampling.NEAREST).save(tmp_path / label / f"{number}.png")
    [pair] = find_lookalike_classes(Dataset(tmp_path))
    assert {pair.first, pair.second} == {"fine", "grain"} and pair.pictures == 40


@pytest.mark.long
def test_a_picture_in_the_wrong_folder_is_found(tmp_path, cache):
    dice = np.random.default_rng(0)
    for number in range(24):
        side, label = (4, "coarse") if number % 2 else (64, "fine")
        noise = Image.fromarray(dice.integers(0, 256, (side, side, 3)).astype(np.uint8))
        place = "coarse" if number == 0 else label
        (tmp_path / place).mkdir(exist_ok=True)
        noise.resize((64, 64), Image.Resampling.NEAREST).save(tmp_path / place / f"{number}.png")
    (found,) = find_label_issues(Dataset(tmp_path))
    assert (found.item.path.name, found.item.label, found.suggested) == ("0.png", "coarse", "fine")


def test_one_class_or_another_task_is_refused(tmp_path, cache):
    write_photographs(tmp_path, ["only"], 8)
    with pytest.raises(BadData):
        find_label_issues(Dataset(tmp_path))
