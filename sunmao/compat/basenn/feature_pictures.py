"""Outputs of each layer of a BaseNN network, as pictures in a folder."""

from pathlib import Path

import cv2
import numpy as np
import torch

from sunmao.core.atomic_files import write_with_parents
from sunmao.display.api import show
from sunmao.images.annotation_drawing import draw_line_of_text
from sunmao.images.image_files import save_image_file
from sunmao.nets.layer_pictures import color_channels

ACROSS, TILE, GAP, WORDS = 8, 64, 4, 22  # tiles a row; pixels of a tile, between tiles, of a line of words
MAX_TILES = 64  # tiles of a layer
WIDTH = ACROSS * (TILE + GAP) + GAP


def draw_features(modules: list, names: list[str], inputs: torch.Tensor, folder: Path, together: bool) -> None:
    """Write a picture a layer, `1.jpg` …, or all as `total.jpg`, and their numbers as `layer_data.txt`; show them."""
    pictures, lines = [_draw_layer("input", inputs[0].numpy())], [f"input: {inputs[0].numpy().tolist()}"]
    with torch.inference_mode():
        for number, (name, module) in enumerate(zip(names, modules, strict=True), 1):
            inputs = module(inputs)
            values = inputs[0].float().numpy()
            pictures.append(_draw_layer(f"{number} {name} {'x'.join(map(str, values.shape))}", values))
            lines.append(f"{number} {name}: {np.round(values, 4).tolist()}")
    write_with_parents(folder / "layer_data.txt", "\n".join(lines).encode())
    whole = np.concatenate(pictures)
    if together:
        save_image_file(folder / "total.jpg", whole)
    else:
        for number, picture in enumerate(pictures[1:], 1):
            save_image_file(folder / f"{number}.jpg", picture)
    show(whole)


def _draw_layer(words: str, values: np.ndarray) -> np.ndarray:
    """A row of words, then a tile a channel; numbers without a plane are one cell each. Returns (H, W, 3) uint8 RGB."""
    planes = values if values.ndim == 3 else values.reshape(-1, 1, 1) if values.ndim == 1 else values[None]
    low, high, tiles = color_channels(planes[:MAX_TILES], MAX_TILES)
    rows = -(-len(tiles) // ACROSS)
    image = np.full((WORDS + rows * (TILE + GAP) + GAP, WIDTH, 3), 250, np.uint8)
    draw_line_of_text(image, f"{words}  {low:.3g} … {high:.3g}", (GAP, WORDS - 6), 14, (29, 37, 48))
    for place, tile in enumerate(tiles):
        top, left = WORDS + place // ACROSS * (TILE + GAP), GAP + place % ACROSS * (TILE + GAP)
        image[top : top + TILE, left : left + TILE] = cv2.resize(tile, (TILE, TILE), interpolation=cv2.INTER_NEAREST)
    return image
