"""The public class of movements."""

import numpy as np

from sunmao.inference.learnable_model import LearnableModel
from sunmao.models.model_spec import Recipe
from sunmao.training.train_config import TrainOptions, make_train_config


class MovementModel(LearnableModel):
    """A model that tells movements apart. network: the program's own, from (N, 32, 3) to (N, C)."""

    _task, _folder = "movements", "checkpoints/movements"

    def __init__(self, network) -> None:
        super().__init__()
        self._network = network

    @property
    def backbone(self) -> str:
        """The name of the network's class."""
        return type(self._network).__name__

    def train(
        self,
        epochs: int = 10,
        validate: bool = True,
        *,
        lr: float | None = None,
        batch_size: int | None = None,
        optimizer: str | None = None,
        random_seed: int | None = None,
        weight_decay: float | None = None,
        early_stop: int | None = None,
        save_fold: str | None = None,
        resume: bool | None = None,
    ) -> list[dict]:
        """Train in epochs."""
        return self._train(TrainOptions.collect(locals()))

    def inference(self, movement: np.ndarray, **more):
        """Say which movement this is: (T, 3)."""
        options = self._answering.check_options()
        self._prepare(**more)
        return self._infer(np.asarray(movement, np.float32), "", options)

    def _make_learner(self):
        from tests.support.kinds.series.learner import MovementLearner

        return MovementLearner(self.backbone, self._network)

    def _plan_training(self, options, dataset, device):
        return make_train_config(Recipe(), **options.config_choices), None
