"""`XEdu.utils`: how alike rows of numbers are, as numbers and as pictures."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from sunmao.compat.argument_types import Picture
from sunmao.core.strict import suggest_nearest
from sunmao.display.api import show
from sunmao.errors import BadValue
from sunmao.images.annotation_drawing import draw_line_of_text, make_drawable, measure_text
from sunmao.images.image_files import read_image_file, shrink_image, to_rgb

__all__ = ["cosine_similarity", "get_similarity", "softmax", "visualize_probability", "visualize_similarity"]
METHODS = ("cosine", "euclidean", "pearson")
AUDIO_WIDTH, AUDIO_SCALE = 1024, 33.3795  # rows of CLAP, whose likeness is scaled as it was trained
CELL, SIZE, MARGIN = 96, 15, 14  # pixels of the pictures
LOW, HIGH = np.array([68, 1, 84]), np.array([253, 231, 37])  # colors of the least and the most alike


def softmax(x: ArrayLike) -> list[list[float]]:
    """Each row of numbers, (N, C), as shares that are together 1, in lists."""
    rows = _to_rows(x)
    shares = np.exp(rows - rows.max(axis=1, keepdims=True))
    return (shares / shares.sum(axis=1, keepdims=True)).tolist()


def cosine_similarity(embeddings_1: ArrayLike, embeddings_2: ArrayLike) -> np.ndarray:
    """The cosine between each row of the first, (N, D), and each of the second, (M, D): (N, M), −1 … 1.

    Raises: BadValue.
    """
    first, second = _to_rows(embeddings_1), _to_rows(embeddings_2)
    if first.shape[1] != second.shape[1]:
        raise BadValue("utils_widths", first=first.shape[1], second=second.shape[1])
    first, second = _normalize(first), _normalize(second)
    return first @ second.T * (AUDIO_SCALE if first.shape[1] == AUDIO_WIDTH else 1.0)


def get_similarity(
    embeddings_1: ArrayLike, embeddings_2: ArrayLike, method: str = "cosine", use_softmax: bool = True
) -> Any:
    """Similarity of each row of the first, (N, D), to each of the second, (M, D).

    Args:
        method: 'cosine', 'euclidean' or 'pearson'.
        use_softmax: as shares of each row, then lists; else an array (N, M). A single row instead of rows, (D,), leaves
            out its side.

    Raises: BadValue.
    """
    if np.ndim(embeddings_1) == 1:
        return get_similarity(np.asarray(embeddings_1)[None], embeddings_2, method, use_softmax)[0]
    if np.ndim(embeddings_2) == 1:
        found = get_similarity(embeddings_1, np.asarray(embeddings_2)[None], method, use_softmax)
        return np.asarray(found)[:, 0]
    if method not in METHODS:
        guess = suggest_nearest(str(method), METHODS)
        raise BadValue("ml_no_metric", value=repr(method)[:60], names=", ".join(METHODS), guess=guess)
    first, second = _to_rows(embeddings_1), _to_rows(embeddings_2)
    if method == "cosine":
        found = cosine_similarity(first, second)
    elif first.shape[1] != second.shape[1]:
        raise BadValue("utils_widths", first=first.shape[1], second=second.shape[1])
    elif method == "euclidean":
        apart = np.linalg.norm(first[:, None] - second[None], axis=2)
        found = np.exp(-(apart**2) / (2 * (apart.mean() or 1.0) ** 2))
    else:
        found = _normalize(first - first.mean(axis=1, keepdims=True)) @ (
            _normalize(second - second.mean(axis=1, keepdims=True)).T
        )
    return softmax(found) if use_softmax else found


def visualize_similarity(
    similarity: ArrayLike, x: Sequence[Picture], y: Sequence[Picture], figsize: tuple[float, float] = (10, 10)
) -> np.ndarray:
    """Show how alike things are: a table with `x` across and `y` down, texts or pictures' files.

    Returns: the picture, (H, W, 3) uint8 RGB.
    """
    rows = _to_rows(similarity)
    if rows.shape != (len(x), len(y)):
        raise BadValue("utils_names", rows=len(rows), columns=rows.shape[1], x=len(x), y=len(y))
    beside = [_make_label(each) for each in y]
    above = [_make_label(each) for each in x]
    left = max(each.shape[1] for each in beside) + 2 * MARGIN
    top = max(each.shape[0] for each in above) + 2 * MARGIN
    width = max(CELL, *(each.shape[1] + MARGIN for each in above))
    height = max(CELL // 2, *(each.shape[0] + MARGIN for each in beside))
    image = np.full((top + height * len(y) + MARGIN, left + width * len(x) + MARGIN, 3), 255, np.uint8)
    low, high = max(0.0, float(rows.min())), float(rows.max())
    for column, label in enumerate(above):
        _place(image, label, left + column * width + width // 2, top // 2)
        for line in range(len(y)):
            value = float(rows[column, line])
            share = min(1.0, max(0.0, (value - low) / (high - low))) if high > low else 1.0
            corner = left + column * width, top + line * height
            image[corner[1] : corner[1] + height, corner[0] : corner[0] + width] = LOW + share * (HIGH - LOW)
            ink = (0, 0, 0) if share > 0.5 else (255, 255, 255)
            words = f"{value:.4f}"
            across = corner[0] + (width - measure_text(words, SIZE)) // 2
            draw_line_of_text(image, words, (across, corner[1] + height // 2 + SIZE // 3), SIZE, ink)
    for line, label in enumerate(beside):
        _place(image, label, left // 2, top + line * height + height // 2)
    show(image)
    return image


def visualize_probability(
    prob: ArrayLike,
    images: Sequence[Picture],
    classes: Sequence[str],
    topk: int = 2,
    figsize: tuple[float, float] = (10, 10),
) -> np.ndarray:
    """Show pictures with their likeliest classes beside them. prob: (N, C); images: N files or arrays, (H, W, 3) RGB.

    Returns: the picture, (H, W, 3) uint8 RGB.
    """
    rows = _to_rows(prob)
    if rows.shape != (len(images), len(classes)):
        raise BadValue("utils_names", rows=len(rows), columns=rows.shape[1], x=len(images), y=len(classes))
    best = np.argsort(-rows, axis=1, kind="stable")[:, : max(1, int(topk))]
    parts = [_draw_shares(_make_label(each), row, places, classes) for each, row, places in zip(images, rows, best)]
    width = max(part.shape[1] for part in parts)
    parts = [np.pad(part, ((0, 0), (0, width - part.shape[1]), (0, 0)), constant_values=255) for part in parts]
    image = np.concatenate(parts)
    show(image)
    return image


def _draw_shares(label: np.ndarray, row: np.ndarray, places: np.ndarray, classes: Sequence[str]) -> np.ndarray:
    names = make_drawable([str(classes[place]) for place in places])
    wide = max(measure_text(name, SIZE) for name in names) + 2 * MARGIN
    height = max(label.shape[0], 28 * len(places)) + 2 * MARGIN
    image = np.full((height, label.shape[1] + wide + 3 * CELL + 2 * MARGIN, 3), 255, np.uint8)
    _place(image, label, MARGIN + label.shape[1] // 2, height // 2)
    start = label.shape[1] + wide + MARGIN
    for line, (name, place) in enumerate(zip(names, places, strict=True)):
        y = MARGIN + 28 * line
        draw_line_of_text(image, name, (label.shape[1] + 2 * MARGIN, y + 18), SIZE)
        length = round(2 * CELL * min(1.0, max(0.0, float(row[place]))))
        image[y + 4 : y + 22, start : start + length] = (38, 106, 176)
        draw_line_of_text(image, f"{row[place]:.4f}", (start + length + 6, y + 18), SIZE)
    return image


def _make_label(thing: Picture) -> np.ndarray:
    """A small picture of what is compared: of a file or an array itself, else its words."""
    if isinstance(thing, (str, Path)) and Path(thing).is_file():
        return shrink_image(read_image_file(thing), CELL)[0]
    if hasattr(thing, "ndim") or hasattr(thing, "getbands"):
        return shrink_image(to_rgb(thing), CELL)[0]
    (words,) = make_drawable([str(thing)])
    image = np.full((SIZE + 8, measure_text(words, SIZE) + 8, 3), 255, np.uint8)
    draw_line_of_text(image, words, (4, SIZE + 2), SIZE)
    return image


def _place(image: np.ndarray, part: np.ndarray, x: int, y: int) -> None:
    """Put a small picture with its middle at (x, y)."""
    top, left = max(0, y - part.shape[0] // 2), max(0, x - part.shape[1] // 2)
    room = image[top : top + part.shape[0], left : left + part.shape[1]]
    room[:] = part[: room.shape[0], : room.shape[1]]


def _to_rows(values: ArrayLike) -> np.ndarray:
    try:
        rows = np.asarray(values, float)
    except (TypeError, ValueError):
        raise BadValue("utils_rows", shape="?") from None
    if rows.ndim != 2 or not rows.size:
        raise BadValue("utils_rows", shape=list(rows.shape))
    return rows


def _normalize(rows: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1.0)
