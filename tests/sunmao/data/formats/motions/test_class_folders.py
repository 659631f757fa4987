"""Folders of motion: what is a sample of each file, what is counted, and what each bad file is said to be."""

import zipfile

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.data.check_dataset import check
from sunmao.data.samples.motions import MotionSamples, find_motion_issues
from sunmao.errors import BadData
from sunmao.motion import MotionClip, write_motion
from tests.support.drawn_motions import KINDS, make_motion, write_motions


@pytest.fixture
def folder(tmp_path):
    return write_motions(tmp_path / "gestures")


def find_keys(dataset):
    return {each.key: each.count for each in dataset.listing.findings}


def test_each_file_is_a_sample(folder):
    dataset = Dataset(folder)
    assert dataset.task == "motion_classification" and dataset.listing.sample_kind == "motion"
    assert dataset.classes == list(KINDS) and len(dataset.items()) == 40 and find_keys(dataset) == {}
    assert all(dataset.items(part) for part in ("train", "val", "test"))
    clip = dataset.sample_kind.read(dataset.items()[0])
    assert isinstance(clip, MotionClip) and clip.samples.shape == (100, 3)


def test_what_is_cut_and_filled_up_is_counted(folder):
    random = np.random.default_rng(1)
    write_motion(folder / "swing" / "long.csv", MotionClip(make_motion("swing", random, seconds=6)))
    write_motion(folder / "swing" / "short.csv", MotionClip(make_motion("swing", random, seconds=1.2)))
    dataset = Dataset(folder)
    assert find_keys(dataset) == {"motions_cut": 1, "motions_padded": 1}
    items = {item.path.name: item for item in dataset.items()}
    for name in ("long.csv", "short.csv"):
        clip = MotionSamples().read(items[name])
        assert clip.samples.shape == (100, 3) and not clip.is_still
        tile = MotionSamples().draw_tile(items[name], 80)
        assert tile.shape == (80, 80, 3) and (tile != 255).any(axis=2).sum() > 100


def test_folders_for_the_parts_say_which_is_for_the_test(tmp_path):
    write_motions(tmp_path / "set" / "train", each=2)
    write_motions(tmp_path / "set" / "test", each=1, seed=2)
    assert len(Dataset(tmp_path / "set").items("test")) == 4


@pytest.mark.slow
def test_bad_files_are_left_out_each_with_its_sentence(folder):
    bad = {
        "text.csv": ("hello", "not_a_motion_left"),
        "words.csv": ("x,y,z\n0,0,1\n0,zero,1\n", "motion_no_numbers_left"),
        "short.csv": ("x,y,z\n0,0,1\n", "motion_short_left"),
        "long.csv": ("x,y,z\n" + "0,0,1\n" * 30_001, "motion_long_left"),
        "slow.csv": ("time,x,y,z\n0,0,0,1\n1,0,0,1\n2,0,0,1\n", "motion_slow_left"),
        "back.csv": ("time,x,y,z\n0,0,0,1\n0.5,0,0,1\n0.2,0,0,1\n", "motion_goes_back_left"),
        "strong.csv": ("x,y,z\n" + "0,0,1\n" * 20 + "0,0,99\n", "motion_too_strong_left"),
    }
    for name, (text, _) in bad.items():
        (folder / "swing" / name).write_text(text)
    dataset = Dataset(folder)
    assert find_keys(dataset) == {key: 1 for _, key in bad.values()} and len(dataset.items()) == 40
    for finding in dataset.listing.findings:
        assert finding.text["zh"] != finding.text["en"] and finding.pictures[0].split("/")[-1] in finding.text["en"]


def test_stillness_and_the_same_recording_are_named(folder):
    random = np.random.default_rng(7)
    take = make_motion("circle", random)
    write_motion(folder / "circle" / "still.csv", MotionClip(make_motion("still", random)))
    write_motion(folder / "circle" / "a.csv", MotionClip(take))
    write_motion(folder / "circle" / "b.csv", MotionClip(take))
    write_motion(folder / "shake" / "c.csv", MotionClip(take))
    write_motion(folder / "new" / "one.csv", MotionClip(make_motion("swing", random)))
    issues, bad = find_motion_issues(Dataset(folder).listing)
    assert not bad and {each.key: each.count for each in issues} == {
        "motions_few": 1,
        "motions_still": 1,
        "motion_twice": 1,
        "motion_in_two_classes": 3,
    }


def test_a_zip_is_read_as_its_folder(folder, tmp_path):
    path = tmp_path / "gestures.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.rglob("*.csv"):
            archive.write(file, f"wrapped/{file.relative_to(folder).as_posix()}")
    found = check(path)
    assert found.task == "motion_classification" or found.findings[0].key == "motion_not_pictures"


def test_other_tables_in_folders_are_no_motion(tmp_path):
    for label in "ab":
        (tmp_path / label).mkdir()
        (tmp_path / label / "1.csv").write_text("name,age\nx,3\n")
    with pytest.raises(BadData):
        _ = Dataset(tmp_path).task
