"""A board on the screen for tests of the library: the real client and the real parts against the simulated firmware."""

from collections import deque

import pytest

from sunmao.boards import input_events, select_board, use_board
from sunmao.boards.registry import BOARDS
from sunmao.runtime import event_loop, session
from tests.support.limits import HANG_TIMEOUT


class SimulatedBoardUnderTest:
    """The simulated board that the program under test uses."""

    def __init__(self):
        use_board(name="simulated")
        self.used = select_board.get_current_board()
        self.stream = self.used._stream
        self.firmware = self.stream.firmware

    @property
    def state(self) -> dict:
        """The state that the page would draw."""
        return self.firmware.state()

    def pin(self, name) -> dict:
        """Return the mode and value of a pin."""
        return self.state["pins"][str(name)]

    def press(self, pin, *levels: float) -> None:
        """Put values on an input, one after the other."""
        for level in levels:
            self.firmware.set_input(pin, level)

    def heard(self, condition) -> None:
        """Wait until what the board has said has come: `condition()` holds."""
        assert event_loop.wait_until(condition, timeout=HANG_TIMEOUT)


@pytest.fixture
def board(monkeypatch):
    """A fresh program with a simulated board."""
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.setattr(session, "_session", session._Session())
    monkeypatch.setattr(event_loop, "_event_loop", event_loop._EventLoop())
    monkeypatch.setattr(select_board, "_session", select_board._BoardsInUse())
    monkeypatch.setattr(input_events, "_edges", deque())  # the test before may have left some
    made = SimulatedBoardUnderTest()
    yield made
    made.used.close()


def declared(name: str, ability: str) -> list[str]:
    """The names of a board's pins with an ability."""
    return [pin.name for pin in BOARDS[name].pins if ability in pin.can]
