"""The result of a detection: the values that programs read off it, the drawing, the page's message."""

import base64
from pathlib import Path

import cv2
import numpy as np
import pytest

from sunmao.data.listing import ObjectAnnotation, Sample
from sunmao.errors import BadValue, UnknownName
from sunmao.images import geometry
from sunmao.images.annotation_drawing import measure_text
from sunmao.images.image_files import save_image_file
from sunmao.tasks.classification.results import Result
from sunmao.tasks.object_detection import drawing
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.report import DetectionReport
from sunmao.tasks.object_detection.results import DetectedObject, DetectionResult, format_textbook_rows
from sunmao.tasks.object_detection.tracking import Tracker

CLASSES = ["红细胞", "WBC"]
PICTURE = np.full((120, 160, 3), 128, np.uint8)
BOXES = [(10, 20, 50, 60), (60, 20, 100.26, 60), (-5, 90, 30, 130)]


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")


def found(boxes=BOXES, scores=(0.9, 0.8, 0.4), labels=(1, 0, 0), masks=None) -> Detections:
    return Detections(
        np.array(boxes, np.float32).reshape(-1, 4), np.array(scores, np.float32), np.array(labels, int), masks
    )


def result(**more) -> DetectionResult:
    return DetectionResult(PICTURE, found(), CLASSES, **more)


def nothing(**more) -> DetectionResult:
    return DetectionResult(PICTURE, found([], [], []), CLASSES, **more)


def rle_of(mask) -> dict:
    counts, size = geometry.mask_to_rle(mask)
    return {"counts": counts.encode(), "size": list(size)}


def test_what_a_pupil_reads():
    answer = result()
    assert (answer.label, answer.confidence, answer.number, answer.text) == ("WBC", 0.9, 1, "WBC, 红细胞")
    assert [thing.label for thing in answer.things] == ["WBC", "红细胞", "红细胞"] and answer.top(k=1)[0].label == "WBC"
    assert (
        answer.count(),
        answer.count(label="红细胞"),
        answer.count(confidence=0.8),
        answer.count("红细胞", 0.5),
    ) == (3, 2, 2, 1)
    assert answer.has(label="WBC") and not answer.has(label="WBC", confidence=0.95)
    for asked in (answer.has, answer.count):
        with pytest.raises(BadValue, match="label 'wbcc'. Did you mean 'WBC'.*it has learned: "):
            asked(label="wbcc")
    assert answer.count(label="wbc") == answer.count(label="WBC") and not answer.has(label="")
    assert repr(answer) == "1 × WBC · 2 × 红细胞" and answer.classes == CLASSES


def test_less_sure_than_asked_is_not_found():
    answer = result(confidence=0.5)
    assert answer.count() == 2 and len(answer.found) == 3 and not answer.has("红细胞", 0.9)


def test_a_confidence_is_what_is_read_in_any_precision():
    """0.7 is at least 0.7, for whoever asks: float32 cannot hold it."""
    scores = (0.7, 0.69996, 0.69994)
    boxes, labels = [BOXES[0], BOXES[1], BOXES[2]], (1, 0, 0)
    truth = [ObjectAnnotation("WBC", BOXES[0])]
    answer = DetectionResult(PICTURE, found(boxes, scores, labels), CLASSES, confidence=0.7, truth=truth)
    assert [thing.confidence for thing in answer.things] == [0.7, 0.7] and answer.count(confidence=0.7) == 2
    assert len(answer.found.surer(0.7)) == len(answer.found.surer(np.float64(0.7))) == 2
    assert answer.draw().shape == PICTURE.shape and answer.to_displayed_image().mark is False
    followed = Tracker(sightings=1).follow(result=answer)
    assert [thing.id for thing in followed.things] == [1, 2]
    report = DetectionReport(
        [(Sample(Path("a.png"), None, "test", (160, 120), things=tuple(truth)), answer.found)], CLASSES, confidence=0.7
    )
    assert report.counts["right"] == report.counts["imagined"] == 1 and len(report.list_classified(0)[2]) == 2


@pytest.mark.parametrize("confidence", [80, -0.1, "0.5", None, float("nan")])
def test_a_confidence_is_a_share(confidence):
    for ask in (
        result().count,
        Result(PICTURE, [0.1, 0.9], CLASSES).count,
        lambda confidence: result().has("WBC", confidence),
    ):
        with pytest.raises(BadValue, match="confidence cannot be .* from 0 to 1"):
            ask(confidence=confidence)


