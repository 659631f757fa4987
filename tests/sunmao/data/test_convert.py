"""A data set is written anew whole or not at all; what a look at a picture tells."""

import io
import random
import shutil

import pytest
from PIL import Image

from sunmao.data import Dataset
from sunmao.data.check_dataset import check
from sunmao.data.checks.image_scan import ScanStopped
from sunmao.data.checks.inspect_image import inspect_image_bytes
from sunmao.data.convert import convert_dataset
from sunmao.data.files.file_tree import open_folder_tree
from sunmao.data.sources.detect_format import read_listing
from sunmao.errors import BadData, BadValue, DiskFull
from tests.support.acquisitions import write_motion_export
from tests.support.drawn_datasets import coco
from tests.support.drawn_motions import KINDS
from tests.support.drawn_sounds import write_sounds
from tests.support.photographs import photographs, write_photographs


@pytest.fixture
def signs(tmp_path):
    """A small set of photos: two classes of six, undivided."""
    write_photographs(tmp_path / "signs", ["0", "1"], 6)
    return tmp_path / "signs"


def test_progress_counts_up_to_the_end(signs, tmp_path):
    seen = []
    made = convert_dataset(signs, tmp_path / "made", on_progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen) and seen[-1] == (12, 12) and {total for _, total in seen} == {12}
    assert (made.format, made.pictures, made.classes) == ("class_folders", 12, {"0": 6, "1": 6})


@pytest.mark.parametrize("after", [0, 3, 14, 24])
def test_stopped_anywhere_leaves_nothing(signs, tmp_path, after):
    asked = iter(range(1000))
    with pytest.raises(ScanStopped):
        convert_dataset(signs, tmp_path / "made", stop=lambda: next(asked) >= after)
    assert list(tmp_path.iterdir()) == [signs]


def test_wrong_wishes_are_named_before_anything_is_written(signs, tmp_path, monkeypatch):
    for wish, key in (({"format": "cocoa"}, "unknown_format"), ({"format": "coco"}, "format_cannot")):
        with pytest.raises(BadValue) as caught:
            convert_dataset(signs, tmp_path / "made", **wish)
        assert caught.value.key == key
    with pytest.raises(BadValue, match="there already|已经有了"):
        convert_dataset(signs, signs)
    with pytest.raises(BadValue, match="stays as it is|不能改动"):
        convert_dataset(signs, signs / "in/made")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadData):
        convert_dataset(tmp_path / "empty", tmp_path / "made")
    monkeypatch.setattr("sunmao.data.convert.SPARE", 2**60)
    with pytest.raises(DiskFull):
        convert_dataset(signs, tmp_path / "made")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(("format", "keys"), [("class_folders", ["parts_not_kept"]), ("csv_labels", [])])
def test_a_format_without_parts_says_so(signs, tmp_path, format, keys):
    for part in ("train", "val"):
        shutil.copytree(signs, tmp_path / "divided" / part)
    findings = convert_dataset(tmp_path / "divided", tmp_path / "made", format).findings
    assert [each.key for each in findings if each.key != "leaked_pictures"] == keys


def test_places_are_removed_and_said(signs, tmp_path):
    file = next((signs / "0").iterdir())
    with Image.open(file) as image:
        exif = image.getexif()
        exif.get_ifd(0x8825)[1] = "N"
        image.save(file, exif=exif)
    made = convert_dataset(signs, tmp_path / "made")
    assert "places_removed" in {finding.key for finding in made.findings}
    with Image.open(tmp_path / "made" / "0" / file.name) as image:
        assert not image.getexif().get_ifd(0x8825)


def test_the_real_size_counts_not_that_of_the_labels(tmp_path):
    """A phone's photo is upright only when its note about that is read, which the program that wrote the labels did
    not.
    """
    note = Image.Exif()
    note[0x0112] = 6
    (tmp_path / "set").mkdir()
    Image.new("RGB", (60, 40)).save(tmp_path / "set/a.jpg", exif=note)
    boxes = [
        {"image_id": 1, "category_id": 1, "bbox": box} for box in ([2, 2, 30, 30], [30, 2, 28, 30], [45, 2, 10, 10])
    ]
    outlined = {"image_id": 1, "category_id": 1, "segmentation": [[1, 1, 9, 1, 9, 9], [50, 1, 58, 1, 58, 9]]}
    (tmp_path / "set/a.json").write_text(
        coco([{"id": 1, "file_name": "a.jpg", "width": 60, "height": 40}], [*boxes, outlined])
    )
    done = convert_dataset(tmp_path / "set", tmp_path / "new")
    assert {each.key: each.count for each in done.findings if each.key.startswith(("box", "label"))} == {
        "label_size_differs": 1,
        "box_cut": 2,
        "box_outside": 1,
    }
    (item,) = read_listing(open_folder_tree(tmp_path / "new")).items
    assert item.size == (40, 60) and [thing.box for thing in item.things] == [
        (2, 2, 32, 32),
        (30, 2, 40, 32),
        (1, 1, 40, 9),
    ]
    assert [thing.polygons for thing in item.things] == [(), (), ((1, 1, 9, 1, 9, 9),)]
    assert [each.key for each in check(tmp_path / "new").findings if each.key.startswith(("box", "label"))] == []


