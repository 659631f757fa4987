"""Codes and markers in pictures made for it: text, corners, angle; and sentences or nothing where there is none."""

import cv2
import numpy as np
import pytest
import segno
import zxingcpp

from benchmarks.reading import make_bar_code
from sunmao.errors import BadValue, FileMissing
from sunmao.images.image_files import save_image_file
from sunmao.ready import find_codes, find_markers
from sunmao.ready.code_finding import FAMILIES

PAPER = (480, 640)
BLACK = np.zeros((*PAPER, 3), np.uint8)


def draw_qr(text: str, **more) -> np.ndarray:
    """A QR code, (H, W) uint8."""
    rows = segno.make(text, micro=False, **more).matrix_iter(border=4, scale=6)
    return np.array([[255 * (1 - dot) for dot in row] for row in rows], np.uint8)


def draw_marker(family: str, number: int) -> np.ndarray:
    """A marker with white around it, (H, W) uint8."""
    dictionary = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, family))
    return np.pad(cv2.aruco.generateImageMarker(dictionary, number, 120), 30, constant_values=255)


def place(code: np.ndarray, degrees: float = 0.0) -> np.ndarray:
    """The code in the middle of a paper, turned clockwise, (H, W, 3) uint8."""
    height, width = code.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    matrix[:, 2] += np.array([PAPER[1] - width, PAPER[0] - height]) / 2
    return np.repeat(cv2.warpAffine(code, matrix, PAPER[::-1], borderValue=255)[..., None], 3, axis=2)


@pytest.mark.parametrize("degrees", [0, 20, 90, -135])
def test_a_qr_code_in_any_turn(degrees):
    result = find_codes(place(draw_qr("你好 Sunmao"), degrees))
    [thing] = result.things
    assert result.text == result.label == thing.text == "你好 Sunmao" and thing.kind == "QR" and result.confidence == 1
    assert abs(thing.angle - degrees) < 3 and len(thing.corners) == 4
    assert abs(thing.center_x - 320) < 6 and abs(thing.center_y - 240) < 6
    assert result.has("你好 Sunmao") and not result.has("你好") and result.count() == 1
    assert (result.draw() != result.image).any() and result.to_displayed_image().caption == repr(result)


@pytest.mark.parametrize(
    ("text", "coding"),
    [
        ("春天来了", "utf-8"),
        ("你好，榫卯", "gb18030"),
        ("繁體字測試", "gb18030"),
        ("こんにちは", None),
        ("https://x.cn/?a=1", None),
        ("Grüße, café", None),
    ],
)
def test_texts_in_the_codings_of_their_makers(text, coding):
    assert find_codes(place(draw_qr(text, encoding=coding))).text == text


@pytest.mark.parametrize("degrees", [0, 8, 180])
def test_a_bar_code(degrees):
    code, digits = make_bar_code(np.random.default_rng(3))
    [thing] = find_codes(place(cv2.resize(code, None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA), degrees)).things
    assert thing.text == digits and thing.kind == "EAN-13" and abs(abs(thing.angle) - degrees) < 3


@pytest.mark.parametrize("degrees", [0, 10, -30, 60])
@pytest.mark.parametrize(("kind", "scale"), [("Code 128", 2), ("Code 39", 2), ("Data Matrix", 5)])
def test_codes_of_other_kinds(kind, scale, degrees):
    made = zxingcpp.create_barcode("SUNMAO 12", zxingcpp.barcode_format_from_str(kind)).to_image(scale=scale)
    [thing] = find_codes(place(np.pad(np.array(made), 20, constant_values=255), degrees)).things
    assert thing.text == "SUNMAO 12" and thing.kind == kind and abs(thing.angle - degrees) < 4


@pytest.mark.parametrize(("kind", "family"), FAMILIES.items())
def test_a_marker_of_each_family(kind, family):
    result = find_markers(place(draw_marker(family, 7), 30))
    [thing] = result.things
    assert thing.id == result.id == 7 and result.label == "7" and thing.kind == kind and abs(thing.angle - 30) < 2
    assert result.has("7") and result.has(7) and not result.has("17") and abs(thing.width - 164) < 8


def test_several_the_largest_first():
    small = cv2.resize(draw_marker("DICT_4X4_50", 3), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    both = np.concatenate([place(small), place(draw_marker("DICT_APRILTAG_36H11", 20))], axis=1)
    result = find_markers(both)
    assert [thing.id for thing in result.things] == [20, 3] and repr(result) == "20 · 3" and result.text == "20\n3"


@pytest.mark.parametrize("find", [find_codes, find_markers])
def test_where_nothing_is(find, tmp_path, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    save_image_file(tmp_path / "black.png", BLACK)
    noise = np.random.default_rng(0).integers(0, 255, (300, 400, 3), np.uint8)
    for picture in (
        BLACK,
        noise,
        BLACK[:1, :1],
        BLACK[:, :, 0],
        np.zeros((4320, 7680, 3), np.uint8),
        str(tmp_path / "black.png"),
    ):
        result = find(picture)
        assert result.things == [] and result.text == "" and result.confidence == 0 and not result.has("7")
        assert result.label == repr(result) == "nothing found" and result.has("nothing found") and result.id == 0
    assert result.path.endswith("black.png") and (result.draw() == BLACK).all()
    for wrong in (np.zeros((0, 3, 3), np.uint8), None, 5):
        with pytest.raises(BadValue):
            find(wrong)
    with pytest.raises(FileMissing):
        find("none.png")
