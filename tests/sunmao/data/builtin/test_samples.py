"""The data sets and the table that come along: what they say of themselves is true, and they are the same every time."""

import json
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest

from sunmao.data.builtin import pointers, shapes
from sunmao.data.builtin.samples import SAMPLES, TABLES, make_sample, make_table
from sunmao.data.check_dataset import check
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.errors import BadValue
from sunmao.images import digits
from sunmao.images.image_files import read_image_file
from sunmao.tables import sample_table

pytestmark = pytest.mark.slow  # 300 drawn pictures

DRAWN = [name for name in SAMPLES if name != "digits"]
SHAPES = [name for name in DRAWN if name.startswith("shapes")]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder in which the drawn samples lie."""
    root = tmp_path_factory.mktemp("samples")
    for name in DRAWN:
        make_sample(name, root)
    return root


@pytest.mark.slow
@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.long
def test_what_a_sample_says_of_itself_is_true(made, name):
    sample, found = SAMPLES[name], read_listing(open_file_tree(made / name))
    assert (found.task, sorted(found.classes), len(found.items)) == (
        sample.task,
        sorted(sample.classes),
        sample.pictures,
    )
    assert found.divided and {item.split for item in found.items} == {"train", "val", "test"}
    tests = {item.path.relative_to(made / name).as_posix() for item in found.items if item.split == "test"}
    assert {*sample.tests} <= tests and len(sample.tests) >= 20
    assert {label for item in found.items for label in item.labels} == {*sample.classes}


@pytest.mark.parametrize("name", ["shapes", "shapes_areas", "pointers"])
@pytest.mark.long
def test_nothing_is_wrong_with_them(made, name):
    health = check(made / name)
    assert (health.answer, health.findings) == ("accept", ())


@pytest.mark.long
def test_boxes_outlines_and_areas_tell_the_same(made):
    boxes, outlines, areas = (
        {item.path.name: item for item in read_listing(open_file_tree(made / name)).items} for name in SHAPES
    )
    for name, one in list(boxes.items())[:40]:
        other, area = outlines[name], areas[name]
        assert one.path.read_bytes() == other.path.read_bytes() == area.path.read_bytes()
        assert [(thing.label, thing.box) for thing in one.things] == [
            (thing.label, thing.box) for thing in other.things
        ]
        mask = cv2.imread(str(area.mask), cv2.IMREAD_UNCHANGED)
        for thing in one.things:
            x1, y1, x2, y2 = thing.box
            inside = mask[
                max(0, int(y1) - 1) : int(y2) + 2, max(0, int(x1) - 1) : int(x2) + 2
            ] == 1 + shapes.CLASSES.index(thing.label)
            rows, columns = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
            assert abs(np.ptp(rows) + 1 - (y2 - y1)) <= 2 and abs(np.ptp(columns) + 1 - (x2 - x1)) <= 2


def test_every_box_has_a_number_of_its_own(made):
    for file in made.glob("shapes*/annotations/*.json"):
        numbers = [box["id"] for box in json.loads(file.read_text("utf-8"))["annotations"]]
        assert len(numbers) == len({*numbers}), file


def test_shapes_differ_from_their_ground_and_from_each_other(made):
    item = read_listing(open_file_tree(made / "shapes")).items[0]
    image = read_image_file(item.path).astype(int)
    for thing in item.things:
        x, y = (round(sum(thing.box[n::2]) / 2) for n in (0, 1))
        assert np.linalg.norm(image[y, x] - np.median(image, axis=(0, 1))) > 40
    first, second = (list(islice(shapes.generate_images(), 3)) for _ in range(2))
    assert all((one[2] == other[2]).all() and one[:2] == other[:2] for one, other in zip(first, second, strict=True))
    assert not (first[0][2] == first[1][2]).all()


def test_each_pointer_points_where_its_number_says(made):
    items = read_listing(open_file_tree(made / "pointers")).items
    for part, count in (("train", 132), ("val", 24), ("test", 24)):
        numbers = [item.number for item in items if item.split == part]
        assert len(numbers) == count and min(numbers) < 5 and max(numbers) > 175
    for angle in (0, 30, 90, 135, 180):
        image, other = (pointers.draw_pointer(turn, np.random.default_rng(5)) for turn in (angle, (angle + 70) % 181))
        rows, columns = np.nonzero((other.astype(int) - image).mean(-1) > 50)
        up, right = 0.72 * pointers.SIDE - rows, columns - pointers.SIDE / 2
        turns = np.degrees(np.arctan2(up, right))[np.hypot(up, right) > 18]
        assert abs(np.median(turns) - angle) < 15, "its pixels lie that way from the middle"


def test_digits_and_iris_are_those_of_scikit_learn(tmp_path, monkeypatch):
    from sklearn.datasets import load_digits, load_iris  # takes a second

    monkeypatch.chdir(tmp_path)
    theirs = load_digits()
    ours = digits.load_digits()
    assert all(np.array_equal(each, theirs.images[theirs.target == label]) for label, each in enumerate(ours))
    iris = load_iris()
    assert [row[:4] for row in sample_table("iris").rows] == iris.data.tolist()
    assert sample_table("iris").column("species") == [iris.target_names[each] for each in iris.target]


@pytest.mark.slow
@pytest.mark.parametrize("sample", TABLES.values(), ids=lambda sample: sample.name)
def test_columns_are_those_of_the_rows(sample):
    assert list(sample.columns) == sample.make()[0] and sample.target in sample.columns


def test_penguins_have_gaps(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    table = sample_table("penguins")
    assert len(table) == TABLES["penguins"].rows == 344
    assert sorted(set(table.column("species"))) == ["Adelie", "Chinstrap", "Gentoo"]
    assert sum(None in row for row in table.rows) == 11 and table.column("body mass")[:2] == [3750, 3800]


def test_the_table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    table = sample_table("iris")
    assert table.columns == ["sepal length", "sepal width", "petal length", "petal width", "species"]
    assert len(table) == TABLES["iris"].rows and table.rows[0] == [5.1, 3.5, 1.4, 0.2, "setosa"]
    assert sorted(set(table.column("species"))) == ["setosa", "versicolor", "virginica"]
    assert (
        Path("data/iris.csv")
        .read_bytes()
        .startswith(b"sepal length,sepal width,petal length,petal width,species\r\n5.1,3.5")
    )
    Path("data/iris.csv").write_text("mine\n1\n")
    assert make_table("iris") == "data/iris.csv" and Path("data/iris.csv").read_text() == "mine\n1\n"
    with pytest.raises(BadValue, match="iris"):
        sample_table("irs")
