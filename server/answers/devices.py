"""Boards, ports and cameras, and a board as it is now."""

from typing import Literal, NotRequired, TypedDict

from sunmao.boards.board_spec import Ability
from sunmao.protocol.messages import Text


class PinSpecJson(TypedDict):
    """A pin. x, y: millimeters from the upper left corner of its board."""

    number: int
    name: str
    can: list[Ability]
    x: float
    y: float


class PowerHoleJson(TypedDict):
    """A hole for current. name: 'GND', '5V' or '3V3'; x, y: as of a pin."""

    name: str
    x: float
    y: float


class BoardSpecJson(TypedDict):
    """A kind of board. size: width and height in millimeters; more: what it has built in; color: of it, in CSS; i2c:
    names of its pins 'sda' and 'scl'; install_seconds: about how long our sketch takes, where it can be installed.
    """

    name: str
    zh: str
    en: str
    size: tuple[float, float]
    installable: bool
    install_seconds: int | None
    sketch_version: list[int] | None
    led: str | None
    more: list[str]
    color: str
    pins: list[PinSpecJson]
    power: list[PowerHoleJson]
    i2c: dict[str, str]


class WireJson(TypedDict):
    """A wire of a part. end: what is at its end there; to: a word of its line, such as 'pin', or a name of a power
    hole; color: in CSS.
    """

    end: Text
    to: str
    color: str


class WiringJson(TypedDict):
    """Wiring of a kind of part. without: an option → the wires where it is off; caution: what may break."""

    wires: list[WireJson]
    without: dict[str, list[WireJson]]
    caution: Text | None


class PartJson(TypedDict):
    """A part of the program. pins: the words of its line ('pin', 'trigger' …) → the names of pins; options: what else
    decides about it, such as the address on I2C; name: its variable; block: the block that makes it.
    """

    kind: str
    pins: dict[str, str]
    options: NotRequired[dict[str, str | bool]]
    name: NotRequired[str]
    block: NotRequired[str | None]


class Owner(TypedDict):
    """The run that uses a device."""

    project: str
    title: str
    run: str


class PinStateJson(TypedDict):
    """A pin as it is now. pulse: of a servo."""

    mode: str
    value: float | None
    pulse: NotRequired[float]


class DisplayJson(TypedDict):
    """Contents of a display of the board."""

    kind: str
    lines: NotRequired[list[str]]
    width: NotRequired[int]
    height: NotRequired[int]
    bitmap: NotRequired[str]


class Climate(TypedDict):
    """Degrees Celsius, and per cent."""

    temperature: float
    humidity: float


class BoardState(TypedDict):
    """A board as it is now. Values go from 0 to 1, those of servos in degrees; tones in hertz, distances in
    centimeters. measurements: address on I2C, such as '0x68' → name → what the sensor there measures;
    turned: first pin of a stepper motor → degrees; contacts: pins that a key connects, as '2,6';
    strips: pin → the color of each light of its strip, as '#ff8000'; remotes: pin → the number of the key of a remote
    control that is pressed.
    """

    board: str | None
    plugged: bool
    owner: Owner | None
    pins: dict[str, PinStateJson]
    tones: dict[str, float]
    inputs: dict[str, float]
    contacts: list[str]
    strips: dict[str, list[str]]
    distances: dict[str, float]
    climate: dict[str, Climate]
    remotes: dict[str, int]
    measurements: dict[str, dict[str, float]]
    turned: dict[str, float]
    parts: list[PartJson]
    displays: list[DisplayJson]


class FirmwareJson(TypedDict):
    """The program that runs on a board."""

    name: str
    version: list[int]


class InstallJson(TypedDict):
    """Our sketch on its way into a board. done, total: of the step, bytes where it is written or read back; failed_at:
    the step that failed or was stopped; seconds: how long it took, once it is over.
    """

    board: str
    step: Literal["find", "write", "verify", "blink", "done", "failed", "stopped"]
    done: int
    total: int
    failed_at: str | None
    error: Text | None
    hint: Text | None
    seconds: float | None


class Port(TypedDict):
    """A board or port that is plugged in; state 'driverless': on USB without a serial port. certain: whether its USB
    numbers belong to that one board; likely: whether a board may be there at all; error, hint: what stands in the way
    of using it, and what to do; contents: what its bootloader says is on a board that does not speak with us.
    """

    port: str
    title: str
    board: str | None
    boards: list[str]
    certain: bool
    likely: bool
    serial_number: str | None
    vid: int | None
    pid: int | None
    state: Literal["free", "open", "busy", "denied", "driverless"]
    holder: str
    firmware: FirmwareJson | None
    install: InstallJson | None
    contents: Literal["empty", "program"] | None
    owner: Owner | None
    error: Text | None
    hint: Text | None
    repair: str | None


class PartTrial(TypedDict):
    """Outcome of trying a part. seen: what a sensor measures; error, hint: why it could not be tried."""

    seen: Text | None
    error: Text | None
    hint: Text | None


class CameraRow(TypedDict):
    """A source of pictures."""

    source: str
    title: str | Text
    state: str


class Devices(TypedDict):
    """Boards that are plugged in, every kind of board, and the wiring of each kind of part."""

    ports: list[Port]
    cameras: list[CameraRow]
    boards: list[BoardSpecJson]
    wirings: dict[str, WiringJson]
