"""`from MMEdu import MMClassification as cls, MMDetection as det`: our models with the textbook's printed defaults."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sunmao import __version__
from sunmao.compat.argument_types import FilePath, Picture
from sunmao.compat.basedeploy import turn_red_first
from sunmao.compat.mmbase import MMBase
from sunmao.core.validation import require_whole
from sunmao.models import list_segmenters
from sunmao.vision import pth_info
from sunmao.vision.classification import Classification
from sunmao.vision.detection import Detection
from sunmao.vision.segmentation import Segmentation

__all__ = ["MMBase", "MMClassification", "MMDetection", "__version__", "pth_info"]

OLDEST_IR, NEWEST_IR = 6, 12  # of ONNX files; the manual allows 1 to 12
NO_NUMBER = -1  # what the textbook's package writes for classes that the data set will tell
OTHER_NAMES = {"yolov3": "YOLO"}
TWO_STEPS = (
    "FasterRCNN",
    "Mask_RCNN",
)  # whose thresholds the textbook's package knows; for all others it passes them over


class _TextbookModel:
    """Base of both. dataset_path: read as by `load_dataset`, when it is there. Arrays have blue first, as
    OpenCV gives them.
    """

    _kept: str  # where the weights go

    def __init__(self, backbone: str, num_classes: int = NO_NUMBER, dataset_path: FilePath | None = None) -> None:
        super().__init__(backbone=backbone, num_classes=None if num_classes == NO_NUMBER else num_classes)
        self.save_fold = self._kept
        if dataset_path is not None and Path(dataset_path).exists():
            self.load_dataset(dataset_path)

    def convert(
        self,
        checkpoint: str | None = None,
        out_file: FilePath = "convert_model.onnx",
        backend: str = "ONNX",
        opset_version: int = 11,
        ir_version: int = 6,
    ) -> str:
        """`convert` in the textbook's order. ir_version: 1 to 12; below 6 it is 6, which every board here reads.

        Raises: BadValue, and as of `Classification.convert`.
        """
        ir_version = max(OLDEST_IR, require_whole("ir_version", ir_version, 1, NEWEST_IR))
        return super().convert(
            out_file, checkpoint=checkpoint, backend=backend, opset_version=opset_version, ir_version=ir_version
        )


class MMClassification(_TextbookModel, Classification):
    """Classification as the textbook prints it: SGD at 1e-2, pictures shown, weights in `checkpoints/cls_model`.

    Args:
        backbone: the network's name. num_classes: how many classes; the data set tells as well.
        dataset_path: read as by `load_dataset`, when it is there.
    """

    _kept = "./checkpoints/cls_model"

    def __init__(
        self, backbone: str = "LeNet", num_classes: int = NO_NUMBER, dataset_path: FilePath | None = None
    ) -> None:
        super().__init__(backbone, num_classes, dataset_path)

    def train(
        self,
        epochs: int = 100,
        batch_size: int | None = None,
        validate: bool = True,
        random_seed: int = 0,
        save_fold: str | None = None,
        distributed: bool = False,
        device: str = "cpu",
        optimizer: str = "SGD",
        lr: float = 1e-2,
        weight_decay: float = 1e-3,
        checkpoint: str | None = None,
        topk: int | Sequence[int] | None = None,
        metric: str = "accuracy",
        save_best: str = "auto",
    ) -> list[dict]:
        """`Classification.train` with the textbook's order and defaults; random_seed=0 means unseeded."""
        return super().train(
            epochs,
            validate,
            lr=lr,
            batch_size=batch_size,
            optimizer=optimizer,
            device=device,
            random_seed=random_seed,
            checkpoint=checkpoint,
            weight_decay=weight_decay,
            save_fold=save_fold,
            distributed=distributed,
            topk=topk,
            metric=metric,
            save_best=save_best,
        )

    def inference(
        self,
        image: Picture,
        show: bool = True,
        checkpoint: str | None = None,
        device: str = "cpu",
        save_fold: str | None = "cls_result",
        class_path: FilePath | None = None,
    ) -> Any:
        """`Classification.inference` that shows, and saves result pictures into `cls_result`."""
        return super().inference(
            turn_red_first(image),
            show=show,
            checkpoint=checkpoint,
            device=device,
            save_fold=save_fold,
            class_path=class_path,
        )

    def fast_inference(
        self, image: Picture, show: bool = True, save_fold: str | None = "cls_result", verbose: bool = True
    ) -> Any:
        """`Classification.fast_inference` that shows, and saves result pictures into `cls_result`."""
        return super().fast_inference(turn_red_first(image), show=show, save_fold=save_fold, verbose=verbose)

    def load_checkpoint(self, checkpoint: FilePath, device: str = "cpu") -> None:
        """Load once, infer often."""
        super().load_checkpoint(checkpoint, device)


