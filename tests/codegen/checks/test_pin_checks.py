"""The checks of pins: parts that cannot work on their pin, board or firmware, and devices that are not there."""

import pytest

from sunmao.blocks import find_block, list_blocks
from sunmao.blocks.spec import Block
from sunmao.blocks.type_hierarchy import DEVICES, SENSORS
from sunmao.boards.parts import PARTS
from sunmao.boards.registry import BOARDS
from sunmao.codegen import texts
from tests.support.blocks.device_programs import output, pin, program, said, start, use
from tests.support.blocks.workspace_builder import block, boolean, number, set_variable, text, variable


class TestWiring:
    def test_two_parts_on_one_pin(self):
        second = pin("9")
        found = program(
            start(
                use("simulated"),
                set_variable("servo", block("board_servo", pin=pin("9"))),
                set_variable("led", block("board_output", pin=second)),
            )
        )
        assert said(found, "pin_taken") == [("error", second["id"])]
        assert "舵机" in found.problems[0].text["zh"] and "9" in found.problems[0].text["en"]

    def test_a_part_that_was_closed_has_no_pin(self):
        led = set_variable("led", output("9"))
        close = block("board_close", device=variable("led"))
        assert (
            said(
                program(start(use("simulated"), led, close, set_variable("servo", block("board_servo", pin=pin("9")))))
            )
            == []
        )

    def test_two_boards_have_a_pin_9_each(self):
        found = program(
            start(
                use("simulated"),
                set_variable("led", output("9")),
                use("arduino-uno"),
                set_variable("servo", block("board_servo", pin=pin("9"))),
            )
        )
        assert said(found) == [] and found.devices["boards"] == ["simulated", "arduino-uno"]

    def test_a_pin_that_the_board_does_not_have(self):
        far = pin("53")
        assert said(
            program(start(use("arduino-uno"), set_variable("led", block("board_output", pin=far)))), "pin_missing"
        ) == [("error", far["id"])]
        assert said(program(start(use("arduino-mega"), set_variable("led", output("53"))))) == []

    def test_the_pins_of_the_cable(self):
        assert said(program(start(use("arduino-uno"), set_variable("led", output("1")))), "pin_is_cable")

    def test_brightness_on_a_pin_without_pwm(self):
        made = output("13")
        light = block("board_brightness", device=variable("led"), value=number(0.5))
        found = program(start(use("simulated"), set_variable("led", made), light))
        assert said(found, "pin_cannot") == [("error", made["inputs"]["pin"]["block"]["id"])]
        assert "3, 5, 6, 9, 10, 11" in found.problems[0].text["en"]
        for ends in (number(0), number(1)):
            assert (
                said(
                    program(
                        start(
                            use("simulated"),
                            set_variable("led", output("13")),
                            block("board_brightness", device=variable("led"), value=ends),
                        )
                    )
                )
                == []
            )

    def test_a_light_sensor_on_a_pin_without_analog(self):
        found = program(
            start(use("simulated"), set_variable("x", block("sensor_new", {"kind": "LightSensor"}, pin=pin("7"))))
        )
        assert said(found, "pin_cannot")[0][0] == "error"

    def test_what_a_firmware_cannot_do_is_said_with_what_to_do(self):
        far = set_variable("x", block("sensor_distance", trigger=pin("7"), echo=pin("8")))
        found = program(start(use("arduino-uno"), far))
        # Another sketch on the same board can: it may run.
        assert {level for level, _ in said(found, "part_needs_sketch")} == {"warning"} and found.ok
        assert "StandardFirmata" in found.problems[0].text["en"]
        assert (
            said(
                program(
                    start(
                        use("simulated"), set_variable("x", block("sensor_distance", trigger=pin("7"), echo=pin("8")))
                    )
                )
            )
            == []
        )

    def test_pins_without_a_part(self):
        far, half = pin("99"), pin("4")
        found = program(
            start(
                use("simulated"),
                block("board_write", pin=far, value=number(1)),
                block("board_write", pin=half, value=number(0.5)),
            )
        )
        assert said(found, "pin_missing", "pin_cannot") == [("error", far["id"]), ("error", half["id"])]
        assert said(program(start(use("simulated"), block("board_write", pin=pin("4"), value=number(1))))) == []

    def test_a_pin_that_only_the_program_knows(self):
        assert (
            said(
                program(
                    start(
                        use("simulated"),
                        set_variable("x", number(99)),
                        set_variable("led", block("board_output", pin=variable("x"))),
                    )
                )
            )
            == []
        )

    def test_a_board_that_only_the_program_knows(self):
        either = block(
            "controls_if", None, {"hasElse": True}, IF0=boolean(True), DO0=use("arduino-uno"), ELSE=use("arduino-mega")
        )
        assert said(program(start(either, set_variable("led", output("53"))))) == []

    def test_no_board_yet(self):
        led = output("13")
        found = program(start(set_variable("led", led)))
        assert said(found, "no_board_yet") == [("warning", led["id"])] and found.ok
        assert (
            said(program(start(set_variable("led", output("13")), use("simulated"))), "no_board_yet")[0][0] == "warning"
        )
        assert (
            said(program(start(block("program_python", {"code": "setup()"}), set_variable("led", output("13"))))) == []
        )

    @pytest.mark.parametrize("board", BOARDS)
    def test_every_board_takes_what_the_toolbox_offers(self, board):
        levels = set()
        for declaration in list_blocks():
            if isinstance(declaration, Block) and declaration.part:
                menus = {
                    hole.name: [option[0] for option in hole.options]
                    for hole in declaration.holes
                    if hole.kind == "menu"
                }
                for name, options in menus.items() or [("", [""])]:
                    for option in options:
                        made = block(declaration.type, {name: option} if name else None)
                        levels |= {
                            problem.level for problem in program(start(use(board), set_variable("x", made))).problems
                        }
        assert levels <= {"warning"}


