"""Weights that others wrote: OpenMMLab's, torchvision's, timm's; wrapped, without head, with code, of another model."""

import json
import os
import pickle
import zlib
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest
import torch

from sunmao.errors import BadModelFile
from sunmao.models import converted_weights, find_model, list_classifiers
from sunmao.models.torchvision_timm import Timm, Torchvision
from sunmao.training.checkpoints.weight_files import save_weights
from sunmao.vision import Classification, pth_info

pytestmark = pytest.mark.training

# Of mmpretrain 1.2.0: the names and shapes of each model with five classes, and, but for the large VGGs, what it
# answers
# to one batch when its numbers are those of `numbers`.
PUBLISHED = Path(__file__).parent / "published_checkpoints"
FACTS = sorted(PUBLISHED.glob("*.json"))


def facts(name: str) -> dict:
    return json.loads((PUBLISHED / f"{name}.json").read_text())


def numbers(name: str, shape) -> torch.Tensor:
    """Numbers that depend on nothing but a name and a shape."""
    random = np.random.RandomState(zlib.crc32(name.encode()))
    if name.endswith("running_var") or (len(shape) == 1 and name.endswith("weight")):
        values = random.uniform(0.5, 1.5, shape)
    elif len(shape) == 1:
        values = random.normal(0, 0.1, shape)
    else:
        values = random.normal(0, (2 / np.prod(shape[1:])) ** 0.5, shape)
    return torch.from_numpy(values.astype(np.float32))


def theirs(name: str) -> dict:
    return {each: numbers(each, shape) for each, shape in facts(name)["shapes"].items()}


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_every_name_of_openmmlab_lands_and_fits(path):
    known = json.loads(path.read_text())
    state = {name: torch.empty(shape, device="meta") for name, shape in known["shapes"].items()}
    form, named = converted_weights.match_architecture(find_model(known["model"]), state)
    assert len(named) == len(state) and converted_weights.count_classes(form, named) == 5
    assert converted_weights.identify_model(state, map(find_model, list_classifiers())) is find_model(known["model"]), (
        "and no other model takes them"
    )


@pytest.mark.long
@pytest.mark.parametrize("path", [each for each in FACTS if "VGG" not in each.stem], ids=lambda path: path.stem)
def test_openmmlabs_weights_answer_as_there(path):
    known, entry = json.loads(path.read_text()), find_model(path.stem)
    form, named = converted_weights.match_architecture(entry, theirs(path.stem))
    body = form.build(5).eval()
    body.load_state_dict(named, strict=False)
    side = 32 if entry.fixed_size else 64
    with torch.inference_mode():
        answer = body(numbers("picture", (2, len(entry.mean), side, side)))
    expected = torch.tensor(known["logits"])
    assert (answer - expected).abs().max() <= 1e-4 * max(1.0, float(expected.abs().max()))


def test_every_textbook_backbone_is_there():
    listed = {"LeNet", "MobileNet", "ResNet18", "ResNet50", "RegNet", "RepVGG", "ResNeXt", "ShuffleNet_v2", "VGG"}
    assert listed <= {json.loads(path.read_text())["model"] for path in FACTS}


@pytest.fixture
def resnet(project) -> Path:
    """The file that MMEdu writes after a training on three classes: ResNet18, its meta with numbers of numpy in it."""
    state = {**theirs("ResNet18"), "head.fc.weight": torch.zeros(3, 512), "head.fc.bias": torch.tensor([0.0, 5.0, 0.0])}
    meta = {"CLASSES": ("1", "4", "7"), "epoch": 12, "time": "Mon", "hook_msgs": {"best_score": np.float64(0.5)}}
    path = project / "mmedu.pth"
    torch.save({"meta": meta, "state_dict": OrderedDict(state), "optimizer": {"state": {}, "lr": np.float32(1)}}, path)
    return path


