"""Learner of rows of a table: an estimator of scikit-learn, fitted at once and kept without pickle (`.npz`)."""

import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sunmao.data.tables.packages import KEEPING, require_package
from sunmao.errors import BadData, BadModelFile
from sunmao.models.table_methods import TABLE_METHODS
from sunmao.tables.answers import compute_answers
from sunmao.tables.estimators import dump_estimator, load_estimator, make_estimator
from sunmao.tables.row_encoding import RowEncoder
from sunmao.tables.table_dataset import REGRESSION, TableTask
from sunmao.tasks.classification.row_learner import RowMetrics
from sunmao.tasks.image_regression.metrics import compute_marks
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.tasks.learner import Learner, Trained
from sunmao.training.checkpoints.array_files import ENDING, load_arrays

if TYPE_CHECKING:
    import torch

    from sunmao.data.dataset import Dataset
    from sunmao.training.checkpoints.checkpointing import CheckpointConfig


KEPT = "estimator"  # the array that holds the bytes of the estimator's file


class RowNumberMetrics:
    """Mean distance of the answers from the right numbers."""

    kept = ("mae",)
    told = ("mae",)
    progress = best = "mae"

    def measure(self, scores: np.ndarray, truth: np.ndarray) -> dict:
        """scores: (N, 1); truth: (N,) numbers. Nothing where nothing was asked."""
        return {"mae": compute_marks(scores[:, 0], truth)["mae"]} if len(truth) else {}


@dataclass
class TrainedRowsModel(Trained):
    """An estimator that has learned. encoder: of the columns of its rows."""

    estimator: Any
    encoder: RowEncoder
    classes: list[str]
    info: dict
    path: Path | None = None
    bytes: int = 0

    def scores(self, contents: list) -> np.ndarray:
        """Of classes the scores of each row, (N, C) float64, each row together 1, its largest where the estimator's
        answer is; else the numbers, (N, 1).
        """
        return compute_answers(self.estimator, self.encoder.encode(contents), len(self.classes), self.info["task"])

    def count_bytes(self) -> int:
        """Of the estimator's file."""
        return self.bytes


class TableLearner(Learner):
    """Learner of rows. method: of `TABLE_METHODS`; options: as of `make_estimator`; plan: what is learned, None
    where nothing is to be trained.
    """

    ending = ENDING

    def __init__(self, method: str, options: dict[str, int], plan: TableTask | None) -> None:
        self._method, self._options, self._plan = method, options, plan

    def make_metrics(self, dataset: "Dataset", asked: dict) -> Any:
        """The share of right answers, or the mean absolute error."""
        return RowNumberMetrics() if dataset.task == REGRESSION else RowMetrics()

    def fit(
        self,
        dataset: "Dataset",
        config: dict,
        start: object,
        checkpoint_config: "CheckpointConfig",
        device: "torch.device | str",
    ) -> tuple[list[dict], TrainedRowsModel]:
        """Fit at once. config: {'seed'}, None for a new one."""
        from sunmao.training.one_fit import fit_once
        from sunmao.training.run_metadata import draw_seed, run_metadata

        require_package(KEEPING)
        plan = self._plan
        assert plan is not None  # what is to be trained has a plan
        numbers, supervised = plan.task == REGRESSION, TABLE_METHODS[self._method].supervised
        train, val = dataset.items("train"), dataset.items("val") if checkpoint_config.validate and supervised else []
        if len(train) < 2:
            raise BadData("rows_few", path=dataset.path, count=len(train))
        seed = draw_seed(config["seed"])
        info = run_metadata(self._method, plan.task, dataset, {"seed": seed, **self._options})
        classes = self._name_classes(dataset.classes)
        info |= {"seed": seed, "classes": classes, "columns": plan.encoder.describe(), "target": plan.target}
        info["data"] |= {"target": plan.target}
        if numbers:
            scale = NumberScale.from_numbers(read_truth(train, [], True).tolist(), plan.unit)
            info["numbers"] = asdict(scale)
        estimator = make_estimator(self._method, numbers, self._options, seed)

        def fit() -> tuple[dict[str, np.ndarray], dict]:
            truth = [read_truth(each, dataset.classes, numbers) if supervised else None for each in (train, val)]
            rows = plan.encoder.encode([item.content for item in train])
            fit_estimator(estimator, rows, truth[0], dataset.path)
            asked = plan.encoder.encode([item.content for item in val])
            answers = compute_answers(estimator, asked, len(classes), plan.task) if val else np.zeros((0, 1))
            marks = checkpoint_config.metrics.measure(answers, truth[1] if supervised else np.zeros(0))
            return {KEPT: np.frombuffer(dump_estimator(estimator), np.uint8)}, marks

        lines, arrays, path = fit_once(fit, checkpoint_config.make_plan(info, resumable=False))
        return lines, TrainedRowsModel(estimator, plan.encoder, classes, info, path, arrays[KEPT].nbytes)

    def load(self, path: Path, device: "torch.device | str") -> TrainedRowsModel:
        """Read what was fitted; nothing in the file is run."""
        arrays, info = load_arrays(path)
        try:
            encoder = RowEncoder.from_info(info["columns"])
            if info["model"] != self._method or set(arrays) != {KEPT} or not info["task"].startswith("table_"):
                raise ValueError("another model")
            classes = [str(each) for each in info["classes"]]
        except (KeyError, TypeError, ValueError):
            raise BadModelFile("bad_weights", path=path.as_posix()) from None
        data = arrays[KEPT].tobytes()
        return TrainedRowsModel(load_estimator(data, path), encoder, classes, info, path, len(data))

    def _name_classes(self, classes: list[str]) -> list[str]:
        if self._method == "kmeans":
            return [str(number + 1) for number in range(self._options.get("groups", 3))]
        return classes


def read_truth(items: list, classes: list[str], numbers: bool) -> np.ndarray:
    """(N,) the right numbers, float64, or the numbers of the right classes."""
    if numbers:
        return np.array([item.number for item in items], np.float64)
    known = {label: number for number, label in enumerate(classes)}
    return np.array([known[item.label] for item in items], int)


def fit_estimator(estimator: Any, rows: np.ndarray, truth: np.ndarray | None, path: str) -> None:
    """Let an estimator learn. Raises BadData, where scikit-learn cannot: more groups or neighbors than rows …"""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of scikit-learn, in its own words: not there yet after so many rounds
            estimator.fit(rows, truth)
    except ValueError as error:
        raise BadData("rows_not_learned", path=path, reason=str(error).partition("\n")[0][:200]) from None
