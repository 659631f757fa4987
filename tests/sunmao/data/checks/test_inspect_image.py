"""The properties of a picture that one look at its bytes gives."""

import io

import pytest
from PIL import Image

from sunmao.data.checks.inspect_image import inspect_image_bytes


def encode(image: Image.Image, kind: str = "PNG", **options) -> bytes:
    with io.BytesIO() as file:
        image.save(file, kind, **options)
        return file.getvalue()


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_places_are_marked(mode):
    clear, solid = ((200, 0, 0, 90), (200, 0, 0, 255)) if mode == "RGBA" else ((200, 90), (200, 255))
    assert inspect_image_bytes(encode(Image.new(mode, (16, 16), clear))).marks == ("transparent_pictures",)
    assert inspect_image_bytes(encode(Image.new(mode, (16, 16), solid))).marks == ()


def test_a_transparent_color_of_a_palette_is_marked():
    image = Image.new("P", (16, 16), 1)
    image.putpalette([0, 0, 0, 255, 0, 0])
    assert inspect_image_bytes(encode(image, transparency=1)).marks == ("transparent_pictures",)
    assert inspect_image_bytes(encode(image)).marks == ()


@pytest.mark.parametrize("brand", [b"avif", b"avis"])
def test_avif_is_called_so(brand):
    assert inspect_image_bytes(b"\0\0\0\x1cftyp" + brand + bytes(100)).error == "avif_picture"
