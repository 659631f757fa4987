"""Classes with few pictures count more where that is asked."""

import numpy as np
import pytest
import torch
from PIL import Image
from torch.nn import functional

from sunmao.errors import BadValue
from sunmao.training.logistic_regression import compute_loss, make_lbfgs
from sunmao.training.recipes.class_weights import compute_class_weights
from sunmao.training.training_loop import CrossEntropyObjective
from sunmao.vision import Classification

pytestmark = pytest.mark.training


def test_weights_are_inverse_frequencies_whose_mean_over_the_pictures_is_one():
    labels = torch.tensor([0] * 30 + [1] * 10 + [3] * 5)
    weights = compute_class_weights("balanced", labels.tolist(), 4)
    assert weights is not None and weights[labels].mean().item() == pytest.approx(1)
    assert weights.tolist() == pytest.approx([0.5, 1.5, 0, 3])
    assert compute_class_weights(None, labels.tolist(), 4) is None


def test_the_objective_counts_each_picture_as_its_class():
    logits, labels = torch.randn(6, 3, generator=torch.Generator().manual_seed(1)), torch.tensor([0, 0, 0, 1, 1, 2])
    weights = compute_class_weights("balanced", labels.tolist(), 3)
    loss, right = CrossEntropyObjective(weights=weights)(lambda rows: rows, logits, labels).tolist()
    each = functional.cross_entropy(logits, labels, reduction="none")
    assert weights is not None and loss == pytest.approx((each * weights[labels]).sum().item(), rel=1e-5)
    assert right == (logits.argmax(1) == labels).sum().item()


@pytest.fixture
def uneven(tmp_path, cache, monkeypatch):
    """Noise of two brightnesses that overlap: 120 dark pictures and 12 bright ones for training, 30 of each to test."""
    monkeypatch.chdir(tmp_path)
    dice = np.random.default_rng(0)
    for part, counts in (("training_set", (120, 12)), ("val_set", (10, 10)), ("test_set", (30, 30))):
        for label, count, level in zip(("dark", "bright"), counts, (110, 140), strict=True):
            folder = tmp_path / "uneven" / part / label
            folder.mkdir(parents=True)
            for number in range(count):
                noise = dice.normal(level + dice.normal(0, 12), 25, (32, 32)).clip(0, 255).astype(np.uint8)
                Image.fromarray(noise).save(folder / f"{number}.png")
    return tmp_path / "uneven"


def count_bright(folder, backbone: str, weights: str | None, quick: bool) -> int:
    """Train a model and count the bright test pictures, of 30, that it finds; check the class weights in its file."""
    model = Classification(backbone=backbone)
    model.load_dataset(path=folder)
    kept = folder.parent / f"weights-{weights}"
    train = model.quick_train if quick else model.train
    train(epochs=6, random_seed=1, save_fold=kept, class_weights=weights)
    assert torch.load(kept / "latest.pth", weights_only=True)["parameters"]["class_weights"] == weights
    report = model.evaluate()
    return int(report.matrix()[report.classes.index("bright")][report.classes.index("bright")])


@pytest.mark.long
def test_a_whole_network_finds_more_of_a_class_with_few_pictures(uneven):
    assert count_bright(uneven, "LeNet", "balanced", quick=False) > count_bright(uneven, "LeNet", None, quick=False)


@pytest.mark.long
def test_quick_training_says_so_in_its_weights(uneven):
    found = [count_bright(uneven, "EfficientNet-Lite0", weights, quick=True) for weights in ("balanced", None)]
    assert found[0] >= found[1]


def test_logistic_regression_finds_more_of_a_class_with_few_rows():
    dice = np.random.default_rng(0)
    labels = torch.tensor([0] * 400 + [1] * 20)
    rows = torch.from_numpy(dice.normal(size=(420, 2)).astype(np.float32)) + labels[:, None]
    found = []
    for asked in (None, "balanced"):
        weights, layer = compute_class_weights(asked, labels.tolist(), 2), torch.nn.Linear(2, 2)
        optimizer = make_lbfgs(layer.parameters(), 50)

        def evaluate(layer=layer, weights=weights, optimizer=optimizer):
            optimizer.zero_grad()
            loss = compute_loss(layer(rows), labels, layer.weight, 1e-3, weights)
            loss.backward()
            return loss

        optimizer.step(evaluate)
        found.append(int((layer(rows).argmax(1) == 1)[400:].sum()))
    assert found[0] < 10 <= found[1]


def test_another_word_is_refused(uneven):
    model = Classification(backbone="LeNet")
    model.load_dataset(path=uneven)
    with pytest.raises(BadValue):
        model.train(epochs=1, class_weights="heavy")
