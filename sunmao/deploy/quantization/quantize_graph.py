"""One ONNX graph into a smaller one, by onnxruntime's own tools, in a form that old versions of it open, too.

Static: quantize-dequantize pairs around each node (QDQ), weights signed and by channel, activations unsigned: Jacob et
al., Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference, CVPR 2018,
arXiv:1712.05877.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnx.utils
from onnx import numpy_helper
from onnxruntime.quantization import QDQQuantizer, QuantType, TensorsData, quantize_dynamic
from onnxruntime.quantization.onnx_model import ONNXModel
from onnxruntime.quantization.shape_inference import quant_pre_process

from sunmao.deploy.quantization.channel_shuffle import remove_channel_shuffles
from sunmao.deploy.quantization.weight_rounding import RoundedWeights

OPSET, IR = 13, 7  # the first that knows quantization by channel, and what onnxruntime 1.13 on boards reads
WEIGHTED = ("Conv", "Gemm", "MatMul", "ConvTranspose")  # nodes with weights
# Between them, integers may stay integers; what is not among these is computed in float.
THROUGH = (
    *("Add", "Mul", "Clip", "Relu", "LeakyRelu", "Concat", "MaxPool", "AveragePool", "GlobalAveragePool"),
    *("Reshape", "Transpose", "Slice", "Flatten", "Squeeze", "Unsqueeze", "Split"),
)

# Of networks that find things or paint, where what is quantized lies between convolutions. Their sigmoids stay in
# float: in 8 bits they are no quicker.
MAPS = ("Add", "Clip", "Relu", "LeakyRelu", "Concat", "Resize", "MaxPool", "AveragePool", "GlobalAveragePool")
GATES = ("Sigmoid", "HardSigmoid", "HardSwish", "Mul")
CONVOLUTIONS = ("Conv", "ConvTranspose")


def prepare_graph(source: Path, target: Path) -> None:
    """Write the graph of `source` with constants folded and every shape known, as calibration wants it, and without
    channel shuffles.
    """
    quant_pre_process(str(source), str(target), skip_symbolic_shape=True)
    onnx.save(remove_channel_shuffles(onnx.load(target)), target)


def quantize_static(
    source: Path,
    target: Path,
    ranges: TensorsData,
    operators: Sequence[str],
    excluded: Collection[str] = (),
    rounded: Mapping[str, RoundedWeights] | None = None,
) -> None:
    """Write the graph with 8-bit weights and activations.

    Args:
        source: an ONNX file after `prepare_graph`, opset 13 at least.
        ranges: of its activations, see `collect_ranges`.
        operators: the kinds of nodes to quantize.
        excluded: the names of nodes that stay in float.
        rounded: see `round_weights`; other weights, None: all, are rounded to the nearest.
    """
    model = onnx.load(source)
    overrides = _write_weights(model.graph, rounded or {}, excluded)
    quantizer = QDQQuantizer(
        model,
        True,  # by channel
        False,  # all 8 bits
        QuantType.QInt8,
        QuantType.QUInt8,
        ranges,
        [],
        list(excluded),
        list(operators),
        {"TensorQuantOverrides": overrides},
    )
    quantizer.quantize_model()
    _save(quantizer.model.model, target)


def _write_weights(
    graph: onnx.GraphProto, rounded: Mapping[str, RoundedWeights], excluded: Collection[str]
) -> dict[str, list[dict]]:
    """Put rounded weights into a graph, but for nodes that stay in float. Returns their scales as onnxruntime takes them."""
    whole = {name for node in graph.node if node.name in excluded for name in node.input}
    overrides = {}
    for each in graph.initializer:
        if each.name in rounded and each.name not in whole:
            weights = rounded[each.name]
            each.CopyFrom(numpy_helper.from_array(weights.values, each.name))
            overrides[each.name] = [{"axis": 0, "scale": scale, "zero_point": np.int8(0)} for scale in weights.scales]
    return overrides


def quantize_weights(source: Path, target: Path) -> None:
    """Write the graph with the weights of its fully connected layers in 8 bits; activations are measured at each run
    (dynamic quantization). Convolutions stay as they are: measured at each run, they are slower than in float.
    """
    quantize_dynamic(str(source), str(target), op_types_to_quantize=["MatMul", "Gemm"], per_channel=True)
    _save(onnx.load(target), target)


def convert_to_float16(source: Path, target: Path) -> None:
    """Write the graph with weights of 16 bits; inputs and outputs stay 32 (Micikevicius et al., Mixed Precision
    Training, ICLR 2018).
    """
    from onnxruntime.transformers.float16 import convert_float_to_float16

    _save(convert_float_to_float16(onnx.load(source), keep_io_types=True), target)


def extract_maps(source: Path, target: Path) -> list[str]:
    """Write the part of a network that comes before the making of boxes or areas, in whose numbers 8 bits are too few.
    Of a detector that looks twice, it is what its regions are cut from: which regions it proposes hangs on small
    differences of scores, and how many there are, so the shape behind them, is another for each picture. Returns the
    names of the nodes outside of it, those that prepare the picture included.
    """
    graph = onnx.load(source).graph
    twice = any(node.op_type == "RoiAlign" for node in graph.node)
    through = (*MAPS, *GATES, *((*CONVOLUTIONS, "Slice") if twice else ()))
    users: dict[str, list] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    leads: dict[str, bool] = {}  # by each tensor, whether a convolution, or regions, come of it by nothing but maps
    for node in reversed(graph.node):  # sorted: who uses a tensor stands behind who makes it
        for name in node.output:
            leads[name] = any(
                (user.op_type == "RoiAlign" and user.input[0] == name if twice else user.op_type in CONVOLUTIONS)
                or (user.op_type in through and any(leads.get(each, False) for each in user.output))
                for user in users.get(name, [])
            )
    within = () if twice else CONVOLUTIONS
    behind = [node for node in graph.node if not (node.op_type in within or any(map(leads.get, node.output)))]
    made = {name for node in graph.node for name in node.output} - {name for node in behind for name in node.output}
    ends = {name: 1 for node in behind for name in node.input if name in made}
    onnx.utils.extract_model(str(source), str(target), [graph.input[0].name], list(ends))
    return [node.name for node in behind]


def extract_features(source: Path, target: Path) -> list[str]:
    """Write what comes before the last layer of a network that gives a number, which 8 bits would round to one of 256.
    Returns the names of the nodes from that layer on.
    """
    graph = onnx.load(source).graph
    last = max(place for place, node in enumerate(graph.node) if node.op_type in WEIGHTED)
    onnx.utils.extract_model(str(source), str(target), [graph.input[0].name], [graph.node[last].input[0]])
    return [node.name for node in graph.node[last:]]


def list_entrance_nodes(file: Path) -> list[str]:
    """The names of the first convolution and of what comes before it."""
    names = []
    for node in onnx.load(file).graph.node:
        names.append(node.name)
        if node.op_type in CONVOLUTIONS:
            return names
    return []


def measure_weighted_nodes(file: Path) -> dict[str, float]:
    """The nodes that have weights, in their order, each with the share of all weights that it has, 0 to 1."""
    graph = onnx.load(file).graph
    counts = {each.name: math.prod(each.dims) for each in graph.initializer}
    found = {
        node.name: sum(counts.get(name, 0) for name in node.input[1:])
        for node in graph.node
        if node.op_type in WEIGHTED and any(name in counts for name in node.input[1:])
    }
    total = sum(found.values())
    return {name: count / total for name, count in found.items()}


def _save(model: onnx.ModelProto, target: Path) -> None:
    """Write a model without operator sets that nothing in it uses: older versions refuse those that they do not know."""
    ordered = ONNXModel(model)
    ordered.topological_sort()  # the tools add their nodes at the end
    model = ordered.model
    used = {node.domain for node in model.graph.node}
    kept = [each for each in model.opset_import if each.domain in used or (not each.domain and "ai.onnx" in used)]
    del model.opset_import[:]
    model.opset_import.extend(kept)
    model.ir_version = IR
    onnx.checker.check_model(model)
    onnx.save(model, target)
