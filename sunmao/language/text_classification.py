"""Telling classes of sentences apart, with the verbs of the school textbooks."""

from typing import TYPE_CHECKING, Any, Self

from sunmao.core.validation import require_choice
from sunmao.data.sentences import require_sentence
from sunmao.inference.row_model import RowModel
from sunmao.language.packages import ENCODER, require_language
from sunmao.language.sentence_encoder import NAME
from sunmao.tasks.text_classification.results import TextResult

if TYPE_CHECKING:
    from sunmao.language.text_learner import TextLearner


class TextClassification(RowModel):
    """A model that says which class a sentence belongs to: Chinese, English and 14 other languages alike.

    It learns from a table with a sentence and its label in each row, or from text files, one for each class with one
    sentence a line. Sentences become rows of numbers by an encoder that has learned already; logistic regression of
    these rows is fitted at once, in about a second. To answer, PyTorch is not needed.

    Args:
        backbone: 'USE-multilingual-v3', the encoder, is the only one.

    Raises: BackendMissing, where the packages for language are not installed.

    Example:
        model = TextClassification()
        model.load_dataset(path='data/moods')
        model.train()
        result = model.inference(text='what a lovely day')
        print(result.label, result.confidence, result.words)
    """

    _task, _folder = "text_classification", "checkpoints/text_model"

    def __init__(self, backbone: str = NAME) -> None:
        require_choice("backbone", backbone, [NAME])
        super().__init__()
        self._answering.test_words = self._test_words

    @classmethod
    def from_info(cls, info: dict) -> Self:
        """As `RowModel.from_info`."""
        return cls(info["model"])

    @property
    def backbone(self) -> str:
        """The name of the encoder."""
        return NAME

    def train(
        self, validate: bool = True, *, random_seed: int | None = None, save_fold: str | None = None
    ) -> list[dict]:
        """As `RowModel.train`."""
        require_language(ENCODER)
        return super().train(validate, random_seed=random_seed, save_fold=save_fold)

    def inference(self, text: str, *, unknown: float | None = None, **more: Any) -> TextResult:
        """Say which class a sentence belongs to.

        Args:
            text: the sentence, at most 1,000 characters.
            unknown: less sure than this (0 to 1), the label is 不知道 / unknown.
            checkpoint: the weights file to use.

        Returns: a TextResult, which also tells the words that mattered.

        Raises: BadValue (no text, empty, too long), NotTrained, FileMissing, BadModelFile, BackendMissing.
        """
        options = self._answering.check_options(unknown)
        sentence = require_sentence(text)
        self._prepare(**more)
        return self._infer(sentence, "", options)

    def _test_words(self, sentence: str, number: int) -> list:
        return self._ready_trained().test_words(sentence, number)

    def _make_learner(self) -> "TextLearner":
        from sunmao.language.text_learner import TextLearner

        return TextLearner()
