"""Picture files: any of them becomes (H, W, 3) uint8 RGB or a sentence."""

import json

import cv2
import numpy as np
import pytest

from sunmao.errors import BadValue, FileMissing, NotAPicture
from sunmao.images.image_files import (
    MAX_PIXELS,
    decode_image,
    encode_png,
    read_image_file,
    save_image_file,
    shrink_image,
    to_rgb,
)

RED = np.zeros((6, 9, 3), np.uint8) + np.array([200, 10, 30], np.uint8)


@pytest.mark.parametrize("name", ["石头 ①.png", "a b.PNG", "ümlaut.png"])
def test_any_name_can_be_written_and_read(tmp_path, name):
    save_image_file(tmp_path / name, RED)
    assert np.array_equal(read_image_file(tmp_path / name), RED)
    assert [path.name for path in tmp_path.iterdir()] == [name], "nothing temporary is left"


def test_transparent_becomes_white():
    image = np.dstack([RED[..., ::-1], np.zeros(RED.shape[:2], np.uint8)])
    assert (decode_image(cv2.imencode(".png", image)[1].tobytes()) == 255).all()


def test_a_missing_picture_is_answered_with_the_nearest(tmp_path, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    save_image_file(tmp_path / "cat.png", RED)
    with pytest.raises(FileMissing, match="Did you mean 'cat.png'"):
        read_image_file(tmp_path / "cta.png")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        encode_png(RED)[:-20],
        b"GIF89a",
        b"BM",
        b"RIFF1234WEBP",
    ],
)
def test_what_is_no_picture_is_said(data):
    with pytest.raises(NotAPicture):
        decode_image(data, name="x.png")


def test_a_picture_larger_than_memory_is_refused_by_its_header():
    data = bytearray(encode_png(RED))
    data[16:24] = (MAX_PIXELS).to_bytes(4, "big") + (2).to_bytes(4, "big")
    with pytest.raises(NotAPicture) as caught:
        decode_image(bytes(data))
    assert caught.value.key == "picture_size"


@pytest.mark.parametrize(
    "image",
    [
        np.full((4, 5), 7, np.uint8),
        np.full((4, 5, 1), 7, np.uint8),
        np.dstack([np.full((4, 5, 3), 7, np.uint8), np.full((4, 5), 255, np.uint8)]),
        np.full((4, 5), 7 << 8, np.uint16),
        np.full((4, 5, 3), 7 / 255),
        np.full((4, 5), 7, np.int64),
    ],
)
def test_picture_like_arrays(image):
    picture = to_rgb(image)
    assert picture.shape == (4, 5, 3) and picture.dtype == np.uint8 and abs(int(picture[0, 0, 0]) - 7) <= 1


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr", "HSV", "LAB", "I;16", "I", "F"]
)
def test_pictures_of_pil(mode):
    pil = pytest.importorskip("PIL.Image")
    image = pil.new("RGB", (5, 4), (255, 255, 255))
    image.paste((0, 0, 0), (0, 0, 5, 2))
    if mode in ("I;16", "I"):
        picture = to_rgb(pil.fromarray((np.asarray(image.convert("L")).astype(np.uint16)) * 257).convert(mode))
    else:
        picture = to_rgb(image.convert("L").convert(mode) if mode in ("LA", "PA") else image.convert(mode))
    assert picture.shape == (4, 5, 3) and picture.dtype == np.uint8
    assert (picture[:2] <= 3).all() and (picture[2:] >= 250).all()


@pytest.mark.parametrize("image", [np.zeros(5), np.zeros((0, 5, 3)), np.zeros((4, 5, 2)), "text"])
def test_other_arrays_are_refused(image):
    with pytest.raises(BadValue):
        to_rgb(image)


def test_hostile_pictures_meet_their_expectation(shared):
    folder = shared / "data" / "hostile"
    items = [
        item
        for item in json.loads((folder / "manifest.json").read_text("utf-8"))["items"]
        if item["file"].startswith("images/")
    ]
    for item in items:
        for number in range(1, item.get("variants", 1) + 1):
            file = folder / item["file"].replace("{1..8}", str(number))
            try:
                accepted = read_image_file(file).shape[2] == 3
            except NotAPicture:
                accepted = False
            assert accepted == (item["expect"] != "reject"), item["file"]


@pytest.mark.parametrize("number", range(1, 9))
def test_photographs_stand_upright(tmp_path, number):
    pil = pytest.importorskip("PIL.Image")
    stored, note = np.full((60, 90, 3), 200, np.uint8), pil.Exif()
    stored[:8], note[0x0112] = (255, 0, 0), number
    pil.fromarray(stored).save(tmp_path / "card.jpg", exif=note)
    card = read_image_file(tmp_path / "card.jpg").astype(int)
    assert card.shape == ((60, 90, 3) if number < 5 else (90, 60, 3))
    edges = {"top": card[2, 20:-20], "bottom": card[-3, 20:-20], "left": card[20:-20, 2], "right": card[20:-20, -3]}
    red = {name for name, edge in edges.items() if edge[:, 0].mean() > 180 and edge[:, 1].mean() < 80}
    # The card's stored top edge is red; the tag says which side of the shown picture that edge is.
    assert red == {{1: "top", 2: "top", 3: "bottom", 4: "bottom", 5: "left", 6: "right", 7: "right", 8: "left"}[number]}


@pytest.mark.parametrize("shape", [(500, 1, 3), (1, 500, 3)])
def test_of_a_thin_picture_a_pixel_stays(shape):
    small, scale = shrink_image(np.zeros(shape, np.uint8), 96)
    assert sorted(small.shape[:2]) == [1, 96] and scale == pytest.approx(500 / 96)
