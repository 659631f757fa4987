"""The report of a model that finds things, and what the Mistakes page gets of it."""

import json

import numpy as np
import pytest
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from sunmao.data.listing import ObjectAnnotation, Sample
from sunmao.errors import BadData, BadValue, UnknownName
from sunmao.images.geometry import box_to_polygon, mask_to_rle
from sunmao.models.model_spec import SAME_PLACE
from sunmao.protocol.learning_messages import DetectionPicture, PredictedObject, TrueObject
from sunmao.protocol.messages import MAX_PICTURES, dumps
from sunmao.tasks.classification import evaluation_event as bounds
from sunmao.tasks.evaluation import report as reports
from sunmao.tasks.object_detection import evaluation_event
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.evaluation.error_types import KINDS as MISTAKES
from sunmao.tasks.object_detection.evaluation_event import (
    MAX_PARTS,
    MAX_POINTS,
    MAX_RIGHT,
    make_detection_event,
)
from sunmao.tasks.object_detection.report import KINDS, DetectionReport
from sunmao.texts import get_text
from sunmao.texts.terms import FOUND_TERMS
from tests.support.detections import CLASSES, SIZE, crowd, found, item, lined_up

A, B = (10, 10, 30, 30), (100, 100, 130, 130)
FAR = (200, 10, 220, 30)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")


def report(**more) -> DetectionReport:
    """Three pictures: one thing found and one missed beside an imagined one; a cat taken for a cell; all right."""
    return DetectionReport(
        [
            (item(("cell", A), ("cell", B), name="data/a/1.jpg"), found((0.9, 0, A), (0.6, 0, FAR), (0.2, 0, B))),
            (item(("cat", A), name="data/a/2.jpg"), found((0.7, 0, A))),
            (item(("cell", B), name="data/a/3.jpg"), found((0.8, 0, B))),
        ],
        CLASSES,
        **more,
    )


def crowded(pictures: int, **more) -> DetectionReport:
    items, answers = crowd(pictures, 0, masks="task" in more)
    return DetectionReport(list(zip(items, answers, strict=True)), CLASSES, **more)


def test_what_a_pupil_reads():
    marked = report()
    assert (marked.total, marked.things, marked.classes) == (3, 4, CLASSES)
    assert (marked.split, marked.task, marked.confidence) == ("test", "detection", 0.5)
    assert marked.counts == {"right": 2, "wrong": 1, "misplaced": 0, "twice": 0, "imagined": 1, "missed": 1}
    assert (marked.precision, marked.recall, marked.f1) == (0.5, 0.5, 0.5)
    # Cells: right, right, wrong, imagined, right, so 1, 1, 2 / 3, 0.5, 0.6 for three things; the cat was not found.
    assert [marked.map, marked.map50, marked.map75] == pytest.approx([(67 + 34 * 0.6) / 101 / 2] * 3)
    # Shown are 0.9 right, 0.8 right, 0.7 a cell that is a cat, 0.6 imagined: two of three cells, and no cat.
    assert [marked.shown_map, marked.shown_map50] == pytest.approx([67 / 101 / 2] * 2)
    assert str(marked) == "test: 2 of 4 things found; of 4 answers shown 2 are right"
    assert [each.path for each in marked.mistakes] == ["data/a/1.jpg", "data/a/2.jpg"], "the most mistakes first"
    worst = marked.mistakes[0]
    assert worst.count() == 2 and [thing.label for thing in worst.truth] == ["cell", "cell"]
    assert [each.path for each in marked.right] == ["data/a/3.jpg"]


def test_look_alikes_that_nobody_sees_raise_cocos_map_only():
    """Two labels at each place, the wrong one a little surer: COCO's mAP counts the right one beside it, and one answer
    is shown.
    """
    pairs = []
    for number in range(4):
        label = number % 2
        answers = found((0.9, 1 - label, A), (0.8, label, A), (0.3, label, B))
        pairs.append((item((CLASSES[label], A), (CLASSES[label], B), name=f"data/a/{number}.jpg"), answers))
    marked = DetectionReport(pairs, CLASSES)
    # Of each class: two wrong at 0.9, two right at 0.8, two right at 0.3, so precision 4 / 6 at its best.
    assert marked.map50 == pytest.approx(2 / 3) and (marked.shown_map, marked.shown_map50) == (0, 0)
    assert (marked.precision, marked.recall) == (0, 0), "what is shown is the wrong one"
    assert str(marked) == "test: 0 of 8 things found; of 4 answers shown 0 are right"
    unsure = DetectionReport(pairs, CLASSES, confidence=0.3)
    # Two wrong ones, then two right ones of four things of each class.
    assert unsure.shown_map50 == pytest.approx(51 / 101 / 2) and unsure.map50 == marked.map50


