"""The graphs of posture models: what `landmarks` and `PointsLearner` compute, in the operators of ONNX."""

import json
import math
from importlib.resources import files
from typing import Any

import numpy as np
import onnx

from sunmao.deploy.points.graph_writer import GraphWriter
from sunmao.landmarks.find_landmarks import BORDER, MIN_SCORE
from sunmao.landmarks.normalization import MIN_SIZE
from sunmao.landmarks.region_detector import OVERLAP, make_anchors
from sunmao.landmarks.targets.target import Target

INT = np.int64


def write_points_model(trained: Any, target: Target) -> bytes:
    """The file from points to scores. trained: a `TrainedRows` of a `PointsLearner`.

    Inputs: 'points', (K, 2) float32, x and y in any unit; 'left', (1,) float32, 1 for a left hand, else 0. Output:
    'scores', (classes,) float32, together 1.
    """
    graph = GraphWriter()
    scores = _classify(graph, "points", "left", trained, target)
    inputs = {
        "points": (onnx.TensorProto.FLOAT, [target.point_count, 2]),
        "left": (onnx.TensorProto.FLOAT, [1]),
    }
    return graph.finish(inputs, {"scores": (scores, [len(trained.classes)])}, _describe(trained))


def write_picture_model(trained: Any, target: Target) -> bytes:
    """The file from a picture to scores, the packaged models of the points included. trained: as of
    `write_points_model`.

    Input: 'picture', (H, W, 3) uint8 RGB. Outputs: 'scores', (classes,) float32, together 1, or all 0 where nothing was
    seen; 'points', (K, 2) float32, of the surest hand, body or face, in pixels; 'seen', (1,) float32, how sure it is
    that there is one, 0 to 1. Of 332 hand signs 330 get the same label as by `PointsClassification`, which takes the
    nearest of several.
    """
    graph = GraphWriter()
    picture = graph.add("Unsqueeze", graph.add("Cast", "picture", to=onnx.TensorProto.FLOAT), np.array([0], INT))
    picture = graph.add("Transpose", picture, perm=[0, 3, 1, 2])
    models = _read_model(target.detector.file), _read_model(target.file)
    first = _look(graph, picture, models, target)
    wider = GraphWriter(graph)
    border = _compute_border(wider, picture)
    pads = wider.add("Concat", *[each for end in range(2) for each in (np.zeros(2, INT), border, border)], axis=0)
    points, *second = _look(wider, wider.add("Pad", picture, pads, mode="edge"), models, target)
    points = wider.add("Sub", points, wider.add("Cast", border, to=onnx.TensorProto.FLOAT))
    found = graph.add("Greater", first[1], np.zeros(1, np.float32))
    points, seen, left = graph.choose(found, wider, first, [points, *second])
    kept = graph.add("Cast", graph.add("Greater", seen, np.zeros(1, np.float32)), to=onnx.TensorProto.FLOAT)
    scores = graph.add("Mul", _classify(graph, points, left, trained, target), kept)
    outputs = {
        "scores": (scores, [len(trained.classes)]),
        "points": (points, [target.point_count, 2]),
        "seen": (seen, [1]),
    }
    return graph.finish({"picture": (onnx.TensorProto.UINT8, ["height", "width", 3])}, outputs, _describe(trained))


def _describe(trained: Any) -> dict[str, str]:
    info = {name: trained.info[name] for name in ("task", "what", "mirrored", "classes")}
    return {"SUNMAO_INFO": json.dumps(info)}


def _read_model(file: str) -> onnx.ModelProto:
    return onnx.load_from_string(files("sunmao.landmarks").joinpath("models", f"{file}.onnx").read_bytes())


def _classify(graph: GraphWriter, points: str, left: str, trained: Any, target: Target) -> str:
    """Scores, (classes,), as `normalize_landmarks` and `compute_scores`. points: (K, 2); left: (1,)."""
    rows = np.array([0], INT)
    middle = graph.add("ReduceMean", graph.add("Gather", points, np.array(target.center, INT)), rows, keepdims=1)
    points = graph.add("Sub", points, middle)
    starts, ends = np.array(target.size, INT).T
    sides = graph.add("Sub", graph.add("Gather", points, starts), graph.add("Gather", points, ends))
    size = graph.add("ReduceMean", graph.add("ReduceL2", sides, np.array([1], INT)), keepdims=0)
    points = graph.add("Div", points, graph.add("Max", size, np.float32(MIN_SIZE)))
    if trained.info["mirrored"]:
        way = graph.add("Sub", np.ones(1, np.float32), graph.add("Mul", left, np.array([2], np.float32)))
        points = graph.add("Mul", points, graph.add("Concat", way, np.ones(1, np.float32), axis=0))
    else:  # the input is there in every file
        points = graph.add("Add", points, graph.add("Mul", left, np.zeros(1, np.float32)))
    row = graph.add("Reshape", points, np.array([1, 2 * target.point_count], INT))
    logits = graph.add("Gemm", row, trained.arrays["weight"], trained.arrays["bias"], transB=1)
    return graph.add("Squeeze", graph.add("Softmax", logits, axis=1), rows)


