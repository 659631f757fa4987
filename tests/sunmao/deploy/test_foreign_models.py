"""ONNX files of any program: each gives what bare onnxruntime gives, or one sentence; never another exception."""

import sys
from pathlib import Path

import numpy as np
import pytest

from tests.support.foreign_models import compare_with_onnxruntime

onnx = pytest.importorskip("onnx")
from onnx import TensorProto as Kind  # noqa: E402
from onnx import helper, numpy_helper  # noqa: E402

pytestmark = pytest.mark.training
PLAIN = [1, 3]


def make(given: dict, nodes: list, gives: dict, opset: int = 13, ir: int = 8, weights=(), domains=()) -> bytes:
    """A file. given, gives: {name: (kind, shape)}, or {name: a type}; nodes: (operator, inputs, outputs, attributes)."""

    def say(name, said):
        return (
            helper.make_value_info(name, said)
            if isinstance(said, onnx.TypeProto)
            else helper.make_tensor_value_info(name, *said)
        )

    graph = helper.make_graph(
        [helper.make_node(kind, taken, out, **more) for kind, taken, out, more in nodes],
        "g",
        [say(*each) for each in given.items()],
        [say(*each) for each in gives.items()],
        [numpy_helper.from_array(values, name) for name, values in dict(weights).items()],
    )
    opsets = [helper.make_opsetid("", opset), *(helper.make_opsetid(*each) for each in domains)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=ir).SerializeToString()


def pass_on(kind=Kind.FLOAT, shape=PLAIN, **more) -> bytes:
    """A file that gives what it takes."""
    return make({"x": (kind, shape)}, [("Identity", ["x"], ["y"], {})], {"y": (kind, shape)}, **more)


def add(first, second, **more) -> bytes:
    return make(
        {"a": (Kind.FLOAT, first), "b": (Kind.FLOAT, second)},
        [("Add", ["a", "b"], ["y"], {})],
        {"y": (Kind.FLOAT, None)},
        **more,
    )


def zipmap() -> bytes:
    """As skl2onnx writes classifiers: scores by label, a list of dicts."""
    scores = helper.make_sequence_type_proto(
        helper.make_map_type_proto(Kind.INT64, helper.make_tensor_type_proto(Kind.FLOAT, []))
    )
    nodes = [("ZipMap", ["x"], ["y"], {"classlabels_int64s": [5, 6, 7], "domain": "ai.onnx.ml"})]
    return make({"x": (Kind.FLOAT, ["n", 3])}, nodes, {"y": scores}, domains=[("ai.onnx.ml", 1)])


def sequence(taken: bool) -> bytes:
    many = helper.make_sequence_type_proto(helper.make_tensor_type_proto(Kind.FLOAT, [None, 3]))
    if taken:
        return make({"x": many}, [("ConcatFromSequence", ["x"], ["y"], {"axis": 0})], {"y": (Kind.FLOAT, None)})
    return make({"x": (Kind.FLOAT, [4, 3])}, [("SplitToSequence", ["x"], ["y"], {"axis": 0})], {"y": many})


def quantized() -> bytes:
    nodes = [
        ("QuantizeLinear", ["x", "scale", "zero"], ["q"], {}),
        ("DequantizeLinear", ["q", "scale", "zero"], ["y"], {}),
    ]
    weights = {"scale": np.float32(0.02), "zero": np.uint8(3)}
    return make({"x": (Kind.FLOAT, PLAIN)}, nodes, {"y": (Kind.FLOAT, PLAIN)}, weights=weights)


def outside() -> bytes:
    model = onnx.load_from_string(add(PLAIN, PLAIN, weights={"w": np.ones(3, np.float32)}))
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = Kind.EXTERNAL
    tensor.external_data.add(key="location", value="weights.bin")
    return model.SerializeToString()


