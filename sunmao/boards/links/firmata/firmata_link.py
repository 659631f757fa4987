"""Firmata as a link: boards that run a Firmata sketch, over a serial port."""

from typing import Any

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links.firmata.client import Firmata
from sunmao.boards.links.firmata.identify import identify
from sunmao.boards.links.firmata.keep_alive import keep_alive
from sunmao.boards.links.firmata.pin_tracker import PinTracker
from sunmao.boards.links.firmata.safe_state import enter_safe_state, find_high_pins
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.link import Link


class FirmataLink(Link):
    """StandardFirmata, FirmataExpress and what speaks as they do."""

    def open(self, board: BoardSpec, port: str, baud: int | None = None) -> Any:
        """A serial port."""
        from sunmao.boards.links.ports import open_port  # pyserial loads when a port is opened
        from sunmao.boards.links.serial_stream import SerialStream

        return SerialStream(open_port(port, baud or board.baud))

    def identify(self, stream: Any, within: float = 5) -> Firmware:
        """Ask until a sketch has answered, also through a bootloader; at other speeds, too."""
        return identify(stream, within)

    def rest(self, stream: Any, firmware: Firmware, wanted: bytes = b"") -> None:
        """Ask what each pin does, and end it; our own sketch hears from then on that we are here."""
        enter_safe_state(stream, firmware, find_high_pins(wanted))
        keep_alive(stream, firmware)

    def connect(self, stream: Any, firmware: Firmware) -> Firmata:
        """A Firmata client."""
        return Firmata(stream, firmware)

    def track(self, board: BoardSpec, firmware: Firmware) -> PinTracker:
        """Return a tracker that reads Firmata's messages along."""
        return PinTracker(board, firmware)
