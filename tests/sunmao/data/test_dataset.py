"""Data sets in folders: which pictures, labels and parts they hold."""

import os
from pathlib import Path

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.data.splits import assign_splits, parse_ratio
from sunmao.errors import BadData, BadValue, DataNotFound
from sunmao.images.image_files import save_image_file
from tests.support.photographs import write_photographs
from tests.support.prepared_dataset import prepare

PICTURE = np.random.default_rng(0).integers(0, 256, (12, 12, 3)).astype(np.uint8)


@pytest.fixture(autouse=True)
def english(monkeypatch, tmp_path):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)


def make(folder, counts):
    for name, count in counts.items():
        for number in range(count):
            save_image_file(Path(folder, name, f"{number}.png"), PICTURE + np.uint8(number))
    return Dataset(path=folder)


def parts_of(dataset, label=None):
    return [dataset.count_pictures(label, split) for split in ("train", "val", "test")]


def test_one_folder_a_class():
    dataset = make("data/手势", {"石头 手势": 20, "剪刀（手势）": 10})
    assert dataset.classes == ["剪刀（手势）", "石头 手势"]
    assert parts_of(dataset, "石头 手势") == [16, 2, 2] and parts_of(dataset, "剪刀（手势）") == [8, 1, 1]


def test_imagenet_format_and_its_misspelling():
    for name in ("training_set", "trainning_set"):
        dataset = make(
            f"data/{name}", {f"{name}/cat": 4, f"{name}/dog": 3, "val_set/cat": 2, "val_set/dog": 1, "test_set/dog": 2}
        )
        assert dataset.classes == ["cat", "dog"] and parts_of(dataset) == [7, 3, 2]


def test_classes_txt_says_the_order():
    make("data/x", {"training_set/a": 1, "training_set/b": 1, "training_set/c": 1})
    Path("data/x/classes.txt").write_text("c\na\nnobody\n")
    assert Dataset("data/x").classes == ["c", "a", "b"]


@pytest.mark.parametrize("lines", ["1.png 1\n0.png 0\n", "b/1.png 1\na/0.png 0\n"])
def test_both_ways_of_writing_a_list(lines):
    make("data/x", {"training_set/a": 2, "training_set/b": 2})
    Path("data/x/classes.txt").write_text("a\nb\n")
    for line in lines.splitlines():
        save_image_file(Path("data/x/val_set", line.split()[0]), PICTURE)
    Path("data/x/val.txt").write_text(lines + "../secret.png 0\nmissing.png 1\n1.png 7\n")
    values = Dataset("data/x").items("val")
    assert sorted((item.path.name, item.label) for item in values) == [("0.png", "a"), ("1.png", "b")]


def test_missing_lists_are_written_for_training_as_the_textbook_does():
    dataset = prepare(make("data/x", {"training_set/a": 2, "training_set/b": 2, "val_set/a": 1, "test_set/b": 1}))
    assert Path("data/x/classes.txt").read_text() == "a\nb\n"
    assert Path("data/x/val.txt").read_text() == "a/0.png 0\n" and Path("data/x/test.txt").read_text() == "b/0.png 1\n"
    assert parts_of(dataset) == [4, 1, 1]


def test_without_validation_pictures_some_are_lent(capsys):
    dataset = make("data/x", {"training_set/a": 10, "training_set/b": 10})
    dataset.check()
    assert parts_of(dataset) == [18, 2, 0] and "There are no validation pictures" in capsys.readouterr().err


def test_damaged_files_are_named_and_left_out(capsys):
    dataset = make("data/x", {"a": 3, "b": 3})
    Path("data/x/a/9.png").write_bytes(b"no picture")
    os.truncate("data/x/b/1.png", 60)
    found = {finding.key: finding for finding in dataset.check()}
    said = capsys.readouterr().err
    assert found["no_real_pictures"].pictures == ("a/9.png",) and found["damaged_pictures"].pictures == ("b/1.png",)
    assert all(str(finding) in said for finding in found.values())
    assert dataset.count_pictures() == 5


def test_a_class_of_damaged_files_only_is_left_out(capsys):
    dataset = make("data/x", {"training_set/a": 3, "training_set/b": 3, "training_set/c": 2, "val_set/c": 1})
    for number in range(2):
        Path(f"data/x/training_set/c/{number}.png").write_bytes(b"no picture")
    prepare(dataset, check=True)
    assert dataset.classes == ["a", "b"] and {item.label for item in dataset.items()} == {"a", "b"}
    assert "without pictures: c" in capsys.readouterr().err
    assert Path("data/x/classes.txt").read_text() == "a\nb\n"
    save_image_file("data/x/training_set/c/0.png", PICTURE)
    dataset.check()
    assert dataset.classes == ["a", "b", "c"], "a mended file counts again"


