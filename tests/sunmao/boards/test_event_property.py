"""Functions at a happening of a part."""

import pytest

from sunmao.boards.event_property import event_property
from sunmao.errors import BadValue


class Doorbell:
    """A part with one happening."""

    when_pressed = event_property("It rings.")

    def __init__(self) -> None:
        self._event_loop: dict = {}
        self.listened = 0

    def _listen(self) -> None:
        self.listened += 1

    def __repr__(self) -> str:
        return "Doorbell()"


@pytest.fixture
def bell() -> Doorbell:
    return Doorbell()


def test_functions_are_called_in_their_order(bell):
    heard = []

    @bell.when_pressed
    def first():
        heard.append(1)

    bell.when_pressed(lambda: heard.append(2))
    bell.when_pressed.happens()
    assert heard == [1, 2] and bell.listened == 2 and first() is None
    assert Doorbell.when_pressed.__doc__ == "It rings."


def test_an_assigned_one_is_the_only_one(bell):
    heard = []
    bell.when_pressed(lambda: heard.append(1))
    bell.when_pressed = lambda: heard.append(2)
    bell.when_pressed.happens()
    assert heard == [2]
    bell.when_pressed = None
    bell.when_pressed.happens()
    assert heard == [2] and not bell.when_pressed and bell.listened == 3


def test_a_function_with_an_argument_gets_the_part(bell):
    heard = []

    def takes(part):
        heard.append(part)

    def need_not(part=None, *more, **named):
        heard.append(part)

    for act in (takes, need_not, lambda: heard.append("plain"), int):
        bell.when_pressed(act)
    bell.when_pressed.happens()
    assert heard == [bell, None, "plain"]


def test_the_place_itself_changes_nothing(bell):
    bell.when_pressed(lambda: None)
    bell.when_pressed = bell.when_pressed
    assert bell.when_pressed and bell.listened == 1
    assert repr(bell.when_pressed) == "Doorbell().when_pressed"


@pytest.mark.parametrize("value", [3, "act", []])
def test_what_is_no_function(bell, value):
    for give in (bell.when_pressed, lambda each: setattr(bell, "when_pressed", each)):
        with pytest.raises(BadValue) as caught:
            give(value)
        assert caught.value.key == "part_no_handler" and caught.value.params["event"] == "when_pressed"
        assert caught.value.text("zh") != caught.value.text("en")
    assert not bell.when_pressed


def test_a_function_that_takes_another_away(bell):
    heard = []
    bell.when_pressed(lambda: (heard.append(1), setattr(bell, "when_pressed", None)))
    bell.when_pressed(lambda: heard.append(2))
    bell.when_pressed.happens()
    bell.when_pressed.happens()
    assert heard == [1, 2]
