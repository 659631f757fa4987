"""The letters of an LCD1602: those of its memory (HD44780U, ROM code A00) that differ from ASCII, and eight that we
draw.
"""

ROM = {
    "¥": 0x5C,
    "→": 0x7E,
    "←": 0x7F,
    "·": 0xA5,
    "°": 0xDF,
    "μ": 0xE4,
    "√": 0xE8,
    "∞": 0xF3,
    "Ω": 0xF4,
    "Σ": 0xF6,
    "π": 0xF7,
    "÷": 0xFD,
    "█": 0xFF,
}
# Eight rows of five dots, the upper first; a letter's place here is its number in the display's own memory.
DRAWN = {
    "♥": (0b00000, 0b01010, 0b11111, 0b11111, 0b01110, 0b00100, 0b00000, 0b00000),
    "☺": (0b00000, 0b01010, 0b01010, 0b00000, 0b10001, 0b01110, 0b00000, 0b00000),
    "☹": (0b00000, 0b01010, 0b01010, 0b00000, 0b01110, 0b10001, 0b00000, 0b00000),
    "↑": (0b00100, 0b01110, 0b10101, 0b00100, 0b00100, 0b00100, 0b00000, 0b00000),
    "↓": (0b00100, 0b00100, 0b00100, 0b10101, 0b01110, 0b00100, 0b00000, 0b00000),
    "♪": (0b00100, 0b00110, 0b00101, 0b00100, 0b01100, 0b11100, 0b01000, 0b00000),
    "✓": (0b00000, 0b00001, 0b00011, 0b10110, 0b11100, 0b01000, 0b00000, 0b00000),
    "★": (0b00100, 0b00100, 0b11111, 0b01110, 0b01110, 0b11011, 0b10001, 0b00000),
}
_NAMES = {code: letter for letter, code in ROM.items()}


def encode_letter(letter: str) -> int | None:
    """The number of a letter on the display; None: it has no such letter."""
    if letter in DRAWN:
        return list(DRAWN).index(letter)
    return ROM.get(letter, ord(letter) if " " <= letter <= "}" and letter != "\\" else None)


def decode_letter(number: int, drawn: bytes | bytearray) -> str:
    """Return the character that the display shows for a code. drawn: the 64 bytes of its own memory."""
    if number < 16:
        rows = tuple(drawn[number % 8 * 8 : number % 8 * 8 + 8])
        return next((name for name, dots in DRAWN.items() if dots == rows), "▯")
    return _NAMES.get(number) or (chr(number) if 32 <= number < 126 else "?")