def test_when_every_picture_is_damaged_it_is_said():
    dataset = make("data/x", {"a": 1, "b": 1})
    for label in "ab":
        Path(f"data/x/{label}/0.png").write_bytes(b"no picture")
    with pytest.raises(BadData) as caught:
        prepare(dataset, check=True)
    assert caught.value.key == "all_damaged" and Path("data/x/a/0.png").read_bytes() == b"no picture"


def test_a_folder_may_be_for_a_test_alone():
    dataset = make("data/x", {"test_set/a": 2, "test_set/b": 1})
    assert dataset.classes == ["a", "b"] and parts_of(dataset) == [0, 0, 3] and dataset.divided
    with pytest.raises(BadData) as caught:
        prepare(dataset)
    assert caught.value.key == "empty_part"
    assert not make("data/y", {"a": 2, "b": 1}).divided


def lists(name, lines, classes="a\nb\n"):
    """A set whose validation pictures lie side by side, with these lines in val.txt."""
    make(f"data/{name}", {"training_set/a": 2, "training_set/b": 2})
    for number in range(3):
        save_image_file(Path(f"data/{name}/val_set/{number}.png"), PICTURE)
    Path(f"data/{name}/val.txt").write_text(lines)
    if classes:
        Path(f"data/{name}/classes.txt").write_text(classes)
    dataset = Dataset(f"data/{name}")
    return sorted((item.path.name, item.label) for item in dataset.items("val")), " ".join(map(str, dataset.check()))


def test_lines_of_a_list_that_fit_nothing_are_said():
    odd = ("1.png 2", "gone.png 0", "/etc/passwd 0", "../x.png 1", "no number", "0.png 1")
    rows, said = lists("x", "0.png 0\n0.png 0\n2.png 1\n" + "\n".join(odd))
    assert rows == [("0.png", "a"), ("2.png", "b")]
    assert f"Skipped in val.txt, because no picture or no class fits: {len(odd)}" in said and "1.png 2" in said
    assert "in no class folder: val_set/1.png" in said
    rows = [("0.png", "a"), ("1.png", "b"), ("2.png", "b")]
    assert lists("y", "0.png 0\n1.png 1\n2.png 1\n", classes="")[0] == rows, "the alphabet orders them"


def test_labels_that_do_not_match_the_folders_are_said():
    make("data/x", {"training_set/a": 2, "training_set/b": 2, "training_set/new": 1, "val_set/a": 1, "val_set/b": 1})
    Path("data/x/classes.txt").write_text("b\na\nb\nnobody\n")
    Path("data/x/val.txt").write_text("a/0.png 0\nb/0.png 0\n")
    dataset = Dataset("data/x")
    said = " ".join(map(str, dataset.check()))
    assert dataset.classes == ["b", "a", "new"] and parts_of(dataset) == [5, 2, 0]
    assert [item.label for item in dataset.items("val")] == ["a", "b"]
    for words in (
        "does not name these classes; they come last: new",
        "more than once; the first counts: b",
        "without pictures: nobody",
    ):
        assert words in said
    assert "not that of their folder: 1." in said


def test_files_that_are_not_regular_do_not_hang():
    dataset = make("data/x", {"a": 2, "b": 2})
    if hasattr(os, "mkfifo"):
        os.mkfifo("data/x/a/pipe.jpg")
    os.symlink("loop.jpg", "data/x/a/loop.jpg")
    assert dataset.count_pictures() == 4


def test_what_is_missing_is_said():
    make("data/signs", {"a": 2, "b": 2})
    with pytest.raises(DataNotFound, match="Did you mean 'data/signs'"):
        prepare(Dataset("data/sings"))
    os.makedirs("data/empty")
    with pytest.raises(BadData, match="no pictures"):
        prepare(Dataset("data/empty"))
    save_image_file("data/flat/1.png", PICTURE)
    with pytest.raises(BadData, match="have no classes"):
        prepare(Dataset("data/flat"))
    make("data/one", {"only": 3})
    with pytest.raises(BadData, match="only one class"):
        prepare(Dataset("data/one"))
    with pytest.raises(BadValue, match="Did you mean 'a'"):
        Dataset("data/signs").count_pictures(label="A")


def test_a_new_data_set_is_begun_and_grows():
    dataset = Dataset(path="data/mine")
    assert dataset.count_pictures() == 0 and dataset.classes == []
    assert dataset.add(image=PICTURE, label="cat") == "data/mine/cat/1.png"
    assert dataset.add(image=PICTURE, label="cat") == "data/mine/cat/2.png"
    assert dataset.count_pictures("cat") == 2
    for label in ("../up", "", ".hidden", "a/b", "C:x"):
        with pytest.raises(BadValue):
            dataset.add(image=PICTURE, label=label)


