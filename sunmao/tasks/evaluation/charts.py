"""Charts of marks, drawn with OpenCV."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from sunmao.images.annotation_drawing import draw_line_of_text, make_drawable, measure_text

_SIZE = 15
_INK, _FAINT, _PALE = (40, 40, 40), (215, 215, 215), (150, 182, 216)
_OTHERS = (196, 208, 224)  # of lines without a name; darker than a grid
_WEAK = np.array((245, 247, 250), np.float32)
_STRONG = np.array((38, 106, 176), np.float32)
# Okabe, Ito 2008: told apart by people who see few colors, too.
_COLORS = (
    _INK,
    (0, 114, 178),
    (213, 94, 0),
    (0, 158, 115),
    (204, 121, 167),
    (230, 159, 0),
    (86, 180, 233),
    (120, 94, 40),
    (150, 150, 150),
)
_LONGEST = 1400  # pixels of the classes together: a page shows such a chart unshrunk
_NAME = 170  # pixels of a name


def draw_heat_map(counts: np.ndarray, names: list[str], title: str) -> np.ndarray:
    """A matrix of counts, (C, C): row = truth, column = answer, as a picture (H, W, 3) uint8 RGB.

    Where names are too long for a column, rows and columns are numbered.
    """
    cell = max(14, min(52, _LONGEST // max(1, len(names))))
    size = max(9, min(_SIZE, round(0.6 * cell)))
    names = make_drawable(names)
    heads = names
    if any(measure_text(name, size) > cell - 4 for name in names):
        heads = [str(number) for number in range(len(names))]
        names = [f"{head}  {name}" if head != name else name for head, name in zip(heads, names, strict=True)]
    left, top = _measure_margin(names, size), 34 + max(22, cell)
    image = _make_canvas(
        top + cell * len(names) + 14, max(left + cell * len(names) + 14, 28 + measure_text(title, _SIZE)), title
    )
    most = max(1, int(counts.max()))
    for row, (name, head) in enumerate(zip(names, heads, strict=True)):
        _write_right(image, name, left - 8, top + row * cell + cell // 2 + size // 3, size)
        _write_middle(image, head, left + row * cell + cell // 2, top - 8, size)
        for column in range(len(names)):
            _draw_cell(image, counts[row, column], most, (left + column * cell, top + row * cell), cell, size)
    return image


def draw_bars(marks: dict, names: list[str], title: str, asked: Any) -> np.ndarray:
    """Bars of two marks for every name, as a picture (H, W, 3) uint8 RGB.

    Args:
        marks: what is measured → (C,) 0 to 1. asked: (C,) whether there is anything to measure.
    """
    step = max(16, min(36, _LONGEST // max(1, len(names))))
    size, names = min(_SIZE, step - 4), make_drawable(names)
    left, length, top = _measure_margin(names, size), 360, 68
    image = _make_canvas(top + step * len(names) + 12, left + length + 110, title)
    colors, half = (_PALE, _STRONG.tolist()), (step - 6) // 2
    _draw_legend(image, list(zip(colors, marks, strict=True)), (left, 48), 150)
    for row, name in enumerate(names):
        y = top + row * step
        _write_right(image, name, left - 8, y + step // 2 + size // 3, size)
        if not asked[row]:
            draw_line_of_text(image, "–", (left, y + step // 2 + size // 3), size, _INK)
            continue
        for part, (color, values) in enumerate(zip(colors, marks.values(), strict=True)):
            end = left + round(length * float(values[row]))
            cv2.rectangle(image, (left, y + 2 + part * half), (end, y + 1 + (part + 1) * half), color, -1)
        words = " · ".join(f"{100 * float(values[row]):.0f}" for values in marks.values()) + " %"
        draw_line_of_text(image, words, (left + length + 10, y + step // 2 + size // 3), size, _INK)
    return image


def draw_counts(counts: dict[str, int], title: str) -> np.ndarray:
    """A bar for each count, the first apart from the others, which are mistakes, as a picture (H, W, 3) uint8 RGB."""
    most, colors = max(1, *counts.values()), [_STRONG.tolist(), *[_COLORS[2]] * (len(counts) - 1)]
    bars = [(count / most, str(count), color) for count, color in zip(counts.values(), colors, strict=True)]
    return _draw_named_bars(list(counts), bars, title)


def draw_shares(shares: dict[str, float], title: str) -> np.ndarray:
    """A bar for each share, 0 to 1, with its percentage, as a picture (H, W, 3) uint8 RGB."""
    bars = [(share, f"{100 * share:.0f}%", _STRONG.tolist()) for share in shares.values()]
    return _draw_named_bars([_shorten(name, _SIZE) for name in shares], bars, title)


def _draw_named_bars(names: list[str], bars: list, title: str) -> np.ndarray:
    """A bar for each name. bars: (length, 0 to 1, words behind it, color)."""
    step, length, top, names = 34, 360, 48, make_drawable(names)
    left = _measure_margin(names, _SIZE)
    width = max(left + length + 110, 28 + measure_text(title, _SIZE))
    image = _make_canvas(top + step * len(names) + 12, width, title)
    for row, (name, (share, words, color)) in enumerate(zip(names, bars, strict=True)):
        y, end = top + row * step, left + round(length * share)
        _write_right(image, name, left - 8, y + 21)
        if share:
            cv2.rectangle(image, (left, y + 4), (end, y + step - 6), color, -1)
        draw_line_of_text(image, words, (end + 10, y + 21), _SIZE, _INK)
    return image


def draw_curves(
    curves: list, title: str, about: str, axes: tuple[str, str], measure: str, diagonal: bool = False
) -> np.ndarray:
    """Lines in a square from 0 to 1, each with its name and area, as a picture (H, W, 3) uint8 RGB.

    Args:
        curves: objects with name, x, y, area, at most nine. about: a sentence below. axes: what stands across, and up.
        measure: what the area is called. diagonal: draw the line that guessing gives.
    """
    left, top, side = 60, 66, 420
    names = make_drawable([_shorten(curve.name, _SIZE) for curve in curves])
    names = [f"{name}  {measure} {curve.area:.3f}" for name, curve in zip(names, curves, strict=True)]
    width = (
        left + max(side + 60 + max(measure_text(name, _SIZE) for name in names), measure_text(about, _SIZE) - 46) + 20
    )
    image = _make_canvas(top + side + 90, width, title)
    draw_line_of_text(image, about, (14, top + side + 76), _SIZE, _INK)
    _draw_unit_grid(image, left, top, side, axes)
    if diagonal:
        cv2.line(image, (left, top + side), (left + side, top), _FAINT, 2, cv2.LINE_AA)
    for color, curve in reversed(list(zip(_COLORS, curves, strict=False))):
        points = np.stack([left + side * curve.x, top + side - side * curve.y], axis=1).round().astype(np.int32)
        cv2.polylines(image, [points], False, color, 2 if color is not _INK else 3, cv2.LINE_AA)
    for row, (color, name) in enumerate(zip(_COLORS, names, strict=False)):
        _draw_legend(image, [(color, name)], (left + side + 24, top + 18 + 26 * row), 0)
    return image


def draw_scatter(truth: np.ndarray, answers: np.ndarray, title: str, axes: tuple[str, str]) -> np.ndarray:
    """A point for each picture, across by its right number and up by the answer, with the line on which both are equal,
    as a picture (H, W, 3) uint8 RGB. truth, answers: (n,) float, n ≥ 1. axes: what stands across, and up.
    """
    left, top, side = 76, 66, 420
    low, high = float(min(truth.min(), answers.min())), float(max(truth.max(), answers.max()))
    span = high - low or 1.0
    image = _make_canvas(top + side + 70, left + side + 40, title)
    _draw_unit_grid(image, left, top, side, axes, lambda part: f"{low + part * span:.4g}")
    cv2.line(image, (left, top + side), (left + side, top), _FAINT, 2, cv2.LINE_AA)
    places = np.stack([left + side * (truth - low) / span, top + side - side * (answers - low) / span], axis=1)
    for x, y in places.round().astype(int).tolist():
        cv2.circle(image, (x, y), 4, _COLORS[1], -1, cv2.LINE_AA)
    return image


def draw_learning_rates(
    rates: np.ndarray, losses: np.ndarray, suggestion: float, title: str, axes: tuple[str, str]
) -> np.ndarray:
    """The loss at each learning rate, these by powers of ten, and a line at the one to take, as a picture (H, W, 3)
    uint8 RGB. rates, losses: (n,) float64. axes: what stands across, and up.
    """
    left, top, width, height = 60, 66, 560, 300
    image = _make_canvas(top + height + 70, left + width + 40, title)
    low, high = np.log10(rates[0]), max(np.log10(rates[-1]), np.log10(rates[0]) + 1)
    shown = losses[np.isfinite(losses)]
    least, most = shown.min(), max(min(shown.max(), 2 * np.median(shown)), shown.min() + 1e-6)
    x = left + (np.log10(rates) - low) / (high - low) * width
    y = top + height - (np.clip(losses, least, most) - least) / (most - least) * height
    for power in range(int(np.ceil(low)), int(np.floor(high)) + 1):
        across = round(left + (power - low) / (high - low) * width)
        cv2.line(image, (across, top), (across, top + height), _FAINT)
        _write_middle(image, f"{10.0**power:g}", across, top + height + 20)
    for part in (0, 0.5, 1):
        up = round(top + height * (1 - part))
        cv2.line(image, (left, up), (left + width, up), _FAINT)
        _write_right(image, f"{least + part * (most - least):.2g}", left - 8, up + 5)
    chosen = round(left + (np.log10(suggestion) - low) / (high - low) * width)
    cv2.line(image, (chosen, top), (chosen, top + height), _COLORS[1], 2)
    points = np.stack([x, y], axis=1)[np.isfinite(losses)].round().astype(np.int32)
    cv2.polylines(image, [points], False, _COLORS[0], 2, cv2.LINE_AA)
    _write_middle(image, axes[0], left + width // 2, top + height + 46)
    draw_line_of_text(image, axes[1], (left - 44, top - 12), _SIZE, _INK)
    return image


def draw_sensitivity(curves: list, title: str, axes: tuple[str, str]) -> np.ndarray:
    """Chart of what is left of a mark, 0 to 1, when shares of one thing are missing, as a picture (H, W, 3) uint8 RGB.

    Args:
        curves: (name, shares that are missing, 0 to 1, marks). Those that fall most have colors and names, the most
            sensitive first; the others are pale. axes: what stands across, and up.
    """
    left, top, side = 60, 66, 420
    order = sorted(curves, key=lambda curve: float(np.mean(curve[2])))
    named = order[: len(_COLORS) - 1]
    names = make_drawable([_shorten(name, _SIZE) for name, *_ in named])
    width = left + side + 60 + max((measure_text(name, _SIZE) for name in names), default=0) + 20
    image = _make_canvas(top + side + 70, width, title)
    _draw_unit_grid(image, left, top, side, axes)
    colors = [*_COLORS[1:][: len(named)], *[_OTHERS] * (len(order) - len(named))]
    for color, (_, shares, marks) in reversed(list(zip(colors, order, strict=True))):
        points = np.stack([left + side * np.array(shares), top + side - side * np.array(marks)], axis=1)
        cv2.polylines(image, [points.round().astype(np.int32)], False, color, 2, cv2.LINE_AA)
    for row, (color, name) in enumerate(zip(colors, names, strict=False)):
        _draw_legend(image, [(color, name)], (left + side + 24, top + 18 + 26 * row), 0)
    return image


def _draw_unit_grid(
    image: np.ndarray,
    left: int,
    top: int,
    side: int,
    axes: tuple[str, str],
    name: Callable[[float], str] = "{:g}".format,
) -> None:
    """A square from 0 to 1 both ways. axes: what stands across, and up; name: what is written at each of its lines."""
    draw_line_of_text(image, axes[1], (left - 44, top - 12), _SIZE, _INK)
    _write_middle(image, axes[0], left + side // 2, top + side + 46)
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = left + round(side * tick), top + side - round(side * tick)
        cv2.line(image, (x, top), (x, top + side), _FAINT)
        cv2.line(image, (left, y), (left + side, y), _FAINT)
        _write_middle(image, name(tick), x, top + side + 20)
        _write_right(image, name(tick), left - 8, y + 5)


def _make_canvas(height: int, width: int, title: str) -> np.ndarray:
    image = np.full((height, max(width, 28 + measure_text(title, _SIZE)), 3), 255, np.uint8)
    draw_line_of_text(image, title, (14, 24), _SIZE, _INK)
    return image


def _draw_legend(image: np.ndarray, entries: list, place: tuple, step: int) -> None:
    x, y = place
    for number, (color, name) in enumerate(entries):
        cv2.rectangle(image, (x + number * step, y - 11), (x + number * step + 16, y + 1), color, -1)
        draw_line_of_text(image, name, (x + number * step + 22, y), _SIZE, _INK)


def _draw_cell(image: np.ndarray, count: int, most: int, corner: tuple, side: int, size: int) -> None:
    x, y = corner
    share = count / most
    color = _WEAK + (_STRONG - _WEAK) * share
    cv2.rectangle(image, (x, y), (x + side - 2, y + side - 2), color.tolist(), -1)
    # A number that does not fit is left to the color.
    if count and measure_text(str(count), size) <= side - 2:
        ink = (255, 255, 255) if share > 0.5 else _INK
        _write_middle(image, str(count), x + side // 2 - 1, y + side // 2 + size // 3, size, ink)


def _measure_margin(names: list[str], size: int) -> int:
    return 24 + min(_NAME + 10, max((measure_text(_shorten(name, size), size) for name in names), default=0))


def _shorten(name: str, size: int) -> str:
    """The name, shortened until it fits."""
    if measure_text(name, size) <= _NAME:
        return name
    while len(name) > 1 and measure_text(name + "…", size) > _NAME:
        name = name[:-1]
    return name + "…"


def _write_middle(image: Any, words: str, x: int, y: int, size: int = _SIZE, color: Any = _INK) -> None:
    draw_line_of_text(image, words, (x - measure_text(words, size) // 2, y), size, color)


def _write_right(image: Any, words: str, x: int, y: int, size: int = _SIZE) -> None:
    words = _shorten(words, size)
    draw_line_of_text(image, words, (x - measure_text(words, size), y), size, _INK)
