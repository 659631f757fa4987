"""A model that is given a data set it cannot learn from: said on the block, before anything runs."""

import json
from contextlib import closing

import cv2
import numpy as np
import pytest

from sunmao.codegen import compile_workspace
from sunmao.server.dataset_index import model_compatibility, picker_options
from sunmao.server.dataset_index.model_compatibility import add_problems
from tests.support.app_client import Page
from tests.support.blocks.workspace_builder import block, program, set_variable, text, variable

PNG = cv2.imencode(".png", np.zeros((2, 2, 3), np.uint8))[1].tobytes()


def draw_boxes(folder, pictures=2):
    """A data set in YOLO's format."""
    for kind in ("images", "labels"):
        (folder / kind).mkdir(parents=True)
    (folder / "classes.txt").write_text("cell\n")
    for n in range(pictures):
        (folder / "images" / f"{n}.png").write_bytes(PNG)
        (folder / "labels" / f"{n}.txt").write_text("0 0.5 0.5 0.5 0.5\n")


def model(kind="model_classification"):
    return set_variable("model", block(kind))


def give(data, name="model"):
    return block("model_load_dataset", model=variable(name), path=data)


def said(folder, *blocks) -> list[tuple[str, str]]:
    """(level, English sentence) of what is said of data sets."""
    found = add_problems(compile_workspace(program(list(blocks))), folder).problems
    return [(each.level, each.text["en"]) for each in found if each.code == "other_data"]


BOXES = "data/shapes has boxes, and this model learns a class for each picture; use a detector, or another data set"


@pytest.mark.parametrize(
    "data",
    [
        text("data/shapes"),
        block("pick_dataset", {"value": "data/shapes"}),
        block("data_sample", {"name": "shapes"}),
        block("data_open", path=text(" data/shapes/ ")),
        block("data_filter", dataset=block("data_sample", {"name": "shapes"})),
    ],
)
def test_boxes_are_nothing_for_a_classifier(tmp_path, data):
    ((level, sentence),) = said(tmp_path, model(), give(data))
    assert level == "error" and sentence.replace("shapes/ ", "shapes ") == BOXES


TASKS = {
    (
        "model_detection",
        "digits",
    ): "data/digits has a class for each picture, and this model learns boxes; use a classifier, or another data set",
    (
        "model_detection",
        "shapes_areas",
    ): "data/shapes_areas has a class for each pixel, and this model learns boxes; use a model that paints, or another data set",
    (
        "model_segmentation",
        "shapes",
    ): "data/shapes has boxes, and this model learns outlines; use a detector, or another data set",
    (
        "model_classification",
        "shapes_outlines",
    ): "data/shapes_outlines has outlines, and this model learns a class for each picture; use a detector or a segmenter, or another data set",
    (
        "model_classification",
        "pointers",
    ): "data/pointers has a number for each picture, and this model learns a class for each picture; use a number model, or another data set",
    (
        "model_regression",
        "shapes",
    ): "data/shapes has boxes, and this model learns a number for each picture; use a detector, or another data set",
    ("model_regression", "pointers"): None,
    ("model_regression", "digits"): None,
    ("model_detection", "shapes"): None,
    ("model_detection", "shapes_outlines"): None,
    ("model_segmentation", "shapes_outlines"): None,
}


@pytest.mark.parametrize(("kind", "data"), TASKS)
def test_every_task_against_the_others(tmp_path, kind, data):
    wanted = TASKS[kind, data]
    assert said(tmp_path, model(kind), give(block("data_sample", {"name": data}))) == (
        [("error", wanted)] if wanted else []
    )


def test_the_problem_stands_on_the_block_that_gives_the_data(tmp_path):
    giving = give(variable("dataset"))
    made = compile_workspace(
        program([set_variable("dataset", block("data_sample", {"name": "shapes_outlines"})), model(), giving])
    )
    (found,) = add_problems(made, tmp_path).problems
    assert found.block == giving["id"] and "轮廓" in found.text["zh"] and "分割" in found.text["zh"]
    test = block("test_model", extra={"more": ["path"]}, model=variable("model"), path=text("data/shapes"))
    assert said(tmp_path, model(), block("show_content", content=test)) == [("error", BOXES)]
    test = block("test_model", model=variable("model"), path=text("data/shapes"))
    assert said(tmp_path, model(), block("show_content", content=test)) == [], "an option that was not added"


FINE = {
    "what fits": [model(), give(text("data/digits"))],
    "the hole's own default": [model(), give(None)],
    "two models in one variable": [model(), set_variable("model", block("deploy_workflow")), give(text("data/shapes"))],
    "a model that nobody made": [give(text("data/shapes"), "other")],
    "a path that is put together": [
        model(),
        give(block("text_join", extra={"itemCount": 1}, ADD0=text("data/shapes"))),
    ],
    "two data sets in one variable": [
        model(),
        *(set_variable("d", block("data_sample", {"name": name})) for name in ("digits", "shapes")),
        give(variable("d")),
    ],
    "another folder": [
        model(),
        give(text("/data/shapes")),
        give(text("data/../data/shapes")),
        give(text("data/shapes/images")),
        give(text("")),
        give(text("data/none")),
    ],
}