@pytest.mark.slow
@pytest.mark.parametrize("task", ["detection", "instance"])
@pytest.mark.parametrize("confidence", [0.1, 0.5])
def test_the_map_of_what_is_shown_is_cocos_of_these_answers(task, confidence):
    masks = task == "instance"
    items, answers = crowd(16, 3, masks)
    marked = DetectionReport([*zip(items, answers, strict=True)], CLASSES, task=task, confidence=confidence)
    shown = [[*suppress_plainly(one, confidence)] for one in answers]
    judge = rate_plainly(
        items, [one.take(np.array(rows, int)) for one, rows in zip(answers, shown, strict=True)], masks
    )
    assert (marked.shown_map, marked.shown_map50) == pytest.approx((judge.stats[0], judge.stats[1]), abs=1e-9)
    by_class = judge.eval["precision"][0, :, :, 0, -1].mean(axis=0)
    assert [ap50 for _, ap50 in marked.shown_average_precisions()] == pytest.approx(by_class, abs=1e-9)
    assert marked.shown_map50 != pytest.approx(marked.map50, abs=1e-3)
    boxes = marked.as_boxes()
    assert boxes.task == "detection" and boxes.confidence == confidence
    assert boxes.map50 == DetectionReport([*zip(items, answers, strict=True)], CLASSES).map50


def suppress_plainly(one: Detections, confidence: float):
    """The rows that are shown: the surest first, and none whose box another one before it covers."""
    kept: list[np.ndarray] = []
    for row, (box, score) in enumerate(zip(one.boxes.astype(float), one.scores.tolist(), strict=True)):
        if round(score, 4) >= confidence and all(overlap(box, other) <= SAME_PLACE for other in kept):
            kept.append(box)
            yield row


def overlap(box: np.ndarray, other: np.ndarray) -> float:
    sides = np.minimum(box[2:], other[2:]) - np.maximum(box[:2], other[:2])
    shared = max(0.0, sides[0]) * max(0.0, sides[1])
    return shared / (np.prod(box[2:] - box[:2]) + np.prod(other[2:] - other[:2]) - shared)


def rate_plainly(items: list[Sample], answers: list[Detections], masks: bool) -> COCOeval:
    """pycocotools' own evaluation of files as COCO has them, with all its parameters as they are."""
    truth, rows = [], []
    for number, (picture, one) in enumerate(zip(items, answers, strict=True), 1):
        for thing in picture.things:
            x1, y1, x2, y2 = thing.box
            place = {"bbox": [x1, y1, x2 - x1, y2 - y1], "area": (x2 - x1) * (y2 - y1), "iscrowd": 0}
            outline = {"segmentation": [box_to_polygon(thing.box)]} if masks else {}
            label = CLASSES.index(thing.label)
            truth.append({"id": len(truth) + 1, "image_id": number, "category_id": label, **place, **outline})
        for place, (x1, y1, x2, y2) in enumerate(one.boxes.astype(float).tolist()):
            where = {"segmentation": one.masks[place]} if masks else {"bbox": [x1, y1, x2 - x1, y2 - y1]}
            row = {"image_id": number, "category_id": int(one.labels[place]), "score": float(one.scores[place])}
            rows.append(row | where)
    there = COCO()
    there.dataset = {
        "images": [{"id": number, "width": SIZE[0], "height": SIZE[1]} for number in range(1, len(items) + 1)],
        "categories": [{"id": number, "name": label} for number, label in enumerate(CLASSES)],
        "annotations": truth,
    }
    there.createIndex()
    judge = COCOeval(there, there.loadRes(rows), "segm" if masks else "bbox")
    judge.evaluate()
    judge.accumulate()
    judge.summarize()
    return judge


def test_another_confidence_changes_what_is_counted_and_not_the_averages():
    low = report(confidence=0.1)
    assert low.counts["right"] == 3 and low.counts["missed"] == 0 and low.map50 == report().map50
    assert low.shown_map50 == low.map50 > report().shown_map50, "from 0.1 on all of them are shown"
    with pytest.raises(BadValue, match="confidence"):
        report(confidence=2)


def test_the_table_has_a_row_for_each_class():
    cell, cat, total = report().table().rows
    assert cell == ["cell", 0.5, 0.667, 0.663, pytest.approx(0.865, abs=1e-3), pytest.approx(0.865, abs=1e-3), 3]
    assert cat == ["cat", 0, 0, 0, 0, 0, 1] and total == ["total", 0.5, 0.5, 0.332, 0.433, 0.433, 4]
    head = ["label", "precision", "recall", "AP50 of what is shown", "AP50", "AP", "things"]
    assert report().table().columns == head, "what is shown stands first"
    assert DetectionReport([(item(), found())], CLASSES).table().rows[0] == ["cell", *[None] * 5, 0]


