"""The two ONNX files of a model with the ends of Segment Anything: what has the color of the click, or of the middle of a
box, is the thing. It has learned nothing; all that its user has to do right shows: scale, padding, kinds of points.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIDE, CELL = 1024, 4  # pixels that the encoder sees, and of one of its features
CELLS = SIDE // CELL
NEAR = 40.0  # how far colors may be, 0 to 255


def write_promptable_model(folder: Path, name: str = "colors", square: bool = False) -> tuple[Path, Path]:
    """Write its files. square: the encoder takes a normalized square, as the research code exports it; else pixels of a
    picture of any shape. Returns: the encoder, the decoder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = folder / f"{name}.encoder.onnx", folder / f"{name}.decoder.onnx"
    for file, model in zip(files, (_make_encoder(square), _make_decoder(1 / 58 if square else 1.0)), strict=True):
        onnx.save(model, file)
    return files


def _make_encoder(square: bool) -> onnx.ModelProto:
    pool = helper.make_node(
        "AveragePool", ["padded"], ["image_embeddings"], kernel_shape=[CELL, CELL], strides=[CELL, CELL]
    )
    if square:
        nodes = [helper.make_node("Identity", ["pixels"], ["padded"]), pool]
        return _make_model(nodes, [("pixels", [1, 3, SIDE, SIDE])], [("image_embeddings", [1, 3, CELLS, CELLS])], {})
    nodes = [
        helper.make_node("Transpose", ["pixels"], ["planes"], perm=[2, 0, 1]),
        helper.make_node("Unsqueeze", ["planes", "zero"], ["batch"]),
        helper.make_node("Shape", ["batch"], ["shape"]),
        helper.make_node("Sub", ["whole", "shape"], ["missing"]),
        helper.make_node("Concat", ["zeros", "missing"], ["pads"], axis=0),
        helper.make_node("Pad", ["batch", "pads"], ["padded"]),
        pool,
    ]
    held = {"zero": [0], "zeros": [0, 0, 0, 0], "whole": [1, 3, SIDE, SIDE]}
    shape = ["height", "width", 3]
    return _make_model(nodes, [("pixels", shape)], [("image_embeddings", [1, 3, CELLS, CELLS])], held)


def _make_decoder(unit: float) -> onnx.ModelProto:
    """unit: how far features of neighboring levels of color are."""
    node = helper.make_node
    nodes = [
        # Where it was clicked: the mean of the points that are in the thing or corners of a box.
        node("Greater", ["point_labels", "nothing"], ["used"]),
        node("Cast", ["used"], ["weights"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["weights", "last"], ["columns"]),
        node("Mul", ["point_coords", "columns"], ["weighed"]),
        node("ReduceSum", ["weighed", "one"], ["sum"], keepdims=0),
        node("ReduceSum", ["columns", "one"], ["count"], keepdims=0),
        node("Div", ["sum", "count"], ["point"]),
        node("Div", ["point", "cell"], ["place"]),
        node("Cast", ["place"], ["whole_place"], to=TensorProto.INT64),
        node("Split", ["whole_place"], ["x", "y"], axis=1, num_outputs=2),
        node("Squeeze", ["x", "axes"], ["column"]),
        node("Squeeze", ["y", "axes"], ["row"]),
        node("Gather", ["image_embeddings", "row"], ["line"], axis=2),
        node("Gather", ["line", "column"], ["color"], axis=2),
        node("Unsqueeze", ["color", "places"], ["seed"]),
        node("Sub", ["image_embeddings", "seed"], ["difference"]),
        node("Abs", ["difference"], ["distance"]),
        node("ReduceMax", ["distance", "one"], ["farthest"], keepdims=1),
        node("Sub", ["near", "farthest"], ["low_res_masks"]),
        # Back to the picture: without the padding, at its own size.
        node("ReduceMax", ["orig_im_size", "zero"], ["longest"], keepdims=1),
        node("Div", ["orig_im_size", "longest"], ["shares"]),
        node("Mul", ["shares", "cells"], ["parts"]),
        node("Round", ["parts"], ["rounded"]),
        node("Cast", ["rounded"], ["ends"], to=TensorProto.INT64),
        node("Slice", ["low_res_masks", "starts", "ends", "places"], ["seen"]),
        node("Cast", ["orig_im_size"], ["sides"], to=TensorProto.INT64),
        node("Concat", ["ones", "sides"], ["sizes"], axis=0),
        node("Resize", ["seen", "", "", "sizes"], ["masks"], mode="linear"),
        node("ReduceMax", ["low_res_masks", "planes"], ["iou_predictions"], keepdims=0),
    ]
    held = {
        "nothing": np.float32(-0.5), "cell": np.float32(CELL), "near": np.float32(NEAR * unit),
        "cells": np.float32(CELLS), "zero": [0], "one": [1], "last": [2], "axes": [0, 1], "places": [2, 3],
        "planes": [2, 3], "starts": [0, 0], "ones": [1, 1],
    }  # fmt: skip
    taken = [
        ("image_embeddings", [1, 3, CELLS, CELLS]),
        ("point_coords", [1, "points", 2]),
        ("point_labels", [1, "points"]),
        ("mask_input", [1, 1, 256, 256]),
        ("has_mask_input", [1]),
        ("orig_im_size", [2]),
    ]
    given = [("masks", [1, 1, "h", "w"]), ("iou_predictions", [1, 1]), ("low_res_masks", [1, 1, CELLS, CELLS])]
    return _make_model(nodes, taken, given, held)


def _make_model(nodes: list, taken: list, given: list, held: dict) -> onnx.ModelProto:
    ends = [
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in row] for row in (taken, given)
    ]
    fixed = [numpy_helper.from_array(np.asarray(value), name) for name, value in held.items()]
    graph = helper.make_graph(nodes, "promptable", *ends, fixed)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
