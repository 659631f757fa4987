"""Detectors and detections in the checks of blocks: each kind fits where it can be used."""

import pytest

from sunmao.blocks import find_block as declared
from sunmao.blocks.blockly_definitions import make_definition
from sunmao.codegen import compile_workspace
from sunmao.models import MODELS
from tests.support.blocks.workspace_builder import block, list_of, number, set_variable, stack, text, variable

NAMES = "model result tracker thing image".split()


def said(*blocks: dict) -> list[tuple[str, str]]:
    """(code, sentence in English) of every problem of a program, except that a model has no data (see test_data_checks)."""
    top = stack([block("program_start"), *blocks]) | {"x": 0, "y": 0}
    workspace = {
        "blocks": {"languageVersion": 0, "blocks": [top]},
        "variables": [{"name": name, "id": f"id_{name}"} for name in NAMES],
    }
    problems = compile_workspace(workspace).problems
    return [(problem.code, problem.text["en"]) for problem in problems if problem.code != "no_data"]


def made(kind: str, backbone: str) -> dict:
    return set_variable("model", block(kind, {"backbone": backbone}))


def looked(around=lambda value: value) -> dict:
    return set_variable("result", around(block("result_inference", model=variable("model"), image=text("a.png"))))


def each(*body: dict) -> dict:
    return block("result_each", {"thing": {"id": "id_thing"}}, result=variable("result"), body=list(body))


@pytest.mark.parametrize(
    ("kind", "backbone"),
    [
        ("model_classification", "LeNet"),
        ("model_detection", "RTMDet-Lite0"),
        ("model_segmentation", "RTMDet-ins-Lite0"),
    ],
)
def test_every_model_learns_is_tested_and_used(kind, backbone):
    learning = [
        block("model_train", {"validate": "TRUE"}, model=variable("model"), epochs=block("math_number", {"NUM": 1}))
    ]
    assert not said(
        made(kind, backbone),
        *learning,
        looked(),
        block("show_content", content=block("test_model", model=variable("model"))),
    )


def test_only_a_classifier_trains_quickly():
    quickly = block("model_quick_train", model=variable("model"), epochs=block("math_number", {"NUM": 1}))
    assert not said(made("model_classification", "LeNet"), quickly)
    assert said(made("model_detection", "SSD_Lite"), quickly) == [
        ("wrong_variable", "model is a detector here, and a classifier or a model of several labels is needed")
    ]


def test_things_have_places_and_results_do_not():
    place = block("text_print", TEXT=block("result_place", {"part": "area"}, thing=variable("thing")))
    crop = set_variable("image", block("result_crop", thing=variable("thing"), image=text("a.png")))
    found = [made("model_detection", "SSD_Lite"), looked()]
    assert not said(*found, each(place))
    assert [code for code, _ in said(*found, each(crop))] == ["wrong_type"], (
        "a picture is needed, not the name of its file"
    )
    wrong = block("text_print", TEXT=block("result_place", {"part": "area"}, thing=variable("result")))
    assert said(*found, wrong) == [("wrong_variable", "result is a result here, and a thing in a result is needed")]


def test_a_tracker_gives_a_result():
    tracker = set_variable("tracker", block("result_tracker"))
    followed = looked(lambda result: block("result_follow", tracker=variable("tracker"), result=result))
    seen = block("text_print", TEXT=block("result_seen", tracker=variable("tracker")))
    assert not said(
        made("model_segmentation", "Mask_RCNN"),
        tracker,
        followed,
        each(),
        block("show_content", content=variable("result")),
        seen,
    )
    assert [code for code, _ in said(tracker, block("show_content", content=variable("tracker")))] == ["wrong_variable"]


def make_comparison(models: dict | None) -> dict:
    return block("show_content", content=block("test_compare", models=models))


def test_models_are_compared_in_a_list():
    first = made("model_classification", "LeNet")
    assert not said(first, make_comparison(list_of(variable("model"), variable("model"))))
    assert said(first, make_comparison(variable("model"))) == [
        ("wrong_variable", "model is a classifier here, and a list is needed")
    ]
    assert [code for code, _ in said(make_comparison(None))] == ["empty_hole"]


@pytest.mark.parametrize("kind", ["model_classification", "model_detection", "model_segmentation"])
def test_an_explanation_is_a_picture(kind):
    backbone = declared(kind).hole("backbone").default
    explained = block("test_explain", model=variable("model"), image=text("a.png"))
    saved = block("image_save", image=explained, path=text("b.png"))
    assert not said(made(kind, backbone), saved)
    again = block("test_explain", model=variable("image"), image=text("a.png"))
    assert said(
        set_variable("image", block("image_load", path=text("a.png"))), block("show_content", content=again)
    ) == [("wrong_variable", "image is a picture here, and a model is needed")]


def test_a_picture_is_not_mended():
    load = set_variable("image", block("image_load", path=text("a.png")))
    mend = block("data_mend", {"findings": "all"}, dataset=variable("image"))
    assert said(load, mend) == [("wrong_variable", "image is a picture here, and a data set is needed")]


KINDS = {
    "classification": "model_classification",
    "detection": "model_detection",
    "instance": "model_segmentation",
    "semantic": "model_semantic_segmentation",
}


def weighed(kind: str, backbone: str, weights: str) -> dict:
    return set_variable("model", block(kind, {"backbone": backbone, "weights": weights}, {"more": ["weights"]}))


