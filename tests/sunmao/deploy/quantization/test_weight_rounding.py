"""Weights are rounded for what they compute, not each to the nearest."""

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from sunmao.deploy.quantization import weight_rounding
from sunmao.deploy.quantization.calibration import collect_ranges
from sunmao.deploy.quantization.quantize_graph import quantize_static
from sunmao.deploy.quantization.weight_rounding import LARGEST, round_rows, round_weights

CHANNELS, SIDE, PICTURES = 8, 12, 24


def make_weights(random, shape: tuple[int, ...]) -> np.ndarray:
    """One weight of each channel is far larger than the others, as where an identity is a part of the kernel."""
    weights = random.normal(scale=0.02, size=shape).astype(np.float32)
    weights[np.arange(shape[0]), np.arange(shape[0]) % shape[1], shape[2] // 2, shape[3] // 2] = 3
    return weights


def make_model(path, **attributes):
    """Two convolutions; the second one is as the attributes say."""
    random, groups = np.random.default_rng(0), attributes.get("group", 1)
    weights = {
        "first": make_weights(random, (CHANNELS, 3, 3, 3)),
        "second": make_weights(random, (2 * CHANNELS, CHANNELS // groups, 3, 3)),
    }
    nodes = [
        helper.make_node("Conv", ["input", "first"], ["between"], "first", pads=[1] * 4),
        helper.make_node("Relu", ["between"], ["above"], "relu"),
        helper.make_node("Conv", ["above", "second"], ["output"], "second", **attributes),
    ]
    graph = helper.make_graph(
        nodes,
        "two",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(each, name) for name, each in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
    onnx.save(onnx.shape_inference.infer_shapes(model), path)
    return weights


def make_pictures(seed: int) -> list[np.ndarray]:
    """Neighbors are alike, as in photographs: of what is not, no rounding knows which errors do no harm."""
    random = np.random.default_rng(seed)
    steps = random.normal(size=(PICTURES, 1, 3, SIDE, SIDE)).cumsum(axis=3).cumsum(axis=4)
    return list((steps / SIDE).astype(np.float32))


def ask(file, picture) -> np.ndarray:
    return onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"]).run(None, {"input": picture})[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    "attributes", [{}, {"group": 4}, {"group": 8}, {"strides": [2, 2], "pads": [1, 1, 1, 1]}, {"dilations": [2, 2]}]
)
def test_what_is_computed_changes_less_than_by_rounding_to_the_nearest(attributes, tmp_path):
    weights = make_model(tmp_path / "whole.onnx", **attributes)
    seen: list[int] = []
    rounded = round_weights(tmp_path / "whole.onnx", make_pictures(0), lambda: seen.append(1))
    assert rounded.keys() == weights.keys() and len(seen) == 2
    for name, each in rounded.items():
        steps = each.values / each.scales[:, None, None, None]
        np.testing.assert_allclose(steps, np.round(steps), atol=1e-3)
        assert np.abs(steps).max() <= LARGEST + 1e-3 and each.values.shape == weights[name].shape

    def measure(rounding) -> float:
        ranges = collect_ranges(tmp_path / "whole.onnx", make_pictures(0), ["Conv"], "minmax", tmp_path)
        quantize_static(tmp_path / "whole.onnx", tmp_path / "small.onnx", ranges, ["Conv"], [], rounding)
        # Of weights alone: those of a file are taken into the whole one.
        whole, small = onnx.load(tmp_path / "whole.onnx"), onnx.load(tmp_path / "small.onnx")
        kept = {each.name: numpy_helper.to_array(each) for each in small.graph.initializer}
        for each in whole.graph.initializer:
            scales = kept[f"{each.name}_scale"].reshape(-1, 1, 1, 1)
            values = kept[f"{each.name}_quantized"].astype(np.float32) * scales
            each.CopyFrom(numpy_helper.from_array(values, each.name))
        pairs = [
            (ask(str(tmp_path / "whole.onnx"), picture), ask(whole.SerializeToString(), picture))
            for picture in make_pictures(1)
        ]
        return float(np.mean([(before - after) ** 2 for before, after in pairs]))

    assert measure(rounded) < 0.5 * measure({})


def test_layers_that_stay_in_float_keep_their_weights(tmp_path):
    weights = make_model(tmp_path / "whole.onnx")
    rounded = round_weights(tmp_path / "whole.onnx", make_pictures(0))
    ranges = collect_ranges(tmp_path / "whole.onnx", make_pictures(0), ["Conv"], "minmax", tmp_path)
    quantize_static(tmp_path / "whole.onnx", tmp_path / "small.onnx", ranges, ["Conv"], ["second"], rounded)
    kept = {each.name: numpy_helper.to_array(each) for each in onnx.load(tmp_path / "small.onnx").graph.initializer}
    np.testing.assert_array_equal(kept["second"], weights["second"])
    np.testing.assert_allclose(
        kept["first_quantized"] * kept["first_scale"][:, None, None, None], rounded["first"].values, rtol=1e-5
    )


def test_layers_that_are_too_large_are_left_out_and_few_are_in_the_memory_at_once(tmp_path, monkeypatch):
    make_model(tmp_path / "whole.onnx")
    monkeypatch.setattr(weight_rounding, "COLUMNS", 27)
    assert round_weights(tmp_path / "whole.onnx", make_pictures(0)).keys() == {"first"}
    monkeypatch.undo()
    together = round_weights(tmp_path / "whole.onnx", make_pictures(0)[:1])
    monkeypatch.setattr(weight_rounding, "TOGETHER", 1)
    alone = round_weights(tmp_path / "whole.onnx", make_pictures(0)[:1])
    for name, each in together.items():
        np.testing.assert_array_equal(each.values, alone[name].values)


def test_channels_without_weights_or_inputs_stay_what_they_are():
    rows = np.array([[[0.0, 0.0, 0.0], [1.0, 0.3, -0.2]]])
    scales = np.array([[1e-38, 1 / LARGEST]])
    rounded = round_rows(rows, np.zeros((1, 3, 3)), scales)
    np.testing.assert_array_equal(rounded[0, 0], 0)
    np.testing.assert_allclose(rounded[0, 1], np.round(rows[0, 1] * LARGEST) / LARGEST)
