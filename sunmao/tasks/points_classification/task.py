"""The kind of learning that tells postures apart by the points of a hand, a body or a face."""

from typing import TYPE_CHECKING, Any

from sunmao.tasks.classification.label_task import LabelTask, require_learned_classes
from sunmao.tasks.points_classification.results import PostureResult

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


class PointsClassificationTask(LabelTask):
    """One label a hand, body or face."""

    name, sample_kind = "points_classification", "points"
    result_type = PostureResult

    def require_labels(self, dataset: "Dataset") -> None:
        """Two classes, each with a sample to learn from."""
        require_learned_classes(dataset, "point_rows")

    def pick_options(self, confidence: float | None, unknown: float = 0.0, smooth: int = 1) -> dict:
        """unknown, smooth."""
        return {"unknown": unknown, "smooth": smooth}

    def make_live_answer(self, result: Any, content: Any, unknown: float = 0.0) -> dict:
        """As of `ScoreTask`, with 'seen', whether there was anything, 'points', [x, y] of each in pixels, 'others', the
        points of each farther one, 'side', and 'width' and 'height' of the picture.
        """
        seen = {"seen": bool(result.points), "points": [[x, y] for x, y, _ in result.points], "side": result.side}
        seen |= {"others": [each.points[:, :2].astype(float).round(1).tolist() for each in result._others]}
        seen |= {"width": content.shape[1], "height": content.shape[0]}
        return super().make_live_answer(result, content, unknown) | seen
