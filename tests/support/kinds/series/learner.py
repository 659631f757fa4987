"""A network of the program's own, trained by the loop that trains everything."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from sunmao.errors import BadModelFile
from sunmao.models.model_spec import Recipe
from sunmao.tasks.classification.metrics import make_metric_config
from sunmao.tasks.learner import Learner, Trained
from sunmao.training.checkpoints import weight_files
from sunmao.training.diagnostics import TrainingDiagnostics
from sunmao.training.run_metadata import add_config, report_trained, resume_or_begin, use_seed
from sunmao.training.training_loop import CrossEntropyObjective
from sunmao.training.training_run import run_training

LENGTH = 32  # steps of a window


def prepare(rows: np.ndarray) -> np.ndarray:
    """(LENGTH, 3) float32 of a series of any length: its steps are drawn out or together, and its mean taken off."""
    places = np.linspace(0, len(rows) - 1, LENGTH)
    curves = [np.interp(places, np.arange(len(rows)), curve) for curve in rows.T]
    window = np.stack(curves, axis=1)
    return (window - window.mean(axis=0)).astype(np.float32)


@dataclass
class TrainedMovements(Trained):
    """The network with what it has learned."""

    network: torch.nn.Module
    classes: list[str]
    info: dict
    path: Path | None = None

    def scores(self, contents: list[np.ndarray]) -> np.ndarray:
        """Scores, (N, C) float32."""
        self.network.eval()
        with torch.inference_mode():
            return self.network(torch.from_numpy(np.stack(list(map(prepare, contents))))).softmax(1).numpy()


class MovementLearner(Learner):
    """The training of a network on movements. network: a torch module from (N, 32, 3) float32 to (N, C) logits."""

    def __init__(self, name: str, network: torch.nn.Module):
        self.name, self.network = name, network

    def make_metrics(self, dataset, asked: dict):
        """Accuracy, as of pictures."""
        return make_metric_config(len(dataset.classes), **asked)

    def fit(self, dataset, config, start, checkpoint_config, device):
        """Train in epochs."""
        info, resumed, config, _ = resume_or_begin(self.name, "movements", dataset, config, None, checkpoint_config)
        kind = dataset.sample_kind
        parts = {
            split: (
                torch.from_numpy(np.stack([prepare(kind.read(item)) for item in items])),
                torch.tensor([dataset.classes.index(item.label) for item in items]),
            )
            for split in ("train", "val")
            if (items := dataset.items(split))
        }
        inputs, labels = parts["train"]
        plan = checkpoint_config.make_plan(add_config(info, config), resumed.training if resumed else None)

        def batches(epoch: int):
            order = np.random.default_rng((config.seed, epoch)).permutation(len(labels))
            for places in np.array_split(order, -(-len(order) // config.batch_size)):
                yield inputs[places], labels[places]

        def validate(network):
            with torch.inference_mode():
                return plan.metrics.measure(network.eval()(parts["val"][0]), parts["val"][1])

        with use_seed(config.seed):
            if resumed:
                self.network.load_state_dict(resumed.state)
            else:
                for module in self.network.modules():
                    getattr(module, "reset_parameters", lambda: None)()
            lines, kept, training = run_training(
                self.network,
                batches,
                -(-len(labels) // config.batch_size),
                validate if "val" in parts and checkpoint_config.validate else None,
                config,
                plan,
                self.network.state_dict,
                objective=CrossEntropyObjective(),
                diagnostics=TrainingDiagnostics(plan.info, Recipe()),
            )
        report_trained(kept, training)
        return lines, self.load(kept.use, device)

    def load(self, path: Path, device) -> TrainedMovements:
        """The network with the weights of a file."""
        info = weight_files.load_own_weights(path)
        try:
            self.network.load_state_dict(info.pop("state_dict"))
        except RuntimeError:
            raise BadModelFile("bad_weights", path=path.as_posix()) from None
        if info.get("task") != "movements":
            raise BadModelFile("bad_weights", path=path.as_posix())
        return TrainedMovements(self.network.to(device).eval(), list(info["classes"]), info, path)
