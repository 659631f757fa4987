"""Files of sound and motion in folders: their classes and parts, and what is said of those that cannot be read."""

from pathlib import Path

import pytest

from sunmao.data.formats.labels.recordings import (
    Recording,
    list_in_folders,
    parse_folders,
    read_recordings,
    report_recordings,
)
from sunmao.data.listing import DatasetListing
from sunmao.errors import NotAMotion, NotASound


@pytest.mark.parametrize(
    ("path", "split", "named"),
    [
        ("clap.wav", None, []),
        ("clap/1.wav", None, ["clap"]),
        ("test/clap/1.wav", "test", ["clap"]),
        ("clap/training/1.wav", "train", ["clap"]),
        ("room/valid/clap/1.wav", "val", ["room", "clap"]),
    ],
)
def test_folders_are_parts_or_names(path, split, named):
    assert parse_folders(path) == (split, named)


def test_the_innermost_name_is_the_class_and_a_file_without_one_is_left_out():
    found = list_in_folders(["noise.wav", "train/2.wav", "room/test/clap/1.wav"])
    assert found == [Recording("room/test/clap/1.wav", "clap", "test")]


def test_what_cannot_be_read_is_one_finding_for_each_cause():
    def read(path: str) -> int:
        if path.startswith("large"):
            raise NotASound("sound_large", name=path, most=1)
        if path.startswith("torn"):
            raise NotAMotion("not_a_motion", name=path)
        return len(path)

    found = DatasetListing(Path("."))
    rows = [Recording(path, "clap") for path in ("a.wav", "torn.csv", "large1.wav", "large2.wav")]
    assert read_recordings(found, rows, read) == [(rows[0], 5)]
    assert {issue.key: issue.pictures for issue in found.findings} == {
        "not_a_motion_left": ("torn.csv",),
        "sound_large_left": ("large1.wav", "large2.wav"),
    }


def test_nothing_is_said_of_no_file():
    found = DatasetListing(Path("."))
    report_recordings(found, "sounds_cut", [])
    assert not found.findings
