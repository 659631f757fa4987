"""The stage as a picture, by OpenCV alone: for a window, for `output/`, and to compare what programs show."""

from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from sunmao.images.annotation_drawing import draw_line_of_text, measure_text
from sunmao.protocol.stage_messages import StagePoints
from sunmao.stage.costumes import Costume
from sunmao.stage.scene import HEIGHT, WIDTH, Scene, SpriteState
from sunmao.stage.touching import find_box, make_matrix

INK, PAPER, MINT, LINE = (29, 39, 51), (255, 255, 255), (141, 240, 196), (226, 222, 213)
LABEL_LETTERS = 12
LETTERS = 15  # steps: the height of what is said
WIDEST = 200  # steps of a line
MAX_LINES = 2
MARGIN = 8
BLURRED = 1.5  # pixels of a picture for one of the stage from which on it is blurred before
FINE = 4  # bits of a pixel in which OpenCV places a point


def render_scene(scene: Scene, scale: float = 1.0) -> np.ndarray:
    """A scene as (360 × scale, 480 × scale, 3) uint8 RGB. scale: pixels a step."""
    with scene.lock:
        sprites = [SpriteState(**vars(each)) for each in scene.sprites.values()]
        backdrop = scene.backdrop
    canvas = np.full((round(HEIGHT * scale), round(WIDTH * scale), 3), PAPER, np.uint8)
    if backdrop.image is not None:
        corner, size = place_backdrop(backdrop.image.shape[1], backdrop.image.shape[0], scale)
        _paint_backdrop(canvas, backdrop.image, corner, size)
        for found in backdrop.points:
            _paint_points(canvas, found, corner, size, scale)
    shown = [each for each in sprites if each.visible]
    for each in shown:
        _paint_sprite(canvas, each, scale)
    for each in shown:
        if each.said:
            _paint_bubble(canvas, each, scale)
    if backdrop.label:
        _paint_label(canvas, backdrop.label, scale)
    return canvas


