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
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
    for key, value in {"input_size": str(size), **more}.items():
        model.metadata_props.add(key=key, value=value)
    onnx.save(model, path)
