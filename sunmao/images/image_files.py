"""Picture files to arrays and back. Everywhere a picture is (H, W, 3), uint8, 0–255, RGB."""

import base64
import os
import struct
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.atomic_files import write_with_parents
from sunmao.core.regular_files import IrregularFile, read_regular
from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadValue, FileMissing, NotAPicture

ENDINGS = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".tif", ".tiff")
PICTURE_BYTES = 64 * 1024 * 1024
MAX_PIXELS = 64_000_000  # a larger picture would fill the memory of a school computer
# OpenCV reads its own limit when it is loaded; it holds for the kinds whose headers are not read below.
os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(MAX_PIXELS))
import cv2 as cv2  # noqa: E402

READERS = 4

# Kinds of files by their first bytes: what a file's name says does not count.
_STARTS = {
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "bmp": (b"BM",),
    "gif": (b"GIF8",),
    "tiff": (b"II*\0", b"MM\0*"),
    "webp": (b"RIFF",),
}

cv2.utils.logging.setLogLevel(
    cv2.utils.logging.LOG_LEVEL_ERROR
)  # what is wrong with a picture is said by us, with its name


def read_image_file(path: str | Path) -> np.ndarray:
    """The picture in a file, upright, on white where it is transparent.

    Returns: (H, W, 3) uint8, RGB.
    Raises: FileMissing (with the nearest name), NotAPicture (why).
    """
    path = Path(path)
    try:
        data = read_regular(path, PICTURE_BYTES, follow_link=True)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        if isinstance(error, IrregularFile) and error.reason == "size":
            raise NotAPicture("picture_size", name=path.name) from None
        raise make_missing_error(path) from None
    return decode_image(data, name=path.name)


def try_read_image(path: Path) -> np.ndarray | None:
    """The same, or None for a file that is not there or no picture: it was named when the data set was opened."""
    try:
        return read_image_file(path)
    except (NotAPicture, FileMissing):
        return None


def make_missing_error(path: Path) -> FileMissing:
    """The error for a picture that cannot be opened, with the nearest name in its folder."""
    names = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    return FileMissing("picture_missing", path=path.as_posix(), guess=suggest_nearest(path.name, names))


def decode_image(data: bytes, name: str = "") -> np.ndarray:
    """The picture in the bytes of a JPEG, PNG, BMP, GIF, WebP or TIFF file: (H, W, 3) uint8, RGB.

    Raises: NotAPicture when it is none, cut off, damaged or larger than 64 million pixels.
    """
    kind = detect_kind(data, name)
    try:
        image = _decode(kind, data)
    except cv2.error:
        image = None
    if image is None or image.size == 0:
        raise NotAPicture("damaged_picture", name=name)
    return image


def detect_kind(data: bytes, name: str = "") -> str:
    """The kind of picture that the bytes are, by `kind_of`; nothing is decoded. Raises NotAPicture, as `decode_image`,
    for what begins or ends wrongly.
    """
    kind = kind_of(data)
    if kind is None:
        raise NotAPicture("empty_file" if not data else "not_a_picture", name=name)
    if _is_truncated(kind, data):
        raise NotAPicture("damaged_picture", name=name)
    if (pixels := _count_pixels(kind, data)) is not None and not 0 < pixels <= MAX_PIXELS:
        raise NotAPicture("picture_size", name=name)
    return kind


def kind_of(data: bytes) -> str | None:
    """'jpeg', 'png', 'bmp', 'gif', 'webp' or 'tiff' by the first bytes, or None."""
    for kind, starts in _STARTS.items():
        if data.startswith(starts) and (kind != "webp" or data[8:12] == b"WEBP"):
            return kind
    return None


def _decode(kind: str, data: bytes) -> np.ndarray | None:
    buffer = np.frombuffer(data, np.uint8)
    if kind in ("png", "webp"):
        image = cv2.imdecode(buffer, cv2.IMREAD_UNCHANGED)
        if image is not None and image.ndim == 3 and image.shape[2] == 4:
            return _composite_on_white(cv2.cvtColor(_to_eight_bit(image), cv2.COLOR_BGRA2RGBA))
    image = cv2.imdecode(buffer, cv2.IMREAD_COLOR)
    return None if image is None else cv2.cvtColor(_to_eight_bit(image), cv2.COLOR_BGR2RGB)


def _to_eight_bit(image: np.ndarray) -> np.ndarray:
    return (image >> 8).astype(np.uint8) if image.dtype == np.uint16 else image


def _composite_on_white(image: np.ndarray) -> np.ndarray:
    """(H, W, 4) uint8 RGBA as (H, W, 3) uint8 RGB."""
    alpha = image[..., 3:].astype(np.float32) / 255
    return (image[..., :3] * alpha + 255 * (1 - alpha)).round().astype(np.uint8)


def _is_truncated(kind: str, data: bytes) -> bool:
    """Whether the end of the file is missing: most decoders fill the rest with gray and say nothing."""
    if kind == "jpeg":
        return data.rfind(b"\xff\xd9") <= data.rfind(b"\xff\xda")
    return kind == "png" and b"IEND" not in data[-4096:]


