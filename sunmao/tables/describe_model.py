"""Descriptions of models of rows, as tables to be shown."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from sunmao.tables.estimators import get_last_step
from sunmao.tabular.table import Table
from sunmao.texts import get_text

DEEPEST = 4  # questions of a tree that are shown


def describe_model(trained: Any, method: str) -> Iterator[Table]:
    """The model's name and columns; of a decision tree its questions, of 'linear' its weights."""
    info = trained.info
    rows = [
        [get_text("table_a_method"), get_text(f"table_method_{method}")],
        [get_text("table_a_target"), info["target"] or "–"],
        [get_text("table_a_column"), ", ".join(column.name for column in trained.encoder.columns)],
    ]
    if method == "decision_tree":
        rows.append([get_text("table_depth"), int(trained.estimator.get_depth())])
    yield Table([get_text("what"), get_text("value")], rows, title=get_text(f"table_method_{method}"))
    if method == "decision_tree":
        yield describe_tree(trained)
    last = get_last_step(trained.estimator)
    if hasattr(last, "coef_") and method == "linear":
        weights = np.atleast_2d(last.coef_)
        names = [get_text("table_weight")] if len(weights) == 1 else list(trained.classes)
        lines = [
            [name, *(round(float(each), 4) for each in column)]
            for name, column in zip(trained.encoder.names, weights.T, strict=True)
        ]
        yield Table([get_text("table_a_column"), *names], lines, title=get_text("table_weights_title"))


def describe_tree(trained: Any) -> Table:
    """The questions of a decision tree, a line each, those below a question further right, and at its ends the answers
    with how many rows came there; the first `DEEPEST` questions deep.
    """
    tree, names, lines = trained.estimator.tree_, trained.encoder.names, []

    def walk(node: int, depth: int, key: str | None) -> None:
        rows = int(tree.n_node_samples[node])
        leaf = tree.children_left[node] < 0
        words = _describe_answer(trained, node) if leaf or depth == DEEPEST else ""
        if not words:
            words = _describe_question(names[tree.feature[node]], float(tree.threshold[node]))
        lines.append([f"{'　' * depth}{get_text(key, words=words) if key else words}", rows])
        if not leaf and depth < DEEPEST:
            walk(int(tree.children_left[node]), depth + 1, "table_yes")
            walk(int(tree.children_right[node]), depth + 1, "table_no")

    walk(0, 0, None)
    return Table([get_text("table_question"), get_text("table_rows")], lines, title=get_text("table_tree_title"))


def _describe_question(name: str, threshold: float) -> str:
    column, _, value = name.partition("=")
    if value and threshold == 0.5:  # asked of a class: is it another one?
        return get_text("table_asks_other", name=column, value=value)
    return get_text("table_asks", name=name, value=f"{threshold:.6g}")


def _describe_answer(trained: Any, node: int) -> str:
    values = trained.estimator.tree_.value[node].ravel()
    if not trained.classes:
        return f"{float(values[0]):.6g}"
    best = int(values.argmax())
    label = trained.classes[int(trained.estimator.classes_[best])]
    return get_text("answer", label=label, percent=f"{100 * values[best] / values.sum():.0f}%")
