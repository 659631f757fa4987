"""Results: what pupils read off them, and what the page is told."""

import base64

import cv2
import numpy as np
import pytest

from sunmao.errors import BadValue, UnknownName
from sunmao.images.annotation_drawing import add_caption, draw_line_of_text
from sunmao.tasks.classification.results import Result

CLASSES = ["石头", "剪刀", "布"]
PICTURE = np.full((40, 60, 3), 120, np.uint8)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")


def result(scores, **more):
    return Result(PICTURE, scores, CLASSES, **more)


def test_what_a_pupil_reads():
    answer = result([0.2, 0.7, 0.1])
    assert (answer.label, answer.confidence, answer.number) == ("剪刀", 0.7, 1)
    assert [thing.label for thing in answer.top(k=2)] == ["剪刀", "石头"]
    assert answer.has(label="剪刀") and not answer.has(label="剪刀", confidence=0.8) and not answer.has(label="布")
    with pytest.raises(BadValue, match="label '剪子'. Did you mean '剪刀'"):
        answer.has(label="剪子")
    assert answer.count() == 1 and answer.text == "剪刀" and [thing.confidence for thing in answer.things] == [0.7]


def test_not_sure_enough_is_unknown(monkeypatch):
    answer = result([0.4, 0.35, 0.25], unknown=0.6)
    assert (
        answer.label == "unknown"
        and answer.things == []
        and not answer.has(label="石头")
        and not answer.has(label=answer.label)
    )
    monkeypatch.setenv("SUNMAO_LANG", "zh")
    assert answer.label == "不知道"


def test_a_misspelled_name_is_refused_with_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'label'"):
        result([1, 0, 0]).lable
    with pytest.raises(AttributeError):
        result([1, 0, 0]).label = "x"


def test_an_answer_about_the_whole_picture_has_no_place():
    with pytest.raises(UnknownName, match="detector"):
        result([1, 0, 0]).things[0].center_x
    assert not hasattr(result([1, 0, 0]).things[0], "box")


def test_the_page_gets_the_picture_and_its_answer():
    [event] = result([0.2, 0.7, 0.1], truth="布").as_events()
    image = cv2.imdecode(np.frombuffer(base64.b64decode(event.data), np.uint8), cv2.IMREAD_COLOR)
    assert image.shape[:2] == (event.height, event.width) and event.width >= 128, "small pictures are enlarged"
    assert (event.title, event.mark) == ("剪刀", False) and "布" in event.caption


@pytest.mark.skipif(not hasattr(cv2, "FontFace"), reason="before OpenCV 5 only ASCII can be drawn")
def test_chinese_is_drawn_as_chinese():
    pictures = []
    for words in ("石", "头", "?"):
        pictures.append(np.full((40, 40, 3), 255, np.uint8))
        draw_line_of_text(pictures[-1], words, (4, 32), 28)
    assert all((picture < 128).any() for picture in pictures)
    assert not np.array_equal(pictures[0], pictures[1]) and not np.array_equal(pictures[1], pictures[2])


def test_the_answer_is_drawn_below_the_picture():
    drawn = result([0.2, 0.7, 0.1]).draw()
    assert drawn.dtype == np.uint8 and drawn.shape[0] > add_caption(PICTURE, "").shape[0] - 1
    assert (drawn[-10:] < 128).any() or (drawn < 100).any()


def test_a_shown_answer_keeps_the_order_of_the_classes():
    """Bars that change places with each picture of a camera cannot be read; an unknown answer has no figure."""
    image = np.zeros((8, 8, 3), "uint8")
    shown = Result(image, [0.1, 0.6, 0.3], ["a", "b", "c"], unknown=0.7).to_displayed_image()
    assert [label for label, _ in shown.scores] == ["a", "b", "c"]
    assert shown.caption == "unknown, most like b"
    many = Result(image, [0.1, 0.3, 0.05, 0.05, 0.1, 0.2, 0.2], list("gfedcba")).to_displayed_image()
    assert [label for label, _ in many.scores] == ["g", "f", "c", "b", "a"]
