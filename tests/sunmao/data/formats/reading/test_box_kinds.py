"""The meaning of four numbers: read from the sizes of the pictures, and left open where both readings fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunmao.data.formats.reading.box_kinds import choose_kind, parse_boxes, parse_predictions, to_corners
from sunmao.data.formats.reading.table_columns import find_columns, parse_part

SIZE = (100, 80)
CORNERS = st.tuples(*[st.integers(0, side - 1) for side in SIZE]).flatmap(
    lambda at: st.tuples(*map(st.just, at), st.integers(at[0] + 1, SIZE[0]), st.integers(at[1] + 1, SIZE[1]))
)


def from_corners(box, kind: str):
    x1, y1, x2, y2 = box
    if kind == "corners":
        return box
    x, y = ((x1 + x2) / 2, (y1 + y2) / 2) if kind == "center" else (x1, y1)
    return x, y, x2 - x1, y2 - y1


@given(st.lists(CORNERS, min_size=1, max_size=9), st.sampled_from(["size", "center", "corners"]), st.booleans())
def test_a_choice_is_right_or_not_made(boxes, kind, shares):
    """Columns that leave two readings open are read by the one that gives the same boxes again, unless none of them
    tells it from the other, as it then says for shares.
    """
    written = [from_corners(box, kind) for box in boxes]
    if shares:
        written = [tuple(value / SIZE[place % 2] for place, value in enumerate(box)) for box in written]
    chosen, found_shares = choose_kind("list" if kind == "corners" else "either", [(box, SIZE) for box in written])
    if found_shares != shares:
        return  # a table of boxes of one pixel
    other = {"size": "center", "center": "size", "corners": "size"}[kind]
    fits = [to_corners(box, other, SIZE if shares else None) for box in written]
    told = any(x1 < -1 or y1 < -1 or x2 > 101 or y2 > 81 or x1 >= x2 or y1 >= y2 for x1, y1, x2, y2 in fits)
    if told:
        assert chosen == kind
    elif shares or kind == "corners":
        assert chosen is None


def test_what_fits_nothing_is_not_chosen():
    assert choose_kind("either", [((90.0, 70.0, 60.0, 60.0), SIZE)] * 3)[0] is None


@pytest.mark.parametrize(
    ("cells", "boxes"),
    [
        (["1", "2", "3.5", "-4"], [(1, 2, 3.5, -4)]),
        (["[834.0, 222.0, 56.0, 36.0]"], [(834, 222, 56, 36)]),
        (["(1 2 3 4)"], [(1, 2, 3, 4)]),
        (["[[1,2,3,4],[5,6,7,8]]"], [(1, 2, 3, 4), (5, 6, 7, 8)]),
        (["1 2 3"], []),
        (["1", "2", "nan", "4"], []),
        (["inf 1 2 3"], []),
        ([""], []),
    ],
)
def test_numbers_in_cells(cells, boxes):
    assert parse_boxes(cells) == boxes


def test_predictions():
    assert parse_predictions("n01 1 2 3 4 n02 5 6 7 8 ") == [("n01", (1, 2, 3, 4)), ("n02", (5, 6, 7, 8))]
    assert parse_predictions("0 0.9 1 2 3 4") == []


@pytest.mark.parametrize(
    ("head", "kind", "box"),
    [
        ("filename,width,height,class,xmin,ymin,xmax,ymax", "corners", (4, 5, 6, 7)),
        ("ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax", "corners", (4, 6, 5, 7)),
        ("image;x;y;w;h;label", "either", (1, 2, 3, 4)),
        ("image_id,x_1,y_1,width,height", "size", (1, 2, 3, 4)),
        ("img,label,cx,cy,w,h", "center", (2, 3, 4, 5)),
        ("类别,图片名,左,上,右,下", "corners", (2, 3, 4, 5)),
        ("image_id,width,height,bbox,source", "list", (3,)),
        ("filename,label", None, None),
        ("filename,left_eye_x,left_eye_y,nose_x,nose_y", None, None),
        ("class,xmin,ymin,xmax,ymax", None, None),
    ],
)
def test_columns_by_name(head, kind, box):
    found = find_columns([head.replace(";", ",").split(",")])
    assert (found and (found.kind, found.box)) == (kind and (kind, box))


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("a.jpg,1,2,3,4,cat", "form"),
        ("cat,1,2,3,4,a.jpg,640,480", "size"),
        ("TRAIN,gs://b/a.jpg,cat,0.1,0.1,,,0.9,0.9,,", "corners"),
        ("a.jpg,cat,1,2,3,4", None),
        ("a.jpg,1,2,3,4", None),
    ],
)
def test_columns_by_form(row, kind):
    found = find_columns([row.split(",")] * 2)
    assert (found and found.kind) == kind


def test_parts():
    assert [parse_part(cell) for cell in ("TRAIN", "VALIDATION", "test", "UNASSIGNED", "", "训练集", "cat")] == [
        "train", "val", "test", None, None, "train", None,
    ]  # fmt: skip
