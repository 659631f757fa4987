"""All links by the name under which a `BoardSpec` asks for one."""

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links.firmata.firmata_link import FirmataLink
from sunmao.boards.links.link import Link
from sunmao.boards.links.simulated.simulated_link import SimulatedLink

LINKS: dict[str, Link] = {"firmata": FirmataLink(), "simulated": SimulatedLink()}


def get_link(board: BoardSpec) -> Link:
    """Return the link over which a board is spoken with."""
    return LINKS[board.link]
