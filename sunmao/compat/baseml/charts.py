"""The pictures of BaseML's `plot` and `metricplot`."""

from collections.abc import Callable

import numpy as np

from sunmao.display.api import show
from sunmao.tabular.charts import draw_chart, draw_stacked_bars
from sunmao.texts import get_text

STEPS = 60  # of lines that are drawn with points
GRID = 120  # points a side where borders are looked for


def show_class_answers(truth: np.ndarray, answers: np.ndarray) -> None:
    """Bars: the answers of each class, in colors, how many of them. truth, answers: (N,)."""
    classes = sorted({*truth.tolist(), *answers.tolist()}, key=str)
    counts = [[int(((truth == true) & (answers == found)).sum()) for found in classes] for true in classes]
    axes = get_text("ml_chart_truth"), get_text("ml_chart_count")
    show(draw_stacked_bars(list(map(_name, classes)), counts, axes, get_text("ml_chart_classes")))


def show_numbers(truth: np.ndarray, answers: np.ndarray) -> None:
    """Points: right numbers across, answers up, with the line where both are equal."""
    line = np.linspace(min(truth.min(), answers.min()), max(truth.max(), answers.max()), STEPS)
    names = [get_text("ml_chart_rows")] * len(truth) + ["y = x"] * STEPS
    _scatter(
        np.append(truth, line), np.append(answers, line), names, ("ml_chart_truth", "ml_chart_answer"), "ml_chart_reg"
    )


def show_line(across: np.ndarray, answers: np.ndarray, truth: np.ndarray | None) -> None:
    """Points where the right numbers are known, and the line that was learned."""
    order = np.argsort(across)
    line = np.linspace(across[order[0]], across[order[-1]], STEPS)
    up = np.interp(line, across[order], answers[order])
    names = [get_text("ml_chart_line")] * STEPS
    if truth is not None:
        line, up = np.append(line, across), np.append(up, truth)
        names += [get_text("ml_chart_rows")] * len(across)
    _scatter(line, up, names, ("x", "y"), "ml_chart_reg")


def show_plane(
    rows: np.ndarray, answers: np.ndarray | None, truth: np.ndarray | None, predict: Callable | None
) -> None:
    """Rows in the plane of their first two columns, in colors by answers; a mark ✗ where the truth is another.

    predict: gives the answers of rows, whose borders are then drawn.
    """
    across, up = rows[:, 0], rows[:, 1] if rows.shape[1] > 1 else np.zeros(len(rows))
    names = [""] * len(rows) if answers is None else [get_text("ml_chart_as", name=_name(each)) for each in answers]
    if truth is not None and answers is not None:
        wrong = np.flatnonzero(truth != answers)
        across, up = np.append(across, across[wrong]), np.append(up, up[wrong])
        names += [get_text("ml_chart_wrong")] * len(wrong)
    if predict is not None:
        border = find_border(rows, predict)
        across, up = np.append(across, border[:, 0]), np.append(up, border[:, 1])
        names += [get_text("ml_chart_border")] * len(border)
    _scatter(across, up, names, ("x1", "x2"), "ml_chart_plane")


def find_border(rows: np.ndarray, predict: Callable) -> np.ndarray:
    """Points between which answers change, (K, 2), in the plane of two columns."""
    low, high = rows.min(axis=0), rows.max(axis=0)
    steps = [np.linspace(low[axis], high[axis], GRID) for axis in (0, 1)]
    grid = np.stack(np.meshgrid(*steps), axis=-1)
    found = np.asarray(predict(grid.reshape(-1, 2))).reshape(GRID, GRID)
    edge = np.zeros((GRID, GRID), bool)
    edge[:, 1:] |= found[:, 1:] != found[:, :-1]
    edge[1:] |= found[1:] != found[:-1]
    return grid[edge][::2]


def show_groups(rows: np.ndarray, groups: np.ndarray, middles: np.ndarray) -> None:
    """Rows in the plane of their first two columns, in colors by groups, with the groups' middles."""
    every = np.concatenate([rows, middles])
    names = [str(each) for each in groups] + [get_text("ml_chart_middle")] * len(middles)
    _scatter(every[:, 0], _second(every), names, ("x1", "x2"), "ml_chart_groups")


def show_middles(middles: np.ndarray, counts: np.ndarray) -> None:
    """The groups' middles in the plane in which they lie farthest from each other, with the number of rows of each."""
    centered = middles - middles.mean(axis=0)
    _, _, axes = np.linalg.svd(centered, full_matrices=False)
    flat = centered @ axes[:2].T
    names = [get_text("ml_chart_group", number=number, count=int(count)) for number, count in enumerate(counts)]
    _scatter(flat[:, 0], _second(flat), names, ("PC1", "PC2"), "ml_chart_middles")


def _second(rows: np.ndarray) -> np.ndarray:
    return rows[:, 1] if rows.shape[1] > 1 else np.zeros(len(rows))


def _scatter(across: np.ndarray, up: np.ndarray, names: list[str], axes: tuple[str, str], title: str) -> None:
    both = tuple(get_text(axis) if axis.startswith("ml_") else axis for axis in axes)
    told = None if not any(names) else names
    places = across.astype(float).tolist(), up.astype(float).tolist()
    show(draw_chart("scatter", *places, told, (both[0], both[1]), get_text(title)))


def _name(label: object) -> str:
    return f"{label:g}" if isinstance(label, (int, float)) and not isinstance(label, bool) else str(label)
