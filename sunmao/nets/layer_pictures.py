"""Outputs of each layer of a network, as one picture: a row a layer, a tile a channel."""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from sunmao.images.annotation_drawing import draw_line_of_text
from sunmao.models.layered.layered_network import LayeredNetwork, LayerOutput
from sunmao.models.layered.layers import Conv, Dropout, format_shape
from sunmao.nets.activations import compute_activations, get_weights
from sunmao.nets.network import name_layer
from sunmao.texts import get_text

MAX_CHANNELS = 8  # channels of a layer that are drawn
TILE, GAP, WORDS = 72, 6, 26  # pixels: of a tile, between tiles, of a line of words
WIDTH = MAX_CHANNELS * (TILE + GAP) + GAP
INK, PAPER = (29, 37, 48), 250


def draw_layers(trained: Any, network: LayeredNetwork, picture: np.ndarray) -> np.ndarray:
    """The input, then each layer that gives pictures, and the filters of the first convolution.

    All channels of a layer have one scale, from dark to bright, whose largest number is said, so that noise is not
    taken for sense. picture: (H, W, 3) uint8 RGB.

    Returns: (H', 630, 3) uint8 RGB.
    """
    seen = compute_activations(trained, network, picture)
    rows = [_draw_row(get_text("net_input"), [to_rgb(seen.prepared)])]
    for number, output in list_picture_layers(network):
        if isinstance(output.layer, Conv) and number == 1:
            rows.append(_draw_filters(get_weights(trained, number)))
        rows.append(_draw_layer(output, seen.given[number]))
    return np.concatenate(rows)


def list_picture_layers(network: LayeredNetwork) -> Iterator[tuple[int, LayerOutput]]:
    """The layers that give pictures, with their numbers from 1; not those that do nothing once a network has learned."""
    for number, output in enumerate(network.outputs, 1):
        if len(output.shape) == 1:
            return
        if not isinstance(output.layer, Dropout):
            yield number, output


def color_channels(values: np.ndarray, most: int) -> tuple[float, float, list[np.ndarray]]:
    """(the smallest number, the largest, the first `most` channels by one scale between them, (H, W, 3) uint8 RGB).

    values: (C, H, W).
    """
    low, high = float(values.min()), float(values.max())
    scaled = ((values - low) / ((high - low) or 1) * 255).astype(np.uint8)
    tiles = [cv2.cvtColor(cv2.applyColorMap(each, cv2.COLORMAP_VIRIDIS), cv2.COLOR_BGR2RGB) for each in scaled[:most]]
    return low, high, tiles


def _draw_layer(output: LayerOutput, values: np.ndarray) -> np.ndarray:
    low, high, tiles = color_channels(values, MAX_CHANNELS)
    words = f"{name_layer(output.layer)} · {format_shape(output.shape)}"
    return _draw_row(get_text("net_row", layer=words, high=f"{high:.3g}", low=f"{low:.3g}"), tiles)


def _draw_filters(weights: np.ndarray) -> np.ndarray:
    """The numbers of the first filters, the mean of their channels: above 0 green-blue, below 0 orange, 0 pale.

    weights: (filters, channels, K, K).
    """
    weights = weights[:MAX_CHANNELS].mean(1)
    most = float(abs(weights).max()) or 1.0
    share = (weights / most)[..., None]
    pale, above, below = (np.array(each, float) for each in ((242, 240, 235), (23, 121, 138), (191, 84, 26)))
    tiles = np.where(share >= 0, pale + share * (above - pale), pale - share * (below - pale)).astype(np.uint8)
    return _draw_row(get_text("net_filters", high=f"{most:.3g}"), list(tiles))


def _draw_row(words: str, tiles: list[np.ndarray]) -> np.ndarray:
    row = np.full((WORDS + TILE + GAP, WIDTH, 3), PAPER, np.uint8)
    draw_line_of_text(row, words, (GAP, WORDS - 8), 15, INK)
    for place, tile in enumerate(tiles):
        scale = TILE / max(tile.shape[:2])
        size = max(1, round(tile.shape[1] * scale)), max(1, round(tile.shape[0] * scale))
        left = GAP + place * (TILE + GAP)
        row[WORDS : WORDS + size[1], left : left + size[0]] = cv2.resize(tile, size, interpolation=cv2.INTER_NEAREST)
    return row


def to_rgb(prepared: np.ndarray) -> np.ndarray:
    """A picture, (H, W) or (H, W, 3) uint8, in three channels."""
    return cv2.cvtColor(prepared, cv2.COLOR_GRAY2RGB) if prepared.ndim == 2 else prepared
