"""Points are collected into tables without their pictures, and read, edited, divided and checked from there."""

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.formats.points.point_rows import PointRow, list_columns
from sunmao.data.samples.point_capture import add_point_class, append_point_row, find_point_rows
from sunmao.data.samples.points import find_point_issues
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.errors import BadData, BadValue, NotAPicture
from sunmao.images.image_files import encode_png, read_image_file
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.targets.registry import TARGETS


def make_row(seed: int, what: str = "hand", group: str | None = None) -> PointRow:
    target, random = TARGETS[what], np.random.default_rng(seed)
    points = random.uniform(0, 400, (target.point_count, 3)).astype(np.float32)
    visibility = random.uniform(0.5, 1, target.point_count) if target.values > 3 else np.ones(target.point_count)
    side = "left" if target.has_sides else None
    return PointRow(Landmarks(target, points, visibility.astype(np.float32), 0.987, side), (640, 480), group=group)


@pytest.fixture
def root(tmp_path):
    for seed in range(12):
        append_point_row(tmp_path / "rps", "rock" if seed % 2 else "布", make_row(seed))
    return tmp_path / "rps"


def read(folder):
    return read_listing(open_file_tree(folder))


@pytest.mark.parametrize("what", TARGETS)
def test_a_row_is_read_as_it_was_written(tmp_path, what):
    row = make_row(3, what)
    assert append_point_row(tmp_path, "fist", row, split="test", group="ann 1") == "fist.csv/2"
    assert append_point_row(tmp_path, "fist", row) == "fist.csv/3"
    found = read(tmp_path)
    assert (found.task, found.sample_kind, found.format) == ("points_classification", "points", "point_tables")
    item = found.items[0]
    assert (item.label, item.split, item.group, item.size) == ("fist", "test", "ann 1", (640, 480))
    there = item.content
    assert (there.target.name, there.side) == (what, row.landmarks.side) and there.score == pytest.approx(0.987)
    assert np.abs(there.points - row.landmarks.points).max() <= 0.0051
    assert np.abs(there.visibility - row.landmarks.visibility).max() <= 0.0001
    assert not found.findings


def test_classes_numbers_and_edits(root):
    found = read(root)
    assert found.classes == ["rock", "布"] and len(found.items) == 12 and not found.findings
    assert {item.split for item in found.items} == {"train", "val", "test"}
    (root / "classes.txt").write_text("布\nrock\n", encoding="utf-8")
    assert read(root).classes == ["布", "rock"]
    log = EditLog(root)
    log.append("delete", {"rock.csv/2": PictureEdit(deleted=True)})
    log.append("relabel", {"rock.csv/3": PictureEdit(labels=("布",))})
    dataset = Dataset(root)
    assert (dataset.count_pictures(label="rock"), dataset.count_pictures(label="布")) == (4, 7)
    before = dataset.content_hash()
    log.undo()
    dataset.read_again()
    assert dataset.count_pictures(label="rock") == 5 and dataset.content_hash() != before
    dataset.split(ratio="6:2:2")
    assert sum(dataset.count_pictures(split=part) for part in ("train", "val", "test")) == 11
    assert dataset.sample_kind.draw_tile(dataset.items()[0], 48).shape == (48, 48, 3)


def test_a_hold_stays_in_one_part(tmp_path):
    for seed in range(40):
        append_point_row(tmp_path, "rock" if seed % 2 else "paper", make_row(seed), group=f"hold {seed // 4}")
    parts: dict = {}
    for item in read(tmp_path).items:
        parts.setdefault(item.group, set()).add(item.split)
    assert all(len(each) == 1 for each in parts.values())


def test_what_a_spreadsheet_makes_of_it_is_read_and_continued(root):
    text = (root / "rock.csv").read_text(encoding="utf-8")
    (root / "rock.csv").write_bytes(text.replace(",", ";").rstrip("\n").replace("\n", "\r\n").encode("utf-8-sig"))
    assert append_point_row(root, "rock", make_row(77)) == "rock.csv/8"
    found = read(root)
    assert sum(item.label == "rock" for item in found.items) == 7 and not found.findings
    assert (root / "rock.csv").read_bytes().count(b",") == 0


