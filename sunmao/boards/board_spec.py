"""Description of a board: its pins, the abilities of each, and how it is recognized. One file a board declares one
`BoardSpec`.

Standard library only: the page's pin menus and the checks before a run read these too.
"""

from dataclasses import dataclass, field
from typing import Literal, get_args

# What a pin can do for a part. Those of `Extra` need a firmware that offers them: 'sonar' is the time of an echo.
Extra = Literal["tone", "sonar", "dht", "pixels", "remote"]
Ability = Literal["output", "input", "pullup", "pwm", "servo", "analog", "i2c", Extra]
LINKS = ("firmata", "simulated")  # the names of `link_registry.LINKS`
LOADERS = ("stk500v1", "stk500v2", "caterina")  # those of `loader_registry.LOADERS`
POWER = ("GND", "5V", "3V3")  # what a board gives parts beside its pins
EXTRA: tuple[Extra, ...] = get_args(Extra)
ABILITIES: tuple[Ability, ...] = get_args(Ability)


@dataclass(frozen=True)
class PinSpec:
    """One pin. number: Firmata's; name: as it is printed on the board ('13', 'A0'); can: of `ABILITIES`; x, y:
    millimeters from the board's upper left corner."""

    number: int
    name: str
    can: frozenset[str]
    x: float
    y: float


@dataclass(frozen=True)
class PowerHole:
    """A hole of the board that gives parts their current. name: of `POWER`; x, y: as of a pin."""

    name: str
    x: float
    y: float


@dataclass(frozen=True)
class BoardSpec:
    """One kind of board.

    name: as in `use_board(name)`; zh, en: what people call it; pins: all that a part may use; size: width and
    height in millimeters; usb: (vendor, product) numbers of its ports, `clones`: those of chips that many boards
    share, so that they only hint at it; bootloader: those of `usb` that it has while its bootloader runs (empty: USB is
    a chip of its own, and stays); firmware: the sketch that it needs, baud: its speed in bits a second; led:
    the pin of its own LED; link: of `LINKS`, how it is spoken with; loader: of `LOADERS`, which writes a sketch into it
    (None: it is loaded by another program), loader_bauds: speeds that its bootloaders have, the newest first;
    signature: three bytes that name its chip; sketch: the file of `sketches` that is compiled for it; servo_silences:
    names of the pins that have no PWM while a servo is in use (it takes their timer); more: what the board has built in
    ('accelerometer') or does without a computer ('alone': it runs a program, 'vision': it recognizes pictures);
    color: of the board itself, as CSS writes it; power: its holes for current, for the wiring picture.
    """

    name: str
    zh: str
    en: str
    pins: tuple[PinSpec, ...]
    size: tuple[float, float]
    usb: tuple[tuple[int, int], ...] = ()
    clones: tuple[tuple[int, int], ...] = ()
    bootloader: tuple[tuple[int, int], ...] = ()
    firmware: str = "StandardFirmata"
    baud: int = 57600
    led: str | None = "13"
    link: str = "firmata"
    loader: str | None = None
    loader_bauds: tuple[int, ...] = ()
    signature: bytes = b""
    sketch: str | None = None
    servo_silences: tuple[str, ...] = ()
    more: frozenset[str] = frozenset()
    color: str = "#0f7c86"
    power: tuple[PowerHole, ...] = ()
    by_name: dict[str, PinSpec] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.link not in LINKS:
            raise ValueError(f"{self.name}: no link {self.link!r}, there are {', '.join(LINKS)}")
        if self.loader is not None and self.loader not in LOADERS:
            raise ValueError(f"{self.name}: no loader {self.loader!r}, there are {', '.join(LOADERS)}")
        if currents := {hole.name for hole in self.power} - set(POWER):
            raise ValueError(f"{self.name}: no current {currents}, there is {', '.join(POWER)}")
        found = {}
        for pin in self.pins:
            if unknown := pin.can - set(ABILITIES):
                raise ValueError(f"{self.name}: pin {pin.name} can {unknown}")
            for name in (pin.name, str(pin.number)):
                found.setdefault(name, pin)
        object.__setattr__(self, "by_name", found)

    @property
    def installable(self) -> bool:
        """Whether we have a sketch for boards of this kind and a loader that writes it."""
        return self.loader is not None and self.sketch is not None

    @property
    def i2c_pins(self) -> dict[str, str]:
        """Names of the pins for I2C: {'sda': data, 'scl': clock}; empty where it has none."""
        return dict(zip(("sda", "scl"), (pin.name for pin in self.pins if "i2c" in pin.can), strict=False))

    def pin(self, name: int | str) -> PinSpec | None:
        """The pin of that name or number ('A0', 13, '13'), or None."""
        return self.by_name.get(str(name).strip().upper().removeprefix("D"))
