"""Removal of a picture file's metadata: where and when a photo was taken, by which device. Only how to hold it stays.

JPEG, PNG and WebP lose those parts and keep every byte of the picture; a TIFF or GIF that has any becomes a PNG.
"""

import struct
import zlib

from sunmao.errors import NotAPicture
from sunmao.images.image_files import decode_image, encode_png, kind_of

ORIENTATION, GPS = 0x0112, 0x8825
TELLING = {0x02BC, 0x83BB, 0x8649, 0x8769, GPS}  # XMP, IPTC, Photoshop, Exif, place: tags of a TIFF
PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_TELLING = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")


def strip_metadata(data: bytes) -> tuple[bytes, bool]:
    """The bytes of a picture without what they tell of place, time and device, and whether they told a place.

    A picture that tells nothing keeps its very bytes, and so does what is no picture; one that was turned by its Exif
    stays turned.
    """
    kind = kind_of(data)
    try:
        found = PARTS[kind](data) if kind in PARTS else None
    except (struct.error, IndexError, ValueError):
        found = None  # read by OpenCV, but not by us: nobody knows what it tells
    if found is None:
        return _reencode(data) if _may_have_metadata(kind, data) else (data, False)
    kept, telling = found
    return (kept, any(map(_has_gps, telling))) if telling else (data, False)


def _reencode(data: bytes) -> tuple[bytes, bool]:
    try:
        return encode_png(decode_image(data)), GPS in _read_tags(data) or b"GPS" in data
    except NotAPicture:
        return data, False


def _may_have_metadata(kind: str | None, data: bytes) -> bool:
    if kind == "tiff":
        return bool(TELLING & _read_tags(data).keys())
    return kind in PARTS or (kind == "gif" and b"XMP Data" in data)


def _jpeg(data: bytes) -> tuple[bytes, list[bytes]]:
    # Segments up to the first scan; of applications' own only those that say how the colors are meant.
    kept, telling, place = [data[:2]], [], 2
    while data[place + 1] != 0xDA:
        end = place + 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
        marker, body = data[place + 1], data[place + 4 : end]
        if data[place] != 0xFF or end > len(data):
            raise ValueError("no segment")
        own = marker == 0xFE or 0xE1 <= marker <= 0xEF and marker != 0xEE and not body.startswith(b"ICC_PROFILE")
        (telling.append(body) if own else kept.append(data[place:end]))
        place = end
    end = _end_of_scans(data, place)
    if data[end:].strip(b"\0"):
        telling.append(data[end:])  # phones append films and second pictures, which tell their own place
    if telling and (
        turned := _get_orientation(b"".join(body[6:] for body in telling if body.startswith(b"Exif\0\0"))[:65536])
    ):
        exif = b"Exif\0\0" + _make_exif(turned)
        kept.insert(
            2 if kept[1:2] and kept[1][:2] == b"\xff\xe0" else 1, b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        )
    return b"".join(kept) + data[place:end], telling


def _end_of_scans(data: bytes, place: int) -> int:
    while True:
        place = data.find(b"\xff", place)
        if not 0 <= place < len(data) - 1:
            return len(data)  # cut off
        marker = data[place + 1]
        if marker == 0xD9:
            return place + 2
        plain = marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD7  # a byte of the scan, or a restart
        place += (1 if marker == 0xFF else 2) if plain else 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]


def _png(data: bytes) -> tuple[bytes, list[bytes]]:
    kept, telling, place, turned = [PNG_START], [], 8, 0
    while place + 8 <= len(data):
        length, name = struct.unpack(">I4s", data[place : place + 8])
        chunk = data[place : place + length + 12]
        if name in PNG_TELLING:
            telling.append(chunk[8:-4])
            turned = turned or (_get_orientation(chunk[8:-4]) if name == b"eXIf" else 0)
        else:
            kept.append(chunk)
        place += length + 12
        if name == b"IEND":
            break
    if data[place:]:
        telling.append(data[place:])
    if turned:
        body = b"eXIf" + _make_exif(turned)
        kept.insert(2, struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)))
    return b"".join(kept), telling


def _webp(data: bytes) -> tuple[bytes, list[bytes]]:
    kept, telling, place, turned = [], [], 12, 0
    while place + 8 <= len(data):
        name, length = struct.unpack("<4sI", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        if name in (b"EXIF", b"XMP "):
            telling.append(body)
            turned = turned or (_get_orientation(body.removeprefix(b"Exif\0\0")) if name == b"EXIF" else 0)
        else:
            kept.append([name, body])
        place += 8 + length + length % 2
    if turned:
        kept.append([b"EXIF", _make_exif(turned)])
    for chunk in kept[:1]:
        if chunk[0] == b"VP8X":
            chunk[1] = bytes([chunk[1][0] & ~0x0C | (0x08 if turned else 0)]) + chunk[1][1:]
    inner = b"WEBP" + b"".join(
        name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2) for name, body in kept
    )
    return b"RIFF" + struct.pack("<I", len(inner)) + inner, telling


PARTS = {"jpeg": _jpeg, "png": _png, "webp": _webp}


def _has_gps(part: bytes) -> bool:
    """Whether a part that was taken out told a place."""
    exif = part.removeprefix(b"Exif\0\0")
    return GPS in _read_tags(exif) if exif[:2] in (b"II", b"MM") else b"GPS" in part


def _get_orientation(exif: bytes) -> int:
    """Return the orientation of the picture, 2 to 8 as Exif counts, or 0 for upright."""
    value = _read_tags(exif).get(ORIENTATION, 1)
    return value if 2 <= value <= 8 else 0


def _read_tags(exif: bytes) -> dict[int, int]:
    """The tags of the first list of a TIFF or Exif block, with their first 16 bits."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    try:
        if order is None:
            return {}
        start = struct.unpack(order + "I", exif[4:8])[0]
        count = struct.unpack(order + "H", exif[start : start + 2])[0]
        rows = (exif[start + 2 + 12 * row : start + 14 + 12 * row] for row in range(count))
        return {struct.unpack(order + "H", row[:2])[0]: struct.unpack(order + "H", row[8:10])[0] for row in rows}
    except struct.error:
        return {}


def _make_exif(turned: int) -> bytes:
    """An Exif block that says only how the picture is held."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, turned, 0, 0)
