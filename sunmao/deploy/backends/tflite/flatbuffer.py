"""A TFLite model as it is put together: tensors, operators, and the bytes of the file.

Schema: tensorflow/compiler/mlir/lite/schema/schema.fbs, version 3; its classes come with the `ai-edge-litert` package.
"""

from collections.abc import Sequence
from typing import Any

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema

__all__ = ["FlatbufferModel", "schema", "to_int32"]
VERSION, IDENTIFIER = 3, b"TFL3"
KINDS = {"float32": "FLOAT32", "int32": "INT32", "int64": "INT64", "bool": "BOOL"}  # numpy's name → the schema's
LARGEST_OLD_CODE = 126  # operators above are named in a newer field only
# Where the version is not 1: what the reader is to know of an operator. Grouped convolutions, half-pixel resizing,
# transposing more than four dimensions …
VERSIONS = {"RESIZE_BILINEAR": 3, "RESIZE_NEAREST_NEIGHBOR": 3, "CONV_2D": 1, "BATCH_MATMUL": 1}


class FlatbufferModel:
    """A model with one graph. Tensors are known by their numbers."""

    def __init__(self) -> None:
        self._graph = schema.SubGraphT()
        self._graph.tensors, self._graph.operators = [], []
        self._buffers = [schema.BufferT()]  # the first one is empty: of tensors that are computed
        self._codes: dict[str, int] = {}

    def add_tensor(self, name: str, shape: Sequence[int], kind: str = "float32") -> int:
        """A tensor that is computed, or given. kind: a key of `KINDS`."""
        return self._add(name, shape, kind, 0)

    def add_constant(self, name: str, values: np.ndarray) -> int:
        """A tensor whose values stand in the file."""
        buffer = schema.BufferT()
        buffer.data = np.frombuffer(np.ascontiguousarray(values).tobytes(), np.uint8)
        self._buffers.append(buffer)
        return self._add(name, values.shape, values.dtype.name, len(self._buffers) - 1)

    def add_operator(self, kind: str, inputs: Sequence[int], outputs: Sequence[int], **options: Any) -> Any:
        """An operator, after those that were added before.

        Args:
            kind: of `BuiltinOperator`, such as 'CONV_2D'.
            inputs, outputs: tensors; -1 for one that is left out.
            options: its class in the schema without the last T, as `of`, and its fields by their names there.

        Returns: the operator; its options may still be changed.
        """
        operator = schema.OperatorT()
        operator.opcodeIndex = self._codes.setdefault(kind, len(self._codes))
        operator.inputs, operator.outputs = to_int32(inputs), to_int32(outputs)
        if name := options.pop("of", None):
            operator.builtinOptionsType = getattr(schema.BuiltinOptions, name)
            operator.builtinOptions = getattr(schema, f"{name}T")()
            for field, value in options.items():
                setattr(operator.builtinOptions, field, value)
        self._graph.operators.append(operator)
        return operator

    def make_bytes(self, inputs: Sequence[int], outputs: Sequence[int]) -> bytes:
        """The file. inputs, outputs: the tensors that are given and taken."""
        self._graph.inputs, self._graph.outputs = to_int32(inputs), to_int32(outputs)
        model = schema.ModelT()
        model.version, model.description = VERSION, "Sunmao"
        model.subgraphs, model.buffers = [self._graph], self._buffers
        model.operatorCodes = [_make_code(kind) for kind in self._codes]
        builder = flatbuffers.Builder(1024 + sum(len(each.data) for each in self._buffers if each.data is not None))
        builder.Finish(model.Pack(builder), IDENTIFIER)
        return bytes(builder.Output())

    def _add(self, name: str, shape: Sequence[int], kind: str, buffer: int) -> int:
        tensor = schema.TensorT()
        tensor.name, tensor.shape, tensor.buffer = name, to_int32(shape), buffer
        tensor.type, tensor.hasRank = getattr(schema.TensorType, KINDS[kind]), True
        self._graph.tensors.append(tensor)
        return len(self._graph.tensors) - 1


def to_int32(values: Any) -> np.ndarray:
    """Whole numbers as TFLite counts."""
    return np.array(values, np.int32)


def _make_code(kind: str) -> Any:
    code = schema.OperatorCodeT()
    code.builtinCode = getattr(schema.BuiltinOperator, kind)
    code.deprecatedBuiltinCode = min(code.builtinCode, LARGEST_OLD_CODE + 1)
    code.version = VERSIONS.get(kind, 1)
    return code