def test_a_school_checkpoint_answers_at_once(resnet, few):
    model = Classification("resnet18")
    result = model.inference(f"{few}/test_set/4/1.png", checkpoint=str(resnet))
    assert result.label == "4" and model.classes == ["1", "4", "7"] and result.confidence > 0.9


@pytest.mark.long
def test_training_goes_on_from_a_school_checkpoint(resnet, few):
    model = Classification("ResNet18", image_size=32)
    model.load_dataset(few)
    model.train(epochs=1, checkpoint=str(resnet), batch_size=18, save_fold="models/more")
    assert model.classes == ["1", "4", "7"]
    again = Classification("ResNet18")
    again.load_checkpoint("models/more/latest.pth")
    assert again.inference(f"{few}/test_set/4/1.png").label in "147"


def test_the_last_layer_is_replaced_when_classes_differ(resnet, few, events):
    data = torch.load(resnet, weights_only=False)
    data["meta"]["CLASSES"] = ("cat", "dog", "owl")
    torch.save(data, resnet)
    model = Classification("ResNet18", image_size=32)
    model.load_dataset(few)
    from sunmao.tasks.classification.train import build_network
    from sunmao.training.run_metadata import InitialWeights

    network = build_network(model._entry, ["1", "4", "7"], InitialWeights(32, False, str(resnet)))
    assert not torch.equal(network.head.bias, torch.tensor([0.0, 5.0, 0.0]))
    assert torch.equal(network.body.conv1.weight, numbers("backbone.conv1.weight", (64, 3, 7, 7)))
    assert any("the last layer starts anew" in event.en for event in events if type(event).__name__ == "Notice")


def test_the_old_lenet_of_the_textbooks_stays_what_it_is(few, project):
    """Their LeNet has tanh and average pooling: loaded, trained on, saved and loaded again it keeps them."""
    torch.save({"state_dict": theirs("LeNet"), "meta": {}}, "old.pth")
    model = Classification("LeNet")
    model.load_dataset(few)
    model.train(epochs=1, checkpoint="old.pth", save_fold="models/old")
    again = Classification("LeNet")
    again.load_checkpoint("models/old/latest.pth")
    assert "Tanh" in str(again._trained.network.body) and "ReLU" not in str(again._trained.network.body)


def by_torchvision(state):
    return state


def wrapped(state):
    return {"state_dict": {f"module.{name}": value for name, value in state.items()}, "epoch": 3}


def averaged(state):
    worse = {name: torch.zeros_like(value) for name, value in state.items()}
    ema = {"n_averaged": torch.tensor(7), **{f"module.{name}": value for name, value in state.items()}}
    return {"model": worse, "model_ema": ema}


@pytest.mark.parametrize("packing", [by_torchvision, wrapped, averaged])
def test_state_dicts_of_torchvision(packing, project):
    body = Torchvision("shufflenet_v2_x1_0").build(4).eval()
    torch.save(packing(body.state_dict()), "tv.pth")
    model = Classification("shufflenet-v2")
    model.load_checkpoint("tv.pth")
    assert model.classes == ["0", "1", "2", "3"]
    for name, value in body.state_dict().items():
        assert torch.equal(model._trained.network.body.state_dict()[name], value)


def test_imagenets_thousand_classes_have_their_names(project):
    torch.save(Torchvision("mobilenet_v3_small").build(1000).state_dict(), "v3.pth")
    model = Classification("MobileNetV3")
    model.load_checkpoint("v3.pth")
    assert model.classes[0] == "tench" and len(model.classes) == 1000


def test_safetensors_of_timm(project):
    from safetensors.torch import save_file

    body = Timm("repvgg_a0").build(3)
    save_file(body.state_dict(), "vgg.safetensors")
    model = Classification("RepVGG")
    model.load_checkpoint("vgg.safetensors")
    assert len(model.classes) == 3


def test_another_model_is_named(resnet):
    with pytest.raises(BadModelFile, match="weights of ResNet18, but this model is a ResNet50"):
        Classification("ResNet50").load_checkpoint(resnet)


