"""Table learners against bare scikit-learn: the same rows, the same marks to the last digit; ONNX on every row; reading.

The tables are those that come along: iris, penguins, wine and digits with a class to guess, diabetes with a number. The peer is
scikit-learn's estimator with the same settings and seed, fitted on the same rows; of classes the mark is the share of right
answers, of numbers R², both in percent. The time of reading is processor time for twice the rows by that for once.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.rows import MissingRow, Row, Size, attempt
from benchmarks.small import change_folder
from sunmao.data.tables.read_table import read_table_file
from sunmao.models.table_methods import TABLE_METHODS

TABLES = ("iris", "penguins", "wine", "digits", "diabetes")
# Of penguins what is a number: of words the peer would have to make numbers first.
COLUMNS_OF = {"penguins": ["bill length", "bill depth", "flipper length", "body mass"]}
SEED, ROUNDS, ROWS, COLUMNS = 7, 3, 50_000, 20


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """For each table and method a row of the mark and one of the ONNX file; then how reading grows."""
    methods = [name for name, method in TABLE_METHODS.items() if method.supervised]
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        for table in size.pick(TABLES, TABLES[:1]):
            for method in size.pick(methods, methods[:1]):
                yield from attempt(f"tables: {table}, {method}", compare, table, method)
        yield from attempt("tables: reading", measure_reading, size.pick(ROWS, 200))


def compare(table: str, method: str) -> Iterator[Row]:
    """Our mark and the peer's on the rows of the test, and on how many of all rows the ONNX file says the same."""
    from sunmao.tables import TableModel, sample_table
    from sunmao.tables.convert_to_onnx import SINGLE, count_same

    rows = sample_table(table)
    model = TableModel(method, random_seed=SEED)
    model.load_dataset(path=rows, target=rows.columns[-1], columns=COLUMNS_OF.get(table))
    model.train(save_fold=f"kept/{table}_{method}")
    report, numbers = model.evaluate(), model.task == "table_regression"
    dataset = model._dataset
    parts = [dataset.items(part) for part in ("train", "test", "all")]
    cells = [np.array([item.content for item in part], float) for part in parts]
    known = {label: number for number, label in enumerate(dataset.classes)}
    truth = [[item.number if numbers else known[item.label] for item in part] for part in parts]
    bare = make_bare(method, numbers).fit(cells[0], truth[0])
    ours, peer = (report.r2 if numbers else report.accuracy), bare.score(cells[1], truth[1])
    apart = abs(100 * ours - 100 * peer)
    mark = "R²" if numbers else "accuracy"
    note = f"{mark} {100 * ours:.4f} %, scikit-learn {100 * peer:.4f} %, rows {len(parts[0])} + {len(parts[1])}"
    # Of R² both sum the same squares in another order.
    yield Row(f"tables: {table}, {method}: apart", apart, "points", f"<= {1e-10 if numbers else 0}", note=note)
    path = Path(model.convert(f"out/{table}_{method}"))
    same = count_same(model._trained, path.read_bytes(), cells[2], method in SINGLE)
    yield Row(
        f"tables: {table}, {method}: ONNX the same",
        100 * same / len(cells[2]),
        "%",
        ">= 100",
        note=f"of {len(cells[2])}",
    )


def make_bare(method: str, numbers: bool) -> Any:
    """The estimator as anybody would write it."""
    from sklearn import ensemble, linear_model, neighbors, neural_network, svm, tree
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    if method == "decision_tree":
        trees = tree.DecisionTreeRegressor if numbers else tree.DecisionTreeClassifier
        return trees(random_state=SEED)
    if method == "random_forest":
        forest = ensemble.RandomForestRegressor if numbers else ensemble.RandomForestClassifier
        return forest(random_state=SEED)
    if method == "boosting":
        boosting = ensemble.GradientBoostingRegressor if numbers else ensemble.GradientBoostingClassifier
        return boosting(random_state=SEED)
    if method == "knn":
        return neighbors.KNeighborsRegressor() if numbers else neighbors.KNeighborsClassifier()
    if method == "linear":
        last = linear_model.LinearRegression() if numbers else linear_model.LogisticRegression(max_iter=2000)
    elif method == "svm":
        last = svm.SVR() if numbers else svm.SVC()
    else:
        network = neural_network.MLPRegressor if numbers else neural_network.MLPClassifier
        last = network(max_iter=2000, random_state=SEED)
    return make_pipeline(StandardScaler(), last)


def measure_reading(rows: int) -> Iterator[Row]:
    """Yield the rows of the time that a table of 20 columns takes, and of twice as many rows by that."""
    random = np.random.default_rng(SEED)
    times = []
    for count in (rows, 2 * rows):
        lines = [",".join(f"c{number}" for number in range(COLUMNS))]
        lines += [",".join([*(f"{each:.4f}" for each in row), "abc"[int(3 * row[0])]]) for row in _draw(random, count)]
        Path("large.csv").write_text("\n".join(lines), encoding="utf-8")
        times.append(min(_time_reading() for _ in range(ROUNDS)))
    yield Row(f"tables: {2 * rows} × {COLUMNS} read", times[1], "s", "<= 10")
    yield Row("tables: twice the rows by once", times[1] / times[0], "times", "<= 2.2", note="processor time")


def _draw(random: np.random.Generator, count: int) -> Iterator[list[float]]:
    yield from random.random((count, COLUMNS - 1)).tolist()


def _time_reading() -> float:
    since = time.process_time()
    read_table_file("large.csv")
    return time.process_time() - since
