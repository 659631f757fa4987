"""What an answer is that is a number: what a model that recognizes asks of it."""

from sunmao.core.validation import require_whole
from sunmao.errors import BadValue
from sunmao.tasks.image_regression.results import NumberResult
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.texts import get_both
from sunmao.vision.inference.tasks import LONGEST, ScoreTask


class ImageRegressionTask(ScoreTask):
    """Answers of a model that gives a number: one score a picture, the number itself. Those of a camera are averaged.

    scale: the numbers that the model has learned.
    """

    tasks = ("regression", "classification")  # folders that are called as numbers say them, too
    result_kind = NumberResult

    def __init__(self):
        super().__init__()
        self.scale = NumberScale()

    def read_about(self, about: dict) -> None:
        """Take what the weights or the file say of their making."""
        self.scale = NumberScale.from_info(about.get("numbers")) or NumberScale()

    def options(self, unknown=None, smooth=None, confidence=None) -> dict:
        """What was asked for, checked. Raises BadValue for what only answers with a confidence know."""
        for name, value in (("unknown", unknown), ("confidence", confidence)):
            if value is not None:
                raise BadValue("not_of_numbers", option=get_both(f"option_{name}"))
        return {"smooth": require_whole("smooth", 1 if smooth is None else smooth, 1, LONGEST)}

    def result(self, scores, image, path: str, names: list[str], smooth: int) -> NumberResult:
        """The NumberResult for one picture. scores: (1,)."""
        return NumberResult(image, self._smooth(scores, smooth)[0], self.scale, path=path)

    def item_result(self, scores, item, names: list[str], smooth: int = 1) -> NumberResult:
        """The NumberResult for a file, with its truth; its picture is read again when someone looks."""
        return NumberResult(None, scores[0], self.scale, path=item.path.as_posix(), truth=item.number)

    def report(self, look, answers, items: list, names: list[str], split: str, path: str, **_):
        """What a test on these items found. Raises BadData for a class that is no number."""
        from sunmao.tasks.image_regression.dataset import number_samples
        from sunmao.tasks.image_regression.report import RegressionReport
        from sunmao.vision.inference.batch_inference import iter_outputs

        rows = iter_outputs(look, number_samples(items, path), "evaluate")
        return RegressionReport([self.item_result(row, item, names) for item, _, row in rows], self.scale, split)

    def marks(self, report, tested: str):
        """The event of a report."""
        from sunmao.tasks.image_regression.evaluation_event import make_number_event

        return make_number_event(report, tested)

    def rows(self, results: list) -> list:
        """Results as one dict a picture."""
        return [{"数值": each.value, "单位": each.unit, "预测结果": each.text} for each in results]
