"""A tracker knows things again: where they cross, are hidden, flicker, leave and come back."""

import numpy as np
import pytest

from sunmao.errors import BadValue, UnknownName
from sunmao.tasks.classification.results import Result
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.results import DetectionResult
from sunmao.tasks.object_detection.tracking import Tracker

CLASSES = ["car", "dog"]


def shot(*things, confidence=0.5, masks=None) -> DetectionResult:
    """A result with things (x, y, score, label) of 40 by 40 pixels around x, y; the order of a network: the surest
    first.
    """
    things = sorted(things, key=lambda thing: -thing[2])
    boxes = np.array([(x - 20, y - 20, x + 20, y + 20) for x, y, _, _ in things], np.float32).reshape(-1, 4)
    found = Detections(
        boxes, np.array([each[2] for each in things], np.float32), np.array([each[3] for each in things], int), masks
    )
    return DetectionResult(None, found, CLASSES, path="a.jpg", confidence=confidence)


def ids(result) -> dict[float, int]:
    """Return the number of each object by its place (across)."""
    return {thing.center_x: thing.id for thing in result.things}


def test_numbers_stay_while_things_move():
    tracker = Tracker()
    for step in range(30):
        result = tracker.follow(result=shot((50 + 5 * step, 100, 0.9, 0), (300 - 3 * step, 200, 0.8, 1)))
        if step:
            assert ids(result) == {50 + 5 * step: 1, 300 - 3 * step: 2}
    assert (tracker.seen(), tracker.seen(label="car"), tracker.seen(label="dog")) == (2, 1, 1)
    with pytest.raises(BadValue, match="'cat'|“cat”"):
        tracker.seen(label="cat")
    assert Tracker().seen(label="cat") == 0
    assert result.path == "a.jpg" and result.classes == CLASSES and repr(result.things[0]) == "#1 car (90%)"


def test_two_that_cross_keep_their_numbers():
    """Also while one hides the other, as the network's own suppression of doubles does."""
    tracker, numbers = Tracker(), {}
    for step in range(41):
        right, left = 100 + 6 * step, 340 - 6 * step
        hidden = abs(right - left) < 30
        things = [(right, 100, 0.9, 0)] + ([] if hidden else [(left, 108, 0.85, 0)])
        numbers = ids(tracker.follow(result=shot(*things)))
    assert numbers == {340: 1, 100: 2} and tracker.seen() == 2


@pytest.mark.parametrize("frames", [1, 5, 12])
def test_a_thing_that_is_hidden_for_a_while_is_the_same(frames):
    tracker = Tracker()
    for step in range(10):
        tracker.follow(result=shot((50 + 4 * step, 100, 0.9, 0)))
    for _ in range(frames):
        assert tracker.follow(result=shot()).things == []
    again = tracker.follow(result=shot((50 + 4 * (10 + frames), 100, 0.9, 0)))
    assert [thing.id for thing in again.things] == [1]


def test_a_thing_that_is_gone_too_long_is_a_new_one():
    tracker = Tracker(lost_after=3)
    for gone in (0, 3, 4):
        for _ in range(gone):
            tracker.follow(result=shot())
        for _ in range(2):
            result = tracker.follow(result=shot((50, 50, 0.9, 0)))
        assert [thing.id for thing in result.things] == [2 if gone == 4 else 1]


def test_what_flickers_once_gets_no_number():
    tracker = Tracker()
    for step in range(12):
        noise = [(200 + 30 * step, 300, 0.6, 1)] if step % 3 == 0 else []
        result = tracker.follow(result=shot((50, 50, 0.9, 0), *noise))
    assert tracker.seen() == 1 and ids(result) == {50: 1}


def test_an_unsure_moment_is_bridged_by_what_the_network_was_less_sure_of():
    tracker = Tracker()
    for step in range(20):
        score = 0.9 if step % 4 < 2 else 0.2
        result = tracker.follow(result=shot((50 + 3 * step, 50, score, 0), (300, 300, 0.2, 0)))
        assert not step or ids(result) == {50 + 3 * step: 1}, "what was never sure is not followed"
    assert tracker.seen() == 1


