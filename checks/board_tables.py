"""Writes the two tables of `docs/boards.md`: which part works with which sketch, as the checks of a program say; and what
was tried with which board, as the tests say.

python -m checks.board_tables # after a change of a part, a board or one of these tests
"""

import ast
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from sunmao.boards import BOARDS, PARTS
from sunmao.boards.board_spec import ABILITIES, EXTRA, BoardSpec
from sunmao.boards.pin_compatibility import OWN, find_part_problem
from sunmao.texts import split_text

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "boards.md"
BEGIN, END = "<!-- begin {name} -->\n", "<!-- end {name} -->"

# What each sketch offers on some pin; None: it does not tell what its pins can, and the board is refused.
SKETCHES = {
    "Sunmao Firmata": frozenset(ABILITIES),
    "StandardFirmata": frozenset(ABILITIES) - set(EXTRA),
    "FirmataExpress": frozenset(ABILITIES) - set(OWN),
    "DFRobot": None,
}
UNTOLD = "board_wrong_firmware"

_BOARDS, _SERVER = "tests/sunmao/boards", "tests/server/devices/boards"
# Test of loading → the board that it loads.
LOADS = {
    f"{_BOARDS}/loaders/test_stk500v1.py": "arduino-uno",
    f"{_BOARDS}/loaders/test_stk500v2.py": "arduino-mega",
    f"{_BOARDS}/loaders/test_caterina.py": "arduino-leonardo",
}
# Operation → the tests that try it.
OPERATIONS = {
    "find": (f"{_BOARDS}/links/test_ports.py::test_boards_are_named_by_their_usb_numbers",),
    "load our sketch": tuple(f"{path}::test_loaded_by_the_command_line" for path in LOADS),
    "open": (
        f"{_BOARDS}/links/test_serial_stream.py::test_it_says_who_it_is",
        f"{_SERVER}/test_board_manager.py::test_the_board_on_the_screen",
    ),
    "output": (
        f"{_BOARDS}/parts/test_parts_on_uno.py::test_led",
        f"{_BOARDS}/parts/test_leds.py::test_led",
    ),
    "pwm, servo": (
        f"{_BOARDS}/links/test_serial_stream.py::test_pwm_and_servo",
        f"{_BOARDS}/parts/motors/test_servos.py::test_servo",
    ),
    "input, pullup": (
        f"{_BOARDS}/links/test_serial_stream.py::test_a_button_with_pull_up",
        f"{_BOARDS}/test_input_events.py::test_handlers",
    ),
    "analog": (
        f"{_BOARDS}/parts/test_parts_on_uno.py::test_analog",
        f"{_BOARDS}/parts/sensors/test_sensors.py::test_measuring",
    ),
    "i2c": (
        f"{_BOARDS}/parts/test_i2c_sensors.py::test_servos_on_a_driver",
        f"{_BOARDS}/parts/motors/test_servos.py::test_servos_on_a_driver",
    ),
    "tone": (
        f"{_BOARDS}/sketches/test_sunmao_firmata.py::test_outputs",
        f"{_BOARDS}/parts/test_buzzers.py::test_buzzer",
    ),
    "sonar, dht": (
        f"{_BOARDS}/sketches/test_sunmao_firmata.py::test_inputs",
        f"{_BOARDS}/parts/sensors/test_distance.py::test_distance",
    ),
    "pixels": (
        f"{_BOARDS}/sketches/test_sunmao_firmata.py::test_strip_of_lights",
        f"{_BOARDS}/parts/test_pixels.py::test_a_strip_of_lights",
    ),
    "remote": (
        f"{_BOARDS}/sketches/test_sunmao_firmata.py::test_remote_control",
        f"{_BOARDS}/parts/sensors/test_infrared_receiver.py::test_a_remote_control",
    ),
    "event": (
        f"{_BOARDS}/parts/test_parts_on_uno.py::test_short_presses_are_heard_in_their_order",
        f"{_BOARDS}/test_input_events.py::test_handlers",
    ),
    "Stop": (f"{_SERVER}/test_program_session.py::test_at_stop_outputs_rest_though_the_program_goes_on",),
    "unplug": (
        f"{_SERVER}/test_program_session.py::test_a_cable_that_comes_out_is_waited_for",
        f"{_BOARDS}/test_input_events.py::test_outside_the_studio_a_pulled_cable_is_an_error_at_once",
    ),
    "replug": (
        f"{_SERVER}/test_program_session.py::test_it_is_found_at_another_port",
        f"{_BOARDS}/test_input_events.py::test_in_the_studio_the_program_waits_and_goes_on",
    ),
    "wrong firmware": (f"{_BOARDS}/links/test_faulty_devices.py::test_what_is_no_firmata_is_told",),
    "busy": (f"{_SERVER}/test_program_session.py::test_the_second_run_is_told_who_has_the_board",),
}
# Fixtures that stand before a test, and on what it runs then; without one of these it is a stand-in for the board.
EMULATED = {"uno", "empty_uno", "parts", "program"}
SIMULATED = {"board"}


