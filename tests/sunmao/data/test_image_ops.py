"""Pictures made, cut, changed and drawn on."""

import numpy as np
import pytest

from sunmao.data.image_ops import (
    EFFECTS,
    change,
    color_at,
    crop,
    draw_shape,
    draw_text,
    load_image,
    new_image,
    save_image,
)
from sunmao.errors import BadValue, FileMissing


def _refuse(key: str, function, *arguments, **more) -> BadValue:
    with pytest.raises(BadValue) as caught:
        function(*arguments, **more)
    assert caught.value.key == key and caught.value.text("zh") != caught.value.text("en")
    return caught.value


def _numbered() -> np.ndarray:
    """(4, 6, 3): red counts rows, green columns."""
    rows, columns = np.mgrid[:4, :6]
    return np.dstack([rows * 10, columns * 10, rows * 0]).astype(np.uint8)


def test_a_new_picture():
    image = new_image(3, 2, "#102030")
    assert image.shape == (2, 3, 3) and image.dtype == np.uint8 and (image == [16, 32, 48]).all()
    assert new_image(1, 1, "灰").tolist() == new_image(1, 1, "Gray ").tolist() == [[[128, 128, 128]]]
    _refuse("picture_too_large", new_image, 100_000, 100_000)
    _refuse("part_out_of_range", new_image, 0, 5)


def test_saved_and_loaded(tmp_path):
    path = tmp_path / "a.png"
    save_image(_numbered(), path)
    assert (load_image(path) == _numbered()).all()
    assert "png" in str(_refuse("picture_ending", save_image, _numbered(), tmp_path / "a.bmp"))
    with pytest.raises(FileMissing):
        load_image(tmp_path / "b.png")


def test_a_part_of_a_picture():
    part = crop(_numbered(), 1, 2, 3, 2)
    assert part.shape == (2, 3, 3) and part[0, 0].tolist() == [20, 10, 0]
    assert crop(_numbered(), -1, -2, 3, 4).shape == (2, 2, 3)
    assert crop(_numbered(), 4, 3, 99, 99).shape == (1, 2, 3)
    _refuse("outside_picture", crop, _numbered(), 6, 0, 2, 2)
    _refuse("outside_picture", crop, _numbered(), -5, 0, 5, 2)


def test_a_part_is_a_picture_of_its_own():
    whole = _numbered()
    crop(whole, 0, 0, 2, 2)[:] = 255
    assert (whole == _numbered()).all()


def test_effects():
    image = _numbered()
    assert change(image, "mirror")[0, 0].tolist() == [0, 50, 0]
    assert change(image, "upside_down")[0, 0].tolist() == [30, 0, 0]
    gray = change(image, "gray")
    assert (gray[..., 0] == gray[..., 1]).all() and (gray[..., 0] == gray[..., 2]).all()
    assert change(image, "bright").mean() > image.mean() + 15 and change(image, "dark").mean() < image.mean()
    assert (change(new_image(9, 9, "red"), "edges") == 0).all()
    edge = np.hstack([new_image(20, 20, "black"), new_image(20, 20, "white")])
    assert change(edge, "edges")[10].any() and 0 < change(edge, "blur")[10, 19, 0] < 255


@pytest.mark.parametrize("effect", EFFECTS)
def test_an_effect_gives_a_new_picture(effect):
    image = _numbered()
    made = change(image, effect)
    assert made.shape == image.shape and made.dtype == np.uint8 and made.flags.c_contiguous
    assert (image == _numbered()).all()


def test_an_unknown_effect_or_shape_is_told_with_the_nearest():
    assert "mirror" in str(_refuse("unknown_effect", change, _numbered(), "miror"))
    assert "oval" in str(_refuse("unknown_shape", draw_shape, _numbered(), "ovall", 0, 0, 1, 1))


def test_shapes():
    def draw(shape: str, **more) -> np.ndarray:
        image = new_image(20, 20, "white")
        draw_shape(image, shape, 5, 5, 10, 8, "#ff0000", **{"thickness": 1} | more)
        return (image != 255).any(axis=2)

    box = draw("box")
    assert box[5, 5] and box[13, 15] and not box[9, 10] and not box[4, 5] and not box[14, 5]
    assert draw("box", fill=True)[9, 10] and draw("oval", fill=True)[9, 10] and not draw("oval")[9, 10]
    assert not draw("oval", fill=True)[5, 5]
    line = draw("line", fill=True)
    assert line[5, 5] and line[13, 15] and not line[5, 15]


def test_words():
    image = new_image(60, 40, "white")
    draw_text(image, "猫", 5, 35, "blue", 24)
    changed = np.argwhere((image != 255).any(axis=2))
    assert len(changed) > 20 and changed[:, 0].max() <= 38 and changed[:, 1].min() >= 4
    _refuse("part_out_of_range", draw_text, image, "a", 0, 0, "red", 2)


def test_what_cannot_be_drawn_on():
    fixed = new_image(3, 3)
    fixed.flags.writeable = False
    _refuse("picture_fixed", draw_text, fixed, "a", 0, 0)
    _refuse("picture_fixed", draw_shape, new_image(4, 4)[:, ::2], "box", 0, 0, 1, 1)
    for image in ([[1]], np.zeros((3, 3), np.uint8), np.zeros((3, 3, 3))):
        _refuse("not_an_image", draw_shape, image, "box", 0, 0, 1, 1)


def test_the_name_of_a_color():
    image = new_image(2, 3, "#1010f0")
    assert color_at(image, 1, 2) == "blue" and color_at(new_image(1, 1, "#808080"), 0, 0) == "gray"
    for x, y in ((2, 0), (0, 3), (-1, 0)):
        _refuse("outside_picture", color_at, image, x, y)
