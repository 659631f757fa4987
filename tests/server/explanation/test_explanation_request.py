"""Explanations over HTTP: which model file is asked, what is answered without one, and what is refused."""

import os
import shutil
from contextlib import closing

import cv2
import numpy as np
import pytest

from sunmao.server.explanation.explanation_request import find_model_file
from sunmao.server.models.model_files import ModelFiles
from tests.support.app_client import Page
from tests.support.onnx_files import MODEL_INFO, finder, sides

CLASSES = ["left", "right"]
PICTURE = "data/halves/left/0.png"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with closing(Page(tmp_path_factory.mktemp("projects"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def project(page):
    """A project with a model of two halves and a data set of its own."""
    made = page.make()
    folder = page.studio.projects.get(made).folder
    (folder / "models" / "a.onnx").write_bytes(sides())
    for label in CLASSES:
        for number in range(6):
            image = np.full((40, 60, 3), 20, np.uint8)
            image[4 + number : 36, (2 if label == "left" else 34) : (26 if label == "left" else 58)] = 250
            file = folder / "data" / "halves" / label / f"{number}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(cv2.imencode(".png", image)[1].tobytes())
    return made


def explain(page, project, path=PICTURE, model="models/a.onnx", classes=CLASSES):
    asked = {"path": path, "model": model, "classes": classes}
    return page.ask("POST", f"/api/projects/{project}/explanations", asked)


@pytest.mark.process
def test_the_tested_model_explains(page, project):
    found = explain(page, project).json
    assert (found["model"], found["tested"], found["said"]) == ("models/a.onnx", True, "left")
    assert found["heat"].startswith("data:image/jpeg;base64,") and found["covered"]["scores"]


@pytest.mark.process
def test_another_file_of_the_same_classes_explains_in_its_place(page, project):
    found = explain(page, project, model="checkpoints/gone/best.pth").json
    assert (found["model"], found["tested"]) == ("models/a.onnx", False)
    assert explain(page, project, model="").json["tested"] is False


SHAPES = ["circle", "triangle", "square", "star"]


def explain_thing(page, project, box, label="circle", classes=SHAPES, **more):
    asked = {"path": PICTURE, "model": "models/shapes.onnx", "classes": classes, **more}
    return page.ask("POST", f"/api/projects/{project}/explanations", {**asked, "object": {"label": label, "box": box}})


@pytest.mark.process
@pytest.mark.long
def test_one_thing_of_a_model_that_finds_is_explained(page, project):
    """The model finds the same in every picture, so covering takes nothing away."""
    folder = page.studio.projects.get(project).folder
    (folder / "models" / "shapes.onnx").write_bytes(finder())
    box = [40 * 60 / 320, 60 * 40 / 320, 120 * 60 / 320, 140 * 40 / 320]  # of 320 × 320 pixels, in one of 60 × 40
    found = explain_thing(page, project, box).json
    assert (found["model"], found["tested"], found["said"], found["heat"]) == (
        "models/shapes.onnx",
        True,
        "circle",
        None,
    )
    assert found["confidence"] == pytest.approx(0.9, abs=1e-3) and found["covered"] is None
    nothing = explain_thing(page, project, [0, 0, 5, 5]).json
    assert (nothing["said"], nothing["confidence"]) == ("", 0.0)
    assert explain_thing(page, project, [90, 90, 95, 95]).status_code == 422, "outside the picture"
    whole = explain(page, project, model="models/shapes.onnx").json
    assert (whole["model"], whole["tested"]) == ("models/a.onnx", False), "a classifier answers for whole pictures"
    (folder / "models" / "shapes.onnx").unlink()
    assert explain_thing(page, project, box).json == {"model": None}
    nearest = {"path": PICTURE, "model": "models/a.onnx", "label": "circle", "object": {"box": box}}
    answer = page.ask("POST", f"/api/projects/{project}/explanations/nearest", nearest)
    assert answer.status_code == 200 and answer.json["nearest"] == []


@pytest.mark.parametrize("box", [[1, 2, 3], [1, 2, 3, "4"], [1, 2, 3, True], [1, 2, 3, 1e7], [1, 2, 3, None], 5, None])
def test_what_is_no_box(page, project, box):
    assert explain_thing(page, project, box).status_code == 400
    asked = {"path": PICTURE, "model": "models/a.onnx", "label": "", "object": {"box": box}}
    assert page.ask("POST", f"/api/projects/{project}/explanations/nearest", asked).status_code == 400


def test_what_is_no_label(page, project):
    assert explain_thing(page, project, [1, 2, 3, 4], label="whale").status_code == 400
    assert explain_thing(page, project, [1, 2, 3, 4], label=3).status_code == 400
    asked = {"path": PICTURE, "model": "", "classes": SHAPES, "object": "x"}
    assert page.ask("POST", f"/api/projects/{project}/explanations", asked).status_code == 400


def test_without_a_model_that_is_said(page, project):
    assert explain(page, project, classes=["cat", "dog"]).json == {"model": None}


@pytest.mark.process
@pytest.mark.training
@pytest.mark.long
def test_the_nearest_pictures_come_step_by_step(page, project, digits, digits_weights):
    folder = page.studio.projects.get(project).folder
    shutil.copytree(digits, folder / "data" / "digits")
    (folder / "checkpoints").mkdir(exist_ok=True)
    shutil.copy(digits_weights, folder / "checkpoints" / "digits.pth")
    asked = {"path": "data/digits/test_set/3/17.png", "model": "checkpoints/digits.pth", "label": "3"}
    while True:
        answer = page.ask("POST", f"/api/projects/{project}/explanations/nearest", asked)
        assert answer.status_code == 200, answer.text
        if answer.json["done"] == answer.json["total"]:
            break
    assert answer.json["total"] > 1000 and len(answer.json["nearest"]) == 8
    assert all(row["path"].startswith("data/digits/training_set/") for row in answer.json["nearest"])
    assert [row["label"] for row in answer.json["nearest"]].count("3") >= 7


def test_nothing_is_near_where_the_training_pictures_are_not_in_the_project(page, project):
    folder = page.studio.projects.get(project).folder
    shutil.copy(folder / PICTURE, folder / "one.png")
    asked = {"path": "one.png", "model": "models/a.onnx", "label": "left"}
    found = page.ask("POST", f"/api/projects/{project}/explanations/nearest", asked).json
    assert found == {"done": 0, "total": 0, "nearest": [], "blurred": False, "dark": False}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"path": PICTURE, "model": "", "classes": "left"}, 400),
        ({"path": PICTURE, "model": "", "classes": [1]}, 400),
        ({"path": PICTURE, "model": "", "classes": ["x"] * 5001}, 400),
        ({"path": "data/halves/left/99.png", "model": "", "classes": CLASSES}, 404),
        ({"path": "../../etc/passwd", "model": "", "classes": CLASSES}, 404),
        ({"path": "/etc/passwd", "model": "", "classes": CLASSES}, 404),
        ({"path": "", "model": "", "classes": CLASSES}, 404),
        ({"model": "", "classes": CLASSES}, 400),
    ],
)
def test_what_is_refused(page, project, asked, status):
    assert page.ask("POST", f"/api/projects/{project}/explanations", asked).status_code == status


