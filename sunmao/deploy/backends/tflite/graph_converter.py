"""From an ONNX graph to a TFLite graph, node by node.

What has four dimensions lies in the order that TFLite wants, (N, H, W, C); everything else as in ONNX.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper

from sunmao.deploy.backends.tflite.flatbuffer import FlatbufferModel, schema, to_int32

TO_NHWC, TO_NCHW = (0, 2, 3, 1), (0, 3, 1, 2)
# A rule writes one node of ONNX with the operators of TFLite.
RULES: dict[str, Callable[["GraphConverter", onnx.NodeProto], None]] = {}
NO_ACTIVATION = schema.ActivationFunctionType.NONE


class UnsupportedNode(ValueError):
    """A node that no rule can write."""


def rule(*kinds: str) -> Callable[[Callable], Callable]:
    """Make a function the rule for nodes of these kinds."""

    def register(function: Callable) -> Callable:
        RULES.update(dict.fromkeys(kinds, function))
        return function

    return register


def convert_graph(source: Path) -> bytes:
    """The TFLite file of an ONNX file whose shapes are all known. Raises UnsupportedNode."""
    return GraphConverter(onnx.shape_inference.infer_shapes(onnx.load(source), data_prop=True).graph).convert()


class GraphConverter:
    """One graph. Values of ONNX are known by their names, tensors of TFLite by their numbers."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._graph, self.model = graph, FlatbufferModel()
        self._constants = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
        self._shapes = {each.name: _read_shape(each) for each in (*graph.input, *graph.value_info, *graph.output)}
        self._uses = Counter(name for node in graph.node for name in node.input)
        self._uses.update(each.name for each in graph.output)
        self._tensors: dict[str, int] = {}
        self._makers: dict[str, Any] = {}  # of values that a following activation may be a part of

    def convert(self) -> bytes:
        """The bytes of the file."""
        given = [each.name for each in self._graph.input if each.name not in self._constants]
        inputs = [self.define(name) for name in given]
        for node in self._graph.node:
            if (write := RULES.get(node.op_type)) is None:
                raise UnsupportedNode(node.op_type)
            write(self, node)
        return self.model.make_bytes(inputs, [self.get_tensor(each.name) for each in self._graph.output])

    # Values of ONNX.

    def shape(self, name: str) -> tuple[int, ...]:
        """The shape of a value, in the order of ONNX."""
        if name in self._constants:
            return self._constants[name].shape
        shape = self._shapes.get(name)
        if shape is None or None in shape:
            raise UnsupportedNode(f"{name} of unknown shape")
        return tuple(side for side in shape if side is not None)

    def constant(self, name: str) -> np.ndarray:
        """The numbers of a value that the graph brings along."""
        if name not in self._constants:
            raise UnsupportedNode(f"{name} is computed")
        return self._constants[name]

    def is_constant(self, name: str) -> bool:
        """Whether the graph brings a value along."""
        return name in self._constants

    def keep_constant(self, name: str, values: np.ndarray) -> None:
        """Record the outputs of a node that are known already."""
        self._constants[name] = values

    # Tensors of TFLite.

    def get_tensor(self, name: str) -> int:
        """The tensor of a value."""
        if name not in self._tensors:
            values = self.constant(name)
            self._tensors[name] = self.add_constant(values.transpose(TO_NHWC) if values.ndim == 4 else values)
        return self._tensors[name]

    def get_channels_first(self, name: str) -> int:
        """The tensor of a value in the order of ONNX, whatever its dimensions."""
        shape = self.shape(name)
        if len(shape) != 4 or self.is_constant(name):
            return self.add_constant(self.constant(name)) if self.is_constant(name) else self.get_tensor(name)
        if is_flat(shape):
            return self.reshape(self.get_tensor(name), shape)
        return self.transpose(self.get_tensor(name), TO_NCHW, shape)

    def define(self, name: str, kind: str = "float32") -> int:
        """A new tensor for a value that is given or computed."""
        return self.bind(name, self.model.add_tensor(name, reorder(self.shape(name)), kind))

    def bind(self, name: str, tensor: int) -> int:
        """Let a value be a tensor that is there."""
        self._tensors[name] = tensor
        return tensor

    def define_channels_first(self, name: str, tensor: int) -> None:
        """Let a value be a tensor that lies in the order of ONNX."""
        shape = self.shape(name)
        if len(shape) == 4:
            nhwc = reorder(shape)
            tensor = self.reshape(tensor, nhwc) if is_flat(shape) else self.transpose(tensor, TO_NHWC, nhwc)
        self.bind(name, tensor)

    def add_constant(self, values: Any) -> int:
        """A tensor of these numbers; integers of 64 bits become such of 32."""
        values = np.asarray(values)
        kept = values.astype({"float64": np.float32, "int64": np.int32}.get(values.dtype.name, values.dtype))
        return self.model.add_constant("constant", kept)

    def emit(self, kind: str, inputs: Sequence[int], shape: Sequence[int], **options: Any) -> int:
        """An operator with a new tensor of this shape."""
        made = self.model.add_tensor(kind.lower(), shape)
        self.model.add_operator(kind, inputs, [made], **options)
        return made

    def emit_as(self, name: str, kind: str, inputs: Sequence[int], of_type: str = "float32", **options: Any) -> None:
        """An operator that computes a value of ONNX, of numbers of a type; a following activation may become a part of
        it, where its options know one.
        """
        operator = self.model.add_operator(kind, inputs, [self.define(name, of_type)], **options)
        if hasattr(operator.builtinOptions, "fusedActivationFunction"):
            self._makers[name] = operator

    def fuse(self, source: str, name: str, activation: int) -> bool:
        """Let the operator that computes `source` compute an activation of it, `name`, too; False where it cannot."""
        maker = self._makers.get(source)
        if maker is None or self._uses[source] > 1 or maker.builtinOptions.fusedActivationFunction != NO_ACTIVATION:
            return False
        maker.builtinOptions.fusedActivationFunction = activation
        self.bind(name, self._tensors[source])
        return True

    def transpose(self, tensor: int, order: Sequence[int], shape: Sequence[int]) -> int:
        """A tensor with its dimensions in another order. shape: afterwards."""
        return self.emit("TRANSPOSE", [tensor, self.add_constant(to_int32(order))], shape, of="TransposeOptions")

    def reshape(self, tensor: int, shape: Sequence[int]) -> int:
        """The same numbers in another shape."""
        wanted = to_int32(shape)
        return self.emit("RESHAPE", [tensor, self.add_constant(wanted)], shape, of="ReshapeOptions", newShape=wanted)


def reorder(shape: Sequence) -> tuple:
    """A shape, or a list with one entry a dimension, in the order of TFLite."""
    return tuple(shape[place] for place in TO_NHWC) if len(shape) == 4 else tuple(shape)


def move_axis(axis: int, rank: int) -> int:
    """The number that a dimension has in TFLite."""
    axis %= rank
    return TO_NHWC.index(axis) if rank == 4 else axis


def is_flat(shape: Sequence[int]) -> bool:
    """Whether the order of channels, rows and columns makes no difference."""
    return shape[1] == 1 or shape[2] == shape[3] == 1


def get_attributes(node: onnx.NodeProto) -> dict[str, Any]:
    """The attributes of a node by name."""
    return {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute}


def _read_shape(value: onnx.ValueInfoProto) -> tuple[int | None, ...]:
    sides = value.type.tensor_type.shape.dim
    return tuple(side.dim_value if side.HasField("dim_value") else None for side in sides)
