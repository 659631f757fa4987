"""Logistic regression of pairs of letters, by scikit-learn, fitted at once."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from sunmao.errors import BadModelFile
from sunmao.tasks.learner import Learner, Trained
from sunmao.training.checkpoints.array_files import ENDING, load_arrays
from sunmao.training.one_fit import fit_once
from sunmao.training.run_metadata import run_metadata

NAME = "LogisticRegression"


@dataclass(frozen=True)
class Accuracy:
    """The share of right answers."""

    kept = told = ("accuracy",)
    progress = best = "accuracy"

    def measure(self, answers: np.ndarray, truth: np.ndarray) -> dict:
        """answers, truth: (N,) label numbers."""
        return {"accuracy": float((answers == truth).mean())} if len(truth) else {}


@dataclass
class TrainedSentences(Trained):
    """A fitted model of sentences: a row of weights for each class but where there are two."""

    arrays: dict[str, np.ndarray]
    classes: list[str]
    info: dict
    path: Path | None = None

    def scores(self, sentences: list[str]) -> np.ndarray:
        """Scores, (N, C) float32."""
        counts = make_vectorizer(self.info["pairs"]).transform(sentences)
        logits = counts @ self.arrays["coef"].T + self.arrays["intercept"]
        if logits.shape[1] == 1:
            logits = np.hstack([-logits / 2, logits / 2])
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)

    def count_bytes(self) -> int:
        """Of its weights."""
        return sum(each.nbytes for each in self.arrays.values())


def make_vectorizer(pairs: list[str] | None = None) -> CountVectorizer:
    """Counts of letters and of pairs of them. pairs: those that were learned."""
    return CountVectorizer(analyzer="char", ngram_range=(1, 2), vocabulary=pairs)


class SentenceLearner(Learner):
    """The learner of sentences."""

    ending = ENDING

    def make_metrics(self, dataset, asked: dict) -> Accuracy:
        """Accuracy."""
        return Accuracy()

    def fit(self, dataset, config: dict, start, checkpoint_config, device):
        """Fit at once."""
        train, val = dataset.items("train"), dataset.items("val") if checkpoint_config.validate else []
        pairs = make_vectorizer().fit([item.content for item in train]).get_feature_names_out().tolist()
        info = {**run_metadata(NAME, "sentences", dataset, config), "pairs": pairs}
        plan = checkpoint_config.make_plan(info, resumable=False)

        def fit():
            model = LogisticRegression(C=config["strength"], max_iter=1000)
            model.fit(make_vectorizer(pairs).transform([item.content for item in train]), _number(train, dataset))
            answers = model.predict(make_vectorizer(pairs).transform([item.content for item in val])) if val else []
            marks = checkpoint_config.metrics.measure(np.array(answers), _number(val, dataset))
            return {"coef": model.coef_, "intercept": model.intercept_}, marks

        lines, arrays, path = fit_once(fit, plan)
        return lines, TrainedSentences(arrays, dataset.classes, info, path)

    def load(self, path: Path, device) -> TrainedSentences:
        """Load a fitted model from its file."""
        arrays, info = load_arrays(path)
        if info["task"] != "sentences" or set(arrays) != {"coef", "intercept"}:
            raise BadModelFile("bad_weights", path=path.as_posix())
        return TrainedSentences(arrays, info["classes"], info, path)


def _number(items: list, dataset) -> np.ndarray:
    return np.array([dataset.classes.index(item.label) for item in items], int)
