"""The simulated board as a link: Firmata's bytes, to a device in this very process."""

from typing import TYPE_CHECKING, Any

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links.firmata.firmata_link import FirmataLink
from sunmao.boards.links.firmware import Firmware

if TYPE_CHECKING:
    from sunmao.boards.links.simulated.simulated_stream import SimulatedStream


class SimulatedLink(FirmataLink):
    """A new board each time."""

    has_port = False

    def open(self, board: BoardSpec, port: str, baud: int | None = None) -> "SimulatedStream":
        """A board that nobody has used."""
        from sunmao.boards.links.simulated.simulated_stream import SimulatedStream  # the device loads when it is used

        return SimulatedStream(board.name)

    def rest(self, stream: Any, firmware: Firmware, wanted: bytes = b"") -> None:
        """It is at rest."""