def test_split_is_kept_and_the_test_can_be_locked():
    write_photographs(Path("data/x"), ["a", "b"], 20)
    dataset = Dataset(path="data/x")
    dataset.split(ratio="6:2:2", seed=1, lock_test=True)
    assert parts_of(dataset) == [24, 8, 8]
    locked = {item.path for item in dataset.items("test")}
    dataset.split(ratio="8:1:1", seed=2)
    again = Dataset("data/x")
    assert {item.path for item in again.items("test")} == locked
    assert parts_of(again, "a") == parts_of(again, "b") and again.count_pictures(split="val") < 8


def test_a_new_picture_after_a_split_is_for_training():
    dataset = make("data/x", {"a": 10, "b": 10})
    dataset.split(ratio="5:2:3")
    before = parts_of(dataset)
    dataset.add(image=PICTURE, label="a")
    assert parts_of(dataset) == [before[0] + 1, *before[1:]]


@pytest.mark.parametrize("ratio", ["8:1", "a:b:c", "0:1:1", "", None, "8:-1:1", "inf:1:1", 5])
def test_wrong_ratios_are_said(ratio):
    with pytest.raises(BadValue):
        parse_ratio(ratio)


@pytest.mark.parametrize("count", range(1, 40))
def test_every_part_gets_pictures_as_long_as_there_are_enough(count):
    parts = assign_splits([("a", str(n)) for n in range(count)], (8, 1, 1))
    assert parts.count("train") >= 1
    assert count < 3 or (parts.count("val") >= 1 and parts.count("test") >= 1)


def test_a_new_picture_moves_few_others():
    keys = [("a", str(n)) for n in range(200)]
    before, after = assign_splits(keys, (8, 1, 1)), assign_splits([*keys, ("a", "new")], (8, 1, 1))
    assert sum(one != two for one, two in zip(before, after, strict=False)) <= 2


def test_tables_samples_and_filter():
    dataset = make("data/x", {"a": 10, "b": 5})
    table = dataset.describe()
    assert table.rows == [["a", 8, 1, 1, 10], ["b", 3, 1, 1, 5], ["total", 11, 2, 2, 15]]
    pairs = list(dataset.samples(split="test"))
    assert [label for _, label in pairs] == ["a", "b"] and pairs[0][0].shape == (12, 12, 3)
    only = dataset.filter(label="a", n=3)
    assert only.count_pictures() == 3 and only.classes == ["a", "b"] and {label for _, label in only.samples()} == {"a"}


def test_the_hash_changes_with_content_label_and_part():
    dataset = make("data/x", {"a": 4, "b": 4})
    hashes = [Dataset("data/x").content_hash()]
    save_image_file("data/x/a/0.png", PICTURE + 99)
    hashes.append(Dataset("data/x").content_hash())
    Path("data/x/a/1.png").rename("data/x/b/9.png")
    hashes.append(Dataset("data/x").content_hash())
    dataset.split(ratio="1:1:2")
    hashes.append(Dataset("data/x").content_hash())
    assert len(set(hashes)) == 4 and hashes[-1] == Dataset("data/x").content_hash()


def test_it_shows_itself():
    table, picture = make("data/x", {"a": 3, "b": 1}).as_events()
    assert table.rows[-1][-1] == 4 and picture.width > 0 and picture.data


HOSTILE = {
    "chinese_spaces": (["剪刀（手势）", "布 ①", "石头 手势"], [18, 9, 0]),
    "class_mismatch": (["one", "zero"], [12, 6, 0]),
    "empty_class": (["one", "zero"], [12, 6, 0]),
    "nested_too_deep": (["one", "zero"], [12, 6, 0]),
    "mixed_formats": (["one", "zero"], [15, 6, 0]),
    "no_val": (["one", "zero"], [10, 2, 0]),
    "imbalanced": (["few", "many"], [62, 2, 0]),
    "leak": (["0", "1"], [12, 6, 0]),
    "flat_no_classes": "pictures_without_classes",
    "one_class": "one_class",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_folders(shared, name):
    dataset = Dataset(shared / "data" / "hostile" / "cls" / name)
    if isinstance(HOSTILE[name], str):
        with pytest.raises(BadData) as caught:
            len(dataset.classes) > 1 or prepare(dataset)
        assert caught.value.key == HOSTILE[name]
    else:
        dataset.check()
        assert (dataset.classes, parts_of(dataset)) == HOSTILE[name]
