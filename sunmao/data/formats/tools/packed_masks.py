"""Masks as annotation tools pack them into their files: run lengths by rows, bits, and small pictures.

Nothing is unpacked that is larger than the picture it belongs to; what makes no sense is None. mask: (H, W) bool.
"""

import base64
import binascii
import io
import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sunmao.images import geometry

if TYPE_CHECKING:
    import numpy as np


def runs_to_mask(runs: Any, size: Sequence[int]) -> "np.ndarray | None":
    """A mask of a (width, height) by how many pixels, row by row, are off, on, off …; they must fill it."""
    import numpy as np

    width, height = size
    if not isinstance(runs, list) or not 0 < width * height <= geometry.MAX_PIXELS:
        return None
    if not all(type(run) is int and 0 <= run <= width * height for run in runs) or sum(runs) != width * height:
        return None
    return np.repeat(np.arange(len(runs)) % 2 == 1, runs).reshape(height, width)


def png_to_mask(data: bytes, size: Sequence[int]) -> "np.ndarray | None":
    """A mask from a picture no larger than (width, height): what is opaque, or else what is not black."""
    import numpy as np
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width > size[0] or image.height > size[1] or image.width * image.height > geometry.MAX_PIXELS:
                return None
            clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
            return np.asarray(image.convert("RGBA").getchannel("A") if clear else image.convert("L")) != 0
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def decode_packed_png(text: Any, size: Sequence[int]) -> "np.ndarray | None":
    """A mask as Supervisely writes it: Base64 of zlib of a PNG."""
    data = _inflate(text, size)
    return png_to_mask(data, size) if data else None


def decode_packed_array(text: Any, size: Sequence[int]) -> "np.ndarray | None":
    """A mask as FiftyOne writes it: Base64 of zlib of numpy's own file; what would have to be unpickled is not opened."""
    import numpy as np

    file = io.BytesIO(_inflate(text, size) or b"")
    try:
        version = np.lib.format.read_magic(file)
        shape, by_columns, kind = np.lib.format.read_array_header_1_0(file) if version == (1, 0) else ((), True, None)
        if len(shape) != 2 or by_columns or kind not in (np.bool_, np.uint8) or max(shape) > max(size):
            return None
        return np.frombuffer(file.read(), np.uint8).reshape(shape) != 0
    except (ValueError, TypeError, SyntaxError):
        return None


def _inflate(text: Any, size: Sequence[int]) -> bytes | None:
    """Unpack what Base64 and zlib hold, at most as much as a picture of a (width, height) can need."""
    try:
        return zlib.decompressobj().decompress(base64.b64decode(text, validate=True), 8 * (size[0] * size[1] + 1024))
    except (TypeError, ValueError, binascii.Error, zlib.error):
        return None


def unpack_brush(said: Any, size: Sequence[int]) -> "np.ndarray | None":
    """A brush mask of Label Studio for a (width, height): the bytes of thi.ng's rle-pack, of RGBA values; the last of
    the four says where the brush was.
    """
    import numpy as np

    count = 4 * size[0] * size[1]
    if not isinstance(said, list) or count > 4 * geometry.MAX_PIXELS:
        return None
    try:
        bits = _Bits(bytes(said))
    except (TypeError, ValueError):
        return None
    if bits.read(32) != count:
        return None
    word, lengths = bits.read(5) + 1, [bits.read(4) + 1 for _ in range(4)]
    ends, on, place = [0], [], 0
    while place < count:
        if bits.place >= bits.count:
            return None
        repeated, length = bits.read(1), bits.read(lengths[bits.read(2)]) + 1
        for run in [length] if repeated else [1] * length:
            place = min(place + run, count)
            ends.append(place)
            on.append(bits.read(word) != 0)
            if bits.place > bits.count:
                return None
    lengths = [end - start for start, end in pairwise(ends)]
    return np.repeat(np.array(on, bool), lengths).reshape(size[1], size[0], 4)[:, :, 3]


class _Bits:
    """Bytes read bit by bit, the highest of each first; 0 after the end. place, count: in bits."""

    def __init__(self, data: bytes) -> None:
        self._data, self.place, self.count = data, 0, 8 * len(data)

    def read(self, bits: int) -> int:
        """The next bits, at most 32, as a number."""
        first, shift = divmod(self.place, 8)
        self.place += bits
        window = int.from_bytes(self._data[first : first + 5].ljust(5, b"\0"), "big")
        return (window >> (40 - shift - bits)) & ((1 << bits) - 1)