def _look(graph: GraphWriter, picture: str, models: tuple, target: Target) -> list[str]:
    """[points, (K, 2) in pixels; how sure it is that they are there, (1,), 0 where it is not sure enough; whether it is
    a left hand, (1,)] in a picture, (1, 3, H, W).
    """
    score, region = _detect(graph, picture, models[0], target)
    points, seen, left = _find_points(graph, picture, region, models[1], target)
    there = graph.add(
        "And",
        graph.add("Greater", score, np.float32(target.detector.threshold)),
        graph.add("GreaterOrEqual", seen, np.float32(MIN_SCORE)),
    )
    return [points, graph.add("Mul", seen, graph.add("Cast", there, to=onnx.TensorProto.FLOAT)), left]


def _compute_border(graph: GraphWriter, picture: str) -> str:
    """Width of the border that a picture gets in which nothing was found, (1,) int64."""
    sides = graph.add("Slice", graph.add("Shape", picture), np.array([2], INT), np.array([4], INT))
    shorter = graph.add("ReduceMin", sides, np.array([0], INT), keepdims=1)
    share = graph.add("Mul", graph.add("Cast", shorter, to=onnx.TensorProto.FLOAT), np.float32(BORDER))
    return graph.add("Cast", graph.add("Max", graph.add("Round", share), np.float32(1)), to=onnx.TensorProto.INT64)


def _detect(graph: GraphWriter, picture: str, detector: onnx.ModelProto, target: Target) -> tuple[str, str]:
    """(score of the surest region, (1,); its box and keypoints, (2 + keypoints, 2), in pixels), as `find_regions`.
    picture: (1, 3, H, W), 0 to 255.
    """
    spec = target.detector
    sides = graph.add("Slice", graph.add("Shape", picture), np.array([2], INT), np.array([4], INT))
    longest = graph.add("ReduceMax", sides, np.array([0], INT), keepdims=1)
    missing = graph.add("Sub", longest, sides)
    corner = graph.add("Div", missing, np.array([2], INT))
    none = np.zeros(2, INT)
    pads = graph.add("Concat", none, corner, none, graph.add("Sub", missing, corner), axis=0)
    square = graph.add("Pad", picture, pads, mode="constant")
    size = np.array([1, 3, spec.side, spec.side], INT)
    empty = np.zeros(0, np.float32)
    small = graph.add("Resize", square, empty, empty, size, mode="linear", antialias=1)
    small = graph.add("Div", graph.add("Transpose", small, perm=[0, 2, 3, 1]), np.float32(255))
    if spec.signed:
        small = graph.add("Sub", graph.add("Mul", small, np.float32(2)), np.float32(1))
    rows, logits = graph.embed(detector, spec.file, small)[:2]
    anchors = make_anchors(spec)
    scores = graph.add("Sigmoid", graph.add("Reshape", logits, np.array([-1], INT)))
    numbers = graph.add("Reshape", rows, np.array([len(anchors), -1, 2], INT))
    numbers = graph.add("Div", numbers, np.float32(spec.side))
    middles = graph.add("Add", _cut(graph, numbers, 0, 1), anchors[:, None])
    halves = graph.add("Div", _cut(graph, numbers, 1, 2), np.float32(2))
    low, high = graph.add("Sub", middles, halves), graph.add("Add", middles, halves)
    keypoints = graph.add("Add", _cut(graph, numbers, 2, 99), anchors[:, None])
    best = graph.add("ArgMax", scores, axis=0, keepdims=1)
    overlap = _compute_overlaps(graph, low, high, best)
    same = graph.add(
        "And",
        graph.add("Greater", overlap, np.float32(OVERLAP)),
        graph.add("Greater", scores, np.float32(spec.threshold)),
    )
    same = graph.add("Or", same, graph.add("Equal", np.arange(len(anchors), dtype=INT), best))
    weights = graph.add("Mul", scores, graph.add("Cast", same, to=onnx.TensorProto.FLOAT))
    weights = graph.add("Div", weights, graph.add("ReduceSum", weights))
    places = graph.add("Concat", low, high, keypoints, axis=1)
    weighted = graph.add("Mul", places, graph.add("Reshape", weights, np.array([-1, 1, 1], INT)))
    merged = graph.add("ReduceSum", weighted, np.array([0], INT), keepdims=0)
    whole = graph.add("Cast", longest, to=onnx.TensorProto.FLOAT)
    start = graph.add("Cast", graph.add("Gather", corner, np.array([1, 0], INT)), to=onnx.TensorProto.FLOAT)
    return graph.add("Gather", scores, best), graph.add("Sub", graph.add("Mul", merged, whole), start)


