"""Writing an ONNX graph node by node."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

OPSET, IR = 18, 8  # the oldest with antialiased resizing, which the models' own nodes mean the same in


class GraphWriter:
    """Nodes and constants in their order; a value is the name of what a node gives, or an array, which becomes a
    constant. The constants of a writer that is made from another one stand there.
    """

    def __init__(self, outer: "GraphWriter | None" = None) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = outer.constants if outer else []
        self._names: Iterator[int] = outer._names if outer else count()

    def add(self, kind: str, *values: Any, **attributes: Any) -> str:
        """The result of one more node; kind: as ONNX calls the operator."""
        name = f"v{next(self._names)}"
        self.nodes.append(helper.make_node(kind, [self.hold(each) for each in values], [name], **attributes))
        return name

    def hold(self, value: Any) -> str:
        """The name of a value."""
        if isinstance(value, str):
            return value
        name = f"c{next(self._names)}"
        array = np.asarray(value)
        array = array.astype(np.float32) if array.dtype.kind == "f" else array
        self.constants.append(numpy_helper.from_array(array, name))
        return name

    def embed(self, model: onnx.ModelProto, prefix: str, value: str) -> list[str]:
        """The results of a whole model of one input; its weights are held once for each prefix, however often it is
        embedded.
        """
        graph, turn = model.graph, next(self._names)
        known = {each.name for each in self.constants}
        names = {graph.input[0].name: value}
        for tensor in graph.initializer:
            names[tensor.name] = f"{prefix}/{tensor.name}"
            if names[tensor.name] not in known:
                held = onnx.TensorProto()
                held.CopyFrom(tensor)
                held.name = names[tensor.name]
                self.constants.append(held)
        for node in graph.node:
            copy = onnx.NodeProto()
            copy.CopyFrom(node)
            copy.name = ""
            for place, name in enumerate(node.input):
                copy.input[place] = names.get(name, name)
            for place, name in enumerate(node.output):
                names[name] = copy.output[place] = f"{prefix}{turn}/{name}" if name else ""
            self.nodes.append(copy)
        return [names[each.name] for each in graph.output]

    def choose(self, condition: str, other: "GraphWriter", ours: list, theirs: list) -> list[str]:
        """`ours` where a condition holds, else `theirs`, which `other`, made from this one, computes only then."""
        names = [f"v{next(self._names)}" for _ in ours]
        here = GraphWriter(self)
        branches = [
            _make_branch(writer, [writer.add("Identity", each) for each in values])
            for writer, values in ((here, ours), (other, theirs))
        ]
        self.nodes.append(helper.make_node("If", [condition], names, then_branch=branches[0], else_branch=branches[1]))
        return names

    def finish(self, inputs: dict, outputs: dict[str, tuple[str, list]], about: dict[str, str]) -> bytes:
        """The file. inputs: name → (element type, shape); outputs: name → (value, shape), float32; about: what the
        file says of itself.
        """
        for name, (value, _) in outputs.items():
            self.nodes.append(helper.make_node("Identity", [value], [name]))
        graph = helper.make_graph(
            self.nodes,
            "postures",
            [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
            [
                helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape)
                for name, (_, shape) in outputs.items()
            ],
            self.constants,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
        helper.set_model_props(model, about)
        onnx.checker.check_model(model)
        return model.SerializeToString()


def _make_branch(writer: GraphWriter, values: list[str]) -> Any:
    outputs = [onnx.ValueInfoProto(name=each) for each in values]
    return helper.make_graph(writer.nodes, "branch", [], outputs)
