"""One part tried by itself, to see whether it is wired as it should be: it moves, shines or sounds, or tells what it
measures.
"""

import inspect
import time
from collections.abc import Callable
from typing import Any

from sunmao.boards.part import Part
from sunmao.boards.part_registry import PARTS
from sunmao.errors import BoardDisconnected, PartTimeout
from sunmao.texts import get_both

PAUSE = 0.4  # seconds between two things that it does
FIRST = 2.5  # seconds that a sensor has for its first value: a DHT needs two
OFTEN = 0.05
ON_WORDS, OFF_WORDS = ("TRUE", "True"), ("FALSE", "False")  # as blocks say yes and no

# Kind → what it does, one thing after the other.
DEEDS: dict[str, tuple[Callable, ...]] = {
    **dict.fromkeys(
        ("Servo", "DriverServo"), (lambda each: each.min(), lambda each: each.max(), lambda each: each.mid())
    ),
    **dict.fromkeys(("LED", "Relay"), 2 * (lambda each: each.on(), lambda each: each.off())),
    "Buzzer": 2 * (lambda each: each.on(), lambda each: each.off()),
    "Motor": (lambda each: each.forward(0.7), lambda each: each.stop(), lambda each: each.backward(0.7)),
    "Stepper": (
        lambda each: each.turn(45, background=True),
        lambda each: time.sleep(PAUSE),
        lambda each: each.turn(-45, background=True),
        lambda each: time.sleep(PAUSE),
    ),
    **dict.fromkeys(
        ("RGBLED", "NeoPixel"),
        tuple((lambda each, color=color: setattr(each, "color", color)) for color in ("red", "green", "blue", "white")),
    ),
    "Display": (lambda each: each.show("1 2 3"), lambda each: each.show("4 5 6")),
    "DigitDisplay": (lambda each: each.show(1234), lambda each: each.show(5678)),
}
# Kind → what it measures now: a text, or whether it notices something.
READINGS: dict[str, Callable[..., str | bool]] = {
    "Button": lambda each: each.is_pressed,
    **dict.fromkeys(("Potentiometer", "LightSensor", "SoundSensor"), lambda each: f"{each.value:.0%}"),
    **dict.fromkeys(("LineSensor", "MotionSensor"), lambda each: each.is_active),
    "DistanceSensor": lambda each: f"{each.distance_cm:.0f} cm",
    "TemperatureHumidity": lambda each: f"{each.temperature:.0f} °C · {each.humidity:.0f}%",
    "Accelerometer": lambda each: f"{each.x:.1f} · {each.y:.1f} · {each.z:.1f}",
    "ColorSensor": lambda each: each.color,
    "RealTimeClock": lambda each: each.time,
    "Joystick": lambda each: f"{each.x:.1f} · {each.y:.1f}",
    "Keypad": lambda each: each.key or False,
    "InfraredReceiver": lambda each: str(each.command) if each.is_active else False,
}


def make_part(kind: str, pins: dict, options: dict) -> Part:
    """A part of `PARTS` on the board in use. pins, options: as a program's blocks or its board's state tell them.

    Raises:
        KeyError: there is no such kind.
        BadValue, PinUnsupported, PinInUse, BoardDisconnected: as the part itself.
    """
    wanted = inspect.signature(PARTS[kind].__init__).parameters
    told = {**options, **pins}
    return PARTS[kind](**{name: read_option(told[name]) for name in wanted if told.get(name) is not None})


def read_option(value: Any) -> Any:
    """A value as Python has it."""
    if value in (*ON_WORDS, *OFF_WORDS):
        return value in ON_WORDS
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def try_part(part: Part) -> dict | None:
    """Let a part do what it can, for a second or two. Returns what a sensor measures, in both languages; None for what
    moves, shines or sounds. Raises BoardDisconnected, PartTimeout: it says nothing.
    """
    kind = type(part).__name__
    for deed in DEEDS.get(kind, ()):
        deed(part)
        time.sleep(PAUSE)
    if kind not in READINGS:
        return None
    found = read_patiently(lambda: READINGS[kind](part))
    if isinstance(found, bool):
        return get_both("part_notices" if found else "part_notices_nothing")
    return {"zh": found, "en": found}


def read_patiently(read: Callable[[], str | bool]) -> str | bool:
    """The first value that comes. Raises as `try_part`."""
    until = time.monotonic() + FIRST
    while True:
        try:
            return read()
        except (BoardDisconnected, PartTimeout):
            if time.monotonic() > until:
                raise
            time.sleep(OFTEN)