class _TextbookDetector(_TextbookModel):
    """Base of the textbook's detectors, whether they give boxes or outlines too."""

    _kept = "./checkpoints/det_model"

    def __init__(
        self, backbone: str = "FasterRCNN", num_classes: int = NO_NUMBER, dataset_path: FilePath | None = None
    ) -> None:
        super().__init__(OTHER_NAMES.get(str(backbone).lower(), backbone), num_classes, dataset_path)
        self._suppress = {}

    def train(
        self,
        epochs: int = 100,
        batch_size: int | None = None,
        validate: bool = True,
        random_seed: int = 0,
        save_fold: str | None = None,
        distributed: bool = False,
        device: str = "cpu",
        optimizer: str = "SGD",
        lr: float = 1e-3,
        weight_decay: float = 1e-3,
        checkpoint: str | None = None,
        metric: str = "bbox",
        save_best: str = "bbox_mAP",
        Frozen_stages: int = 1,
    ) -> list[dict]:
        """`Detection.train` with the textbook's defaults; random_seed=0 means unseeded. Frozen_stages: the recipe
        decides that here.
        """
        return super().train(
            epochs,
            validate,
            lr=lr,
            batch_size=batch_size,
            optimizer=optimizer,
            device=device,
            random_seed=random_seed,
            checkpoint=checkpoint,
            weight_decay=weight_decay,
            save_fold=save_fold,
            distributed=distributed,
            metric=metric,
            save_best=save_best,
        )

    def inference(
        self,
        image: Picture,
        show: bool = True,
        rpn_threshold: float = 0.7,
        rcnn_threshold: float = 0.7,
        checkpoint: str | None = None,
        device: str = "cpu",
        save_fold: str | None = "det_result",
        class_path: FilePath | None = None,
        confidence: float | None = None,
    ) -> Any:
        """`Detection.inference` that shows, and saves result pictures into `det_result`."""
        suppress = (
            {"rpn_threshold": rpn_threshold, "rcnn_threshold": rcnn_threshold} if self.backbone in TWO_STEPS else {}
        )
        return super().inference(
            turn_red_first(image),
            show=show,
            confidence=confidence,
            checkpoint=checkpoint,
            device=device,
            save_fold=save_fold,
            class_path=class_path,
            **suppress,
        )

    def fast_inference(
        self, image: Picture, show: bool = False, save_fold: str | None = "det_result", verbose: bool = True
    ) -> Any:
        """`Detection.fast_inference` with the thresholds of `load_checkpoint`; result pictures go into `det_result`."""
        return super().fast_inference(
            turn_red_first(image), show=show, save_fold=save_fold, verbose=verbose, **self._suppress
        )

    def load_checkpoint(
        self, checkpoint: FilePath, device: str = "cpu", rpn_threshold: float = 0.7, rcnn_threshold: float = 0.7
    ) -> None:
        """Load once, infer often."""
        super().load_checkpoint(checkpoint, device)
        self._suppress = {"rpn_threshold": rpn_threshold, "rcnn_threshold": rcnn_threshold}


class MMDetection(_TextbookDetector, Detection):
    """Detection as the textbook prints it: SGD at 1e-3, pictures shown, weights in `checkpoints/det_model`; Mask_RCNN
    gives outlines.

    Args: as of `MMClassification`.
    """

    def __new__(cls, backbone: str = "FasterRCNN", *given: Any, **named: Any) -> Any:
        """A detector, or a segmenter by its name."""
        with_outlines = str(backbone).lower().replace("-", "_") in [
            name.lower().replace("-", "_") for name in list_segmenters()
        ]
        return _TextbookSegmenter(backbone, *given, **named) if with_outlines else super().__new__(cls)


class _TextbookSegmenter(_TextbookDetector, Segmentation):
    """MMDetection for the names of segmenters."""