def test_a_longer_network_is_not_taken_for_a_shorter(project):
    """Every number of ResNet18 is in ResNet34, too."""
    torch.save(Torchvision("resnet34").build(2).state_dict(), "34.pth")
    with pytest.raises(BadModelFile, match="do not belong to ResNet18, nor to any known model"):
        Classification("ResNet18").load_checkpoint("34.pth")


@pytest.mark.long
def test_a_file_without_the_last_layer_can_only_be_learned_from(resnet, few):
    data = torch.load(resnet, weights_only=False)
    data["state_dict"] = {name: value for name, value in data["state_dict"].items() if not name.startswith("head")}
    torch.save(data, resnet)
    with pytest.raises(BadModelFile, match="lacks the last layer"):
        Classification("ResNet18").load_checkpoint(resnet)
    model = Classification("ResNet18", weights=str(resnet), image_size=32)
    model.load_dataset(few)
    model.train(epochs=1, batch_size=18)


@pytest.mark.parametrize("content", [{}, {"state_dict": {}}, [1, 2], "text", {"meta": {"CLASSES": ["a"]}}, None, 3])
def test_a_file_without_weights(content, project):
    torch.save(content, "empty.pth")
    with pytest.raises(BadModelFile, match="no weights"):
        Classification("LeNet").load_checkpoint("empty.pth")


class Harmful:
    def __reduce__(self):
        return (os.mkdir, ("marker",))


class Foreign:
    pass


@pytest.mark.parametrize("thing", [Harmful(), Foreign()])
@pytest.mark.parametrize("zipped", [True, False])
def test_code_inside_is_said_and_not_run(thing, zipped, project):
    torch.save({"state_dict": {"a": torch.ones(1)}, "meta": thing}, "code.pth", _use_new_zipfile_serialization=zipped)
    with pytest.raises(BadModelFile, match="left closed, to be safe"):
        Classification("LeNet").load_checkpoint("code.pth")
    assert not Path("marker").exists()


def test_a_plain_pickle_is_refused(project):
    Path("plain.pth").write_bytes(pickle.dumps({"state_dict": Harmful()}))
    with pytest.raises(BadModelFile):
        Classification("LeNet").load_checkpoint("plain.pth")
    assert not Path("marker").exists()


def test_files_from_before_2020_are_read(resnet):
    data = torch.load(resnet, weights_only=False)
    torch.save(data, resnet, _use_new_zipfile_serialization=False)
    model = Classification("ResNet18")
    model.load_checkpoint(resnet, device="cuda:0")
    assert model.classes == ["1", "4", "7"]


def test_pieces_of_a_foreign_file(resnet):
    whole = resnet.read_bytes()
    for tenth in range(10):
        resnet.write_bytes(whole[: len(whole) * tenth // 10])
        with pytest.raises(BadModelFile, match="damaged"):
            Classification("ResNet18").load_checkpoint(resnet)


def test_pth_info_of_a_foreign_file(resnet, capsys):
    info = pth_info(resnet)
    assert (info["model"], info["classes"], info["epoch"]) == ("ResNet18", ["1", "4", "7"], 12)
    assert "ResNet18" in capsys.readouterr().out


def test_pth_info_of_what_nobody_knows(project):
    torch.save({"a.weight": torch.ones(2)}, "x.pth")
    with pytest.raises(BadModelFile, match="no model of Sunmao"):
        pth_info("x.pth")


def test_a_device_that_is_not_there_gives_way(project, capsys):
    if torch.cuda.is_available():
        pytest.skip("this computer has a graphics card")
    save_weights(project / "own.pth", {}, {"model": "LeNet", "classes": ["a", "b"], "image_size": 32})
    torch.save({"state_dict": theirs("LeNet")}, "old.pth")
    Classification("LeNet").load_checkpoint("old.pth", device="cuda:0")
    assert "no cuda:0" in capsys.readouterr().err
