"""ONNX files as BaseNN writes them."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def write_network(path, weights: np.ndarray, size: list, **more) -> None:
    """An ONNX file as BaseNN writes it: softmax of the flat input times weights, (F, C)."""
    nodes = [
        helper.make_node("Flatten", ["input"], ["flat"]),
        helper.make_node("MatMul", ["flat", "w"], ["sums"]),
        helper.make_node("Softmax", ["sums"], ["output"], axis=1),
    ]
    shape = ["batch", *size[1:]]
    graph = helper.make_graph(
        nodes,
        "network",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["batch", weights.shape[1]])],
        [numpy_helper.from_array(weights.astype(np.float32), "w")],
    )
    _save(graph, path, {"input_size": str(size), **more})


def write_mean_network(path) -> None:
    """An ONNX file that takes pictures of any size, (N, 3, H, W), and gives the mean of their channels, (N, 1, H, W)."""
    nodes = [helper.make_node("ReduceMean", ["input"], ["output"], axes=[1], keepdims=1)]
    sides = ["batch", "height", "width"]
    graph = helper.make_graph(
        nodes,
        "mean",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [sides[0], 3, *sides[1:]])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [sides[0], 1, *sides[1:]])],
    )
    _save(graph, path, {})


def _save(graph, path, metadata: dict[str, str]) -> None:
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
    for key, value in metadata.items():
        model.metadata_props.add(key=key, value=value)
    onnx.save(model, path)
