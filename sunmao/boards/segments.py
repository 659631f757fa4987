"""Letters of seven segments: bit 0 is the upper one, then clockwise, bit 6 the middle; bit 7 is the point, or the colon
of a clock.
"""

POINT = 0x80
SEGMENTS = {
    **dict(zip("0123456789", bytes.fromhex("3f065b4f666d7d077f6f"), strict=True)),
    **dict(zip("AbCcdEFHhIiJLnoPrStUuY", bytes.fromhex("777c39585e7971767406041e38545c73506d783e1c6e"), strict=True)),
    " ": 0x00,
    "-": 0x40,
    "_": 0x08,
    "=": 0x48,
    "°": 0x63,
}
LETTERS = {pattern: letter for letter, pattern in reversed(SEGMENTS.items())}


def encode_letter(letter: str) -> int | None:
    """The segments of a letter, small or large as it can be drawn; None: it cannot."""
    return next((SEGMENTS[each] for each in (letter, letter.upper(), letter.lower()) if each in SEGMENTS), None)


def decode_cells(cells: bytes) -> str:
    """Return the text that these cells show; a point, or a colon after the second one of four, belongs to the cell
    before it.
    """
    said = ""
    for place, cell in enumerate(cells):
        said += LETTERS.get(cell & ~POINT, "▯")
        if cell & POINT:
            said += ":" if place == 1 else "."
    return said
