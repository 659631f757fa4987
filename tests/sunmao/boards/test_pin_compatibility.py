"""The declarations of boards and the parts that fit them: one contract for every registered board, and the sentences
for those that do not fit.
"""

import inspect

import pytest

from sunmao import texts
from sunmao.boards import BOARDS, PARTS, find_conflicts, find_problem
from sunmao.boards.board_spec import ABILITIES, POWER, BoardSpec, PowerHole
from sunmao.boards.part import Part
from tests.support.devices.simulated_board import declared


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_is_whole(name):
    board = BOARDS[name]
    assert (
        len({pin.name for pin in board.pins})
        == len({pin.number for pin in board.pins})
        == len({(pin.x, pin.y) for pin in board.pins})
    )
    places = [(each.x, each.y) for each in (*board.pins, *board.power)]
    assert len(set(places)) == len(places) and {hole.name for hole in board.power} == set(POWER)
    assert all(0 < x < board.size[0] and 0 < y < board.size[1] for x, y in places)
    for pin in board.pins:
        assert 0 < pin.x < board.size[0] and 0 < pin.y < board.size[1] and pin.can and pin.can <= set(ABILITIES)
        assert board.pin(pin.name) is pin and board.pin(str(pin.name).lower()) is pin
    assert len(declared(name, "i2c")) == 2 and set(board.servo_silences) <= set(declared(name, "pwm"))
    assert board.pin(board.led) and not list(find_problem(board, "LED", {"pin": board.led}))


# As of the data sheets and of StandardFirmata's Boards.h.
@pytest.mark.parametrize(
    ("name", "pwm", "i2c", "a0", "servos"),
    [
        ("arduino-uno", "3 5 6 9 10 11", "A4 A5", 14, 12),
        ("arduino-nano", "3 5 6 9 10 11", "A4 A5", 14, 12),
        ("arduino-mega", "2 3 4 5 6 7 8 9 10 11 12 13 44 45 46", "20 21", 54, 48),
        ("arduino-leonardo", "3 5 6 9 10 11 13", "2 3", 18, 12),
    ],
)
def test_what_the_pins_can(name, pwm, i2c, a0, servos):
    assert (declared(name, "pwm"), declared(name, "i2c")) == (pwm.split(), i2c.split())
    assert BOARDS[name].pin("A0").number == a0 and len(declared(name, "servo")) == servos
    assert set(BOARDS[name].by_name) & {"0", "1"} == ({"0", "1"} if name == "arduino-leonardo" else set())
    assert {"usb"} <= set(vars(BOARDS[name])) and (BOARDS[name].usb or BOARDS[name].clones)


def test_the_nano_measures_on_two_pins_more():
    assert BOARDS["arduino-nano"].pin("A7").can == {"analog"}


def test_a_board_gives_no_other_current():
    with pytest.raises(ValueError, match="12V"):
        BoardSpec(name="a", zh="a", en="a", pins=(), size=(1, 1), power=(PowerHole("12V", 0, 0),))


@pytest.mark.parametrize("kind", PARTS)
def test_each_pin_of_a_part_has_a_wire_and_its_current_too(kind):
    part = PARTS[kind]
    for wires in (part.wires, *part.wires_without.values()):
        goals = [wire.to for wire in wires]
        assert len(set(goals)) == len(goals) and set(part.required_abilities) <= set(goals)
        # The keys of a keypad only connect two pins.
        assert set(goals) - set(part.required_abilities) <= set(POWER) and (
            {"GND", "5V"} & set(goals) or kind == "Keypad"
        )
        assert {wire.end for wire in wires if wire.end.startswith("wire_")} <= set(texts.TEXTS)
    assert part.caution is None or part.caution in texts.TEXTS
    assert set(part.wires_without) <= set(inspect.signature(part).parameters)


@pytest.mark.parametrize("kind", PARTS)
def test_a_part_is_whole(kind):
    part = PARTS[kind]
    taken = inspect.signature(part).parameters
    assert issubclass(part, Part) and set(part.required_abilities.values()) <= set(ABILITIES)
    assert part.shares or set(part.required_abilities) <= set(taken)
    for word, more in part.method_abilities.items():
        assert (
            hasattr(part, word) and set(more) <= set(part.required_abilities) and set(more.values()) <= set(ABILITIES)
        )
    assert (
        texts.get_both(f"part_{kind}") and part.__doc__ and (part.built_in or "Wiring:" in part.__doc__ + Part.__doc__)
    )


