"""`BaseDT.plot`: boxes on pictures, and the curves of MMEdu's logs."""

import json
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from sunmao.compat.argument_types import FilePath, Picture
from sunmao.compat.hub.points import open_picture
from sunmao.core.atomic_files import require_path
from sunmao.display.api import show as show_it
from sunmao.errors import BadData, BadValue, FileMissing
from sunmao.images.annotation_drawing import draw_line_of_text, make_drawable
from sunmao.images.image_files import save_image_file
from sunmao.runtime.notices import print_safely
from sunmao.tabular.charts import draw_chart

__all__ = ["imshow_det_bboxes", "plot_log"]
Color: TypeAlias = str | int | Sequence[int] | np.ndarray  # a name, or how much blue, green and red
COLORS = {
    "red": (255, 0, 0),
    "green": (0, 255, 0),
    "blue": (0, 0, 255),
    "cyan": (0, 255, 255),
    "yellow": (255, 255, 0),
    "magenta": (255, 0, 255),
    "white": (255, 255, 255),
    "black": (0, 0, 0),
}
LETTERS = 30  # pixels of letters at font_scale 1
STEP = 10  # batches between two lines of a log


def imshow_det_bboxes(
    img: Picture,
    bboxes: ArrayLike,
    labels: Sequence[int] | np.ndarray,
    class_names: Sequence[str] | None = None,
    score_thr: float = 0,
    bbox_color: Color = "green",
    text_color: Color = "green",
    thickness: int = 1,
    font_scale: float = 0.5,
    show: bool = True,
    win_name: str = "",
    wait_time: int = 0,
    out_file: FilePath | None = None,
) -> np.ndarray:
    """Draw boxes on a picture and show it.

    Args:
        img: a picture's file, or an array, blue first. bboxes: (n, 4) x1 y1 x2 y2, or (n, 5) with scores.
        labels: the number of each box's class. class_names: the classes; None: 'class 0' …. score_thr: the least score.
        bbox_color, text_color: a name, or (blue, green, red). out_file: where to write it as well.

    Returns: the drawn picture, (H, W, 3) uint8 blue first. Raises FileMissing, NotAPicture, BadValue.
    """
    import cv2

    boxes = np.asarray(bboxes, float)
    boxes = boxes.reshape(0, 5) if not boxes.size else np.atleast_2d(boxes)
    if boxes.shape[1] not in (4, 5) or len(boxes) != len(labels):
        raise BadValue("dt_boxes", boxes=len(boxes), labels=len(labels))
    image = open_picture(img).copy()
    line, ink = _read_color(bbox_color), _read_color(text_color)
    for box, label in zip(boxes, labels, strict=True):
        if len(box) == 5 and box[4] < score_thr:
            continue
        left, top, right, bottom = (round(each) for each in box[:4])
        cv2.rectangle(image, (left, top), (right, bottom), line, max(1, int(thickness)))
        name = f"class {int(label)}" if class_names is None else str(class_names[int(label)])
        (words,) = make_drawable([f"{name}|{box[4]:.02f}" if len(box) == 5 else name])
        size = max(10, round(LETTERS * font_scale))
        draw_line_of_text(image, words, (left, max(size, top - 2)), size, ink)
    if show:
        show_it(image, win_name)
    if out_file is not None:
        save_image_file(out_file, image)
    return np.ascontiguousarray(image[..., ::-1])


def _read_color(color: Color) -> tuple[int, int, int]:
    """A color, red first. Raises BadValue."""
    if isinstance(color, str) and color in COLORS:
        return COLORS[color]
    try:
        parts: Any = color if np.ndim(color) else [color] * 3
        blue, green, red = (int(each) for each in parts)
    except (TypeError, ValueError):
        raise BadValue("dt_no_color", value=repr(color)[:60], names=", ".join(COLORS)) from None
    return red, green, blue


def plot_log(log: FilePath | list[dict], title: str = "Loss Graph", plot_list: str | Sequence[str] = "loss") -> None:
    """Show the curves of a training. log: the file that MMEdu writes, a JSON line for each step, or the list that
    `train` gave. plot_list: one name or several, such as 'loss', 'loss_cls', 'accuracy_top-1'.

    Raises FileMissing, BadData, BadValue.
    """
    rows = _read_log(log)
    names = [plot_list] if isinstance(plot_list, str) else list(plot_list)
    known = sorted({key for row in rows for key, value in row.items() if isinstance(value, (int, float))})
    across: list[float] = []
    up: list[float] = []
    of: list[str] = []
    for name in names:
        if name not in known:
            raise BadValue("dt_no_curve", value=repr(name)[:60], names=", ".join(known))
        values = [float(row[name]) for row in rows if isinstance(row.get(name), (int, float))]
        across += [float(STEP * (place + 1)) for place in range(len(values))]
        up += values
        of += [name] * len(values)
    show_it(draw_chart("line", across, up, of, ("iter", ", ".join(names)), title))
    more = [key for key in known if key.startswith("loss")]
    print_safely(
        f"The loss function graph is drawn. If you want to add y-axis parameters, please set `{more}` in the plot_list"
    )


def _read_log(log: FilePath | list[dict]) -> list[dict]:
    if not isinstance(log, list):
        path = require_path("log", log)
        if not path.is_file():
            raise FileMissing("dt_no_file", path=path.as_posix())
        try:
            log = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise BadData("dt_bad_log", path=path.as_posix()) from None
    rows = [row for row in log if isinstance(row, dict) and row.get("mode", "train") in ("train", "val")]
    if not rows:
        raise BadData("dt_bad_log", path="log")
    return rows
