"""Columns of a table of labels: which one names the pictures, and which ones say what is in them."""

import pytest

from sunmao.data.formats.labels.label_tables import ImageNames, make_table
from tests.support.growing.data_sets import make_tree, pictures

TREE = make_tree(pictures(["a/1.jpg", "a/2.jpg", "b/2.jpg", "b/3.png"]))
NAMES = ImageNames(TREE)


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (["file,label", "1.jpg,cat", "3.png,dog"], 0),
        (["id,file,label", "1,1.jpg,cat", "3,3.png,dog"], 1),
        (["file,id,label", "1.jpg,1,cat", "3.png,3,dog"], 0),
        (["id,label", "1,cat", "3,dog"], 0),
        (["label,file", "cat,a/1.jpg", "dog,gone.jpg"], 1),
        (["1.jpg,cat", "3.png,dog"], 0),
    ],
    ids=["endings", "endings rather than names", "in any order", "names alone", "one is gone", "no titles"],
)
def test_the_column_that_names_the_pictures(rows, place):
    table = make_table("labels.csv", [row.split(",") for row in rows], NAMES)
    assert table.name == place and len(table.rows) == 2


@pytest.mark.parametrize(
    "rows",
    [
        ["id,label", "7,cat", "8,dog"],
        ["file,xmin,ymin", "1.jpg,2,3"],
        ["file,bbox", "1.jpg,2"],
        ["1 2.jpg x"],
        [""],
        [],
    ],
    ids=["others", "corners", "boxes", "a sentence", "an empty line", "nothing"],
)
def test_a_table_of_something_else_is_none(rows):
    assert make_table("labels.csv", [row.split(",") for row in rows], NAMES) is None


def test_of_two_of_one_name_the_part_says_which():
    names = ImageNames(make_tree(pictures(["train/1.jpg", "test/1.jpg"])))
    assert [names.find("1.jpg", split) for split in ("train", "test", None)] == ["train/1.jpg", "test/1.jpg", None]


@pytest.mark.parametrize(
    ("name", "split", "path"),
    [
        ("1.jpg", None, "a/1.jpg"),
        ("./A\\1.JPG", None, "a/1.jpg"),
        ("3", None, "b/3.png"),
        ("b/2.jpg", None, "b/2.jpg"),
        ("2.jpg", None, None),
        ("7.jpg", None, None),
    ],
)
def test_a_picture_is_found_where_only_one_is_meant(name, split, path):
    assert NAMES.find(name, split) == path


@pytest.mark.parametrize(
    ("rows", "kind", "labels", "part", "left"),
    [
        (["file,label", "1.jpg,cat", "3.png,dog"], "class", [1], None, []),
        (["file,cat,dog", "1.jpg,1,0", "3.png,no,yes"], "columns", [1, 2], None, []),
        (["file,tags", "1.jpg,cat;dog", "3.png,dog", "b/2.jpg,cat"], "several", [1], None, []),
        (["file,angle", "1.jpg,12.5", "3.png,-3"], "numbers", [1], None, []),
        (["file,size", "1.jpg,1", "3.png,2"], "numbers", [1], None, []),
        (["file,class", "1.jpg,0", "3.png,1"], "class", [1], None, []),
        (["file,caption", "1.jpg,a cat on a mat", "3.png,a dog in the rain"], "captions", [1], None, []),
        (["file,label,split", "1.jpg,cat,train", "3.png,dog,test"], "class", [1], 2, []),
        (["file,label,is_train", "1.jpg,cat,1", "3.png,dog,0"], "class", [1], 2, []),
        (["file,label,weather", "1.jpg,cat,sun", "3.png,dog,rain"], "class", [1], None, ["weather"]),
    ],
)
def test_the_columns_that_say_what_is_in_the_pictures(rows, kind, labels, part, left):
    table = make_table("labels.csv", [row.split(",") for row in rows], NAMES)
    assert (table.kind, table.labels, table.part, table.left) == (kind, labels, part, left)
