"""The layers of which a network is put together: what each makes of a shape, and how many numbers it learns.

A shape is (width, height, channels) of pictures, or (count,) of a row of numbers. Nothing here needs torch.
"""

from dataclasses import dataclass, fields
from math import prod
from typing import Any

from sunmao.core.validation import require_choice, require_range, require_whole

Shape = tuple[int, ...]
MAX_UNITS, MAX_KEPT, MAX_KERNEL = 10_000, 1024, 64
KINDS = ("max", "average")


@dataclass(frozen=True)
class Mend:
    """Remedy of a misfit. way: 'flatten' (a `Flatten` before the layer) or 'set' (the layer's `argument` becomes
    `value`).
    """

    way: str
    argument: str = ""
    value: int = 0


class LayerMisfit(Exception):
    """A layer that does not fit behind the one before it.

    key: of its sentence, without the beginning 'layer_'; words: what fills the sentence's places. mend: what would fit,
    or None.
    """

    def __init__(self, key: str, mend: Mend | None = None, **words: Any) -> None:
        self.key, self.mend, self.words = key, mend, words
        super().__init__(key)


def format_shape(shape: Shape) -> str:
    """'30×30×8', or '1800' of a row."""
    return "×".join(map(str, shape))


@dataclass(frozen=True)
class Layer:
    """One layer of a network."""

    def infer_shape(self, shape: Shape) -> Shape:
        """Shape of the output for this input. Raises LayerMisfit."""
        return shape

    def _keep_whole(self, name: str, least: int, most: int) -> None:
        object.__setattr__(self, name, require_whole(name, getattr(self, name), least, most))

    def count_parameters(self, shape: Shape) -> int:
        """Number of its parameters for this input."""
        return 0

    def describe(self) -> str:
        """As the name of a network has it: 'Conv(8,5)'; what is as usual at the end is left out."""
        names = [each.name for each in fields(self)]
        while names and getattr(self, names[-1]) == type(self).__dataclass_fields__[names[-1]].default:
            names.pop()
        said = ",".join(str(getattr(self, name)) for name in names)
        return type(self).__name__ + (f"({said})" if said else "")


def _require_picture(shape: Shape) -> None:
    if len(shape) == 1:
        raise LayerMisfit("wants_picture", count=shape[0])


@dataclass(frozen=True)
class Conv(Layer):
    """A convolution: filters of `kernel_size` × `kernel_size` cells go over the picture, each gives a channel.

    Args: filters: how many. stride: cells from one place to the next. padding: rows of zeros around the picture.

    Example:
        >>> Conv(filters=8, kernel_size=3).infer_shape((32, 32, 1))
        (30, 30, 8)
    """

    filters: int = 16
    kernel_size: int = 3
    stride: int = 1
    padding: int = 0

    def __post_init__(self) -> None:
        self._keep_whole("filters", 1, MAX_UNITS)
        self._keep_whole("kernel_size", 1, MAX_KERNEL)
        self._keep_whole("stride", 1, MAX_KERNEL)
        self._keep_whole("padding", 0, MAX_KERNEL)

    def infer_shape(self, shape: Shape) -> Shape:
        """(width, height, filters)."""
        _require_picture(shape)
        least = min(shape[:2]) + 2 * self.padding
        if self.kernel_size > least:
            raise LayerMisfit(
                "filter_large", Mend("set", "kernel_size", least), size=self.kernel_size, shape=format_shape(shape)
            )
        wide, high = ((side + 2 * self.padding - self.kernel_size) // self.stride + 1 for side in shape[:2])
        return wide, high, self.filters

    def count_parameters(self, shape: Shape) -> int:
        """Each filter has a number a cell and channel, and one more."""
        return (shape[2] * self.kernel_size**2 + 1) * self.filters


@dataclass(frozen=True)
class Pool(Layer):
    """Of each `size` × `size` cells the largest number ('max') or their mean ('average') is kept.

    Example:
        >>> Pool(kind='max', size=2).infer_shape((30, 30, 8))
        (15, 15, 8)
    """

    kind: str = "max"
    size: int = 2

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", require_choice("kind", self.kind, KINDS))
        self._keep_whole("size", 1, MAX_KERNEL)

    def infer_shape(self, shape: Shape) -> Shape:
        """(width / size, height / size, channels), rounded down."""
        _require_picture(shape)
        if self.size > min(shape[:2]):
            raise LayerMisfit(
                "pool_large", Mend("set", "size", min(shape[:2])), size=self.size, shape=format_shape(shape)
            )
        return shape[0] // self.size, shape[1] // self.size, shape[2]


@dataclass(frozen=True)
class Linear(Layer):
    """Fully connected: each of `units` neurons adds up all numbers of a row, each times a weight of its own.

    Example:
        >>> Linear(units=10).count_parameters((84,))
        850
    """

    units: int = 64

    def __post_init__(self) -> None:
        self._keep_whole("units", 1, MAX_UNITS)

    def infer_shape(self, shape: Shape) -> Shape:
        """(units,)."""
        if len(shape) > 1:
            raise LayerMisfit("wants_row", Mend("flatten"), shape=format_shape(shape), count=prod(shape))
        return (self.units,)

    def count_parameters(self, shape: Shape) -> int:
        """Each neuron has a number for each that comes in, and one more."""
        return (shape[0] + 1) * self.units


@dataclass(frozen=True)
class Dropout(Layer):
    """While it learns, this share of the numbers is set to 0 by chance, 0 to 0.9 (Srivastava and others 2014)."""

    rate: float = 0.5

    def __post_init__(self) -> None:
        object.__setattr__(self, "rate", require_range("rate", self.rate, 0, 0.9))


@dataclass(frozen=True)
class ReLU(Layer):
    """Numbers below 0 become 0."""


@dataclass(frozen=True)
class Sigmoid(Layer):
    """Numbers are squeezed between 0 and 1."""


@dataclass(frozen=True)
class Tanh(Layer):
    """Numbers are squeezed between −1 and 1."""


@dataclass(frozen=True)
class BatchNorm(Layer):
    """Each channel gets mean 0 and deviation 1 over a batch, then a scale and a shift that are learned (Ioffe, Szegedy
    2015).
    """

    def count_parameters(self, shape: Shape) -> int:
        """A scale and a shift a channel, of a row a number."""
        return 2 * shape[-1]


@dataclass(frozen=True)
class Flatten(Layer):
    """All numbers of a picture in one row.

    Example:
        >>> Flatten().infer_shape((15, 15, 8))
        (1800,)
    """

    def infer_shape(self, shape: Shape) -> Shape:
        """(count,)."""
        return (prod(shape),)


@dataclass(frozen=True)
class LSTM(Layer):
    """Reads step by step and keeps what matters in `units` numbers (Hochreiter, Schmidhuber 1997): a picture row by row
    from above, a row of numbers one by one.
    """

    units: int = 32

    def __post_init__(self) -> None:
        self._keep_whole("units", 1, MAX_KEPT)

    def infer_shape(self, shape: Shape) -> Shape:
        """(units,)."""
        return (self.units,)

    def count_parameters(self, shape: Shape) -> int:
        """Four gates, each with weights for what comes and what is kept, and two shifts, as torch has them."""
        return 4 * self.units * (count_step(shape) + self.units + 2)


def count_step(shape: Shape) -> int:
    """Size of a step of an `LSTM` for this input."""
    return shape[0] * shape[2] if len(shape) > 1 else 1


LAYERS: dict[str, type[Layer]] = {
    each.__name__: each for each in (Conv, Pool, Linear, ReLU, Dropout, BatchNorm, Flatten, Sigmoid, Tanh, LSTM)
}
