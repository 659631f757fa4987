"""Sound of WebM files, as browsers record it and Teachable Machine exports it: Opus packets out of Matroska (RFC 9559),
put into Ogg (RFC 7845), which libsndfile reads. Nothing is decoded here.
"""

import struct
from collections.abc import Iterator
from functools import cache
from typing import Any

MAGIC = b"\x1a\x45\xdf\xa3"
# Elements of Matroska: those that hold others, whose size a browser that is still recording does not know, and those
# that are read.
_SEGMENT, _CLUSTER, _TRACKS, _TRACK, _GROUP = 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE, 0xA0
_HOLDERS = (_SEGMENT, _CLUSTER, _TRACKS, _TRACK, _GROUP)
_NUMBER, _CODEC, _PRIVATE, _SIMPLE_BLOCK, _BLOCK = 0xD7, 0x86, 0x63A2, 0xA3, 0xA1
_LACING = 0x06  # bits of a block that holds several packets, which nobody writes for Opus
_FIRST, _LAST = 2, 4  # flags of a page
# Samples at 48 kHz of a frame, by its configuration (RFC 6716, table 2).
_FRAMES = [*(480, 960, 1920, 2880) * 3, *(480, 960) * 2, *(120, 240, 480, 960) * 4]
_POLYNOMIAL = 0x04C11DB7


def convert_webm(data: bytes) -> bytes:
    """An Ogg Opus file with the sound of a WebM file. Raises ValueError where there is none in Opus."""
    head, track, number, packets = b"", None, 0, []
    try:
        for element, body in _iterate_elements(data):
            if element == _NUMBER:
                number = int.from_bytes(body, "big")
            elif element == _PRIVATE and bytes(body[:8]) == b"OpusHead":
                head, track = bytes(body), number
            elif element in (_SIMPLE_BLOCK, _BLOCK):
                of, start = _read_number(body, 0)
                if of == track and len(body) > start + 3 and not body[start + 2] & _LACING:
                    packets.append(bytes(body[start + 3 :]))
    except IndexError:  # cut off: what is there is heard
        pass
    if not head or not packets:
        raise ValueError("no Opus")
    return b"".join(_write_pages(head, packets))


def _iterate_elements(data: bytes) -> Iterator[tuple[int, memoryview]]:
    """(its number, what it holds) of each element that holds no other."""
    whole, at = memoryview(data), 0
    while at < len(data):
        length = _measure(data[at])
        element = int.from_bytes(data[at : at + length], "big")
        size, at = _read_number(whole, at + length)
        if element in _HOLDERS:
            continue
        yield element, whole[at : at + size]
        at += size


def _read_number(data: Any, at: int) -> tuple[int, int]:
    """(a number of as many bytes as its first bits say, the place behind it)."""
    length = _measure(data[at])
    value = int.from_bytes(data[at : at + length], "big") & ((1 << 7 * length) - 1)
    return value, at + length


def _measure(first: int) -> int:
    if not first:
        raise IndexError("no element begins so")
    return 9 - first.bit_length()


def _write_pages(head: bytes, packets: list[bytes]) -> Iterator[bytes]:
    vendor = b"sunmao"
    tags = b"OpusTags" + struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", 0)
    yield _write_page(head, 0, 0, _FIRST)
    yield _write_page(tags, 0, 1, 0)
    samples = 0
    for place, packet in enumerate(packets):
        samples += _count_samples(packet)
        yield _write_page(packet, samples, place + 2, _LAST if place == len(packets) - 1 else 0)


def _write_page(packet: bytes, samples: int, number: int, flags: int) -> bytes:
    lacing = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    page = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, samples, 1, number, 0, len(lacing)) + lacing + packet
    return page[:22] + struct.pack("<I", _compute_checksum(page)) + page[26:]


def _count_samples(packet: bytes) -> int:
    """Count the samples at 48 kHz that a packet holds (RFC 6716, 3.1 and 3.2)."""
    first = packet[0] if packet else 0
    count = (1, 2, 2, packet[1] & 63 if len(packet) > 1 else 0)[first & 3]
    return count * _FRAMES[first >> 3]


def _compute_checksum(page: bytes) -> int:
    value, table = 0, _make_table()
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ table[value >> 24 ^ byte]
    return value


@cache
def _make_table() -> list[int]:
    table = []
    for number in range(256):
        value = number << 24
        for _ in range(8):
            value = (value << 1 ^ (_POLYNOMIAL if value & 1 << 31 else 0)) & 0xFFFFFFFF
        table.append(value)
    return table
