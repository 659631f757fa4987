"""A report of numbers as the event that the page shows a test by."""

from functools import lru_cache
from pathlib import Path

from sunmao.core.atomic_files import display_path
from sunmao.protocol.learning_messages import NumberAverages, NumberedPicture, NumberEvaluation
from sunmao.protocol.messages import MAX_PICTURES
from sunmao.tasks.image_regression.report import RegressionReport

MARKS = ("mae", "rmse", "r2", "baseline_mae")


def make_number_event(report: RegressionReport, model: str = "", sample_kind: str = "picture") -> NumberEvaluation:
    """The event of a report. model: the weights or file that was tested. sample_kind: as in
    `sunmao.data.samples.registry`.
    """
    folder = lru_cache(maxsize=None)(display_path)
    shown = sorted(report.results, key=lambda each: -(each.error or 0))[:MAX_PICTURES]
    files = [Path(each.path) for each in shown]
    return NumberEvaluation(
        total=report.total,
        split=report.split,
        unit=report.unit,
        averages=NumberAverages(**{name: round(getattr(report, name), 6) for name in MARKS}),
        low=report.low,
        high=report.high,
        pictures=[
            NumberedPicture(f"{folder(file.parent)}/{file.name}", each._require_truth(), each.value, each._content_text)
            for each, file in zip(shown, files, strict=True)
        ],
        model=model,
        sample_kind=sample_kind,
    )
