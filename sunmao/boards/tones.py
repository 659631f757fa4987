"""Notes and how often a second they swing."""

import math
import re
from typing import Any

from sunmao.errors import BadValue

LOWEST, HIGHEST = 31, 16000  # hertz: what Arduino's tone can, and a board takes in 14 bits
GAP = 0.03  # seconds of silence behind a note, so that two equal ones are two
REST = ("-", "R", "r", "0")
# Half tones from C.
LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
SIGNS = {"": 0, "#": 1, "♯": 1, "s": 1, "b": -1, "♭": -1}
_NOTE = re.compile(r"([A-Ga-g])([#♯sb♭]?)([1-9])")


def parse_melody(tone: Any) -> list:
    """The notes of a melody: texts such as 'C4', numbers (hertz), None for a rest.

    Raises:
        BadValue: something in it is no tone.

    Example:
        >>> parse_melody('C4 E4 - 440')
        ['C4', 'E4', None, 440.0]
    """
    words = (
        tone.replace(",", " ").replace("，", " ").split()
        if isinstance(tone, str)
        else tone
        if isinstance(tone, (list, tuple))
        else [tone]
    )
    found = [_parse_note(word) for word in words]
    if not found:
        raise _make_error(tone)
    return found


def to_hertz(note: str | float) -> float:
    """Return the frequency of a note in hertz; A4 is 440.

    Example:
        >>> round(to_hertz('C4'), 1)
        261.6
    """
    if not isinstance(note, str):
        return float(note)
    found = _NOTE.fullmatch(note)
    assert found is not None  # `_parse_note` lets no other text through
    letter, sign, octave = found.groups()
    return 440 * 2 ** ((LETTERS[letter.upper()] + SIGNS[sign] - 9) / 12 + int(octave) - 4)


def _parse_note(word: Any) -> str | float | None:
    note: str | float
    if word is None or word in REST:
        return None
    if isinstance(word, str) and _NOTE.fullmatch(word):
        note = word[0].upper() + word[1:]
    else:
        try:
            note = float(word)
        except (TypeError, ValueError, OverflowError):
            raise _make_error(word) from None
    if not math.isfinite(to_hertz(note)) or not LOWEST <= to_hertz(note) <= HIGHEST:
        raise _make_error(word)
    return note


def _make_error(value: Any) -> BadValue:
    return BadValue("part_bad_tone", value=str(value)[:60], least=LOWEST, most=HIGHEST)
