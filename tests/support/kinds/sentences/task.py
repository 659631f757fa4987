"""The kind of learning that tells sentences apart: one label a sentence."""

from sunmao.tasks.classification.label_task import LabelTask
from sunmao.tasks.classification.results import Result


class SentenceResult(Result):
    """The answer for one sentence."""

    @property
    def sentence(self) -> str:
        """The sentence that was asked about."""
        return self._image


class SentenceTask(LabelTask):
    """One label a sentence."""

    name, sample_kind = "sentences", "sentence"
    result_type = SentenceResult
