"""What a board says about itself: the name and version of its sketch, and what each pin can do under it."""

from dataclasses import dataclass, field

from sunmao.boards import pin_modes
from sunmao.boards.links import firmata_protocol

END_OF_PIN = 127


@dataclass(frozen=True)
class Firmware:
    """A board's firmware.

    name: of the sketch, as 'StandardFirmata'; version: of the sketch, protocol: of the messages, both (major, minor);
    pins: pin → {mode (of `pin_modes`, else its number as text): bits, 0 where it goes by the level of an input};
    analog: analog channel → pin.
    """

    name: str
    version: tuple[int, int]
    protocol: tuple[int, int]
    pins: dict[int, dict[str, int]] = field(default_factory=dict)
    analog: dict[int, int] = field(default_factory=dict)

    def can(self, pin: int, mode: str) -> bool:
        """Whether a pin can be used so."""
        return mode in self.pins.get(pin, {})

    def channel(self, pin: int) -> int | None:
        """The analog channel of a pin."""
        return next((channel for channel, at in self.analog.items() if at == pin), None)

    def as_dict(self) -> dict:
        """As JSON."""
        pins = {str(pin): modes for pin, modes in self.pins.items()}
        analog = {str(channel): pin for channel, pin in self.analog.items()}
        return {
            "name": self.name,
            "version": list(self.version),
            "protocol": list(self.protocol),
            "pins": pins,
            "analog": analog,
        }


def from_dict(data: dict) -> Firmware:
    """What `as_dict` made."""
    pins = {int(pin): modes for pin, modes in data["pins"].items()}
    analog = {int(channel): pin for channel, pin in data["analog"].items()}
    return Firmware(data["name"], tuple(data["version"]), tuple(data["protocol"]), pins, analog)


def parse_abilities(data: bytes, protocol: tuple[int, int]) -> dict[int, dict[str, int]]:
    """Pin → {mode: bits} from an answer to `ABILITIES`. Raises ValueError for one that is cut."""
    pins: dict[int, dict[str, int]] = {}
    modes: list[int] = []
    for byte in data:
        if byte != END_OF_PIN or len(modes) % 2:
            modes.append(byte)
            continue
        named = [firmata_protocol.MODE_OF.get(mode, str(mode)) for mode in modes[::2]]
        able = dict(zip(named, modes[1::2], strict=True))
        if pin_modes.INPUT in able and protocol < (2, 5):
            able.setdefault(pin_modes.PULLUP, 0)  # switched on by writing 1 to an input
        pins[len(pins)] = able
        modes = []
    if modes or not any(pins.values()):
        raise ValueError("no list of abilities")
    return pins


def parse_analog_map(data: bytes) -> dict[int, int]:
    """Channel → pin from an answer to `ANALOG_MAP`."""
    return {channel: pin for pin, channel in enumerate(data) if channel != END_OF_PIN}


def parse_name(data: bytes) -> str:
    """The sketch's name from the end of a `FIRMWARE` report, without '.ino'. Raises ValueError for what is no text."""
    text = firmata_protocol.decode_7bit(data).decode("utf-8")
    if len(data) % 2 or not text.isprintable():
        raise ValueError("no name")
    return text.removesuffix(".ino").removesuffix(".cpp")
