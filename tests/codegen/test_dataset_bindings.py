"""The data sets that a program's blocks give to each model."""

import pytest

from sunmao.blocks.type_hierarchy import MODELS as MODEL_TYPES
from sunmao.codegen import compile_workspace
from sunmao.codegen.dataset_bindings import MODELS
from tests.support.blocks.workspace_builder import block, program, set_variable, text, variable


def _bind(*statements: dict) -> list[tuple[str, str, bool]]:
    """(task, path, surely) of each."""
    bindings = compile_workspace(program([*statements])).dataset_bindings
    return [(binding.task, binding.path, binding.surely) for binding in bindings]


def _model(kind: str = "model_classification") -> dict:
    return set_variable("model", block(kind))


def _load(path: dict | None) -> dict:
    return block("model_load_dataset", model=variable("model"), path=path)


def _pick(name: str) -> dict:
    return block("pick_dataset", {"value": name})


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (lambda: _pick("data/cats"), "data/cats"),
        (lambda: text("  data/cats "), "data/cats"),
        (lambda: block("data_open", path=_pick("data/cats")), "data/cats"),
        (lambda: block("data_filter", dataset=block("data_open", path=_pick("data/cats"))), "data/cats"),
        (lambda: block("data_sample", {"name": "digits"}), "data/digits"),
        (lambda: block("text_prompt_ext", {"TYPE": "TEXT"}, TEXT=text("?")), None),
    ],
)
def test_where_the_data_set_lies(path, found):
    assert _bind(_model(), _load(path())) == ([("classification", found, True)] if found else [])


def test_the_block_is_named():
    load = _load(_pick("data/cats"))
    [binding] = compile_workspace(program([_model(), load])).dataset_bindings
    assert binding.block == load["id"]


@pytest.mark.parametrize("kind", ["model_detection", "model_segmentation"])
def test_the_task_is_the_models(kind):
    task = {"model_detection": "detection", "model_segmentation": "instance"}[kind]
    assert _bind(_model(kind), _load(_pick("a"))) == [(task, "a", True)]


def test_a_variable_is_followed():
    named, other = set_variable("dataset", _pick("data/cats")), set_variable("dataset", _pick("data/dogs"))
    assert _bind(named, _model(), _load(variable("dataset"))) == [("classification", "data/cats", True)]
    assert _bind(named, other, _model(), _load(variable("dataset"))) == []
    assert _bind(set_variable("dataset", variable("dataset")), _model(), _load(variable("dataset"))) == []


def test_own_python_may_change_either():
    own = block("program_python", {"code": "pass"})
    assert _bind(own, _model(), _load(_pick("a"))) == [("classification", "a", False)]


def test_no_model_no_binding():
    assert _bind(_load(_pick("a"))) == []


def test_every_kind_of_model_that_takes_a_data_set_has_a_task():
    assert set(MODEL_TYPES) - set(MODELS) == {"TableLearner", "Network"}
