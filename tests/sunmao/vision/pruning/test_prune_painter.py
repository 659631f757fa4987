"""A pruned network that paints: what goes, what its files are good for, and what is refused."""

import json
from contextlib import chdir
from pathlib import Path

import onnx
import pytest
import torch

from sunmao.deploy import Workflow
from sunmao.errors import BadModelFile
from sunmao.models import find_model, list_semantic_segmenters
from sunmao.models.pruned_architecture import fit_widths
from sunmao.vision import SemanticSegmentation
from sunmao.vision.comparison.compression import Compression
from sunmao.vision.pruning import budget, prune, sensitivity
from sunmao.vision.pruning.channels import cut_channels, list_layers
from sunmao.vision.pruning.cost import count_cost
from sunmao.vision.pruning.prune import make_example
from tests.support.drawn_masks import draw_painted
from tests.support.made_once import make_once

pytestmark = pytest.mark.training
SIDE = 64


@pytest.fixture(scope="session")
def pruned_painter(garden_weights, tmp_path_factory) -> Path:
    """The best weights of the garden's network, of which a part of the multiply-adds was cut out. To be read only."""

    def make(folder: Path) -> None:
        model = SemanticSegmentation(image_size=SIDE)
        model.load_dataset(path=draw_painted(folder / "garden"), check=False)
        model.load_checkpoint(garden_weights)
        with (
            chdir(tmp_path_factory.mktemp("shown")),
            pytest.MonkeyPatch.context() as patched,
        ):  # the curves are a picture
            patched.setattr(prune, "PAINTED", 2)
            patched.setattr(sensitivity, "SHARES", (0.5, 0.9))  # of 33 layers each costs a copy of the network
            patched.setattr(budget, "STEPS", 4)
            model.prune(budget=0.4, epochs=3, random_seed=1, save_fold=folder)

    [best] = make_once(tmp_path_factory, "pruned garden weights", make).glob("best_*.pth")
    return best


@pytest.mark.parametrize("name", list_semantic_segmenters())
def test_what_is_left_of_each_network_is_built_again_from_its_weights(name):
    torch.manual_seed(1)
    network, example = find_model(name).build(2, SIDE).eval(), torch.rand(1, 3, SIDE, SIDE)
    layers = list_layers(network, example, name)
    smaller = cut_channels(network, dict.fromkeys(layers, 0.5), example, 8)
    again = find_model(name).build(2, SIDE)
    widths = fit_widths(again, smaller.state_dict())
    assert set(layers) <= set(widths) and not set(network.list_heads()) & set(widths)
    again.load_state_dict(smaller.state_dict())
    assert count_cost(smaller, example).multiply_adds < 0.4 * count_cost(network, example).multiply_adds
    with torch.inference_mode():
        assert torch.equal(again.eval()(255 * example), smaller(255 * example))
    assert fit_widths(find_model(name).build(2, SIDE), network.state_dict()) is None


@pytest.mark.long
def test_the_pruned_network_paints_nearly_as_well_and_goes_on(painter, pruned_painter):
    small = SemanticSegmentation(image_size=SIDE)
    small.load_dataset(path="data/garden", check=False)
    small.load_checkpoint(pruned_painter)
    costs = [count_cost(each._trained.network, make_example(each._trained)).multiply_adds for each in (painter, small)]
    assert 0.4 * costs[0] < costs[1] <= 0.6 * costs[0]
    marks = [each.evaluate().miou for each in (painter, small)]
    assert marks[1] > marks[0] - 0.05
    files = [
        painter.convert("models/whole.onnx"),
        small.convert("models/pruned.onnx"),
        small.quantize("models/both.onnx"),
    ]
    said = {each.key: json.loads(each.value) for each in onnx.load(files[1]).metadata_props}["SUNMAO_INFO"]
    assert said["parity"]["same"] == said["parity"]["pictures"] == 8 and said["widths"] == small._trained.info["widths"]
    compression = Compression(files, "data/garden")
    compression.advance(600)
    rows = compression.list_rows()
    assert [(row.pruned, row.method) for row in rows] == [(False, None), (True, None), (True, "int8")]
    assert rows[0].bytes > rows[1].bytes > rows[2].bytes and rows[0].correct is None
    assert [row.mark for row in rows[:2]] == pytest.approx(marks, abs=0.01) and rows[2].mark > marks[1] - 0.05
    for path, *answers in rows[1].changed:
        assert path.startswith("data/garden") and all("%" in each for each in answers)
    small.train(epochs=1, random_seed=1, checkpoint=str(pruned_painter), save_fold="further")
    assert torch.load("further/latest.pth", weights_only=True)["widths"] == said["widths"]
    assert Workflow(files[2]).inference("data/garden/images/test/test_0.png").mask.shape == (64, 64)


@pytest.mark.long
def test_widths_that_do_not_follow_each_other_are_a_damaged_file(pruned_painter, project):
    data = torch.load(pruned_painter, weights_only=True)
    state = data["state_dict"]
    layer = next(name for name in state if name.startswith("body.decoder.3.0.weight"))
    state[layer] = state[layer][:, :-8]
    torch.save(data, "broken.pth")
    with pytest.raises(BadModelFile):
        SemanticSegmentation(image_size=SIDE).load_checkpoint("broken.pth")
