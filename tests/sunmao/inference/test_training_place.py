"""The place of trainings: found anew for each, but kept where many belong together."""

import pytest

from sunmao.inference.training_place import find_place, keep_place, set_place


@pytest.fixture
def places():
    """Two places, one at each look."""
    made = [object(), object()]
    left = iter(made)
    set_place(lambda: next(left))
    yield made
    set_place(None)


def test_a_kept_place_is_looked_up_once(places):
    with keep_place() as kept:
        assert kept is find_place() is find_place() is places[0]
    assert find_place() is places[1]


def test_after_an_error_it_is_looked_up_again(places):
    with pytest.raises(KeyboardInterrupt), keep_place():
        raise KeyboardInterrupt
    assert find_place() is places[1]


def test_here_is_no_place():
    with keep_place() as kept:
        assert kept is None and find_place() is None