def _count_pixels(kind: str, data: bytes) -> int | None:
    """Width times height as the header says, without decoding; None where it is not read."""
    try:
        if kind == "png":
            width, height = struct.unpack(">II", data[16:24])
        elif kind == "gif":
            width, height = struct.unpack("<HH", data[6:10])
        elif kind == "bmp":
            width, height = struct.unpack("<ii", data[18:26])
        elif kind == "jpeg":
            width, height = jpeg_size(data)
        else:
            return None
    except (struct.error, IndexError):
        return 0
    return width * abs(height)


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height of a JPEG as its header says, without decoding. Raises struct.error or IndexError for a header
    without end.
    """
    place = 2
    while True:
        marker, length = struct.unpack(">xBH", data[place : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + length if marker != 0xFF else 1


def to_rgb(image: Any) -> np.ndarray:
    """Any picture-like array or PIL image as (H, W, 3) uint8 RGB.

    Gray is repeated, 16 bits and 0–1 floats are scaled, what is transparent becomes white, as in `read_image_file`.
    Raises: BadValue for anything else.
    """
    image = np.asarray(_from_pil(image) if hasattr(image, "getbands") else image)
    if image.ndim == 3 and image.shape[2] == 1:
        image = image[..., 0]
    if (
        image.ndim not in (2, 3)
        or image.size == 0
        or image.dtype.kind not in "buif"
        or (image.ndim == 3 and image.shape[2] not in (3, 4))
    ):
        raise BadValue("not_an_image", shape=image.shape)
    if image.dtype != np.uint8:
        image = _scale_to_uint8(image)
    if image.ndim == 2:
        return np.repeat(image[..., None], 3, axis=2)
    return np.ascontiguousarray(image) if image.shape[2] == 3 else _composite_on_white(image)


def _from_pil(image: Any) -> Any:
    from PIL import ImageOps

    image = ImageOps.exif_transpose(image)
    if image.mode == "I":  # 16 bits in 32
        return np.asarray(image).clip(0, 65535).astype(np.uint16)
    if image.mode in ("1", "L", "I;16", "I;16B", "F", "RGB", "RGBA"):
        return image
    return image.convert("RGBA" if image.mode in ("LA", "La", "PA", "P", "RGBa") else "RGB")


def _scale_to_uint8(image: np.ndarray) -> np.ndarray:
    """Other numbers than uint8 as uint8: up to 1 they are shares of 255, 16 bits above 255 lose their lower half."""
    if image.dtype == np.uint16 and image.max() > 255:
        return _to_eight_bit(image)
    image = np.nan_to_num(image.astype(np.float32))
    return (image * 255 if image.max() <= 1 else image).clip(0, 255).astype(np.uint8)


def shrink_image(image: np.ndarray, longest: int) -> tuple[np.ndarray, float]:
    """(the picture, its longer side at most so many pixels; how many times larger the given one is, at least 1)."""
    scale = max(1.0, max(image.shape[:2]) / longest)
    if scale == 1:
        return image, 1.0
    down, across = (max(1 / scale, 1 / side) for side in image.shape[:2])  # of a thin one a pixel stays
    return cv2.resize(image, None, fx=across, fy=down, interpolation=cv2.INTER_AREA), scale


def encode_png(image: np.ndarray) -> bytes:
    """The bytes of a PNG file of a picture, (H, W, 3) uint8 RGB or (H, W) uint8."""
    if image.ndim == 3:
        image = cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
    return cv2.imencode(".png", image)[1].tobytes()


def make_data_address(image: np.ndarray) -> str:
    """The address at which a page finds a picture, (H, W, 3) uint8 RGB or (H, W) uint8, in its own text, as PNG."""
    return "data:image/png;base64," + base64.b64encode(encode_png(image)).decode("ascii")


def save_image_file(path: str | Path, image: Any) -> None:
    """Write a picture as PNG or, by the file's ending, JPEG; the file appears whole or not at all."""
    image = to_rgb(image)
    if Path(path).suffix.lower() in (".jpg", ".jpeg"):
        data = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes()
    else:
        data = encode_png(image)
    write_with_parents(path, data)


def map_in_threads(action: Callable, items: Iterable[Any], together: int = 1) -> Iterator[Any]:
    """Yield `action(item)` for every item, in order, a few at a time in threads. The library never starts processes.

    together: so many items are handed to a thread at once; more than one pays where each is done in less than a
    millisecond.
    """
    items = iter(items)

    def act_on_batch(batch: list) -> list:
        return [action(item) for item in batch]

    with ThreadPoolExecutor(READERS) as pool:
        waiting = deque()
        # Only a few ahead: photographs that nobody has taken yet would fill the memory.
        while batch := list(islice(items, together)):
            waiting.append(pool.submit(act_on_batch, batch))
            if len(waiting) > READERS:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
