"""Base of the sensors on the board's I2C wires: an address, settings, and registers that are read."""

from typing import TYPE_CHECKING, Any

from sunmao.boards import select_board
from sunmao.boards.i2c_addresses import format_address, parse_address
from sunmao.boards.part import I2C_WIRES
from sunmao.boards.parts.sensors.polled_sensor import PolledSensor
from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadValue, PartTimeout
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


class I2CSensor(PolledSensor):
    """Base of these. A class gives `addresses` that the chip may have, the usual one first, and in `settings` the
    (register, value) that it must be told when it has got its current.

    Wiring: VCC to 3.3V or 5V (what the module says), GND to GND, SDA and SCL to the pins of that name (Uno and Nano: A4
    and A5; Mega: 20 and 21; Leonardo: 2 and 3).
    """

    required_abilities = {"sda": "i2c", "scl": "i2c"}
    shares = True
    wires = I2C_WIRES
    addresses: tuple[int, ...] = ()
    settings: tuple[tuple[int, int], ...] = ()

    def __init__(self, address: int | str | None = None) -> None:
        found = self.addresses[0] if address is None else parse_address(address)
        if found not in self.addresses:
            names = [format_address(each) for each in self.addresses]
            raise BadValue(
                "unknown_choice",
                argument="address",
                value=address,
                guess=suggest_nearest(str(address), names),
                names=", ".join(names),
            )
        self._address = found
        self._ready = False
        super().__init__(**select_board.get_i2c_pins())

    @classmethod
    def find_place(cls, options: dict) -> tuple[str, ...] | None:
        """At the usual address where nothing else is said."""
        return (str(options.get("address") or format_address(cls.addresses[0])),)

    def options(self) -> dict:
        """Return its I2C address, as '0x68'."""
        return {"address": format_address(self._address)}

    def _read_registers(self, register: int, count: int) -> bytes:
        """Bytes from this register on. A sensor that gives nothing but zeros has lost its settings with its current,
        and is told them again. Raises PartTimeout when nothing answers.
        """
        found = self._attached_board.perform(lambda client: self._ask(client, register, count))
        if len(found) == count and not any(found):
            self._ready = False
            found = self._attached_board.perform(lambda client: self._ask(client, register, count))
        if len(found) < count:
            name = get_both(f"part_{type(self).__name__}")
            raise PartTimeout("part_silent", part=name, pins=self.options()["address"])
        return found

    def _ask(self, client: Any, register: int, count: int) -> bytes:
        if not self._ready:
            self._ready = True  # first: the board may restart meanwhile, which another thread hears
            for each in self.settings:
                client.i2c_write(self._address, bytes(each))
        return client.i2c_read(self._address, register, count)

    def _set_up(self, client: Any) -> None:
        client.i2c_config()

    def _restore(self, client: "BoardClient") -> None:
        self._ready = False
