"""ONNX files for tests, written byte by byte: no package is needed to make them, and any part of them can be wrong."""

import json
import struct

SIDE = 32  # pixels of the gray picture that `sides` takes
MODEL_INFO = {"codebase": "MMCls", "modelname": "LeNet", "classes": ["left", "right"]}
SUNMAO_INFO = {"name": "LeNet", "task": "classification", "image_size": SIDE}
SHAPES = ["circle", "triangle", "square", "star"]
CANVAS = 320  # pixels of the picture that `finder` takes
FLOATS, WHOLE = 1, 7  # ONNX's numbers for kinds of tensors


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
    """A whole classifier by the contract: which half of the picture is brighter, 'left' or 'right'? last: its last
    operator.
    """
    window = b"".join(number(8, side) for side in (SIDE, SIDE // 2))
    kernel, strides = (field(5, field(1, name) + window + number(20, 7)) for name in (b"kernel_shape", b"strides"))
    nodes = [
        node("AveragePool", "input", "means", kernel, strides),
        node("Flatten", "means", "row"),
        node(last, "row", "scores"),
    ]
    ends = field(11, tensor("input", 1, 1, SIDE, SIDE)) + field(12, tensor("scores", 1, 2))
    return onnx(
        b"".join(nodes) + field(2, b"sides") + ends,
        MODEL_INFO=json.dumps(model_info),
        SUNMAO_INFO=json.dumps(sunmao_info),
    )


def meter(unit: str = "°") -> bytes:
    """A whole model of numbers by the contract: how bright the picture is, as its network takes it."""
    shape = b"".join(number(8, SIDE) for _ in range(2))
    kernel = field(5, field(1, b"kernel_shape") + shape + number(20, 7))
    nodes = [node("AveragePool", "input", "mean", kernel), node("Flatten", "mean", "scores")]
    ends = field(11, tensor("input", 1, 1, SIDE, SIDE)) + field(12, tensor("scores", 1, 1))
    numbers = {"mean": 90.0, "spread": 52.0, "low": 0.0, "high": 180.0, "unit": unit}
    return onnx(
        b"".join(nodes) + field(2, b"meter") + ends,
        MODEL_INFO=json.dumps({**MODEL_INFO, "classes": ["number"]}),
        SUNMAO_INFO=json.dumps({**SUNMAO_INFO, "task": "regression", "numbers": numbers}),
    )


def finder(
    things=((0, 0.9, 40, 60, 120, 140), (3, 0.4, 200, 80, 260, 160)), classes=SHAPES, task: str = "detection"
) -> bytes:
    """A whole detector by the contract that finds the same in every picture. things: (class, confidence, x1, y1, x2,
    y2) of 320 × 320 pixels.
    """
    dets = struct.pack(f"<{5 * len(things)}f", *(value for _, sure, *box in things for value in (*box, sure)))
    labels = struct.pack(f"<{len(things)}q", *(number for number, *_ in things))
    nodes = [constant("dets", FLOATS, (1, len(things), 5), dets), constant("labels", WHOLE, (1, len(things)), labels)]
    ends = (
        field(11, tensor("input", 1, 3, CANVAS, CANVAS))
        + field(12, tensor("dets", 1, len(things), 5))
        + field(12, tensor("labels", 1, len(things), kind=WHOLE))
    )
    infos = (
        {"codebase": "MMDet", "modelname": "SSD_Lite", "classes": list(classes)},
        {"name": "RTMDet-tiny", "task": task, "image_size": CANVAS},
    )
    return onnx(
        b"".join(nodes) + field(2, b"finder") + ends, MODEL_INFO=json.dumps(infos[0]), SUNMAO_INFO=json.dumps(infos[1])
    )


def painter(classes=SHAPES, side: int = 64) -> bytes:
    """A whole network that paints by the contract: the left half of every picture is of the first class, a strip at the
    right of the second.
    """
    planes = []
    for plane in range(len(classes) + 1):
        row = [0.9 if (x < side // 2) == (plane == 1) and plane in (0, 1) else 0.05 for x in range(side)]
        row[-side // 8 :] = [0.9 if plane == 2 else 0.05] * (side // 8)
        planes += row * side
    scores = struct.pack(f"<{len(planes)}f", *planes)
    shape = (1, len(classes) + 1, side, side)
    ends = field(11, tensor("input", 1, 3, side, side)) + field(12, tensor("scores", *shape))
    infos = (
        {"codebase": "MMSeg", "modelname": f"Semantic{side}", "classes": list(classes)},
        {"name": "UNet-Lite0", "task": "semantic", "image_size": side},
    )
    return onnx(
        constant("scores", FLOATS, shape, scores) + field(2, b"painter") + ends,
        MODEL_INFO=json.dumps(infos[0]),
        SUNMAO_INFO=json.dumps(infos[1]),
    )


def constant(name: str, kind: int, shape: tuple, data: bytes) -> bytes:
    """A node that gives always the same."""
    held = b"".join(number(1, size) for size in shape) + number(2, kind) + field(9, data)
    return field(
        1,
        field(2, name.encode()) + field(4, b"Constant") + field(5, field(1, b"value") + field(5, held) + number(20, 4)),
    )


def node(kind: str, taken: str, given: str, *attributes: bytes) -> bytes:
    return field(
        1, field(1, taken.encode()) + field(2, given.encode()) + field(4, kind.encode()) + b"".join(attributes)
    )


def tensor(name: str, *shape: int, kind: int = FLOATS) -> bytes:
    """The name and form of a tensor."""
    dims = b"".join(field(1, number(1, size)) for size in shape)
    return field(1, name.encode()) + field(2, field(1, number(1, kind) + field(2, dims)))
