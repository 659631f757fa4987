"""Receivers of infrared remote controls."""

from typing import TYPE_CHECKING, Any

from sunmao.boards.event_property import event_property
from sunmao.boards.part import GREEN, MODULE, Wire
from sunmao.boards.parts.sensors.polled_sensor import PolledSensor
from sunmao.boards.pin_modes import INPUT

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


NO_KEY = -1


class InfraredReceiver(PolledSensor):
    """A receiver such as VS1838B, for remote controls that speak NEC, as most small ones do. One at a board.

    Which number a key has is up to its remote control: press it and look.

    Wiring: VCC to 5V, GND to GND, OUT to the pin. The board on the screen and our own firmware can hear it.

    Args:
        pin: number or name of its pin.

    Example:
        remote = InfraredReceiver(pin=2)
        print(remote.command)
    """

    required_abilities = {"pin": "remote"}
    by_sketch = True
    single = True
    wires = (*MODULE, Wire("OUT", "pin", GREEN))
    _changes = ("when_pressed", "when_released")
    when_pressed = event_property("Called when a key of the remote control is pressed.")
    when_released = event_property("Called when it is let go.")

    def __init__(self, pin: Any) -> None:
        super().__init__(pin=pin)

    @property
    def command(self) -> int:
        """The number of the key that is pressed now, 0 to 255; -1 when none is."""
        pressed = self._read()
        return NO_KEY if pressed is None else pressed[1]

    @property
    def address(self) -> int:
        """The number of the remote control whose key is pressed now, 0 to 65,535; -1 when none is."""
        pressed = self._read()
        return NO_KEY if pressed is None else pressed[0]

    @property
    def is_active(self) -> bool:
        """Whether a key is pressed."""
        return self._read() is not None

    def _read(self) -> tuple[int, int] | None:
        return self._attached_board.perform(lambda client: client.remote_value(self._pins["pin"].number))

    def _set_up(self, client: Any) -> None:
        client.remote(self._pins["pin"].number)

    def _tear_down(self, client: "BoardClient") -> None:
        client.set_mode(self._pins["pin"].number, INPUT)
