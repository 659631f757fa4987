"""An error on the way to a handler belongs to the line that registered it; one out of the program's own lines stays there."""

import sys

import pytest

from sunmao.boards import Button
from sunmao.core.callback_origin import Origin, blame, get_origin
from sunmao.errors import BoardDisconnected
from sunmao.runtime import event_loop
from tests.support.devices import simulated_board
from tests.support.devices.simulated_board import board  # noqa: F401
from tests.support.limits import HANG_TIMEOUT


def test_the_program_s_own_lines_stay_theirs():
    with pytest.raises(ZeroDivisionError) as caught, blame(Origin(__file__, 1, [])):
        print(1 / 0)
    assert get_origin(caught.value) is None


def test_the_innermost_handler_is_meant():
    first, second = Origin("main.py", 3, []), Origin("main.py", 7, [])
    with pytest.raises(ValueError) as caught, blame(first), blame(second), blame(None):
        int("one")
    assert get_origin(caught.value) == second


def test_a_handler_that_cannot_be_called(board):
    button = Button(pin=2, debounce=0)
    button.when_pressed = lambda one, two: None
    line = sys._getframe().f_lineno - 1
    board.press("2", 0)
    with pytest.raises(TypeError) as caught:
        event_loop.wait_until(lambda: False, HANG_TIMEOUT)
    assert get_origin(caught.value).line == line


def test_a_handler_that_fails_in_its_own_lines(board):
    button = Button(pin=2, debounce=0)

    @button.when_pressed
    def pressed():
        print(1 / 0)

    board.press("2", 0)
    with pytest.raises(ZeroDivisionError) as caught:
        event_loop.wait_until(lambda: False, HANG_TIMEOUT)
    assert get_origin(caught.value) is None


def test_a_board_that_is_unplugged_is_the_line_that_opened_it(board):
    board.stream.plug(False)
    board.used._client._reader.join(HANG_TIMEOUT)
    with pytest.raises(BoardDisconnected) as caught:
        event_loop.wait(0)
    assert get_origin(caught.value).filename == simulated_board.__file__
