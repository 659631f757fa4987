"""Saying a number of a picture, with the verbs of the school textbooks."""

from typing import TYPE_CHECKING, Any

from sunmao.errors import BadValue
from sunmao.tasks.image_regression.scale import require_unit
from sunmao.vision.classification import Classification

if TYPE_CHECKING:
    from sunmao.tasks.image_regression.train import NumberLearner


OF_CLASSES = ("topk", "metric", "class_weights")  # options of `train` that only classes give a meaning


class ImageRegression(Classification):
    """A model that says a number of a picture: an angle, a distance, how many.

    It learns from folders that are called as numbers ('0', '45', '12.5'), or from a table with a picture and a number
    in each row.

    Args:
        backbone: the network, any of `Classification`: 'EfficientNet-Lite0', 'LeNet' … (capital letters do not matter).
        weights: 'pretrained', 'fresh', or a weights file; None: packaged weights where the model has them.
        image_size: side of the network's input in pixels; None: the model's own.
        unit: what the numbers are counted in, such as '°' or 'cm', at most 12 characters.

    Raises: UnknownModel, with the nearest name, BadValue.

    Example:
        model = ImageRegression(backbone='LeNet', unit='°')
        model.load_dataset(path='data/pointers')
        model.train(epochs=30, validate=True)
        result = model.inference(image='data/pointers/45/17.png')
        print(result.value)
    """

    _task, _network_task, _folder = "regression", "classification", "checkpoints/number_model"

    def __init__(
        self,
        backbone: str = "EfficientNet-Lite0",
        *,
        weights: str | None = None,
        image_size: int | None = None,
        unit: str = "",
    ) -> None:
        from sunmao.tasks.image_regression.recipe import keep_numbers

        super().__init__(backbone, weights=weights, image_size=image_size)
        self._entry = keep_numbers(self._entry)
        self._unit = require_unit(unit)

    @property
    def unit(self) -> str:
        """Unit of the numbers; may be empty."""
        return self._trained.scale.unit if self._trained else self._unit

    @property
    def classes(self) -> list[str]:
        """None: a number has no classes."""
        return []

    def load_dataset(self, path: Any, check: bool = True) -> None:
        """Give the model a data set to learn from.

        Args:
            path: a folder, or a Dataset: folders that are called as numbers, or a table of numbers.
            check: open every picture first; damaged ones are named and left out.

        Raises: DataNotFound (with the nearest name), BadData (no pictures, a class that is no number, or all numbers
        are equal).
        """
        from sunmao.tasks.image_regression.dataset import NumberedDataset

        super().load_dataset(path, check)
        self._dataset = NumberedDataset(self._require_dataset())

    def _get_made(self) -> dict[str, Any]:
        return {**super()._get_made(), "unit": self._unit}

    def train(
        self,
        epochs: int = 10,
        validate: bool = True,
        *,
        save_best: str | None = "auto",
        **more: Any,
    ) -> list[dict]:
        """Train the whole network. What is None follows the recipe of this backbone, which changes light and blur of
        the pictures only: a turned pointer would have another angle. See `augment` for what does not matter here.

        Args:
            epochs: how many times every picture is seen.
            validate: test on the validation set after every epoch and keep the best weights.
            save_best: what decides the best: 'auto' (the mean absolute error), 'rmse', 'r2', 'loss', or None to keep
                only the latest.
            more: lr, batch_size, optimizer, device, random_seed, checkpoint, weight_decay, early_stop (by R²),
                save_fold, save_every, minutes, resume, distributed, deterministic: as of `Classification.train`.

        Returns: the log, a list of dicts, one a line of the log file.

        Raises: as `Classification.train`.
        """
        _refuse(OF_CLASSES, more)
        return super().train(epochs, validate, save_best=save_best, **more)

    def recipe(self, schedule: str | None = None, **more: Any) -> None:
        """Choose how `train` trains from now on; as `Classification.recipe`, without label_smoothing and sampling."""
        _refuse(("label_smoothing", "sampling"), more)
        super().recipe(schedule, **more)

    def augment(self, policy: str | None = None, **more: Any) -> None:
        """Choose how `train` changes pictures by chance from now on; as `Classification.augment`, without mixup and
        cutmix. What changes the number, as a turn does an angle, would teach what is wrong.
        """
        _refuse(("mixup", "cutmix"), more)
        super().augment(policy, **more)

    def quick_train(self, *_: Any, **__: Any) -> list[dict]:
        """Raises BadValue: quick training fits the last layer to classes."""
        raise BadValue("needs_classes", verb="quick_train")

    def distill(self, *_: Any, **__: Any) -> list[dict]:
        """Raises BadValue: teachers tell how sure they are of each class."""
        raise BadValue("needs_classes", verb="distill")

    def prune(self, *_: Any, **__: Any) -> list[dict]:
        """Raises BadValue: what may be cut off is judged by right answers."""
        raise BadValue("needs_classes", verb="prune")

    def _make_learner(self) -> "NumberLearner":
        from sunmao.tasks.image_regression.train import NumberLearner

        scale = None if self._dataset is None else self._dataset.scale(self._unit)
        return NumberLearner(self._entry, scale, self._lesson)


def _refuse(names: tuple[str, ...], said: dict) -> None:
    """Raises BadValue where something was said that only classes give a meaning."""
    if unfit := [name for name in names if said.get(name)]:
        raise BadValue("option_of_classes", option=unfit[0])
