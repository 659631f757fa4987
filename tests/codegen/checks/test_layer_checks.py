"""Networks of layers before the program runs: the shape at each block, and what does not fit."""

import json

import pytest

from sunmao.codegen import compile_workspace
from sunmao.codegen.reading.read_program import read_python
from sunmao.models.layered.layered_network import parse_network

MAKE = "model = Network(width=32, height=32, channels=1)\n"


def compile_python(lines: str):
    text = f"from sunmao.nets import BatchNorm, Conv, Dropout, Flatten, LSTM, Linear, Network, Pool, ReLU\n\n{lines}"
    return compile_workspace(read_python(text).workspace)


def say(lines: str) -> list[tuple[str, int, bool]]:
    return [(each.shape, each.parameters, each.misfit) for each in compile_python(lines).networks.shapes]


def test_each_block_has_its_shape_and_its_numbers():
    adding = "model.add(Conv(filters=8, kernel_size=3))\nmodel.add(ReLU())\nmodel.add(Pool(kind='max', size=2))\n"
    ending = "model.add(Dropout(rate=0.2))\nmodel.add(Flatten())\nmodel.add(Linear(units=10))\n"
    program = compile_python(MAKE + adding + ending)
    assert program.problems == []
    shapes = ["32×32×1", "30×30×8", "30×30×8", "15×15×8", "15×15×8", "1800", "10"]
    assert [each.shape for each in program.networks.shapes] == shapes
    assert [each.parameters for each in program.networks.shapes] == [0, 80, 0, 0, 0, 0, 18_010]
    [line] = program.as_dict()["networks"]
    assert parse_network(line).shape == (10,) and line.startswith("Network 32x32x1 Conv(8) ReLU ")
    said = program.as_dict()["layers"]
    assert json.loads(json.dumps(said)) == said and said[1]["block"] in program.blocks


@pytest.mark.parametrize(
    ("lines", "code", "value"),
    [
        ("model.add(Linear(units=10))\n", "layer_wants_row", ""),
        ("model.add(Flatten())\nmodel.add(Conv(filters=8, kernel_size=3))\n", "layer_wants_picture", ""),
        ("model.add(Conv(filters=8, kernel_size=40, padding=1))\n", "layer_filter_large", "34"),
        ("model.add(Pool(kind='max', size=33))\n", "layer_pool_large", "32"),
        (
            "model.add(Flatten())\nmodel.add(Linear(units=10000))\nmodel.add(Linear(units=10000))\n",
            "layer_too_large",
            "",
        ),
    ],
)
def test_a_layer_that_does_not_fit_is_marked_with_what_would(lines, code, value):
    program = compile_python(MAKE + lines + "model.add(ReLU())\n")
    [problem] = program.problems
    assert program.ok and (problem.code, problem.value, problem.level) == (code, value, "warning")
    assert [each.block for each in program.networks.shapes if each.misfit] == [problem.block]
    assert len(program.networks.names) == (lines.count("add(") > 1)  # what stands before it
    assert program.networks.shapes[-1].shape == "?" and not program.networks.shapes[-1].misfit


def test_what_only_the_running_program_knows_is_left_open():
    count = "count = 8\n" + MAKE + "model.add(Conv(filters=count, kernel_size=3))\nmodel.add(Flatten())\n"
    assert [shape for shape, _, _ in say(count)] == ["32×32×1", "?", "?"]
    loop = MAKE + "for count in range(3):\n    model.add(ReLU())\n"
    assert say(loop) == []
    twice = MAKE + "model.add(ReLU())\nmodel = Network(inputs=4)\nmodel.add(ReLU())\n"
    assert say(twice) == []
    wrong = "model = Network(width=3, height=32, channels=1)\nmodel.add(Flatten())\n"
    assert [shape for shape, _, _ in say(wrong)] == ["?", "?"]


def test_two_networks_and_rows_of_numbers():
    lines = (
        "model = Network(inputs=4)\nother = Network(inputs=7)\nmodel.add(Linear(units=3))\nother.add(LSTM(units=5))\n"
    )
    assert say(lines) == [("4", 0, False), ("3", 15, False), ("7", 0, False), ("5", 160, False)]
