"""Base of models that are fitted at once, to rows of numbers."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from sunmao.core.atomic_files import require_path
from sunmao.core.validation import require_whole
from sunmao.inference.learnable_model import LearnableModel
from sunmao.training.train_config import TrainOptions

if TYPE_CHECKING:
    import torch

    from sunmao.data.dataset import Dataset


class RowModel(LearnableModel):
    """Base of models whose learner is a `tasks.classification.row_learner.RowLearner`. To answer, PyTorch is not
    needed.
    """

    # The argument of `inference` that takes a file, where it takes no folder, and the endings of such files.
    _input: ClassVar[str] = ""
    _endings: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def from_info(cls, info: dict) -> Self:
        """A model into which the weights of a file fit, of which `info` is what it says of itself. Raises KeyError."""
        raise NotImplementedError

    def train(
        self, validate: bool = True, *, random_seed: int | None = None, save_fold: str | None = None
    ) -> list[dict]:
        """Learn from the samples of the training part, at once.

        Args:
            validate: test on the validation part afterwards.
            random_seed: divides the samples by which the strength is chosen; the same number gives the same model.
            save_fold: the folder for weights and logs, from now on.

        Returns: the log, a list of dicts, one a line of the log file.

        Raises: DatasetNotLoaded, BadData (one class, or too few samples), BackendMissing, EngineMissing.
        """
        return self._train(TrainOptions(validate=validate, random_seed=random_seed, save_fold=save_fold, device="cpu"))

    def load_checkpoint(self, checkpoint: str | Path | None, device: str = "auto") -> None:
        """Use the weights of a file (`.npz`). Raises FileMissing, BadModelFile (damaged, or of another model)."""
        path = require_path("checkpoint", checkpoint)
        self._trained = self._make_learner().load(path, device)
        self._checkpoint = path.as_posix()

    def _ready_trained(self) -> Any:
        if self._trained is None and self._checkpoint:  # without torch, which only looking for the newest file needs
            self.load_checkpoint(self._checkpoint)
        return super()._ready_trained()

    def _plan_training(
        self, options: TrainOptions, dataset: "Dataset", device: "torch.device | str"
    ) -> tuple[Any, Any]:
        seed = None if options.random_seed is None else require_whole("random_seed", options.random_seed, 0)
        return {"seed": seed}, None
