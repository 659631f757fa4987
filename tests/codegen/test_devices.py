"""Boards, parts and cameras in blocks: what a program uses, and what its events are given."""

from sunmao.blocks import find_block
from tests.support.blocks.device_programs import output, pin, program, said, start, use
from tests.support.blocks.workspace_builder import block, number, set_variable, text, variable


class TestTypes:
    def test_a_part_fits_where_its_kind_is_taken(self):
        for kind, code in (("LED", []), ("Buzzer", ["wrong_type"])):
            found = program(
                start(use("simulated"), block("board_brightness", device=output("9", kind), value=number(1)))
            )
            assert [problem.code for problem in found.problems] == code
        assert (
            said(
                program(start(use("simulated"), block("board_switch", {"action": "on"}, device=output("9", "Buzzer"))))
            )
            == []
        )

    def test_a_variable_has_the_kind_of_its_part(self):
        led = variable("led")
        found = program(
            start(
                use("simulated"), set_variable("led", output("13")), block("board_angle", device=led, angle=number(90))
            )
        )
        assert (found.problems[0].code, found.problems[0].block) == ("wrong_variable", led["id"])
        assert found.problems[0].text["en"] == "led is an LED here, and a servo is needed"

    def test_sensors_of_every_kind_are_sensors(self):
        for kind in [option[0] for option in find_block("sensor_new").hole("kind").options]:
            made = block("sensor_new", {"kind": kind}, pin=pin("A0"))
            found = program(
                start(
                    use("simulated"),
                    set_variable("x", made),
                    block("text_print", TEXT=block("sensor_active", sensor=variable("x"))),
                )
            )
            assert {problem.code for problem in found.problems} <= {"cannot_that"}


class TestEvents:
    def pressed(self, event: str = "when_pressed", name: str = "button") -> list[dict]:
        return [
            block("program_when_pressed", {"event": event}, button=variable(name)),
            block("text_print", TEXT=text("hello")),
        ]

    def button(self) -> list[dict]:
        return [use("simulated"), set_variable("button", block("sensor_button", pin=pin("2")))]

    def test_a_handler_is_called_after_its_button(self):
        found = program(start(*self.button()), self.pressed(), self.pressed("when_released"), self.pressed("when_held"))
        assert said(found) == []
        assert [line for line in found.python.splitlines() if line.startswith(("@", "def"))] == [
            "@button.when_pressed",
            "def button_pressed():",
            "@button.when_released",
            "def button_released():",
            "@button.when_held",
            "def button_held():",
        ]

    def test_what_a_camera_sees_is_given_to_the_handler(self):
        hat = block(
            "program_when_seen",
            {"result": {"id": "id_result"}},
            model=variable("model"),
            camera=variable("camera"),
            label=text("cat"),
        )
        body = block("show_content", content=variable("result"))
        made = [
            set_variable("camera", block("camera_open", source=block("pick_camera", {"value": "0"}))),
            set_variable("model", block("deploy_workflow")),
        ]
        found = program(start(*made), [hat, body])
        assert said(found) == [] and found.devices["cameras"] == ["0"]
        assert "@camera.when_seen(model=model, label='cat')\ndef on_seen(result):\n    show(result)\n" in found.python
        again = set_variable("result", number(1))
        assert "global" not in program(start(*made), [hat | {"next": {"block": again}}]).python

    def test_what_was_seen_is_there_for_the_other_stacks_too(self):
        hat = block(
            "program_when_seen",
            {"result": {"id": "id_result"}},
            model=variable("model"),
            camera=variable("camera"),
            label=text("cat"),
        )
        made = [
            set_variable("camera", block("camera_open")),
            set_variable("model", block("deploy_workflow")),
            set_variable("result", number(0)),
        ]
        found = program(start(*made), [hat, block("text_print", TEXT=variable("result"))])
        assert (
            "def on_seen(new_result):\n    global result\n    result = new_result\n    print(result)\n" in found.python
        )


def test_what_a_program_uses():
    more = block("board_motor", None, {"more": ["enable"]}, forward=pin("5"), backward=number(6), enable=pin("10"))
    blocks = [
        use("simulated"),
        set_variable("x", more),
        set_variable("led", output("A0")),
        block("board_display", {"kind": "oled"}),
    ]
    found = program(start(*blocks[:3], set_variable("servo", blocks[3]), set_variable("camera", block("camera_open"))))
    assert said(found) == []
    assert found.as_dict()["devices"] == {
        "boards": ["simulated"],
        "parts": [
            {
                "kind": "Motor",
                "pins": {"forward": "5", "backward": "6", "enable": "10"},
                "name": "x",
                "block": more["id"],
            },
            {"kind": "LED", "pins": {"pin": "A0"}, "name": "led", "block": blocks[2]["inputs"]["VALUE"]["block"]["id"]},
            {"kind": "Display", "pins": {}, "name": "servo", "block": blocks[3]["id"], "options": {"kind": "oled"}},
        ],
        "cameras": ["simulated"],
    }
