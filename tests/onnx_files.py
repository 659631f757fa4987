"""ONNX files for tests, written byte by byte: no package is needed to make them, and any part of them can be wrong."""

import json

SIDE = 32  # pixels of the grey picture that `sides` takes
MODEL_INFO = {"codebase": "MMCls", "modelname": "LeNet", "classes": ["left", "right"]}
SUNMAO_INFO = {"name": "LeNet", "task": "classification", "image_size": SIDE}


def varint(value: int) -> bytes:
    found = b""
    while value > 0x7F:
        found, value = found + bytes([value & 0x7F | 0x80]), value >> 7
    return found + bytes([value])


def number(field: int, value: int) -> bytes:
    """A protobuf field that holds a whole number."""
    return varint(field << 3) + varint(value)


def field(number: int, data: bytes) -> bytes:
    """A protobuf field that holds bytes, a text or a message."""
    return varint(number << 3 | 2) + varint(len(data)) + data


def onnx(graph: bytes = b"\x0a\x00", **properties: str) -> bytes:
    """A model file with this graph and these properties."""
    rows = [field(14, field(1, name.encode()) + field(2, value.encode())) for name, value in properties.items()]
    return number(1, 6) + field(2, b"tests") + field(7, graph) + field(8, number(2, 11)) + b"".join(rows)


def sides(model_info=MODEL_INFO, sunmao_info=SUNMAO_INFO, last: str = "Softmax") -> bytes:
    """A whole classifier by the contract: which half of the picture is brighter, 'left' or 'right'? last: its last operator."""
    window = b"".join(number(8, side) for side in (SIDE, SIDE // 2))
    kernel, strides = (field(5, field(1, name) + window + number(20, 7)) for name in (b"kernel_shape", b"strides"))
    nodes = [
        node("AveragePool", "input", "means", kernel, strides),
        node("Flatten", "means", "row"),
        node(last, "row", "scores"),
    ]
    ends = field(11, tensor("input", 1, 1, SIDE, SIDE)) + field(12, tensor("scores", 1, 2))
    return onnx(b"".join(nodes) + field(2, b"sides") + ends, MODEL_INFO=json.dumps(model_info), SUNMAO_INFO=json.dumps(sunmao_info))


def node(kind: str, taken: str, given: str, *attributes: bytes) -> bytes:
    return field(1, field(1, taken.encode()) + field(2, given.encode()) + field(4, kind.encode()) + b"".join(attributes))


def tensor(name: str, *shape: int) -> bytes:
    """The name and form of a float tensor."""
    dims = b"".join(field(1, number(1, size)) for size in shape)
    return field(1, name.encode()) + field(2, field(1, number(1, 1) + field(2, dims)))
