"""The marks of a model that finds things: COCO's numbers, TIDE's kinds of mistakes."""

import numpy as np
import pytest
from pycocotools import mask as coco
from pycocotools.cocoeval import COCOeval

from sunmao.data.images.geometry import box_to_polygon
from sunmao.vision.object_detection.coco_map import (
    RECALLS,
    THRESHOLDS,
    compute_metrics,
    find_best_confidence,
    match_detections,
)
from sunmao.vision.object_detection.error_types import KINDS, UNSURE, classify_errors, count_by_image
from tests.support.detections import CLASSES, crowd, found, item, masked


def marks(*pairs, classes=CLASSES, masks=False):
    return compute_metrics([item for item, _ in pairs], [found for _, found in pairs], classes, masks)


class Plain:
    """What COCOeval asks of its data, with nothing of ours in between."""

    def __init__(self, rows, pictures, classes):
        self.rows, self.pictures, self.classes = rows, pictures, classes

    def getImgIds(self):
        return list(range(1, self.pictures + 1))

    def getCatIds(self):
        return list(range(self.classes))

    def getAnnIds(self, imgIds, catIds):
        return list(range(len(self.rows)))

    def loadAnns(self, ids):
        return [self.rows[each] for each in ids]

    def annToRLE(self, row):
        return row["segmentation"]


def reference(items, found, classes, masks):
    """COCOeval's precision, (10, C, 101), -1 for a class without things."""
    truth = [
        (n, thing.box, classes.index(thing.label), 1.0, _mask(thing.box, item.size))
        for n, item in enumerate(items, 1)
        for thing in item.things
    ]
    given = [
        (n, box, label, score, one.masks[place] if masks else None)
        for n, one in enumerate(found, 1)
        for place, (box, label, score) in enumerate(
            zip(one.boxes.tolist(), one.labels.tolist(), one.scores.tolist(), strict=True)
        )
    ]
    sides = [
        Plain(
            [
                dict(
                    id=id,
                    image_id=n,
                    bbox=[x, y, right - x, low - y],
                    category_id=label,
                    score=score,
                    segmentation=rle,
                    area=1,
                    iscrowd=0,
                )
                for id, (n, (x, y, right, low), label, score, rle) in enumerate(rows, 1)
            ],
            len(items),
            len(classes),
        )
        for rows in (truth, given)
    ]
    judge = COCOeval(*sides, "segm" if masks else "bbox")
    judge.params.maxDets, judge.params.areaRng = [1000], [[0, 1e10]]
    judge.evaluate()
    judge.accumulate()
    return judge.eval["precision"][..., 0, 0].transpose(0, 2, 1)


def _mask(box, size):
    return coco.merge(coco.frPyObjects([list(box_to_polygon(box))], size[1], size[0]))


@pytest.mark.parametrize("masks", [False, True], ids=["boxes", "masks"])
@pytest.mark.parametrize("seed", range(3))
def test_the_numbers_are_cocos(seed, masks, capsys):
    items, answers = crowd(12, seed, masks=masks)
    ours, theirs = (
        compute_metrics(items, answers, [*CLASSES, "dog"], masks),
        reference(items, answers, [*CLASSES, "dog"], masks),
    )
    assert np.allclose(np.nan_to_num(ours.precision, nan=-1), theirs, rtol=0, atol=1e-12)
    there = theirs[theirs > -1]
    assert ours.map == pytest.approx(there.mean()) and 0.1 < ours.map < 0.9
    assert ours.map50 == pytest.approx(theirs[0][theirs[0] > -1].mean()) and ours.map75 == pytest.approx(
        theirs[5][theirs[5] > -1].mean()
    )
    assert THRESHOLDS[5] == pytest.approx(0.75) and len(RECALLS) == 101


