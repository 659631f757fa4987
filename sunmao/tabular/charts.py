"""Charts of a table's columns, drawn with OpenCV."""

import math
from collections import defaultdict

import cv2
import numpy as np

from sunmao.images.annotation_drawing import draw_line_of_text, make_drawable, measure_text
from sunmao.texts import get_text

WIDTH, HEIGHT, LEFT, TOP = 520, 360, 84, 66  # pixels of the field, and what lies beside it
MAX_POINTS = 2000  # of a scatter chart: every n-th row beyond
MAX_NAMES, MAX_BARS = 6, 40
_SIZE = 15
_INK, _FAINT, _MAIN = (40, 40, 40), (225, 225, 225), (38, 106, 176)
# Okabe, Ito 2008; the shapes ●▲■◆✚★ say the same without color.
_COLORS = ((0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (230, 159, 0), (120, 94, 40))
_OTHERS = (150, 150, 150)


def draw_chart(
    kind: str,
    across: list,
    up: list,
    names: list[str] | None,
    axes: tuple[str, str],
    title: str,
) -> np.ndarray:
    """A chart, (H, W, 3) uint8 RGB.

    Args:
        kind: 'scatter', 'line' or 'bar'. across: numbers, of bars anything; up: numbers; a row without one of them is
            left out.
        names: of each row, what has a color of its own, the first six; None: one color for all.
        axes: what stands across, and up.
    """
    rows = [place for place, pair in enumerate(zip(across, up, strict=True)) if None not in pair]
    if kind == "bar":
        return _draw_bars([across[place] for place in rows], [up[place] for place in rows], axes, title)
    if kind == "scatter" and len(rows) > MAX_POINTS:
        rows = rows[:: math.ceil(len(rows) / MAX_POINTS)]
        title = get_text("chart_sample", title=title, count=len(rows)).strip()
    groups = defaultdict(list)
    for place in rows:
        groups["" if names is None else names[place]].append((across[place], up[place]))
    shown = list(dict.fromkeys(sorted(groups)))
    image = _make_canvas(title, [name for name in shown if name][:MAX_NAMES])
    every = np.array([point for points in groups.values() for point in points] or [(0.0, 0.0)])
    (low_x, low_y), (high_x, high_y) = _widen(every)
    _draw_axis(image, low_x, high_x, False)
    _draw_axis(image, low_y, high_y, True)
    for number, name in enumerate(shown):
        points = np.array(groups[name])
        x = LEFT + (points[:, 0] - low_x) / (high_x - low_x) * WIDTH
        y = TOP + HEIGHT - (points[:, 1] - low_y) / (high_y - low_y) * HEIGHT
        places = np.stack([x, y], axis=1).round().astype(np.int32)
        color = _COLORS[number] if number < MAX_NAMES else _OTHERS
        if kind == "line":
            cv2.polylines(image, [places], False, color, 2, cv2.LINE_AA)
            continue
        for place in places.tolist():
            draw_mark(image, number if number < MAX_NAMES else 0, (place[0], place[1]), color)
    _name_axes(image, axes)
    return image


def draw_mark(
    image: np.ndarray, shape: int, place: tuple[int, int], color: tuple[int, int, int], size: int = 5
) -> None:
    """A small ●, ▲, ■, ◆, ✚ or ★ (0 to 5) at (x, y) of a picture, (H, W, 3) uint8 RGB, which is changed."""
    x, y = place
    corners = {1: (3, -90), 2: (4, -45), 3: (4, -90), 5: (10, -90)}.get(shape)
    if shape == 4:
        cv2.line(image, (x - size, y), (x + size, y), color, 3)
        cv2.line(image, (x, y - size), (x, y + size), color, 3)
    elif corners is None:
        cv2.circle(image, place, size - 1, color, -1, cv2.LINE_AA)
    else:
        count, turn = corners
        angles = np.radians(turn + 360 / count * np.arange(count))
        reach = np.where(np.arange(count) % 2, size / 2, size + 1) if count == 10 else np.full(count, size + 1)
        outline = np.stack([x + reach * np.cos(angles), y + reach * np.sin(angles)], axis=1)
        cv2.fillPoly(image, [outline.round().astype(np.int32)], color, cv2.LINE_AA)


def _draw_bars(across: list, up: list, axes: tuple[str, str], title: str) -> np.ndarray:
    groups = defaultdict(list)
    for name, number in zip(across, up, strict=True):
        groups[f"{name:g}" if isinstance(name, float) else str(name)].append(number)
    shown = list(groups.items())[:MAX_BARS]
    means = [math.fsum(numbers) / len(numbers) for _, numbers in shown] or [0.0]
    image = _make_canvas(title, [])
    low, high = min(0.0, *means), max(0.0, *means)
    high = high if high > low else low + 1
    _draw_axis(image, low, high, True)
    step, zero = WIDTH / max(1, len(shown)), TOP + HEIGHT - (0 - low) / (high - low) * HEIGHT
    for number, ((_, _), mean) in enumerate(zip(shown, means)):
        x, y = LEFT + number * step, TOP + HEIGHT - (mean - low) / (high - low) * HEIGHT
        corners = (round(x + step * 0.15), round(min(y, zero))), (round(x + step * 0.85), round(max(y, zero)))
        cv2.rectangle(image, *corners, _MAIN, -1)
    for number, name in enumerate(make_drawable([_shorten(name, step) for name, _ in shown])):
        _write_middle(image, name, round(LEFT + (number + 0.5) * step), TOP + HEIGHT + 20)
    _name_axes(image, (axes[0], get_text("chart_mean", name=axes[1])))
    return image


def _make_canvas(title: str, names: list[str]) -> np.ndarray:
    names = make_drawable([_shorten(name, 150) for name in names])
    side = max((measure_text(name, _SIZE) for name in names), default=-30) + 54
    (title,) = make_drawable([title])
    width = max(LEFT + WIDTH + side, 28 + measure_text(title, _SIZE))
    image = np.full((TOP + HEIGHT + 66, width, 3), 255, np.uint8)
    draw_line_of_text(image, title, (14, 24), _SIZE, _INK)
    for number, name in enumerate(names):
        y = TOP + 14 + 26 * number
        draw_mark(image, number, (LEFT + WIDTH + 20, y - 5), _COLORS[number])
        draw_line_of_text(image, name, (LEFT + WIDTH + 34, y), _SIZE, _INK)
    return image


def _widen(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least and the largest of both columns, with some room."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.where(high > low, 0.04 * (high - low), 1.0)
    return low - room, high + room


def _draw_axis(image: np.ndarray, low: float, high: float, upright: bool) -> None:
    """Lines at round numbers, with these beside them."""
    power = 10.0 ** math.floor(math.log10((high - low) / 4))
    step = next(each * power for each in (1, 2, 2.5, 5, 10) if (high - low) / (each * power) <= 6)
    for number in range(math.ceil(low / step), math.floor(high / step) + 1):
        share, words = (number * step - low) / (high - low), f"{number * step:.6g}"
        if upright:
            y = round(TOP + HEIGHT * (1 - share))
            cv2.line(image, (LEFT, y), (LEFT + WIDTH, y), _FAINT)
            draw_line_of_text(image, words, (LEFT - 8 - measure_text(words, _SIZE), y + 5), _SIZE, _INK)
        else:
            x = round(LEFT + WIDTH * share)
            cv2.line(image, (x, TOP), (x, TOP + HEIGHT), _FAINT)
            _write_middle(image, words, x, TOP + HEIGHT + 20)


def _name_axes(image: np.ndarray, axes: tuple[str, str]) -> None:
    across, up = make_drawable([_shorten(axis, WIDTH) for axis in axes])
    _write_middle(image, across, LEFT + WIDTH // 2, TOP + HEIGHT + 46)
    draw_line_of_text(image, up, (14, TOP - 12), _SIZE, _INK)


def _shorten(name: str, most: float) -> str:
    """The name, shortened until it fits in so many pixels."""
    if measure_text(name, _SIZE) <= most:
        return name
    while len(name) > 1 and measure_text(name + "…", _SIZE) > most:
        name = name[:-1]
    return name + "…"


def _write_middle(image: np.ndarray, words: str, x: int, y: int) -> None:
    draw_line_of_text(image, words, (max(0, x - measure_text(words, _SIZE) // 2), y), _SIZE, _INK)


def draw_stacked_bars(names: list[str], counts: list[list[int]], axes: tuple[str, str], title: str) -> np.ndarray:
    """Bars of colored parts, (H, W, 3) uint8 RGB.

    Args:
        names: of the bars, and of the parts: a bar for each, with a part for each. counts: of each bar, of each part.
        axes: what stands across, and up.
    """
    image = _make_canvas(title, names[:MAX_NAMES])
    high = max([sum(parts) for parts in counts] + [1]) * 1.04
    _draw_axis(image, 0.0, high, True)
    step = WIDTH / max(1, len(counts))
    for number, parts in enumerate(counts):
        left, below = round(LEFT + step * (number + 0.15)), 0
        for part, count in enumerate(parts):
            low, top = (round(TOP + HEIGHT * (1 - each / high)) for each in (below, below + count))
            if count:
                color = _COLORS[part] if part < MAX_NAMES else _OTHERS
                cv2.rectangle(image, (left, top), (round(left + step * 0.7), low), color, -1)
            below += count
    for number, name in enumerate(make_drawable([_shorten(name, step) for name in names])):
        _write_middle(image, name, round(LEFT + (number + 0.5) * step), TOP + HEIGHT + 20)
    _name_axes(image, axes)
    return image
