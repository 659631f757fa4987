"""ONNX files as Ultralytics exports them, with the metadata and the layouts that its exporter writes, whose answers are
known: each finds the places of what is bright.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

# As `yolo export format=onnx` of Ultralytics 8.2 writes it.
METADATA = {
    "description": "Ultralytics YOLOv8n model trained on coco.yaml",
    "author": "Ultralytics",
    "date": "2024-06-29T12:33:11.874221",
    "version": "8.2.46",
    "license": "AGPL-3.0 License (https://ultralytics.com/license)",
    "docs": "https://docs.ultralytics.com",
    "stride": "32",
    "task": "detect",
    "batch": "1",
    "imgsz": "[64, 96]",
    "names": "{0: 'red', 1: 'green', 2: \"child's blue\"}",
}
SIZE = (64, 96)  # (height, width) of the picture
PLACES = sum((SIZE[0] // stride) * (SIZE[1] // stride) for stride in (8, 16, 32))
CLASSES = 3


def make_rows(boxes: list, layout: str) -> np.ndarray:
    """The output that a network would give. boxes: (x1, y1, x2, y2, score, class) in pixels of its picture.

    layout: 'v8' (1, 4 + C, P), 'v8 turned' (1, P, 4 + C), 'v5' (1, 3 P, 5 + C) or 'chosen' (1, 300, 6).
    """
    if layout == "chosen":
        rows = np.zeros((300, 6), np.float32)
        rows[: len(boxes)] = boxes
        return rows[None]
    extra = 1 if layout == "v5" else 0
    rows = np.zeros((PLACES * (3 if extra else 1), 4 + extra + CLASSES), np.float32)
    for row, (x1, y1, x2, y2, score, label) in zip(rows, boxes, strict=False):
        row[:4] = (x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1
        row[4 + extra + label] = score
        if extra:  # the score of a class times that of "anything"
            row[4], row[5 + label] = 0.96, score / 0.96
    return (rows.T if layout == "v8" else rows)[None]


def make_file(output: np.ndarray, metadata: dict = METADATA, kind=TensorProto.FLOAT, open_sides=False, **more) -> bytes:
    """A file whose network gives `output` times the brightest value of its picture, which is 1 where it is prepared
    rightly. kind: of numbers; open_sides: batch, height and width have no fixed length; shape: of the input, else.
    """
    dtype = helper.tensor_dtype_to_np_dtype(kind)
    shape = more.get("shape") or (["batch", 3, "height", "width"] if open_sides else [1, 3, *SIZE])
    nodes = [
        helper.make_node("ReduceMax", ["images"], ["brightest"], keepdims=0),
        helper.make_node("Mul", ["rows", "brightest"], ["output0"]),
    ]
    graph = helper.make_graph(
        nodes,
        "main_graph",
        [helper.make_tensor_value_info("images", kind, shape)],
        [helper.make_tensor_value_info("output0", kind, [None] * output.ndim if open_sides else output.shape)],
        [numpy_helper.from_array(output.astype(dtype), "rows")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 12)], ir_version=8)
    helper.set_model_props(model, metadata)
    return model.SerializeToString()


def make_classifier(softmax: bool, metadata: dict) -> bytes:
    """A file that says how red, green and blue the middle of a picture is, by its softmax or before it."""
    nodes = [
        helper.make_node("GlobalAveragePool", ["images"], ["means"]),
        helper.make_node("Flatten", ["means"], ["flat"]),
        helper.make_node("Mul", ["flat", "ten"], ["sums" if softmax else "output0"]),
        *([helper.make_node("Softmax", ["sums"], ["output0"], axis=1)] if softmax else []),
    ]
    graph = helper.make_graph(
        nodes,
        "main_graph",
        [helper.make_tensor_value_info("images", TensorProto.FLOAT, ["batch", 3, 32, 32])],
        [helper.make_tensor_value_info("output0", TensorProto.FLOAT, ["batch", 3])],
        [numpy_helper.from_array(np.float32(10), "ten")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    helper.set_model_props(model, metadata)
    return model.SerializeToString()
