"""The objects that answers found, as pycocotools matches them; TIDE's kinds of mistakes."""

import pytest
from pycocotools import mask as coco
from pycocotools.cocoeval import COCOeval

from sunmao.images.geometry import box_to_polygon
from sunmao.tasks.object_detection.evaluation.error_types import KINDS, UNSURE, classify_errors, count_by_image
from sunmao.tasks.object_detection.evaluation.matching import find_best_confidence, match_detections
from tests.support.detections import CLASSES, crowd, found, item


class Plain:
    """A data set with the methods that COCOeval calls, with nothing of ours in between."""

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
    """Return the object that each answer found by COCOeval, at an IoU of 0.5; -1 for none."""
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
    judge.params.maxDets, judge.params.areaRng, judge.params.iouThrs = [1000], [[0, 1e10]], [0.5]
    judge.evaluate()
    seen = [one for one in judge.evalImgs if one]
    hits = {
        answer: int(thing) - 1 for one in seen for answer, thing in zip(one["dtIds"], one["dtMatches"][0], strict=True)
    }
    return [hits[number] for number in range(1, len(given) + 1)]


def _mask(box, size):
    return coco.merge(coco.frPyObjects([list(box_to_polygon(box))], size[1], size[0]))


@pytest.mark.parametrize("masks", [False, True], ids=["boxes", "masks"])
@pytest.mark.parametrize("seed", range(3))
def test_the_same_things_are_found_as_by_pycocotools(seed, masks):
    items, answers = crowd(12, seed, masks=masks)
    hits = match_detections(items, answers, CLASSES, masks).hits.tolist()
    assert hits == reference(items, answers, CLASSES, masks) and max(hits) > 0


def test_the_nearest_free_thing_is_taken():
    picture = item(("cell", (0, 0, 10, 10)), ("cell", (0, 2, 10, 12)))
    answers = found((0.9, 0, (0, 1.9, 10, 11.9)), (0.8, 0, (0, 1.9, 10, 11.9)), (0.7, 0, (0, 1.9, 10, 11.9)))
    assert match_detections([picture], [answers], CLASSES).hits.tolist() == [1, 0, -1]
    surest_last = found((0.6, 0, (0, 0, 10, 10)), (0.9, 0, (0, 0, 10, 8)))
    assert match_detections([item(("cell", (0, 0, 10, 10)))], [surest_last], CLASSES).hits.tolist() == [-1, 0]


def test_the_confidence_at_which_answers_are_best():
    picture = item(("cell", (0, 0, 10, 10)), ("cell", (20, 20, 30, 30)))
    right, also, wrong = (0.919, 0, (0, 0, 10, 10)), (0.437, 0, (20, 20, 30, 30)), (0.3, 0, (50, 50, 60, 60))
    assert find_best_confidence(match_detections([picture], [found(right, also, wrong)], CLASSES)) == 0.36, (
        "halfway from the last one that stays in to the first that does not, and down"
    )
    assert find_best_confidence(match_detections([picture], [found(right, wrong)], CLASSES)) == 0.6, (
        "what is imagined is left out"
    )
    assert find_best_confidence(match_detections([picture], [found(right, also)], CLASSES)) == 0.21, "halfway to none"
    assert find_best_confidence(match_detections([picture], [found(wrong)], CLASSES)) is None
    assert find_best_confidence(match_detections([item()], [found()], CLASSES)) is None


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