@pytest.mark.slow
def test_crowded_pictures_have_the_map_of_all_answers_too(monkeypatch):
    monkeypatch.setattr(reports, "_explained_terms", set())
    picture, answers = lined_up(200)
    marked = DetectionReport([(picture, answers)], CLASSES)
    assert (marked.map, marked.map_unlimited, marked.recall) == (pytest.approx(51 / 101), 1, 1)
    assert marked.table().rows[-1] == ["mAP of all boxes", None, None, None, None, 1, 200]
    assert make_detection_event(marked).averages.map_unlimited == 1
    *_, words = marked.as_events()
    assert [row[0] for row in words.rows] == ["mAP of all boxes"] and "surest 100" in words.rows[0][1]


def test_nothing_to_find_and_nothing_found():
    empty = DetectionReport([(item(), found((0.9, 0, A))), (item(), found())], CLASSES)
    assert [empty.map, empty.map50, empty.map75, empty.precision, empty.recall, empty.f1] == [None] * 6
    assert [empty.shown_map, empty.shown_map50] == [None] * 2
    assert (
        empty.counts["imagined"] == 1
        and len(empty.mistakes) == 1
        and str(empty) == "test: nothing to find in 2 pictures, false alarms: 1"
    )
    assert (
        empty.chart("classes").size and empty.chart("mistakes").size and len(make_detection_event(empty).pictures) == 2
    )
    with pytest.raises(BadData, match="nothing to find"):
        empty.chart("pr")
    blind = DetectionReport([(item(("cell", A)), found())], CLASSES)
    assert (blind.map50, blind.precision, blind.recall, blind.f1) == (0, 0, 0, 0) and blind.chart("pr").size
    assert (blind.shown_map, blind.shown_map50) == (0, 0)
    nobody = DetectionReport([], CLASSES)
    assert nobody.total == 0 and nobody.counts["missed"] == 0 and list(nobody.as_events())


