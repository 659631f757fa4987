"""Firmware of a board as it reports it: the name and version of its sketch, and the abilities of each pin under it."""

from dataclasses import dataclass, field


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
    """Return the firmware from the dict that `as_dict` made."""
    pins = {int(pin): modes for pin, modes in data["pins"].items()}
    analog = {int(channel): pin for channel, pin in data["analog"].items()}
    return Firmware(data["name"], tuple(data["version"]), tuple(data["protocol"]), pins, analog)
