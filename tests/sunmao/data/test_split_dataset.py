"""Dividing data sets: by classes, by several labels, near doubles together, the test set locked, all of it in files."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sunmao.data import Dataset, sample_dataset
from sunmao.data.listing import SPLITS
from sunmao.data.splits import assign_splits, break_up_groups, read_split
from sunmao.errors import BadValue
from sunmao.images.image_files import save_image_file
from tests.support.photographs import write_photographs


@pytest.fixture(autouse=True)
def english(monkeypatch, tmp_path):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)


def signs(classes=3, each=20) -> Path:
    """Photographs, one folder a class."""
    write_photographs(Path("data/x"), [str(label) for label in range(classes)], each)
    return Path("data/x")


def counts(parts):
    return [parts.count(split) for split in SPLITS]


def test_groups_stay_together_and_shares_hold():
    dice = np.random.default_rng(1)
    keys = [(str(dice.integers(4)), f"{number}.jpg") for number in range(1000)]
    groups = [list(range(start, start + int(dice.integers(2, 6)))) for start in range(0, 600, 6)]
    parts = assign_splits(keys, (8, 1, 1), 3, groups)
    assert all(len({parts[each] for each in group}) == 1 for group in groups)
    assert [abs(count - aim) <= 8 for count, aim in zip(counts(parts), (800, 100, 100), strict=True)] == [True] * 3
    assert parts == assign_splits(keys, (8, 1, 1), 3, groups) != assign_splits(keys, (8, 1, 1), 4, groups)


def test_several_labels_are_divided_by_the_rarest_first():
    dice = np.random.default_rng(2)
    shares = {"often": 0.9, "now and then": 0.3, "seldom": 0.03}
    keys = [
        (tuple(name for name, share in shares.items() if dice.random() < share), f"{number}.jpg")
        for number in range(600)
    ]
    parts = assign_splits(keys, (6, 2, 2))
    assert [abs(count - aim) <= 6 for count, aim in zip(counts(parts), (360, 120, 120), strict=True)] == [True] * 3
    for name in shares:
        having = [part for (labels, _), part in zip(keys, parts, strict=True) if name in labels]
        for split, aim in zip(SPLITS, (0.6, 0.2, 0.2), strict=True):
            assert abs(having.count(split) - aim * len(having)) <= 0.05 * len(having) + 1, (name, split)


def test_a_class_that_is_one_series_is_divided_by_neighbors():
    keys = [("one", f"{number:03}.jpg") for number in range(40)] + [("many", f"m{number}.jpg") for number in range(40)]
    groups, broken = break_up_groups(keys, (8, 1, 1), [list(range(40)), [40, 41]])
    assert broken == ["one"] and [40, 41] in groups
    parts = assign_splits(keys, (8, 1, 1), 0, groups)
    assert counts(parts[:40]) == [32, 4, 4] and parts[40] == parts[41]
    assert sum(parts[n] != parts[n + 1] for n in range(39)) <= 6, "neighbors stay together"


def test_near_doubles_go_to_the_same_part(capsys):
    folder = signs()
    for path in sorted(folder.glob("*/*.jpg"))[::2]:
        with Image.open(path) as image:
            image.resize((160, 160)).save(path.with_name(f"copy of {path.name}"), quality=60)
    Dataset(folder).split("6:2:2", seed=5)
    parts = read_split(folder)
    assert len(parts) == 90
    for name, part in parts.items():
        if "copy of" in name:
            assert parts[name.replace("copy of ", "")] == part
    assert "60 pictures are nearly the same" in capsys.readouterr().out
    assert sorted(Path("data/x").rglob("*.jpg")) == sorted(folder / name for name in parts), "no file is moved"


def test_the_lists_are_written_and_follow_the_division():
    folder = signs()
    (folder / "test.txt").write_text("my own list\n")
    dataset = Dataset(folder)
    for seed in (0, 1):
        dataset.split(seed=seed)
        assert (folder / "classes.txt").read_text() == "0\n1\n2\n"
        tested = [f"{name} {name[0]}" for name, part in read_split(folder).items() if part == "val"]
        assert sorted((folder / "val.txt").read_text().splitlines()) == sorted(tested)
    assert (folder / "test.txt").read_text() == "my own list\n"
    assert Dataset(folder).count_pictures(split="val") == len(tested) == 6


def test_a_locked_test_set_stays_and_takes_in_its_doubles():
    folder = signs()
    dataset = Dataset(folder)
    dataset.split(seed=1, lock_test=True)
    locked = {item.path.name for item in dataset.items("test")}
    first = next(iter(dataset.items("test"))).path
    with Image.open(first) as image:
        image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(first.with_name("mirrored.jpg"))
    dataset.split("5:5:0", seed=2)
    assert {item.path.name for item in dataset.items("test")} == locked | {"mirrored.jpg"}
    assert json.loads((folder / "split.json").read_text())["lock_test"] is True
    assert abs(dataset.count_pictures(split="train") - dataset.count_pictures(split="val")) <= 3


def test_a_series_of_one_class_is_told(capsys):
    picture = np.random.default_rng(0).integers(0, 256, (60, 80, 3)).astype(np.uint8)
    for number in range(30):
        save_image_file(f"data/x/still/{number:02}.png", picture + np.uint8(number % 3))
    write_photographs(Path("data/x"), ["4"], 20)
    Dataset("data/x").split()
    assert [Dataset("data/x").count_pictures("still", split) for split in SPLITS] == [24, 3, 3]
    assert "still: these pictures are nearly all the same" in capsys.readouterr().err


def test_a_choice_is_not_divided_alone():
    dataset = Dataset(signs())
    with pytest.raises(BadValue, match="whole data set"):
        dataset.filter(label="1").split()
    assert not Path("data/x/split.json").exists()


def drawn_shapes(request) -> tuple[str, str]:
    """Drawn pictures with boxes; the names of two that are the same."""
    sample_dataset("shapes")
    twins = sorted(Path("data/shapes/images/train").glob("*.jpg"))[:2]
    shutil.copy(*twins)
    return tuple(twin.name for twin in twins)


def blood_cells(request) -> tuple[str, str]:
    """Real pictures with boxes; the names of two that show the same cells."""
    shutil.copytree(request.getfixturevalue("shared") / "data/bccd", "data/shapes")
    return "BloodImage_00391.jpg", "BloodImage_00386.jpg"


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("pictures", [drawn_shapes, blood_cells], ids=lambda make: make.__name__)
def test_boxes_are_divided_by_what_is_on_the_pictures(pictures, request):
    twins = pictures(request)
    Path("data/shapes/split.json").unlink(missing_ok=True)
    dataset = Dataset("data/shapes")
    dataset.split("7:1.5:1.5")
    items = dataset.items()
    assert len(items) == sum(dataset.count_pictures(split=split) for split in SPLITS) >= 300
    for label in dataset.classes:
        having = [item.split for item in items if label in item.labels]
        assert abs(having.count("train") / len(having) - 0.7) < 0.04, label
    parts = {item.path.name: item.split for item in items}
    assert parts[twins[0]] == parts[twins[1]], "one was taken twice"


@pytest.mark.process
def test_the_same_seed_divides_alike_in_every_process():
    """Pictures that stay together may be of two classes, as many of each."""
    code = (
        "from sunmao.data.splits import assign_splits\n"
        "keys = [(label, f'{label}{number}') for number in range(20) for label in ('cat', 'dog')]\n"
        "print(assign_splits(keys, (6, 2, 2), 3, [[each, each + 1] for each in range(0, 40, 2)]))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(said) == 1
