"""Quick training: pictures are looked at once, only the last layer learns, and the second time is quick."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from sunmao.errors import BadModelFile, BadValue
from sunmao.images.image_files import read_image_file
from sunmao.models import find_model
from sunmao.models.preprocessing import get_classifier_resize
from sunmao.vision import Classification
from sunmao.vision.embedding.embedding import Embedder

pytestmark = pytest.mark.training


@pytest.fixture
def model(few, cache):
    model = Classification(backbone="EfficientNet-Lite0", image_size=64)
    model.load_dataset(path=few)
    model.save_fold = "models/few"
    return model


@pytest.mark.long
def test_it_learns_and_counts(model):
    log = model.quick_train(epochs=30, random_seed=1)
    assert max(line["epoch"] for line in log) == 30
    assert model.evaluate().accuracy > 0.6


@pytest.mark.long
def test_only_the_last_layer_moves(model):
    model.quick_train(epochs=2, random_seed=1)
    state = torch.load("models/few/latest.pth", weights_only=True)["state_dict"]
    packaged = Classification(backbone="EfficientNet-Lite0", image_size=64)
    from sunmao.models.network import Classifier

    untouched = Classifier(packaged._entry, 3, 64, pretrained=True).state_dict()
    moved = {name for name in state if not torch.equal(state[name], untouched[name])}
    assert moved <= {"body._fc.weight", "body._fc.bias"} and moved


@pytest.mark.long
def test_rows_and_network_answer_alike(model):
    """Evaluation goes through onnxruntime's rows, inference through the whole network."""
    model.quick_train(epochs=10, random_seed=1)
    report = model.evaluate()
    for result in report._results[:6]:
        again = model.inference(result.path)
        assert again.scores == pytest.approx(result.scores, abs=0.02)
        assert again.label == result.label


@pytest.mark.long
def test_the_second_time_no_picture_is_looked_at(model, monkeypatch):
    first = model.quick_train(epochs=2, random_seed=1)
    monkeypatch.setattr(Embedder, "rows", lambda *_: pytest.fail("looked again"))
    second = model.quick_train(epochs=2, random_seed=1)
    assert [line["loss"] for line in first] == [line["loss"] for line in second]


def test_a_broken_memory_is_begun_anew(model, cache):
    (cache / "embeddings.sqlite").write_bytes(b"this is no database" * 100)
    model.quick_train(epochs=1)


@pytest.mark.long
def test_a_picture_that_breaks_in_between_is_left_out(model, few):
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


@pytest.mark.parametrize("name", ["MobileNetV3", "ResNet18", "RepVGG"])
@pytest.mark.long
def test_it_builds_on_the_weights_of_a_file(few, cache, name):
    """As torchvision or timm would have written it; RepVGG answers with another network than it learns with."""
    entry = find_model(name)
    torch.manual_seed(0)
    body = entry.architecture.build(7).train()
    for _ in range(20):  # so that its normalization knows pictures, and different ones give different rows
        body(torch.randn(8, 3, 64, 64))
    torch.save(body.state_dict(), "theirs.pth")
    model = Classification(name, weights="theirs.pth", image_size=64)
    model.load_dataset(few)
    model.quick_train(epochs=20, random_seed=1, save_fold="models/own")
    assert model.evaluate().accuracy > 0.5 or name == "RepVGG"  # deep as it is, it sees little with random weights
    head = {f"{entry.head}.weight", f"{entry.head}.bias"}
    learned = model._trained.network.body.state_dict()
    assert all(torch.equal(value, learned[key]) for key, value in body.state_dict().items() if key not in head)
    check_parity(model, entry, few)


def check_parity(model, entry, few):
    """The ONNX file and PyTorch give the same scores."""
    geometry = get_classifier_resize(entry.geometry)
    session = onnxruntime.InferenceSession(model.convert("models/own.onnx"))
    for path in sorted(Path(few, "test_set").glob("*/*.png"))[::4]:  # one of each class
        inputs = geometry.normalize(geometry.prepare(read_image_file(path))[None])
        [[scores]] = session.run(None, {session.get_inputs()[0].name: inputs})
        assert np.abs(scores - model.inference(path).scores).max() < 1e-4


@pytest.mark.long
def test_it_builds_on_what_was_trained_before(model, few, cache):
    """The pictures are as large as in that training, and the rows of other weights are not taken for these."""
    model.quick_train(epochs=1, random_seed=1)
    model.train(epochs=1, batch_size=18, random_seed=1, save_fold="models/whole")
    other = Classification("EfficientNet-Lite0", weights="models/whole/latest.pth")
    other.load_dataset(few)
    other.quick_train(epochs=2, random_seed=1, save_fold="models/again")
    assert other._trained.info["image_size"] == 64 and not other._trained.frozen
    whole, again = (
        torch.load(f"models/{name}/latest.pth", weights_only=True)["state_dict"] for name in ("whole", "again")
    )
    assert {name for name in whole if not torch.equal(whole[name], again[name])} == {"body._fc.weight", "body._fc.bias"}
    for result in other.evaluate()._results[:3]:
        assert other.inference(result.path).scores == pytest.approx(result.scores, abs=1e-4)


def test_a_file_of_another_network_is_named(few):
    torch.save(find_model("MobileNetV3").architecture.build(7).state_dict(), "theirs.pth")
    model = Classification("ResNet18", weights="theirs.pth")
    model.load_dataset(few)
    with pytest.raises(BadModelFile, match="MobileNetV3"):
        model.quick_train()
