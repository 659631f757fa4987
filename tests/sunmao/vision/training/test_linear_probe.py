"""Quick training: pictures are looked at once, only the last layer learns, and the second time is quick."""

import pytest
import torch

from sunmao.errors import BadValue
from sunmao.vision import Classification
from sunmao.vision.inference.embedding import Embedder

pytestmark = pytest.mark.training


@pytest.fixture
def model(few, cache):
    model = Classification(backbone="EfficientNet-Lite0", image_size=64)
    model.load_dataset(path=few)
    model.save_fold = "models/few"
    return model


def test_it_learns_and_counts(model):
    log = model.quick_train(epochs=30, random_seed=1)
    assert max(line["epoch"] for line in log) == 30
    assert model.evaluate().accuracy > 0.6


def test_only_the_last_layer_moves(model):
    model.quick_train(epochs=2, random_seed=1)
    state = torch.load("models/few/latest.pth", weights_only=True)["state_dict"]
    packaged = Classification(backbone="EfficientNet-Lite0", image_size=64)
    from sunmao.models.network import Classifier

    untouched = Classifier(packaged._entry, 3, 64, pretrained=True).state_dict()
    moved = {name for name in state if not torch.equal(state[name], untouched[name])}
    assert moved <= {"body._fc.weight", "body._fc.bias"} and moved


def test_rows_and_network_answer_alike(model):
    """Evaluation goes through onnxruntime's rows, inference through the whole network."""
    model.quick_train(epochs=10, random_seed=1)
    report = model.evaluate()
    for result in report._results[:6]:
        again = model.inference(result.path)
        assert again.scores == pytest.approx(result.scores, abs=0.02)
        assert again.label == result.label


def test_the_second_time_no_picture_is_looked_at(model, monkeypatch):
    first = model.quick_train(epochs=2, random_seed=1)
    monkeypatch.setattr(Embedder, "rows", lambda *_: pytest.fail("looked again"))
    second = model.quick_train(epochs=2, random_seed=1)
    assert [line["loss"] for line in first] == [line["loss"] for line in second]


def test_a_broken_memory_is_begun_anew(model, cache):
    (cache / "embeddings.sqlite").write_bytes(b"this is no database" * 100)
    model.quick_train(epochs=1)


def test_a_picture_that_breaks_in_between_is_left_out(model, few):
    from pathlib import Path

    Path(few, "training_set", "1", "1.png").write_bytes(b"broken")
    Path(few, "training_set", "1", "2.png").unlink()
    model.quick_train(epochs=1)


def test_without_packaged_weights_a_small_network_learns_as_a_whole(few, capsys):
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    model.quick_train(epochs=1, random_seed=1)
    assert "the whole network learns" in capsys.readouterr().out
    assert model.evaluate().total == 12


def test_a_large_one_says_that_it_cannot(few):
    fresh = Classification(backbone="EfficientNet-Lite0", weights="fresh")
    fresh.load_dataset(few)
    with pytest.raises(BadValue, match="EfficientNet-Lite0"):
        fresh.quick_train()
