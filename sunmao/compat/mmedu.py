"""`from MMEdu import MMClassification as cls`: our classifier with the textbook's printed defaults."""

from pathlib import Path

from .. import __version__
from ..vision import pth_info
from ..vision.classification import Classification

__all__ = ["MMClassification", "__version__", "pth_info"]

NO_NUMBER = -1  # what the textbook's package writes for classes that the data set will tell


class MMClassification(Classification):
    """Classification as the textbook prints it: SGD at 1e-2, pictures shown, weights in `checkpoints/cls_model`.

    Args:
        backbone: the network's name. num_classes: how many classes; the data set tells as well.
        dataset_path: read as by `load_dataset`, when it is there.
    """

    def __init__(self, backbone: str = "LeNet", num_classes: int = NO_NUMBER, dataset_path=None):
        super().__init__(backbone=backbone, num_classes=None if num_classes == NO_NUMBER else num_classes)
        self.save_fold = "./checkpoints/cls_model"
        if dataset_path is not None and Path(dataset_path).exists():
            self.load_dataset(dataset_path)

    def train(
        self, epochs: int = 100, batch_size=None, validate: bool = True, random_seed: int = 0, save_fold=None,
        distributed: bool = False, device: str = "cpu", optimizer: str = "SGD", lr: float = 1e-2, weight_decay: float = 1e-3,
        checkpoint=None, topk=None, metric: str = "accuracy", save_best: str = "auto",
    ) -> list[dict]:  # fmt: skip
        """`Classification.train` with the textbook's order and defaults; random_seed=0 means unseeded."""
        return super().train(
            epochs, validate, lr=lr, batch_size=batch_size, optimizer=optimizer, device=device, random_seed=random_seed,
            checkpoint=checkpoint, weight_decay=weight_decay, save_fold=save_fold, distributed=distributed, topk=topk,
            metric=metric, save_best=save_best,
        )  # fmt: skip

    def inference(self, image, show: bool = True, checkpoint=None, device: str = "cpu", save_fold="cls_result", class_path=None):
        """`Classification.inference` that shows, and saves result pictures into `cls_result`."""
        return super().inference(
            image, show=show, checkpoint=checkpoint, device=device, save_fold=save_fold, class_path=class_path
        )

    def fast_inference(self, image, show: bool = True, save_fold="cls_result", verbose: bool = True):
        """`Classification.fast_inference` that shows, and saves result pictures into `cls_result`."""
        return super().fast_inference(image, show=show, save_fold=save_fold, verbose=verbose)

    def load_checkpoint(self, checkpoint, device: str = "cpu") -> None:
        """Load once, infer often."""
        super().load_checkpoint(checkpoint, device)

    def convert(
        self, checkpoint=None, out_file="convert_model.onnx", backend: str = "ONNX", opset_version: int = 11, ir_version: int = 6
    ) -> str:  # fmt: skip
        """`Classification.convert` in the textbook's order."""
        return super().convert(
            out_file, checkpoint=checkpoint, backend=backend, opset_version=opset_version, ir_version=ir_version
        )