def judge_part(kind: str, sketch: str) -> tuple[str, dict[str, str]]:
    """Judge how a part works with a sketch on an Uno: the cell of the table, and its note: key → what to do."""
    offered = SKETCHES[sketch]
    if offered is None:
        return "refused", {UNTOLD: split_text(UNTOLD, "en", heard="")[1]}
    part, board = PARTS[kind], offer_abilities(BOARDS["arduino-uno"], offered, sketch)
    pins = {name: choose_pin(board, {ability, *more}) for name, (ability, *more) in list_wishes(part).items()}
    options = {"kind": "oled"} if kind == "Display" else {}
    at_once = list(find_part_problem(board, part, pins | options))
    words = [word for word in part.method_abilities if list(find_part_problem(board, part, pins | options, (word,)))]
    notes = {
        key: split_text(key, "en", **params)[1]
        for _, key, params in (at_once or list(find_part_problem(board, part, pins | options, words)))
    }
    cell = "refused" if at_once else f"works, `{'`, `'.join(words)}` refused" if words else "works"
    return cell, notes


def offer_abilities(board: BoardSpec, offered: frozenset[str], sketch: str) -> BoardSpec:
    """A board whose pins can what a sketch lets them."""
    pins = (
        replace(pin, can=(pin.can | (set(EXTRA) if "output" in pin.can else set())) & offered) for pin in board.pins
    )
    return replace(board, pins=tuple(pins), firmware=sketch)


def list_wishes(part: Any) -> dict[str, list[str]]:
    """Argument → what its pin must can, and what a method needs besides."""
    more = part.method_abilities.values()
    return {
        name: [ability, *(each[name] for each in more if name in each)]
        for name, ability in part.required_abilities.items()
    }


def choose_pin(board: BoardSpec, wishes: set[str]) -> str:
    """The pin that can most of it."""
    return max(board.pins, key=lambda pin: len(wishes & pin.can)).name


def write_parts() -> str:
    """Parts × sketches, with a note for each thing to do."""
    notes: dict[str, int] = {}
    rows = [f"| part | {' | '.join(SKETCHES)} |", "|---|" + "---|" * len(SKETCHES)]
    for kind in PARTS:
        cells = []
        for sketch in SKETCHES:
            cell, found = judge_part(kind, sketch)
            numbers = [notes.setdefault(text, len(notes) + 1) for text in found.values()]
            cells.append(" ".join([cell, *(f"({number})" for number in numbers)]))
        rows.append(f"| {kind} | {' | '.join(cells)} |")
    told = [f"{number}. {' '.join(text.split())}" for text, number in notes.items()]
    return "\n".join([*rows, "", "What to do, as the child reads it:", "", *told]) + "\n"


def find_ground(test: str) -> str:
    """Find out what a test runs on: 'emulated', 'simulated' or 'stand-in'. Raises LookupError for an unknown test."""
    path, name = test.split("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef) and each.name == name]
    if not found:
        raise LookupError(test)
    taken = {each.arg for each in found[0].args.args}
    screen = any(isinstance(each, ast.Constant) and each.value == "simulated" for each in ast.walk(found[0]))
    if taken & EMULATED or ("bench" in taken and not screen and "port" in taken):
        return "emulated"
    if "serial_stream" in path and taken & SIMULATED:
        return "emulated"  # there `board` is the client of the emulated one
    return "simulated" if taken & SIMULATED or screen or "on_the_screen" in name else "stand-in"


def write_operations() -> str:
    """Operations × boards: what each was tried on, with the test. Only an Uno is emulated."""
    rows = [f"| | {' | '.join(BOARDS)} |", "|---|" + "---|" * len(BOARDS)]
    for operation, tests in OPERATIONS.items():
        cells = []
        for name in BOARDS:
            grounds = {find_ground(test): test for test in tests if LOADS.get(test.split("::")[0], name) == name}
            wanted = ("simulated",) if name == "simulated" else ("emulated", "stand-in")
            found = next((ground for ground in wanted if ground in grounds), None)
            if found == "emulated" and name != "arduino-uno":
                found = None
            path = grounds[found].split("::") if found else []
            cells.append(f'[{found}](../{path[0]} "{path[1]}")' if found else "–")
        rows.append(f"| {operation} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def write_document(text: str) -> str:
    """The document with both tables anew."""
    for name, write in (("parts", write_parts), ("operations", write_operations)):
        begin, end = BEGIN.format(name=name), END.format(name=name)
        before, rest = text.split(begin)
        text = before + begin + write() + end + rest.split(end)[1]
    return text


if __name__ == "__main__":
    before = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(write_document(before), encoding="utf-8")
    sys.exit(0)
