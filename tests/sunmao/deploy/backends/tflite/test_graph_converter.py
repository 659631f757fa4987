"""Every rule for a node of ONNX: LiteRT computes what onnxruntime computes."""

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

pytest.importorskip("ai_edge_litert", reason="ai_edge_litert is not installed (the extra 'litert')")

from sunmao.deploy.backends import litert
from sunmao.deploy.backends.tflite import convert_file as module
from sunmao.deploy.backends.tflite.graph_converter import UnsupportedNode, convert_graph

pytestmark = pytest.mark.training
RANDOM = np.random.default_rng(0)


def make(nodes: list, constants: dict, shape=(1, 4, 7, 9), opset=13) -> onnx.ModelProto:
    """A graph from `x` to `y`."""
    graph = helper.make_graph(
        [helper.make_node(kind, inputs, outputs, **said) for kind, inputs, outputs, said in nodes],
        "graph",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(np.asarray(values), name) for name, values in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    return onnx.shape_inference.infer_shapes(model)


def weights(*shape):
    return RANDOM.normal(size=shape).astype(np.float32)


def one(kind, inputs=("x",), **said):
    return [(kind, list(inputs), ["y"], said)]


CASES = {
    "padding that is TFLite's own": (
        one("Conv", ("x", "w", "b"), pads=[1, 1, 1, 1]),
        {"w": weights(6, 4, 3, 3), "b": weights(6)},
    ),
    "another padding": (one("Conv", ("x", "w"), pads=[1, 1, 1, 1], strides=[2, 2]), {"w": weights(6, 4, 3, 3)}),
    "dilated": (one("Conv", ("x", "w"), pads=[2, 2, 2, 2], dilations=[2, 2]), {"w": weights(6, 4, 3, 3)}),
    "depthwise": (
        one("Conv", ("x", "w", "b"), group=4, pads=[0, 1, 2, 1]),
        {"w": weights(8, 1, 3, 3), "b": weights(8)},
    ),
    "groups": (one("Conv", ("x", "w", "b"), group=2), {"w": weights(6, 2, 3, 3), "b": weights(6)}),
    "relu after conv": ([("Conv", ["x", "w"], ["c"], {}), ("Relu", ["c"], ["y"], {})], {"w": weights(6, 4, 1, 1)}),
    "relu6 after conv": (
        [("Conv", ["x", "w"], ["c"], {}), ("Clip", ["c", "low", "high"], ["y"], {})],
        {"w": weights(6, 4, 1, 1), "low": np.float32(0), "high": np.float32(6)},
    ),
    "relu of what is used twice": (
        [("Conv", ["x", "w"], ["c"], {}), ("Relu", ["c"], ["r"], {}), ("Add", ["c", "r"], ["y"], {})],
        {"w": weights(6, 4, 1, 1)},
    ),
    "clip": (one("Clip", ("x", "low", "high")), {"low": np.float32(-0.3), "high": np.float32(0.4)}),
    "clip below": (one("Clip", ("x", "low")), {"low": np.float32(-0.3)}),
    "max pool": (one("MaxPool", kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1]), {}),
    "max pool, same size": (one("MaxPool", kernel_shape=[5, 5], strides=[1, 1], pads=[2, 2, 2, 2]), {}),
    "max pool that leaves no rest": (one("MaxPool", kernel_shape=[2, 2], strides=[1, 1], ceil_mode=1), {}),
    "average pool": (one("AveragePool", kernel_shape=[2, 3], strides=[2, 2]), {}),
    "global average": (one("GlobalAveragePool"), {}),
    "mean to two dimensions": (one("ReduceMean", axes=[2, 3], keepdims=0), {}),
    "largest of channels": (one("ReduceMax", axes=[1], keepdims=1), {}),
    "fully connected": (
        [("Flatten", ["x"], ["f"], {}), ("Gemm", ["f", "w", "b"], ["y"], {"transB": 1})],
        {"w": weights(5, 252), "b": weights(5)},
    ),
    "fully connected, the other way": (
        [("Flatten", ["x"], ["f"], {}), ("Gemm", ["f", "w"], ["y"], {})],
        {"w": weights(252, 5)},
    ),
    "matrix product": (one("MatMul", ("x", "w")), {"w": weights(9, 3)}),
    "matrix product from the left": (one("MatMul", ("w", "x")), {"w": weights(3, 7)}),
    "of each channel": (one("Mul", ("x", "w")), {"w": weights(4, 1, 1)}),
    "of each column": (one("Add", ("x", "w")), {"w": weights(9)}),
    "less": (one("Sub", ("w", "x")), {"w": np.float32(1)}),
    "by": (one("Div", ("x", "w")), {"w": weights(1, 4, 1, 1)}),
    "sigmoid": (one("Sigmoid"), {}),
    "exp": (one("Exp"), {}),
    "leaky": (one("LeakyRelu", alpha=0.1), {}),
    "hard sigmoid": (one("HardSigmoid", alpha=1 / 6, beta=0.5), {}),
    "softmax of channels": (one("Softmax", axis=1), {}),
    "reshape": (one("Reshape", ("x", "to")), {"to": np.int64([1, 2, 14, 9])}),
    "channel shuffle": (
        [
            ("Reshape", ["x", "to"], ["a"], {}),
            ("Transpose", ["a"], ["b"], {"perm": [0, 2, 1, 3, 4]}),
            ("Reshape", ["b", "back"], ["y"], {}),
        ],
        {"to": np.int64([1, 2, 2, 7, 9]), "back": np.int64([1, 4, 7, 9])},
    ),
    "turned": (one("Transpose", perm=[0, 2, 3, 1]), {}),
    "turned otherwise": (one("Transpose", perm=[0, 3, 1, 2]), {}),
    "joined": (one("Concat", ("x", "w"), axis=1), {"w": weights(1, 2, 7, 9)}),
    "cut": (
        one("Slice", ("x", "from", "to", "axes", "steps")),
        {"from": np.int64([1, 0]), "to": np.int64([2**62, -1]), "axes": np.int64([1, 3]), "steps": np.int64([1, 2])},
    ),
    "backwards": (
        one("Slice", ("x", "from", "to", "axes", "steps")),
        {"from": np.int64([-1]), "to": np.int64([-9]), "axes": np.int64([1]), "steps": np.int64([-1])},
    ),
    "split": (
        [("Split", ["x", "parts"], ["a", "b"], {"axis": 1}), ("Concat", ["b", "a"], ["y"], {"axis": 1})],
        {"parts": np.int64([1, 3])},
    ),
    "chosen": (one("Gather", ("x", "w"), axis=1), {"w": np.int64([2, 0, -1])}),
    "pixels to channels": (one("SpaceToDepth", blocksize=1), {}),
    "padded": (one("Pad", ("x", "by")), {"by": np.int64([0, 0, 0, 1, 0, 0, 2, 3])}),
    "padded with ones": (
        one("Pad", ("x", "by", "one")),
        {"by": np.int64([0, 0, 1, 0, 0, 0, 0, 1]), "one": np.float32(1)},
    ),
    "larger": (
        one("Resize", ("x", "", "", "to"), mode="linear", coordinate_transformation_mode="half_pixel"),
        {"to": np.int64([1, 4, 13, 20])},
    ),
    "twice as large": (
        one(
            "Resize", ("x", "", "by"), mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor"
        ),
        {"by": np.float32([1, 1, 2, 2])},
    ),
    "the surest of a place": (
        [
            ("ReduceMax", ["x"], ["m"], {"axes": [1]}),
            ("Equal", ["x", "m"], ["e"], {}),
            ("Cast", ["e"], ["c"], {"to": TensorProto.FLOAT}),
            ("Mul", ["x", "c"], ["y"], {}),
        ],
        {},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_rule(name, tmp_path):
    model = make(*CASES[name])
    onnx.checker.check_model(model)
    onnx.save(model, tmp_path / "x.onnx")
    (tmp_path / "x.tflite").write_bytes(convert_graph(tmp_path / "x.onnx"))
    given = RANDOM.normal(size=(1, 4, 7, 9)).astype(np.float32)
    [wanted] = onnxruntime.InferenceSession(model.SerializeToString()).run(None, {"x": given})
    [answer] = litert.load(tmp_path / "x.tflite", 1)(given)
    np.testing.assert_allclose(answer, wanted, atol=2e-5, rtol=1e-5)


@pytest.mark.parametrize(
    "nodes",
    [
        one("Erf"),
        one("AveragePool", kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
        one("MaxPool", kernel_shape=[2, 2], strides=[2, 2], ceil_mode=1),
        one("Softmax", axis=2),
        one("Cast", to=TensorProto.INT64),
        one("ReduceMean", axes=[1], keepdims=0),
    ],
    ids=lambda nodes: nodes[0][0],
)
def test_what_no_rule_can_write_is_refused(nodes, tmp_path):
    onnx.save(make(nodes, {}), tmp_path / "x.onnx")
    with pytest.raises(UnsupportedNode):
        convert_graph(tmp_path / "x.onnx")


def test_a_damaged_file_is_no_graph(tmp_path):
    (tmp_path / "x.onnx").write_bytes(b"nothing")
    with pytest.raises(Exception):
        module.convert_file(tmp_path / "x.onnx")
