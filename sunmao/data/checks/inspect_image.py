"""Opening a picture's bytes once: is it whole, how large is it upright, and its small picture for the wall.

Pillow decodes here, at the smallest scale that does: a check looks at every picture and needs none of them large.
"""

import io
import struct
from contextlib import nullcontext
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from PIL import Image

from sunmao.data.checks.image_quality import ImageQuality, measure_quality
from sunmao.data.checks.near_duplicates import compute_fingerprint
from sunmao.errors import NotAPicture
from sunmao.images.image_files import MAX_PIXELS, cv2, detect_kind
from sunmao.locks.lock_order import make_lock

SIDE = 128  # pixels of a small picture's longer side
SMALL = 8  # pixels: a smaller side shows nothing
STRIP = 25  # times as long as wide
LARGE = 12_000_000  # pixels: one such picture at a time, for the memory's sake
ENDS = 2 * 1024  # bytes from the beginning, and as many from the end, that tell most files apart
OWN_BYTES = 12 * 1024  # a small JPEG of so many bytes is its own small picture
HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1", b"ftypheim")
AVIF = (b"ftypavif", b"ftypavis")
FRAMES = ("gif", "tiff", "webp")
ORIENTATION = 0x0112
_TURN = Image.Transpose
# Exif's number for how a picture is held → what makes it upright.
TURNS = {
    2: _TURN.FLIP_LEFT_RIGHT,
    3: _TURN.ROTATE_180,
    4: _TURN.FLIP_TOP_BOTTOM,
    5: _TURN.TRANSPOSE,
    6: _TURN.ROTATE_270,
    7: _TURN.TRANSVERSE,
    8: _TURN.ROTATE_90,
}

# Bits that are no code in any JPEG: enough for the decoder to look ahead after the last one, too few for what is
# missing.
_AFTER_SCAN = b"\xff\x00" * 8

_one_large = make_lock()
_one_measured = make_lock()  # threads that take turns in calls of microseconds take three times as long


@dataclass(frozen=True)
class ImageInspection:
    """Facts from one look at a picture's bytes.

    error: the key of the sentence that says why it cannot be used, or None. size: (width, height) upright, in pixels.
    marks: keys of what is odd about it: 'bent_pictures', 'first_frames', 'tiny_pictures', 'strip_pictures',
    'transparent_pictures'.
    thumbnail: a JPEG of at most 128 × 128 pixels, upright; empty where none was wanted. digest: 16 bytes, equal for
    equal files and hardly ever for others. print: the small picture's fingerprint (`alike`), where it was wanted.
    quality: how sharp and how well lit it is, where it was wanted.
    """

    error: str | None = None
    size: tuple[int, int] | None = None
    marks: tuple[str, ...] = ()
    thumbnail: bytes = b""
    digest: bytes = b""
    print: np.ndarray | None = None
    quality: ImageQuality | None = None


def inspect_image_bytes(
    data: bytes, thumbnail: bool = True, alike: bool = False, quality: bool = False
) -> ImageInspection:
    """Open the picture in the bytes of a file. Never raises: what cannot be opened says so in `error`.

    thumbnail: make its small picture. alike: take its fingerprint. quality: measure how sharp and how well lit it is.
    """
    try:
        return _inspect(data, detect_kind(data), thumbnail, alike, quality)
    except NotAPicture as error:
        brand = data[4:12]
        return ImageInspection("heic_picture" if brand in HEIC else "avif_picture" if brand in AVIF else error.key)
    except Exception:  # Pillow raises whatever the bytes of a damaged file make it stumble over
        return ImageInspection("damaged_picture")


def _compute_digest(data: bytes) -> bytes:
    # To read all of each would take a tenth of the time of a check: `cross_image_checks` does so for those that this
    # makes
    # look equal.
    return blake2b(data[:ENDS] + data[-ENDS:] + len(data).to_bytes(8), digest_size=16).digest()


def _inspect(data: bytes, kind: str, thumbnail: bool, alike: bool, quality: bool) -> ImageInspection:
    try:
        image = Image.open(io.BytesIO(data), formats=(kind.upper(),))
    except Image.DecompressionBombError:
        raise NotAPicture("picture_size", name="") from None
    width, height = image.size
    if not 0 < width * height <= MAX_PIXELS:
        raise NotAPicture("picture_size", name="")
    marks = _find_faults(image, kind)
    turned = image.getexif().get(ORIENTATION, 1) if "exif" in image.info or kind in ("png", "tiff", "webp") else 1
    with _one_large if width * height > LARGE else nullcontext():
        whole = _load(image, data, kind)
    marks += () if whole else ("bent_pictures",)
    marks += ("transparent_pictures",) if _is_transparent(image) else ()
    size = (height, width) if turned in (5, 6, 7, 8) else (width, height)
    own = kind == "jpeg" and max(size) <= SIDE and turned == 1 and len(data) <= OWN_BYTES and image.mode != "CMYK"
    shown = _make_thumbnail(image, turned) if alike or quality or thumbnail and not own else None
    with _one_measured if quality else nullcontext():
        measured = measure_quality(shown) if quality and shown is not None else None
    return ImageInspection(
        None,
        size,
        marks,
        b"" if not thumbnail else data if own or shown is None else _jpeg(shown),
        _compute_digest(data),
        compute_fingerprint(shown) if alike else None,
        measured,
    )


