"""The public class of heaps."""

import numpy as np

from sunmao.core.validation import require_whole
from sunmao.inference.learnable_model import LearnableModel
from sunmao.training.train_config import TrainOptions
from tests.support.kinds.rows.learner import NAME, ClusterLearner


class ClusterModel(LearnableModel):
    """A model that puts rows into heaps."""

    _task, _folder = "clusters", "checkpoints/clusters"
    backbone = NAME

    def __init__(self) -> None:
        super().__init__()
        self._count = 3

    def train(self, clusters: int = 3, validate: bool = True, *, random_seed: int = 1, save_fold=None) -> list[dict]:
        """Fit at once."""
        self._count = require_whole("clusters", clusters, 1)
        return self._train(TrainOptions(validate=validate, random_seed=random_seed, save_fold=save_fold))

    def inference(self, row, **more):
        """Say to which heap a row belongs: (F,)."""
        options = self._answering.check_options()
        self._prepare(**more)
        return self._infer(np.asarray(row, float), "", options)

    def _make_learner(self) -> ClusterLearner:
        return ClusterLearner()

    def _plan_training(self, options, dataset, device):
        return {"clusters": self._count, "seed": options.random_seed}, None
