"""The kind of learning that tells gestures apart by how something is moved."""

from typing import TYPE_CHECKING

from sunmao.tasks.classification.label_task import LabelTask, require_learned_classes
from sunmao.tasks.motion_classification.results import MotionResult

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


class MotionClassificationTask(LabelTask):
    """One label a window of motion."""

    name, sample_kind = "motion_classification", "motion"
    result_type = MotionResult

    def require_labels(self, dataset: "Dataset") -> None:
        """Two classes, each with a sample to learn from."""
        require_learned_classes(dataset, "motions")

    def pick_options(self, confidence: float | None, unknown: float = 0.0, smooth: int = 1) -> dict:
        """unknown, smooth."""
        return {"unknown": unknown, "smooth": smooth}