def place_backdrop(width: int, height: int, scale: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """The upper left corner and the size in pixels of a backdrop that is shown whole, in the middle."""
    times = min(WIDTH * scale / width, HEIGHT * scale / height)
    size = max(1, round(width * times)), max(1, round(height * times))
    return (round((WIDTH * scale - size[0]) / 2), round((HEIGHT * scale - size[1]) / 2)), size


def break_lines(text: str, size: int) -> list[str]:
    """Break what is said into lines as wide as a bubble; of a long text the end."""
    lines, line = [], ""
    for word in _split_words(text):
        if line and measure_text(line + word, size) > WIDEST * size / LETTERS:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    return [*lines, line.rstrip()][-MAX_LINES:]


def _split_words(text: str) -> list[str]:
    """Pieces between which a line may end: after a space, and around every letter that is not Latin."""
    pieces: list[str] = []
    for letter in " ".join(text.split()):
        if pieces and letter.isascii() and pieces[-1][-1:].isascii() and not pieces[-1].endswith(" "):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _paint_backdrop(canvas: np.ndarray, image: np.ndarray, corner: tuple[int, int], size: tuple[int, int]) -> None:
    canvas[:] = INK
    smaller = size[0] < image.shape[1]
    shown = cv2.resize(image, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_LINEAR)
    canvas[corner[1] : corner[1] + size[1], corner[0] : corner[0] + size[0]] = shown


def _paint_points(canvas: np.ndarray, found: StagePoints, corner: Any, size: Any, scale: float) -> None:
    places = [(corner[0] + x * size[0], corner[1] + y * size[1]) for x, y in found.places]
    for color, thick in ((INK, 5), (MINT, 3)):
        for start, end in found.lines:
            cv2.line(
                canvas,
                _to_fixed_point(places[start]),
                _to_fixed_point(places[end]),
                color,
                round(thick * scale),
                cv2.LINE_AA,
                FINE,
            )
    for number in found.dots:
        for color, radius in ((INK, 5.5), (PAPER, 3.5)):
            cv2.circle(
                canvas, _to_fixed_point(places[number]), round(radius * scale * 2**FINE), color, -1, cv2.LINE_AA, FINE
            )


def _paint_sprite(canvas: np.ndarray, state: SpriteState, scale: float) -> None:
    left, bottom, right, top = find_box(state)
    # Only the part of the picture in which it is seen.
    x1, x2 = (int(min(max((x + WIDTH / 2) * scale + by, 0), canvas.shape[1])) for x, by in ((left, -1), (right, 2)))
    y1, y2 = (int(min(max((HEIGHT / 2 - y) * scale + by, 0), canvas.shape[0])) for y, by in ((top, -1), (bottom, 2)))
    if x1 >= x2 or y1 >= y2 or state.size == 0:
        return
    matrix = make_matrix(state, x1 / scale - WIDTH / 2, HEIGHT / 2 - y1 / scale, scale)
    weighed = _weigh_colors(state.costume)
    shrunk = 1 / float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if shrunk > BLURRED:
        weighed = cv2.blur(weighed, (round(shrunk), round(shrunk)))
    painted = cv2.warpAffine(weighed, matrix, (x2 - x1, y2 - y1), flags=cv2.INTER_LINEAR)
    part = canvas[y1:y2, x1:x2]
    part[:] = np.clip(part * (1 - painted[..., 3:]) + painted[..., :3] + 0.5, 0, 255)


@lru_cache(maxsize=64)
def _weigh_colors(costume: Costume) -> np.ndarray:
    """Its colors weighed by how much is seen of them, so that no edge takes that of what is transparent."""
    alpha = costume.pixels[..., 3:].astype(np.float32) / 255
    return np.dstack([costume.pixels[..., :3] * alpha, alpha])


def _paint_bubble(canvas: np.ndarray, state: SpriteState, scale: float) -> None:
    size = round(LETTERS * scale)
    lines = break_lines(state.said, size)
    margin = round(MARGIN * scale)
    width = max(measure_text(line, size) for line in lines) + 2 * margin
    height = round(1.3 * size * len(lines)) + 2 * margin
    _, _, right, top = find_box(state)
    tip = (state.x + WIDTH / 2) * scale, (HEIGHT / 2 - top) * scale
    left = min(max(tip[0] - width / 4, margin), canvas.shape[1] - width - margin)
    upper = min(max(tip[1] - height - 14 * scale, margin), canvas.shape[0] - height - margin)
    box = np.array([left, upper, left + width, upper + height]).round().astype(int)
    _paint_box(canvas, box, 12 * scale, tip, scale)
    for number, line in enumerate(lines):
        place = int(box[0]) + margin, int(box[1]) + margin + round(size * (1.3 * number + 1))
        draw_line_of_text(canvas, line, place, size, INK)


def _paint_label(canvas: np.ndarray, text: str, scale: float) -> None:
    """The words in the upper left corner, in a pill."""
    size, margin = round(LABEL_LETTERS * scale), round(MARGIN * scale)
    right, bottom = 2 * margin + measure_text(text, size) + margin, margin + round(1.8 * size)
    cv2.rectangle(canvas, (margin, margin), (right, bottom), PAPER, -1)
    cv2.rectangle(canvas, (margin, margin), (right, bottom), INK, max(1, round(1.5 * scale)), cv2.LINE_AA)
    draw_line_of_text(canvas, text, (2 * margin, margin + round(1.28 * size)), size, INK)


def _paint_box(canvas: np.ndarray, box: np.ndarray, radius: float, tip: tuple[float, float], scale: float) -> None:
    left, top, right, bottom = (int(each) for each in box)
    corner = max(1, min(round(radius), (bottom - top) // 2, (right - left) // 2))
    mask = np.zeros(canvas.shape[:2], np.uint8)
    cv2.rectangle(mask, (left + corner, top), (right - corner, bottom), 255, -1)
    cv2.rectangle(mask, (left, top + corner), (right, bottom - corner), 255, -1)
    for x in (left + corner, right - corner):
        for y in (top + corner, bottom - corner):
            cv2.circle(mask, (x, y), corner, 255, -1)
    foot = min(max(tip[0], left + 2 * corner), right - 2 * corner)
    if tip[1] > bottom:
        tail = [(foot - 6 * scale, bottom), (foot + 6 * scale, bottom), (foot, min(tip[1], bottom + 10 * scale))]
        cv2.fillConvexPoly(mask, np.array(tail).round().astype(np.int32), 255)
    canvas[mask > 0] = PAPER
    outline, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(canvas, outline, -1, INK, max(1, round(2 * scale)), cv2.LINE_AA)


def _to_fixed_point(place: tuple[float, float]) -> tuple[int, int]:
    return round(place[0] * 2**FINE), round(place[1] * 2**FINE)