def test_nothing_found(monkeypatch):
    answer = nothing()
    assert (answer.label, answer.confidence, answer.number, answer.things, answer.text) == ("", 0.0, None, [], "")
    assert (
        format_textbook_rows(answer) == []
        and answer.top(k=2) == []
        and not answer.has(label="WBC")
        and repr(answer) == "nothing found"
    )
    assert np.array_equal(answer.draw(), PICTURE)
    monkeypatch.setenv("SUNMAO_LANG", "zh")
    assert repr(answer) == "没有找到" and answer.label == ""


def test_where_a_thing_is():
    thing = result().things[1]
    assert thing.box == (60.0, 20.0, 100.3, 60.0) and (thing.center_x, thing.center_y, thing.width, thing.height) == (
        80.1,
        40.0,
        40.3,
        40.0,
    )
    assert thing.area == 1610 and thing.mask is None and thing.id == 0 and thing.number == 0
    assert repr(thing) == "红细胞 (80%)" and repr(DetectedObject("a", 1, 0, (0, 0, 1, 1), id=7)) == "#7 a (100%)"


def test_a_mask_says_the_area():
    mask = np.zeros(PICTURE.shape[:2], np.uint8)
    mask[20:60, 10:30] = 1
    thing = DetectionResult(PICTURE, found(BOXES[:1], (0.9,), (0,), [rle_of(mask)]), CLASSES).things[0]
    assert thing.area == 800 and thing.mask.dtype == bool and np.array_equal(thing.mask, mask == 1)


def test_a_thing_is_cut_out_as_far_as_it_lies_in_the_picture():
    picture = PICTURE.copy()
    picture[90:, :30] = (255, 0, 0)
    part = result().things[2].crop(image=picture)
    assert part.shape == (30, 30, 3) and (part == (255, 0, 0)).all()
    part[:] = 0
    assert picture[100, 10, 0] == 255, "the part is a picture of its own"
    assert DetectedObject("a", 1, 0, (10.2, 10.2, 10.4, 10.4)).crop(image=picture).shape == (1, 1, 3)
    with pytest.raises(BadValue):
        DetectedObject("a", 1, 0, (500, 500, 600, 600)).crop(image=picture)


def test_misspelled_names_are_refused_with_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'center_x'"):
        result().things[0].centerx
    with pytest.raises(UnknownName, match="Did you mean 'things'"):
        result().thing
    with pytest.raises(AttributeError):
        result().things[0].area = 3


def test_the_picture_is_read_when_it_is_wanted(tmp_path):
    save_image_file(tmp_path / "a.png", PICTURE)
    answer = DetectionResult(None, found(), CLASSES, path=(tmp_path / "a.png").as_posix())
    assert answer.count() == 3 and answer._image is None
    assert answer.draw().shape == PICTURE.shape and answer.path.endswith("a.png")


def test_rows_are_the_textbooks():
    assert format_textbook_rows(result(confidence=0.85)) == [
        {"类别标签": 1, "置信度": 0.9, "坐标": {"x1": 10, "y1": 20, "x2": 50, "y2": 60}, "预测结果": "WBC"}
    ]


def test_the_page_gets_a_picture_large_enough_and_what_was_counted():
    [event] = result().as_events()
    image = cv2.imdecode(np.frombuffer(base64.b64decode(event.data), np.uint8), cv2.IMREAD_COLOR)
    assert image.shape[:2] == (event.height, event.width) == (360, 480) and event.mark is None
    assert event.caption == "1 × WBC · 2 × 红细胞"


