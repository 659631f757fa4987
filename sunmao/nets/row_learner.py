"""Training of a network of layers by the rows of a table: in epochs, by the loop of every network."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from sunmao.errors import BadData, BadModelFile
from sunmao.models.layered.build import LayeredBuild
from sunmao.models.layered.layered_network import LayeredNetwork
from sunmao.models.layered.layers import BatchNorm
from sunmao.models.model_spec import Recipe
from sunmao.tables.learner import read_truth
from sunmao.tables.row_encoding import RowEncoder
from sunmao.tables.table_dataset import REGRESSION, TableTask
from sunmao.tasks.classification.metrics import make_metric_config
from sunmao.tasks.classification.train import load_state
from sunmao.tasks.image_regression.diagnostics import NumberDiagnostics
from sunmao.tasks.image_regression.metrics import make_number_metric_config
from sunmao.tasks.image_regression.objective import NumberObjective
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.tasks.learner import Learner, Trained
from sunmao.training.checkpoints import weight_files
from sunmao.training.dataloader import iter_chunks
from sunmao.training.diagnostics import TrainingDiagnostics
from sunmao.training.recipes.class_weights import compute_class_weights
from sunmao.training.run_metadata import add_config, report_trained, resume_or_begin, use_seed
from sunmao.training.training_loop import CrossEntropyObjective
from sunmao.training.training_run import run_training

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


ROWS_RECIPE = Recipe(lr=3e-2, batch_size=16)


class RowModule(nn.Module):
    """A network of layers over rows: (N, F) float32 as they are in the table → (N, outputs). Each column is brought to
    mean 0 and deviation 1 first, with the numbers of the rows that it learned from.
    """

    def __init__(self, network: LayeredNetwork, outputs: int) -> None:
        super().__init__()
        width = network.input_shape[0]
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("spread", torch.ones(width))
        self.body = LayeredBuild(network)(outputs)

    def measure(self, rows: torch.Tensor) -> None:
        """Take mean and deviation of these rows, (N, F)."""
        spread = rows.std(0, unbiased=False)
        self.mean, self.spread = rows.mean(0), torch.where(spread > 0, spread, torch.ones_like(spread))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        return self.body((rows - self.mean) / self.spread)


@dataclass
class TrainedRowNetwork(Trained):
    """A network that has learned rows. encoder: of their columns. scale: of the numbers that it guesses, or None."""

    network: RowModule
    encoder: RowEncoder
    classes: list[str]
    info: dict
    path: Path | None = None
    scale: NumberScale | None = None

    @property
    def estimator(self) -> "RowEstimator":
        """The same as what scikit-learn's estimators are."""
        return RowEstimator(self)

    def scores(self, contents: list) -> np.ndarray:
        """Of classes the scores of each row, (N, C) float64, each row together 1; else the numbers, (N, 1)."""
        return self.score_rows(self.encoder.encode(contents))

    def score_rows(self, rows: np.ndarray) -> np.ndarray:
        """The same of encoded rows, (N, F) float64."""
        device = self.network.mean.device
        with torch.inference_mode():
            outputs = self.network.eval()(torch.from_numpy(rows.astype(np.float32)).to(device)).double().cpu()
        return (outputs.softmax(1) if self.scale is None else outputs * self.scale.spread + self.scale.mean).numpy()


class RowEstimator:
    """A trained network with the verbs of scikit-learn's estimators, for encoded rows, (N, F)."""

    def __init__(self, trained: TrainedRowNetwork) -> None:
        self._trained = trained

    @property
    def classes_(self) -> np.ndarray:
        """The numbers of the classes."""
        return np.arange(len(self._trained.classes))

    def predict(self, rows: np.ndarray) -> np.ndarray:
        """(N,) numbers of classes, or numbers."""
        scores = self._trained.score_rows(rows)
        return scores.argmax(1) if self._trained.scale is None else scores[:, 0]

    def score(self, rows: np.ndarray, truth: np.ndarray) -> float:
        """The share of right answers, or R²."""
        answers = self.predict(rows)
        if self._trained.scale is None:
            return float((answers == truth).mean())
        return float(1 - ((answers - truth) ** 2).sum() / max(((truth - truth.mean()) ** 2).sum(), 1e-12))


