"""8-bit sums that overflow are noticed, and computed the slower way."""

from importlib.resources import files
from types import SimpleNamespace

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from sunmao.deploy import onnx_session
from sunmao.deploy.onnx_session import make_session_options
from sunmao.deploy.quantization import integer_overflow
from sunmao.deploy.quantization.integer_overflow import LARGEST, PROBE, WIDTH, has_overflow


def make_probe() -> bytes:
    weights = numpy_helper.from_array(np.full((WIDTH, 16), LARGEST, np.int8), "B")
    given = helper.make_tensor_value_info("A", TensorProto.UINT8, [1, WIDTH])
    sums = helper.make_tensor_value_info("Y", TensorProto.INT32, [1, 16])
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["A", "B"], ["Y"])], "probe", [given], [sums], [weights]
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=6, producer_name="sunmao")
    return model.SerializeToString()


def test_the_probe_is_what_it_says():
    file = files("sunmao.deploy.quantization").joinpath(PROBE).read_bytes()
    assert onnx.load_from_string(file) == onnx.load_from_string(make_probe())


@pytest.mark.parametrize("overflows", [False, True])
def test_the_slower_way_is_taken_only_where_sums_overflow(overflows, monkeypatch):
    monkeypatch.setattr(onnx_session, "has_overflow", lambda: overflows)
    added: dict = {}
    monkeypatch.setattr(
        onnxruntime, "SessionOptions", lambda: SimpleNamespace(add_session_config_entry=added.__setitem__)
    )
    make_session_options()
    assert added.get("session.x64quantprecision") == ("1" if overflows else None)


def test_this_processor_is_asked_once(monkeypatch):
    has_overflow.cache_clear()
    asked = []
    monkeypatch.setattr(integer_overflow, "files", lambda name: asked.append(name) or files(name))
    assert has_overflow() is has_overflow() and len(asked) == 1
    has_overflow.cache_clear()