class TestDrawing:
    def test_a_drawn_picture_keeps_its_size_and_the_given_one_stays(self):
        before = PICTURE.copy()
        drawn = result().draw()
        assert drawn.shape == PICTURE.shape and np.array_equal(PICTURE, before)
        assert (drawn[40, 10] == drawing.get_class_color(1)).all() and (
            drawn[40, 60] == drawing.get_class_color(0)
        ).all()

    def test_colors_belong_to_classes(self):
        assert len(set(drawing.COLORS)) == 8 and drawing.get_class_color(0) == drawing.get_class_color(8)

    @pytest.mark.parametrize(
        "box", [(0, 0, 12, 8), (140, 0, 160, 10), (150, 110, 160, 120), (0, 100, 5, 120), (-20, -20, 300, 300)]
    )
    def test_labels_stay_in_the_picture(self, box):
        drawn = DetectionResult(PICTURE, found([box], (0.9,), (0,)), CLASSES).draw()
        rows_, columns = np.nonzero((drawn == drawing.get_class_color(0)).all(axis=2))
        size = 12
        assert columns.max() - columns.min() + 1 >= min(measure_text("红细胞 90%", size), 60) - 2 and rows_.max() < 120

    def test_labels_do_not_hide_each_other(self):
        one = DetectionResult(PICTURE, found([BOXES[0]], (0.9,), (0,)), CLASSES).draw()
        two = DetectionResult(PICTURE, found([BOXES[0], (12, 22, 52, 62)], (0.9, 0.8), (0, 0)), CLASSES).draw()
        label = (one == drawing.get_class_color(0)).all(axis=2)
        assert (two[:18][label[:18]] == drawing.get_class_color(0)).all(), "the label of the surer one is whole"

    def test_where_there_are_many_less_is_written(self):
        boxes = [(8 * n, 60, 8 * n + 6, 66) for n in range(19)]
        crowded = DetectionResult(PICTURE, found(boxes, [0.9] * 19, [0] * 19), CLASSES).draw()
        assert (crowded[:50] == 128).all(), "no label, for they would cover the picture"

    def test_before_opencv_5_numbers_stand_for_chinese_names(self, monkeypatch):
        monkeypatch.delattr(cv2, "FontFace", raising=False)
        said = []
        monkeypatch.setattr(drawing, "draw_line_of_text", lambda image, words, *more: said.append(words))
        result(truth=[ObjectAnnotation("红细胞", (100, 80, 140, 110))]).draw()
        assert said == ["? #0", "WBC 90%", "#0 80%", "#0 40%"]

    def test_a_mask_is_half_transparent_with_an_outline(self):
        mask = np.zeros(PICTURE.shape[:2], np.uint8)
        cv2.circle(mask, (80, 60), 30, 1, -1)
        drawn = DetectionResult(PICTURE, found([(50, 30, 110, 90)], (0.9,), (0,), [rle_of(mask)]), CLASSES).draw()
        expected = 0.55 * 128 + 0.45 * np.array(drawing.get_class_color(0))
        assert np.abs(drawn[60, 80] - expected).max() <= 1 and (drawn[110, 20] == 128).all()
        assert (
            DetectionResult(PICTURE, found([(0, 0, 1, 1)], (0.9,), (0,), [rle_of(np.zeros_like(mask))]), CLASSES)
            .draw()
            .shape
            == PICTURE.shape
        )

    def test_a_mistake_shows_what_is_wrong_and_what_was_missed(self):
        truth = [ObjectAnnotation("WBC", (10, 20, 50, 60)), ObjectAnnotation("红细胞", (100, 80, 140, 110))]
        answer = result(truth=truth, confidence=0.5)
        plain, judged = result(confidence=0.5).draw(), answer.draw()
        assert answer.truth == truth and answer.to_displayed_image().mark is False
        assert not np.array_equal(plain[80:110, 98:142], judged[80:110, 98:142]), "what was missed is dashed"
        dashed = (judged[80, 100:141] == drawing.get_class_color(0)).all(axis=1)
        assert 0 < dashed.sum() < 40

    def test_all_right_is_right(self):
        truth = [ObjectAnnotation("WBC", (11, 21, 50, 60)), ObjectAnnotation("红细胞", (60, 20, 100, 60))]
        assert result(truth=truth, confidence=0.5).to_displayed_image().mark is True
        assert result(truth=truth, confidence=0.1).to_displayed_image().mark is False
        assert (
            nothing(truth=[]).to_displayed_image().mark is True
            and nothing(truth=truth).to_displayed_image().mark is False
        )


def test_thousands_a_minute_are_cheap():
    """Nothing is decoded, drawn or judged before someone asks."""
    answer = DetectionResult(
        None,
        found(masks=[{"counts": b"broken", "size": [1, 1]}] * 3),
        CLASSES,
        truth=[ObjectAnnotation("WBC", (0, 0, 1, 1))],
    )
    assert answer.count() == 3 and answer.label == "WBC" and set(vars(answer)) & {"_mistakes"} == set()
