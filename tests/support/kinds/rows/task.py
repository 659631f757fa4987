"""The kind of learning that puts rows into heaps: nobody has said which there are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sunmao.core.strict import Strict
from sunmao.core.validation import require_range
from sunmao.errors import BadData
from sunmao.protocol.messages import Notice
from sunmao.tasks.evaluation.batch_inference import iter_outputs
from sunmao.tasks.evaluation.parity import ParityCounter
from sunmao.tasks.task import InferenceOptions, Task


@dataclass(frozen=True)
class HeapResult:
    """The heap of one row, from 0, and how far from its center it lies."""

    heap: int
    distance: float
    path: str = ""


class HeapReport(Strict):
    """The distance of the rows of a test from the centers of their heaps."""

    def __init__(self, results: list[HeapResult], split: str):
        self._results, self._split = results, split

    @property
    def total(self) -> int:
        """The number of rows that were asked."""
        return len(self._results)

    @property
    def spread(self) -> float:
        """The mean distance from the center."""
        return float(np.mean([each.distance for each in self._results]))

    @property
    def mistakes(self) -> list[HeapResult]:
        """The rows that fit least, the farthest first."""
        return sorted(self._results, key=lambda each: -each.distance)

    def __str__(self) -> str:
        return f"{self._split}: {self.total}, {self.spread:.3f}"


class ClusterTask(Task):
    """A heap a row. A raw answer: (K,) distances from the centers."""

    name, sample_kind, metric = "clusters", "row", "spread"
    has_labels = False
    result_type = HeapResult

    def require_labels(self, dataset) -> None:
        """Two rows that differ."""
        super().require_labels(dataset)
        if len({tuple(item.content) for item in dataset.items()}) < 2:
            raise BadData("numbers_all_equal", path=dataset.path, value="0")

    def check_options(self, unknown=None, smooth=None, confidence=None) -> InferenceOptions:
        """Nothing can be asked for."""
        require_range("unknown", unknown or 0, 0, 0)
        return InferenceOptions()

    def look(self, trained, contents: list) -> np.ndarray:
        """(N, K) distances."""
        return trained.measure_distances(np.stack(contents))

    def make_result(self, answer, content, path: str, names: list[str], options: InferenceOptions) -> HeapResult:
        """The heap of a row."""
        return HeapResult(int(answer.argmin()), float(answer.min()), path)

    def make_item_result(self, answer, item, names: list[str], options: InferenceOptions) -> HeapResult:
        """The same."""
        return self.make_result(answer, item.content, item.path.as_posix(), names, options)

    def make_report(self, look, answers, items, names, split, path, options) -> HeapReport:
        """Report the distances of the rows."""
        rows = iter_outputs(look, items, "evaluate", self.sample_kind)
        return HeapReport([self.make_item_result(row, item, names, options) for item, _, row in rows], split)

    def make_event(self, report, tested: str) -> Notice:
        """In a sentence."""
        return Notice(text={"zh": str(report), "en": str(report)})

    def format_rows(self, results: Sequence) -> list:
        """One dict a row."""
        return [{"堆": each.heap, "距离": each.distance} for each in results]

    def describe_answer(self, answer, names: list[str]) -> str:
        """'heap 2 (0.31)'."""
        return f"heap {int(answer.argmin())} ({float(answer.min()):.2f})"

    def make_live_answer(self, result, content, unknown: float = 0.0) -> dict:
        """The heap."""
        return {"heap": result.heap}

    def make_parity_counter(self, info: dict, exact: bool) -> ParityCounter:
        """Nearly the same distances."""
        return ParityCounter(near=1e-9)

    def measure_disagreement(self, whole, small) -> tuple[float, bool]:
        """Return the largest difference of the distances, and whether it is another heap."""
        return float(abs(whole - small).max()), bool(whole.argmin() != small.argmin())