class TestWords:
    def test_a_word_that_a_part_does_not_know(self):
        turn = block("board_switch", {"action": "toggle"}, device=variable("servo"))
        found = program(start(use("simulated"), set_variable("servo", block("board_servo", pin=pin("9"))), turn))
        assert said(found, "cannot_that") == [("error", turn["id"])]
        assert found.problems[0].text == {"zh": "这是舵机，没有“切换”", "en": "This is a servo; it has no “toggle”"}

    def test_a_reading_that_a_sensor_does_not_have(self):
        wet = block("sensor_read", {"reading": "humidity"}, sensor=variable("x"))
        light = set_variable("x", block("sensor_new", {"kind": "LightSensor"}, pin=pin("A0")))
        assert said(program(start(use("simulated"), light, block("text_print", TEXT=wet))), "cannot_that") == [
            ("error", wet["id"])
        ]

    def test_two_parts_at_one_place_of_i2c(self):
        clock = set_variable("x", block("sensor_clock"))
        tilts = [
            block("sensor_accelerometer"),
            block("sensor_accelerometer", {"address": "0x69"}, {"more": ["address"]}),
        ]
        servos = [block("board_driver_servo", channel=number(2)) for _ in range(2)]
        made = [set_variable(name, each) for name, each in zip("abcd", (*tilts, *servos), strict=True)]
        found = program(start(use("arduino-uno"), clock, *made))
        places = said(found, "address_taken", "channel_taken")
        assert places[0] == ("error", tilts[0]["id"]) and [level for level, _ in places] == ["error", "error"]

    def test_an_option_of_another_kind(self):
        for kind, codes in (("LightSensor", ["cannot_that"]), ("TemperatureHumidity", [])):
            made = block("sensor_new", {"kind": kind, "model": "DHT22"}, {"more": ["model"]}, pin=pin("A0"))
            assert [
                problem.code for problem in program(start(use("simulated"), set_variable("x", made))).problems
            ] == codes

    def test_every_word_of_a_block_is_known_to_a_part_that_fits(self):
        for declaration in list_blocks():
            if (
                isinstance(declaration, Block)
                and declaration.drawer in ("board", "sensor")
                and declaration.hole("device")
            ):
                kinds = [
                    kind
                    for check in declaration.hole("device").checks
                    for kind in (PARTS if check == "Device" else [check])
                    if kind in PARTS
                ]
                for action in [
                    option[0]
                    for hole in declaration.holes
                    if hole.name in ("action", "direction")
                    for option in hole.options
                ]:
                    assert any(hasattr(PARTS[kind], action) for kind in kinds), (declaration.type, action)

    def test_kinds_have_a_class_and_words(self):
        assert set(DEVICES) - {"Sensor"} <= set(PARTS) and set(SENSORS) <= set(PARTS)
        assert set(DEVICES) <= set(texts.TYPES)
        made = {
            kind for declaration in list_blocks() if (kind := getattr(declaration, "part", None)) and kind[0] != "="
        }
        made |= {
            option[0] for kind in ("board_output", "sensor_new") for option in find_block(kind).hole("kind").options
        }
        assert made == set(DEVICES) - {"Sensor"}


class TestEvents:
    def pressed(self, event: str = "when_pressed", name: str = "button") -> list[dict]:
        return [
            block("program_when_pressed", {"event": event}, button=variable(name)),
            block("text_print", TEXT=text("hello")),
        ]

    def button(self) -> list[dict]:
        return [use("simulated"), set_variable("button", block("sensor_button", pin=pin("2")))]

    def test_two_hats_for_one_event(self):
        second = self.pressed()
        found = program(start(*self.button()), self.pressed(), second)
        assert said(found, "two_hats") == [("hint", second[0]["id"])]
        assert "def button_pressed_2():" in found.python

    def test_a_hat_whose_device_is_never_set(self):
        hat = self.pressed()
        found = program(start(), hat)
        assert said(found, "never_made") == [("error", hat[0]["inputs"]["button"]["block"]["id"])] and not found.ok

    def test_a_device_that_is_made_further_down(self):
        read = variable("camera")
        opened = set_variable("camera", block("camera_open", source=block("pick_camera", {"value": "simulated"})))
        found = program(start(set_variable("image", block("camera_read", camera=read)), opened))
        assert said(found, "made_later") == [("error", read["id"])]
        assert (
            said(program(start(opened, set_variable("image", block("camera_read", camera=variable("camera")))))) == []
        )

    def test_a_function_may_make_it(self):
        make = block("procedures_defnoreturn", {"NAME": "make"}, STACK=set_variable("camera", block("camera_open")))
        call = block("procedures_callnoreturn", None, {"name": "make"})
        found = program(start(call, set_variable("image", block("camera_read", camera=variable("camera")))), [make])
        assert said(found) == []
