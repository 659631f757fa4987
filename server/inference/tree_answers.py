"""A decision tree of a table as the page draws it: its questions, and the rows that came to each."""

from functools import lru_cache
from typing import Any

import numpy as np

from sunmao.server.inference.table_rows import DividedRows, divide_rows

MAX_ROWS = 500  # that are named of one node, and of mistakes
MAX_USED = 20_000  # rows of the table, evenly taken: more of them ask the same questions


def answer_tree(path: str, stamp: str, target: str, depth: int) -> dict:
    """`TableTree`: a tree that asks at most `depth` questions, grown on eight of ten rows; of very many, `MAX_USED`
    are used. Raises BadData.
    """
    divided = _divide(path, stamp, target)
    said = divided.describe() | {"target": target, "fields": divided.plan.encoder.describe()}
    if not divided.enough:
        return said | {"nodes": [], "mistakes": []}
    estimator = _grow(path, stamp, target, depth)
    return said | {
        "nodes": describe_nodes(estimator, divided),
        **divided.measure(estimator),
        "mistakes": find_mistakes(estimator, divided),
    }


def answer_tree_rows(path: str, stamp: str, target: str, depth: int, node: int) -> dict:
    """`TableTreeRows`: the numbers of the learned rows that came to a node, at most `MAX_ROWS`."""
    divided = _divide(path, stamp, target)
    if not divided.enough:
        return {"rows": []}
    reached = _grow(path, stamp, target, depth).decision_path(divided.train.rows.astype(np.float32))
    if node >= reached.shape[1]:
        return {"rows": []}
    places = reached.getcol(node).nonzero()[0][:MAX_ROWS]
    return {"rows": [divided.train.numbers[place] for place in places]}


def describe_nodes(estimator: Any, divided: DividedRows) -> list[dict[str, Any]]:
    """Each node of a tree, `TableTreeNode`, the first its root; what was learned is counted."""
    tree, columns = estimator.tree_, _list_questions(divided)
    low, high = _find_ranges(estimator, divided)
    found: list[dict[str, Any]] = []
    for node in range(tree.node_count):
        rows, values = int(tree.n_node_samples[node]), tree.value[node].ravel()
        said: dict[str, Any] = {"id": node, "rows": rows, "counts": [], "low": None, "high": None}
        if divided.guesses_numbers:
            said |= {"answer": float(values[0]), "low": float(low[node]), "high": float(high[node])}
        else:
            counts = [0] * len(divided.classes)
            for number, share in zip(estimator.classes_, values / values.sum(), strict=True):
                counts[int(number)] = round(float(share) * rows)
            said |= {"answer": divided.classes[int(estimator.classes_[values.argmax()])], "counts": counts}
        found.append(said | _describe_question(tree, node, columns))
    return found


def find_mistakes(estimator: Any, divided: DividedRows) -> list[int]:
    """The numbers of new rows whose class is guessed wrong; of numbers those that are missed by most, first."""
    part = divided.test
    if not part.numbers:
        return []
    answers = estimator.predict(part.rows)
    if divided.guesses_numbers:
        places = np.argsort(-np.abs(answers - part.truth), kind="stable")[: max(1, len(part.numbers) // 10)]
    else:
        places = np.flatnonzero(answers != part.truth)
    return [part.numbers[place] for place in places[:MAX_ROWS]]


def _divide(path: str, stamp: str, target: str) -> DividedRows:
    return divide_rows(path, stamp, target, None, MAX_USED)


@lru_cache(maxsize=8)
def _grow(path: str, stamp: str, target: str, depth: int) -> Any:
    return _divide(path, stamp, target).fit("decision_tree", {"max_depth": depth})


def _list_questions(divided: DividedRows) -> list[tuple[str, str | None]]:
    """(column, value of a class that is asked for, None of numbers) of each number of a row."""
    return [
        (column.name, value)
        for column in divided.plan.encoder.columns
        for value in ([None] if column.values is None else column.values)
    ]


def _describe_question(tree: Any, node: int, columns: list[tuple[str, str | None]]) -> dict[str, Any]:
    """{'column', 'value', 'most', 'yes', 'no'}: is it that value, or at most so much; all None of a leaf."""
    left, right = int(tree.children_left[node]), int(tree.children_right[node])
    if left < 0:
        return {"column": None, "value": None, "most": None, "yes": None, "no": None}
    column, value = columns[tree.feature[node]]
    if value is None:
        return {"column": column, "value": None, "most": float(tree.threshold[node]), "yes": left, "no": right}
    return {"column": column, "value": value, "most": None, "yes": right, "no": left}  # 1 where it is that value


def _find_ranges(estimator: Any, divided: DividedRows) -> tuple[np.ndarray, np.ndarray]:
    """(the smallest, the largest) learned answer at each node."""
    tree, part = estimator.tree_, divided.train
    low, high = np.full(tree.node_count, np.inf), np.full(tree.node_count, -np.inf)
    leaves = estimator.apply(part.rows)
    np.minimum.at(low, leaves, part.truth)
    np.maximum.at(high, leaves, part.truth)
    for node in range(tree.node_count - 1, -1, -1):  # whatever stands below a node comes after it
        if (left := tree.children_left[node]) >= 0:
            right = tree.children_right[node]
            low[node], high[node] = min(low[left], low[right]), max(high[left], high[right])
    return low, high
