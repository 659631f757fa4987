"""Models that would be trained without data: a warning on the block that trains, and none where it would be wrong."""

import pytest

from sunmao.codegen import compile_workspace
from tests.support.blocks.workspace_builder import block, number, set_variable, stack, text, variable

MAKE = set_variable("model", block("model_classification", {"backbone": "LeNet"}))


def find_warnings(*blocks: dict) -> list:
    """Of a program of these blocks."""
    top = stack([block("program_start"), *blocks]) | {"x": 0, "y": 0}
    names = [{"name": name, "id": f"id_{name}"} for name in ("model", "other")]
    program = compile_workspace({"blocks": {"languageVersion": 0, "blocks": [top]}, "variables": names})
    return [each for each in program.problems if each.code == "no_data"]


def give(name: str = "model") -> dict:
    return block("model_load_dataset", model=variable(name), path=text("data/digits"))


def train(name: str = "model") -> dict:
    return block("model_train", model=variable(name), epochs=number(3))


@pytest.mark.parametrize("kind", ["model_train", "model_quick_train"])
def test_a_training_without_data_warns_once(kind):
    [problem] = find_warnings(MAKE, block(kind, model=variable("model"), epochs=number(3)), train())
    assert problem.level == "warning" and problem.block
    assert "model" in problem.text["zh"] and "give model the data" in problem.text["en"]


def test_data_of_another_model_is_not_its_own():
    assert find_warnings(MAKE, give("other"), train())


def test_who_has_data_or_may_have_some_is_not_warned():
    assert not find_warnings(MAKE, give(), train())
    assert not find_warnings(MAKE, set_variable("other", variable("model")), train("other"))
    assert not find_warnings(MAKE, block("program_python", {"code": "model.load_dataset(path='data/x')"}), train())
    assert not find_warnings(train()), "no model is there at all, which is said already"
