"""k-means, by scikit-learn, fitted at once."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans

from sunmao.errors import BadModelFile
from sunmao.tasks.learner import Learner, Trained
from sunmao.training.checkpoints.array_files import ENDING, load_arrays
from sunmao.training.one_fit import fit_once
from sunmao.training.run_metadata import run_metadata

NAME = "KMeans"


@dataclass(frozen=True)
class Spread:
    """The mean distance from the center."""

    kept = told = ("spread",)
    progress = best = "spread"

    def measure(self, distances: np.ndarray) -> dict:
        """distances: (N, K)."""
        return {"spread": float(distances.min(axis=1).mean())} if len(distances) else {}


@dataclass
class TrainedClusters(Trained):
    """The centers, (K, F)."""

    centers: np.ndarray
    info: dict
    path: Path | None = None
    classes = ()

    def measure_distances(self, rows: np.ndarray) -> np.ndarray:
        """(N, K)."""
        return np.linalg.norm(rows[:, None] - self.centers[None], axis=2)

    def count_bytes(self) -> int:
        """Of the centers."""
        return self.centers.nbytes


class ClusterLearner(Learner):
    """The learner that puts rows into heaps."""

    ending = ENDING

    def make_metrics(self, dataset, asked: dict) -> Spread:
        """The spread."""
        return Spread()

    def fit(self, dataset, config: dict, start, checkpoint_config, device):
        """Fit at once."""
        info = run_metadata(NAME, "clusters", dataset, config)

        def fit():
            rows = np.stack([item.content for item in dataset.items("train")])
            centers = KMeans(config["clusters"], n_init=4, random_state=config["seed"]).fit(rows).cluster_centers_
            tested = [item.content for item in dataset.items("val")] if checkpoint_config.validate else []
            trained = TrainedClusters(centers, info)
            marks = checkpoint_config.metrics.measure(trained.measure_distances(np.stack(tested))) if tested else {}
            return {"centers": centers}, marks

        lines, arrays, path = fit_once(fit, checkpoint_config.make_plan(info, resumable=False))
        return lines, TrainedClusters(arrays["centers"], info, path)

    def load(self, path: Path, device) -> TrainedClusters:
        """The centers of a file."""
        arrays, info = load_arrays(path)
        if info["task"] != "clusters" or set(arrays) != {"centers"}:
            raise BadModelFile("bad_weights", path=path.as_posix())
        return TrainedClusters(arrays["centers"], info, path)
