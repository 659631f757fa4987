"""One picture for the wall: how large it is, and small."""

import io
from pathlib import Path

SIDE = 128  # pixels
BYTES = 64 * 1024 * 1024
PIXELS = 100_000_000


def seen(file: Path) -> tuple[tuple[int, int] | None, bytes | None, str | None]:
    """(width, height) of the upright picture, its thumbnail as JPEG, and the key of the sentence that says what is wrong with it."""
    from PIL import Image, ImageOps

    try:
        with open(file, "rb") as opened:
            data = opened.read(BYTES + 1)
        if len(data) > BYTES:
            return None, None, "left_size"
        with Image.open(io.BytesIO(data)) as image:
            size, turned = image.size, image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
            if size[0] * size[1] > PIXELS:
                return None, None, "left_size"
            image.draft("RGB", (2 * SIDE, 2 * SIDE))
            image.thumbnail((SIDE, SIDE))
            small = ImageOps.exif_transpose(image)
            out = io.BytesIO()
            on_white(small).save(out, "JPEG", quality=85)
    except Exception:  # Pillow raises what it likes at damaged files
        return None, None, "left_damaged"
    return (size[::-1] if turned else size), out.getvalue(), None


def on_white(image):
    """A picture without transparency, RGB."""
    from PIL import Image

    if image.mode in ("RGB", "L"):
        return image
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    image = image.convert("RGBA")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white
