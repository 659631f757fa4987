"""Networks that would learn from nothing: a warning on their block, and none where it would be wrong."""

import pytest

from sunmao.codegen import compile_workspace
from sunmao.models import MODELS
from tests.support.blocks.workspace_builder import block, number, set_variable, stack, text, variable

KINDS = {
    "classification": "model_classification",
    "detection": "model_detection",
    "instance": "model_segmentation",
    "semantic": "model_semantic_segmentation",
}


def warnings_of(*blocks: dict):
    top = stack([block("program_start"), *blocks]) | {"x": 0, "y": 0}
    workspace = {
        "blocks": {"languageVersion": 0, "blocks": [top]},
        "variables": [{"name": "model", "id": "id_model"}],
    }
    program = compile_workspace(workspace)
    assert program.ok
    return [each for each in program.problems if each.code == "from_nothing"]


def make(name: str, **gear: str) -> dict:
    kind = KINDS[MODELS[name].task]
    return set_variable("model", block(kind, {"backbone": name, **gear}, {"more": list(gear)}))


def train(**gear: dict) -> dict:
    return block("model_train", {}, {"more": list(gear)}, model=variable("model"), epochs=number(3), **gear)


@pytest.mark.parametrize("name", MODELS)
def test_every_large_network_without_weights_warns(name):
    entry = MODELS[name]
    found = warnings_of(make(name), train())
    if entry.packaged or name == "LeNet":
        assert not found
    else:
        [problem] = found
        assert problem.level == "warning" and problem.block
        assert name in problem.text["en"] and name in problem.text["zh"] and "Lite0" in problem.text["en"]


def test_who_asks_for_learned_weights_is_not_warned():
    assert warnings_of(make("ResNet18", weights="fresh"), train())
    assert not warnings_of(make("ResNet18", weights="pretrained"), train())
    assert not warnings_of(make("ResNet18"), train(checkpoint=text("models/best.pth")))


def test_who_does_not_train_is_not_warned():
    loaded = block("model_load_checkpoint", model=variable("model"), checkpoint=text("models/best.pth"))
    assert not warnings_of(make("ResNet18"), loaded)
    assert warnings_of(make("ResNet18"), loaded, train()), "training begins anew all the same"