def _cut(graph: GraphWriter, numbers: str, start: int, end: int) -> str:
    """Of (N, P, 2) the places from one to another."""
    return graph.add("Slice", numbers, np.array([start], INT), np.array([end], INT), np.array([1], INT))


def _compute_overlaps(graph: GraphWriter, low: str, high: str, best: str) -> str:
    """The intersection over union of all boxes with the best one, (N,)."""
    shared = graph.add(
        "Sub",
        graph.add("Min", high, graph.add("Gather", high, best)),
        graph.add("Max", low, graph.add("Gather", low, best)),
    )
    last = np.array([1, 2], INT)
    shared = graph.add("ReduceProd", graph.add("Max", shared, np.float32(0)), last, keepdims=0)
    areas = graph.add("ReduceProd", graph.add("Sub", high, low), last, keepdims=0)
    both = graph.add("Sub", graph.add("Add", areas, graph.add("Gather", areas, best)), shared)
    return graph.add("Div", shared, graph.add("Max", both, np.float32(1e-9)))


def _find_points(
    graph: GraphWriter, picture: str, region: str, model: onnx.ModelProto, target: Target
) -> tuple[str, str, str]:
    """(points, (K, 2) in pixels of the picture; score, (1,); whether it is a left hand, (1,)), as `cut_square` and
    `bring_back`.
    """
    rule, side = target.region, target.side
    low, high, start, end = (
        graph.add("Gather", region, np.array(place, INT)) for place in (0, 1, 2 + rule.start, 2 + rule.end)
    )
    way = graph.add("Sub", end, start)
    far = graph.add("Max", graph.add("ReduceL2", way, keepdims=1), np.float32(1e-6))
    unit = graph.add("Div", way, far)  # the cosine and minus the sine of the line's angle
    cos, sin = math.cos(rule.angle), math.sin(rule.angle)
    # (cosine, sine) of the turn, which is the rule's angle less the line's.
    turn = graph.add("MatMul", unit, np.array([[cos, sin], [-sin, cos]], np.float32))
    if rule.around_start:
        middle, length = start, graph.add("Mul", far, np.float32(2 * rule.scale))
    else:
        box = graph.add("Sub", high, low)
        along = graph.add("Mul", graph.add("Gather", box, np.array([1], INT)), np.float32(rule.shift))
        aside = graph.add("MatMul", turn, np.array([[0, 1], [-1, 0]], np.float32))  # (minus the sine, the cosine)
        middle = graph.add("Div", graph.add("Add", low, high), np.float32(2))
        middle = graph.add("Add", middle, graph.add("Mul", aside, along))
        length = graph.add("Mul", graph.add("ReduceMax", box, keepdims=1), np.float32(rule.scale))
    length = graph.add("Max", length, np.float32(1))
    across = graph.add("MatMul", turn, np.array([[0, 1], [-1, 0]], np.float32))
    matrix = graph.add("Reshape", graph.add("Concat", turn, across, axis=0), np.array([2, 2], INT))
    matrix = graph.add("Mul", matrix, length)  # from shares of the square's side to pixels
    steps = np.arange(side, dtype=np.float32) / side - 0.5
    grid = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    places = graph.add("Add", graph.add("MatMul", grid, matrix), middle)
    sides = graph.add("Slice", graph.add("Shape", picture), np.array([2], INT), np.array([4], INT))
    sides = graph.add("Cast", graph.add("Gather", sides, np.array([1, 0], INT)), to=onnx.TensorProto.FLOAT)
    shares = graph.add("Div", graph.add("Add", graph.add("Mul", places, np.float32(2)), np.float32(1)), sides)
    shares = graph.add("Reshape", graph.add("Sub", shares, np.float32(1)), np.array([1, side, side, 2], INT))
    square = graph.add("GridSample", picture, shares, mode="bilinear", padding_mode="zeros", align_corners=0)
    square = graph.add("Div", graph.add("Transpose", square, perm=[0, 2, 3, 1]), np.float32(255))
    outputs = graph.embed(model, target.file, square)
    rows = graph.add("Reshape", outputs[0], np.array([-1, target.values], INT))
    rows = graph.add("Slice", rows, np.zeros(2, INT), np.array([target.point_count, 2], INT))
    inside = graph.add("Sub", graph.add("Div", rows, np.float32(side)), np.float32(0.5))
    points = graph.add("Add", graph.add("MatMul", inside, matrix), middle)
    score = graph.add("Reshape", outputs[1], np.array([1], INT))
    left: str | np.ndarray = np.zeros(1, np.float32)
    if target.has_sides:
        more = graph.add("Greater", graph.add("Reshape", outputs[2], np.array([1], INT)), np.float32(0.5))
        left = graph.add("Cast", more, to=onnx.TensorProto.FLOAT)
    return points, graph.add("Sigmoid", score) if target.score_is_logit else score, graph.hold(left)
