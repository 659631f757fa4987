"""Logistic regression on rows, beside scikit-learn's, and the choice of its penalty."""

import math

import numpy as np
import pytest
import torch
from sklearn.linear_model import LogisticRegression as Peer

from sunmao.models.model_spec import Recipe
from sunmao.training.logistic_regression import (
    PENALTIES,
    FullBatchLoop,
    LogisticRegression,
    PenalizedCrossEntropy,
    Standardization,
    WithinClassNormalization,
    _find_minimum,
    choose_penalty,
    compute_loss,
    make_lbfgs,
)
from sunmao.training.train_config import make_train_config

pytestmark = pytest.mark.training

CLASSES, FEATURES = 3, 20


def draw(count: int, noise: float, seed: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows around one point a class, some features much louder than others; and their label numbers."""
    random = np.random.default_rng(seed)
    middles = np.random.default_rng(9).normal(size=(CLASSES, FEATURES))
    labels = np.arange(count) % CLASSES
    rows = (middles[labels] + noise * random.normal(size=(count, FEATURES))) * np.geomspace(0.1, 10, FEATURES) + 5
    return torch.from_numpy(rows.astype(np.float32)), torch.from_numpy(labels)


def fit(rows, labels, penalty: float, standardization: Standardization | None = None) -> LogisticRegression:
    model = LogisticRegression(CLASSES, standardization or Standardization(rows))
    rows = model._standardization.transform(rows)
    optimizer = make_lbfgs(model.parameters(), 100)

    def evaluate():
        optimizer.zero_grad()
        loss = compute_loss(model(rows), labels, model.layer.weight, penalty)
        loss.backward()
        return loss

    optimizer.step(evaluate)
    return model


def test_it_finds_what_scikit_learn_finds():
    rows, labels = draw(60, 2.0)
    penalty = 0.05
    ours = fit(rows, labels, penalty)
    standard = ours._standardization.transform(rows)
    peer = Peer(C=1 / (penalty * len(labels)), max_iter=1000, tol=1e-8).fit(standard.numpy(), labels.numpy())
    probabilities = ours(standard).softmax(1).detach().numpy()
    assert probabilities == pytest.approx(peer.predict_proba(standard.numpy()), abs=2e-3)


def test_few_rows_of_many_classes_are_learned_to_the_end():
    """One step of L-BFGS an epoch stays, with these rows, where the loss is twice the smallest."""
    classes, features, penalty = 20, 256, 3e-4
    random = torch.Generator().manual_seed(0)
    labels = torch.arange(classes).repeat(12)
    middles = 0.6 * torch.randn(classes, features, generator=random)
    rows = middles[labels] + torch.randn(len(labels), features, generator=random)
    model = LogisticRegression(classes, Standardization(rows))
    standard = model._standardization.transform(rows)
    config = make_train_config(
        Recipe(), epochs=50, seed=1, lr=1.0, batch_size=len(labels), optimizer=None, weight_decay=None, early_stop=None
    )
    batches = [(standard, labels)]
    FullBatchLoop(model, lambda epoch: iter(batches), 1, None, config, [], PenalizedCrossEntropy(penalty)).run()
    peer = Peer(C=1 / (penalty * len(labels)), max_iter=5000, tol=1e-8).fit(standard.numpy(), labels.numpy())
    logits = torch.from_numpy(peer.decision_function(standard.numpy())).float()
    smallest = compute_loss(logits, labels, torch.from_numpy(peer.coef_).float(), penalty).item()
    assert compute_loss(model(standard), labels, model.layer.weight, penalty).item() < 1.02 * smallest


@pytest.mark.parametrize("normalized", [False, True])
def test_folded_it_answers_the_same_from_raw_rows(normalized):
    rows, labels = draw(30, 1.0)
    standardization = WithinClassNormalization(rows, labels, CLASSES) if normalized else None
    ours, layer = fit(rows, labels, 0.1, standardization), torch.nn.Linear(FEATURES, CLASSES)
    ours.fold_into(layer)
    assert layer(rows).detach().numpy() == pytest.approx(
        ours(ours._standardization.transform(rows)).detach().numpy(), abs=1e-3
    )


def test_directions_along_which_a_class_varies_weigh_less():
    """Of few rows whose noise lies along one direction, others are told apart better than by each feature alone."""
    random = np.random.default_rng(1)
    loud = random.normal(size=FEATURES) / FEATURES**0.5
    right = {}
    middles = 0.7 * random.normal(size=(CLASSES, FEATURES))
    labels = np.arange(400) % CLASSES
    noise = random.normal(size=(400, FEATURES)) + 30 * random.normal(size=(400, 1)) * loud
    rows, labels = torch.from_numpy((middles[labels] + noise).astype(np.float32)), torch.from_numpy(labels)
    learned, kept = slice(0, 60), slice(60, None)
    for normalized in (False, True):
        given = WithinClassNormalization(rows[learned], labels[learned], CLASSES) if normalized else None
        model = fit(rows[learned], labels[learned], 1.0, given)
        answers = model(model._standardization.transform(rows[kept])).argmax(1)
        right[normalized] = (answers == labels[kept]).float().mean().item()
    assert right[True] > right[False]


@pytest.mark.parametrize("labels", [[0, 1], [0, 0], [0, 1, 2, 2]])
def test_hardly_any_rows_are_normalized(labels):
    rows = torch.eye(len(labels), FEATURES)
    assert torch.isfinite(WithinClassNormalization(rows, torch.tensor(labels), CLASSES).transform(rows)).all()


def test_noise_asks_for_a_stronger_penalty_than_what_is_clear():
    clear, noisy = (choose(draw(45, noise)) for noise in (0.1, 6.0))
    assert min(PENALTIES) <= clear < noisy <= max(PENALTIES)


@pytest.mark.long
def test_of_many_rows_some_choose_and_the_same_seed_chooses_the_same():
    many = draw(2400, 4.0)
    assert choose(many) == choose(many)
    assert choose(many) == pytest.approx(min(PENALTIES, key=lambda each: abs(np.log(choose(many) * 1.2 / each))) / 1.2)


@pytest.mark.parametrize("labels", [[0, 1], [0, 0, 0, 1], [0, 1, 2]])
def test_hardly_any_rows(labels):
    rows = torch.eye(len(labels), FEATURES)
    assert choose_penalty(rows, torch.tensor(labels), CLASSES, 1) in PENALTIES


def test_features_that_never_vary():
    rows, labels = draw(30, 1.0)
    rows[:, :5] = 7.0
    model = fit(rows, labels, 0.1)
    assert torch.isfinite(model.layer.weight).all()
    assert (model(model._standardization.transform(rows)).argmax(1) == labels).float().mean() > 0.9


def choose(drawn: tuple[torch.Tensor, torch.Tensor]) -> float:
    rows, labels = drawn
    return choose_penalty(Standardization(rows).transform(rows), labels, CLASSES, 1)


@pytest.mark.parametrize("least", [-1.3, -0.1, 0.4])
def test_the_best_penalty_lies_between_those_that_are_tried(least):
    means = torch.tensor([(math.log10(penalty) - least) ** 2 for penalty in PENALTIES])
    assert math.log10(_find_minimum(means, int(means.argmin()))) == pytest.approx(least, abs=1e-3)


def test_the_strongest_penalty_stays_where_weaker_ones_are_worse():
    assert _find_minimum(torch.arange(len(PENALTIES), dtype=torch.float32), 0) == PENALTIES[0]
