"""Other names and places for model files, and what lies beside them."""

from contextlib import closing

import pytest

from sunmao.deploy.companion_files import get_example_path, get_report_path
from sunmao.deploy.example_program import write_example
from tests.support.app_client import Page
from tests.support.onnx_files import sides


@pytest.fixture
def page(tmp_path):
    (tmp_path / "projects").mkdir()
    with closing(Page(tmp_path / "projects")) as opened:
        yield opened


@pytest.fixture
def project(page):
    made = page.make()
    models = page.studio.projects.get(made).folder / "models"
    (models / "pets").mkdir()
    (models / "a.onnx").write_bytes(sides())
    write_example(models / "a.onnx", [], "classification")
    get_report_path(models / "a.onnx").write_text("{}")
    (models / "pets/best_accuracy_epoch_3.pth").write_bytes(b"weights")
    return made


def change(page, project, method, path, **said):
    return page.ask(method, f"/api/projects/{project}/models/{path}", json=said)


def test_a_file_gets_another_name_with_what_lies_beside_it(page, project):
    models = page.studio.projects.get(project).folder / "models"
    renamed = change(page, project, "PATCH", "models/a.onnx", name="我的 猫").json["path"]
    assert renamed == "models/我的-猫.onnx"
    target = models / "我的-猫.onnx"
    assert target.read_bytes() == sides() and get_report_path(target).is_file()
    assert "'我的-猫.onnx'" in get_example_path(target).read_text(encoding="utf-8")
    assert not any((models / f"a{ending}").exists() for ending in (".onnx", ".py", ".onnx.parity.json"))


def test_a_name_that_is_taken_is_counted_on(page, project):
    models = page.studio.projects.get(project).folder / "models"
    (models / "b.onnx").write_bytes(b"other")
    assert change(page, project, "PATCH", "models/a.onnx", name="b").json["path"] == "models/b-2.onnx"
    assert (models / "b.onnx").read_bytes() == b"other"


def test_weights_of_a_training_are_copied(page, project):
    """Their training finds them where it left them."""
    models = page.studio.projects.get(project).folder / "models"
    answer = change(page, project, "PATCH", "models/pets/best_accuracy_epoch_3.pth", name="cats").json
    assert answer["path"] == "models/cats.pth"
    assert (models / "cats.pth").read_bytes() == (models / "pets/best_accuracy_epoch_3.pth").read_bytes()


def test_a_file_goes_with_what_sunmao_wrote_beside_it(page, project):
    models = page.studio.projects.get(project).folder / "models"
    (models / "b.onnx").write_bytes(sides())
    (models / "b.py").write_text("mine = 1\n")
    for path in ("models/a.onnx", "models/b.onnx"):
        assert change(page, project, "DELETE", path).status_code == 200
    assert sorted(each.name for each in models.iterdir()) == ["b.py", "pets"]


@pytest.mark.parametrize("path", ["models/none.onnx", "main.py", "models/../main.py", "models/a.py"])
def test_what_is_no_model_file_is_left_alone(page, project, path):
    folder = page.studio.projects.get(project).folder
    before = sorted(folder.rglob("*"))
    assert change(page, project, "PATCH", path, name="x").status_code == 404
    assert change(page, project, "DELETE", path).status_code == 404
    assert sorted(folder.rglob("*")) == before
