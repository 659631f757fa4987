"""What an ONNX file says of itself, read without onnxruntime and without its weights: the few bytes of protobuf around
them.
"""

import io
import os

GRAPH, PROPERTIES = 7, 14  # fields of ModelProto
KEY, VALUE = 1, 2  # fields of StringStringEntryProto
VARINT, EIGHT, LENGTH, FOUR = 0, 1, 2, 5  # protobuf's wire types
MOST_FIELDS = 10_000
MOST_BYTES = 4 * 1024 * 1024  # of all properties together


class CorruptOnnx(ValueError):
    """The file is no whole ONNX model."""


def read_properties(file) -> dict[str, str]:
    """The `metadata_props` of the model in an open binary file. Reads them alone, whatever the size of the file.

    Raises: CorruptOnnx (cut off, or no ONNX file at all).
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    found, graph, left = {}, False, MOST_BYTES
    for field, length in _iter_fields(file, size):
        graph |= field == GRAPH
        if field != PROPERTIES:
            file.seek(length, os.SEEK_CUR)
            continue
        left -= length
        if left < 0:
            raise CorruptOnnx("its properties are too long")
        name, value = _parse_property(file.read(length))
        found[name] = value
    if not graph:
        raise CorruptOnnx("it has no graph")
    return found


def _iter_fields(file, size: int):
    """(number, length) of each field that has a length; the reader must leave the file behind the field."""
    for _ in range(MOST_FIELDS):
        if file.tell() == size:
            return
        tag = _read_varint(file)
        field, wire = tag >> 3, tag & 7
        if field == 0 or wire not in (VARINT, EIGHT, LENGTH, FOUR):
            raise CorruptOnnx("it is not protobuf")
        length = _read_varint(file) if wire == LENGTH else {EIGHT: 8, FOUR: 4}.get(wire, 0)
        if wire == VARINT:
            _read_varint(file)
        elif length > size - file.tell():
            raise CorruptOnnx("it is cut off")
        elif wire == LENGTH:
            yield field, length
        else:
            file.seek(length, os.SEEK_CUR)
    raise CorruptOnnx("it has too many fields")


def _read_varint(file) -> int:
    value = 0
    for shift in range(0, 70, 7):
        byte = file.read(1)
        if not byte:
            raise CorruptOnnx("it is cut off")
        value |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return value
    raise CorruptOnnx("it is not protobuf")


def _parse_property(data: bytes) -> tuple[str, str]:
    file, texts = io.BytesIO(data), {}
    for field, length in _iter_fields(file, len(data)):
        texts[field] = file.read(length).decode("utf-8", "replace")
    return texts.get(KEY, ""), texts.get(VALUE, "")
