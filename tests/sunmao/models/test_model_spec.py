"""The contract of every registered model."""

import copy
import subprocess
import sys

import pytest
import torch
from torch.nn import functional

from sunmao.errors import UnknownModel
from sunmao.models import converted_weights, find_model, list_classifiers
from sunmao.models.comparison_table import make_comparison_table
from sunmao.models.network import Classifier
from sunmao.models.preprocessing import GEOMETRIES, SEMANTIC, Resize
from sunmao.models.weight_metadata import read_metadata
from sunmao.tasks.classification.train import build_network, load_trained_network
from sunmao.training.checkpoints.weight_files import save_weights
from sunmao.training.run_metadata import InitialWeights
from sunmao.vision import Classification

pytestmark = pytest.mark.training

CLASSIFIERS = [find_model(name) for name in list_classifiers()]
EVERY = pytest.mark.parametrize("entry", CLASSIFIERS, ids=lambda entry: entry.name)
SIDE = 64  # pixels, of networks that take any size: the tests are not about time
# Half a gigabyte each is not written: their names and shapes are tested with those of others.
WRITTEN = [entry for entry in CLASSIFIERS if entry.parameters <= 50_000_000]


def side_of(entry) -> int:
    """Of the input of a network that is made for a test."""
    return entry.image_size if entry.fixed_size else SIDE


@pytest.fixture(scope="module", params=CLASSIFIERS, ids=lambda entry: entry.name)
def network(request):
    """Each model with ten classes, made once."""
    entry = request.param
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        network = Classifier(entry, 10, side_of(entry)).eval()
    network.entry = entry
    return network


def pictures(entry, count):
    geometry = GEOMETRIES[entry.geometry]
    return torch.randint(
        0, 256, (count, len(geometry.mean), geometry.crop, geometry.crop), generator=torch.Generator().manual_seed(0)
    ).float()


def test_output_shape_and_number_of_parameters(network):
    with torch.inference_mode():
        assert network(pictures(network.entry, 2)).shape == (2, 10)
    assert sum(parameter.numel() for parameter in network.parameters()) == network.entry.parameters
    assert network.head.in_features == network.entry.features


@pytest.mark.long
def test_one_step_lowers_the_loss_on_eight_samples(network):
    inputs, labels = pictures(network.entry, 8), torch.arange(8) % 10
    before = functional.cross_entropy(network(inputs), labels)
    before.backward()
    with torch.no_grad():
        # A step of a fixed length: fresh networks have gradients of very different sizes.
        length = torch.nn.utils.get_total_norm([each.grad for each in network.parameters() if each.grad is not None])
        for parameter in network.parameters():
            if parameter.grad is not None:
                parameter -= 1e-3 * parameter.grad / length
            parameter.grad = None
        assert functional.cross_entropy(network(inputs), labels) < before


def test_the_last_layer_can_be_replaced(network):
    head = network.head
    network.replace_head(torch.nn.Identity())
    with torch.inference_mode():
        assert network(pictures(network.entry, 1)).shape == (1, network.entry.features)
    network.replace_head(head)
    assert network.head is head


def test_what_is_exported_answers_alike(network):
    inputs = pictures(network.entry, 2)
    with torch.inference_mode():
        difference = (network(inputs) - network.for_export()(inputs)).abs().max()
        assert difference <= 1e-4 * max(1.0, float(network(inputs).abs().max()))


@pytest.mark.parametrize("network", WRITTEN, indirect=True, ids=lambda entry: entry.name, scope="module")
@pytest.mark.long
def test_saved_and_loaded_it_is_the_same(network, tmp_path):
    entry = network.entry
    classes, file = [f"c{number}" for number in range(10)], tmp_path / "one.pth"
    save_weights(
        file, network.state_dict(), {"model": entry.name, "classes": classes, "image_size": side_of(entry), "epoch": 3}
    )
    trained = load_trained_network(entry, file, torch.device("cpu"))
    for name, value in network.state_dict().items():
        assert torch.equal(trained.network.state_dict()[name], value)
    assert trained.classes == classes and read_metadata(file) == {
        "model": entry.name,
        "classes": classes,
        "image_size": side_of(entry),
        "epoch": 3,
    }


