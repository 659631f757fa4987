"""Tables of the numbers and colors in masks: what is strange to them, and what is left quiet."""

import io

import numpy as np
import pytest
from PIL import Image

from sunmao.data.formats.masks.label_masks import LabelMap, read_pixels
from sunmao.errors import NotAPicture

ROAD, RED, VOID = 0x804080, 0xFF0000, 0x090909


@pytest.mark.parametrize(
    ("table", "values", "strange"),
    [
        (LabelMap(["road"], {7: 1}), [0, 7, 255], []),
        (LabelMap(["road"], {7: 1}), [9, 7, 3, 0], [3, 9]),
        (LabelMap(["road"], {7: 1}, background=frozenset({3})), [9, 3], [9]),
        (LabelMap(["road"], {ROAD: 1}, colors=True), [0, ROAD, RED, 255], [255, RED]),
        (LabelMap(["road"], {ROAD: 1}, colors=True, background=frozenset({VOID})), [VOID], []),
    ],
    ids=["background and ignored", "two others", "said to be background", "a blue of 255", "a color of nothing"],
)
def test_values_that_are_no_class_are_strange(table, values, strange):
    assert table.strange(values) == strange


def test_other_orders_and_names_keep_the_values():
    table = LabelMap(["road", "car", "tree"], {7: 1, 8: 2, 9: 3})
    other = table.reorder(["tree", "road"])
    assert (other.classes, other.numbers) == (["tree", "road"], {7: 2, 9: 1}) and other.strange([8]) == [8]
    assert table.rename({"car": "bus"}).classes == ["road", "bus", "tree"] and table.rename({"house": "hut"}) is table


def encode(pixels: np.ndarray, mode: str | None = None, format: str = "PNG") -> bytes:
    with io.BytesIO() as file:
        Image.fromarray(pixels).convert(mode).save(file, format) if mode else Image.fromarray(pixels).save(file, format)
        return file.getvalue()


GRAY = np.repeat(np.array([[0, 1], [2, 255]], np.uint8), 8, axis=1)
PAINTED = np.array([[(0, 0, 0), (128, 64, 128)], [(255, 0, 0), (0, 0, 142)]], np.uint8)


@pytest.mark.parametrize("mode", [None, "RGB", "P", "I;16"])
def test_equal_channels_are_numbers(mode):
    pixels, colors, jpeg = read_pixels(encode(GRAY, mode) if mode != "I;16" else encode(GRAY.astype(np.uint16)))
    assert (pixels == GRAY).all() and pixels.dtype == np.int32 and not colors and not jpeg


def test_other_channels_are_colors():
    pixels, colors, _ = read_pixels(encode(PAINTED))
    assert colors and pixels.tolist() == [[0, ROAD], [RED, 0x00008E]]
    pixels, colors, _ = read_pixels(encode(GRAY), as_colors=True)
    assert colors and pixels.tolist() == (GRAY.astype(int) * 0x010101).tolist()


def test_smeared_and_transparent_pixels_are_settled():
    half = np.kron(np.array([[0, 255]], np.uint8), np.ones((16, 16), np.uint8))
    pixels, colors, jpeg = read_pixels(encode(half, format="JPEG"))
    assert jpeg and not colors and set(np.unique(pixels)) == {0, 255} and (pixels == half).all()
    black = np.zeros((2, 2, 4), np.uint8)
    black[0, :, 3] = 255
    assert read_pixels(encode(black))[0].tolist() == [[255, 255], [0, 0]]
    red = np.array([[(255, 0, 0, 255), (255, 0, 0, 0)]], np.uint8)
    assert read_pixels(encode(red))[0].tolist() == [[RED, 0]]
    with pytest.raises(NotAPicture):
        read_pixels(b"no picture")
