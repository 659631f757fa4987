"""The model of a cluster's queue: by hand, and against the formulas of queueing theory."""

from random import Random

import pytest

from benchmarks.queue_model import Node, Order, Pace, QueueSimulation, find_fewest
from sunmao.cluster.dispatcher import PAUSE
from sunmao.cluster.job import Limits

LONG, AT_ONCE = 10.0**9, Pace()


def simulate(nodes, people, pace=AT_ONCE, until=LONG, rest=0.0):
    return QueueSimulation(tuple(nodes), people, pace, rest).run(until)


def make_people(*trainings, **more):
    """People who hand in one training each: (when, how long, cores)."""
    return [[Order(at, ((seconds,),), Limits(*cores), **more)] for at, seconds, *cores in trainings]


def begin(run) -> list[float]:
    return [each.begun for each in run.trainings]


def test_one_server_takes_them_in_order():
    run = simulate([Node(1)], make_people((0, 10), (1, 5), (2, 5), (40, 1)))
    assert begin(run) == [0, 10, 15, 40]
    assert [each.ended for each in run.trainings] == [10, 15, 20, 41]
    assert run.waits.tolist() == [0, 9, 13, 0]


def test_of_two_uneven_ones_the_quick_one_takes_more():
    run = simulate([Node(1), Node(1, speed=4)], make_people(*((10 * place, 100) for place in range(5))))
    assert begin(run) == [0, 10, 35, 60, 85]  # the quick one is free after 25 seconds each, the slow one after 100
    assert run.trainings[0].ended == 100


def test_what_does_not_fit_yet_keeps_back_what_would():
    run = simulate([Node(4), Node(2)], make_people((0, 10, 2), (1, 20, 2), (2, 5, 4), (3, 1, 1)))
    # The first goes to the larger node's half, the second to the whole smaller one; the third needs all of the larger.
    assert begin(run) == [0, 1, 10, 15]


def test_as_many_start_at_once_as_have_room():
    run = simulate([Node(1)] * 4, make_people(*[(0, 100)] * 6), Pace(start=3))
    assert begin(run)[:4] == [3, 3, 3, 3]
    assert begin(run)[4:] == pytest.approx([106, 106], abs=2 * PAUSE)


def test_asking_takes_time_for_each_that_runs():
    run = simulate([Node(3)], make_people((0, 100), (0, 100), (10, 100)), Pace(poll=1))
    assert begin(run) == [1, 1, 10 + 3]  # one question is what the nodes have


def test_cores_are_free_after_the_process_has_gone():
    run = simulate([Node(1)], make_people((0, 10), (0, 10)), Pace(start=2, release=1))
    assert begin(run) == [2, 15]


def test_a_training_that_asks_for_a_card_leaves_the_other_nodes_idle():
    people = make_people(*[(0, 10, 1, 1)] * 3)
    run = simulate([Node(64), Node(4, cards=1)], people, until=30)
    assert begin(run) == [0, 10, 20]
    assert run.utilization == 1.0


def test_a_studys_next_round_waits_for_all_of_the_last():
    study = Order(0, ((10, 10, 10), (5, 5)))
    run = simulate([Node(2)], [[study], *make_people((1, 7))])
    assert begin(run) == [0, 0, 10, 10, 20, 20]
    assert run.back == [17, 25]


def test_people_hand_in_the_next_when_the_last_is_back():
    person = [Order(0, ((10,),)), Order(2, ((10,),)), Order(100, ((10,),))]
    run = simulate([Node(1)], [person], rest=3)
    assert begin(run) == [0, 13, 100]
    assert run.share_back == 1
    early = simulate([Node(1)], [person], until=20, rest=3)
    assert early.back == [10] and early.share_back == 1 / 3
    assert early.utilization == 17 / 20


def test_what_has_not_begun_has_waited_up_to_the_end():
    run = simulate([Node(1)], make_people((0, 50), (10, 50)), until=30)
    assert run.waits.tolist() == [0, 20]


def test_what_no_node_has_is_an_error():
    with pytest.raises(ValueError, match="no node has"):
        simulate([Node(2)], make_people((0, 1, 4)))


def make_stream(count, rate, make_seconds, seed=1):
    """So many people who come at random, `rate` a second."""
    random, now, people = Random(seed), 0.0, []
    for _ in range(count):
        now += random.expovariate(rate)
        people.append([Order(now, ((make_seconds(random),),))])
    return people


def test_one_server_of_constant_seconds_waits_as_pollaczek_and_khinchine_say():
    """M/D/1: ρ D / (2 (1 − ρ))."""
    run = simulate([Node(1)], make_stream(3000, 0.5 / 10, lambda random: 10.0))
    assert run.waits.mean() == pytest.approx(5, rel=0.1)


def test_three_servers_wait_as_kiefer_and_wolfowitz_say():
    """Kiefer and Wolfowitz 1955, "On the theory of queues with many servers": the next takes what is free first."""
    people = make_stream(300, 1 / 4, lambda random: random.expovariate(1 / 10))
    free, expected = [0.0] * 3, []
    for [order] in people:
        began = max(order.at, free[0])
        expected.append(began - order.at)
        free = sorted([began + order.rounds[0][0], *free[1:]])
    run = simulate([Node(3)], people)
    assert sum(expected) / 300 > 3
    # Those that wait are handed on at looks, so each begins a little later than where nobody has to look.
    assert 0 <= run.waits.mean() - sum(expected) / 300 < 2 * PAUSE


def test_the_fewest_that_are_enough():
    assert find_fewest(lambda count: count >= 7, 20) == 7
    assert find_fewest(lambda count: count >= 1, 20) == 1
    assert find_fewest(lambda count: False, 20) is None