@pytest.mark.long
@pytest.mark.parametrize("network", WRITTEN, indirect=True, ids=lambda entry: entry.name, scope="module")
def test_training_begins_from_a_file_with_other_classes(network, tmp_path):
    entry = network.entry
    file = tmp_path / "one.pth"
    save_weights(
        file,
        network.state_dict(),
        {"model": entry.name, "classes": [str(n) for n in range(10)], "image_size": side_of(entry)},
    )
    begun = build_network(entry, ["a", "b", "c"], InitialWeights(SIDE, False, str(file)))
    assert begun.head.out_features == 3
    first = next(iter(begun.body.state_dict()))
    assert torch.equal(begun.body.state_dict()[first], network.body.state_dict()[first])


def test_its_own_names_are_recognized(network):
    assert converted_weights.identify_model(network.body.state_dict(), CLASSIFIERS) is network.entry


@EVERY
def test_the_entry_is_complete(entry):
    assert entry.source and entry.geometry in GEOMETRIES and find_model(entry.name.upper()) is entry
    assert find_model(entry.name.replace("_", "-")) is find_model(entry.name.replace("-", "_")) is entry
    assert bool(entry.quick) == bool(entry.pretrained) and (entry.pretrained or not entry.packaged)
    assert all(entry.advice) and len(entry.advice) == 2 and entry.memory > 50 and entry.seconds > 0


def test_names_that_the_boards_know_keep_their_preparation():
    known = {name: geometry for name, geometry in GEOMETRIES.items() if isinstance(geometry, Resize)}
    known = {name: geometry for name, geometry in known.items() if not name.startswith(SEMANTIC)}
    for name, geometry in known.items():
        entry, own = find_model(name), not geometry.gray
        assert entry.geometry == name and (entry.image_size, entry.mean, entry.std) == (
            geometry.crop,
            geometry.mean,
            geometry.std,
        )
        assert own or entry.fixed_size


def test_the_list_of_the_blocks_needs_no_engine():
    found = "import sunmao.models, sys; print(sunmao.models.list_classifiers(), sorted({'torch', 'timm', 'cv2'} & sys.modules.keys()))"
    said = subprocess.run([sys.executable, "-c", found], capture_output=True, text=True, check=True).stdout
    assert said.strip() == f"{list_classifiers()} []"


def test_the_textbooks_list_says_when_to_use_which(capsys, monkeypatch):
    for lang, word in (("en", "photographs"), ("zh", "照片")):
        monkeypatch.setenv("SUNMAO_LANG", lang)
        assert Classification.sota() == Classification("lenet").sota() == list_classifiers()
        printed = capsys.readouterr().out
        assert word in printed and all(name in printed for name in list_classifiers())
    assert make_comparison_table(CLASSIFIERS).rows[0][0] == "LeNet"


def test_a_misspelled_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownModel, match="Did you mean 'LeNet'"):
        Classification(backbone="LeNte")


def test_forms_of_one_model_do_not_share_names():
    for entry in CLASSIFIERS:
        shapes = [
            converted_weights.get_shapes(architecture)
            for architecture in (entry.architecture, *entry.other_architectures)
        ]
        assert all(one != other for n, one in enumerate(shapes) for other in shapes[:n])


def test_frozen_parts_answer_always(monkeypatch):
    entry = find_model("EfficientNet-Lite0")
    network = Classifier(entry, 3, SIDE)
    network.freeze(entry.recipe.frozen)
    before = copy.deepcopy(network.body._bn0.state_dict())
    network.train()(pictures(entry, 2))
    assert all(torch.equal(value, before[name]) for name, value in network.body._bn0.state_dict().items())


def test_batch_normalization_keeps_its_statistics_where_the_recipe_says_so():
    entry = find_model("EfficientNet-Lite0")
    network = Classifier(entry, 3, SIDE)
    statistics = {name: value.clone() for name, value in network.body.named_buffers()}

    def learn() -> list[str]:
        network.train()(pictures(entry, 2)).sum().backward()
        return [name for name, value in network.body.named_buffers() if not torch.equal(value, statistics[name])]

    network.freeze((), norm_eval=True)
    assert learn() == []
    assert network.body._bn0.weight.grad is not None, "scale and shift are learned"
    network.freeze(())
    assert len(learn()) == len(statistics)


def test_the_backbone_is_all_but_the_last_layer():
    entry = find_model("EfficientNet-Lite0")
    network = Classifier(entry, 3, SIDE)
    backbone = set(map(id, network.list_backbone_parameters()))
    assert {name for name, value in network.body.named_parameters() if id(value) not in backbone} == {
        "_fc.weight",
        "_fc.bias",
    }
