"""Things as somebody drew them, made fit to be kept."""

import pytest

from sunmao.data.edits.annotate import MAX_OBJECTS, BadAnnotation, clean_objects, make_change, set_annotations
from sunmao.data.edits.edit_log import EditConflict, EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.listing import ObjectAnnotation
from sunmao.images import geometry

SIZE = (20, 10)


def _clean(size=SIZE, **more) -> ObjectAnnotation:
    [thing] = clean_objects([ObjectAnnotation(**{"label": "cat", "box": (1, 2, 3, 4)} | more)], size)
    return thing


def test_a_box_is_cut_off_at_the_edge():
    assert _clean(box=(-5, 2, 30, 40)).box == (0, 2, 20, 10)
    assert _clean(box=(3, 4, 1, 2)).box == (1, 2, 3, 4)
    assert _clean(box=(1.23456, 2, 3.00049, 4)).box == (1.235, 2, 3, 4)
    assert _clean(None, box=(-5, 2, 30, 40)).box == (0, 2, 30, 40)


def test_the_box_of_an_outline_is_the_one_around_it():
    thing = _clean(polygons=((2.0, 2.0, 8.0, 2.0, 8.0, 99.0),))
    assert thing.box[0] >= 2 and thing.box[2] == 8 and thing.box[3] == 10
    assert all(0 <= value <= 20 for value in thing.polygons[0])
    loose = _clean(None, polygons=((2.0, 2.0, 8.0, 2.0, 8.0, 99.12345),))
    assert loose.box == (2, 2, 8, 99.123) and loose.polygons[0][5] == 99.123


def test_the_box_of_a_mask_is_the_one_around_it():
    runs = [23, 4, 173]  # (height 10, width 20), by columns: the third column, rows 3 to 6
    thing = _clean(rle=(geometry._encode_run_lengths(runs), (10, 20)))
    assert thing.box == (2, 3, 3, 7)


@pytest.mark.parametrize(
    "more",
    [
        {"box": (5, 5, 5, 8)},
        {"box": (30, 5, 40, 8)},
        {"polygons": ((30.0, 30.0, 40.0, 30.0, 40.0, 40.0),)},
        {"rle": (geometry._encode_run_lengths([200]), (10, 20))},
        {"rle": (geometry._encode_run_lengths([23, 4, 173]), (20, 10))},
        {"rle": (geometry._encode_run_lengths([23, 4, 100]), (10, 20))},
        {"rle": ("\x00", (10, 20))},
    ],
)
def test_what_covers_nothing_is_said_by_its_place(more):
    with pytest.raises(BadAnnotation) as caught:
        clean_objects(
            [ObjectAnnotation("a", (1, 2, 3, 4)), ObjectAnnotation(**{"label": "cat", "box": (1, 2, 3, 4)} | more)],
            SIZE,
        )
    assert caught.value.number == 1 and "thing 2" in str(caught.value)


def test_too_many_things():
    thing = ObjectAnnotation("a", (1, 2, 3, 4))
    assert len(clean_objects([thing] * MAX_OBJECTS, SIZE)) == MAX_OBJECTS
    with pytest.raises(BadAnnotation):
        clean_objects([thing] * (MAX_OBJECTS + 1), SIZE)


def test_a_change_says_what_it_was_given():
    thing = ObjectAnnotation("a", (1, 2, 3, 4))
    assert make_change(None, ["b", "a", "b"], SIZE) == PictureEdit(labels=("b", "a"))
    assert make_change([], None, SIZE) == PictureEdit(objects=())
    assert make_change([thing], None, None).objects == (thing,)


def test_it_is_kept_and_nobodys_work_is_lost(tmp_path):
    change = make_change([ObjectAnnotation("a", (1, 2, 3, 4))], None, SIZE)
    edit = set_annotations(tmp_path, {"a.png": change}, seen=0)
    assert edit.kind == "annotate" and EditLog(tmp_path).compute_state() == {"a.png": change}
    with pytest.raises(EditConflict):
        set_annotations(tmp_path, {"a.png": PictureEdit(deleted=True)}, seen=0)
    assert set_annotations(tmp_path, {"b.png": change}, "paint", seen=0).kind == "paint"
