"""The pupil's own curves: counted while the program runs; without the studio written and drawn at its end."""

import atexit
import csv
import io
import math
from importlib import import_module
from typing import TYPE_CHECKING

from sunmao.display import desktop, output_folder
from sunmao.runtime import session

if TYPE_CHECKING:
    import numpy as np


WIDTH, HEIGHT, EDGE = 900, 420, 48  # pixels of the drawing
COLORS = ((31, 119, 180), (214, 39, 40), (44, 160, 44), (148, 103, 189), (255, 127, 14), (23, 190, 207))  # RGB
_curves: dict[str, list[float]] = {}
_counts: dict[str, int] = {}


def add_point(name: str, value: float) -> int:
    """Add a value to a curve. Returns which one it is, from 1."""
    _counts[name] = _counts.get(name, 0) + 1
    if not session.is_in_studio() and session.get_viewer() is None:
        if not _curves:
            # Now: when the program ends, Python lets no module begin that uses threads.
            import_module("sunmao.images.image_files")
            atexit.register(write_curves)
        _curves.setdefault(name, []).append(value)
    return _counts[name]


def write_curves() -> None:
    """Write the curves as `output/curves.csv` and draw them as `output/curves.png` (in a window where there is a
    screen).
    """
    try:
        output_folder.save_output(output_folder.FOLDER / "curves.csv", format_csv(_curves).encode("utf-8-sig"))
        picture = _png(draw_curves(_curves))
        output_folder.save_output(output_folder.FOLDER / "curves.png", picture)
    except OSError as error:
        print(error)
        return
    print((output_folder.FOLDER / "curves.csv").as_posix())
    if output_folder.has_screen() and desktop.open_window(picture, ", ".join(_curves)):
        desktop.keep_windows()


def format_csv(curves: dict[str, list[float]]) -> str:
    """The curves as CSV: a column each, a row a value.

    Example:
        >>> print(format_csv({'a': [1.0, 2.0], 'b': [3.0]}))
        step,a,b
        1,1.0,3.0
        2,2.0,
        <BLANKLINE>
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["step", *curves])
    for row in range(max(map(len, curves.values()), default=0)):
        writer.writerow([row + 1, *(values[row] if row < len(values) else "" for values in curves.values())])
    return file.getvalue()


def draw_curves(curves: dict[str, list[float]]) -> "np.ndarray":
    """The curves as a picture, (H, W, 3) uint8 RGB, with the least and greatest value at the left."""
    import cv2
    import numpy as np

    from sunmao.images.annotation_drawing import draw_line_of_text

    image = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    cv2.rectangle(image, (EDGE, EDGE), (WIDTH - EDGE, HEIGHT - EDGE), (200, 200, 200))
    finite = [value for values in curves.values() for value in values if math.isfinite(value)] or [0.0]
    low, high = min(finite), max(finite)
    length = max(map(len, curves.values()), default=1)
    for number, (name, values) in enumerate(curves.items()):
        color = COLORS[number % len(COLORS)]
        points = [_locate(step, value, length, low, high) for step, value in enumerate(values) if math.isfinite(value)]
        cv2.polylines(image, [np.array(points, np.int32).reshape(-1, 1, 2)], False, color, 2, cv2.LINE_AA)
        draw_line_of_text(image, name, (EDGE + 150 * number, EDGE - 16), 18, color)
    for value, height in ((high, EDGE + 6), (low, HEIGHT - EDGE + 6)):
        draw_line_of_text(image, f"{value:.4g}", (2, height), 12)
    return image


def _locate(step: int, value: float, length: int, low: float, high: float) -> tuple[int, int]:
    across = step / max(1, length - 1)
    up = (value - low) / (high - low) if high > low else 0.5
    return round(EDGE + across * (WIDTH - 2 * EDGE)), round(HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE))


def _png(image: "np.ndarray") -> bytes:
    from sunmao.images.image_files import encode_png

    return encode_png(image)
