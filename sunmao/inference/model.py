"""Base of everything that answers, whatever it is asked about: it can be described and tested, and prints its answers."""

from pathlib import Path
from typing import Any

from sunmao.core.strict import Strict
from sunmao.data.dataset import open_dataset
from sunmao.errors import BadData, BadValue, DatasetNotLoaded
from sunmao.runtime import session
from sunmao.runtime.notices import print_safely
from sunmao.tasks.evaluation.batch_inference import iter_outputs, select_split
from sunmao.tasks.registry import make_task
from sunmao.tasks.task import InferenceOptions


class Model(Strict):
    """Base of all that answers. A model provides `_labels` and `_look`.

    Args:
        task: the name of a kind of learning in `tasks.registry`.
    """

    _answering: Any  # a `Task`

    def __init__(self, task: str) -> None:
        self._answering = make_task(task)
        self._last: list = []

    @property
    def task(self) -> str:
        """Its task, such as 'classification' or 'detection'."""
        return self._answering.name

    def evaluate(
        self, split: str | None = None, path: Any = None, *, confidence: float | None = None, **more: Any
    ) -> Any:
        """Test the model on samples whose labels are known.

        Args:
            split: which of them: 'test', 'val', 'train' or 'all'; None: 'test', and all of a folder that is not
                divided.
            path: another data set (a folder or a Dataset); None: the model's own.
            confidence: the least of what counts (0 to 1), of models that have one. more: class_path, checkpoint,
            device, as of `inference`.

        Returns: a Report, of a model that finds things a DetectionReport, of other kinds of learning their own.

        Raises: DatasetNotLoaded, NotTrained, BadData (no pictures, labels for another task, or labels that the model
        does not know).
        """

        options = self._answering.check_options(confidence=confidence)
        dataset = self._require_dataset() if path is None else open_dataset(path)
        self._prepare(**more)
        self._answering.require_dataset(dataset)
        own = path is None or Path(dataset.path).resolve() in [
            Path(each).resolve() for each in self._list_training_data() if each
        ]
        if not own:
            dataset.say_findings()
        split, items = select_split(dataset, split, own)
        report = self._answering.make_report(
            self._look, self._answers, items, self._names(), split, dataset.path, options
        )
        if not report.total:
            raise BadData("all_damaged", path=dataset.path)
        if session.is_in_studio():
            session.emit(self.make_evaluation_event(report))
        else:
            print_safely(report)
        return report

    def make_evaluation_event(self, report: Any) -> Any:
        """The event of a report of `evaluate`, as pages show it."""
        return self._answering.make_event(report, self._get_tested_path())

    def print_result(self, result: Any = None) -> list[dict]:
        """Print the result (None: the last one) as the textbook does, and return it: a list of one dict a picture, or a
        thing found.
        """
        rows = self._rows(result)
        print_safely(rows)
        return rows

    def _rows(self, result: Any) -> list[dict]:
        results = self._last if result is None else result if isinstance(result, (list, tuple)) else [result]
        if not results:
            raise BadValue("no_result_yet")
        for each in results:
            if not isinstance(each, self._answering.result_type):
                raise BadValue("no_result", value=repr(each))
        return self._answering.format_rows(results)

    def _infer(self, content: Any, path: str, options: InferenceOptions) -> Any:
        """The result for one sample. content: as its `SampleKind` reads it; path: of its file, or ''."""
        result = self._answering.make_result(self._look([content])[0], content, path, self._names(), options)
        self._last = [result]  # only for `print_result`: another thread may put its own there meanwhile
        return result

    def _prepare(self, **more: Any) -> None:
        """Be ready to answer. Raises TypeError for an option that no class before this one has taken."""
        if more:
            raise TypeError(f"inference() got an unexpected keyword argument {next(iter(more))!r}")
        self._answering.read_about(self._about(), len(self._labels()))

    def _about(self) -> dict:
        """Facts that the weights or the file state of their making."""
        return {}

    def _names(self) -> list[str]:
        """The labels as they are told."""
        return self._labels()

    def _labels(self) -> list[str]:
        raise NotImplementedError

    def _look(self, contents: list) -> Any:
        """The raw answers to contents of samples, such as pictures, each (H, W, 3) uint8 RGB: scores, (N, C) float32,
        or a list of N `Detections` …
        """
        raise NotImplementedError

    def _require_dataset(self) -> Any:
        """The model's own data set. Raises DatasetNotLoaded."""
        raise DatasetNotLoaded(f"no_test_data_{self.task}")

    def _list_training_data(self) -> list[str]:
        """The folders of the data sets that the model has learned from, as far as it is known."""
        return []

    def _get_tested_path(self) -> str:
        """The weights or the file that a test is about."""
        return ""

    def _answers(self, items: list) -> list:
        """One result a sample of a data set, with its truth. What cannot be read now is left out, with a note."""
        task, names, options = self._answering, self._names(), InferenceOptions()
        rows = iter_outputs(self._look, items, "evaluate", task.sample_kind)
        return [task.make_item_result(row, item, names, options) for item, _, row in rows]
