"""Learning from a table's rows, with the verbs of the school textbooks."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from sunmao.core.atomic_files import require_path
from sunmao.core.training_engine import require_scikit_learn
from sunmao.core.validation import require_choice, require_whole
from sunmao.data.tables.packages import KEEPING, require_package
from sunmao.errors import BadValue, DatasetNotLoaded
from sunmao.inference.row_model import RowModel
from sunmao.models.table_methods import TABLE_METHODS
from sunmao.runtime.notices import show_notice
from sunmao.tables.estimators import get_last_step, make_estimator
from sunmao.tables.learner import TableLearner, fit_estimator, read_truth
from sunmao.tables.open_tables import read_table
from sunmao.tables.row_encoding import RowEncoder
from sunmao.tables.table_dataset import CLASSIFICATION, REGRESSION, TableTask, make_table_dataset, plan_task
from sunmao.tabular.table import Table
from sunmao.tasks.registry import make_task
from sunmao.texts import get_both, get_text
from sunmao.training.config_files.training_call import TrainingCall

if TYPE_CHECKING:
    import torch

    from sunmao.data.dataset import Dataset
    from sunmao.training.train_config import TrainOptions


TASKS = ("auto", "classification", "regression")
LARGEST = {"max_depth": 100, "neighbors": 1000, "trees": 2000, "groups": 100}
FOLDS, REPEATS = 5, 10


class TableModel(RowModel):
    """A model that learns to guess a column of a table from the others, by scikit-learn: a class or a number. 'kmeans'
    and 'pca' guess nothing: they put rows into groups, or many columns into two.

    Its answers and its marks are those of scikit-learn's estimator of the same name with its usual settings. What adds
    columns up ('linear', 'svm', 'mlp', 'kmeans', 'pca') gets them brought to mean 0 and deviation 1. Rows with an empty
    cell are left out. To answer, PyTorch is not needed.

    Args:
        method: 'decision_tree', 'random_forest', 'boosting', 'knn', 'linear', 'svm', 'mlp', 'kmeans' or 'pca'.
        task: 'classification', 'regression', or 'auto': numbers where the column to guess holds numbers.
        max_depth: of trees, how many questions are asked at most. neighbors: of 'knn', how many rows vote. trees: of
            'random_forest' and 'boosting', how many. groups: of 'kmeans', how many.
        random_seed: of what draws random numbers; the same number gives the same model.

    Raises: BadValue, with the nearest.

    Example:
        model = TableModel(method='decision_tree', max_depth=3)
        model.load_dataset(path='data/iris.csv', target='species')
        model.train()
        result = model.inference(data=[5.1, 3.5, 1.4, 0.2])
        print(result.label, result.confidence)
    """

    _task, _folder = CLASSIFICATION, "checkpoints/table_model"

    def __init__(
        self,
        method: str = "decision_tree",
        *,
        task: str = "auto",
        max_depth: int | None = None,
        neighbors: int | None = None,
        trees: int | None = None,
        groups: int | None = None,
        random_seed: int | None = None,
    ) -> None:
        self._method = require_choice("method", method, TABLE_METHODS)
        self._asked = require_choice("task", task, TASKS)
        given = {"max_depth": max_depth, "neighbors": neighbors, "trees": trees, "groups": groups}
        self._options = {
            name: require_whole(name, value, 1, LARGEST[name]) for name, value in given.items() if value is not None
        }
        if odd := [name for name in self._options if name not in TABLE_METHODS[self._method].options]:
            raise BadValue("table_option", option=odd[0], method=self._method)
        self._seed = None if random_seed is None else require_whole("random_seed", random_seed, 0, 2**31 - 1)
        self._plan: TableTask | None = None
        self._loaded: dict[str, Any] = {}  # as of `TrainingCall`
        super().__init__()

    @classmethod
    def from_info(cls, info: dict) -> Self:
        """As `RowModel.from_info`."""
        return cls(info["model"])

    @property
    def backbone(self) -> str:
        """The method by which it learns."""
        return self._method

    @property
    def target(self) -> str | None:
        """The column that it guesses; None before `load_dataset`, and of what guesses nothing."""
        return self._plan.target if self._plan else self._trained.info["target"] if self._trained else None

    @property
    def columns(self) -> list[str]:
        """The columns that it learns from, in the order in which `inference` takes their cells."""
        encoder = self._trained.encoder if self._trained else self._plan.encoder if self._plan else None
        return [column.name for column in encoder.columns] if encoder else []

    def load_dataset(
        self,
        path: str | Path | Table,
        check: bool = True,
        *,
        target: str | None = None,
        columns: list[str] | None = None,
        ratio: str = "8:0:2",
        seed: int = 0,
    ) -> None:
        """Give the model a table to learn from.

        Args:
            path: a CSV file, a workbook or a Table.
            check: say what is odd about its rows.
            target: the column to guess; None: the last one, which is said.
            columns: what is learned from; None: all other columns of numbers and of classes.
            ratio: shares of training, validation and test. seed: another number divides differently.

        Raises: FileMissing, BadValue (no such column), BadData: nothing to learn from, one class only, all numbers
        equal.
        """
        table = path if isinstance(path, Table) else read_table(path)
        if not TABLE_METHODS[self._method].supervised:
            self._plan = plan_task(table, None, self._asked, columns)
            self._set_task(CLASSIFICATION)
            self._dataset, self._checked = make_table_dataset(table, self._plan), bool(check)
            self._loaded = {"columns": columns}
            return
        if target is None:
            target = table.columns[-1]
            show_notice("table_last_column", name=target)
        plan = plan_task(table, target, self._asked, columns)
        self._set_task(plan.task)
        dataset = make_table_dataset(table, plan, ratio, seed)
        self._answering.prepare_dataset(dataset, check)
        self._plan, self._dataset, self._checked = plan, dataset, bool(check)
        self._loaded = {"target": target, "columns": columns, "ratio": ratio, "seed": seed}

    def train(
        self, validate: bool = True, *, random_seed: int | None = None, save_fold: str | None = None
    ) -> list[dict]:
        """As `RowModel.train`. random_seed: None: the one that the model was made with."""
        require_package(KEEPING)
        return super().train(
            validate, random_seed=self._seed if random_seed is None else random_seed, save_fold=save_fold
        )

    def evaluate(self, split: str | None = None, path: str | Path | Table | None = None, **more: Any) -> Any:
        """Test the model on rows whose answers are known, as `Model.evaluate`.

        path: a CSV file, a workbook or a Table with the columns that the model knows.

        Returns: a Report, of numbers a RegressionReport. Raises besides: BadValue for what guesses nothing.
        """
        self._require_guesses()
        self._answering.columns = self.columns
        return super().evaluate(split, None if path is None else self._open_rows(path), **more)

    def inference(
        self, data: Sequence[Any] | dict[str, Any] | np.ndarray, *, unknown: float | None = None, **more: Any
    ) -> Any:
        """Say what the model guesses for one row.

        Args:
            data: a list with a cell for each of `columns`, in their order, or a dictionary by their names.
            unknown: less sure than this (0 to 1), the label is 不知道 / unknown.
            checkpoint: the weights file to use.

        Returns: a RowResult with its label, or a RowNumber with its value; of 'kmeans' the label is the group.

        Raises: BadValue (another number of cells, a text where numbers stand), NotTrained, FileMissing, BadModelFile.
        """
        options = self._answering.check_options(unknown)
        self._prepare(**more)
        if self._method == "pca":
            raise BadValue("table_pca_answers")
        return self._infer(tuple(self._trained.encoder.read_row(data)), "", options)

    def transform(self, table: str | Path | Table) -> Table:
        """A copy of a table with the model's answers for its rows in new columns: 'prediction' and how sure it is, of
        'kmeans' the 'group', of 'pca' two numbers. Rows with an empty cell have none.

        Args:
            table: a CSV file, a workbook or a Table with the columns that the model knows.

        Raises: BadValue (a column is missing), NotTrained.
        """
        self._prepare()
        table = table if isinstance(table, Table) else read_table(table)
        found = [table.column(name) for name in self.columns]
        rows = [(place, cells) for place, cells in enumerate(zip(*found, strict=True)) if None not in cells]
        names, answers = self._answer_rows([cells for _, cells in rows])
        cells = [[None] * len(names) for _ in range(len(table))]
        for (place, _), answer in zip(rows, answers, strict=True):
            cells[place] = answer
        made = [*table.columns, *names]
        return Table(made, [[*row, *more] for row, more in zip(table.rows, cells, strict=True)], title=table.title)

    def cross_validate(self, folds: int = FOLDS) -> Table:
        """Learn and test `folds` times, each time with another part of the rows for the test: how much a mark depends
        on which rows were left out. The model itself stays as it is.

        Returns: a table with the share of right answers, or the mean absolute error, of each fold, their mean and
        their spread (standard deviation). Raises DatasetNotLoaded, BadValue, BadData.
        """
        rows, truth, numbers = self._read_all()
        from sklearn.model_selection import KFold, StratifiedKFold

        seed, folds = self._seed or 0, require_whole("folds", folds, 2, len(rows))
        divided = (KFold if numbers else StratifiedKFold)(folds, shuffle=True, random_state=seed)
        marks = []
        try:
            parts = list(divided.split(rows, truth))
        except ValueError:
            raise BadValue("table_folds", folds=folds) from None
        for train, test in parts:
            estimator = make_estimator(self._method, numbers, self._options, seed)
            fit_estimator(estimator, rows[train], truth[train], self._require_dataset().path)
            answers = estimator.predict(rows[test])
            marks.append(float(abs(answers - truth[test]).mean() if numbers else (answers == truth[test]).mean()))
        name = get_text("mae" if numbers else "accuracy")
        lines = [[str(number), mark] for number, mark in enumerate(marks, 1)]
        lines += [[get_text("table_mean"), float(np.mean(marks))], [get_text("table_spread"), float(np.std(marks))]]
        return Table([get_text("table_fold"), name], lines, title=get_text("table_folds_title", folds=folds))

    def importance(self) -> Table:
        """Measure how much each column matters (permutation importance): by how much the mark falls on the test rows
        when the cells of the column are mixed up, the mean of ten times; the most important column first.

        Returns: a table with the columns, these numbers (of right answers a share, of numbers R²) and their spread.
        Raises DatasetNotLoaded, NotTrained, BadValue.
        """
        self._require_guesses()
        dataset = self._require_dataset()
        self._prepare()
        from sklearn.inspection import permutation_importance

        items = dataset.items("test") or dataset.items()
        numbers, encoder = self.task == REGRESSION, self._trained.encoder
        truth = read_truth(items, dataset.classes, numbers)
        rows = encoder.number([item.content for item in items])
        found = permutation_importance(
            _Numbered(self._trained.estimator, encoder, numbers), rows, truth, n_repeats=REPEATS, random_state=0
        )
        order = np.argsort(-found.importances_mean, kind="stable")
        lines = [
            [self.columns[place], float(found.importances_mean[place]), float(found.importances_std[place])]
            for place in order
        ]
        heads = [get_text(key) for key in ("table_a_column", "table_importance", "table_spread")]
        return Table(heads, lines, title=get_text("table_importance_title", rows=len(items)))

    def convert(self, out_file: str | Path, *, checkpoint: str | None = None) -> str:
        """Write the model as an ONNX file, with a JSON file beside it that says what its numbers mean. Its answers are
        compared with the model's on every row of the table.

        Args:
            out_file: where to, such as 'models/iris.onnx'.
            checkpoint: other weights than those of the last training.

        Returns: the file's path. Raises NotTrained, BackendMissing, NotConverted (answers differ), EngineMissing.
        """
        from sunmao.tables.convert_to_onnx import convert_rows_model

        self._prepare(checkpoint=checkpoint)
        rows = self._trained.encoder.encode([item.content for item in self._dataset.items()]) if self._dataset else None
        return convert_rows_model(self._trained, Path(require_path("out_file", out_file)), rows)

    def load_checkpoint(self, checkpoint: str | Path | None, device: str = "auto") -> None:
        """As `RowModel.load_checkpoint`."""
        require_scikit_learn()
        super().load_checkpoint(checkpoint, device)
        self._set_task(self._trained.info["task"])

    def as_events(self) -> Iterator[Any]:
        """Yield the description of the model, and of a decision tree its questions, as events of tables."""
        from sunmao.tables.describe_model import describe_model

        trained = self._ready_trained()
        for table in describe_model(trained, self._method):
            yield from table.as_events()

    def _answer_rows(self, rows: list) -> tuple[list[str], list[list]]:
        """(the names of the new columns, their cells for each row)."""
        if self._method == "pca":
            found = self._trained.estimator.transform(self._trained.encoder.encode(rows)) if rows else []
            return ["PC1", "PC2"], [[float(each) for each in row] for row in found]
        scores = self._trained.scores(rows) if rows else []
        if self.task == REGRESSION:
            return [get_text("table_prediction")], [[float(each[0])] for each in scores]
        classes = self._trained.classes
        if self._method == "kmeans":
            return [get_text("table_group")], [[classes[int(each.argmax())]] for each in scores]
        names = [get_text("table_prediction"), get_text("confidence")]
        return names, [[classes[int(each.argmax())], round(float(each.max()), 4)] for each in scores]

    def _open_rows(self, source: str | Path | Table) -> Any:
        """Another table as a data set whose rows are all for the test; the model's own stays divided."""
        self._prepare()
        table = source if isinstance(source, Table) else read_table(source)
        if self._dataset is not None and table.path and table.path == self._dataset.path:
            return self._dataset
        info = self._trained.info
        unit = (info.get("numbers") or {}).get("unit", "")
        plan = TableTask(self._trained.encoder, info["target"], info["task"], unit)
        return make_table_dataset(table, plan, None)

    def _read_all(self) -> tuple[np.ndarray, np.ndarray, bool]:
        """(all rows, what is right, whether that is numbers)."""
        self._require_guesses()
        dataset = self._require_dataset()
        require_scikit_learn()
        items, numbers = dataset.items(), self.task == REGRESSION
        assert self._plan is not None  # a loaded table has one
        rows = self._plan.encoder.encode([item.content for item in items])
        return rows, read_truth(items, dataset.classes, numbers), numbers

    def _require_guesses(self) -> None:
        if not TABLE_METHODS[self._method].supervised:
            raise BadValue("table_guesses_nothing", method=get_both(f"table_method_{self._method}"))

    def _get_made(self) -> dict[str, Any]:
        return {"method": self._method, **self._options, "random_seed": self._seed}

    def _adopt(self, other: Self) -> None:
        super()._adopt(other)
        self._asked, self._plan, self._loaded = other._asked, other._plan, other._loaded
        self._set_task(other.task)

    def _set_task(self, name: str) -> None:
        if self.task != name:
            self._answering = make_task(name)
        self._task = name

    def _ready_trained(self) -> Any:
        if self._trained is None:
            require_scikit_learn()
        return super()._ready_trained()

    def _require_dataset(self) -> Any:
        if self._dataset is None:
            raise DatasetNotLoaded("no_table_yet")
        return self._dataset

    def _make_call(self, said: dict, way: str = "train") -> TrainingCall | None:
        if not Path(self._require_dataset().path).is_file():
            return None  # a table that a program has made
        loaded = {name: value for name, value in self._loaded.items() if value is not None}
        made = {name: value for name, value in self._get_made().items() if value is not None}
        return TrainingCall(type(self), way, said, checked=self._checked, made=made, loaded=loaded)

    def _plan_training(
        self, options: "TrainOptions", dataset: "Dataset", device: "torch.device | str"
    ) -> tuple[Any, Any]:
        return {"seed": options.random_seed}, None

    def _make_learner(self) -> TableLearner:
        return TableLearner(self._method, self._options, self._plan)


class TableClassification(TableModel):
    """A `TableModel` that guesses classes."""

    def __init__(self, method: str = "decision_tree", **more: Any) -> None:
        super().__init__(method, task="classification", **more)


class TableRegression(TableModel):
    """A `TableModel` that guesses numbers."""

    _task = REGRESSION

    def __init__(self, method: str = "decision_tree", **more: Any) -> None:
        super().__init__(method, task="regression", **more)


class _Numbered:
    """An estimator that takes the numbers of `RowEncoder.number`, so that a column of classes is mixed up as a whole."""

    def __init__(self, estimator: Any, encoder: RowEncoder, numbers: bool) -> None:
        self._estimator, self._encoder, self._numbers = estimator, encoder, numbers

    def fit(self, rows: np.ndarray, truth: np.ndarray) -> None:
        """Nothing: it has learned."""

    @cached_property
    def classes_(self) -> np.ndarray:
        return get_last_step(self._estimator).classes_

    def score(self, rows: np.ndarray, truth: np.ndarray) -> float:
        """As scikit-learn's estimators: the share of right answers, or R²."""
        return float(self._estimator.score(self._encoder.expand(rows), truth))
