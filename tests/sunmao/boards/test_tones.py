"""Notes, melodies and how often a second they swing."""

import pytest

from sunmao.boards.tones import HIGHEST, LOWEST, parse_melody, to_hertz
from sunmao.errors import BadValue


@pytest.mark.parametrize(
    ("tone", "notes"),
    [
        ("C4 E4 - 440", ["C4", "E4", None, 440.0]),
        ("c4,d#5，bb3", ["C4", "D#5", "Bb3"]),
        (["A4", None, "R", "r", "0", 500], ["A4", None, None, None, None, 500.0]),
        (262, [262.0]),
        ("262.5", [262.5]),
        (("C4",), ["C4"]),
        (None, [None]),
    ],
)
def test_a_melody(tone, notes):
    assert parse_melody(tone) == notes


@pytest.mark.parametrize(
    ("note", "hertz"),
    [("A4", 440), ("A5", 880), ("A3", 220), ("C4", 261.6256), ("C#4", 277.1826), ("Db4", 277.1826), ("C♯4", 277.1826)]
    + [("Cs4", 277.1826), ("B♭4", 466.1638), ("B3", 246.9417), ("g9", 12543.854), (500, 500.0)],
)
def test_how_often_a_note_swings(note, hertz):
    assert to_hertz(note) == pytest.approx(hertz, abs=1e-3)


@pytest.mark.parametrize("tone", [LOWEST, HIGHEST, str(LOWEST), "B1"])
def test_the_lowest_and_the_highest(tone):
    assert len(parse_melody(tone)) == 1


@pytest.mark.parametrize(
    "tone",
    ["H4", "", [], "C4 X", "C0", "C10", LOWEST - 1, HIGHEST + 1, "A9 a", float("nan"), float("inf"), [[1]], 10**400],
)
def test_no_tone(tone):
    with pytest.raises(BadValue) as caught:
        parse_melody(tone)
    assert caught.value.key == "part_bad_tone" and caught.value.text("zh") != caught.value.text("en")
    assert len(caught.value.params["value"]) <= 60