def test_damaged_rows_are_named_and_left_out(root):
    lines = (root / "rock.csv").read_text(encoding="utf-8").splitlines()
    columns = list_columns(TARGETS["hand"])
    zeros = ",".join(["hand", *[""] * 6, *["0"] * 63])
    odd = [lines[1].replace(lines[1].split(",")[7], "?", 1), lines[1][:90], zeros, zeros.replace("hand", "body"), "x"]
    (root / "rock.csv").write_text("\n".join([*lines, *odd]), encoding="utf-8")
    found = read(root)
    assert len(columns) == 70 and len(found.items) == 12
    assert {each.key: each.count for each in found.findings} == {"point_rows_damaged": 3, "point_rows_other": 2}
    assert "rock.csv: 8" in str(found.findings[0])
    (root / "rock.csv").write_text("\n".join([lines[0], *odd]), encoding="utf-8")
    assert read(root).classes == ["布"]
    (root / "布.csv").unlink()
    with pytest.raises(BadData, match="rock|points|点"):
        read(root)


def test_a_class_may_begin_empty_and_names_are_held(tmp_path):
    add_point_class(tmp_path, "rock")
    add_point_class(tmp_path, "rock", "body")
    assert (tmp_path / "rock.csv").read_text().startswith("what,side,score,width,height,split,group,x0,y0,z0,x1")
    append_point_row(tmp_path, "rock", make_row(1))
    for label in ("../x", "", "Rock", "a/b"):
        with pytest.raises(BadValue):
            append_point_row(tmp_path, label, make_row(1))
    with pytest.raises(BadValue):
        append_point_row(tmp_path, "rock", make_row(1, "body"))
    (tmp_path / "notes.csv").write_text("name,age\nann,7\n")
    with pytest.raises(BadValue):
        append_point_row(tmp_path, "notes", make_row(1))
    assert (tmp_path / "notes.csv").read_text() == "name,age\nann,7\n"


def test_the_check_finds_few_twice_torn_and_cut(root):
    moved = make_row(1)
    points = moved.landmarks.points * 2 + np.float32([900, 30, 0])
    near = PointRow(Landmarks(TARGETS["hand"], points, moved.landmarks.visibility, 0.9, "left"), (640, 480))
    append_point_row(root, "rock", near)
    append_point_row(root, "third", make_row(0))
    issues = {each.key: each for each in find_point_issues(read(root))}
    assert set(issues) == {"points_few", "points_in_two_classes", "point_rows_twice", "points_cut"}
    assert issues["points_few"].holes["names"] == "third"
    assert issues["point_rows_twice"].pictures == ("rock.csv/8",) == issues["points_cut"].pictures
    assert set(issues["points_in_two_classes"].pictures) == {"third.csv/2", "布.csv/2"}
    assert [each.key for each in find_point_issues(read(root), alike=False)] == ["points_few", "points_cut"]


@pytest.mark.slow
def test_pictures_become_points_or_a_sentence(shared):
    file = next((shared / "data" / "sign-digits" / "test_set" / "5").iterdir())
    image = read_image_file(file)
    [row] = find_point_rows(file.read_bytes())
    assert row.size == (100, 100) and row.landmarks.points.shape == (21, 3)
    scene = np.full((400, 1000, 3), 200, np.uint8)
    for place in range(10):  # ten hands, of which one is larger
        scene[300:400, place * 100 : place * 100 + 100] = image
    scene[0:300, 300:600] = np.repeat(np.repeat(image, 3, axis=0), 3, axis=1)
    assert find_point_rows(scene)[0].landmarks.box[3] < 310
    [wide] = find_point_rows(encode_png(np.repeat(np.repeat(image, 43, axis=0), 43, axis=1)))
    assert (
        wide.size == (4300, 4300) and np.abs(wide.landmarks.points[:, :2] / 43 - row.landmarks.points[:, :2]).max() < 5
    )
    with pytest.raises(BadValue) as dark:
        find_point_rows(np.zeros((4320, 7680, 3), np.uint8))
    assert dark.value.key == "points_refused_dark"
    with pytest.raises(BadValue) as none:
        find_point_rows(np.random.default_rng(0).integers(0, 255, (240, 320, 3), np.uint8), "body")
    assert none.value.key == "points_refused_none" and "body" in none.value.text("en")
    with pytest.raises(NotAPicture):
        find_point_rows(b"no picture")
    with pytest.raises(BadValue):
        find_point_rows(image, "foot")