def test_no_good_photo_is_called_damaged(shared):
    files = sorted((shared / "data").glob("*/**/*.jpg"))
    for file in random.Random(1).sample([file for file in files if "hostile" not in file.parts], 200):
        seen = inspect_image_bytes(file.read_bytes(), thumbnail=False)
        assert (seen.error, seen.marks) == (None, ()), file


@pytest.mark.parametrize(
    "way", [{}, {"optimize": True}, {"progressive": True}, {"subsampling": 0}, {"restart_marker_blocks": 3}]
)
def test_no_encoder_is_called_damaged_and_a_cut_one_is(way):
    image = Image.fromarray(photographs(side=300)[0])
    for mode in ("RGB", "L", "CMYK"):
        written = io.BytesIO()
        image.convert(mode).save(written, "JPEG", **way)
        data = written.getvalue()
        assert (inspect_image_bytes(data).error, inspect_image_bytes(data).marks) == (None, ()) and inspect_image_bytes(
            data + b"PK\5\6" + bytes(18)
        ).marks == ()
        assert inspect_image_bytes(data[: len(data) * 2 // 3]).error == "damaged_picture"
        with Image.open(io.BytesIO(inspect_image_bytes(data).thumbnail)) as small:
            assert max(small.size) == 128


def test_flipped_bytes_are_noticed_in_most_photos(tmp_path):
    chance = random.Random(2)
    write_photographs(tmp_path, ["0"], 60, side=100)
    files = sorted(tmp_path.glob("0/*.jpg"))
    noticed = 0
    for file in files:
        data = bytearray(file.read_bytes())
        for _ in range(40):
            data[chance.randrange(1000, len(data) - 4)] ^= 1 << chance.randrange(8)
        seen = inspect_image_bytes(bytes(data), thumbnail=False)
        noticed += bool(seen.error or seen.marks)
    assert noticed >= 0.75 * len(files), noticed


def test_a_check_changes_nothing(signs):
    before = {path: path.stat().st_mtime_ns for path in signs.rglob("*")}
    assert check(signs).answer == "accept"
    assert {path: path.stat().st_mtime_ns for path in signs.rglob("*")} == before


def test_sounds_become_seconds_by_class(tmp_path):
    source = write_sounds(tmp_path / "claps" / "train", each=3, background_seconds=4).parent
    write_sounds(source / "test", each=1, background_seconds=2, seed=2)
    (source / "train" / "clap").rename(source / "train" / "a?b")
    seen = []
    made = convert_dataset(source, tmp_path / "made", on_progress=lambda done, total: seen.append((done, total)))
    assert (made.format, made.pictures, made.health.task) == ("sound_folders", 18, "sound_classification")
    assert seen == sorted(seen) and seen[-1] == (18, 18)
    [renamed] = made.renamed
    again = read_listing(open_folder_tree(tmp_path / "made"))
    assert renamed["name"] == "a?b" and renamed["to"] in again.classes and "clap" in again.classes
    assert sum(item.split == "test" for item in again.items) == 5
    assert sorted(path.name for path in (tmp_path / "made" / "背景声").iterdir()) == ["0001.wav"]  # one recording


def test_motion_becomes_tables_by_class_whatever_it_was(tmp_path):
    made = convert_dataset(write_motion_export(tmp_path / "wand"), tmp_path / "made")
    assert (made.format, made.pictures, made.classes) == ("motion_folders", 20, dict.fromkeys(KINDS, 5))
    again = read_listing(open_folder_tree(tmp_path / "made"))
    assert again.findings == [] and sum(item.split == "test" for item in again.items) == 4
    before, after = (Dataset(tmp_path / name) for name in ("wand", "made"))
    swings = [
        next(each for each in of.items() if each.label == "swing" and each.split == "test") for of in (before, after)
    ]
    first, second = (before.sample_kind.read(each).samples for each in swings)
    assert abs(first - second)[2:-2].max() < 0.5 and first.shape == second.shape


def test_what_cannot_be_read_of_recordings_is_left_out(tmp_path):
    source = write_sounds(tmp_path / "claps", each=3, background_seconds=2)
    (source / "clap" / "text.wav").write_text("this is a text")
    made = convert_dataset(source, tmp_path / "made")
    assert made.pictures == 11 and "not_a_sound_left" in {each.key for each in made.findings}
    with pytest.raises(BadValue):
        convert_dataset(source, tmp_path / "other", "coco")
    with pytest.raises(ScanStopped):
        convert_dataset(source, tmp_path / "other", stop=lambda: True)
    assert not (tmp_path / "other").exists()
