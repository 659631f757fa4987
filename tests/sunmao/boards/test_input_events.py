"""The events of a board that a program gets at its waiting points, and their end when the board goes, comes back, or
restarts.
"""

import threading
import time

import pytest

from sunmao import every, wait, wait_until
from sunmao.boards import LED, RGBLED, Button, LightSensor, MotionSensor, Servo, input_events, select_board, use_board
from sunmao.boards.debounce import DebouncedInput
from sunmao.errors import BadValue, BoardDisconnected, BoardMissing, PinInUse
from sunmao.runtime import event_loop, session
from tests.support.devices.simulated_board import board  # noqa: F401
from tests.support.limits import HANG_TIMEOUT, poll_until


def arrived(board, count):
    """Wait, without a waiting point, until so many edges have come."""
    poll_until(lambda: len(input_events._edges) >= count, f"edge {count}")
    assert len(input_events._edges) == count


def pull(board):
    """Pull the cable, and wait until the reading thread has noticed."""
    board.stream.plug(False)
    board.used._client._reader.join(HANG_TIMEOUT)
    assert board.used.lost


def test_edges_in_the_order_in_which_they_came(board):
    first, second, heard = Button(pin=2, debounce=0), Button(pin=3, debounce=0), []
    first.when_pressed(lambda: heard.append("first"))
    second.when_pressed = lambda: heard.append("second")

    @first.when_released
    def let_go():
        heard.append("let go")

    every(60)(lambda: heard.append("beat"))
    for pin, level in (("2", 0), ("3", 0), ("2", 1), ("2", 0), ("3", 1), ("3", 0)):
        board.press(pin, level)
    arrived(board, 6)
    assert heard == [] and first.is_pressed
    event_loop._event_loop.beats[0].due = time.monotonic()
    wait(0)
    assert heard == ["first", "second", "let go", "first", "second", "beat"]


def test_a_short_press_is_heard_and_bouncing_is_one_press(board):
    button, heard = Button(pin=2, debounce=10), []
    button.when_pressed = lambda: heard.append("pressed")
    button.when_released = lambda: heard.append("released")
    board.press("2", 0, 1, 0, 1, 0, 1)
    arrived(board, 1)
    wait(0)
    assert heard == ["pressed"] and button.is_pressed


def test_what_a_bouncing_contact_ends_with_counts_in_the_end():
    edges = []
    contact = DebouncedInput(0.02, lambda level, at: edges.append((level, at)))
    contact.begin(1)
    for level, at in ((0, 5.0), (1, 5.001), (0, 5.002), (1, 5.003)):
        contact.record_change(level, at)
    assert edges == [(0, 5.0)] and contact.level() == 1 and edges[1:] == [(1, 5.003)]
    contact.record_change(0, 9.0)
    contact.record_change(1, 9.5)
    assert [level for level, _ in edges] == [0, 1, 0, 1]
    contact.begin(None)
    contact.record_change(0, 10.0)  # a change is one, also when nobody knew what was before
    assert edges[-1] == (0, 10.0)


def test_held(board):
    button, heard = Button(pin=2, hold_time=0.05, debounce=0), []
    for event in ("when_pressed", "when_held", "when_released"):
        getattr(button, event)(lambda event=event: heard.append(event))
    board.press("2", 0)
    assert wait_until(lambda: "when_held" in heard, timeout=HANG_TIMEOUT) and button.is_held
    wait(0.1)
    assert heard == ["when_pressed", "when_held"]
    board.press("2", 1)
    board.heard(lambda: heard[-1] == "when_released")
    # Held while the program was busy: still in its order.
    heard.clear()
    board.press("2", 0)
    arrived(board, 1)
    time.sleep(0.06)
    board.press("2", 1)
    arrived(board, 2)
    wait(0)
    assert heard == ["when_pressed", "when_held", "when_released"]
    button.hold_time = 60
    board.press("2", 0, 1)
    arrived(board, 2)
    wait(0)
    assert heard[3:] == ["when_pressed", "when_released"]


def test_handlers(board):
    button, heard = Button(pin=2, debounce=0), []
    button.when_pressed = lambda part: heard.append(part)
    button.when_pressed(lambda: heard.append("second"))
    board.press("2", 0)
    arrived(board, 1)
    wait(0)
    assert heard == [button, "second"]
    button.when_pressed = None
    board.press("2", 1, 0)
    assert button.wait_for_press(timeout=HANG_TIMEOUT)
    wait(0.01)
    assert len(heard) == 2
    with pytest.raises(BadValue, match="when_pressed"):
        button.when_pressed = 5
    button.when_released = lambda: button.close()
    board.press("2", 1, 0, 1)
    board.heard(lambda: button.closed)


def test_the_wait_ends_when_an_edge_comes(board):
    button, heard = Button(pin=2), []
    button.when_pressed = lambda: heard.append(session.stop_requested()) or session.request_stop()
    pressing = threading.Timer(0.02, board.press, ("2", 0))
    pressing.start()
    with pytest.raises(session.StopProgram):
        wait(600)
    assert heard == [False]


