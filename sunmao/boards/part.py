"""Base of all parts: a part is something on pins of a board, which it holds until it is closed."""

from typing import TYPE_CHECKING, Any, NamedTuple, Self

from sunmao.boards import select_board
from sunmao.boards.board_spec import BoardSpec, PinSpec
from sunmao.boards.pin_compatibility import Trouble
from sunmao.core.strict import Strict
from sunmao.errors import PartClosed
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


class Wire(NamedTuple):
    """A wire between a part and the board.

    end: what is printed at its end on the part, or `wire_…`, a key of the text catalog; to: an argument of the part,
    whose pin it goes to, or one of `POWER`; color: as CSS writes it.
    """

    end: str
    to: str
    color: str


# Colors of wires: of real leads where they have some, and far enough from one another.
BLACK, RED, BROWN, ORANGE = "#1d2530", "#c4161c", "#6f4a2d", "#c2560c"
GREEN, BLUE, PURPLE, YELLOW = "#13743d", "#1c5fb5", "#7b3fb0", "#9a7400"
GROUND, FIVE_VOLTS = Wire("GND", "GND", BLACK), Wire("VCC", "5V", RED)
MODULE = (FIVE_VOLTS, GROUND)  # two legs of nearly every module
I2C_WIRES = (*MODULE, Wire("SDA", "sda", BLUE), Wire("SCL", "scl", YELLOW))


class Part(Strict):
    """Base of the parts. A part belongs to the board that was used last when it was made; it can stand in a `with`.

    A class says in `required_abilities` which ability each of its pins must have, in `method_abilities` what a method
    needs besides ({'value': {'pin': 'pwm'}}), in `built_in` what the board must bring along, and in `by_sketch` whether
    FirmataExpress would help. `wires` are those of its wiring picture, `wires_without` those where an option is off,
    and `caution` is a key of what may break.
    """

    required_abilities: dict[str, str] = {}
    method_abilities: dict[str, dict[str, str]] = {}
    built_in: str | None = None
    by_sketch = False
    shares = False  # whether its pins may be shared, as those of I2C are
    single = False  # whether a board can have only one of them
    placed_by: tuple[str, ...] = ()  # arguments that say where on a shared wire it is
    optional: tuple[str, ...] = ()  # pins that may be None
    wires: tuple[Wire, ...] = ()
    wires_without: dict[str, tuple[Wire, ...]] = {}
    caution: str | None = None

    def __init__(self, **pins: Any) -> None:
        self._board = None
        board = select_board.get_current_board()
        self._pins: dict[str, PinSpec] = board.reserve(
            self, {name: pin for name, pin in pins.items() if pin is not None or name not in self.optional}
        )
        self._board = board
        board.add_part(self)

    @classmethod
    def list_required_abilities(cls, pins: dict) -> dict[str, str]:
        """Argument → ability, for a part on these pins."""
        return cls.required_abilities

    @classmethod
    def own_trouble(cls, board: BoardSpec, pins: dict) -> list[Trouble]:
        """List what keeps the part from working, apart from its pins."""
        return []

    @classmethod
    def find_place(cls, options: dict) -> tuple[str, ...] | None:
        """Return the place of a part with these options on the I2C wires: its address as '0x68', followed by its
        channel if it shares the address with parts of its kind. None: nowhere, or not known yet.
        """
        return None

    @classmethod
    def fits_somewhere(cls, board: BoardSpec) -> bool:
        """Whether a board has pins, or within it what is needed, for this part."""
        if cls.built_in:
            return cls.built_in in board.more
        return all(any(ability in pin.can for pin in board.pins) for ability in cls.required_abilities.values())

    def options(self) -> dict:
        """Return the options that, apart from the pins, decide what the part needs."""
        return {}

    @property
    def closed(self) -> bool:
        """Whether the part was closed."""
        return self._board is None

    def close(self) -> None:
        """Bring the part to rest and let go of its pins. Safe to call twice."""
        board, self._board = self._board, None
        if board is not None:
            board.remove_part(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={pin.name!r}' for name, pin in self._pins.items())})"

    @property
    def _attached_board(self) -> Any:
        """The board. Raises PartClosed."""
        if self._board is None:
            raise PartClosed("part_closed", part=get_both(f"part_{type(self).__name__}"))
        return self._board

    def _pwm_pins(self) -> list[PinSpec]:
        """The pins that give PWM now."""
        return [
            self._pins[name]
            for name, ability in self.list_required_abilities(self._pins).items()
            if ability == "pwm" and name in self._pins
        ]

    # What the board calls.

    def _set_up(self, client: "BoardClient") -> None:
        """Set the pins up. Whatever the client is told it tells the board again by itself after the cable was out."""

    def _restore(self, client: "BoardClient") -> None:
        """The board is there again, or has restarted: what only the part remembers."""

    def _tear_down(self, client: "BoardClient") -> None:
        """The part is being closed: bring the pins to rest."""

    def _cancel(self) -> None:
        """The part is closed, or its board has ended: nothing is sent any more."""

    def _poll(self, now: float) -> None:
        """At a waiting point, in the main thread: notice what has come without an edge."""

    def _seconds_until_poll(self) -> float:
        """Seconds until `_poll` has something to do."""
        return float("inf")
