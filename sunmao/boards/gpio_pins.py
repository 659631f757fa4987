"""Pins and I2C without a part: `write_pin`, `read_pin` and `I2C`."""

from typing import TYPE_CHECKING, Any

from sunmao.boards import select_board
from sunmao.boards.i2c_addresses import format_address
from sunmao.boards.part import Part
from sunmao.boards.parts.sensors.digital_input import DigitalInput
from sunmao.boards.parts.switches import Switch
from sunmao.boards.pin_modes import ANALOG
from sunmao.core.validation import require_range
from sunmao.errors import BadValue, PartTimeout
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


LARGEST_ADDRESS, LARGEST_REGISTER = 0x77, 0x3FFF


class OutputPin(Switch):
    """A pin that `write_pin` sets."""

    method_abilities = {"value": {"pin": "pwm"}}
    _smooth = True


class InputPin(DigitalInput):
    """A pin that `read_pin` reads: how much where the pin can measure, else 0 or 1."""

    def __init__(self, pin: Any) -> None:
        self._measures = False
        super().__init__(pin, debounce=0)

    @classmethod
    def list_required_abilities(cls, pins: dict) -> dict[str, str]:
        """Analog pins measure, the others feel."""
        return {"pin": "analog" if str(pins.get("pin")).strip().upper().startswith("A") else "input"}

    @property
    def value(self) -> float:  # type: ignore[override]  # an analog pin measures what a digital one feels
        """From 0 to 1."""
        if self._measures:
            return round(self._attached_board.perform(lambda client: client.analog(self._pins["pin"].number)), 4)
        return super().value

    def _set_up(self, client: "BoardClient") -> None:
        pin = self._pins["pin"]
        self._measures = pin.name.startswith("A")
        if self._measures:
            client.set_mode(pin.number, ANALOG)
            client.report_analog(pin.number, True)
        else:
            super()._set_up(client)

    def _tear_down(self, client: "BoardClient") -> None:
        if self._measures:
            client.report_analog(self._pins["pin"].number, False)
        else:
            super()._tear_down(client)


def write_pin(pin: int | str, value: float) -> None:
    """Set a pin.

    Args:
        pin: its number or name.
        value: 0 (off) or 1 (on); between these on a pin with PWM.

    Raises:
        PinInUse: a part has the pin. PinUnsupported: the pin cannot do that. BadValue: outside of 0 to 1.

    Example:
        write_pin(pin=5, value=0.5)
    """
    _get_raw_pin(OutputPin, pin).value = value


def read_pin(pin: int | str) -> float:
    """Read a pin.

    Args:
        pin: its number or name.

    Returns:
        From 0 to 1; 0 or 1 on a pin that does not measure.

    Raises:
        PinInUse: a part has the pin. PinUnsupported: there is no such pin.

    Example:
        print(read_pin(pin='A0'))
    """
    return _get_raw_pin(InputPin, pin).value


def _get_raw_pin(kind: type, name: Any) -> Any:
    """The raw part on a pin: the one that is there, or a new one in place of the other kind."""
    board = select_board.get_current_board()
    pin = board.board.pin(name)
    for part in list(board.parts):
        if isinstance(part, (OutputPin, InputPin)) and pin in part._pins.values():
            if type(part) is kind:
                return part
            part.close()
    return kind(name)


class I2C(Part):
    """Something on the board's I2C wires (SDA and SCL: A4 and A5 of an Uno).

    Args:
        address: of the thing, 8 to 119, usually written as 0x3C.

    Example:
        sensor = I2C(address=0x68)
        sensor.write([0x6B, 0])
        print(sensor.read(count=6, register=0x3B))
    """

    required_abilities = {"sda": "i2c", "scl": "i2c"}
    shares = True

    def __init__(self, address: int) -> None:
        self._address = int(require_range("address", address, 8, LARGEST_ADDRESS))
        super().__init__(**select_board.get_i2c_pins())

    @property
    def address(self) -> int:
        """Of the thing on the wires."""
        return self._address

    def write(self, data: Any) -> None:
        """Send bytes: a list of numbers from 0 to 255, as many as the firmware takes at once (14 to 30). Raises
        BadValue for others.
        """
        sent = bytes(int(require_range("data", byte, 0, 255)) for byte in data)
        most = self._attached_board.perform(lambda client: client.i2c_most)
        if len(sent) > most:
            raise BadValue("part_out_of_range", argument="len(data)", value=len(sent), least=0, most=most)
        self._attached_board.perform(lambda client: client.i2c_write(self._address, sent))

    def read(self, count: int, register: int | None = None) -> list[int]:
        """Ask for bytes.

        Args:
            count: how many, 1 to 30.
            register: from which place in the thing, or None.

        Returns:
            Numbers from 0 to 255.

        Raises:
            PartTimeout: nothing answers at this address.
        """
        count = int(require_range("count", count, 1, 30))
        register = None if register is None else int(require_range("register", register, 0, LARGEST_REGISTER))
        found = self._attached_board.perform(lambda client: client.i2c_read(self._address, register, count))
        if len(found) < count:
            raise PartTimeout("part_silent", part=get_both("part_I2C"), pins=format_address(self._address))
        return list(found)

    def _set_up(self, client: Any) -> None:
        client.i2c_config()
