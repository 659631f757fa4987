"""Weights rounded column by column, where those that are still to come make good what each error does to the outputs:
GPTQ (Frantar et al., ICLR 2023, arXiv:2210.17323), after Optimal Brain Surgeon (Hassibi and Stork, NIPS 1992).

It matters where one weight of a channel is far larger than the others, as in RepVGG, whose kernels have taken an
identity in: then the steps of 8 bits are coarse for all others.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, helper, numpy_helper

from sunmao.deploy.quantization.onnx_nodes import get_attribute

LARGEST = 127
COLUMNS = 4608  # a kernel of 3 × 3 over 512 channels; beyond, the time grows with the third power
POSITIONS = 256  # of each picture from which a layer's inputs are taken, at most
TOGETHER = 256 * 1024 * 1024  # bytes of the products of inputs that are in the memory at once
DAMPING = 0.01  # of the mean diagonal, added to it
BLOCK = 128  # columns whose errors are handed on together


@dataclass(frozen=True)
class RoundedWeights:
    """The weights of one convolution on the grid of 8 bits. values: (O, C / groups, kH, kW) float32, whole multiples of
    their output channel's scale, -127 to 127 times; scales: (O,) float32.
    """

    values: np.ndarray
    scales: np.ndarray


def round_weights(
    model: Path, inputs: Sequence[np.ndarray], report: Callable[[], None] = lambda: None
) -> dict[str, RoundedWeights]:
    """The weights of a model's convolutions so rounded that what they compute from its inputs changes little.

    Args:
        model: an ONNX file after `prepare_graph`.
        inputs: what it is asked, each float32 in the shape of its input; 1 at least.
        report: called after each convolution.

    Returns: by the name of the initializer; those too large for it are left out.
    """
    graph = onnx.load(model)
    weights = {each.name: numpy_helper.to_array(each) for each in graph.graph.initializer}
    readers: dict[str, list[NodeProto]] = {}
    for node in graph.graph.node:
        if node.op_type == "Conv" and node.input[1] in weights and _count_columns(weights[node.input[1]]) <= COLUMNS:
            readers.setdefault(node.input[1], []).append(node)
    rounded = {}
    for names in _divide(readers, weights):
        products = _collect_products(graph, {name: (weights[name], readers[name]) for name in names}, inputs)
        for name in names:
            rounded[name] = _round(weights[name], products.pop(name))
            report()
    return rounded


def _count_columns(weights: np.ndarray) -> int:
    return int(np.prod(weights.shape[1:]))


def _divide(readers: dict[str, list[NodeProto]], weights: dict[str, np.ndarray]) -> Iterator[list[str]]:
    """The names in groups whose products of inputs fit into the memory."""
    group, size = [], 0
    for name, [node, *_] in readers.items():
        needed = 8 * get_attribute(node, "group", 1) * _count_columns(weights[name]) ** 2
        if group and size + needed > TOGETHER:
            yield group
            group, size = [], 0
        group, size = [*group, name], size + needed
    if group:
        yield group


def _collect_products(
    graph: onnx.ModelProto, layers: dict[str, tuple[np.ndarray, list[NodeProto]]], inputs: Sequence[np.ndarray]
) -> dict[str, np.ndarray]:
    """Correlation of each layer's inputs: (groups, D, D) float64, D the columns of its weights."""
    import onnxruntime

    asked = onnx.ModelProto()
    asked.CopyFrom(graph)
    given = graph.graph.input[0].name
    seen = sorted({node.input[0] for _, nodes in layers.values() for node in nodes} - {given})
    asked.graph.output.extend(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in seen)
    session = onnxruntime.InferenceSession(asked.SerializeToString(), providers=["CPUExecutionProvider"])
    products: dict[str, np.ndarray] = {}
    random = {name: np.random.default_rng(0) for name in layers}
    for each in inputs:
        found = session.run(seen, {given: each}) if seen else []  # of no names it would tell all
        tensors = {given: each, **dict(zip(seen, found, strict=True))}
        for name, (weights, nodes) in layers.items():
            for node in nodes:
                columns = _take_columns(tensors[node.input[0]], weights.shape[2:], node, random[name])
                products[name] = products.get(name, 0) + columns.swapaxes(1, 2) @ columns
    return products


def _take_columns(
    tensor: np.ndarray, kernel: tuple[int, ...], node: NodeProto, random: np.random.Generator
) -> np.ndarray:
    """Patches that a convolution multiplies with its weights, at some positions: (groups, positions, D) float64.

    tensor: its input, (1, C, H, W); kernel: (kH, kW).
    """
    groups, strides = get_attribute(node, "group", 1), get_attribute(node, "strides", [1, 1])
    dilations, pads = get_attribute(node, "dilations", [1, 1]), get_attribute(node, "pads", [0, 0, 0, 0])
    padded = np.pad(tensor[0], ((0, 0), (pads[0], pads[2]), (pads[1], pads[3])))
    sizes = [(side - 1) * dilation + 1 for side, dilation in zip(kernel, dilations, strict=True)]
    windows = np.lib.stride_tricks.sliding_window_view(padded, sizes, axis=(1, 2))
    windows = windows[:, :: strides[0], :: strides[1], :: dilations[0], :: dilations[1]]
    height, width = windows.shape[1:3]
    places = random.permutation(height * width)[:POSITIONS]
    taken = windows[:, places // width, places % width]  # (C, positions, kH, kW)
    grouped = taken.reshape(groups, -1, *taken.shape[1:]).swapaxes(1, 2)
    return grouped.reshape(groups, len(places), -1).astype(np.float64)


def _round(weights: np.ndarray, products: np.ndarray) -> RoundedWeights:
    """The rounded weights of one convolution. products: of its inputs, (groups, D, D)."""
    groups = len(products)
    rows = weights.reshape(groups, len(weights) // groups, -1).astype(np.float64)
    scales = np.maximum(np.abs(rows).max(axis=2), np.finfo(np.float32).tiny) / LARGEST
    scales = scales.astype(np.float32)
    values = round_rows(rows, products, scales.astype(np.float64))
    return RoundedWeights(values.reshape(weights.shape).astype(np.float32), scales.reshape(-1))


def round_rows(rows: np.ndarray, products: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Rows of weights, each a whole multiple of its scale, whose products with the inputs are near to those of before.

    Args:
        rows: (groups, R, D) float64.
        products: of the inputs with each other, (groups, D, D) float64, the sum of x xᵀ.
        scales: of each row, (groups, R) float64, above 0.

    Returns: (groups, R, D) float64.
    """
    columns = rows.shape[2]
    damped = products.copy()
    diagonal = np.einsum("gdd->gd", damped)  # a view
    mean = diagonal.mean(axis=1, keepdims=True)
    diagonal += DAMPING * np.where(mean > 0, mean, 1.0)
    inverse = np.linalg.inv(damped)
    factor = np.linalg.cholesky((inverse + inverse.swapaxes(1, 2)) / 2).swapaxes(1, 2)
    left, rounded = rows.copy(), np.empty_like(rows)
    for start in range(0, columns, BLOCK):
        end = min(start + BLOCK, columns)
        errors = np.empty((*rows.shape[:2], end - start))
        for column in range(start, end):
            steps = np.clip(np.round(left[:, :, column] / scales), -LARGEST, LARGEST)
            rounded[:, :, column] = steps * scales
            error = (left[:, :, column] - rounded[:, :, column]) / factor[:, None, column, column]
            left[:, :, column:end] -= error[:, :, None] * factor[:, None, column, column:end]
            errors[:, :, column - start] = error
        left[:, :, end:] -= errors @ factor[:, start:end, end:]
    return rounded
