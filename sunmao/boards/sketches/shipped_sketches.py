"""The images of our own sketch that come with Sunmao, one for each kind of board that can have it."""

import functools
import hashlib
from pathlib import Path

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.loaders.intel_hex import parse_hex

FOLDER = Path(__file__).parent / "sunmao_firmata"
SUMS = "SHA256SUMS"
VERSION = (1, 1)  # of the sketch, as it tells it itself
PAGE, PAGE_SECONDS = 128, 0.01  # bytes that a chip writes at once, and how long it takes
AROUND = 5  # seconds for all but writing and reading


def find_image(board: BoardSpec) -> Path:
    """The hex file of our sketch for a board. Raises ValueError: there is none for boards of this kind."""
    if board.sketch is None:
        raise ValueError(f"there is no sketch for {board.name}")
    return FOLDER / f"{board.sketch}.hex"


@functools.cache
def estimate_seconds(board: BoardSpec) -> int:
    """About how many seconds it takes to put our sketch on a board: written and read back, each byte takes ten bits of
    the slowest speed of its bootloader; besides, the board is found, starts and blinks. Raises ValueError as
    `find_image`.
    """
    size = len(read_image(board))
    return round(2 * size * 10 / min(board.loader_bauds) + size / PAGE * PAGE_SECONDS + AROUND)


def read_image(board: BoardSpec) -> bytes:
    """The bytes to write into a board. Raises OSError, ValueError: the file is not there, or not as it was shipped."""
    path = find_image(board)
    text = path.read_bytes()
    sums = dict(line.split()[::-1] for line in (FOLDER / SUMS).read_text(encoding="ascii").splitlines())
    if hashlib.sha256(text).hexdigest() != sums[path.name]:
        raise ValueError(f"{path.name} is damaged")
    return parse_hex(text.decode("ascii"))