def test_sensors_notice(board):
    light, motion, heard = LightSensor(pin="A0", threshold=0.4), MotionSensor(pin=3), []
    light.when_light = lambda: heard.append("light")
    light.when_dark = lambda: heard.append("dark")
    motion.when_motion = lambda: heard.append("motion")
    motion.when_no_motion = lambda: heard.append("still")
    for act, said in (
        (lambda: board.press("A0", 0.9), "light"),
        (lambda: board.press("A0", 0.1), "dark"),
        (lambda: board.press("3", 1), "motion"),
        (lambda: board.press("3", 0), "still"),
    ):
        act()
        board.heard(lambda said=said: heard[-1:] == [said])
    assert heard == ["light", "dark", "motion", "still"]


def test_outside_the_studio_a_pulled_cable_is_an_error_at_once(board):
    led, button = LED(pin=13), Button(pin=2)
    led.blink(background=True)
    pull(board)
    for act in (led.on, lambda: wait(5), lambda: button.is_pressed, lambda: Servo(pin=9)):
        with pytest.raises(BoardDisconnected, match="The cable came out"):
            act()
    led.close()  # closing never fails


def test_after_a_reset_everything_is_as_before(board, capsys):
    led, button, servo, light = LED(pin=13), Button(pin=2, debounce=0), Servo(pin=9), RGBLED(red=3, green=5, blue=6)
    heard = []
    button.when_pressed = lambda: heard.append("pressed")
    led.on()
    servo.angle = 45
    light.color = (0, 0, 1)
    before = board.state["pins"]
    board.firmware.reset()
    board.heard(lambda: board.state["pins"] == before)
    board.heard(lambda: not board.used._news)
    assert "The board restarted" in capsys.readouterr().err
    board.press("2", 0)
    board.heard(lambda: heard == ["pressed"])


class Studio:
    """Stands for the studio: a board on a cable that is pulled and comes back, and answers to questions."""

    def __init__(self, board, monkeypatch):
        self.board, self.said, self.looks = board, [], 0
        monkeypatch.setattr(session._session, "outbox", self)
        board.stream.came_back = self.came_back

    def put(self, *events, hurry=False):
        self.said += events

    def came_back(self, seconds):
        self.looks += 1
        if self.looks == 3:
            self.act()
        return self.board.firmware.plugged


def test_in_the_studio_the_program_waits_and_goes_on(board, monkeypatch):
    led, button, heard = LED(pin=13), Button(pin=2, debounce=0), []
    button.when_pressed = lambda: heard.append("pressed")
    studio = Studio(board, monkeypatch)
    pull(board)
    studio.act = lambda: board.stream.plug(True)
    monkeypatch.setattr(board.used, "_stream", Again(board.stream, board.used._client.firmware, studio.came_back))
    led.on()
    ask, answered = (event for event in studio.said if type(event).__name__ in ("Ask", "AskAnswered"))
    assert (ask.form, ask.text["zh"], ask.options) == ("device", "线松了，插回去就接着走。", ["wait", "end"])
    assert answered.id == ask.id and board.pin(13) == {"mode": "output", "value": 1}
    board.used._client.settle(HANG_TIMEOUT)  # it has said that it restarted, and is being set up for that
    board.heard(lambda: "firmata again" not in {thread.name for thread in threading.enumerate()})
    board.press("2", 0)
    board.heard(lambda: heard == ["pressed"])


def test_who_does_not_want_to_wait_ends_the_program(board, monkeypatch):
    led = LED(pin=13)
    studio = Studio(board, monkeypatch)
    pull(board)
    studio.act = lambda: session.deliver(studio.said[-1].id, "end")
    monkeypatch.setattr(board.used, "_stream", Again(board.stream, board.used._client.firmware, studio.came_back))
    with pytest.raises(BoardDisconnected):
        led.on()
    assert type(studio.said[-1]).__name__ == "Ask"


class Again:
    """The stream of the studio, as far as a board that comes back needs it."""

    def __init__(self, stream, firmware, came_back):
        self.firmware, self.came_back, self.port, self.parts = firmware, came_back, "elsewhere", stream.parts


def test_boards_of_a_program(board, monkeypatch):
    led = LED(pin=13)
    use_board("simulated")
    assert select_board.get_current_board() is board.used
    with pytest.raises(PinInUse):
        LED(pin=13)
    with pytest.raises(BadValue, match="arduino-uno"):
        use_board("arduino-umo")
    monkeypatch.setattr("sunmao.boards.links.ports.list_serial_ports", list)
    with pytest.raises(BoardMissing, match="Arduino Mega"):
        use_board("arduino-mega")
    assert select_board.get_current_board() is board.used
    board.used.close()
    with pytest.raises(BoardMissing, match="screen"):
        LED(pin=13)
    use_board("simulated")
    assert not led.closed and LED(pin=13)
    select_board.get_current_board().close()


def test_what_parts_do_is_told(board, capsys):
    led, servo = LED(pin=13), Servo(pin=9)
    led.on()
    led.on()
    servo.angle = 90
    assert capsys.readouterr().out.splitlines() == ["LED 13: on", "servo 9: 90°"]
    for _ in range(200):
        led.toggle()
    told = capsys.readouterr().out.splitlines()
    assert len(told) < 60 and told.count("What follows changes too fast to be written here.") <= 2
