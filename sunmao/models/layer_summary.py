"""A model's layers as a table."""

from sunmao.errors import EngineMissing
from sunmao.tables import Table
from sunmao.texts import text
from sunmao.models.model_spec import Detector, Entry

MOST = 3  # shapes of one layer: parts of networks that find things give many

def summary(entry: Entry | Detector, network, num_classes: int, image_size: int) -> Table:
    """One row a layer: its kind, the shape it gives, how many numbers it learns."""
    columns = [text("layer"), text("shape"), text("parameters")]
    try:
        return Table(columns, _rows(entry, network, num_classes, image_size), title=entry.name)
    except EngineMissing:
        return Table(columns, [[entry.name, f"{image_size} × {image_size}", entry.parameters]], title=entry.name)


def _rows(entry: Entry | Detector, network, num_classes: int, image_size: int) -> list:
    from sunmao.core.training_engine import need_engine

    need_engine()
    import torch

    network, side, planes = _built(entry, network, num_classes, image_size)
    shapes, layers = {}, list(network.body.children())
    hooks = [layer.register_forward_hook(lambda layer, _, given: shapes.update({layer: _shapes(given)})) for layer in layers]
    training, device = network.training, next(network.parameters()).device
    with torch.inference_mode():
        network.eval()(torch.zeros(1, planes, side, side, device=device))
    network.train(training)
    for hook in hooks:
        hook.remove()
    rows = [_row(layer, shapes.get(layer, [])) for layer in layers if layer in shapes or _numbers(layer)]
    return [*rows, [text("total"), "", _numbers(network)]]


def _built(entry: Entry | Detector, network, num_classes: int, image_size: int) -> tuple:
    """A network, the side in pixels of a picture that it takes, and how many planes that has."""
    if isinstance(entry, Detector):
        return network or entry.build(num_classes, image_size), image_size, 3
    from sunmao.models.network import Network
    from sunmao.models.preprocessing import GEOMETRIES

    geometry = GEOMETRIES[entry.geometry]
    return network or Network(entry, num_classes, image_size), geometry.crop, len(geometry.mean)


def _row(layer, shapes: list[str]) -> list:
    return [type(layer).__name__, ", ".join(shapes[:MOST] + ["…"] * (len(shapes) > MOST)), _numbers(layer)]


def _numbers(layer) -> int:
    """How many numbers a layer learns."""
    return sum(parameter.numel() for parameter in layer.parameters())


def _shapes(given) -> list[str]:
    """The shapes of all that a layer gives."""
    if isinstance(given, (list, tuple)):
        return [shape for each in given for shape in _shapes(each)]
    return [" × ".join(str(length) for length in given.shape[1:])] if hasattr(given, "shape") else []