@pytest.mark.parametrize("name", MODELS)
def test_weights_that_a_backbone_has_not_are_said_before_a_run(name):
    entry, kind = MODELS[name], KINDS[MODELS[name].task]
    there = {"fresh": True, "pretrained": bool(entry.pretrained), "coco": bool(getattr(entry, "published", None))}
    [option] = [each for each in make_definition(declared(kind), "en")["sunmao"]["gear"] if each["name"] == "weights"]
    for _, weights in option["options"]:
        found = said(weighed(kind, name, weights))
        assert [code for code, _ in found] == ([] if there[weights] else ["not_together"])
    assert there[option.get("begins", {}).get(name, option["default"])], "what the option begins with can be used"
    assert {value for _, value in option["options"]} == (
        {"fresh", "pretrained"} if entry.task in ("classification", "semantic") else {*there}
    )


def test_what_can_be_chosen_is_named():
    sentence = "RTMDet-tiny has no “pretrained”; choose “fresh” or “trained on COCO”"
    assert said(weighed("model_detection", "RTMDet-tiny", "pretrained")) == [("not_together", sentence)]
    unused = block("model_detection", {"backbone": "RTMDet-tiny", "weights": "pretrained"})
    assert not said(set_variable("model", unused)), "an option that was taken off again is not printed"


def test_the_size_of_pictures_begins_with_the_backbones_own():
    for name, entry in MODELS.items():
        size = next(each for each in declared(KINDS[entry.task]).optional_inputs if each.name == "image_size")
        assert size.defaults_for[name] == entry.image_size, name
        assert size.least <= size.defaults_for[name] <= size.most, name


@pytest.mark.parametrize("option", ["lr", "batch_size", "weight_decay", "optimizer"])
def test_an_option_of_a_training_begins_with_the_recipe(option):
    begins = next(each for each in declared("model_train").optional_inputs if each.name == option).defaults_for
    for name, entry in MODELS.items():
        for weights, learned in ((None, entry.packaged), ("fresh", False), ("pretrained", True)):
            assert begins.get(f"{name} {weights}", begins[name]) == getattr(entry.recipe_for(learned), option), name


def train_with(kind: str, backbone: str, fields: dict, **values: dict) -> list[tuple[str, str]]:
    """Return the problems of a training with these options."""
    more = {"more": [*fields, *values]}
    trained = block("model_train", fields, more, model=variable("model"), epochs=number(3), **values)
    return [each for each in said(made(kind, backbone), trained) if each[0] != "from_nothing"]


@pytest.mark.parametrize(
    ("kind", "backbone", "fields", "code"),
    [
        ("model_classification", "LeNet", {"metric": "recall", "save_best": "f1_score"}, ""),
        ("model_classification", "LeNet", {"metric": "segm"}, "not_together"),
        ("model_segmentation", "RTMDet-ins-Lite0", {"metric": "bbox"}, ""),
        ("model_detection", "RTMDet-Lite0", {"metric": "f1_score"}, "option_of_others"),
        ("model_detection", "RTMDet-Lite0", {"save_best": "exact_match"}, "not_together"),
        ("model_multi_label", "LeNet", {"save_best": "exact_match", "class_weights": "balanced"}, ""),
        ("model_semantic_segmentation", "UNet-Lite0", {"save_best": "aAcc"}, ""),
        ("model_detection", "RTMDet-Lite0", {"class_weights": "balanced"}, "option_of_others"),
    ],
)
def test_options_of_another_kind_of_model_are_said(kind, backbone, fields, code):
    assert [found for found, _ in train_with(kind, backbone, fields)] == ([code] if code else [])


def test_an_option_of_another_model_is_named():
    sentence = "“right when among the first” is not for RTMDet-Lite0; take it away with ＋"
    assert train_with("model_detection", "RTMDet-Lite0", {}, topk=number(3)) == [("option_of_others", sentence)]
    assert not train_with("model_classification", "LeNet", {}, topk=number(3))


@pytest.mark.parametrize(("backbone", "fits"), [("FasterRCNN", True), ("RTMDet-Lite0", False)])
def test_thresholds_are_for_networks_in_two_steps(backbone, fits):
    looked = block(
        "result_inference",
        {},
        {"more": ["rpn_threshold"]},
        model=variable("model"),
        image=text("a.png"),
        rpn_threshold=number(0.7),
    )
    codes = [code for code, _ in said(made("model_detection", backbone), set_variable("result", looked))]
    assert ("option_of_others" in codes) != fits


def test_of_a_model_that_may_be_one_of_several_nothing_is_said():
    both = [made("model_classification", "LeNet"), made("model_detection", "RTMDet-Lite0")]
    trained = block("model_train", {}, {"more": ["topk"]}, model=variable("model"), epochs=number(3), topk=number(3))
    assert "option_of_others" not in [code for code, _ in said(*both, trained)]


@pytest.mark.parametrize("written", ["", "  "])
def test_a_name_that_must_be_written_is_missed(written):
    saved = block("image_save", image=block("image_load", path=text("a.png")), path=text(written))
    assert said(saved) == [("empty_text", "Nothing is written here yet")]
    camera = set_variable("camera", block("camera_open"))
    taken = block("data_collect_classes", camera=variable("camera"), labels=text(written), path=text("data/x"))
    assert ("empty_text", "Nothing is written here yet") in said(camera, set_variable("dataset", taken))


def test_what_may_be_empty_is_none():
    assert not said(block("show_content", content=block("image_load", path=text("a.png")), title=text("")))
    assert not said(block("text_print", TEXT=text("")))


def test_a_label_that_is_not_written_is_missed():
    known = set_variable("result", block("result_inference", model=variable("model"), image=text("a.png")))
    asked = block("result_recognized", result=variable("result"), label=block("pick_label", {"value": " "}))
    assert ("empty_text", "Nothing is written here yet") in said(known, block("text_print", TEXT=asked))
