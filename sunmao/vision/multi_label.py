"""Saying which of several labels a picture has, with the verbs of the school textbooks."""

from typing import TYPE_CHECKING, Any

from sunmao.errors import BadValue
from sunmao.vision.classification import Classification

if TYPE_CHECKING:
    from sunmao.tasks.multi_label.train import TagLearner


class MultiLabel(Classification):
    """A model that says which labels a picture has: none, one or several.

    It learns yes or no for each label (binary cross-entropy); from which confidence on a label counts as recognized is
    chosen for each label on the validation set.

    Args:
        backbone: the network, any of `Classification`: 'EfficientNet-Lite0', 'LeNet' … (capital letters do not matter).
        weights: 'pretrained', 'fresh', or a weights file; None: packaged weights where the model has them.
        num_classes: how many labels; None: as many as the data set has.
        image_size: side of the network's input in pixels; None: the model's own.

    Raises: UnknownModel, with the nearest name.

    Example:
        model = MultiLabel(backbone='EfficientNet-Lite0')
        model.load_dataset(path='data/beach')
        model.train(epochs=10, validate=True)
        result = model.inference(image='data/beach/images/test/17.jpg')
        print(result.labels)
    """

    _task, _network_task, _folder = "multi_label", "classification", "checkpoints/tag_model"

    def __init__(
        self,
        backbone: str = "EfficientNet-Lite0",
        *,
        weights: str | None = None,
        num_classes: int | None = None,
        image_size: int | None = None,
    ) -> None:
        super().__init__(backbone, weights=weights, num_classes=num_classes, image_size=image_size)

    def train(
        self,
        epochs: int = 10,
        validate: bool = True,
        *,
        save_best: str | None = "auto",
        **more: Any,
    ) -> list[dict]:
        """Train the whole network. What is None follows the recipe of this backbone.

        Args:
            epochs: how many times every picture is seen.
            validate: test on the validation set after every epoch, keep the best weights and choose the thresholds;
                without it each is 0.5.
            save_best: what decides the best: 'auto' (the mAP), 'exact_match', 'f1_score', 'loss', or None to keep only
                the latest.
            more: lr, batch_size, optimizer, device, random_seed, checkpoint, weight_decay, early_stop, save_fold,
                save_every, minutes, resume, distributed, deterministic: as of `Classification.train`. class_weights:
                'balanced': the pictures with a label weigh as much as those without it, so that rare labels are learned
                as well.

        Returns: the log, a list of dicts, one a line of the log file.

        Raises: as `Classification.train`.
        """
        if unfit := {"topk", "metric"} & more.keys():
            raise BadValue("option_of_one_label", option=min(unfit))
        return super().train(epochs, validate, save_best=save_best, **more)

    def quick_train(
        self,
        epochs: int = 50,
        *,
        lr: float | None = None,
        random_seed: int | None = None,
        save_fold: str | None = None,
        class_weights: str | None = None,
    ) -> list[dict]:
        """Train quickly: trained weights look at every picture once, then only the last layer is fitted, by logistic
        regression of each label. See `Classification.quick_train`.
        """
        return super().quick_train(
            epochs, lr=lr, random_seed=random_seed, save_fold=save_fold, class_weights=class_weights
        )

    def _make_learner(self) -> "TagLearner":
        from sunmao.tasks.multi_label.train import TagLearner

        return TagLearner(self._entry, self._lesson)

    def _fit_last_layer(self, *given: Any) -> tuple[list[dict], Any]:
        from sunmao.vision.linear_probe.tag_linear_probe import train_tag_probe

        return train_tag_probe(*given)
