"""Networks that are put together layer by layer: the shape behind each block, and layers that do not fit, before the
program runs.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sunmao.codegen.checks.data_checks import NETWORKS
from sunmao.codegen.nodes import Node
from sunmao.codegen.problems import WARNING, Problem, make_problem
from sunmao.codegen.texts import LAYERS as WORDS
from sunmao.codegen.variable_usage import READERS, VariableUsage
from sunmao.models.layered import layers
from sunmao.models.layered.layered_network import LayeredNetwork
from sunmao.models.layered.layers import Layer, LayerMisfit, format_shape

UNKNOWN = "?"
_NUMBER = "math_number"


@dataclass(frozen=True)
class LayerShape:
    """Shape of a layer's output, as shown beside its block. shape: '30×30×8', or '?' where it is not known before the
    program runs; parameters: how many numbers the layer learns; misfit: it does not fit, and `shape` is what comes to
    it.
    """

    block: str
    shape: str
    parameters: int = 0
    misfit: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The JSON object for the page."""
        return asdict(self)


class UnknownNumber(ValueError):
    """A number that only the running program knows."""


@dataclass(frozen=True)
class TracedNetworks:
    """Result of tracing a program's layered networks before it runs. shapes: at each block of them; problems: on each
    layer that does not fit, which a program may have all the same: it says so itself when it comes there; names: of the
    networks themselves (`LayeredNetwork.name`), up to the first layer that does not fit or is not known yet.
    """

    shapes: list[LayerShape] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def trace_networks(nodes: list[Node], variables: VariableUsage) -> TracedNetworks:
    """Follow the networks that are put together one block after the other."""
    traced = TracedNetworks()
    for maker, variable, source in variables.assignments:
        if not (isinstance(source, Node) and source.type in NETWORKS and maker.id):
            continue
        made = [each for _, other, each in variables.assignments if other.id == variable.id]
        added = [node for node in nodes if _adds_to(node, variable.id)]
        if len(made) == 1 and all(_is_beside(node, maker) for node in added):
            _trace(maker, source, added, traced)
    return traced


def _adds_to(node: Node, variable: str) -> bool:
    child = node.child("model") if node.type in _MAKERS else None
    return child is not None and child.type in READERS and child.field("VAR").id == variable


def _is_beside(node: Node, maker: Node) -> bool:
    """Whether a block stands in the same stack, so that it runs once, after the other."""
    return bool(node.id) and node.surround is maker.surround and node.head is maker.head


def _trace(maker: Node, source: Node, added: list[Node], traced: TracedNetworks) -> None:
    network = known = _begin(source)
    shapes = traced.shapes
    shapes.append(LayerShape(str(maker.id), format_shape(network.shape) if network else UNKNOWN))
    for node in added:
        try:
            layer = _MAKERS[node.type](node) if network else None
        except ValueError:  # not known yet, or a number that the block itself marks
            network = layer = None
        if network is None or layer is None:
            shapes.append(LayerShape(str(node.id), UNKNOWN))
            continue
        try:
            network = known = network.add(layer)
            shapes.append(LayerShape(str(node.id), format_shape(network.shape), network.outputs[-1].parameters))
        except LayerMisfit as misfit:
            shapes.append(LayerShape(str(node.id), format_shape(network.shape), misfit=True))
            traced.problems.append(_make_misfit_problem(node, layer, misfit))
            network = None
    if known is not None and known.layers:
        traced.names.append(known.name)


def _make_misfit_problem(node: Node, layer: Layer, misfit: LayerMisfit) -> Problem:
    value = str(misfit.mend.value) if misfit.mend and misfit.mend.way == "set" else ""
    name = WORDS[type(layer).__name__]
    problem = make_problem(node.id, f"layer_{misfit.key}", WARNING, value=value, layer=name, **misfit.words)
    return replace(problem, value=value)


def _begin(source: Node) -> LayeredNetwork | None:
    """The empty network that a block makes; None where its numbers are not known, or make no sense."""
    try:
        if source.type == "net_numbers":
            return LayeredNetwork((_read_whole(source, "inputs"),))
        sides = _read_whole(source, "width"), _read_whole(source, "height")
        return LayeredNetwork((*sides, int(source.field("channels"))))
    except ValueError:
        return None


def _read_number(node: Node, name: str) -> float:
    """The number that stands in a hole. Raises UnknownNumber where something else does."""
    child = node.child(name)
    if child is None:
        declared = node.declaration.hole(name)
        if declared is None or not isinstance(declared.default, (int, float)):
            raise UnknownNumber(name)
        return declared.default
    if child.type != _NUMBER:
        raise UnknownNumber(name)
    return float(child.field("NUM"))


def _read_whole(node: Node, name: str) -> int:
    number = _read_number(node, name)
    if number != int(number):
        raise UnknownNumber(name)
    return int(number)


def _read_conv(node: Node) -> Layer:
    more = {option.name: _read_whole(node, option.name) for option in node.optional_inputs}
    return layers.Conv(_read_whole(node, "filters"), _read_whole(node, "kernel_size"), **more)


_MAKERS: dict[str, Callable[[Node], Layer]] = {
    "net_conv": _read_conv,
    "net_pool": lambda node: layers.Pool(str(node.field("kind")), _read_whole(node, "size")),
    "net_linear": lambda node: layers.Linear(_read_whole(node, "units")),
    "net_dropout": lambda node: layers.Dropout(_read_number(node, "rate")),
    "net_lstm": lambda node: layers.LSTM(_read_whole(node, "units")),
    "net_simple": lambda node: layers.LAYERS[str(node.field("layer"))](),
}
