"""A model's layers as a table."""

from ..errors import EngineMissing
from ..tables import Table
from ..texts import text
from .entry import Entry


def summary(entry: Entry, network, num_classes: int, image_size: int) -> Table:
    """One row a layer: its kind, the shape it gives, how many numbers it learns."""
    columns = [text("layer"), text("shape"), text("parameters")]
    try:
        return Table(columns, _rows(entry, network, num_classes, image_size), title=entry.name)
    except EngineMissing:
        return Table(columns, [[entry.name, f"{image_size} × {image_size}", entry.parameters]], title=entry.name)


def _rows(entry: Entry, network, num_classes: int, image_size: int) -> list:
    from ..engine import need_engine

    need_engine()
    import torch

    from .network import Network
    from .preparation import GEOMETRIES

    network = network or Network(entry, num_classes, image_size)
    rows, hooks = [], []
    for child in network.body.children():
        hooks.append(child.register_forward_hook(lambda layer, _, given: rows.append(_row(layer, given))))
    geometry, training = GEOMETRIES[entry.geometry], network.training
    device = next(network.parameters()).device
    with torch.inference_mode():
        network.eval()(torch.zeros(1, len(geometry.mean), geometry.crop, geometry.crop, device=device))
    network.train(training)
    for hook in hooks:
        hook.remove()
    rows.append([text("total"), "", sum(parameter.numel() for parameter in network.parameters())])
    return rows


def _row(layer, given) -> list:
    count = sum(parameter.numel() for parameter in layer.parameters())
    return [type(layer).__name__, " × ".join(str(length) for length in given.shape[1:]), count]
