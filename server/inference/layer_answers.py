"""Outputs of each layer of a network for a picture, as the page draws them."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np

from sunmao.core.training_engine import require_torch
from sunmao.images.image_files import decode_image, make_data_address, shrink_image
from sunmao.models.layered.layered_network import parse_network
from sunmao.models.layered.layers import Conv, format_shape
from sunmao.texts import LANGUAGES

MAX_SIDE = 96  # pixels of a map; larger ones are made smaller
DIGITS = 4  # of a number


def answer_layers(
    model: Any, picture: bytes, own: dict[str, Any] | None = None, fresh: str | None = None
) -> dict[str, Any]:
    """`LayerPictures`: what goes through the layers of a network. own: "number" of a convolution, "map", "numbers":
    another filter for this once; one that does not fit is passed over. fresh: the `LayeredNetwork.name` of a network
    that has not learned, in place of the model. Raises NotAPicture, EngineMissing.
    """
    named = fresh or (model.backbone if hasattr(model, "_ready_trained") else "")
    network = parse_network(named)
    if network is None or len(network.input_shape) == 1:
        return {"input": "", "shape": "", "layers": [], "learned": not fresh}
    require_torch()
    from sunmao.nets.activations import replace_filter
    from sunmao.nets.fresh_network import build_fresh

    trained, image = build_fresh(network) if fresh else model._ready_trained(), decode_image(picture)
    changed: AbstractContextManager = nullcontext()
    if own is not None and fits_filter(network, own):
        changed = replace_filter(trained, own["number"], own["map"], np.array(own["numbers"], float))
    with changed:
        return {**_describe_layers(trained, network, image), "learned": not fresh}


def fits_filter(network: Any, own: dict[str, Any]) -> bool:
    """Whether own numbers are for a filter that a network has."""
    layer = network.layers[own["number"] - 1] if 1 <= own["number"] <= len(network.layers) else None
    if not isinstance(layer, Conv) or not 0 <= own["map"] < layer.filters:
        return False
    return np.shape(own["numbers"]) == (layer.kernel_size, layer.kernel_size)


def _describe_layers(trained: Any, network: Any, image: np.ndarray) -> dict[str, Any]:
    from sunmao.nets.activations import compute_activations, work_out_cell
    from sunmao.nets.layer_pictures import MAX_CHANNELS, color_channels, list_picture_layers, to_rgb
    from sunmao.nets.network import name_layer

    seen = compute_activations(trained, network, image)
    layers = []
    for number, output in list_picture_layers(network):
        low, high, tiles = color_channels(seen.given[number], MAX_CHANNELS)
        filters = []
        if isinstance(output.layer, Conv):
            places = range(len(tiles))
            filters = [_round_cell(work_out_cell(trained, output.layer, number, seen, place)) for place in places]
        layers.append(
            {
                "number": number,
                "kind": type(output.layer).__name__,
                "name": {lang: name_layer(output.layer, lang) for lang in LANGUAGES},
                "shape": format_shape(output.shape),
                "low": _round(low),
                "high": _round(high),
                "channels": output.shape[2],
                "maps": [_encode(tile) for tile in tiles],
                "filters": filters,
            }
        )
    return {"input": _encode(to_rgb(seen.prepared)), "shape": format_shape(network.input_shape), "layers": layers}


def _encode(image: np.ndarray) -> str:
    small, _ = shrink_image(image, MAX_SIDE)
    return make_data_address(small)


def _round_cell(cell: Any) -> dict[str, Any]:
    """A `WorkedCell` as JSON."""
    said: dict[str, Any] = {"channel": cell.channel, "channels": cell.channels}
    said |= {name: _round(getattr(cell, name)) for name in ("others", "bias", "value")}
    return said | {name: getattr(cell, name).astype(float).round(DIGITS).tolist() for name in ("numbers", "cells")}


def _round(value: float) -> float:
    return round(float(value), DIGITS)
