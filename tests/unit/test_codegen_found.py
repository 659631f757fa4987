"""What finds things and what was found, in the checks of blocks: each kind fits where it can be used."""

import pytest
from workspaces import block, set_variable, stack, text, variable

from sunmao.codegen import compile_workspace

NAMES = "model result tracker thing image".split()


def said(*blocks: dict) -> list[tuple[str, str]]:
    """(code, sentence in English) of every problem of a program."""
    top = stack([block("program_start"), *blocks]) | {"x": 0, "y": 0}
    workspace = {"blocks": {"languageVersion": 0, "blocks": [top]}, "variables": [{"name": name, "id": f"id_{name}"} for name in NAMES]}
    return [(problem.code, problem.text["en"]) for problem in compile_workspace(workspace).problems]


def made(kind: str, backbone: str) -> dict:
    return set_variable("model", block(kind, {"backbone": backbone}))


def looked(around=lambda value: value) -> dict:
    return set_variable("result", around(block("result_inference", model=variable("model"), image=text("a.png"))))


def each(*body: dict) -> dict:
    return block("result_each", {"thing": {"id": "id_thing"}}, result=variable("result"), body=list(body))


@pytest.mark.parametrize(
    ("kind", "backbone"), [("model_classification", "LeNet"), ("model_detection", "SSD_Lite"), ("model_segmentation", "Mask_RCNN")]
)
def test_every_model_learns_is_tested_and_used(kind, backbone):
    learning = [block("model_train", {"validate": "TRUE"}, model=variable("model"), epochs=block("math_number", {"NUM": 1}))]
    assert not said(made(kind, backbone), *learning, looked(), block("show_content", content=block("test_model", model=variable("model"))))


def test_only_a_classifier_trains_quickly():
    quickly = block("model_quick_train", model=variable("model"), epochs=block("math_number", {"NUM": 1}))
    assert not said(made("model_classification", "LeNet"), quickly)
    assert said(made("model_detection", "SSD_Lite"), quickly) == [("wrong_variable", "model is a detector here, and a classifier is needed")]


def test_things_have_places_and_results_do_not():
    place = block("text_print", TEXT=block("result_place", {"part": "area"}, thing=variable("thing")))
    crop = set_variable("image", block("result_crop", thing=variable("thing"), image=text("a.png")))
    found = [made("model_detection", "SSD_Lite"), looked()]
    assert not said(*found, each(place))
    assert [code for code, _ in said(*found, each(crop))] == ["wrong_type"], "a picture is needed, not the name of its file"
    wrong = block("text_print", TEXT=block("result_place", {"part": "area"}, thing=variable("result")))
    assert said(*found, wrong) == [("wrong_variable", "result is a result here, and a thing in a result is needed")]


def test_a_tracker_gives_a_result():
    tracker = set_variable("tracker", block("result_tracker"))
    followed = looked(lambda result: block("result_follow", tracker=variable("tracker"), result=result))
    seen = block("text_print", TEXT=block("result_seen", tracker=variable("tracker")))
    assert not said(made("model_segmentation", "Mask_RCNN"), tracker, followed, each(), block("show_content", content=variable("result")), seen)
    assert [code for code, _ in said(tracker, block("show_content", content=variable("tracker")))] == ["wrong_variable"]