def test_by_hand():
    # Two things; the surest answer finds one, the next is nothing, the third finds the other with an IoU of 80 / 100.
    picture = item(("cell", (0, 0, 10, 10)), ("cell", (20, 20, 30, 30)))
    answers = found((0.9, 0, (0, 0, 10, 10)), (0.8, 0, (50, 50, 60, 60)), (0.7, 0, (20, 20, 30, 28)))
    one = marks((picture, answers))
    # Precision 1 up to recall 0.5 (51 of the 101 places), then 2 of 3.
    assert one.map50 == pytest.approx((51 + 50 * 2 / 3) / 101)
    assert one.map75 == one.map50
    # From an IoU of 0.85 on only the first is found: three strict thresholds.
    assert one.map == pytest.approx((7 * one.map50 + 3 * 51 / 101) / 10)
    assert one.by_class == [(pytest.approx(one.map), pytest.approx(one.map50)), (None, None)]
    assert one.curves[0] == pytest.approx([1.0] * 51 + [2 / 3] * 50) and one.curves[1] == []


def test_each_thing_is_found_once_and_by_the_surest():
    picture = item(("cell", (0, 0, 10, 10)))
    twice = marks((picture, found((0.6, 0, (0, 0, 10, 10)), (0.9, 0, (0, 0, 10, 8)))))
    # The surer one takes the thing up to its IoU of 0.8; beyond that the other one is the second answer: precision 1 /
    # 2.
    assert twice.map50 == 1 and twice.precision[-1, 0].max() == 0.5


def test_the_nearest_free_thing_is_taken():
    picture = item(("cell", (0, 0, 10, 10)), ("cell", (0, 2, 10, 12)))
    both = match_detections([picture], [found((0.9, 0, (0, 1.9, 10, 11.9)), (0.8, 0, (0, 1.9, 10, 11.9)))], CLASSES)
    assert both.hits[0].tolist() == [1, 0] and both.hits[-1].tolist() == [1, -1]


@pytest.mark.parametrize("masks", [False, True], ids=["boxes", "masks"])
def test_nothing_there_or_nothing_found(masks):
    full, nothing = item(("cell", (0, 0, 10, 10))), item()
    some, none = masked(found((0.9, 0, (0, 0, 10, 10)))), masked(found())
    assert marks((nothing, some), (nothing, none), masks=masks).map is None
    assert marks(masks=masks).map50 is None and marks(masks=masks).by_class == [(None, None)] * 2
    missed = marks((full, none), masks=masks)
    assert (missed.map, missed.map50, missed.by_class) == (0, 0, [(0, 0), (None, None)])
    assert marks((full, some), (nothing, some), (nothing, none), masks=masks).map50 == 1, (
        "what comes after the last thing costs nothing"
    )
    assert marks((nothing, some), (full, some), masks=masks).map50 == 0.5
    assert marks((full, some), classes=["cell"], masks=masks).map == 1


def test_the_confidence_at_which_answers_are_best():
    picture = item(("cell", (0, 0, 10, 10)), ("cell", (20, 20, 30, 30)))
    right, also, wrong = (0.919, 0, (0, 0, 10, 10)), (0.437, 0, (20, 20, 30, 30)), (0.3, 0, (50, 50, 60, 60))
    assert find_best_confidence(match_detections([picture], [found(right, also, wrong)], CLASSES)) == 0.43, (
        "down, so that the answer stays in"
    )
    assert find_best_confidence(match_detections([picture], [found(right, wrong)], CLASSES)) == 0.91, (
        "what is imagined is left out"
    )
    assert find_best_confidence(match_detections([picture], [found(wrong)], CLASSES)) is None
    assert find_best_confidence(match_detections([item()], [found()], CLASSES)) is None


def test_labels_that_the_model_does_not_know_are_not_asked():
    picture = item(("cell", (0, 0, 10, 10)), ("stranger", (20, 20, 40, 40)))
    assert marks((picture, found((0.9, 0, (0, 0, 10, 10))))).map == 1