def test_what_only_a_classifier_can_tell_is_refused_in_words():
    marked = report()
    for ask in (lambda: marked.top5, lambda: marked.top(k=3), lambda: marked.accuracy, lambda: marked.matrix()):
        with pytest.raises(BadValue, match="A model that finds things has no"):
            ask()
    for kind in ("roc", "confusion_matrix"):
        with pytest.raises(BadValue, match="A model that finds things has no"):
            marked.chart(kind=kind)
    with pytest.raises(BadValue, match="mistakes"):
        marked.chart(kind="mistake")
    with pytest.raises(UnknownName, match="'mistakes'"):
        marked.mistake


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("count", [1, 2, 40])
def test_charts_are_pictures_that_a_page_shows_unshrunk(count, lang, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", lang)
    names = [f"类别 {number}" for number in range(count)]
    pairs = [
        (item((name, A), (name, B), name=f"{n}.jpg"), found((0.9, n, A), (0.7, n, FAR), (0.6, (n + 1) % count, B)))
        for n, name in enumerate(names)
    ]
    marked = DetectionReport(pairs, names)
    for kind in KINDS:
        chart = marked.chart(kind=kind)
        assert (
            chart.dtype == np.uint8 and chart.shape[2] == 3 and max(chart.shape) < 1800 and len(np.unique(chart)) > 10
        )
        edges = np.concatenate([chart[0], chart[-1], chart[:, 0], chart[:, -1]])
        assert (edges == 255).all(), "nothing is cut off"


def test_the_weakest_of_many_classes_are_drawn():
    names = [f"class {number}" for number in range(20)]
    pairs = [(item((name, A)), found(*[(0.9, n, A)] * (n > 3))) for n, name in enumerate(names)]
    mean, *single = DetectionReport(pairs, names)._lines()
    assert [curve.area for curve in single] == [0] * 4 + [1] * 4 and mean.area == pytest.approx(0.8)


def test_shown_with_its_words_explained_once(monkeypatch):
    monkeypatch.setattr(reports, "_explained_terms", set())
    table, image, words = report().as_events()
    assert len(table.rows) == 3 and image.width > 0 and image.title == "kinds of mistakes"
    assert [row[0] for row in words.rows] == [get_text(term) for term in FOUND_TERMS] and all(
        row[1].endswith(".") for row in words.rows
    )
    assert len(list(report().as_events())) == 2


def test_the_mistakes_page_gets_everything(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    marked = report()
    event = make_detection_event(marked, "models/x.onnx")
    assert (event.task, event.split, event.classes, event.model, event.confidence) == (
        "detection",
        "test",
        CLASSES,
        "models/x.onnx",
        0.5,
    )
    names = ("map", "map50", "map75", "map_unlimited", "precision", "recall", "f1", "shown_map", "shown_map50")
    assert event.averages.map_unlimited is None, "no picture is crowded"
    assert vars(event.averages) == pytest.approx({name: getattr(marked, name) for name in names}, abs=1e-6)
    assert event.counts == marked.counts and list(event.counts) == list(MISTAKES)
    assert [list(vars(one).values()) for one in event.by_class] == [
        [pytest.approx(0.8653, abs=1e-4)] * 2 + [0.5, 0.6667, 3, 0.6634],
        [0, 0, 0, 0, 1, 0],
    ]
    assert (
        [len(curve) for curve in event.curves] == [101, 101] and event.curves[0][0] == 1 and event.curves[0][-1] == 0.6
    )
    first, second, last = event.pictures
    assert first == DetectionPicture(
        "data/a/1.jpg",
        *SIZE,
        [TrueObject(0, A, "right"), TrueObject(0, B, "missed")],
        [PredictedObject(0, 0.9, A, "right"), PredictedObject(0, 0.6, FAR, "imagined")],
    )
    assert second.truths == [TrueObject(1, A, "wrong")] and second.answers == [PredictedObject(0, 0.7, A, "wrong")]
    assert last.path == "data/a/3.jpg"
    json.loads(dumps([event]))


def test_every_row_agrees_with_the_counts():
    marked = crowded(40)
    event = make_detection_event(marked)
    assert len(event.pictures) == 40
    kinds = [answer.kind for picture in event.pictures for answer in picture.answers]
    missed = [thing.kind for picture in event.pictures for thing in picture.truths]
    assert event.counts == {kind: missed.count(kind) if kind == "missed" else kinds.count(kind) for kind in MISTAKES}
    assert missed.count("right") == event.counts["right"] and len(missed) == marked.things
    wrong = [
        sum(answer.kind != "right" for answer in one.answers) + sum(thing.kind == "missed" for thing in one.truths)
        for one in event.pictures
    ]
    assert wrong == sorted(wrong, reverse=True) and wrong[-1] == 0


def test_masks_come_as_outlines_of_few_points():
    marked = crowded(12, task="instance")
    event = make_detection_event(marked)
    assert event.task == "instance" and marked.map != crowded(12).map
    for picture in event.pictures:
        assert (picture.width, picture.height) == SIZE
        for answer in picture.answers:
            (outline,) = answer.outlines
            assert np.allclose(
                [*np.reshape(outline, (-1, 2)).min(0), *np.reshape(outline, (-1, 2)).max(0)], answer.box, atol=1.1
            ), "at its place"


def test_an_outline_as_rough_as_can_be_is_made_simple():
    rough = (np.indices((240, 320)).sum(0) % 7 < 3) | (np.random.default_rng(0).random((240, 320)) < 0.2)
    outlines = evaluation_event.mask_to_outlines(mask_to_rle(rough))
    assert 1 <= len(outlines) <= MAX_PARTS and all(6 <= len(outline) <= 2 * MAX_POINTS for outline in outlines)
    assert evaluation_event.mask_to_outlines(mask_to_rle(np.zeros((8, 8)))) == []
    drawn = evaluation_event._get_outlines(ObjectAnnotation("cell", (0, 0, 9, 9), ((0, 0, 9, 0, 9, 9, 0, 9),)))
    assert sorted(zip(drawn[0][::2], drawn[0][1::2], strict=True)) == [(0, 0), (0, 9), (9, 0), (9, 9)]


@pytest.mark.slow
@pytest.mark.long
def test_the_event_of_a_large_test_stays_small(monkeypatch):
    pairs = [
        (
            item(*[("cell", A)] * 30, name="data/" + "很长的名字" * 8 + f"/{n}.jpg"),
            found(*[(0.9, 0, (x, 50, x + 9, 60)) for x in range(0, 300, 10)]),
        )
        for n in range(1000)
    ]
    event = make_detection_event(DetectionReport(pairs, CLASSES))
    assert len(dumps([event])) < 3_000_000 and 300 < len(event.pictures) < 1000 <= MAX_PICTURES
    fine = DetectionReport([(item(("cell", A)), found((0.9, 0, A)))] * (MAX_RIGHT + 1), CLASSES)
    assert len(make_detection_event(fine).pictures) == MAX_RIGHT
    monkeypatch.setattr(evaluation_event, "MAX_BYTES", 10)
    assert make_detection_event(fine).pictures == [] and bounds.MAX_BYTES > 10
