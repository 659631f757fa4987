"""What each layer of a network sees in a picture, as the page draws it."""

import base64
from typing import Any

import numpy as np

from sunmao.images.image_files import decode_image, encode_png, shrink_image
from sunmao.models.layered.layered_network import parse_network
from sunmao.models.layered.layers import Conv, format_shape
from sunmao.texts import LANGUAGES

MOST_SIDE = 96  # pixels of a map; larger ones are made smaller
DIGITS = 4  # of a number


def answer_layers(model, picture: bytes) -> dict[str, Any]:
    """`LayerPictures`: what goes through the layers of a network that has learned. Raises NotAPicture."""
    network = parse_network(model.backbone) if hasattr(model, "_ready_trained") else None
    if network is None or len(network.input_shape) == 1:
        return {"input": "", "shape": "", "layers": []}
    from sunmao.nets.activations import compute_activations, work_out_cell
    from sunmao.nets.layer_pictures import MOST, color_channels, list_picture_layers, to_rgb
    from sunmao.nets.network import name_layer

    trained = model._ready_trained()
    seen = compute_activations(trained, network, decode_image(picture))
    layers = []
    for number, output in list_picture_layers(network):
        low, high, tiles = color_channels(seen.given[number], MOST)
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
    small, _ = shrink_image(image, MOST_SIDE)
    return "data:image/png;base64," + base64.b64encode(encode_png(small)).decode("ascii")


def _round_cell(cell) -> dict[str, Any]:
    """A `WorkedCell` as JSON."""
    said: dict[str, Any] = {"channel": cell.channel, "channels": cell.channels}
    said |= {name: _round(getattr(cell, name)) for name in ("others", "bias", "value")}
    return said | {name: getattr(cell, name).astype(float).round(DIGITS).tolist() for name in ("numbers", "cells")}


def _round(value: float) -> float:
    return round(float(value), DIGITS)
