"""Text on pages made for it: Chinese and English, turned, in a shadow; and what is said without the models."""

import numpy as np
import pytest

from benchmarks.reading import list_fonts, make_page, score_page, shade, turn
from benchmarks.rows import NotHere
from sunmao.errors import BackendMissing, BadValue, FileMissing
from sunmao.ready import read_text
from sunmao.ready.ocr import packages
from sunmao.ready.ocr.sessions import open_ocr_model

pytestmark = pytest.mark.slow
BLACK = np.zeros((240, 320, 3), np.uint8)


@pytest.fixture(scope="module", autouse=True)
def models():
    """Skip the module where the packages that read text are absent."""
    pytest.importorskip(packages.MODULES[0])


@pytest.fixture(scope="module")
def sign() -> np.ndarray:
    """Three lines in black on white, (H, W, 3) uint8 RGB."""
    from PIL import Image, ImageDraw, ImageFont

    try:
        font = ImageFont.truetype(list_fonts()["zh"][0], 40)
    except NotHere as reason:
        pytest.skip(str(reason))
    image = Image.new("RGB", (720, 300), "white")
    for top, line in ((30, "消火栓使用说明"), (120, "How to read a Sign"), (210, "出口 EXIT 119")):
        ImageDraw.Draw(image).text((40, top), line, fill=(20, 20, 20), font=font)
    return np.asarray(image)


@pytest.mark.long
def test_lines_from_top_to_bottom(sign):
    result = read_text(sign)
    assert result.text.replace(" ", "").split("\n") == ["消火栓使用说明", "HowtoreadaSign", "出口EXIT119"]
    assert result.has("消火栓") and result.has("exit") and not result.has("入口") and result.count() == 3
    first = result.things[0]
    assert first.kind == "text" and first.confidence > 0.9 and abs(first.angle) < 2 and 20 < first.box[0] < 50
    assert (result.draw() != sign).any() and result.label == first.text == result.things[0].label
    assert read_text(sign, confidence=1).count() == 0


@pytest.mark.parametrize("degrees", [-10, 5, 180])
def test_turned_and_in_a_shadow(sign, degrees):
    dice = np.random.default_rng(4)
    result = read_text(shade(turn(sign, degrees, (900, 620)), dice))
    assert {"消火栓使用说明", "出口EXIT119"} <= {line.replace(" ", "") for line in result.text.split("\n")}


@pytest.mark.long
def test_a_page_in_fonts_of_this_computer(sign):
    page, lines = make_page(np.random.default_rng(7))
    assert score_page(lines, [thing.text for thing in read_text(page).things]) > 0.9


@pytest.mark.long
def test_a_narrow_strip_and_a_large_picture(sign):
    strip = sign[25:95]
    assert read_text(np.concatenate([strip, np.full((70, 900, 3), 255, np.uint8)], axis=1)).has("消火栓")
    large = np.full((2160, 3840, 3), 255, np.uint8)
    large[900:1500, 1200:2640] = sign.repeat(2, 0).repeat(2, 1)
    [first, *_] = read_text(large).things
    assert first.text == "消火栓使用说明" and abs(first.box[0] - 1280) < 20 and first.box[1] > 900


@pytest.mark.long
def test_where_no_text_is():
    noise = np.random.default_rng(0).integers(0, 255, (120, 160, 3), np.uint8)
    for picture in (BLACK, noise, BLACK[:1, :1], BLACK[:1], BLACK[:, :1]):
        assert read_text(picture).text == ""
    for wrong in (np.zeros((0, 3, 3), np.uint8), None):
        with pytest.raises(BadValue):
            read_text(wrong)
    with pytest.raises(BadValue):
        read_text(BLACK, confidence=2)
    with pytest.raises(FileMissing):
        read_text("none.png")


def test_without_the_models_a_sentence_says_how_they_come(monkeypatch):
    monkeypatch.setattr(packages, "find_spec", lambda name: None)
    open_ocr_model.cache_clear()
    with pytest.raises(BackendMissing) as missing:
        read_text(BLACK)
    open_ocr_model.cache_clear()
    assert "--no-deps" in missing.value.hint["zh"] and "15 MB" in missing.value.title["en"]
