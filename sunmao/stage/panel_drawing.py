"""The panel as a picture, for the window of a program outside the studio."""

import cv2
import numpy as np

from sunmao.images.annotation_drawing import draw_line_of_text, measure_text
from sunmao.stage.scene import WIDTH, ControlState, Scene

PANEL_SCALE = 1.5  # pixels a step, of the window
MAX_LETTERS = 16  # of a tile
ROW, MARGIN, A_ROW = 48, 8, 3  # steps of a row and around a thing; things in a row
GROUND, PAPER, INK, YELLOW, BLUE, GROOVE = (
    (246, 243, 236),
    (255, 255, 255),
    (29, 39, 51),
    (255, 212, 59),
    (42, 86, 184),
    (226, 222, 213),
)
Box = tuple[float, float, float, float]  # left, top, right, bottom in steps, from the panel's upper left corner


def list_boxes(scene: Scene) -> list[tuple[ControlState, Box]]:
    """Each thing of the panel with its place."""
    with scene.lock:
        controls = list(scene.controls.values())
    width = (WIDTH - MARGIN) / A_ROW
    places: list[tuple[ControlState, Box]] = []
    for number, control in enumerate(controls):
        left, top = MARGIN + number % A_ROW * width, MARGIN + number // A_ROW * ROW
        places.append((control, (left, top, left + width - MARGIN, top + ROW - MARGIN)))
    return places


def find_control(scene: Scene, x: float, y: float) -> ControlState | None:
    """The thing of the panel at a place."""
    for control, (left, top, right, bottom) in list_boxes(scene):
        if left <= x <= right and top <= y <= bottom:
            return control
    return None


def format_value(control: ControlState) -> str:
    """The number of a slider or gauge as it is shown: in percent where it goes from 0 to 1."""
    if control.low == 0 and control.high == 1:
        return f"{round(100 * control.value)}%"
    return f"{control.value:.4g}"


def paint_panel(scene: Scene) -> np.ndarray:
    """(rows, 480 × scale, 3) uint8 RGB; no rows where the panel is empty."""
    boxes = list_boxes(scene)
    height = max((box[3] + MARGIN for _, box in boxes), default=0)
    panel = np.full((round(height * PANEL_SCALE), round(WIDTH * PANEL_SCALE), 3), GROUND, np.uint8)
    for control, box in boxes:
        left, top, right, bottom = (round(side * PANEL_SCALE) for side in box)
        if control.form in ("number", "text", "chart"):
            _paint_tile(panel, control, (left, top, right, bottom))
        elif control.form == "switch":
            _paint_switch(panel, control, (left, top, right, bottom))
        elif control.form == "button":
            _paint_button(panel, control, (left, top + (3 if control.value else 0), right, bottom))
        else:
            _paint_bar(panel, control, (left, top, right, bottom))
    return panel


def _paint_button(panel: np.ndarray, control: ControlState, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    cv2.rectangle(panel, (left, top), (right, bottom), YELLOW, -1)
    cv2.rectangle(panel, (left, top), (right, bottom), INK, 2)
    size = round(16 * PANEL_SCALE)
    start = (left + right - measure_text(control.name, size)) // 2
    draw_line_of_text(panel, control.name, (max(left + 4, start), (top + bottom + size) // 2 - 3), size, INK)


def _paint_tile(panel: np.ndarray, control: ControlState, box: tuple[int, int, int, int]) -> None:
    """A number, what is written in a field, or the newest numbers as a line."""
    left, top, right, bottom = box
    small, large = round(11 * PANEL_SCALE), round(16 * PANEL_SCALE)
    cv2.rectangle(panel, (left, top), (right, bottom), PAPER, -1)
    cv2.rectangle(panel, (left, top), (right, bottom), INK if control.form == "text" else GROOVE, 1)
    draw_line_of_text(panel, control.name, (left + 8, top + small + 4), small, INK)
    if control.form != "chart":
        draw_line_of_text(panel, control.text[:MAX_LETTERS], (left + 8, bottom - 8), large, INK)
    elif len(control.points) > 1:
        values = np.array(control.points)
        span = float(np.ptp(values)) or 1.0
        across = np.linspace(left + 8, right - 8, len(values))
        up = bottom - 6 - (values - values.min()) / span * (bottom - top - small - 18)
        cv2.polylines(panel, [np.column_stack([across, up]).astype(np.int32)], False, BLUE, 3, cv2.LINE_AA)


def _paint_switch(panel: np.ndarray, control: ControlState, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    size, middle = round(12 * PANEL_SCALE), (top + bottom) // 2
    cv2.rectangle(panel, (left, top), (right, bottom), PAPER, -1)
    cv2.rectangle(panel, (left, top), (right, bottom), GROOVE, 1)
    draw_line_of_text(panel, control.name, (left + 8, middle + size // 3), size, INK)
    ends = (right - 46, middle), (right - 22, middle)
    cv2.line(panel, *ends, BLUE if control.value else GROOVE, 24, cv2.LINE_AA)
    cv2.circle(panel, ends[int(control.value > 0)], 9, PAPER, -1, cv2.LINE_AA)


def _paint_bar(panel: np.ndarray, control: ControlState, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    size = round(11 * PANEL_SCALE)
    cv2.rectangle(panel, (left, top), (right, bottom), PAPER, -1)
    cv2.rectangle(panel, (left, top), (right, bottom), GROOVE, 1)
    value = format_value(control)
    draw_line_of_text(panel, control.name, (left + 8, top + size + 6), size, INK)
    draw_line_of_text(panel, value, (right - 8 - measure_text(value, size), top + size + 6), size, INK)
    share = (control.value - control.low) / (control.high - control.low)
    middle, end = bottom - 12, round(left + 8 + share * (right - left - 16))
    cv2.line(panel, (left + 8, middle), (right - 8, middle), GROOVE, 8, cv2.LINE_AA)
    cv2.line(panel, (left + 8, middle), (end, middle), BLUE, 8, cv2.LINE_AA)
    if control.form == "slider":
        cv2.circle(panel, (end, middle), 9, PAPER, -1, cv2.LINE_AA)
        cv2.circle(panel, (end, middle), 9, BLUE, 3, cv2.LINE_AA)
