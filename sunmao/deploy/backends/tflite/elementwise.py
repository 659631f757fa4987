"""Rules for sums, products and activations."""

import numpy as np
from onnx import NodeProto

from sunmao.deploy.backends.tflite.flatbuffer import schema
from sunmao.deploy.backends.tflite.graph_converter import (
    TO_NHWC,
    GraphConverter,
    UnsupportedNode,
    get_attributes,
    reorder,
    rule,
)

ACTIVATIONS = schema.ActivationFunctionType
BINARY = {
    "Add": ("ADD", "AddOptions"),
    "Sub": ("SUB", "SubOptions"),
    "Mul": ("MUL", "MulOptions"),
    "Div": ("DIV", "DivOptions"),
    "Max": ("MAXIMUM", "MaximumMinimumOptions"),
    "Min": ("MINIMUM", "MaximumMinimumOptions"),
    "Equal": ("EQUAL", "EqualOptions"),
}
UNARY = {"Sigmoid": "LOGISTIC", "Tanh": "TANH", "Exp": "EXP", "Sqrt": "SQRT", "Neg": "NEG", "Abs": "ABS"}


@rule(*BINARY)
def write_binary(graph: GraphConverter, node: NodeProto) -> None:
    if len(node.input) != 2:
        raise UnsupportedNode(f"{node.op_type} of {len(node.input)}")
    kind, options = BINARY[node.op_type]
    rank = len(graph.shape(node.output[0]))
    inputs = [_get_operand(graph, name, rank) for name in node.input]
    graph.emit_as(node.output[0], kind, inputs, "bool" if node.op_type == "Equal" else "float32", of=options)


@rule(*UNARY)
def write_unary(graph: GraphConverter, node: NodeProto) -> None:
    graph.emit_as(node.output[0], UNARY[node.op_type], [graph.get_tensor(node.input[0])])


@rule("Relu")
def write_relu(graph: GraphConverter, node: NodeProto) -> None:
    if not graph.fuse(node.input[0], node.output[0], ACTIVATIONS.RELU):
        graph.emit_as(node.output[0], "RELU", [graph.get_tensor(node.input[0])])


@rule("LeakyRelu")
def write_leaky_relu(graph: GraphConverter, node: NodeProto) -> None:
    alpha = get_attributes(node).get("alpha", 0.01)
    graph.emit_as(node.output[0], "LEAKY_RELU", [graph.get_tensor(node.input[0])], of="LeakyReluOptions", alpha=alpha)


@rule("Clip")
def write_clip(graph: GraphConverter, node: NodeProto) -> None:
    said = get_attributes(node)
    limits = [said.get("min"), said.get("max")]
    for place, name in enumerate(node.input[1:]):
        limits[place] = float(graph.constant(name).reshape(())) if name else None
    if limits == [0, 6]:
        if not graph.fuse(node.input[0], node.output[0], ACTIVATIONS.RELU6):
            graph.emit_as(node.output[0], "RELU6", [graph.get_tensor(node.input[0])])
        return
    tensor, shape = graph.get_tensor(node.input[0]), reorder(graph.shape(node.output[0]))
    for kind, limit in zip(("MAXIMUM", "MINIMUM"), limits, strict=True):
        if limit is not None:
            inputs = [tensor, graph.add_constant(np.float32(limit))]
            tensor = graph.emit(kind, inputs, shape, of="MaximumMinimumOptions")
    graph.bind(node.output[0], tensor)


@rule("HardSigmoid")
def write_hard_sigmoid(graph: GraphConverter, node: NodeProto) -> None:
    # max(0, min(1, αx + β)) is a sixth of relu6(6αx + 6β).
    said, shape = get_attributes(node), reorder(graph.shape(node.output[0]))
    slope, shift, sixth = (
        graph.add_constant(np.float32(value))
        for value in (6 * said.get("alpha", 0.2), 6 * said.get("beta", 0.5), 1 / 6)
    )
    steep = graph.emit("MUL", [graph.get_tensor(node.input[0]), slope], shape, of="MulOptions")
    cut = graph.emit("ADD", [steep, shift], shape, of="AddOptions", fusedActivationFunction=ACTIVATIONS.RELU6)
    graph.emit_as(node.output[0], "MUL", [cut, sixth], of="MulOptions")


@rule("Softmax")
def write_softmax(graph: GraphConverter, node: NodeProto) -> None:
    shape, axis = graph.shape(node.input[0]), get_attributes(node).get("axis", -1)
    axis %= len(shape)
    # TFLite's is over the last dimension, which of four is the one of the channels.
    if axis != (1 if len(shape) == 4 else len(shape) - 1):
        raise UnsupportedNode("Softmax over another dimension")
    graph.emit_as(node.output[0], "SOFTMAX", [graph.get_tensor(node.input[0])], of="SoftmaxOptions", beta=1.0)


def _get_operand(graph: GraphConverter, name: str, rank: int) -> int:
    """A tensor that fits one of `rank` dimensions."""
    if not graph.is_constant(name):
        if len(graph.shape(name)) != rank and rank == 4:
            raise UnsupportedNode("two values of different rank")
        return graph.get_tensor(name)
    values = graph.constant(name)
    if rank == 4 and values.ndim:
        values = values.reshape((1,) * (4 - values.ndim) + values.shape).transpose(TO_NHWC)
    return graph.add_constant(values)
