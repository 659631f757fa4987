"""Metadata of an ONNX file, read without onnxruntime and without its weights."""

import io
import os
from typing import Any

from sunmao.deploy.onnx_protobuf import CorruptOnnx, iter_fields

GRAPH, PROPERTIES = 7, 14  # fields of ModelProto
KEY, VALUE = 1, 2  # fields of StringStringEntryProto
MAX_FIELDS = 10_000
MAX_BYTES = 4 * 1024 * 1024  # of all properties together


def read_properties(file: Any) -> dict[str, str]:
    """The `metadata_props` of the model in an open binary file. Reads them alone, whatever the size of the file.

    Raises: CorruptOnnx (cut off, or no ONNX file at all).
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    found, graph, left = {}, False, MAX_BYTES
    for field, length, value in iter_fields(file, size, [MAX_FIELDS]):
        if value is not None:
            continue
        graph |= field == GRAPH
        if field == PROPERTIES:
            left -= length
            if left < 0:
                raise CorruptOnnx("its properties are too long")
            key, text = _parse_property(file.read(length))
            found[key] = text
    if not graph:
        raise CorruptOnnx("it has no graph")
    return found


def _parse_property(data: bytes) -> tuple[str, str]:
    file, texts = io.BytesIO(data), {}
    for field, length, value in iter_fields(file, len(data), [MAX_FIELDS]):
        if value is None:
            texts[field] = file.read(length).decode("utf-8", "replace")
    return texts.get(KEY, ""), texts.get(VALUE, "")