class RowNetworkLearner(Learner):
    """Learner of rows. network: complete; plan: what is learned, None where nothing is to be trained."""

    def __init__(self, network: LayeredNetwork, plan: TableTask | None) -> None:
        self._network, self._plan = network, plan

    def make_metrics(self, dataset: "Dataset", asked: dict) -> Any:
        """Accuracy, or the mean absolute error."""
        if dataset.task == REGRESSION:
            return make_number_metric_config(self._make_scale(dataset))
        return make_metric_config(len(dataset.classes), **asked)

    def fit(
        self,
        dataset: Any,
        config: Any,
        start: Any,
        checkpoint_config: Any,
        device: Any,
    ) -> tuple[list[dict], Any]:
        """Train the whole network."""
        plan, items = self._plan, dataset.items("train")
        if len(items) < 2:
            raise BadData("rows_few", path=dataset.path, count=len(items))
        assert plan is not None  # a network that is to be trained has a plan
        scale = self._make_scale(dataset) if plan.task == REGRESSION else None
        info, resume_state, config, _ = resume_or_begin(
            self._network.name, plan.task, dataset, config, None, checkpoint_config
        )
        about = {"columns": plan.encoder.describe(), "target": plan.target}
        info = {**add_config(info, config), **about, **({"numbers": asdict(scale)} if scale else {})}
        with use_seed(config.seed):
            module = RowModule(self._network, 1 if scale else len(dataset.classes)).to(device)
            train = self._read_part(items, dataset, device)
            val = self._read_part(dataset.items("val"), dataset, device) if checkpoint_config.validate else None
            assert train is not None  # two rows at least
            module.measure(train[0])
            if resume_state:
                module.load_state_dict(resume_state.state)
            batches, steps = self._make_batches(train, config)
            weights = (
                None
                if scale
                else compute_class_weights(config.class_weights, train[1].cpu().numpy(), len(dataset.classes))
            )
            weights = weights.to(device) if isinstance(weights, torch.Tensor) else None
            objective = NumberObjective(scale) if scale else CrossEntropyObjective(config.label_smoothing, weights)
            kept_plan = checkpoint_config.make_plan(info, resume_state.training if resume_state else None)
            diagnostics = NumberDiagnostics if scale else TrainingDiagnostics
            lines, kept, training = run_training(
                module,
                batches,
                steps,
                val and _make_test(val, kept_plan.metrics),
                config,
                kept_plan,
                module.state_dict,
                objective=objective,
                diagnostics=diagnostics(info, ROWS_RECIPE),
            )
        report_trained(kept, training)
        assert kept.use is not None  # the end of a training writes weights
        return lines, self.load(kept.use, device)

    def load(self, path: Path, device: torch.device | str) -> TrainedRowNetwork:
        """The trained network of a weights file of ours. Raises BadModelFile, also for one of other layers."""
        info = weight_files.load_own_weights(path)
        state = info.pop("state_dict")
        info.pop("training", None)
        if info["model"] != self._network.name and str(info["task"]).startswith("table_"):
            raise BadModelFile("other_model", path=path.as_posix(), theirs=info["model"], ours=self._network.name)
        scale = NumberScale.from_info(info.get("numbers"))
        try:
            if info["model"] != self._network.name or (info["task"] == REGRESSION) != (scale is not None):
                raise ValueError("another kind of model")
            encoder, classes = RowEncoder.from_info(info["columns"]), [str(each) for each in info["classes"]]
        except (KeyError, TypeError, ValueError):
            raise BadModelFile("bad_weights", path=path.as_posix()) from None
        module = RowModule(self._network, 1 if scale else len(classes))
        load_state(module, state, path)
        return TrainedRowNetwork(module.to(device).eval(), encoder, classes, info, Path(path), scale)

    def _make_scale(self, dataset: Any) -> NumberScale:
        assert self._plan is not None
        return NumberScale.from_numbers([item.number for item in dataset.items("train")], self._plan.unit)

    def _read_part(
        self, items: list, dataset: "Dataset", device: torch.device | str
    ) -> tuple[torch.Tensor, torch.Tensor] | None:
        """(rows, (N, F) float32; what is right, (N,)), or None where there are none."""
        if not items:
            return None
        assert self._plan is not None
        numbers = self._plan.task == REGRESSION
        rows = torch.from_numpy(self._plan.encoder.encode([item.content for item in items])).float()
        truth = torch.from_numpy(read_truth(items, dataset.classes, numbers))
        return rows.to(device), (truth.float() if numbers else truth.long()).to(device)

    def _make_batches(self, train: tuple, config: Any) -> tuple[Callable, int]:
        """The batches that `TrainingLoop` asks for, and how many an epoch has at most."""
        rows, truth = train
        size = min(config.batch_size, len(rows))
        alone = 2 if any(isinstance(layer, BatchNorm) for layer in self._network.layers) else 1  # which has no spread

        def batches(epoch: int) -> Iterator:
            order = np.random.default_rng((config.seed, epoch)).permutation(len(rows))
            for chosen in iter_chunks(order, size):
                if len(chosen) >= alone:
                    yield rows[chosen], truth[chosen]

        return batches, -(-len(rows) // size)


def _make_test(val: tuple, metrics: Any) -> Callable | None:
    """Test of a network on these rows after each epoch."""

    def test(network: nn.Module) -> dict:
        network.eval()
        with torch.inference_mode():
            return metrics.measure(network(val[0]).cpu(), val[1].cpu())

    return test