def test_a_number_at_the_first_sight():
    assert [thing.id for thing in Tracker(sightings=1).follow(result=shot((50, 50, 0.9, 0))).things] == [1]
    assert Tracker().follow(result=shot((50, 50, 0.9, 0))).things == []


def test_what_moves_more_than_its_size_is_found_again():
    tracker = Tracker()
    for step in range(8):
        result = tracker.follow(result=shot((50 + 45 * step, 50, 0.9, 0)))
    assert ids(result) == {50 + 45 * 7: 1} and tracker.seen() == 1


def test_a_thing_of_another_label_is_another_thing():
    tracker = Tracker(sightings=1)
    tracker.follow(result=shot((50, 50, 0.9, 0)))
    assert [thing.id for thing in tracker.follow(result=shot((50, 50, 0.9, 1))).things] == [2]


def test_a_crowd_that_stands_close_together():
    """Cells that touch and tremble a little; one in ten is missed."""
    dice = np.random.default_rng(7)
    places = [(45 * column, 45 * row) for row in range(6) for column in range(8)]
    tracker, first = Tracker(), {}
    for step in range(25):
        moved = [(x + dice.normal(0, 2) + step, y + dice.normal(0, 2), 0.6 + dice.random() * 0.4, 0) for x, y in places]
        seen = [thing for thing in moved if step < 3 or dice.random() > 0.1]
        for thing in tracker.follow(result=shot(*seen)).things:
            nearest = min(
                range(len(places)),
                key=lambda n: abs(places[n][0] + step - thing.center_x) + abs(places[n][1] - thing.center_y),
            )
            assert first.setdefault(nearest, thing.id) == thing.id
    assert tracker.seen() == len(places)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4])
def test_balls_that_bounce_hide_each_other_and_are_seen_badly(seed):
    """Seven balls, 200 pictures: no number goes over to another ball. What was never there got a number at most once."""
    dice, size = np.random.default_rng(seed), np.array([640, 480])
    places, speeds, labels = dice.uniform(60, size - 60, (7, 2)), dice.uniform(-8, 8, (7, 2)), dice.integers(0, 2, 7)
    tracker, owners = Tracker(), {}
    for _ in range(200):
        places += speeds
        speeds[(places < 20) | (places > size - 20)] *= -1
        seen = {}
        for ball, place in enumerate(places):
            hidden = any(np.abs(place - other).max() < 14 for other in places[ball + 1 :])
            if not hidden:
                seen[ball] = (*(place + dice.normal(0, 2, 2)), dice.beta(8, 2), labels[ball])
        noise = [(*dice.uniform(60, 400, 2), 0.6, 0)] if dice.random() < 0.15 else []
        for thing in tracker.follow(result=shot(*seen.values(), *noise)).things:
            ball = min(seen, key=lambda each: abs(seen[each][0] - thing.center_x) + abs(seen[each][1] - thing.center_y))
            assert owners.setdefault(thing.id, ball) == ball
    assert 7 <= tracker.seen() <= 8


def test_masks_travel_along():
    rle = {"size": [400, 400], "counts": b"0000"}
    tracker = Tracker(sightings=1)
    assert tracker.follow(result=shot((50, 50, 0.9, 0), masks=[rle])).found.masks == [rle]


def test_another_model_begins_anew_but_numbers_go_on():
    tracker = Tracker(sightings=1)
    tracker.follow(result=shot((50, 50, 0.9, 0)))
    found = shot((50, 50, 0.9, 0)).found
    assert tracker.follow(result=DetectionResult(None, found, ["cat"])).things[0].id == 2 and tracker.seen("cat") == 1


def test_what_cannot_be_followed():
    with pytest.raises(BadValue, match="detector|检测"):
        Tracker().follow(result=Result(None, [0.1, 0.9], CLASSES))
    with pytest.raises(BadValue):
        Tracker(lost_after=0)
    with pytest.raises(UnknownName):
        Tracker().folow
