"""COCO's numbers."""

import pytest
from pycocotools.coco import COCO

from sunmao.tasks.object_detection.evaluation.coco_map import RECALLS, compute_metrics
from tests.support.detections import CLASSES, crowd, found, item, lined_up, masked


def marks(*pairs, classes=CLASSES, masks=False):
    return compute_metrics([item for item, _ in pairs], [found for _, found in pairs], classes, masks)


# Of `crowd(12, seed)`, boxes and masks: mAP, mAP50 and mAP75 by an implementation of our own that agreed with pycocotools'.
KNOWN = {
    False: [(0.2478517, 0.4926014, 0.167534), (0.3241725, 0.5850114, 0.3977194), (0.2342538, 0.441713, 0.227846)],
    True: [(0.2523427, 0.506939, 0.1481408), (0.331289, 0.558128, 0.3977194), (0.236959, 0.441713, 0.227846)],
}


@pytest.mark.parametrize("masks", [False, True], ids=["boxes", "masks"])
@pytest.mark.parametrize("seed", range(3))
def test_the_numbers_are_cocos(seed, masks, capsys):
    ours = compute_metrics(*crowd(12, seed, masks=masks), [*CLASSES, "dog"], masks)
    assert (ours.map, ours.map50, ours.map75) == pytest.approx(KNOWN[masks][seed], abs=1e-6)
    assert ours.map_unlimited is None and ours.precision.shape == (10, 3, 101) and len(RECALLS) == 101
    assert ours.by_class[2] == (None, None) and capsys.readouterr().out == "", "pycocotools says nothing"


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


def test_labels_that_the_model_does_not_know_are_not_asked():
    picture = item(("cell", (0, 0, 10, 10)), ("stranger", (20, 20, 40, 40)))
    assert marks((picture, found((0.9, 0, (0, 0, 10, 10))))).map == 1


@pytest.mark.slow
def test_the_surest_hundred_answers_count_and_all_under_another_name():
    many = marks(lined_up(200))
    # Half of the things are found: precision 1 up to recall 0.5.
    assert many.map == pytest.approx(51 / 101) and many.map_unlimited == 1
    assert many.curves[0] == [1.0] * 51 + [0.0] * 50
    assert marks(lined_up(100)).map == 1 and marks(lined_up(100)).map_unlimited is None
    shared = marks(lined_up(200), classes=["cat"])
    assert shared.map is None and shared.map_unlimited is None


def test_pycocotools_is_silent_only_meanwhile(capsys):
    marks(lined_up(2))
    COCO().createIndex()
    assert capsys.readouterr().out.startswith("creating index"), "a pupil's own use of it prints as ever"


def test_a_mask_is_compared_and_a_thing_without_one_is_its_box():
    cut = item(("cell", (0, 0, 20, 20)), polygons=(0, 0, 20, 0, 20, 8, 0, 20))  # 0.7 of its box
    whole = masked(found((0.9, 0, (0, 0, 20, 20))))
    assert marks((cut, whole)).map75 == 1, "the boxes are the same"
    assert marks((cut, whole), masks=True).map75 == 0 and marks((cut, whole), masks=True).map50 == 1
    assert marks((item(("cell", (0, 0, 20, 20))), whole), masks=True).map == 1