@pytest.mark.parametrize(
    ("board", "kind", "pins", "uses", "argument", "key", "said"),
    [
        ("arduino-uno", "LED", {"pin": 1}, (), "pin", "pin_is_cable", "speak with the computer"),
        ("arduino-uno", "LED", {"pin": "A9"}, (), "pin", "pin_missing", "no pin 'A9'"),
        ("arduino-uno", "LED", {"pin": 13}, ("value",), "pin", "pin_cannot", "3, 5, 6, 9, 10, 11"),
        ("arduino-uno", "Servo", {"pin": "A0"}, (), "pin", "pin_cannot", "turn a servo"),
        (
            "arduino-mega",
            "Servo",
            {"pin": "A0"},
            (),
            "pin",
            "pin_cannot",
            "Where the pin is set, use one of these instead: 2–49.",
        ),
        ("arduino-uno", "LightSensor", {"pin": 4}, (), "pin", "pin_cannot", "A0, A1"),
        ("arduino-nano", "Button", {"pin": "A6"}, (), "pin", "pin_cannot", "read a button"),
        ("arduino-mega", "RGBLED", {"red": 9, "green": 22, "blue": None}, (), "green", "pin_cannot", "44, 45, 46"),
        (
            "arduino-uno",
            "DistanceSensor",
            {"trigger": 7, "echo": 8},
            (),
            "trigger",
            "part_needs_sketch",
            "FirmataExpress",
        ),
        ("arduino-uno", "TemperatureHumidity", {"pin": 4}, (), "pin", "part_needs_sketch", "LM35"),
        ("arduino-uno", "Buzzer", {"pin": 6}, ("play", "on"), "pin", "part_needs_sketch", "play tones"),
        ("arduino-uno", "NeoPixel", {"pin": 6}, (), "pin", "part_needs_sketch_own", "our firmware"),
        ("arduino-uno", "InfraredReceiver", {"pin": 2}, (), "pin", "part_needs_sketch_own", "Buttons or a keypad"),
        ("arduino-uno", "Display", {"kind": "screen"}, (), "kind", "display_needs_board", "oled"),
    ],
)
def test_what_does_not_fit_is_said_once(board, kind, pins, uses, argument, key, said):
    ((found, told, params),) = find_problem(BOARDS[board], kind, pins, uses)
    assert (
        (found, told) == (argument, key)
        and said in texts.get_text(told, "en", **params)
        and texts.get_text(told, "zh", **params)
    )


def test_spaces_stand_in_chinese_only_beside_latin_letters():
    said = [
        texts.get_text("pin_missing", "zh", pin="99", board={"zh": name, "en": ""}, names="2–13")
        for name in ("屏幕上的板子", "Arduino Uno")
    ]
    assert said == ["屏幕上的板子没有引脚“99”。可以用：2–13。", "Arduino Uno 没有引脚“99”。可以用：2–13。"]
    assert (
        texts.split_text("pin_taken", "zh", pin="3", holder=texts.get_both("part_LED"))[0]
        == "引脚 3 已经接着 LED 灯了。"
    )


@pytest.mark.parametrize(
    ("board", "kind", "pins", "uses"),
    [
        ("arduino-uno", "LED", {"pin": 13}, ("on",)),
        ("arduino-uno", "Motor", {"forward": 7, "backward": 8, "enable": 9}, ()),
        ("arduino-uno", "Button", {"pin": "A3"}, ()),
        ("arduino-uno", "Display", {"kind": "oled"}, ()),
        ("arduino-leonardo", "Accelerometer", {}, ()),
        ("arduino-uno", "Joystick", {"x": "A0", "y": "A1", "button": None}, ()),
        ("arduino-leonardo", "LED", {"pin": 0}, ()),
        ("simulated", "DistanceSensor", {"trigger": 7, "echo": 8}, ()),
        ("simulated", "Buzzer", {"pin": 6}, ("play",)),
        ("arduino-uno", "Gadget", {"pin": 99}, ()),
        ("arduino-uno", "RGBLED", {"red": None, "green": None, "blue": None}, ()),
    ],
)
def test_what_fits(board, kind, pins, uses):
    assert not list(find_problem(BOARDS[board], kind, pins, uses))


def test_what_parts_take_from_each_other():
    board = BOARDS["arduino-uno"]
    parts = [
        ("Servo", {"pin": 9}),
        ("RGBLED", {"red": 9, "green": 10, "blue": 11}),
        ("LED", {"pin": None}),
        ("Button", {"pin": "d11"}),
    ]
    found = [(number, argument, key) for number, argument, key, _ in find_conflicts(board, parts)]
    assert found == [(1, "red", "pin_taken"), (1, "green", "pin_silenced"), (3, "pin", "pin_taken")]
    assert not list(find_conflicts(board, parts[1:3]))


def test_what_parts_take_from_each_other_beside_pins():
    """An address that another kind has, a place of a servo driver, the only place of its kind, and the wires themselves
    from a part on its pins.
    """
    parts = [
        ("RealTimeClock", {}),
        ("Accelerometer", {}),
        ("Accelerometer", {"address": "0x69"}),
        ("DriverServo", {"channel": "3"}),
        ("DriverServo", {"channel": "3"}),
        ("DriverServo", {"channel": "4"}),
        ("DriverServo", {"channel": None}),
        ("Display", {"kind": "oled"}),
        ("Display", {"kind": "oled"}),
        ("InfraredReceiver", {"pin": 2}),
        ("InfraredReceiver", {"pin": 3}),
        ("LED", {"pin": "A5"}),
    ]
    found = [(number, key) for number, _, key, _ in find_conflicts(BOARDS["arduino-uno"], parts)]
    assert found == [(1, "address_taken"), (4, "channel_taken"), (10, "part_single"), (11, "pin_taken")]
    turned = [(number, key) for number, _, key, _ in find_conflicts(BOARDS["arduino-uno"], [parts[-1], parts[0]])]
    assert turned == [(1, "pin_taken")]
