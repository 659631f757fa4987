"""The meaning of the columns of a table of boxes."""

import pytest

from sunmao.data.formats.reading.table_columns import find_columns, is_number, parse_part


@pytest.mark.parametrize(
    ("header", "kind", "box", "label"),
    [
        ("filename,class,xmin,ymin,xmax,ymax", "corners", (2, 3, 4, 5), 1),
        ("Image_ID, Label, X_Min, Y_Min, X_Max, Y_Max", "corners", (2, 3, 4, 5), 1),
        ("image,x,y,width,height,label", "either", (1, 2, 3, 4), 5),
        ("image,x_center,y_center,w,h,label", "center", (1, 2, 3, 4), 5),
        ("image,left,top,width,height,label", "size", (1, 2, 3, 4), 5),
        ("图片,标签,左,上,右,下", "corners", (2, 3, 4, 5), 1),
        ("image_id,bbox,class_name", "list", (1,), 2),
        ("image_id,PredictionString", "prediction", (1,), None),
    ],
)
def test_columns_by_their_names(header, kind, box, label):
    found = find_columns([header.split(",")])
    assert (found.kind, found.box, found.label, found.image, found.header) == (kind, box, label, 0, True)


def test_the_surest_name_counts():
    header = ["id", "class", "label_name", "path", "split", "x1", "y1", "x2", "y2"]
    found = find_columns([header, ["1", "3", "cat", "a.jpg", "train", "1", "2", "3", "4"]])
    assert (found.image, found.label, found.part) == (3, 2, 4) and found.names[2] == "labelname"


def test_the_column_with_pictures_counts():
    found = find_columns([["image", "name", "x1", "y1", "x2", "y2"], ["1", "a.jpg", "1", "2", "3", "4"]])
    assert found.image == 1 and found.label is None


@pytest.mark.parametrize(
    ("row", "kind", "label", "part"),
    [
        ("a.jpg,1,2,30,40,cat", "form", 5, None),
        ("cat,1,2,30,40,a.jpg,100,100", "size", 0, None),
        ("TRAIN,gs://b/a.jpg,cat,0.1,0.2,,,0.3,0.4,,", "corners", 2, 0),
    ],
)
def test_rows_without_names(row, kind, label, part):
    found = find_columns([row.split(",")] * 2)
    assert (found.kind, found.label, found.part, found.header) == (kind, label, part, False)


@pytest.mark.parametrize(
    "rows", [[], [["a", "b"]], [["a.jpg", "1", "2", "3"]], [["xmin", "ymin", "xmax", "ymax"]], [["x.jpg"] * 6]]
)
def test_a_table_without_boxes(rows):
    assert find_columns(rows) is None


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1", True),
        ("-1.5e3", True),
        (".5", True),
        ("5.", True),
        ("", False),
        ("1,5", False),
        ("nan", False),
        ("٣", True),
    ],
)
def test_numbers_in_digits(cell, number):
    assert is_number(cell) is number


@pytest.mark.parametrize(
    ("cell", "part"),
    [(" Train", "train"), ("VALIDATION", "val"), ("test", "test"), ("unassigned", None), ("", None), ("x", None)],
)
def test_parts(cell, part):
    assert parse_part(cell) == part
