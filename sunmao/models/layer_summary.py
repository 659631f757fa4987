"""A model's layers as a table."""

from typing import TYPE_CHECKING, Any

from sunmao.errors import EngineMissing
from sunmao.models.model_spec import DetectorModel, ModelSpec
from sunmao.tabular.table import Table
from sunmao.texts import get_text

if TYPE_CHECKING:
    from torch import nn


MAX_SHAPES = 3  # shapes of one layer: parts of networks that find things give many


def make_summary(entry: ModelSpec | DetectorModel, network: Any, num_classes: int, image_size: int) -> Table:
    """One row a layer: its kind, the shape it gives, how many numbers it learns."""
    columns = [get_text("layer"), get_text("shape"), get_text("parameters")]
    try:
        return Table(columns, _list_rows(entry, network, num_classes, image_size), title=entry.name)
    except EngineMissing:
        return Table(columns, [[entry.name, f"{image_size} × {image_size}", entry.parameters]], title=entry.name)


def _list_rows(entry: ModelSpec | DetectorModel, network: Any, num_classes: int, image_size: int) -> list:
    from sunmao.core.training_engine import require_torch

    require_torch()
    import torch

    network, side, planes = _build(entry, network, num_classes, image_size)
    shapes, layers = {}, list(network.body.children())
    hooks = [
        layer.register_forward_hook(lambda layer, _, given: shapes.update({layer: _list_shapes(given)}))
        for layer in layers
    ]
    training, device = network.training, next(network.parameters()).device
    with torch.inference_mode():
        network.eval()(torch.zeros(1, planes, side, side, device=device))
    network.train(training)
    for hook in hooks:
        hook.remove()
    rows = [_make_row(layer, shapes.get(layer, [])) for layer in layers if layer in shapes or _count_parameters(layer)]
    return [*rows, [get_text("total"), "", _count_parameters(network)]]


def _build(entry: ModelSpec | DetectorModel, network: "nn.Module", num_classes: int, image_size: int) -> tuple:
    """A network, the side in pixels of a picture that it takes, and how many planes that has."""
    if isinstance(entry, DetectorModel):
        return network or entry.build(num_classes, image_size), image_size, 3
    from sunmao.models.network import Classifier
    from sunmao.models.preprocessing import get_classifier_resize

    geometry = get_classifier_resize(entry.geometry)
    return network or Classifier(entry, num_classes, image_size), geometry.crop, len(geometry.mean)


def _make_row(layer: "nn.Module", shapes: list[str]) -> list:
    return [
        type(layer).__name__,
        ", ".join(shapes[:MAX_SHAPES] + ["…"] * (len(shapes) > MAX_SHAPES)),
        _count_parameters(layer),
    ]


def _count_parameters(layer: "nn.Module") -> int:
    """Number of parameters of a layer."""
    return sum(parameter.numel() for parameter in layer.parameters())


def _list_shapes(given: Any) -> list[str]:
    """The shapes of all that a layer gives."""
    if isinstance(given, (list, tuple)):
        return [shape for each in given for shape in _list_shapes(each)]
    return [" × ".join(str(length) for length in given.shape[1:])] if hasattr(given, "shape") else []
