"""ONNX files looked through without the onnx package: enough of protobuf to find tensors that lie in other files."""

import io
import os
from collections.abc import Iterator
from typing import BinaryIO

VARINT, EIGHT, LENGTH, FOUR = 0, 1, 2, 5  # protobuf's wire types
DEEPEST = 30  # graphs in nodes in graphs
MAX_FIELDS = 5_000_000

# message → number of a field → the message in it; only the ways that lead to tensors.
_WAYS = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "function": {7: "node", 11: "attribute"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
}
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14  # fields of a tensor


class CorruptOnnx(ValueError):
    """The file is no whole ONNX model."""


def has_external_data(model: bytes) -> bool:
    """Whether any number of an ONNX model is to be read from another file.

    Raises: CorruptOnnx (cut off, or no protobuf at all).
    """
    return _has_external_data(io.BytesIO(model), len(model), "model", 0, [MAX_FIELDS])


def _has_external_data(file: BinaryIO, end: int, message: str, depth: int, budget: list[int]) -> bool:
    if depth > 4 * DEEPEST:
        raise CorruptOnnx("too deep")
    for number, length, value in iter_fields(file, end, budget):
        if message == "tensor":
            if number == _EXTERNAL_DATA or (number == _DATA_LOCATION and value != 0):
                return True
        elif number in _WAYS[message] and value is None:
            if _has_external_data(file, file.tell() + length, _WAYS[message][number], depth + 1, budget):
                return True
    return False


def iter_fields(file: BinaryIO, end: int, budget: list[int]) -> Iterator[tuple[int, int, int | None]]:
    """(number, length, value) of each field of the message from here to `end`, but for those of four or eight bytes.

    value: of a whole number; None where the field is `length` bytes, at which the file then stands. No other byte is
    read. budget: how many fields may follow, counted down.

    Raises: CorruptOnnx.
    """
    while file.tell() < end:
        budget[0] -= 1
        if budget[0] < 0:
            raise CorruptOnnx("too many fields")
        tag = _read_varint(file, end)
        number, wire = tag >> 3, tag & 7
        if number == 0 or wire not in (VARINT, EIGHT, LENGTH, FOUR):
            raise CorruptOnnx("no message")
        if wire == VARINT:
            yield number, 0, _read_varint(file, end)
            continue
        length = _read_varint(file, end) if wire == LENGTH else 8 if wire == EIGHT else 4
        place = file.tell()
        if length > end - place:
            raise CorruptOnnx("cut off")
        if wire == LENGTH:
            yield number, length, None
        file.seek(place + length, os.SEEK_SET)


def _read_varint(file: BinaryIO, end: int) -> int:
    value = 0
    for shift in range(0, 70, 7):
        if not (byte := file.read(1)) or file.tell() > end:
            raise CorruptOnnx("cut off")
        value |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return value
    raise CorruptOnnx("no number")
