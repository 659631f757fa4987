"""A network to which layers are added, whatever it learns from."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Self

from sunmao.errors import BadValue
from sunmao.models.layered.layered_network import LayeredNetwork, parse_network
from sunmao.models.layered.layers import Layer, LayerMisfit, Linear, format_shape
from sunmao.models.weight_metadata import read_metadata
from sunmao.tabular.table import Table
from sunmao.texts import get_both, get_text

# By what a network sees; imported when one is made, for they build upon `Network`.
_KINDS = {
    "pictures": ("sunmao.nets.picture_network", "PictureNetwork"),
    "rows": ("sunmao.nets.row_network", "RowNetwork"),
}


class Network:
    """A network that is put together layer by layer: for pictures (width, height, channels), or for rows of numbers
    (inputs). It learns, is tested and is used as every other model.

    Args:
        width, height: of the pictures that it sees, in pixels, 8 to 256. channels: 1 (gray) or 3 (color).
        inputs: how many numbers a row has, in place of these.

    Raises: BadValue.

    Example:
        model = Network(width=32, height=32, channels=1)
        model.add(Conv(filters=8, kernel_size=3))
        model.add(ReLU())
        model.add(Pool(kind='max', size=2))
        model.add(Flatten())
        model.add(Linear(units=10))
        model.load_dataset(path='data/digits')
        model.train(epochs=5)
    """

    _network: LayeredNetwork

    def __new__(cls, width: int = 32, height: int = 32, channels: int = 1, *, inputs: int | None = None) -> Any:
        if cls is Network:
            module, name = _KINDS["pictures" if inputs is None else "rows"]
            return object.__new__(getattr(import_module(module), name))
        return object.__new__(cls)

    @classmethod
    def _reads_layers(cls, line: Any) -> bool:
        """Whether a text names layers that such a network can have, as `LayeredNetwork.name` does."""
        network = parse_network(line) if isinstance(line, str) else None
        return network is not None and (len(network.input_shape) == 1) == (cls.__name__ == "RowNetwork")

    @classmethod
    def _from_layers(cls, line: str) -> Self:
        """A network of these layers, of which `_reads_layers` says that it can have them."""
        network = parse_network(line)
        assert network is not None
        shape = network.input_shape
        model = cls(*shape) if len(shape) == 3 else cls(inputs=shape[0])
        model._use(network)
        return model

    @property
    def layers(self) -> list[Layer]:
        """The layers, in their order."""
        return list(self._network.layers)

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the last layer's output: (width, height, channels), or (count,)."""
        return self._network.shape

    @property
    def parameters(self) -> int:
        """Number of its parameters."""
        return self._network.parameters

    def add(self, layer: Layer) -> None:
        """Put a layer behind the last one; what was learned before is forgotten.

        Raises: BadValue: it does not fit behind the one before it, or the network becomes too large.
        """
        if not isinstance(layer, Layer):
            raise BadValue("no_layer", value=repr(layer)[:60])
        try:
            self._use(self._network.add(layer))
        except LayerMisfit as misfit:
            raise make_misfit_error(misfit, layer) from None

    def as_events(self) -> Iterator[Any]:
        """The layers, the shape that each gives, and how many numbers it learns, as a table."""
        columns = [get_text("layer"), get_text("shape"), get_text("parameters")]
        rows: list[list] = [[get_text("net_input"), format_shape(self._network.input_shape), 0]]
        rows += [[name_layer(each.layer), format_shape(each.shape), each.parameters] for each in self._network.outputs]
        rows.append([get_text("total"), "", self._network.parameters])
        yield from Table(columns, rows, title=get_text("net_title")).as_events()

    def __repr__(self) -> str:
        return f"<{self._network.name}>"

    def _take_layers(self, checkpoint: Path) -> None:
        """Have the layers of a weights file, where there are none yet and it sees the same."""
        if self._network.layers or not checkpoint.is_file():
            return
        said = parse_network(str(read_metadata(checkpoint).get("model")))
        if said is not None and said.input_shape == self._network.input_shape:
            self._use(said)

    def _use(self, network: LayeredNetwork) -> None:
        """Have these layers from now on."""
        raise NotImplementedError

    def _require_outputs(self, count: int) -> None:
        """Raises BadValue unless the last layer is a linear one with so many neurons."""
        if not self._network.is_complete:
            raise BadValue("net_no_end", count=count)
        last = self._network.layers[-1]
        assert isinstance(last, Linear)
        if last.units != count:
            raise BadValue("net_other_end", units=last.units, count=count)


def make_misfit_error(misfit: LayerMisfit, layer: Layer) -> BadValue:
    """The error for a layer that does not fit."""
    return BadValue(f"layer_{misfit.key}", layer=get_both(f"net_{type(layer).__name__.lower()}"), **misfit.words)


def name_layer(layer: Layer, lang: str | None = None) -> str:
    """A layer in a few words: '卷积，8 个 3×3'. lang: as of `get_text`."""
    return get_text(f"net_a_{type(layer).__name__.lower()}", lang, **{**vars(layer), "kind": _name_kind(layer)})


def _name_kind(layer: Layer) -> dict:
    return get_both(f"net_{getattr(layer, 'kind', 'max')}")
