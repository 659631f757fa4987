"""Rules for what moves numbers and computes none."""

from onnx import NodeProto, TensorProto

from sunmao.deploy.backends.tflite.flatbuffer import to_int32
from sunmao.deploy.backends.tflite.graph_converter import (
    TO_NCHW,
    TO_NHWC,
    GraphConverter,
    UnsupportedNode,
    get_attributes,
    move_axis,
    reorder,
    rule,
)


@rule("Identity", "Dropout")
def write_identity(graph: GraphConverter, node: NodeProto) -> None:
    if graph.is_constant(node.input[0]):
        graph.keep_constant(node.output[0], graph.constant(node.input[0]))
    else:
        graph.bind(node.output[0], graph.get_tensor(node.input[0]))


@rule("Reshape", "Flatten", "Squeeze", "Unsqueeze")
def write_reshape(graph: GraphConverter, node: NodeProto) -> None:
    shape = graph.shape(node.output[0])
    made = graph.reshape(graph.get_channels_first(node.input[0]), shape)
    graph.define_channels_first(node.output[0], made)


@rule("Transpose")
def write_transpose(graph: GraphConverter, node: NodeProto) -> None:
    shape = graph.shape(node.output[0])
    order = list(get_attributes(node).get("perm", reversed(range(len(shape)))))
    if len(shape) == 4:
        order = [TO_NCHW[order[place]] for place in TO_NHWC]
    tensor = graph.get_tensor(node.input[0])
    if order != sorted(order):
        tensor = graph.transpose(tensor, order, reorder(shape))
    graph.bind(node.output[0], tensor)


@rule("Concat")
def write_concat(graph: GraphConverter, node: NodeProto) -> None:
    axis = move_axis(get_attributes(node)["axis"], len(graph.shape(node.output[0])))
    inputs = [graph.get_tensor(name) for name in node.input]
    graph.emit_as(node.output[0], "CONCATENATION", inputs, of="ConcatenationOptions", axis=axis)


@rule("Slice")
def write_slice(graph: GraphConverter, node: NodeProto) -> None:
    shape = graph.shape(node.input[0])
    rank = len(shape)
    starts, ends, *more = (graph.constant(name).tolist() for name in node.input[1:])
    axes = more[0] if more else list(range(len(starts)))
    steps = more[1] if len(more) > 1 else [1] * len(starts)
    if min(steps) < 1:
        _write_reversal(graph, node, steps, axes)
        return
    begin, end, stride = [0] * rank, list(reorder(shape)), [1] * rank
    for axis, start, stop, step in zip(axes, starts, ends, steps, strict=True):
        place, side = move_axis(axis, rank), shape[axis % rank]
        begin[place] = min(start + side if start < 0 else start, side)
        end[place] = min(stop + side if stop < 0 else stop, side)
        stride[place] = step
    inputs = [graph.get_tensor(node.input[0]), *(graph.add_constant(to_int32(each)) for each in (begin, end, stride))]
    graph.emit_as(node.output[0], "STRIDED_SLICE", inputs, of="StridedSliceOptions")


def _write_reversal(graph: GraphConverter, node: NodeProto, steps: list, axes: list) -> None:
    """A slice that turns one dimension around."""
    shape = graph.shape(node.input[0])
    if steps != [-1] or graph.shape(node.output[0]) != shape:
        raise UnsupportedNode("Slice backwards")
    axis = graph.add_constant(to_int32([move_axis(axes[0], len(shape))]))
    graph.emit_as(node.output[0], "REVERSE_V2", [graph.get_tensor(node.input[0]), axis], of="ReverseV2Options")


@rule("Split")
def write_split(graph: GraphConverter, node: NodeProto) -> None:
    shape = graph.shape(node.input[0])
    axis, start = get_attributes(node).get("axis", 0) % len(shape), 0
    source = graph.get_tensor(node.input[0])
    for name in node.output:
        part = list(reorder(graph.shape(name)))
        begin = [0] * len(shape)
        begin[move_axis(axis, len(shape))] = start
        start += graph.shape(name)[axis]
        inputs = [source, graph.add_constant(to_int32(begin)), graph.add_constant(to_int32(part))]
        graph.emit_as(name, "SLICE", inputs, of="SliceOptions")


@rule("Gather")
def write_gather(graph: GraphConverter, node: NodeProto) -> None:
    rank = len(graph.shape(node.input[0]))
    numbers = graph.constant(node.input[1])
    if numbers.ndim != 1 or len(graph.shape(node.output[0])) != rank:
        raise UnsupportedNode("Gather of single places")
    axis = get_attributes(node).get("axis", 0) % rank
    inputs = [graph.get_tensor(node.input[0]), graph.add_constant(numbers % graph.shape(node.input[0])[axis])]
    graph.emit_as(node.output[0], "GATHER", inputs, of="GatherOptions", axis=move_axis(axis, rank))


@rule("SpaceToDepth")
def write_space_to_depth(graph: GraphConverter, node: NodeProto) -> None:
    size = get_attributes(node)["blocksize"]
    inputs = [graph.get_tensor(node.input[0])]
    graph.emit_as(node.output[0], "SPACE_TO_DEPTH", inputs, of="SpaceToDepthOptions", blockSize=size)


@rule("Cast")
def write_cast(graph: GraphConverter, node: NodeProto) -> None:
    if get_attributes(node)["to"] != TensorProto.FLOAT:
        raise UnsupportedNode("Cast to another type than float")
    graph.emit_as(node.output[0], "CAST", [graph.get_tensor(node.input[0])])
