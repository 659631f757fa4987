"""The checks across pictures: classes that are uneven or too small where it counts, in the training part."""

import json
import shutil

import numpy as np
import pytest
from PIL import Image

from sunmao.data.check_dataset import check
from sunmao.data.checks.cross_image_checks import ENOUGH


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")


def findings(folder) -> dict:
    return {each.key: each for each in check(folder).findings}


def make(folder, counts: dict[str, int]):
    """Pictures of noise: so many in each folder, no two alike."""
    dice = np.random.default_rng(0)
    for path, count in counts.items():
        (folder / path).mkdir(parents=True)
        for number in range(count):
            noise = Image.fromarray(dice.integers(0, 256, (24, 24, 3)).astype(np.uint8))
            noise.resize((48, 48), Image.Resampling.NEAREST).save(folder / path / f"{number}.png")
    return folder


def test_classes_uneven_in_training_are_told_though_the_other_parts_make_up_for_it(tmp_path):
    counts = {"training_set/a": 60, "training_set/b": 5, "val_set/a": 1, "test_set/a": 10, "test_set/b": 60}
    uneven = findings(make(tmp_path, counts))["uneven_classes"]
    assert uneven.holes == {"most": "a", "many": 60, "least": "b", "few": 5}
    assert "'a' has 60 and 'b' only 5" in uneven.text["en"]


def test_even_training_is_not_called_uneven_for_the_sake_of_a_test(tmp_path):
    counts = {"training_set/a": 8, "training_set/b": 8, "val_set/a": 1, "test_set/a": 2, "test_set/b": 80}
    assert "uneven_classes" not in findings(make(tmp_path, counts))


@pytest.mark.parametrize("count", [1, 3])
def test_a_class_of_few_pictures_is_told_with_what_to_do(tmp_path, count):
    counts = {"training_set/a": 8, "training_set/b": 8, "training_set/rare": count, "val_set/a": 2, "test_set/rare": 8}
    few = findings(make(tmp_path, counts))["few_pictures"]
    assert (few.count, len(few.pictures), few.level) == (1, count, "warn")
    assert f"rare {count}" in few.text["en"] and f"at least {ENOUGH}" in few.text["en"] and "拍" in few.text["zh"]


def test_a_class_that_has_all_its_pictures_in_the_test_is_told(tmp_path):
    make(tmp_path, {"a": 10, "b": 10})
    names = [f"{label}/{number}.png" for label in "ab" for number in range(10)]
    (tmp_path / "split.json").write_text(json.dumps({"splits": {"train": names[:10], "val": [], "test": names[10:]}}))
    assert "b 0" in findings(tmp_path)["few_pictures"].text["en"]


def test_four_of_each_are_enough_to_begin_with(tmp_path):
    assert check(make(tmp_path, {"training_set/a": 4, "training_set/b": 4, "val_set/a": 1})).answer == "accept"


def test_what_the_training_lends_to_the_validation_is_in_no_two_parts(tmp_path):
    """As "Teach" keeps pictures: many alike, and no validation set. It is not said to be in one all the same."""
    make(tmp_path, {"training_set/a": 20, "training_set/b": 20, "test_set/a": 3, "test_set/b": 3})
    for label in "ab":
        for number in range(20):
            shutil.copy(
                tmp_path / f"training_set/{label}/{number}.png", tmp_path / f"training_set/{label}/2{number}.png"
            )
    found = findings(tmp_path)
    assert found["no_validation_set"].count > 0 and len(found["copied_pictures"].pictures) == 80
    assert not {"leaked_pictures", "alike_leaks"} & found.keys()
    shutil.copy(tmp_path / "training_set/a/1.png", tmp_path / "test_set/a/9.png")
    assert len(findings(tmp_path)["leaked_pictures"].pictures) == 3, "what is in two parts indeed is told"
