"""Learner of classes of sentences: logistic regression on the encoder's rows, its strength by cross-validation.

What is kept is not ONNX: a sentence becomes pieces of words and then rows by a program of its own, not by a graph of
tensors. The file (`.npz`) has a row of weights for each class, on the raw rows of the encoder that it names.
"""

from typing import Any

import numpy as np

from sunmao.language.seen_words import hash_seen_words, is_seen
from sunmao.language.sentence_encoder import NAME, WIDTH, encode_sentences
from sunmao.language.word_segmentation import split_words, strip_cuts
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.tasks.classification.row_learner import RowLearner, TrainedRows
from sunmao.tasks.text_classification.results import WordEffect

NARROWED = 4  # rows are made so much smaller than of deviation 1: the penalties that are tried hold them stronger
STANDARD_ERRORS = 2  # see `choose_penalty`
SHARPNESSES = tuple(float(each) for each in np.geomspace(0.5, 8, 17))


class TrainedTextClassifier(TrainedRows):
    """A row of weights for each class, (C, 512), and 'seen', of `hash_seen_words`."""

    def test_words(self, sentence: str, number: int) -> list[WordEffect]:
        """Effect of leaving out each word of a sentence on the score of a class; marks are no words."""
        words = [word for word in split_words(sentence) if not word.mark]
        cut = [" ".join((sentence[: word.start] + sentence[word.end :]).split()) for word in words]
        whole, *without = self.scores([sentence, *cut])[:, number]
        return [
            WordEffect(word.text, word.start, whole, score, is_seen(word.text, self.arrays["seen"]))
            for word, score in zip(words, without, strict=True)
        ]


class TextLearner(RowLearner):
    """Learner of sentences."""

    model, task, few, added, width = NAME, "text_classification", "too_few_sentences", ("seen",), WIDTH
    trained_type = TrainedTextClassifier

    def extract(self, contents: list) -> np.ndarray:
        """The encoder's rows of sentences, (N, 512)."""
        return encode_sentences([strip_cuts(each) for each in contents])

    def extract_all(self, contents: list) -> np.ndarray:
        """The same, with its progress."""

        def tell(done: int) -> None:
            session.emit(Progress(done=done, total=len(contents), unit="sentence", task="embed"))

        return encode_sentences([strip_cuts(each) for each in contents], tell)

    def fit_rows(self, rows: np.ndarray, labels: np.ndarray, classes: int, seed: int) -> dict[str, np.ndarray]:
        """As `fit_logistic_regression`."""
        return fit_logistic_regression(rows, labels, classes, seed)

    def summarize(self, contents: list) -> dict[str, np.ndarray]:
        """The words that were learned from, as nobody can read them."""
        return {"seen": hash_seen_words(strip_cuts(each) for each in contents)}


def fit_logistic_regression(rows: np.ndarray, labels: np.ndarray, classes: int, seed: int) -> dict[str, np.ndarray]:
    """The weights of multinomial logistic regression as quick training of pictures fits it, folded onto raw rows.

    rows: (N, features) float32; labels: (N,). Sentences are few and their rows alike in scale, so the strength may be
    larger than for pictures: of 16 sentences a class the strongest within two standard errors answered best on three of
    four public sets (`benchmarks/sentences.py`), where scaling each feature and within-class normalization won nothing.
    Such an answer is less sure than it may be: all logits are multiplied by the number with which left-out sentences
    have the smallest cross entropy (Guo and others 2017, "On Calibration of Modern Neural Networks").
    """
    import torch

    from sunmao.training.devices.threads import limit_threads
    from sunmao.training.logistic_regression import choose_penalty, fit_layer, make_layer

    raw, truth = torch.from_numpy(np.ascontiguousarray(rows)), torch.from_numpy(labels.astype(np.int64))
    mean = raw.mean(0)
    divisor = NARROWED * (raw - mean).square().mean().sqrt().clamp(min=1e-6)
    scaled = (raw - mean) / divisor
    with limit_threads(make_layer(rows.shape[1], classes)):
        penalty = choose_penalty(scaled, truth, classes, seed, standard_errors=STANDARD_ERRORS)
        layer = fit_layer(scaled, truth, classes, penalty)
        sharpness = _choose_sharpness(scaled, truth, classes, penalty, seed)
    weight = (sharpness * layer.weight / divisor).detach()
    bias = sharpness * layer.bias.detach() - weight @ mean
    return {"weight": weight.numpy(), "bias": bias.numpy()}


def _choose_sharpness(rows: Any, labels: Any, classes: int, penalty: float, seed: int) -> float:
    """By what logits are multiplied. rows: (N, features) float32 tensor; labels: (N,) int64 tensor."""
    import torch
    from torch.nn import functional

    from sunmao.training.logistic_regression import compute_left_out_probabilities

    trusted = torch.ones(len(labels), dtype=torch.bool)
    logits = compute_left_out_probabilities(rows, labels, classes, penalty, seed, trusted).clamp(min=1e-9).log()
    return min(SHARPNESSES, key=lambda each: float(functional.cross_entropy(each * logits, labels)))