def test_what_is_refused_of_the_nearest(page, project):
    path = f"/api/projects/{project}/explanations/nearest"
    for model in ("main.py", "../models/a.onnx", "data/halves/left/0.png", ""):
        assert page.ask("POST", path, {"path": PICTURE, "model": model, "label": "left"}).status_code == 404
    assert page.ask("POST", path, {"path": PICTURE, "model": "models/a.onnx"}).status_code == 400


def test_which_model_file_is_asked(tmp_path):
    (tmp_path / "models").mkdir()
    (tmp_path / "checkpoints" / "one").mkdir(parents=True)
    files = {
        "models/new.onnx": sides(),
        "models/boxes.onnx": finder(),
        "models/others.onnx": sides(model_info={**MODEL_INFO, "classes": ["up", "down"]}),
        "checkpoints/one/kept.onnx": sides(),
    }
    for age, (path, data) in enumerate(files.items()):
        (tmp_path / path).write_bytes(data)
        os.utime(tmp_path / path, (2e9 - age, 2e9 - age))
    models = ModelFiles()
    assert find_model_file(models, tmp_path, "models/new.onnx", CLASSES) == ("models/new.onnx", True)
    assert find_model_file(models, tmp_path, "models/others.onnx", CLASSES) == ("models/new.onnx", False)
    assert find_model_file(models, tmp_path, "checkpoints/one/best.pth", CLASSES) == (
        "checkpoints/one/kept.onnx",
        False,
    ), "first of those beside it"
    assert find_model_file(models, tmp_path, "", CLASSES) == ("models/new.onnx", False)
    assert find_model_file(models, tmp_path, "models/boxes.onnx", ["circle"]) is None
    assert find_model_file(models, tmp_path, "../x.onnx", ["circle"]) is None
