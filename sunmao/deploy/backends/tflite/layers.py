"""Rules for layers: convolutions, fully connected layers, pooling, resizing."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import numpy as np
from onnx import NodeProto

from sunmao.deploy.backends.tflite.flatbuffer import schema, to_int32
from sunmao.deploy.backends.tflite.graph_converter import (
    GraphConverter,
    UnsupportedNode,
    get_attributes,
    move_axis,
    rule,
)

SAME, VALID = schema.Padding.SAME, schema.Padding.VALID
OIHW_TO_OHWI, OIHW_TO_IHWO = (0, 2, 3, 1), (1, 2, 3, 0)
LOWEST = float(np.finfo(np.float32).min)


@rule("Conv")
def write_conv(graph: GraphConverter, node: NodeProto) -> None:
    said, weights = get_attributes(node), graph.constant(node.input[1])
    groups, inputs = said.get("group", 1), graph.shape(node.input[0])[1]
    if weights.ndim != 4:
        raise UnsupportedNode("Conv of another dimension")
    biased = len(node.input) > 2 and node.input[2]
    bias = graph.constant(node.input[2]) if biased else np.zeros(len(weights), np.float32)
    size = weights.shape[2:]
    tensor, padding, strides, dilations = _pad(graph, node, said, size, 0.0)
    deep = groups == inputs and groups > 1
    filters = graph.add_constant(weights.transpose(OIHW_TO_IHWO if deep else OIHW_TO_OHWI))
    more = {"of": "Conv2DOptions"}
    if deep:
        more = {"of": "DepthwiseConv2DOptions", "depthMultiplier": len(weights) // groups}
    graph.emit_as(
        node.output[0],
        "DEPTHWISE_CONV_2D" if deep else "CONV_2D",
        [tensor, filters, graph.add_constant(bias)],
        padding=padding,
        **_name_pairs(stride=strides),
        dilationHFactor=dilations[0],
        dilationWFactor=dilations[1],
        **more,
    )


@rule("MaxPool", "AveragePool")
def write_pool(graph: GraphConverter, node: NodeProto) -> None:
    said, largest = get_attributes(node), node.op_type == "MaxPool"
    size = said["kernel_shape"]
    rounded = said.get("ceil_mode") and max(said.get("strides", [1])) > 1  # steps of one leave no rest
    if rounded or set(said.get("dilations", [1])) != {1} or (any(said.get("pads", [])) and not largest):
        raise UnsupportedNode(f"{node.op_type} of another kind")
    tensor, padding, strides, _ = _pad(graph, node, said, size, LOWEST)
    graph.emit_as(
        node.output[0],
        "MAX_POOL_2D" if largest else "AVERAGE_POOL_2D",
        [tensor],
        of="Pool2DOptions",
        padding=padding,
        filterHeight=size[0],
        filterWidth=size[1],
        **_name_pairs(stride=strides),
    )


@rule("GlobalAveragePool", "ReduceMean", "ReduceMax")
def write_reduction(graph: GraphConverter, node: NodeProto) -> None:
    said, shape = get_attributes(node), graph.shape(node.input[0])
    axes = said.get("axes", [2, 3])
    if len(node.input) > 1:
        axes = graph.constant(node.input[1]).tolist()
    kind = "REDUCE_MAX" if node.op_type == "ReduceMax" else "MEAN"
    kept = node.op_type == "GlobalAveragePool" or bool(said.get("keepdims", 1))
    if not kept and len(shape) == 4 and sorted(each % 4 for each in axes) != [2, 3]:
        raise UnsupportedNode(f"{node.op_type} over other sides")
    moved = graph.add_constant(to_int32([move_axis(axis, len(shape)) for axis in axes]))
    graph.emit_as(node.output[0], kind, [graph.get_tensor(node.input[0]), moved], of="ReducerOptions", keepDims=kept)


@rule("Gemm")
def write_gemm(graph: GraphConverter, node: NodeProto) -> None:
    said, weights = get_attributes(node), graph.constant(node.input[1])
    if said.get("transA") or said.get("alpha", 1.0) != 1 or said.get("beta", 1.0) != 1:
        raise UnsupportedNode("Gemm of another kind")
    weights = weights if said.get("transB") else weights.T
    bias = np.broadcast_to(graph.constant(node.input[2]), len(weights)) if len(node.input) > 2 else None
    inputs = [graph.get_channels_first(node.input[0]), graph.add_constant(weights)]
    inputs.append(-1 if bias is None else graph.add_constant(bias))
    graph.emit_as(node.output[0], "FULLY_CONNECTED", inputs, of="FullyConnectedOptions")


@rule("MatMul")
def write_matmul(graph: GraphConverter, node: NodeProto) -> None:
    left, right = (graph.get_channels_first(name) for name in node.input)
    shape = graph.shape(node.output[0])
    made = graph.emit("BATCH_MATMUL", [left, right], shape, of="BatchMatMulOptions")
    graph.define_channels_first(node.output[0], made)


@rule("Pad")
def write_pad(graph: GraphConverter, node: NodeProto) -> None:
    if get_attributes(node).get("mode", b"constant") != b"constant" or len(node.input) > 3:
        raise UnsupportedNode("Pad of another kind")
    shape, pads = graph.shape(node.input[0]), graph.constant(node.input[1]).tolist()
    if len(shape) != 4 or pads[:2] + pads[4:6] != [0, 0, 0, 0]:
        raise UnsupportedNode("Pad of other dimensions")
    value = float(graph.constant(node.input[2])) if len(node.input) == 3 and node.input[2] else 0.0
    tensor = graph.get_tensor(node.input[0])
    graph.bind(node.output[0], _pad_tensor(graph, tensor, shape, pads[2:4] + pads[6:], value))


@rule("Resize")
def write_resize(graph: GraphConverter, node: NodeProto) -> None:
    said = get_attributes(node)
    mode, places = (said.get(key, b"").decode() for key in ("mode", "coordinate_transformation_mode"))
    nearest = mode in ("", "nearest")
    rounded = said.get("nearest_mode", b"round_prefer_floor").decode()
    if mode not in ("", "nearest", "linear") or (nearest and (places, rounded) != ("asymmetric", "floor")):
        raise UnsupportedNode(f"Resize {mode} {places} {rounded}")
    size = graph.add_constant(to_int32(graph.shape(node.output[0])[2:]))
    inputs = [graph.get_tensor(node.input[0]), size]
    if nearest:
        graph.emit_as(node.output[0], "RESIZE_NEAREST_NEIGHBOR", inputs, of="ResizeNearestNeighborOptions")
        return
    if places not in ("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric"):
        raise UnsupportedNode(f"Resize {places}")
    graph.emit_as(
        node.output[0],
        "RESIZE_BILINEAR",
        inputs,
        of="ResizeBilinearOptions",
        alignCorners=places == "align_corners",
        halfPixelCenters="half_pixel" in places,
    )


def _pad(graph: GraphConverter, node: NodeProto, said: dict, size: Sequence[int], value: float) -> tuple:
    """The input of a window that moves, padded where TFLite's own padding is another: (tensor, padding, strides,
    dilations).
    """
    if said.get("auto_pad", b"NOTSET") not in (b"NOTSET", b"VALID"):
        raise UnsupportedNode("auto_pad")
    shape, pads = graph.shape(node.input[0]), list(said.get("pads", (0, 0, 0, 0)))
    strides, dilations = said.get("strides", (1, 1)), said.get("dilations", (1, 1))
    tensor = graph.get_tensor(node.input[0])
    if not any(pads):
        return tensor, VALID, strides, dilations
    if pads == _compute_same(shape[2:], size, strides, dilations):
        return tensor, SAME, strides, dilations
    return _pad_tensor(graph, tensor, shape, pads, value), VALID, strides, dilations


def _pad_tensor(graph: GraphConverter, tensor: int, shape: Sequence[int], pads: list, value: float) -> int:
    top, left, bottom, right = pads
    padded = (shape[0], shape[2] + top + bottom, shape[3] + left + right, shape[1])
    sides = graph.add_constant(to_int32([[0, 0], [top, bottom], [left, right], [0, 0]]))
    if value == 0:
        return graph.emit("PAD", [tensor, sides], padded, of="PadOptions")
    return graph.emit(
        "PADV2", [tensor, sides, graph.add_constant(np.full(1, value, np.float32))], padded, of="PadV2Options"
    )


def _compute_same(
    sides: Sequence[int], size: Sequence[int], strides: Sequence[int], dilations: Sequence[int]
) -> list[int]:
    """Pixels that TFLite's padding 'SAME' adds: top, left, bottom, right."""
    before, after = [], []
    for side, window, stride, dilation in zip(sides, size, strides, dilations, strict=True):
        total = max(0, (ceil(side / stride) - 1) * stride + (window - 1) * dilation + 1 - side)
        before.append(total // 2)
        after.append(total - total // 2)
    return before + after


def _name_pairs(**pairs: Any) -> dict:
    """Fields of the schema for (height, width)."""
    return {f"{name}{side}": pair[place] for name, pair in pairs.items() for place, side in enumerate("HW")}
