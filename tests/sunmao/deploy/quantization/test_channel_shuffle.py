"""Channel shuffles go out of a graph; what it answers stays."""

from collections import Counter

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from sunmao.deploy.quantization.channel_shuffle import remove_channel_shuffles

SIDE = 8


class Builder:
    """A graph of units as those of ShuffleNet v2 (Ma et al., ECCV 2018, arXiv:1807.11164, figure 3)."""

    def __init__(self):
        self.nodes, self.weights, self.random = [], [], np.random.default_rng(0)

    def add(self, kind: str, *inputs: str, **attributes) -> str:
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name, **attributes))
        return name

    def constant(self, value) -> str:
        name = f"constant_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def convolve(self, tensor: str, before: int, after: int, kernel: int = 1, groups: int = 1) -> str:
        shape = (after, before // groups, kernel, kernel)
        weights = self.random.normal(size=shape) * (2 / np.prod(shape[1:])) ** 0.5
        bias = self.random.normal(size=after)
        given = [self.constant(each.astype(np.float32)) for each in (weights, bias)]
        return self.add("Conv", tensor, *given, pads=[kernel // 2] * 4, group=groups)

    def branch(self, tensor: str, before: int, after: int) -> str:
        tensor = self.add("Relu", self.convolve(tensor, before, after))
        tensor = self.convolve(tensor, after, after, 3, after)
        return self.add("Relu", self.convolve(tensor, after, after))

    def shuffle(self, tensor: str, count: int, groups: int = 2) -> str:
        cut = self.add("Reshape", tensor, self.constant([1, groups, count // groups, SIDE, SIDE]))
        return self.add(
            "Reshape", self.add("Transpose", cut, perm=[0, 2, 1, 3, 4]), self.constant([1, count, SIDE, SIDE])
        )

    def cut(self, tensor: str, start: int, end: int) -> str:
        return self.add("Slice", tensor, *(self.constant([each]) for each in (start, end, 1)))

    def first_unit(self, tensor: str, before: int, after: int) -> str:
        alone = self.convolve(tensor, before, before, 3, before)
        parts = [self.add("Relu", self.convolve(alone, before, after // 2)), self.branch(tensor, before, after // 2)]
        return self.shuffle(self.add("Concat", *parts, axis=1), after)

    def unit(self, tensor: str, count: int) -> str:
        parts = [
            self.cut(tensor, 0, count // 2),
            self.branch(self.cut(tensor, count // 2, count), count // 2, count // 2),
        ]
        return self.shuffle(self.add("Concat", *parts, axis=1), count)

    def finish(self, *outputs: str, channels: int = 3) -> onnx.ModelProto:
        ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
        given = [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, channels, SIDE, SIDE])]
        graph = helper.make_graph(self.nodes, "units", given, ends, self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
        return onnx.shape_inference.infer_shapes(model)


def ask(model: onnx.ModelProto) -> list[np.ndarray]:
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    shape = session.get_inputs()[0].shape
    return session.run(None, {"input": np.random.default_rng(1).normal(size=shape).astype(np.float32)})


def count_kinds(model: onnx.ModelProto) -> Counter:
    return Counter(node.op_type for node in model.graph.node)


@pytest.mark.parametrize("units", [0, 1, 2, 5])
@pytest.mark.parametrize("count", [16, 20])  # halves of halves, and odd ones
def test_shuffles_go_and_answers_stay(units, count):
    build = Builder()
    tensor = build.first_unit("input", 3, count)
    for _ in range(units):
        tensor = build.unit(tensor, count)
    tensor = build.first_unit(tensor, count, 2 * count)
    model = build.finish(build.convolve(tensor, 2 * count, 7))
    before = ask(model)
    after = remove_channel_shuffles(model)
    assert not {"Reshape", "Transpose", "Slice"} & count_kinds(after).keys()
    np.testing.assert_allclose(ask(after)[0], before[0], rtol=1e-4, atol=1e-4)


def test_weights_of_several_convolutions_are_each_reordered_for_itself():
    build = Builder()
    tensor = build.unit(build.first_unit("input", 3, 16), 16)
    weights = build.constant(build.random.normal(size=(5, 16, 1, 1)).astype(np.float32))
    straight = build.add("Conv", build.convolve("input", 3, 16), weights)
    model = build.finish(build.add("Conv", tensor, weights), straight)
    before = ask(model)
    for seen, expected in zip(ask(remove_channel_shuffles(model)), before, strict=True):
        np.testing.assert_allclose(seen, expected, rtol=1e-4, atol=1e-4)


def end_with_shuffle(build: Builder) -> list[str]:
    return [build.shuffle(build.convolve("input", 3, 8), 8)]


def pass_through_sigmoid(build: Builder) -> list[str]:
    return [build.convolve(build.add("Sigmoid", build.shuffle(build.convolve("input", 3, 8), 8)), 8, 2)]


def show_the_channels(build: Builder) -> list[str]:
    made = build.convolve("input", 3, 8)
    return [build.convolve(build.shuffle(made, 8), 8, 2), build.add("Sigmoid", made)]


def convolve_in_groups(build: Builder) -> list[str]:
    return [build.convolve(build.shuffle(build.convolve("input", 3, 8), 8), 8, 4, groups=2)]


def shuffle_the_input(build: Builder) -> list[str]:
    return [build.convolve(build.shuffle("input", 4), 4, 2)]


def cut_all_axes(build: Builder) -> list[str]:
    ends = [build.constant(each) for each in ([0, 0, 0, 0], [1, 4, SIDE, SIDE])]
    return [build.convolve(build.add("Slice", build.shuffle(build.convolve("input", 3, 8), 8), *ends), 4, 2)]


@pytest.mark.parametrize(
    "make",
    [cut_all_axes, end_with_shuffle, pass_through_sigmoid, show_the_channels, convolve_in_groups, shuffle_the_input],
)
def test_a_graph_whose_order_others_see_stays_as_it_is(make):
    build = Builder()
    model = build.finish(*make(build), channels=4 if make is shuffle_the_input else 3)
    before = model.SerializeToString()
    assert remove_channel_shuffles(model).SerializeToString() == before
    assert ask(model)
