"""Base of kinds of learning whose raw answer is a row of scores a sample."""

from collections import deque
from typing import Any

import numpy as np

from sunmao.core.validation import require_whole
from sunmao.tasks.evaluation.parity import compare_scores
from sunmao.tasks.image_task import ImageTask
from sunmao.tasks.task import Task, require_finite

LONGEST = 1000  # samples that an average goes over


class ScoreTask(Task):
    """Base of tasks whose scores are averaged over samples in a row, such as the pictures of a camera."""

    def __init__(self) -> None:
        super().__init__()
        self._recent: deque = deque(maxlen=1)

    def look(self, trained: Any, contents: list) -> np.ndarray:
        """Scores, (N, C) float32."""
        return trained.scores(contents)

    def measure_disagreement(self, whole: Any, small: Any) -> tuple[float, bool]:
        """The Kullback–Leibler divergence in nats, and whether another label is the best."""
        return compare_scores(whole, small)

    def make_live_answer(self, result: Any, content: Any, unknown: float = 0.0) -> dict:
        """{'label', 'unknown', 'confidence', 'scores': [{'label', 'score'}]}; label: the best class, also when it is
        less sure than `unknown`.
        """
        require_finite(result.scores)
        scores = [
            {"label": label, "score": round(score, 4)}
            for label, score in zip(result.classes, result.scores, strict=True)
        ]
        best = result.top(1)[0]
        unsure = best.confidence < unknown
        return {"label": best.label, "unknown": unsure, "confidence": best.confidence, "scores": scores}

    def _check_smooth(self, smooth: int | None) -> int:
        return require_whole("smooth", 1 if smooth is None else smooth, 1, LONGEST)

    def _smooth(self, scores: Any, smooth: int) -> Any:
        if smooth == 1:
            self._recent.clear()
            return scores
        if self._recent.maxlen != smooth or (self._recent and self._recent[0].shape != scores.shape):
            self._recent = deque(maxlen=smooth)
        self._recent.append(scores)
        return sum(self._recent) / len(self._recent)


class ImageScoreTask(ScoreTask, ImageTask):
    """The same of pictures: each has one row of scores, for all of it."""

    whole_picture = scores_only = True

    def score_labels(self, answers: Any, count: int) -> np.ndarray:
        """The scores themselves."""
        return np.asarray(answers)
