"""The kind of learning that finds things in pictures and outlines them."""

from typing import TYPE_CHECKING

from sunmao.tasks.object_detection.task import DetectionTask

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


class InstanceSegmentationTask(DetectionTask):
    """Things, their boxes and their outlines; boxes alone have no outlines to learn from."""

    name = "instance"

    def require_learnable(self, dataset: "Dataset") -> None:
        """As of boxes; whether these are boxes or broken outlines is told first."""
        if dataset.task == "detection":
            self.require_labels(dataset)
        super().require_learnable(dataset)
