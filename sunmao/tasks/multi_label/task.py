"""The kind of learning that says which of several labels a picture has."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sunmao.core.validation import require_share
from sunmao.errors import BadData, BadValue
from sunmao.runtime.notices import show_notice
from sunmao.tasks.evaluation.parity import choose_tolerance
from sunmao.tasks.image_task import ProposedLabels
from sunmao.tasks.multi_label.parity import TagCounter
from sunmao.tasks.multi_label.results import TagResult
from sunmao.tasks.score_task import ImageScoreTask
from sunmao.tasks.task import SURE, InferenceOptions, is_share
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.data.listing import Sample
    from sunmao.protocol.learning_messages import TagEvaluation
    from sunmao.tasks.multi_label.report import TagReport


MAX_TABLE_LABELS = 5  # labels that are told in a table


class MultiLabelTask(ImageScoreTask):
    """None, one or several labels a picture, each of which counts for itself.

    thresholds: from which confidence on each label counts; None: `SURE` for all.
    """

    name = "multi_label"
    metric = "map"
    several_labels = True
    compresses = False
    example_lines = "    for tag in result.things:\n        print(tag.label, tag.confidence)"
    result_type = TagResult

    def __init__(self) -> None:
        super().__init__()
        self.thresholds: list[float] | None = None

    def require_labels(self, dataset: "Dataset") -> None:
        """Labels that are not the same on every picture."""
        super().require_labels(dataset)
        tagged = [set(item.tags) for item in dataset.items("train") or dataset.items()]
        if not any(tagged):
            raise BadData("nothing_tagged", path=dataset.path)
        if all(tags == tagged[0] for tags in tagged):
            raise BadData("tags_never_differ", path=dataset.path, names=", ".join(sorted(tagged[0])))

    def note_labels(self, dataset: "Dataset") -> None:
        """Say which labels no picture has, and which all have: of these nothing can be learned."""
        tagged = [item.tags for item in dataset.items("train")]
        counts = Counter(label for tags in tagged for label in tags)
        for key, count in (("never_tagged", 0), ("always_tagged", len(tagged))):
            if names := [label for label in dataset.classes if counts[label] == count]:
                show_notice(key, level="warn", names=", ".join(names))

    def read_about(self, about: dict, count: int) -> None:
        """Take the threshold of each label, where there is one for each."""
        super().read_about(about, count)
        said = about.get("thresholds")
        fits = isinstance(said, list) and len(said) == count and all(map(is_share, said))
        self.thresholds = said if fits else None

    def check_options(
        self, unknown: float | None = None, smooth: int | None = None, confidence: float | None = None
    ) -> InferenceOptions:
        """confidence: for all labels, in place of the thresholds; smooth: pictures that are averaged."""
        if unknown is not None:
            raise BadValue("option_of_one_label", option=get_both("option_unknown"))
        least = None if confidence is None else require_share("confidence", confidence)
        return InferenceOptions(smooth=self._check_smooth(smooth), confidence=least)

    def pick_options(self, confidence: float | None, unknown: float = 0.0, smooth: int = 1) -> dict:
        """smooth: each label has a threshold of its own."""
        return {"smooth": smooth}

    def make_result(
        self, answer: Any, content: Any, path: str, names: list[str], options: InferenceOptions
    ) -> TagResult:
        """The TagResult for one picture."""
        least = self.get_thresholds(names, options.confidence)
        return TagResult(content, self._smooth(answer, options.smooth), names, least, path=path)

    def make_item_result(self, answer: Any, item: "Sample", names: list[str], options: InferenceOptions) -> TagResult:
        """The TagResult for a file."""
        return TagResult(None, answer, names, self.get_thresholds(names, options.confidence), path=item.path.as_posix())

    def make_report(
        self, look: Any, answers: Any, items: list, names: list[str], split: str, path: str, options: InferenceOptions
    ) -> "TagReport":
        """A TagReport."""
        from sunmao.tasks.evaluation.batch_inference import iter_outputs
        from sunmao.tasks.multi_label.known_tags import keep_known_tags
        from sunmao.tasks.multi_label.report import TagReport

        least = self.get_thresholds(names, options.confidence)
        rows = iter_outputs(look, keep_known_tags(items, names, path), "evaluate")
        results = [
            TagResult(None, row, names, least, path=item.path.as_posix(), truth=item.tags) for item, _, row in rows
        ]
        return TagReport(results, names, split)

    def make_event(self, report: Any, tested: str) -> "TagEvaluation":
        """A `TagEvaluation`."""
        from sunmao.tasks.multi_label.evaluation_event import make_tag_event

        return make_tag_event(report, tested)

    def format_rows(self, results: Sequence) -> list:
        """As PaddleClas prints them: one dict a picture."""
        return [
            {"标签": each.labels, "置信度": [thing.confidence for thing in each.things], "预测结果": each.text}
            for each in results
        ]

    def describe_answer(self, answer: Any, names: list[str]) -> str:
        """'cat 0.9312, dog 0.7120'."""
        sure = [place for place in np.argsort(-answer) if answer[place] >= SURE][:MAX_TABLE_LABELS]
        return ", ".join(f"{names[place]} {float(answer[place]):.4f}" for place in sure) or "–"

    def make_live_answer(self, result: Any, content: Any, unknown: float = 0.0) -> dict:
        """As of a classifier; label: all labels that were recognized; unknown: there are none; recognized: [{'label',
        'confidence'}] of them, the surest first.
        """
        recognized = [{"label": each.label, "confidence": each.confidence} for each in result.things]
        about = {"label": result.text, "unknown": not recognized, "confidence": result.confidence}
        return {**super().make_live_answer(result, content), **about, "recognized": recognized}

    def propose_labels(self, result: Any, confidence: float) -> ProposedLabels:
        """Each label by the threshold that training has chosen for it."""
        scores = tuple(each.confidence for each in result.things)
        return ProposedLabels(tuple(each.label for each in result.things), (), scores)

    def make_parity_counter(self, info: dict, exact: bool) -> TagCounter:
        """The same labels by their thresholds, and nearly the same scores."""
        return TagCounter(near=choose_tolerance(exact), thresholds=np.array(info.get("thresholds", SURE)))

    def get_least_confidence(self, number: int) -> float:
        """The label's own threshold."""
        return SURE if self.thresholds is None else self.thresholds[number]

    def get_thresholds(self, names: list[str], confidence: float | None) -> list[float]:
        """The threshold of each label. confidence: in place of those that were chosen, or None."""
        if confidence is not None or self.thresholds is None:
            return [SURE if confidence is None else confidence] * len(names)
        return self.thresholds
