"""Base of models that find things, whether they give boxes or outlines too."""

from typing import TYPE_CHECKING, Any

from sunmao.core.training_engine import require_torch
from sunmao.core.validation import require_share
from sunmao.errors import BadValue
from sunmao.models import list_coco_pretrained
from sunmao.models.model_spec import DetectorModel
from sunmao.training.train_config import TrainOptions
from sunmao.vision.dense_model import DenseModel

if TYPE_CHECKING:
    from sunmao.tasks.object_detection.train import DetectorLearner
    from sunmao.training.run_metadata import InitialWeights


class TrainableDetector(DenseModel):
    """Base of `Detection` and `Segmentation`."""

    _entry: DetectorModel
    _kinds = (None, "pretrained", "fresh", "coco")

    def __init__(self, backbone: str, weights: str | None, num_classes: int | None, image_size: int | None) -> None:
        super().__init__(backbone, weights, num_classes, image_size)
        self._thresholds: dict = {}

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
        metric: Any = None,
        save_best: str | None = "auto",
        save_every: int | None = None,
        minutes: float | None = None,
        resume: bool | None = None,
        distributed: bool = False,
        deterministic: bool = False,
    ) -> list[dict]:
        """Train the network to find the things of the data set. What is None follows the recipe of this backbone.

        Into `save_fold` go the log (`<time>.log.json`), the best weights (`best_bbox_mAP_epoch_N.pth`, of outlines
        `best_segm_mAP_epoch_N.pth`) and the latest (`latest.pth`), which are written after every epoch. When the
        program was killed, the same call goes on after the last epoch that was written, and ends with the weights of an
        unbroken run; with other data, another backbone or other arguments it begins anew, and says so.

        Args:
            epochs: how many times every picture is seen; None: 20, and more where pictures are few, as `fit_epochs`
                says.
            validate: test on the validation set after every epoch and keep the best weights.
            lr: the highest learning rate.
            batch_size: how many pictures are learned from at once; in portions where memory is short; None: fewer than
            the
                recipe says where there are few pictures, so that an epoch has some steps.
            optimizer: 'AdamW', 'Adam', 'Adagrad' or 'SGD'.
            device: 'auto', 'cpu', 'cuda', 'cuda:0' … or 'mps'.
            random_seed: the same number gives the same run; 0 and None draw one, which is kept with the weights.
            checkpoint: begin with the weights of this file; the `latest.pth` of a training that was stopped goes on.
            weight_decay: how strongly large weights are held back.
            early_stop: end after so many epochs without a higher mAP, counted from the first above 0; without tests
                (`validate=False`) nothing ends early.
            save_fold: the folder for weights and logs, from now on.
            metric: what is tested: 'bbox' (boxes) or 'segm' (outlines), or a list of both, whose first one is the
            curve's; None:
                outlines where the model gives them.
            save_best: what decides the best: 'auto' (the mAP), any other name in the log such as 'bbox_mAP_50', 'loss'
            (that of
                the training), or None to keep only the latest.
            save_every: keep `epoch_N.pth` too, every so many epochs.
            minutes: end before so many minutes are over.
            resume: True: go on with a training that was stopped, too; False: begin anew, also after a kill.
            distributed: only one computer trains here; True says so.
            deterministic: as of `Classification.train`.

        Returns: the log, a list of dicts, one a line of the log file.

        Raises: DatasetNotLoaded, BadValue, BadData (no picture can be read), BadModelFile, TrainingDiverged (the loss
        is no number any
            more), OutOfMemory, DiskFull (on the disk), EngineMissing.
        """
        return self._train(TrainOptions.collect(locals()))

    def prune(self, *_: Any, **__: Any) -> list[dict]:
        """Classifiers and models that paint can be pruned; see `Classification.prune`. Raises BadValue."""
        raise BadValue("finders_not_pruned")

    def inference(
        self,
        image: Any,
        show: bool = False,
        *,
        confidence: float | None = None,
        rpn_threshold: float | None = None,
        rcnn_threshold: float | None = None,
        unknown: float | None = None,
        smooth: int | None = None,
        save_fold: str | None = None,
        **more: Any,
    ) -> Any:
        """Find the things in a picture.

        Args:
            image, show, confidence, save_fold, class_path, checkpoint, device: as of every model that recognizes.
            rpn_threshold: of FasterRCNN and Mask_RCNN, which first propose places and then look at each again (0 to 1):
            of two
                proposals that share more than 1 − this of their area the less sure one goes; None: 0.3. Higher: fewer
                places.
            rcnn_threshold: of the same two networks (0 to 1): the same of two boxes of a class that were found; None:
            0.5. Higher:
                a thing is seldom found twice, and of things that hide each other one may be missed.
            unknown, smooth: of classifiers only.

        Returns: a DetectionResult, or a list of them for a folder.

        Raises: FileMissing, NotAPicture, NotTrained, BadValue (a number outside 0 to 1, or a threshold for a network of
        one step).
        """
        return super().inference(
            image,
            show,
            confidence=confidence,
            rpn_threshold=rpn_threshold,
            rcnn_threshold=rcnn_threshold,
            unknown=unknown,
            smooth=smooth,
            save_fold=save_fold,
            **more,
        )

    def evaluate(
        self,
        split: str | None = None,
        path: Any = None,
        *,
        confidence: float | None = None,
        rpn_threshold: float | None = None,
        rcnn_threshold: float | None = None,
        **more: Any,
    ) -> Any:
        """Test the model on pictures in which the things are known.

        Args:
            split: which of them: 'test', 'val', 'train' or 'all'; None: 'test', and all of a folder that is not
                divided.
            path: another data set (a folder or a Dataset); None: the model's own.
            confidence, rpn_threshold, rcnn_threshold, class_path, checkpoint, device: as of `inference`.

        Returns: a DetectionReport.

        Raises: DatasetNotLoaded, NotTrained, BadValue, BadData (no pictures, labels for another task, or labels that
        the model does not know).
        """
        return super().evaluate(
            split, path, confidence=confidence, rpn_threshold=rpn_threshold, rcnn_threshold=rcnn_threshold, **more
        )

    def _start(self, checkpoint: Any, size: int | None = None, unasked: bool | None = None) -> "InitialWeights":
        if checkpoint is None:
            self._fetch()
        return super()._start(checkpoint, size, unasked)

    def _ready_trained(self) -> Any:
        if self._trained is None and self._checkpoint is None:
            self._fetch()
        return super()._ready_trained()

    def _fetch(self) -> None:
        """Have the file of weights that learned COCO's classes, where these were asked for. Raises: BadValue,
        NoNetwork, BadModelFile.
        """
        if self._weights != "coco":
            return
        if self._entry.published is None:
            raise BadValue(
                "no_published_weights", name=self._entry.name, names=", ".join(list_coco_pretrained(self._task))
            )
        require_torch()
        from sunmao.models.openmmlab.pretrained import fetch_coco_weights

        self._weights = fetch_coco_weights(self._entry).as_posix()

    def _make_learner(self) -> "DetectorLearner":
        from sunmao.tasks.object_detection.train import DetectorLearner

        return DetectorLearner(self._entry)

    def _prepare(self, rpn_threshold: float | None = None, rcnn_threshold: float | None = None, **more: Any) -> None:
        super()._prepare(**more)
        given = {"rpn_threshold": rpn_threshold, "rcnn_threshold": rcnn_threshold}
        self._thresholds = {name: require_share(name, value) for name, value in given.items() if value is not None}
        if self._thresholds and not hasattr(self._trained.network, "thresholds"):
            raise BadValue("one_step_only", option=next(iter(self._thresholds)), name=self._entry.name)

    def _look(self, contents: list) -> list:
        return self._trained.detect(contents, **self._thresholds)