def test_more_than_a_hundred_things_in_a_picture_count():
    boxes = [(12 * n % 300, 12 * (n // 25), 12 * n % 300 + 10, 12 * (n // 25) + 10) for n in range(200)]
    answers = found(*((1 - n / 1000, 0, box) for n, box in enumerate(boxes)))
    assert marks((item(*(("cell", box) for box in boxes)), answers)).map == 1


def test_a_mask_is_compared_and_a_thing_without_one_is_its_box():
    cut = item(("cell", (0, 0, 20, 20)), polygons=(0, 0, 20, 0, 20, 8, 0, 20))  # 0.7 of its box
    whole = masked(found((0.9, 0, (0, 0, 20, 20))))
    assert marks((cut, whole)).map75 == 1, "the boxes are the same"
    assert marks((cut, whole), masks=True).map75 == 0 and marks((cut, whole), masks=True).map50 == 1
    assert marks((item(("cell", (0, 0, 20, 20))), whole), masks=True).map == 1


CELL = ("cell", (10, 10, 30, 30))
SHIFTED = (20, 10, 40, 30)  # IoU with it: 200 / 600


@pytest.mark.parametrize(
    ("things", "answers", "kinds", "became"),
    [
        ([CELL], [(0.9, 0, CELL[1])], "right", "right"),
        ([CELL], [(0.9, 1, CELL[1])], "wrong", "wrong"),
        ([CELL], [(0.9, 0, SHIFTED)], "misplaced", "misplaced"),
        ([CELL], [(0.9, 1, SHIFTED)], "imagined", "missed"),
        ([CELL], [(0.9, 0, (60, 60, 70, 70))], "imagined", "missed"),
        ([CELL], [(0.4, 0, CELL[1])], "unsure", "missed"),
        ([CELL], [], "", "missed"),
        ([], [(0.9, 0, CELL[1])], "imagined", ""),
        ([CELL], [(0.9, 0, CELL[1]), (0.8, 0, (10, 10, 30, 29))], "right twice", "right"),
        ([CELL], [(0.9, 0, (10, 10, 30, 29)), (0.8, 0, CELL[1])], "right twice", "right"),
        ([CELL], [(0.9, 1, CELL[1]), (0.8, 0, CELL[1])], "wrong right", "right"),
        ([CELL], [(0.9, 0, CELL[1]), (0.8, 0, SHIFTED)], "right misplaced", "right"),
        # On two things: what it overlaps most decides.
        (
            [CELL, ("cat", (10, 10, 30, 28))],
            [(0.9, 0, CELL[1]), (0.8, 0, (10, 10, 30, 28))],
            "right wrong",
            "right wrong",
        ),
        (
            [CELL, ("cat", (10, 10, 30, 28))],
            [(0.9, 0, CELL[1]), (0.8, 0, (10, 10, 30, 30))],
            "right twice",
            "right missed",
        ),
        ([CELL, ("cat", SHIFTED)], [(0.9, 0, SHIFTED)], "wrong", "missed wrong"),
    ],
)
def test_the_kinds_of_mistakes(things, answers, kinds, became):
    compared = match_detections([item(*things)], [found(*answers)], CLASSES)
    judged = classify_errors(compared, 0.5)
    named = ["unsure" if kind == UNSURE else KINDS[kind] for kind in judged.answers]
    assert " ".join(named) == kinds and " ".join(KINDS[kind] for kind in judged.things) == became
    assert judged.counts == {
        kind: became.split().count(kind) if kind == "missed" else kinds.split().count(kind) for kind in KINDS
    }
    wrong = sum(kind not in ("right", "unsure") for kind in named) + became.split().count("missed")
    assert count_by_image(compared, judged, 1).tolist() == [wrong]


def test_pictures_are_kept_apart():
    pictures = [item(CELL), item(), item(CELL, ("cat", (50, 50, 60, 60))), item()]
    answers = [found(), found((0.9, 0, CELL[1])), found((0.9, 0, CELL[1]), (0.3, 0, CELL[1])), found()]
    compared = match_detections(pictures, answers, CLASSES)
    judged = classify_errors(compared, 0.5)
    assert count_by_image(compared, judged, 4).tolist() == [1, 1, 1, 0]
    assert judged.counts == {"right": 1, "wrong": 0, "misplaced": 0, "twice": 0, "imagined": 1, "missed": 2}


@pytest.mark.parametrize("seed", range(3))
def test_right_answers_and_right_things_are_as_many(seed):
    compared = match_detections(*crowd(20, seed), CLASSES)
    for confidence in (0, 0.3, 0.8, 1.1):
        judged = classify_errors(compared, confidence)
        assert (judged.things == 0).sum() == judged.counts["right"]
        assert (judged.answers == UNSURE).sum() == (compared.scores < confidence).sum()
