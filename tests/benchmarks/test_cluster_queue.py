"""The school of the benchmark `cluster_queue`: what its pupils hand in, and what its rows are found from."""

import pytest

from benchmarks.cluster_queue import (
    LESSON,
    MOMENTS,
    PUPILS,
    School,
    declare_trainings,
    find_wait,
    list_study_rounds,
    make_people,
    make_topics,
)
from benchmarks.queue_model import Node, Pace
from sunmao.cluster.job import Limits

MEASURED = {"a table": 8.0, "small network": 20.0}


def test_a_study_trains_in_rounds_as_halving_does():
    """Six variants of 12 epochs: a quarter, a half, the whole; each round starts its processes anew."""
    assert list_study_rounds(whole=20, begins=8) == ((11,) * 6, (11,) * 3, (14,) * 2)


def test_large_trainings_are_declared_and_said_to_be():
    seconds = {**MEASURED}
    rows = [*declare_trainings(seconds)]
    assert [*seconds][:2] == [*MEASURED] and len(seconds) == 2 + len(rows)
    assert all(seconds[name] > 8 for name in [*seconds][2:])
    assert all(row.note.startswith("declared") for row in rows)


def test_each_class_has_a_topic_and_each_pupil_a_training_at_each_moment():
    people = make_people(3, make_topics(MEASURED), Limits(4))
    assert len(people) == 3 * PUPILS
    first, second, third = (people[place * PUPILS] for place in range(3))
    assert [order.rounds for order in first] == [((8.0,),)] * 3 == [order.rounds for order in third]
    assert [len(order.rounds) for order in second] == [1, 1, 3]
    assert all(len(orders) == len(MOMENTS) and 0 < orders[0].at < orders[-1].at < LESSON for orders in people)
    assert people == make_people(3, make_topics(MEASURED), Limits(4))


def test_more_classes_wait_longer_and_more_workers_help():
    school = School(make_topics(MEASURED), Pace(start=0.5))
    quiet, busy = (school.simulate(classes, (Node(8),)) for classes in (1, 4))
    assert find_wait(quiet) < find_wait(busy)
    assert find_wait(school.simulate(4, (Node(8), Node(8)))) < find_wait(busy)
    assert busy.share_back < quiet.share_back == 1
    assert school.find_workers(1, 2) == 1
    assert school.find_break(1, 4) == 2 and school.find_break(1, 1) is None


def test_with_room_enough_a_training_waits_for_its_own_start_alone():
    school = School(make_topics(MEASURED), Pace()).change_start(20.0)
    assert find_wait(school.simulate(2, (Node(64),) * 16)) == pytest.approx(20, abs=1)
    assert find_wait(school.simulate(2, (Node(8),))) > 40
