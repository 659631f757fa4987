"""Simulated displays: each pixel of the OLED is where its driver puts it."""

import base64

import numpy as np
import pytest

from sunmao.boards.links.simulated.displays import SimulatedOled

COMMAND, PIXELS = 0x00, 0x40
ON, OFF, NORMAL, INVERSE = 0xAF, 0xAE, 0xA6, 0xA7


def read_pixels(display: SimulatedOled) -> np.ndarray:
    """(64, 128) bool."""
    said = display.state()
    assert (said["kind"], said["width"], said["height"]) == ("oled", 128, 64)
    return np.unpackbits(np.frombuffer(base64.b64decode(said["bitmap"]), np.uint8)).reshape(64, 128).astype(bool)


def make_display(*commands: int) -> SimulatedOled:
    display = SimulatedOled()
    display.write(bytes((COMMAND, ON, *commands)))
    return display


@pytest.mark.parametrize(("x", "y"), [(0, 0), (127, 0), (3, 9), (64, 31), (0, 63), (127, 63)])
def test_one_pixel_is_at_its_place(x, y):
    display = make_display(0xB0 | y // 8, x & 0x0F, 0x10 | x >> 4)
    display.write(bytes((PIXELS, 1 << y % 8)))
    assert np.argwhere(read_pixels(display)).tolist() == [[y, x]]


@pytest.mark.parametrize(
    ("mode", "places"),
    [
        (0, [[0, 5], [0, 6], [8, 5], [8, 6]]),
        (1, [[0, 5], [8, 5], [0, 6], [8, 6]]),
        (2, [[0, 5], [0, 6], [0, 7], [0, 8]]),
    ],
    ids=["row by row", "column by column", "one page"],
)
def test_bytes_fill_a_window_in_the_order_of_the_mode(mode, places):
    for count in range(1, 5):
        display = make_display(0x20, mode, 0x21, 5, 6, 0x22, 0, 1)
        display.write(bytes((PIXELS, *[1] * count)))
        assert np.argwhere(read_pixels(display)).tolist() == sorted(places[:count])


def test_it_can_be_dark_and_inverse():
    display = make_display()
    display.write(bytes((PIXELS, 0xFF)))
    assert read_pixels(display).sum() == 8
    display.write(bytes((0x80, INVERSE)))
    assert read_pixels(display).sum() == 64 * 128 - 8
    display.write(bytes((0x80, NORMAL, 0x80, OFF)))
    assert read_pixels(display).sum() == 0
