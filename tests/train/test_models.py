"""What every registered model must do."""

import json

import numpy as np
import onnx
import pytest
import torch
from sunmao.deploy import Workflow
from sunmao.errors import UnknownModel
from sunmao.models import MODELS, find
from sunmao.models.network import Network
from sunmao.models.preparation import GEOMETRIES
from sunmao.vision import Classification
from torch.nn import functional

EVERY = pytest.mark.parametrize("entry", MODELS.values(), ids=lambda entry: entry.name)


def pictures(entry, count):
    geometry = GEOMETRIES[entry.geometry]
    return torch.randint(
        0, 256, (count, len(geometry.mean), geometry.crop, geometry.crop), generator=torch.Generator().manual_seed(0)
    ).float()


@EVERY
def test_output_shape_and_number_of_parameters(entry):
    network = Network(entry, 10, entry.image_size).eval()
    with torch.inference_mode():
        assert network(pictures(entry, 2)).shape == (2, 10)
    assert sum(parameter.numel() for parameter in network.parameters()) == entry.parameters
    assert network.head.in_features == entry.features


@EVERY
def test_learning_lowers_the_loss_on_eight_samples(entry):
    torch.manual_seed(0)
    network = Network(entry, 4, entry.image_size, pretrained=entry.packaged).eval()
    inputs, labels = pictures(entry, 8), torch.arange(8) % 4
    optimizer = torch.optim.SGD(network.parameters(), lr=1e-2)
    before = functional.cross_entropy(network(inputs), labels)
    before.backward()
    optimizer.step()
    with torch.inference_mode():
        assert functional.cross_entropy(network(inputs), labels) < before.detach()


@EVERY
def test_the_file_answers_as_the_network_does(entry, few, events):
    # Small pictures where the network takes them: the file then resizes inside.
    model = Classification(backbone=entry.name, image_size=None if entry.fixed_size else 64)
    model.load_dataset(path=few)
    model.train(epochs=1, random_seed=1, batch_size=18)
    model.convert(out_file="models/few.onnx")
    workflow = Workflow("models/few.onnx")
    for label in "147":
        image = f"{few}/test_set/{label}/1.png"
        ours, theirs = model.inference(image), workflow.inference(image)
        assert np.allclose(ours.scores, theirs.scores, atol=1e-4)
        assert ours.label == theirs.label
    said = {each.key: json.loads(each.value) for each in onnx.load("models/few.onnx").metadata_props}
    assert said["MODEL_INFO"]["modelname"] == entry.geometry, "a name that the boards' client knows"
    assert said["SUNMAO_INFO"]["name"] == entry.name and said["SUNMAO_INFO"]["image_size"] == model._image_size
    assert any("12 answers are the same" in event.en for event in events if type(event).__name__ == "Note")


@EVERY
def test_the_entry_is_complete(entry):
    assert entry.source and entry.geometry in GEOMETRIES and find(entry.name.upper()) is entry
    assert bool(entry.quick) == entry.packaged


def test_a_misspelt_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownModel, match="Did you mean 'LeNet'"):
        Classification(backbone="LeNte")
