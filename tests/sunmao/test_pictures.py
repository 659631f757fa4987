"""Working on pictures: what blocks of the drawer Pictures do with arrays and files."""

from pathlib import Path

import numpy as np
import pytest

from sunmao.data.image_ops import EFFECTS
from sunmao.errors import BadValue, FileMissing
from sunmao.images.image_files import read_image_file, save_image_file
from sunmao.pictures import change, color_at, crop, draw_shape, draw_text, load_image, new_image, save_image
from tests.support.photographs import photographs

PHOTO = "photo of 100 pixels.png"


@pytest.fixture(autouse=True)
def english(monkeypatch, tmp_path):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)
    save_image_file(PHOTO, photographs(side=100)[0])


def test_saved_and_loaded_again():
    image = load_image(PHOTO)
    save_image(image=image, path="新的/手势.png")
    assert (load_image("新的/手势.png") == image).all()
    save_image(image=image, path="hand.JPG")
    assert Path("hand.JPG").read_bytes().startswith(b"\xff\xd8") and load_image("hand.JPG").shape == image.shape
    with pytest.raises(FileMissing, match="hand.JPG"):
        load_image("hnd.JPG")


@pytest.mark.parametrize("path", ["photo", "photo.txt", "a/photo.gif", "", ".png"])
def test_a_name_that_is_no_picture_is_refused(path):
    with pytest.raises(BadValue, match=r"\.png"):
        save_image(image=new_image(width=2, height=2), path=path)


def test_a_new_picture_has_size_and_color():
    image = new_image(width=30, height=20, color="#1e90ff")
    assert image.shape == (20, 30, 3) and image[5, 5].tolist() == [30, 144, 255]
    for width, height, color in ((0, 5, "red"), (5, "wide", "red"), (1e5, 1e5, "red"), (5, 5, "rde"), (5, 5, 7)):
        with pytest.raises(BadValue):
            new_image(width=width, height=height, color=color)


def test_a_part_reaches_to_the_edge_and_is_a_copy():
    image = read_image_file(PHOTO)
    part = crop(image=image, x=60, y=-10, width=100, height=50)
    assert part.shape == (40, 40, 3) and (part == image[:40, 60:]).all()
    part[:] = 0
    assert image[:40, 60:].any()
    for x, y, width, height in ((100, 0, 5, 5), (0, 0, 0, 5), (-9, 0, 5, 5)):
        with pytest.raises(BadValue, match="outside"):
            crop(image=image, x=x, y=y, width=width, height=height)


@pytest.mark.parametrize("effect", EFFECTS)
def test_every_effect_gives_another_picture_of_the_same_size(effect):
    image = read_image_file(PHOTO)
    before = image.copy()
    changed = change(image=image, effect=effect)
    assert (
        (changed.shape, changed.dtype) == (image.shape, np.uint8)
        and (changed != image).any()
        and (image == before).all()
    )
    draw_shape(image=changed, shape="box", x=1, y=1, width=5, height=5)


def test_effects_do_what_they_are_called():
    image = read_image_file(PHOTO)
    assert (change(image=change(image=image, effect="mirror"), effect="mirror") == image).all()
    assert change(image=image, effect="dark").mean() < image.mean() < change(image=image, effect="bright").mean()
    assert np.ptp(change(image=image, effect="gray"), axis=2).max() == 0
    with pytest.raises(BadValue, match="mirror"):
        change(image=image, effect="miror")


def test_text_is_written_on_the_picture_itself():
    for words in ("hello", "你好", 42):
        image = new_image(width=120, height=60)
        draw_text(image=image, text=words, x=10, y=45, color="blue", size=30)
        written = np.argwhere((image != 255).any(axis=2))
        assert len(written) > 100 and written[:, 0].max() <= 55 and written[:, 1].min() >= 8
        assert color_at(image=image, x=0, y=0) == "white"


def test_shapes_are_drawn_on_the_picture_itself():
    image = new_image(width=100, height=100)
    draw_shape(image=image, shape="box", x=10, y=10, width=40, height=20, color="red", thickness=3)
    assert color_at(image=image, x=10, y=20) == color_at(image=image, x=50, y=30) == "red"
    assert color_at(image=image, x=30, y=20) == "white"
    draw_shape(image=image, shape="oval", x=10, y=50, width=40, height=40, color="green", fill=True)
    assert color_at(image=image, x=30, y=70) == "green" and color_at(image=image, x=11, y=51) == "white"
    draw_shape(image=image, shape="line", x=90, y=90, width=-30, height=-30, color="black", fill=True)
    assert color_at(image=image, x=75, y=75) == "black" and color_at(image=image, x=90, y=60) == "white"
    with pytest.raises(BadValue, match="oval"):
        draw_shape(image=image, shape="ovl", x=0, y=0, width=5, height=5)


def test_what_cannot_be_drawn_on_is_told():
    fixed = new_image(width=9, height=9)
    fixed.flags.writeable = False
    for image in (
        fixed,
        new_image(width=9, height=9)[:, ::-1],
        np.zeros((9, 9, 3)),
        np.zeros((9, 9), np.uint8),
        "photo.png",
        None,
    ):
        with pytest.raises(BadValue):
            draw_text(image=image, text="x", x=0, y=9)


@pytest.mark.parametrize(
    "color, name",
    [
        ("#ff0000", "red"),
        ("#c01818", "red"),
        ("#ff8c00", "orange"),
        ("#ffff00", "yellow"),
        ("#228b22", "green"),
        ("#00ff7f", "green"),
        ("#00ffff", "cyan"),
        ("#0000ff", "blue"),
        ("#1e60d0", "blue"),
        ("#8000ff", "purple"),
        ("#ff00ff", "pink"),
        ("#ffb6c1", "pink"),
        ("#8b4513", "brown"),
        ("#101010", "black"),
        ("#ffffff", "white"),
        ("gray", "gray"),
        ("灰色", "gray"),
        ("#808080", "gray"),
        ("黄色", "yellow"),
    ],
)
def test_colors_have_names(color, name):
    assert color_at(image=new_image(width=3, height=3, color=color), x=2, y=1) == name


def test_a_place_outside_has_no_color():
    for x, y in ((3, 0), (0, 3), (-1, 0), ("a", 0)):
        with pytest.raises(BadValue):
            color_at(image=new_image(width=3, height=3), x=x, y=y)
