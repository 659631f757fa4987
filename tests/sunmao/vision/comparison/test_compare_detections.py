"""Two tests of models that find things, picture by picture."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sunmao.errors import BadData
from sunmao.protocol.messages import from_dict, to_dict
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.evaluation.coco_map import compute_metrics
from sunmao.tasks.object_detection.evaluation_event import make_detection_event
from sunmao.tasks.object_detection.report import DetectionReport
from sunmao.vision.comparison.bootstrap import _expand_tail
from sunmao.vision.comparison.compare_detections import compare_detections
from tests.support.detections import CLASSES, crowd, found, item


def reports(pictures: int = 40, seed: int = 0, share: float = 0.4, masks: bool = False):
    """A report, and one of a model that finds less."""
    items, answers = crowd(pictures, seed, masks=masks)
    random = np.random.default_rng(seed)
    fewer = [one.take(np.flatnonzero(random.random(len(one)) > share)) for one in answers]
    task = "instance" if masks else "detection"
    return [
        DetectionReport([*zip(items, each, strict=True)], CLASSES, task=task, confidence=0.3)
        for each in (fewer, answers)
    ]


def to_log(report: DetectionReport) -> dict:
    return json.loads(json.dumps(to_dict(make_detection_event(report))))


@pytest.mark.parametrize("masks", [False, True], ids=["boxes", "masks"])
def test_reports_are_compared_by_the_map50_of_what_they_show(masks):
    worse, better = reports(16 if masks else 40, masks=masks)
    compared = compare_detections(worse, better, resamples=200)
    marks = compared.bootstrap
    assert (marks.metric, marks.before, marks.after) == (
        "shown_map50",
        pytest.approx(worse.shown_map50, abs=1e-9),
        pytest.approx(better.shown_map50, abs=1e-9),
    )
    assert compared.pictures == better.total and (compared.only_before, compared.only_after) == (0, 0)
    assert marks.share_above > 0.95 and marks.verdict == ("uncertain" if masks else "unlikely_chance")
    assert compared.better[0].before - compared.better[0].after == max(
        each.before - each.after for each in compared.better
    )


def test_mistakes_are_those_of_the_report():
    worse, better = reports()
    compared = compare_detections(worse, better, resamples=10)
    for report, side in ((worse, "before"), (better, "after")):
        for change in (*compared.better, *compared.worse):
            number = int(Path(change.path).stem)
            things, _, answers = report.list_classified(number)
            missed = sum(kind == "missed" for _, kind in things)
            assert getattr(change, side) == missed + sum(kind != "right" for kind in answers)


@pytest.mark.slow
@pytest.mark.parametrize("masks", [False, True], ids=["boxes", "masks"])
@pytest.mark.parametrize("form", [make_detection_event, to_log])
def test_events_say_the_same_as_the_reports(form, masks):
    """An event has its pictures in another order."""
    worse, better = reports(16 if masks else 40, masks=masks)
    was, now, whole = form(worse), form(better), compare_detections(worse, better, resamples=300)
    compared = compare_detections(was, now, resamples=300)
    marks = compared.bootstrap
    assert marks.metric == "shown_map50"
    assert (marks.before, marks.after) == (
        pytest.approx(worse.shown_map50, abs=1e-9),
        pytest.approx(better.shown_map50, abs=1e-9),
    )
    assert replace(compared, bootstrap=whole.bootstrap) == whole
    assert (marks.changed, marks.verdict) == (whole.bootstrap.changed, whole.bootstrap.verdict)
    assert (marks.low, marks.high) == pytest.approx((whole.bootstrap.low, whole.bootstrap.high), abs=1e-9)
    mixed = compare_detections(was, better, resamples=300)
    assert mixed.bootstrap == marks


def test_a_model_of_masks_and_one_of_boxes_are_compared_by_boxes():
    _, masks = reports(12, masks=True)
    boxes = masks.as_boxes()
    marks = compare_detections(masks, boxes, resamples=10).bootstrap
    assert (marks.difference, marks.before) == (0, pytest.approx(boxes.shown_map50, abs=1e-9))
    assert masks.shown_map50 != pytest.approx(boxes.shown_map50, abs=1e-3)


def test_answers_that_nobody_sees_do_not_change_the_comparison():
    """The other model has the right label as well, less sure than the wrong one that is shown."""
    pairs, more = [], []
    for number in range(8):
        box = (10.0, 10.0, 40.0, 40.0)
        picture = item(("cell", box), name=f"x/{number}.jpg")
        pairs.append((picture, found((0.9, 1, box))))
        more.append((picture, found((0.9, 1, box), (0.8, 0, box))))
    was, now = (DetectionReport(each, CLASSES) for each in (pairs, more))
    assert (was.map50, now.map50) == (0, 1)
    marks = compare_detections(was, now, resamples=10).bootstrap
    assert (marks.before, marks.after, marks.changed) == (0, 0, 0)


def test_what_became_of_each_thing_and_of_each_kind_of_mistake():
    worse, better = reports()
    compared = compare_detections(worse, better, resamples=10)
    things = compared.things
    assert things.both_found + things.only_before == worse.counts["right"]
    assert things.both_found + things.only_after == better.counts["right"]
    assert things.both_found + things.only_before + things.only_after + things.both_missed == better.things
    assert (compared.kinds_before, compared.kinds_after) == (worse.counts, better.counts)
    assert things.only_after > things.only_before


def bootstrap_plainly(was: list, now: list, draws: int, seed: int) -> list[float]:
    """The differences of the mAP50 of what is shown of pictures that are really drawn again and again, each time marked by COCO's code."""
    random, gaps = np.random.default_rng(seed), []
    (items, before), (_, after) = was, now
    for _ in range(draws):
        drawn = random.integers(0, len(items), len(items))
        marks = [
            compute_metrics([items[n] for n in drawn], [found[n] for n in drawn], CLASSES).map50
            for found in (before, after)
        ]
        gaps.append(marks[1] - marks[0])
    return gaps


