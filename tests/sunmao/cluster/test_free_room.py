"""Room that is left on the nodes of a cluster."""

from sunmao.cluster.free_room import FreeRoom
from sunmao.cluster.job import Limits

NODES = {"small": Limits(2, 0, 100), "large": Limits(8, 1, 400)}


def test_what_runs_and_what_was_placed_has_its_room():
    room = FreeRoom(NODES)
    room.take("large", Limits(4, 1, 300))
    assert not room.place(Limits(1, 1))
    assert room.place(Limits(2))
    assert room.place(Limits(4, memory=100))
    assert not room.place(Limits(1))


def test_each_resource_counts():
    for wanted in (Limits(9), Limits(1, 2), Limits(1, 0, 401)):
        assert not FreeRoom(NODES).place(wanted)


def test_what_runs_on_a_node_that_is_gone_takes_nothing():
    room = FreeRoom(NODES)
    room.take("gone", Limits(8, 1, 400))
    assert room.place(Limits(8, 1, 400))
