"""The questions of programs about points: by names in both languages, with a sentence where there is nothing."""

import numpy as np
import pytest

from sunmao.errors import BadValue, FileMissing
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.targets.registry import TARGETS
from sunmao.ready import PointsResult, find_points

EMPTY = np.full((60, 80, 3), 120, np.uint8)


@pytest.fixture(params=["zh", "en"])
def lang(request, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", request.param)
    return request.param


def make_result(what: str = "hand", image=EMPTY, *sizes: float) -> PointsResult:
    """Found ones whose point n lies at (3 n, 4 n), the depth at n, times a size."""
    target = TARGETS[what]
    points = np.arange(target.point_count, dtype=np.float32)[:, None] * np.float32([3, 4, 1])
    seen = np.ones(target.point_count, np.float32)
    return PointsResult(image, [Landmarks(target, points * size, seen, 0.9, "left") for size in sizes or (1,)], target)


def test_points_are_asked_for_in_both_languages_and_by_number():
    result = make_result()
    assert result.point("index tip").x == result.point("食指指尖").x == result.point(8).x == 24
    assert (result.point("Wrist").x, result.point(1).y, result.point(2).z) == (0, 4, 2)
    assert len(result.points) == 21 and result.side == "left" and str(result.point(1)) == "(3.0, 4.0)"
    assert make_result("body").point("左肩").x == make_result("body").point("left shoulder").x == 33
    assert make_result("face").point("chin").x == 456


def test_distances_and_angles():
    result = make_result()
    assert result.distance(0, 2) == 10 and result.angle(0, 1, 2) == 180 and result.angle(0, 2, 1) == 0
    corner = make_result()
    corner._found[0].points[:3, :2] = [[10, 0], [0, 0], [0, 5]]
    assert corner.angle(0, 1, 2) == corner.angle(2, 1, 0) == 90


def test_the_nearest_counts_first_and_all_are_counted(lang):
    result = make_result("hand", EMPTY, 2, 1)
    assert result.count() == result.count("hand") == result.count("手") == 2 and result.has("手") and result.has("hand")
    assert result.label == "hand" and result.confidence == 0.9 and result.point(1).x == 6
    assert result.things[0].width == 2 * result.things[1].width and result.count("hand", 0.95) == 0
    assert "2" in repr(result) and "90%" in repr(result)
    assert result.draw().shape == EMPTY.shape and result.to_displayed_image().caption == repr(result)


def test_where_nothing_is_questions_are_answered_with_a_sentence(lang):
    for what in TARGETS:
        result = find_points(what=what, image=EMPTY)
        assert result.count() == 0 and not result.has(what) and result.points == [] and result.side == ""
        assert result.confidence == 0 and (result.draw() == EMPTY).all()
        with pytest.raises(BadValue) as error:
            result.point(0)
        assert error.value.hint[lang]
    assert find_points(what="hand", image=EMPTY).is_straight("index") is False


def test_what_is_misspelled_is_told_with_the_nearest():
    result = make_result()
    with pytest.raises(BadValue, match="index tip"):
        result.point("index tipp")
    with pytest.raises(BadValue, match="index"):
        result.is_straight("indx")
    with pytest.raises(BadValue, match="hand"):
        find_points(what="hands", image=EMPTY)
    with pytest.raises(BadValue):
        result.point(21)
    with pytest.raises(BadValue):
        make_result("face").is_straight("thumb")
    with pytest.raises(FileMissing):
        find_points(what="hand", image="absent.png")


def test_fingers_are_called_in_both_languages():
    result = make_result()
    assert result.is_straight("食指") is result.is_straight("index") is True, "all points lie on a line"
