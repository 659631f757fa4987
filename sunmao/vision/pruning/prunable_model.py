"""Models of which channels can be cut out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.core.validation import require_choice, require_range, require_whole
from sunmao.errors import BadValue
from sunmao.vision.pruning import BUDGET_RANGE, BUDGETS
from sunmao.vision.trainable_model import TrainableModel

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


class PrunableModel(TrainableModel):
    """A model with the verb `prune`."""

    def prune(
        self,
        budget: float = 0.5,
        epochs: int = 5,
        *,
        of: str = "multiply_adds",
        lr: float | None = None,
        random_seed: int | None = None,
        save_fold: str | None = None,
        **more: Any,
    ) -> list[dict]:
        """Make the trained model smaller and faster: cut out the channels that it can best do without, then train what
        is left.

        How much each layer matters is measured on validation pictures and shown as a curve; of all layers as much is
        cut out as costs the same. See `vision.pruning` for the methods. Afterwards this model is the pruned one; its
        weights stay files of Sunmao, for `convert`, `quantize`, `distill` and everything else.

        Args:
            budget: the share that shall go, 0.05 to 0.95.
            epochs: how many times every picture is seen afterwards; the recipe is that of this backbone, with nothing
                frozen.
            of: of what the share is: 'multiply_adds' (what one answer takes to compute), 'size' (of the weights) or
                'time' (of one answer on this computer).
            lr, random_seed: as of `train`.
            save_fold: the folder for its weights and logs; None: 'pruned' in the model's own, whose weights stay. What
                was cut out and has not learned yet is `epoch_0.pth`.
            more: as of `train`, such as batch_size, resume.

        Returns: the log of the training, as of `train`.

        Raises: as `train`; NotTrained, BadValue (a share out of range, a network that cannot be pruned, or not so far,
            other classes than those of the data set).

        Example:
            model.train(epochs=10)
            model.prune(budget=0.5, epochs=5)
            model.convert(out_file='models/small.onnx')
        """
        require_range("budget", budget, *BUDGET_RANGE)
        require_choice("of", of, BUDGETS)
        require_whole("epochs", epochs, 1)
        dataset = self._ready()
        trained = self._ready_trained()
        from sunmao.vision.pruning.channels import require_pruning
        from sunmao.vision.pruning.report import report_pruning

        require_pruning()
        place = self._place(f"{self._save_fold}/pruned" if save_fold is None else save_fold)
        checkpoint = self._cut(trained, dataset, float(budget), of, place)
        asked = dict(epochs=epochs, lr=lr, random_seed=random_seed, **more)
        before = self._save_fold, self._image_size, self._asked_size
        self._image_size, self._asked_size = trained.info["image_size"], True
        self._choices["prune"] = {"budget": float(budget), "budget_of": of, "frozen": "nothing"}
        try:
            lines = self.train(**asked, checkpoint=checkpoint, save_fold=place.as_posix())
        finally:
            del self._choices["prune"]
            self._save_fold, self._image_size, self._asked_size = before
        report_pruning(dataset, trained, self._trained)
        return lines

    def _make_judge(self, trained: Any, dataset: "Dataset") -> Any:
        """Judge of narrower networks, see `prune.make_judge`."""
        from sunmao.vision.pruning.prune import make_judge, select_judging

        pictures = self._make_test_set(select_judging(dataset), dataset.classes)
        return make_judge(pictures, self._make_learner().make_metrics(dataset, {}))

    def _cut(self, trained: Any, dataset: "Dataset", budget: float, of: str, folder: Path) -> str:
        """Cut channels out of a trained network. Returns the file with what is left."""
        from sunmao.vision.pruning.prune import prune_network, save_pruned
        from sunmao.vision.pruning.report import show_sensitivity

        if trained.classes != dataset.classes:
            raise BadValue("prune_other_classes")
        pruned = prune_network(trained, self._make_judge(trained, dataset), budget, of)
        show_sensitivity(pruned)
        return save_pruned(trained, pruned, folder).as_posix()