@pytest.mark.parametrize("blocks", FINE.values(), ids=FINE)
def test_only_what_is_sure_is_said(tmp_path, blocks):
    assert said(tmp_path, *blocks) == []


def test_a_variable_that_is_made_of_itself(tmp_path):
    chosen = [set_variable("d", block("data_filter", dataset=variable("d"))) for _ in range(50)]
    assert said(
        tmp_path, set_variable("d", block("data_sample", {"name": "shapes"})), *chosen, model(), give(variable("d"))
    ) == [("error", BOXES)]
    assert said(tmp_path, *chosen, model(), give(variable("d"))) == []


def test_python_of_the_childs_own_may_change_it(tmp_path):
    own = block("program_python", {"code": "x = 1"})
    assert said(tmp_path, model(), give(text("data/shapes")), own) == [("warning", BOXES)]


def test_a_data_set_of_the_project_is_looked_at_once(tmp_path, monkeypatch):
    draw_boxes(tmp_path / "data" / "mine")
    for name in "ab":
        (tmp_path / "data" / "digits" / name).mkdir(parents=True)
        (tmp_path / "data" / "digits" / name / "1.png").write_bytes(PNG)
    blocks = [model(), give(text("data/mine")), give(text("data/digits"))]
    assert said(tmp_path, *blocks) == [("error", BOXES.replace("shapes", "mine"))]
    monkeypatch.setattr("sunmao.data.sources.detect_format.read_listing", lambda tree: pytest.fail("it was read again"))
    assert len(said(tmp_path, *blocks)) == 1


def test_a_data_set_that_is_none_or_too_large_is_left_to_the_program(tmp_path, monkeypatch):
    (tmp_path / "data" / "empty").mkdir(parents=True)
    (tmp_path / "data" / "torn").mkdir()
    (tmp_path / "data" / "torn" / "instances.json").write_text("{")
    assert said(tmp_path, model(), give(text("data/empty")), give(text("data/torn"))) == []
    draw_boxes(tmp_path / "data" / "shapes", 9)
    monkeypatch.setattr(picker_options, "FILES", 5)
    assert said(tmp_path, model(), give(text("data/shapes"))) == []


@pytest.mark.process
def test_run_is_refused_with_the_sentence(tmp_path):
    with closing(Page(tmp_path)) as page:
        project = page.make()
        saved = {"workspace": program([model(), give(text("data/shapes"))]), "base": 1}
        answer = page.ask("PUT", f"/api/projects/{project}/workspace", saved).json["program"]
        assert (
            [each["code"] for each in answer["problems"]] == ["other_data"]
            and answer["ok"] is False
            and "taught" not in answer
        )
        assert page.get(f"/api/projects/{project}")["program"] == answer
        assert page.ask("POST", f"/api/projects/{project}/runs", {**saved, "base": 2}).status_code == 422
        assert json.dumps(answer)


def test_every_task_has_its_words():
    from sunmao.tasks.registry import TASKS

    assert set(model_compatibility.LABELED) == set(model_compatibility.ADVICE) == set(TASKS)


@pytest.mark.parametrize(("folders", "fitting"), [(("0", "45", "-12.5"), True), (("0", "45", "far"), False)])
def test_folders_that_are_called_as_numbers_teach_a_number(tmp_path, folders, fitting):
    for name in folders:
        (tmp_path / "data/own/training_set" / name).mkdir(parents=True)
        (tmp_path / "data/own/training_set" / name / "1.png").write_bytes(PNG)
    found = said(tmp_path, model("model_regression"), give(text("data/own")))
    assert [level for level, _ in found] == ([] if fitting else ["error"])


def test_a_detector_without_boxes_is_told_where_they_can_be_drawn(tmp_path):
    """Of pictures of the project, not of a sample that nobody can edit; a classifier needs no boxes."""
    for label in ("a", "b"):
        (tmp_path / "data/own/training_set" / label).mkdir(parents=True)
        (tmp_path / "data/own/training_set" / label / "1.png").write_bytes(PNG)
    draw_boxes(tmp_path / "data/boxed")
    given = [
        ("model_detection", "data/own"),
        ("model_detection", "data/digits"),
        ("model_classification", "data/boxed"),
    ]
    for (kind, path), boxes in zip(given, ("data/own", None, None), strict=True):
        compiled = compile_workspace(program([model(kind), give(text(path))]))
        [problem] = [one for one in add_problems(compiled, tmp_path).problems if one.code == "other_data"]
        assert problem.as_dict().get("boxes") == boxes
