"""What a board says about itself: the name and version of its sketch, and what each pin can do under it."""

from dataclasses import dataclass, field

from sunmao.boards.links import firmata_protocol

END_OF_PIN = 127


@dataclass(frozen=True)
class Firmware:
    """A board's firmware.

    name: of the sketch, as 'StandardFirmata'; version: of the sketch, protocol: of the messages, both (major, minor);
    pins: pin → {mode: bits}; analog: analog channel → pin.
    """

    name: str
    version: tuple[int, int]
    protocol: tuple[int, int]
    pins: dict[int, dict[int, int]] = field(default_factory=dict)
    analog: dict[int, int] = field(default_factory=dict)

    def can(self, pin: int, mode: int) -> bool:
        """Whether a pin has that mode; the pull-up also where it is switched on by writing 1 to an input."""
        modes = self.pins.get(pin, {})
        return mode in modes or (
            mode == firmata_protocol.PULLUP and firmata_protocol.INPUT in modes and self.protocol < (2, 5)
        )

    def channel(self, pin: int) -> int | None:
        """The analog channel of a pin."""
        return next((channel for channel, at in self.analog.items() if at == pin), None)

    def as_dict(self) -> dict:
        """As JSON."""
        pins = {str(pin): {str(mode): bits for mode, bits in modes.items()} for pin, modes in self.pins.items()}
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
    pins = {int(pin): {int(mode): bits for mode, bits in modes.items()} for pin, modes in data["pins"].items()}
    analog = {int(channel): pin for channel, pin in data["analog"].items()}
    return Firmware(data["name"], tuple(data["version"]), tuple(data["protocol"]), pins, analog)


def parse_abilities(data: bytes) -> dict[int, dict[int, int]]:
    """Pin → {mode: bits} from an answer to `ABILITIES`. Raises ValueError for one that is cut."""
    pins: dict[int, dict[int, int]] = {}
    modes: list[int] = []
    for byte in data:
        if byte != END_OF_PIN or len(modes) % 2:
            modes.append(byte)
            continue
        pins[len(pins)] = dict(zip(modes[::2], modes[1::2], strict=True))
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
