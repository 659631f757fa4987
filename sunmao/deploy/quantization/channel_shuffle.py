"""Channel shuffles (Zhang et al., ShuffleNet, CVPR 2018, arXiv:1707.01083, §3.1) out of a graph.

Which channel a shuffle moves where is known beforehand. So the convolution that makes channels writes them in the order
in which later ones read them, and those have their weights in the order in which they come: what is left is to cut and
join whole runs of channels, where a shuffle moves single ones (in 8 bits, with the channels last: single bytes).
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, helper, numpy_helper
from onnxruntime.quantization.onnx_model import ONNXModel

from sunmao.deploy.quantization.onnx_nodes import get_attribute

ACTIVATIONS = ("Relu", "Clip", "LeakyRelu")  # what treats all channels alike
SHUFFLE = [0, 2, 1, 3, 4]  # of (N, groups, C / groups, H, W)


class Channel(NamedTuple):
    """One channel of a tensor that is cut, joined or shuffled: its number in the graph as it was."""

    source: str
    number: int


def remove_channel_shuffles(model: ModelProto) -> ModelProto:
    """A model with the same answers, but for rounding, without channel shuffles; the given one where they cannot go.

    model: with constants folded and every shape known, opset 13 at least; it is changed.
    """
    flow = _ChannelFlow(model)
    makers = {name: maker for name in flow.sources if (maker := flow.find_maker(name)) is not None}
    if not flow.shuffles or len(makers) < len(flow.sources) or not flow.can_be_read_in_any_order():
        return model
    _reorder_channels(flow, makers)
    del model.graph.value_info[:]
    return onnx.shape_inference.infer_shapes(model)


class _ChannelFlow:
    """Ways of the channels of a graph.

    sources: tensors whose channels are moved, with their number; moved: of what each tensor behind them is made;
    movers: the outputs of nodes that only move channels; shuffles: how many of them there are.
    """

    def __init__(self, model: ModelProto) -> None:
        self.graph = ONNXModel(model)
        self.initializers = {each.name: each for each in model.graph.initializer}
        self.users, self._made_by = self.graph.input_name_to_nodes(), self.graph.output_name_to_node()
        known = (*model.graph.value_info, *model.graph.input, *model.graph.output)
        self._shapes = {each.name: [size.dim_value for size in each.type.tensor_type.shape.dim] for each in known}
        self._ends = {each.name for each in model.graph.output}
        self.sources: dict[str, int] = {}
        self.moved: dict[str, list[Channel]] = {}
        self.movers: set[str] = set()
        self.shuffles = 0
        for node in model.graph.node:
            self._trace(node)

    def list_reads(self) -> dict[str, list[NodeProto]]:
        """The moved tensors from which something is computed, with the nodes that do it."""
        computing = {
            name: [node for node in self.users.get(name, []) if node.output[0] not in self.movers]
            for name in self.moved
        }
        return {name: nodes for name, nodes in computing.items() if nodes}

    def can_be_read_in_any_order(self) -> bool:
        """Whether nothing but convolutions reads moved channels, and each but once."""
        reads = self.list_reads()
        return (
            not self._ends & self.moved.keys()
            and all(len(set(self.moved[name])) == len(self.moved[name]) for name in reads)
            and all(self._is_whole(node) or self.find_next(node) for nodes in reads.values() for node in nodes)
        )

    def find_maker(self, name: str) -> NodeProto | None:
        """The convolution that makes a source, where nobody but nodes that move its channels sees its order."""
        if any(node.output[0] not in self.movers for node in self.users[name]):
            return None
        node = self._made_by.get(name)
        while node is not None and node.op_type in ACTIVATIONS and len(self.users[node.input[0]]) == 1:
            node = self._made_by.get(node.input[0])
        return node if node is not None and self._is_whole(node) else None

    def find_next(self, node: NodeProto) -> NodeProto | None:
        """The convolution over all channels behind one that has each channel for itself; None where that is not so."""
        users = self.users.get(node.output[0], [])
        if not self._is_convolution(node) or len(users) != 1 or not self._is_whole(users[0]):
            return None
        shape = self.get_weights(node, 1).shape
        return users[0] if get_attribute(node, "group", 1) == shape[0] and shape[1] == 1 else None

    def get_weights(self, node: NodeProto, place: int) -> np.ndarray:
        return numpy_helper.to_array(self.initializers[node.input[place]])

    def _is_convolution(self, node: NodeProto) -> bool:
        return node.op_type == "Conv" and all(name in self.initializers for name in node.input[1:])

    def _is_whole(self, node: NodeProto) -> bool:
        """Whether a node is a convolution over all channels."""
        return self._is_convolution(node) and get_attribute(node, "group", 1) == 1

    def _trace(self, node: NodeProto) -> None:
        """New order of the channels that a node moves, if it does nothing else."""
        maps = all(len(self._shapes.get(name, ())) == 4 for name in (node.input[0], node.output[0]))
        if node.op_type == "Concat" and maps and get_attribute(node, "axis") == 1:
            self._move(node, [channel for name in node.input for channel in self._list_channels(name)])
        elif node.op_type == "Slice" and maps and (cut := self._read_cut(node)) is not None:
            self._move(node, self._list_channels(node.input[0])[cut])
        elif (behind := self._match_shuffle(node)) is not None:
            channels = self._list_channels(node.input[0])
            size = self._shapes[node.output[0]][2]  # of a group
            self._move(behind, [channel for place in range(size) for channel in channels[place::size]])
            self.movers |= {node.output[0], behind.input[0]}
            self.shuffles += 1

    def _match_shuffle(self, node: NodeProto) -> NodeProto | None:
        """The last node of the shuffle that a node begins."""
        shape = self._shapes.get(node.output[0], [])
        if node.op_type != "Reshape" or len(shape) != len(SHUFFLE) or len(self.users.get(node.output[0], [])) != 1:
            return None
        [transpose] = self.users[node.output[0]]
        if transpose.op_type != "Transpose" or list(get_attribute(transpose, "perm")) != SHUFFLE:
            return None
        behind = self.users.get(transpose.output[0], [])
        same = len(behind) == 1 and self._shapes.get(behind[0].output[0]) == self._shapes.get(node.input[0])
        return behind[0] if same and behind[0].op_type == "Reshape" else None

    def _move(self, node: NodeProto, channels: list[Channel]) -> None:
        self.moved[node.output[0]] = channels
        self.movers.add(node.output[0])

    def _list_channels(self, name: str) -> list[Channel]:
        if name in self.moved:
            return self.moved[name]
        count = self.sources.setdefault(name, self._shapes[name][1])
        return [Channel(name, number) for number in range(count)]

    def _read_cut(self, node: NodeProto) -> slice | None:
        """Return the slice of channels that a node cuts out; None where it cuts something else."""
        if len(node.input) < 4 or any(name not in self.initializers for name in node.input[1:]):
            return None
        starts, ends, axes, *steps = (self.get_weights(node, place).tolist() for place in range(1, len(node.input)))
        return slice(starts[0], ends[0]) if axes == [1] and steps in ([], [[1]]) else None


def _reorder_channels(flow: _ChannelFlow, makers: dict[str, NodeProto]) -> None:
    """Write, cut, join and read channels in runs, instead of moving each.

    makers: the convolution that makes each source.
    """
    reads = flow.list_reads()
    readers: dict[Channel, list[str]] = {}
    for name in reads:
        for channel in flow.moved[name]:
            readers.setdefault(channel, []).append(name)
    runs: dict[str, list[tuple[str, list[Channel]]]] = {name: [] for name in reads}  # of which each read is made
    for source, maker in makers.items():
        for run, channels in _cut_into_runs(flow, source, maker, readers):
            for name in readers.get(channels[0], ()):
                runs[name].append((run, channels))
    for name, nodes in reads.items():
        places = {channel: place for place, channel in enumerate(flow.moved[name])}
        order = [places[channel] for _, channels in runs[name] for channel in channels]
        names = [run for run, _ in runs[name]]
        if len(names) > 1:
            flow.graph.add_node(helper.make_node("Concat", names, [f"{name}_runs"], f"{name}_Concat", axis=1))
            names = [f"{name}_runs"]
        for node in nodes:
            node.input[0] = names[0]
            if (behind := flow.find_next(node)) is not None:  # it passes the order on
                _reorder_outputs(flow, node, order)
            _reorder_weights(flow, behind or node, 1, 1, order)
    flow.graph.remove_nodes([node for node in flow.graph.nodes() if node.output[0] in flow.movers])
    flow.graph.clean_initializers()
    flow.graph.topological_sort()


def _cut_into_runs(
    flow: _ChannelFlow, source: str, maker: NodeProto, readers: dict[Channel, list[str]]
) -> list[tuple[str, list[Channel]]]:
    """Let a source be made in such an order that what the same nodes read lies together, and cut it there. Returns the
    runs: tensor and channels.
    """
    ranks = {name: rank for rank, name in enumerate(flow.moved)}
    wanted = {
        channel: [ranks[name] for name in readers.get(channel, ())]
        for channel in (Channel(source, number) for number in range(flow.sources[source]))
    }
    order = sorted(wanted, key=lambda channel: (wanted[channel], channel.number))
    _reorder_outputs(flow, maker, [channel.number for channel in order])
    runs = [list(run) for _, run in groupby(order, wanted.__getitem__)]
    if len(runs) == 1:
        return [(source, runs[0])]
    names = [f"{source}_run_{number}" for number in range(len(runs))]
    sizes = numpy_helper.from_array(np.array([len(run) for run in runs]), f"{source}_sizes")
    flow.graph.add_initializer(sizes)
    flow.graph.add_node(helper.make_node("Split", [source, sizes.name], names, f"{source}_Split", axis=1))
    return list(zip(names, runs, strict=True))


def _reorder_outputs(flow: _ChannelFlow, node: NodeProto, order: Sequence[int]) -> None:
    """Let a convolution write its channels in another order."""
    for place in range(1, len(node.input)):
        _reorder_weights(flow, node, place, 0, order)


def _reorder_weights(flow: _ChannelFlow, node: NodeProto, place: int, axis: int, order: Sequence[int]) -> None:
    """Put weights into another order; others may have the same ones, so they get a name of their own."""
    weights = np.take(flow.get_weights(node, place), order, axis)
    name = f"{node.output[0]}_{('weights', 'bias')[place - 1]}"
    if name in flow.initializers:
        flow.graph.remove_initializer(flow.initializers[name])
    flow.initializers[name] = numpy_helper.from_array(weights, name)
    flow.graph.add_initializer(flow.initializers[name])
    node.input[place] = name
