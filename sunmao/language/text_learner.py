"""How classes of sentences are learned: logistic regression on the encoder's rows, its strength by cross-validation.

What is kept is not ONNX: a sentence becomes pieces of words and then rows by a program of its own, not by a graph of
tensors. The file (`.npz`) has a row of weights for each class, on the raw rows of the encoder that it names.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.errors import BadData, BadModelFile
from sunmao.language.seen_words import hash_seen_words, is_seen
from sunmao.language.sentence_encoder import NAME, WIDTH, encode_sentences
from sunmao.language.word_segmentation import split_words
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.tasks.learner import Learner, Trained
from sunmao.tasks.text_classification.results import WordEffect
from sunmao.training.checkpoints.array_files import ENDING, load_arrays

TASK = "text_classification"
ARRAYS = {"weight", "bias", "seen"}
NARROWED = 4  # rows are made so much smaller than of deviation 1: the penalties that are tried hold them stronger
STANDARD_ERRORS = 2  # see `choose_penalty`
SHARPNESSES = tuple(float(each) for each in np.geomspace(0.5, 8, 17))


@dataclass(frozen=True)
class TextMetrics:
    """The share of right answers, and the cross entropy."""

    kept = ("accuracy", "val_loss")
    told = ("accuracy",)
    progress = best = "accuracy"

    def measure(self, scores: np.ndarray, truth: np.ndarray) -> dict:
        """scores: (N, C); truth: (N,) label numbers. Nothing where nothing was asked."""
        if not len(truth):
            return {}
        said = scores[np.arange(len(truth)), truth]
        accuracy = float((scores.argmax(1) == truth).mean())
        return {
            "accuracy": accuracy,
            "val_loss": float(-np.log(np.maximum(said, 1e-12)).mean()),
            "logged": {"accuracy_top-1": round(100 * accuracy, 4)},
        }


@dataclass
class TrainedTextClassifier(Trained):
    """A row of weights for each class. arrays: weight (C, 512), bias (C,), seen: of `hash_seen_words`."""

    arrays: dict[str, np.ndarray]
    classes: list[str]
    info: dict
    path: Path | None = None

    def scores(self, sentences: list[str]) -> np.ndarray:
        """Scores, (N, C) float32, together 1."""
        return compute_scores(encode_sentences(sentences), self.arrays["weight"], self.arrays["bias"])

    def test_words(self, sentence: str, number: int) -> list[WordEffect]:
        """What leaving out each word of a sentence does to the score of a class; marks are no words."""
        words = [word for word in split_words(sentence) if not word.mark]
        cut = [" ".join((sentence[: word.start] + sentence[word.end :]).split()) for word in words]
        whole, *without = self.scores([sentence, *cut])[:, number]
        return [
            WordEffect(word.text, word.start, whole, score, is_seen(word.text, self.arrays["seen"]))
            for word, score in zip(words, without, strict=True)
        ]

    def count_bytes(self) -> int:
        """Of its weights."""
        return sum(each.nbytes for each in self.arrays.values())


class TextLearner(Learner):
    """How sentences are learned."""

    ending = ENDING

    def make_metrics(self, dataset, asked: dict) -> TextMetrics:
        """The share of right answers."""
        return TextMetrics()

    def fit(self, dataset, config: dict, start, checkpoint_config, device):
        """Fit at once. config: {'seed'}."""
        from sunmao.training.one_fit import fit_once
        from sunmao.training.run_metadata import draw_seed, run_metadata

        train, val = dataset.items("train"), dataset.items("val") if checkpoint_config.validate else []
        if len(train) < 2:
            raise BadData("too_few_sentences", path=dataset.path, count=len(train))
        seed = draw_seed(config["seed"])
        info = {**run_metadata(NAME, TASK, dataset, {"seed": seed}), "seed": seed}
        plan = checkpoint_config.make_plan(info, resumable=False)

        def fit() -> tuple[dict[str, np.ndarray], dict]:
            rows = _encode_items(train + val)
            learned, asked = rows[: len(train)], rows[len(train) :]
            arrays = fit_logistic_regression(learned, _number(train, dataset), len(dataset.classes), seed)
            scores = compute_scores(asked, arrays["weight"], arrays["bias"])
            marks = checkpoint_config.metrics.measure(scores, _number(val, dataset))
            return {**arrays, "seen": hash_seen_words(item.content for item in train)}, marks

        lines, arrays, path = fit_once(fit, plan)
        return lines, TrainedTextClassifier(arrays, dataset.classes, info, path)

    def load(self, path: Path, device) -> TrainedTextClassifier:
        """What was fitted, without torch."""
        arrays, info = load_arrays(path)
        shapes = {name: array.shape for name, array in arrays.items()}
        classes = len(info["classes"])
        fitting = shapes.get("weight") == (classes, WIDTH) and shapes.get("bias") == (classes,)
        if info["task"] != TASK or info["model"] != NAME or set(arrays) != ARRAYS or not fitting:
            raise BadModelFile("bad_weights", path=path.as_posix())
        return TrainedTextClassifier(arrays, info["classes"], info, path)


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
    from sunmao.vision.linear_probe.logistic_regression import choose_penalty, fit_layer, make_layer

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


def _choose_sharpness(rows, labels, classes: int, penalty: float, seed: int) -> float:
    """By what logits are multiplied. rows: (N, features) float32 tensor; labels: (N,) int64 tensor."""
    import torch
    from torch.nn import functional

    from sunmao.vision.linear_probe.logistic_regression import compute_left_out_probabilities

    trusted = torch.ones(len(labels), dtype=torch.bool)
    logits = compute_left_out_probabilities(rows, labels, classes, penalty, seed, trusted).clamp(min=1e-9).log()
    return min(SHARPNESSES, key=lambda each: float(functional.cross_entropy(each * logits, labels)))


def compute_scores(rows: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """The softmax of each class, (N, C) float32. rows: (N, 512)."""
    logits = rows @ weight.T + bias
    powers = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    return (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)


def _encode_items(items: list[Any]) -> np.ndarray:
    def tell(done: int) -> None:
        session.emit(Progress(done=done, total=len(items), unit="sentence", task="embed"))

    return encode_sentences([item.content for item in items], tell)


def _number(items: list, dataset) -> np.ndarray:
    numbers = {label: number for number, label in enumerate(dataset.classes)}
    return np.array([numbers[item.label] for item in items], int)