def _find_faults(image: Image.Image, kind: str) -> tuple[str, ...]:
    width, height = image.size
    several = kind in FRAMES and getattr(image, "is_animated", False)
    strip = max(width, height) > STRIP * min(width, height)
    tiny = min(width, height) < SMALL and not strip
    return tuple(
        key for key, odd in (("first_frames", several), ("tiny_pictures", tiny), ("strip_pictures", strip)) if odd
    )


def _is_transparent(image: Image.Image) -> bool:
    """Whether anything behind an opened picture would be seen: white is put there."""
    if image.mode == "P" and "transparency" in image.info:
        image = image.convert("RGBA")
    return image.mode in ("RGBA", "LA") and bool(np.asarray(image.getchannel("A")).min() < 255)


def _load(image: Image.Image, data: bytes, kind: str) -> bool:
    """Decode the picture, a JPEG no larger than it must be. Returns whether its bits are as many as its pixels need."""
    if kind != "jpeg":
        image.load()
        return True
    end = _end_of_scan(image, data)
    image.draft("L" if image.mode == "L" else "RGB", (SIDE, SIDE))
    if end is None:
        image.load()
        return True
    return _load_scan(image, data, end)


def _end_of_scan(image: Image.Image, data: bytes) -> int | None:
    """End of the bytes of a JPEG's only scan; None for a progressive one, whose scans are many."""
    if "progressive" in image.info or "progression" in image.info:
        return None
    place = 2
    while data[place + 1] != 0xDA:
        marker, length = struct.unpack(">xBH", data[place : place + 4])
        if 0xC1 < marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return None
        place += 1 if marker == 0xFF else 2 + length
    length, components = struct.unpack(">HB", data[place + 2 : place + 5])
    if components != len(image.getbands()):
        return None
    end = data.find(b"\xff\xd9", place + 2 + length)
    return end if end > 0 else None


def _load_scan(image: Any, data: bytes, end: int) -> bool:
    # libjpeg fills up what is missing and passes over what is too much, and Pillow does not say so. Fed piece by piece
    # the
    # decoder shows it: it must want the last byte of the scan, and nothing after it.
    last = end - 1
    while data[last] in b"\0\xff":
        last -= 1
    pieces = [data[end:], data[last:end] + _AFTER_SCAN, data[image.tile[0][2] : last]]
    image.load_read = lambda size: pieces.pop() if pieces else b""
    image.load()
    return len(pieces) == 1


def _make_thumbnail(image: Image.Image, turned: int) -> np.ndarray:
    """The picture as the wall shows it: small, upright, (H, W, 3) RGB or (H, W) gray, on white where it is transparent."""
    if image.mode.startswith(("I", "F")):
        image = _to_eight_bit(image)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        image.thumbnail((SIDE, SIDE))
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        image = white
    if image.mode not in ("L", "RGB"):
        image = image.convert("L" if image.mode == "1" else "RGB")
    if (times := max(image.size) // SIDE) > 1:
        image = image.reduce(times)
    image = image.transpose(TURNS[turned]) if turned in TURNS else image
    pixels, longer = np.asarray(image), max(image.size)
    if longer <= SIDE:
        return pixels
    return cv2.resize(
        pixels, [max(1, round(side * SIDE / longer)) for side in image.size]
    )  # Pillow would take three times as long


def _to_eight_bit(image: Image.Image) -> Image.Image:
    values = np.asarray(image)
    if values.dtype.kind == "f":
        values = np.nan_to_num(values) * (255 if values.size and values.max() <= 1 else 1)
        return Image.fromarray(values.clip(0, 255).astype(np.uint8))
    return Image.fromarray(
        (values.clip(0, 65535) >> 8).astype(np.uint8)
        if values.size and values.max() > 255
        else values.clip(0, 255).astype(np.uint8)
    )


def _jpeg(pixels: np.ndarray) -> bytes:
    if pixels.ndim == 3:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    return cv2.imencode(".jpg", pixels, (cv2.IMWRITE_JPEG_QUALITY, 80))[1].tobytes()
