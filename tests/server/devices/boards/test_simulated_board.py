"""Parts in the studio: a program with the board on the screen, touched as the page touches it."""

import pytest

from tests.support.devices.board_bench import Bench, hear, say
from tests.support.limits import poll_until

pytestmark = pytest.mark.process

LISTENS = """
from sunmao import listen
from sunmao.boards import LED, Button, Display, Servo, use_board

use_board(name='simulated')
led, servo = LED(pin=13), Servo(pin=9)
button = Button(pin=2, debounce=0)
display = Display(kind='lcd1602')

@button.when_pressed
def button_pressed():
    led.toggle()
    servo.angle = 120
    print('pressed')

display.show('hi ♥')  # last: who sees it may press, and is heard
listen()
"""


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    made = Bench(tmp_path_factory.mktemp("bench"))
    yield made
    made.close()


class Page:
    """A page with a board: it sees the board's state and touches it."""

    def __init__(self, bench, told):
        told.until(lambda told: told.kind("device"))
        self.wire = bench.host.call({"page": True})
        say(self.wire, do="watch", topic=told.kind("device")[0]["topic"])

    def touch(self, **said) -> None:
        say(self.wire, do="hear", said=said)

    def shows(self, condition) -> dict:
        """Wait until the board on the page looks like that."""
        while True:
            say(self.wire, do="next")
            seen = hear(self.wire)
            if condition(seen):
                return seen


def level(seen, pin: str):
    return seen["pins"].get(pin, {}).get("value")


def test_a_press_on_the_page_turns_the_servo(bench):
    told = bench.run(begin=LISTENS, more="")
    page = Page(bench, told)
    seen = page.shows(
        lambda seen: seen["displays"] and seen["displays"][0]["lines"][0] == "hi ♥" and "2" in seen["pins"]
    )
    assert [part["kind"] for part in seen["parts"]] == ["LED", "Servo", "Button", "Display"] and level(seen, "13") == 0
    page.touch(pin="2", value=0)
    page.touch(pin="2", value=1)
    seen = page.shows(lambda seen: seen["pins"].get("9", {}).get("mode") == "servo")
    assert level(seen, "13") == 1 and round(level(seen, "9")) == 120
    # The cable out, and in again: the program goes on where it was.
    page.touch(plugged=False)
    ask = poll_until(lambda: told.kind("ask"))[0]
    assert ask["form"] == "device" and ask["text"]["en"].startswith("The cable is out.")
    page.touch(plugged=True)
    poll_until(lambda: [each for each in told.kind("answered") if each["id"] == ask["id"]])
    seen = page.shows(
        lambda seen: seen["displays"] and seen["displays"][0]["lines"][0] == "hi ♥" and "9" in seen["pins"]
    )
    assert level(seen, "13") == 1 and round(level(seen, "9")) == 120
    page.touch(pin="2", value=0)
    page.shows(lambda seen: level(seen, "13") == 0)
    poll_until(lambda: told.text() == "pressed\npressed\n")  # the pin may be seen before the line
    assert told.stop() and told.ends().states()[-1] == "stopped"
    page.shows(lambda seen: level(seen, "9") == 0 and seen["pins"]["9"]["mode"] == "output")


def test_without_a_board_it_says_what_to_do(bench):
    told = bench.run(begin="from sunmao.boards import LED\nLED(pin=13)\n", more="").ends()
    assert told.kind("error")[0]["type"] == "BoardMissing" and told.kind("error")[0]["line"] == 2
