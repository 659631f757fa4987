"""The graph of gesture models: what `extract_features` and `compute_scores` compute, in the operators of ONNX."""

import json
from typing import Any

import numpy as np
import onnx

from sunmao.deploy.points.graph_writer import GraphWriter
from sunmao.motion.motion_clip import RATE
from sunmao.motion.motion_features import FLOOR, LENGTH, MARGIN, SHARE, SMOOTH, get_kernel, get_waves
from sunmao.motion.windows import WINDOW

INT = np.int64
NEXT = np.array([1, 2, 0], INT)  # x with y, y with z, z with x


def write_motion_model(trained: Any) -> bytes:
    """The file from two seconds of motion to scores. trained: a `TrainedRows`.

    Input: 'motion', (100, 3) float32, x, y and z in g, at 50 Hz. Output: 'scores', (classes,) float32, together 1.
    """
    graph, arrays = GraphWriter(), trained.arrays
    row = graph.add("Unsqueeze", _extract(graph, "motion"), np.array([0], INT))
    logits = graph.add("Gemm", row, arrays["weight"], arrays["bias"], transB=1)
    scores = graph.add("Squeeze", graph.add("Softmax", logits, axis=1), np.array([0], INT))
    about = {"task": trained.info["task"], "model": trained.info["model"], "classes": trained.classes, "rate": RATE}
    return graph.finish(
        {"motion": (onnx.TensorProto.FLOAT, [WINDOW, 3])},
        {"scores": (scores, [len(trained.classes)])},
        {"SUNMAO_INFO": json.dumps(about)},
    )


def _extract(graph: GraphWriter, motion: str) -> str:
    """(136,) of (100, 3), as `motion_features.extract_features`."""
    course = _resample(graph, motion, *_find_moving(graph, motion))
    course = graph.add("Sub", course, _mean(graph, course, keep=1))
    power = _mean(graph, graph.add("ReduceSum", graph.add("Mul", course, course), np.array([1], INT), keepdims=0))
    strength = graph.add("Sqrt", power)
    course = graph.add("Div", course, graph.add("Sqrt", graph.add("Add", power, np.float32(FLOOR**2))))
    along = graph.add("Transpose", course, perm=[1, 0])
    waves = [graph.add("MatMul", along, each) for each in get_waves()]
    squares = [graph.add("Mul", each, each) for each in waves]
    spectrum = graph.add("Sqrt", graph.add("Add", graph.add("Add", *squares), np.float32(1e-8)))
    powers = _mean(graph, graph.add("Mul", course, course))
    deviations = graph.add("Sqrt", graph.add("Add", powers, np.float32(1e-4)))
    cubes = _mean(graph, graph.add("Mul", graph.add("Mul", course, course), course))
    divisor = graph.add("Mul", graph.add("Mul", deviations, deviations), deviations)
    skewness = graph.add("Div", cubes, divisor)
    together = _mean(graph, graph.add("Mul", course, graph.add("Gather", course, NEXT, axis=1)))
    correlations = graph.add(
        "Div", together, graph.add("Mul", deviations, graph.add("Gather", deviations, NEXT, axis=0))
    )
    whole = graph.add("Div", strength, graph.add("Add", strength, np.float32(FLOOR)))
    parts = [
        graph.add("Reshape", along, np.array([-1], INT)),
        graph.add("Mul", graph.add("Reshape", spectrum, np.array([-1], INT)), np.float32(3)),
        deviations,
        graph.add("Mul", skewness, np.float32(0.3)),
        correlations,
        graph.add("Reshape", whole, np.array([-1], INT)),
    ]
    return graph.add("Concat", *parts, axis=0)


def _find_moving(graph: GraphWriter, motion: str) -> tuple[str, str]:
    moved = graph.add("Sub", motion, _mean(graph, motion, keep=1))
    power = graph.add("ReduceSum", graph.add("Mul", moved, moved), np.array([1], INT), keepdims=0)
    border = SMOOTH // 2
    wave = graph.add("Reshape", power, np.array([1, 1, WINDOW], INT))
    smooth = graph.add("Conv", wave, get_kernel()[None, None], pads=[border, border])
    smooth = graph.add("Reshape", smooth, np.array([-1], INT))
    least = graph.add("Mul", graph.add("ReduceMax", smooth, keepdims=1), np.float32(SHARE))
    moving = graph.add("Not", graph.add("Less", smooth, least))
    places = np.arange(WINDOW, dtype=np.float32)
    first = graph.add("ReduceMin", graph.add("Where", moving, places, np.float32(WINDOW)), keepdims=1)
    last = graph.add("ReduceMax", graph.add("Where", moving, places, np.float32(-1)), keepdims=1)
    start = graph.add("Max", graph.add("Sub", first, np.float32(MARGIN)), np.float32(0))
    end = graph.add("Min", graph.add("Add", last, np.float32(MARGIN)), np.float32(WINDOW - 1))
    return start, end


def _resample(graph: GraphWriter, motion: str, start: str, end: str) -> str:
    steps = np.linspace(0, 1, LENGTH, dtype=np.float32)
    places = graph.add("Add", start, graph.add("Mul", graph.add("Sub", end, start), steps))
    floors = graph.add("Floor", places)
    low = graph.add("Cast", floors, to=onnx.TensorProto.INT64)
    high = graph.add("Min", graph.add("Add", low, np.array(1, INT)), np.array(WINDOW - 1, INT))
    share = graph.add("Unsqueeze", graph.add("Sub", places, floors), np.array([1], INT))
    before = graph.add("Mul", graph.add("Gather", motion, low, axis=0), graph.add("Sub", np.float32(1), share))
    return graph.add("Add", before, graph.add("Mul", graph.add("Gather", motion, high, axis=0), share))


def _mean(graph: GraphWriter, values: str, keep: int = 0) -> str:
    return graph.add("ReduceMean", values, np.array([0], INT), keepdims=keep)
