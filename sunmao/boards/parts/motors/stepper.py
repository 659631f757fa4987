"""Stepper motors with four coils behind a driver of four wires."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sunmao.boards.background_effects import Step
from sunmao.boards.part import BLACK, BLUE, GREEN, ORANGE, PURPLE, RED, Part, Wire
from sunmao.boards.pin_modes import OUTPUT
from sunmao.core.validation import require_range

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


COILS = ((1, 1, 0, 0), (0, 1, 1, 0), (0, 0, 1, 1), (1, 0, 0, 1))  # full steps, two coils at a time
MAX_SPEED = 15  # turns a minute: faster ones stall


class Stepper(Part):
    """A motor that turns by small steps and counts them, such as 28BYJ-48 behind a driver ULN2003.

    Wiring: IN1 to IN4 of the driver to a pin each, its + to 5V (several motors: a supply of their own), - to GND.

    Args:
        in1, in2, in3, in4: numbers or names of the pins.
        steps_per_turn: full steps of one turn of the shaft; 2,048 with the gear of a 28BYJ-48.

    Example:
        motor = Stepper(in1=8, in2=9, in3=10, in4=11)
        motor.turn(degrees=90)
    """

    required_abilities = {"in1": "output", "in2": "output", "in3": "output", "in4": "output"}
    wires = (
        *(Wire(f"IN{at}", f"in{at}", color) for at, color in enumerate((GREEN, BLUE, ORANGE, PURPLE), 1)),
        Wire("+", "5V", RED),
        Wire("−", "GND", BLACK),
    )
    caution = "caution_motor_driver"

    def __init__(self, in1: Any, in2: Any, in3: Any, in4: Any, steps_per_turn: int = 2048) -> None:
        self._steps_per_turn = int(require_range("steps_per_turn", steps_per_turn, 4, 10_000))
        self._position = 0  # steps
        self._levels: tuple[int, ...] = (0, 0, 0, 0)
        super().__init__(in1=in1, in2=in2, in3=in3, in4=in4)

    @property
    def angle(self) -> float:
        """Degrees that it has turned since it was made; a turn is 360."""
        return round(self._position * 360 / self._steps_per_turn, 2)

    @property
    def is_active(self) -> bool:
        """Whether it turns now."""
        return self._attached_board.effects.playing(self)

    def turn(self, degrees: float = 90, speed: float = 10, background: bool = False) -> None:
        """Turn so much farther, from where it stands; at the end its coils are without current.

        Args:
            degrees: how far; below 0 it turns back.
            speed: turns a minute, from 0.1 to 15.
            background: whether the program goes on meanwhile.

        Raises:
            BadValue: outside of that.
        """
        board = self._attached_board
        steps = round(require_range("degrees", degrees, -36_000, 36_000) * self._steps_per_turn / 360)
        pause = 60 / (require_range("speed", speed, 0.1, MAX_SPEED) * self._steps_per_turn)
        board.report(self, f"{degrees:+.4g}°")
        board.effects.play(self, self._iter_steps(steps, pause), background)

    def off(self) -> None:
        """Stop where it is, without current in its coils."""
        self._attached_board.effects.stop(self)
        self._attached_board.perform(lambda client: self._write(client, (0, 0, 0, 0)))

    def _iter_steps(self, steps: int, pause: float) -> Iterator[Step]:
        board, direction, due = self._attached_board, 1 if steps > 0 else -1, time.monotonic()
        for _ in range(abs(steps)):
            due += pause
            levels = COILS[(self._position + direction) % len(COILS)]

            def step(levels: tuple[int, ...] = levels) -> None:
                board.perform(lambda client: self._write(client, levels))
                self._position += direction

            # Measured from the beginning, so that what a step itself takes does not make the motor slower.
            yield step, max(0.0, due - time.monotonic())
        yield lambda: board.perform(lambda client: self._write(client, (0, 0, 0, 0))), 0.0

    def _write(self, client: "BoardClient", levels: tuple[int, ...]) -> None:
        for pin, level, before in zip(self._pins.values(), levels, self._levels, strict=True):
            if level != before:
                client.write_digital(pin.number, level)
        self._levels = levels

    def _set_up(self, client: "BoardClient") -> None:
        for pin in self._pins.values():
            client.set_mode(pin.number, OUTPUT)

    def _tear_down(self, client: "BoardClient") -> None:
        self._write(client, (0, 0, 0, 0))
