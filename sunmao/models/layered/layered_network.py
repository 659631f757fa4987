"""A network as a list of layers: the shapes between them, its size, and the name that says all of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from math import prod
from typing import Any

from sunmao.core.validation import require_whole
from sunmao.models.layered.layers import LAYERS, Layer, LayerMisfit, Linear, Shape, format_shape

MIN_SIDE, MAX_SIDE, MAX_INPUTS, MAX_LAYERS = 8, 256, 10_000, 100
MAX_PARAMETERS = 20_000_000  # four times as many take 320 MB while they learn
MAX_BETWEEN = 8_000_000  # numbers between two layers, of one sample
WORD = "Network"
_LAYER = re.compile(r"(\w+)(?:\(([\w.,]*)\))?")
_NAME = re.compile(rf"{WORD} (\d+(?:x\d+x\d+)?)((?: {_LAYER.pattern})*)")


@dataclass(frozen=True)
class LayerOutput:
    """Output of a layer. shape: as of `layers`; parameters: their number."""

    layer: Layer
    shape: Shape
    parameters: int


@dataclass(frozen=True)
class LayeredNetwork:
    """Shape of the input, and the layers in their order. shape: (width, height, channels) or (count,).

    Example:
        >>> network = LayeredNetwork((32, 32, 1)).add(LAYERS['Conv'](8, 5))
        >>> network.name, network.shape, network.parameters
        ('Network 32x32x1 Conv(8,5)', (28, 28, 8), 208)
    """

    input_shape: Shape
    layers: tuple[Layer, ...] = ()

    def __post_init__(self) -> None:
        if len(self.input_shape) == 1:
            require_whole("inputs", self.input_shape[0], 1, MAX_INPUTS)
        else:
            for name, value in zip(("width", "height"), self.input_shape, strict=False):
                require_whole(name, value, MIN_SIDE, MAX_SIDE)

    @property
    def name(self) -> str:
        """All that is needed to build it, in one line."""
        return " ".join([WORD, "x".join(map(str, self.input_shape)), *(layer.describe() for layer in self.layers)])

    @cached_property
    def outputs(self) -> tuple[LayerOutput, ...]:
        """Output of each layer."""
        return tuple(self._trace())

    @property
    def shape(self) -> Shape:
        """Output of the last layer."""
        return self.outputs[-1].shape if self.layers else self.input_shape

    @property
    def parameters(self) -> int:
        """Number of its parameters."""
        return sum(each.parameters for each in self.outputs)

    @property
    def is_complete(self) -> bool:
        """Whether its last layer is a linear one, whose numbers are the answer."""
        return bool(self.layers) and isinstance(self.layers[-1], Linear)

    def add(self, layer: Layer) -> "LayeredNetwork":
        """The network with one more layer. Raises LayerMisfit."""
        made = replace(self, layers=(*self.layers, layer))
        if len(made.layers) > MAX_LAYERS:
            raise LayerMisfit("too_many", most=MAX_LAYERS)
        if made.parameters > MAX_PARAMETERS or prod(made.shape) > MAX_BETWEEN:
            raise LayerMisfit("too_large", parameters=made.parameters, shape=format_shape(made.shape))
        return made

    def _trace(self) -> Iterator[LayerOutput]:
        shape = self.input_shape
        for layer in self.layers:
            given = layer.infer_shape(shape)
            yield LayerOutput(layer, given, layer.count_parameters(shape))
            shape = given


@lru_cache(maxsize=256)
def parse_network(name: str) -> LayeredNetwork | None:
    """The network whose `name` this is; None for anything else."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        network = LayeredNetwork(tuple(map(int, found[1].split("x"))))
        if len(network.input_shape) == 3 and network.input_shape[2] not in (1, 3):
            return None
        for word in found[2].split():
            network = network.add(_parse_layer(word))
    except (LayerMisfit, KeyError, TypeError, ValueError):
        return None
    return network


def _parse_layer(word: str) -> Layer:
    found = _LAYER.fullmatch(word)
    if found is None:
        raise ValueError(word)
    name, said = found.groups()
    kind = LAYERS[name]
    given = [each for each in (said or "").split(",") if each]
    types: list[Any] = [each.type for each in fields(kind)]
    values = [read(value) for read, value in zip(types, given, strict=False)]
    if len(given) != len(values):
        raise ValueError(word)
    return kind(*values)
