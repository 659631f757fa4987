"""Saying of each pixel of a picture what it belongs to, with the verbs of the school textbooks."""

from typing import TYPE_CHECKING, Any

from sunmao.models.model_spec import SegmenterModel
from sunmao.training.train_config import TrainOptions
from sunmao.vision.dense_model import DenseModel
from sunmao.vision.pruning.prunable_model import PrunableModel

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.tasks.semantic_segmentation.train import SegmenterLearner


class SemanticSegmentation(DenseModel, PrunableModel):
    """A model that paints: it says of each pixel of a picture which class it belongs to.

    Args:
        backbone: the network: 'UNet-Lite0', 'LRASPP', 'DeepLabV3' or 'FCN' (capital letters do not matter).
        weights: 'pretrained' (the body has learned ImageNet), 'fresh', or a weights file; None: packaged weights where
            the model has them.
        num_classes: how many classes, without the background; None: as many as the data set has.
        image_size: side of the network's input in pixels, a multiple of 32 up to 800; None: the model's own, smaller
            where memory is short.

    Raises: UnknownModel, with the nearest name, BadValue.

    Example:
        model = SemanticSegmentation(backbone='UNet-Lite0')
        model.load_dataset(path='data/shapes_areas')
        model.train(epochs=10, validate=True)
        result = model.inference(image='data/shapes_areas/images/test/271.jpg')
        print(result.share(label='star'))
    """

    _entry: SegmenterModel
    _task, _folder = "semantic", "checkpoints/paint_model"

    def __init__(
        self,
        backbone: str = "UNet-Lite0",
        *,
        weights: str | None = None,
        num_classes: int | None = None,
        image_size: int | None = None,
    ) -> None:
        super().__init__(backbone, weights, num_classes, image_size)

    def train(
        self,
        epochs: int | None = None,
        validate: bool = True,
        *,
        lr: float | None = None,
        batch_size: int | None = None,
        optimizer: str | None = None,
        device: str = "auto",
        random_seed: int | None = None,
        checkpoint: str | None = None,
        weight_decay: float | None = None,
        early_stop: int | None = None,
        save_fold: str | None = None,
        save_best: str | None = "auto",
        save_every: int | None = None,
        minutes: float | None = None,
        resume: bool | None = None,
        distributed: bool = False,
        deterministic: bool = False,
        class_weights: str | None = None,
    ) -> list[dict]:
        """Train the network to paint what is painted in the data set. What is None follows the recipe of this backbone.

        It learns the class of each pixel (cross-entropy) and areas that cover those of the truth (Dice loss). Into
        `save_fold` go the log, the best weights (`best_mIoU_epoch_N.pth`) and the latest (`latest.pth`), as of
        `Classification.train`.

        Args:
            epochs: how many times every picture is seen; None: 20, and more where pictures are few, as `fit_epochs`
                says.
            validate: test on the validation set after every epoch and keep the best weights.
            save_best: what decides the best: 'auto' (the mIoU), 'aAcc' (the share of right pixels), 'loss', or None to
                keep only the latest.
            class_weights: 'balanced': pixels of a class count the more, the fewer there are; None: all count alike.
            lr, batch_size, optimizer, device, random_seed, checkpoint, weight_decay, early_stop, save_fold, save_every,
                minutes, resume, distributed, deterministic: as of `Classification.train`.

        Returns: the log, a list of dicts, one a line of the log file.

        Raises: as `Classification.train`.
        """
        return self._train(TrainOptions.collect(locals()))

    def _make_learner(self) -> "SegmenterLearner":
        from sunmao.tasks.semantic_segmentation.train import SegmenterLearner

        return SegmenterLearner(self._entry)

    def _make_judge(self, trained: Any, dataset: "Dataset") -> Any:
        from sunmao.vision.pruning.prune import make_painting_judge

        return make_painting_judge(trained, dataset, self._make_learner().make_metrics(dataset, {}))
