"""The marks that one kind of model has and another has not."""

import pytest

from sunmao.errors import BadValue, UnknownName
from sunmao.tasks.classification.report import Report
from sunmao.tasks.classification.results import Result
from sunmao.tasks.evaluation.report import MARKS, EvaluationReport
from sunmao.tasks.image_regression.report import RegressionReport
from sunmao.tasks.image_regression.results import NumberResult
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.tasks.multi_label.report import TagReport
from sunmao.tasks.multi_label.results import TagResult
from sunmao.tasks.object_detection.report import DetectionReport
from sunmao.tasks.semantic_segmentation.report import SegmentationReport

CLASSES = ["cat", "dog"]
SCALE = NumberScale(90, 60, 0, 180, "°")
REPORTS = [
    Report([Result(None, [0.9, 0.1], CLASSES, truth="cat")], CLASSES),
    TagReport([TagResult(None, [0.9, 0.1], CLASSES, [0.5, 0.5], truth=["cat"])], CLASSES),
    DetectionReport([], CLASSES),
    SegmentationReport(CLASSES),
    RegressionReport([NumberResult(None, 30, SCALE, truth=20)], SCALE),
]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: type(report).__name__)
def test_a_mark_of_another_kind_is_refused_with_those_there_are(report: EvaluationReport):
    missing = [mark for mark in sorted(MARKS) if not hasattr(type(report), mark)]
    assert 5 < len(missing) < len(MARKS)
    for mark in missing:
        with pytest.raises(BadValue, match=r"Try|Look at"):
            getattr(report, mark)
    with pytest.raises(UnknownName):
        report.acuracy


def test_every_mark_is_one_of_some_kind():
    kinds = [type(report) for report in REPORTS]
    assert {mark for mark in MARKS if not any(hasattr(kind, mark) for kind in kinds)} == {"confusion_matrix"}
