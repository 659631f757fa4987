"""Learning of classes of sounds: a small network on log-mel spectrograms, kept as arrays (`.npz`)."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from sunmao.errors import BadModelFile
from sunmao.hearing.sound_network import Arrays, compute_scores, list_shapes
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.log_mel import compute_log_mel
from sunmao.sound.seconds import is_background, make_second
from sunmao.tasks.classification.row_learner import RowMetrics
from sunmao.tasks.learner import Learner, Trained
from sunmao.training.checkpoints.array_files import ENDING, load_arrays

if TYPE_CHECKING:
    import torch

    from sunmao.data.dataset import Dataset


NAME = "TC-ResNet"
AT_ONCE = 64  # sounds that are asked about


@dataclass
class TrainedSounds(Trained):
    """A network that has learned; arrays: of `sound_network.list_shapes`."""

    arrays: Arrays
    classes: list[str]
    info: dict
    path: Path | None = None

    def scores(self, contents: list[AudioClip]) -> np.ndarray:
        """Scores of sounds, (N, C) float32, each row together 1; of each its loudest second."""
        if not contents:
            return np.zeros((0, len(self.classes)), np.float32)
        seconds = np.stack([make_second(each) for each in contents])
        parts = [seconds[start : start + AT_ONCE] for start in range(0, len(seconds), AT_ONCE)]
        return np.concatenate([compute_scores(self.arrays, compute_log_mel(part)) for part in parts])

    def count_bytes(self) -> int:
        """Of its weights."""
        return sum(each.nbytes for each in self.arrays.values())


class SoundLearner(Learner):
    """Learner of classes of sounds."""

    ending: ClassVar[str] = ENDING
    model, task = NAME, "sound_classification"

    def make_metrics(self, dataset: "Dataset", asked: dict) -> RowMetrics:
        """The share of right answers."""
        return RowMetrics()

    def fit(
        self,
        dataset: Any,
        config: dict,
        start: Any,
        checkpoint_config: Any,
        device: Any,
    ) -> tuple[list[dict], TrainedSounds]:
        """Train at once. config: {'seed'}, None for a new one."""
        from sunmao.errors import BadData
        from sunmao.hearing.sound_training import fit_network
        from sunmao.training.one_fit import fit_once
        from sunmao.training.run_metadata import draw_seed, run_metadata

        train, val = dataset.items("train"), dataset.items("val") if checkpoint_config.validate else []
        if len(train) < 2:
            raise BadData("too_few_sounds", path=dataset.path, count=len(train))
        seed = draw_seed(config["seed"])
        info = {**run_metadata(self.model, self.task, dataset, {"seed": seed}), "seed": seed}
        classes, kind = list(dataset.classes), dataset.sample_kind
        backgrounds = [number for number, label in enumerate(classes) if is_background(label)]

        def tell(done: int, total: int) -> None:
            session.check_stop()
            session.emit(Progress(done=done, total=total, unit="epoch", task="train"))

        def fit() -> tuple[Arrays, dict]:
            clips = [kind.read(item) for item in train + val]
            truth = np.array([classes.index(item.label) for item in train + val], int)
            count = len(train)
            seconds = np.stack([clip.samples for clip in clips[:count]])
            arrays = fit_network(seconds, truth[:count], len(classes), backgrounds, seed, tell)
            scores = TrainedSounds(arrays, classes, info).scores(clips[count:])
            return arrays, checkpoint_config.metrics.measure(scores, truth[count:])

        lines, arrays, path = fit_once(fit, checkpoint_config.make_plan(info, resumable=False))
        return lines, TrainedSounds(arrays, classes, info, path)

    def load(self, path: Path, device: "torch.device | str") -> TrainedSounds:
        """Load trained weights, without torch."""
        arrays, info = load_arrays(path)
        said = {name: array.shape for name, array in arrays.items()}
        fitting = info["model"] == self.model and info["task"] == self.task
        finite = all(array.dtype == np.float32 and np.isfinite(array).all() for array in arrays.values())
        if not fitting or not finite or said != list_shapes(len(info["classes"])):
            raise BadModelFile("bad_weights", path=path.as_posix())
        return TrainedSounds(arrays, info["classes"], info, path)
