"""The images of our own sketch that come with Sunmao, one for each kind of board that can have it."""

import hashlib
from pathlib import Path

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.loaders.intel_hex import parse_hex

FOLDER = Path(__file__).parent / "sunmao_firmata"
SUMS = "SHA256SUMS"


def find_image(board: BoardSpec) -> Path:
    """The hex file of our sketch for a board. Raises ValueError: there is none for boards of this kind."""
    if board.sketch is None:
        raise ValueError(f"there is no sketch for {board.name}")
    return FOLDER / f"{board.sketch}.hex"


def read_image(board: BoardSpec) -> bytes:
    """The bytes to write into a board. Raises OSError, ValueError: the file is not there, or not as it was shipped."""
    path = find_image(board)
    text = path.read_bytes()
    sums = dict(line.split()[::-1] for line in (FOLDER / SUMS).read_text(encoding="ascii").splitlines())
    if hashlib.sha256(text).hexdigest() != sums[path.name]:
        raise ValueError(f"{path.name} is damaged")
    return parse_hex(text.decode("ascii"))
