"""Class activation maps of ONNX files.

Zhou, Khosla, Lapedriza, Oliva, Torralba: Learning Deep Features for Discriminative Localization, 2016.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.deploy.onnx_protobuf import has_external_data
from sunmao.deploy.onnx_session import make_session_options
from sunmao.deploy.quantization.onnx_nodes import get_attribute
from sunmao.explanation.heat_map import resize_map

PASSED = ("Softmax", "LogSoftmax", "Identity", "Dropout", "Cast")  # operators between the last layer and the scores
FLATTENED = ("Flatten", "Reshape", "Squeeze", "Identity", "Dropout", "Cast")  # between pooling and the last layer
PLANES = ([2, 3], [-2, -1])  # over which a mean is global pooling


@dataclass(frozen=True)
class ClassActivation:
    """An ONNX file that ends with global average pooling and one linear layer.

    session: of onnxruntime, with the last feature map as a further output; input, features: names in its graph;
    weights: (C, K) float32, of the linear layer.
    """

    session: Any
    input: str
    features: str
    weights: np.ndarray

    def compute(self, inputs: np.ndarray, class_index: int) -> np.ndarray:
        """Compute how much each pixel speaks for a class, by one inference.

        With such a head it is what Grad-CAM gives; what speaks against the class is left out here, too.

        Args:
            inputs: one picture as the file takes it, (1, C, H, W) float32.
            class_index: the number of the class, from 0.

        Returns: (H, W) float32, 0 to 1, of the inputs' size.
        """
        [[features]] = self.session.run([self.features], {self.input: inputs})
        values = np.tensordot(self.weights[class_index], features, 1).clip(0)
        return resize_map(values, *inputs.shape[2:])


def open_class_activation(path: str | Path) -> ClassActivation | None:
    """Read an ONNX file for class activation maps; opened once for all pictures.

    Returns: None where its head is another, or where the package `onnx`, which comes with the training engine, is not
    installed: then `explanation.occlusion` helps.
    """
    path = Path(path).resolve()
    try:
        about = path.stat()
    except OSError:
        return None
    return _open_class_activation(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=2)
def _open_class_activation(path: Path, changed: int, size: int) -> ClassActivation | None:
    try:
        import onnx
    except ImportError:
        return None
    import onnxruntime

    try:
        data = path.read_bytes()
        if has_external_data(data):
            return None
        model = onnx.load_model_from_string(data)
        if (head := find_linear_head(model.graph)) is None:
            return None
        features, weights = head
        model.graph.output.append(onnx.ValueInfoProto(name=features))
        session = onnxruntime.InferenceSession(
            model.SerializeToString(), make_session_options(), providers=["CPUExecutionProvider"]
        )
    except Exception:  # those of protobuf and of onnxruntime have no common base
        return None
    return ClassActivation(session, session.get_inputs()[0].name, features, weights)


def find_linear_head(graph: Any) -> tuple[str, np.ndarray] | None:
    """Find what a graph's class activation map is made of.

    Args:
        graph: an `onnx.GraphProto`.

    Returns: (name of the last feature map, weights of the linear layer, (C, K) float32); None where the graph does not
    end with global average pooling, one linear layer and, maybe, softmax.
    """
    makers = {name: node for node in graph.node for name in node.output}
    tensors = {each.name: each for each in graph.initializer}
    last = _find_producer(makers, graph.output[0].name, PASSED)
    if last is not None and last.op_type == "Add":  # the bias behind a MatMul
        last = next((makers[name] for name in last.input if makers.get(name, last).op_type == "MatMul"), None)
    if last is None or last.op_type not in ("Gemm", "MatMul"):
        return None
    pooling = _find_producer(makers, last.input[0], FLATTENED)
    if pooling is None or not _is_global_pooling(pooling, makers, tensors):
        return None
    weights = _read_constant(makers, tensors, last.input[1])
    if weights is None or weights.ndim != 2:
        return None
    turned = last.op_type == "Gemm" and get_attribute(last, "transB", 0)
    return pooling.input[0], (weights if turned else weights.T).astype(np.float32)


def _find_producer(makers: dict, name: str, kinds: tuple) -> Any:
    """The operator that gives a tensor, behind those of such kinds; None where it is an input."""
    node = makers.get(name)
    while node is not None and node.op_type in kinds:
        node = makers.get(node.input[0])
    return node


def _read_constant(makers: dict, tensors: dict, name: str) -> np.ndarray | None:
    """The numbers of a tensor that no picture changes; None for any other. tensors: the graph's initializers."""
    from onnx import numpy_helper

    if name in tensors:
        return numpy_helper.to_array(tensors[name])
    node = makers.get(name)
    if node is not None and node.op_type == "Identity":  # so torch's exporter shares equal weights
        return _read_constant(makers, tensors, node.input[0])
    value = get_attribute(node, "value", None) if node is not None and node.op_type == "Constant" else None
    return None if value is None else numpy_helper.to_array(value)


def _is_global_pooling(node: Any, makers: dict, tensors: dict) -> bool:
    """Whether an operator takes the mean of each plane."""
    if node.op_type != "ReduceMean":
        return node.op_type == "GlobalAveragePool"
    axes = get_attribute(node, "axes", None)
    if axes is None and len(node.input) > 1:  # from opset 18 on
        axes = _read_constant(makers, tensors, node.input[1])
    return axes is not None and sorted(int(axis) for axis in axes) in PLANES