EQUAL = {
    "plain": pass_on(),
    "picture": pass_on(shape=[1, 3, 8, 8]),
    "open batch": pass_on(shape=["batch", 3]),
    "every side open": pass_on(shape=["n", "c", "h", "w"]),
    "sides without names": pass_on(shape=[None, None]),
    "unknown number of sides": pass_on(shape=None),
    "empty": pass_on(shape=[0, 3]),
    "no rows": pass_on(shape=[1, 0]),
    "single number": pass_on(shape=[]),
    "scalar beside a table": add(PLAIN, []),
    "two inputs": add(["n", 3], ["n", 3]),
    "inputs of other lengths": add([4, 3], [1, 3]),
    "names that Python has not": make(
        {"a/b:0": (Kind.FLOAT, PLAIN)}, [("Relu", ["a/b:0"], ["输出"], {})], {"输出": (Kind.FLOAT, PLAIN)}
    ),
    "two outputs": make(
        {"x": (Kind.FLOAT, [4, 6])},
        [("TopK", ["x", "k"], ["y", "i"], {})],
        {"y": (Kind.FLOAT, [4, 2]), "i": (Kind.INT64, [4, 2])},
        weights={"k": np.array([2])},
    ),
    "no input": make(
        {}, [("Constant", [], ["y"], {"value": numpy_helper.from_array(np.ones(3))})], {"y": (Kind.DOUBLE, [3])}
    ),
    "one number comes out": make(
        {"x": (Kind.FLOAT, PLAIN)}, [("ReduceMean", ["x"], ["y"], {"keepdims": 0})], {"y": (Kind.FLOAT, [])}
    ),
    "not a number comes out": make({"x": (Kind.FLOAT, PLAIN)}, [("Log", ["m"], ["y"], {})], {"y": (Kind.FLOAT, [1])},
                                   weights={"m": np.array([-1], np.float32)}),
    "zipmap": zipmap(),
    "a sequence comes out": sequence(taken=False),
    "a sequence goes in": sequence(taken=True),
    "quantized": quantized(),
    "old": pass_on(opset=7, ir=3),
    **{
        f"kind {name}": pass_on(kind)
        for name, kind in Kind.DataType.items()
        if name in ("DOUBLE", "FLOAT16", "INT64", "INT32", "INT16", "INT8", "UINT64", "UINT32", "UINT16", "UINT8",
                    "BOOL", "STRING")
    },
}  # fmt: skip
REFUSED = {
    "opset too new": (pass_on(opset=99), "opset 99"),
    "IR too new": (pass_on(ir=99), "IR 99"),
    "operator that is not there": (
        make({"x": (Kind.FLOAT, PLAIN)}, [("Foo", ["x"], ["y"], {})], {"y": (Kind.FLOAT, PLAIN)}),
        "'Foo'",
    ),
    "operator of a program of its own": (
        make(
            {"x": (Kind.FLOAT, PLAIN)},
            [("TRT", ["x"], ["y"], {"domain": "mmdeploy"})],
            {"y": (Kind.FLOAT, PLAIN)},
            domains=[("mmdeploy", 1)],
        ),
        "TRT",
    ),
    "weights in another file": (outside(), "onnx.save"),
    "cut off": (pass_on()[:-20], "cannot be used"),
    "empty file": (b"", "cannot be used"),
    "text": (b"hello", "cannot be used"),
    "kinds that do not fit": (
        make({"x": (Kind.INT64, PLAIN)}, [("Log", ["x"], ["y"], {})], {"y": (Kind.INT64, PLAIN)}),
        "cannot be used",
    ),
}


@pytest.mark.parametrize("name", EQUAL)
def test_as_bare_onnxruntime(name, tmp_path):
    (tmp_path / "模型.onnx").write_bytes(EQUAL[name])
    assert compare_with_onnxruntime(tmp_path / "模型.onnx") == "equal"


@pytest.mark.parametrize("name", REFUSED)
def test_one_sentence(name, tmp_path, monkeypatch):
    from sunmao.deploy import Workflow
    from sunmao.errors import BadModelFile

    monkeypatch.setenv("SUNMAO_LANG", "en")
    data, words = REFUSED[name]
    (tmp_path / "x.onnx").write_bytes(data)
    assert compare_with_onnxruntime(tmp_path / "x.onnx") in ("refused", "safe")
    for task in (None, "custom"):
        with pytest.raises(BadModelFile) as refused:
            Workflow(tmp_path / "x.onnx", task=task)
        assert words in str(refused.value)


def test_what_does_not_fit_is_said(tmp_path):
    from sunmao.deploy import Workflow
    from sunmao.errors import BadModelFile, BadValue

    (tmp_path / "x.onnx").write_bytes(add(["n", 3], ["m", 3]))
    model = Workflow(tmp_path / "x.onnx", task="custom")
    with pytest.raises(BadModelFile) as refused:
        model.inference(a=np.ones((4, 3)), b=np.ones((5, 3)))
    assert refused.value.key == "model_run_failed" and "['n', 3]" in refused.value.text("en")
    with pytest.raises(BadValue, match="data"):
        model.inference(np.ones((1, 3)), a=np.ones((1, 3)), b=np.ones((1, 3)))
    (tmp_path / "y.onnx").write_bytes(pass_on(Kind.INT8))
    for wrong in ([[1000, 0, 0]], [["a", 0, 0]], [[1], [2, 3]]):
        with pytest.raises(BadValue):
            Workflow(tmp_path / "y.onnx", task="custom").inference(wrong)


@pytest.mark.long
def test_the_files_of_installed_packages():
    """A third of those that onnx and onnxruntime carry for their own tests, and of every other package here."""
    folders = [Path(each) for each in sys.path if each.endswith("site-packages")]
    files = [file for folder in folders for file in sorted(folder.rglob("*.onnx"))]
    said = [compare_with_onnxruntime(file) for file in files[::3]]
    assert said.count("equal") >= 30