@pytest.mark.slow
@pytest.mark.long
def test_the_interval_is_that_of_a_plain_bootstrap():
    worse, better = reports(pictures=24, share=0.2)
    items = [better.item(number) for number in range(better.total)]
    shown = [[each.list_classified(number)[1] for number in range(each.total)] for each in (worse, better)]
    gaps = bootstrap_plainly((items, shown[0]), (items, shown[1]), 400, seed=1)
    marks = compare_detections(to_log(worse), to_log(better), resamples=4000).bootstrap
    # Ours is the expanded interval: as much wider as Student's t and n / (n - 1) make it.
    tail = _expand_tail(0.025, better.total)
    low, high = np.quantile(gaps, [tail, 1 - tail])
    width = high - low
    assert marks.low == pytest.approx(low, abs=0.12 * width) and marks.high == pytest.approx(high, abs=0.12 * width)
    assert marks.difference == pytest.approx(better.shown_map50 - worse.shown_map50, abs=1e-9)


def test_pictures_that_are_not_the_same_are_left_out():
    box, other = ("cell", (0, 0, 10, 10)), ("cell", (0, 0, 10, 20))
    seen = found((0.9, 0, (0, 0, 10, 10)))
    before = [item(box, name=f"x/{n}.jpg") for n in range(8)]
    after = [*before[1:6], item(other, name="x/6.jpg"), item(box, name="x/new.jpg")]
    was, now = (DetectionReport([(each, seen) for each in items], CLASSES) for items in (before, after))
    compared = compare_detections(was, now, resamples=10)
    assert (compared.pictures, compared.only_before, compared.only_after, compared.relabeled) == (5, 2, 1, 1)
    assert compared.bootstrap.verdict == "too_few" and compared.bootstrap.difference == 0
    with pytest.raises(BadData, match="no picture in common"):
        compare_detections(was, DetectionReport([(item(box, name="y/0.jpg"), seen)], CLASSES))
    with pytest.raises(TypeError, match="no test of a detector"):
        compare_detections(was, 3)


def test_models_may_number_their_classes_differently():
    [_, better] = reports()
    pairs = []
    for number in range(better.total):
        one = better.detections[number]
        pairs.append((better.item(number), Detections(one.boxes, one.scores, 2 - one.labels)))
    turned = DetectionReport(pairs, ["dog", *CLASSES[::-1]], confidence=0.3)
    compared = compare_detections(better, turned, resamples=10)
    assert compared.bootstrap.difference == 0 and compared.alike == better.total
    assert compared.bootstrap.before == pytest.approx(better.shown_map50, abs=1e-9)


def test_things_in_another_order_are_the_same_things():
    [_, better] = reports()
    pairs = [
        (replace(better.item(n), things=better.item(n).things[::-1]), better.detections[n]) for n in range(better.total)
    ]
    compared = compare_detections(better, DetectionReport(pairs, CLASSES, confidence=0.3), resamples=10)
    assert (compared.relabeled, compared.pictures) == (0, better.total)


def test_a_damaged_event_is_refused_and_unknown_classes_are_passed_over():
    worse, better = reports()
    event = to_log(worse) | {"ranking": [[3], "x"]}  # which older logs had
    thing = {"label": 9, "box": [0, 0, 1, 1], "kind": "right"}
    unknown = {"path": "x", "width": 1, "height": 1, "truths": [thing], "answers": []}
    event["pictures"].append(unknown)
    compared = compare_detections(event, to_log(better))
    assert compared.pictures == better.total and compared.only_before == 0
    for odd in (None, 3, {"path": "x"}, unknown | {"answers": [1]}, unknown | {"truths": [thing | {"box": [0, 1]}]}):
        with pytest.raises(ValueError):
            compare_detections(event | {"pictures": [odd]}, to_log(better))


@pytest.mark.parametrize("masks", [False, True], ids=["boxes", "masks"])
def test_logs_of_before_are_read(masks):
    worse, better = reports(16, masks=masks)
    event = to_log(worse)
    old = {name: value for name, value in event.items() if name != "version"}
    old["pictures"] = [
        [
            one["path"],
            one["width"],
            one["height"],
            [[each["label"], *each["box"], each["kind"], each.get("outlines", [])] for each in one["truths"]],
            [
                [each["label"], each["confidence"], *each["box"], each["kind"], each.get("outlines", [])]
                for each in one["answers"]
            ],
        ]
        for one in event["pictures"]
    ]
    old["by_class"] = [list(each.values()) for each in event["by_class"]]
    assert from_dict(old) == from_dict(event) == make_detection_event(worse)
