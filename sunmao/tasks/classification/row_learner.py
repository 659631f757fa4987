"""Learner of classes of samples that become a row of numbers each: regularized logistic regression, fitted at once.

What is kept (`.npz`) is a row of weights for each class, on raw rows. To answer, PyTorch is not needed.
"""

from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from sunmao.errors import BadModelFile
from sunmao.tasks.learner import Learner, Trained
from sunmao.training.checkpoints.array_files import ENDING, load_arrays

if TYPE_CHECKING:
    import torch

    from sunmao.data.dataset import Dataset


Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class RowMetrics:
    """The share of right answers, and the cross entropy."""

    kept = ("accuracy", "val_loss")
    told = ("accuracy",)
    progress = best = "accuracy"

    def measure(self, scores: np.ndarray, truth: np.ndarray) -> dict:
        """scores: (N, C); truth: (N,) label numbers. Nothing where nothing was asked."""
        if not len(truth):
            return {}
        said = scores[np.arange(len(truth)), truth]
        accuracy = float((scores.argmax(1) == truth).mean())
        return {
            "accuracy": accuracy,
            "val_loss": float(-np.log(np.maximum(said, 1e-12)).mean()),
            "logged": {"accuracy_top-1": round(100 * accuracy, 4)},
        }


@dataclass
class TrainedRows(Trained):
    """Fitted model. arrays: 'weight', (C, F) float32, 'bias', (C,) float32, and what its learner adds."""

    arrays: Arrays
    classes: list[str]
    info: dict
    learner: "RowLearner"
    path: Path | None = None

    def scores(self, contents: list) -> np.ndarray:
        """Scores of samples, (N, C) float32, each row together 1."""
        return compute_scores(self.learner.extract(contents), self.arrays["weight"], self.arrays["bias"])

    def count_bytes(self) -> int:
        """Of its weights."""
        return sum(each.nbytes for each in self.arrays.values())


class RowLearner(Learner):
    """A kind provides `extract` and, where its rows are of their own kind, `fit_rows`.

    model, task: as files say them. width: F. about: what else its files say, which a file must say to be loaded.
    added: the names of the arrays that `summarize` gives. few: the key of the error for fewer than two samples.
    """

    ending = ENDING
    model: ClassVar[str] = "LogisticRegression"
    task: ClassVar[str]
    few: ClassVar[str]
    added: ClassVar[tuple[str, ...]] = ()
    trained_type: ClassVar[type[TrainedRows]] = TrainedRows
    width: int

    def __init__(self, about: dict[str, Any] | None = None) -> None:
        self._about = about or {}

    @abstractmethod
    def extract(self, contents: list) -> np.ndarray:
        """The rows of samples, (N, F) float32."""

    def extract_all(self, contents: list) -> np.ndarray:
        """The same of all that is learned from, with its progress where that takes long."""
        return self.extract(contents)

    def fit_rows(self, rows: np.ndarray, labels: np.ndarray, classes: int, seed: int) -> Arrays:
        """'weight' and 'bias' on raw rows. rows: (N, F) float32; labels: (N,) int, each class at least once."""
        return fit_normalized(rows, labels, classes, seed)

    def augment(self, contents: list, labels: np.ndarray, seed: int) -> tuple[list, np.ndarray]:
        """More samples that are learned from, and their labels, made of these."""
        return [], labels[:0]

    def summarize(self, contents: list) -> Arrays:
        """More that is kept of the samples that were learned from, by the names in `added`."""
        return {}

    def make_metrics(self, dataset: "Dataset", asked: dict) -> RowMetrics:
        """The share of right answers."""
        return RowMetrics()

    def fit(
        self, dataset: Any, config: dict, start: Any, checkpoint_config: Any, device: Any
    ) -> tuple[list[dict], Any]:
        """Fit at once. config: {'seed'}, None for a new one."""
        from sunmao.errors import BadData
        from sunmao.training.one_fit import fit_once
        from sunmao.training.run_metadata import draw_seed, run_metadata

        train, val = dataset.items("train"), dataset.items("val") if checkpoint_config.validate else []
        if len(train) < 2:
            raise BadData(self.few, path=dataset.path, count=len(train))
        seed = draw_seed(config["seed"])
        info = {**run_metadata(self.model, self.task, dataset, {"seed": seed}), "seed": seed, **self._about}
        kind, numbers = dataset.sample_kind, {label: number for number, label in enumerate(dataset.classes)}

        def fit() -> tuple[Arrays, dict]:
            contents = [kind.read(item) for item in train + val]
            truth = np.array([numbers[item.label] for item in train + val], int)
            rows, count = self.extract_all(contents), len(train)
            more, labels = self.augment(contents[:count], truth[:count], seed)
            learned = np.concatenate([rows[:count], self.extract(more)]) if more else rows[:count]
            arrays = self.fit_rows(learned, np.concatenate([truth[:count], labels]), len(numbers), seed)
            scores = compute_scores(rows[count:], arrays["weight"], arrays["bias"])
            marks = checkpoint_config.metrics.measure(scores, truth[count:])
            return {**arrays, **self.summarize(contents[:count])}, marks

        lines, arrays, path = fit_once(fit, checkpoint_config.make_plan(info, resumable=False))
        return lines, self.trained_type(arrays, dataset.classes, info, self, path)

    def load(self, path: Path, device: "torch.device | str") -> TrainedRows:
        """Fitted model, without torch."""
        arrays, info = load_arrays(path)
        classes = len(info["classes"])
        shapes = {name: array.shape for name, array in arrays.items()}
        fitting = shapes.get("weight") == (classes, self.width) and shapes.get("bias") == (classes,)
        said = {"model": self.model, "task": self.task, **self._about}
        other = any(info.get(name) != value for name, value in said.items())
        if other or not fitting or set(arrays) != {"weight", "bias", *self.added}:
            raise BadModelFile("bad_weights", path=path.as_posix())
        return self.trained_type(arrays, info["classes"], info, self, path)


def compute_scores(rows: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """The softmax of each class, (N, C) float32. rows: (N, F)."""
    logits = rows @ weight.T + bias
    powers = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    return (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)


def fit_normalized(rows: np.ndarray, labels: np.ndarray, classes: int, seed: int) -> Arrays:
    """'weight', (C, F) float32, and 'bias', (C,) float32, of logistic regression as quick training of pictures fits it:
    directions count less along which samples of one class differ much.

    rows: (N, F) float32; labels: (N,) int, each class at least once.
    """
    import torch

    from sunmao.training.devices.threads import limit_threads
    from sunmao.training.logistic_regression import WithinClassNormalization, choose_penalty, fit_layer, make_layer

    raw, truth = torch.from_numpy(np.ascontiguousarray(rows)), torch.from_numpy(labels.astype(np.int64))
    with limit_threads(make_layer(rows.shape[1], classes)):
        normalization = WithinClassNormalization(raw, truth, classes)
        standard = normalization.transform(raw)
        layer = fit_layer(standard, truth, classes, choose_penalty(standard, truth, classes, seed))
        weight = normalization.unscale(layer.weight.detach())
        bias = layer.bias.detach() - weight @ normalization.mean
    return {"weight": weight.numpy(), "bias": bias.numpy()}
