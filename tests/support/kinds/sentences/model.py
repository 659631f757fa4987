"""The public class of sentences."""

from sunmao.core.validation import require_number
from sunmao.inference.learnable_model import LearnableModel
from sunmao.training.train_config import TrainOptions
from tests.support.kinds.sentences.learner import NAME, SentenceLearner


class SentenceModel(LearnableModel):
    """A model that tells sentences apart."""

    _task, _folder = "sentences", "checkpoints/sentences"
    backbone = NAME

    def __init__(self) -> None:
        super().__init__()
        self._strength = 1.0

    def train(self, strength: float = 1.0, validate: bool = True, *, save_fold: str | None = None) -> list[dict]:
        """Fit at once. strength: how far weights may go."""
        require_number("strength", strength, 0)
        self._strength = float(strength)
        return self._train(TrainOptions(validate=validate, save_fold=save_fold))

    def inference(self, sentence: str, *, unknown: float | None = None, smooth: int | None = None, **more):
        """Say which label a sentence has."""
        options = self._answering.check_options(unknown, smooth)
        self._prepare(**more)
        return self._infer(sentence, "", options)

    def _make_learner(self) -> SentenceLearner:
        return SentenceLearner()

    def _plan_training(self, options, dataset, device):
        return {"strength": self._strength}, None
