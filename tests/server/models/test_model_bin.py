"""Model files in the bin: they come back whole, to where they were, or go for good."""

import zipfile
from io import BytesIO

import pytest

from sunmao.deploy.companion_files import get_example_path, get_report_path
from tests.server.models.test_model_changes import change, page, project  # noqa: F401 - fixtures
from tests.support.onnx_files import sides

BEST = "models/pets/best_accuracy_epoch_3.pth"


def list_bin(page, project) -> list[dict]:
    return page.get(f"/api/projects/{project}/model-bin")


def bin_file(page, project, path) -> str:
    return change(page, project, "DELETE", path).json["id"]


def test_a_model_comes_back_to_where_it_was(page, project):
    folder = page.studio.projects.get(project).folder
    before = {path: path.read_bytes() for path in (folder / "models").rglob("*") if path.is_file()}
    ids = [bin_file(page, project, path) for path in ("models/a.onnx", BEST)]
    assert [row["path"] for row in page.get(f"/api/projects/{project}/models")] == []
    assert {row["path"]: row["bytes"] for row in list_bin(page, project)} == {"models/a.onnx": len(sides()), BEST: 7}
    paths = [page.ask("POST", f"/api/projects/{project}/model-bin/{each}").json["path"] for each in ids]
    assert paths == ["models/a.onnx", BEST] and list_bin(page, project) == []
    assert {path: path.read_bytes() for path in (folder / "models").rglob("*") if path.is_file()} == before


def test_one_whose_name_is_taken_gets_a_number(page, project):
    models = page.studio.projects.get(project).folder / "models"
    first = bin_file(page, project, "models/a.onnx")
    (models / "a.onnx").write_bytes(b"another")
    second = bin_file(page, project, "models/a.onnx")
    (models / "a.onnx").write_bytes(b"a third")
    assert first != second and len(list_bin(page, project)) == 2
    assert page.ask("POST", f"/api/projects/{project}/model-bin/{first}").json == {"path": "models/a-2.onnx"}
    assert (models / "a.onnx").read_bytes() == b"a third" and (models / "a-2.onnx").read_bytes() == sides()
    assert get_report_path(models / "a-2.onnx").is_file()
    assert "'a-2.onnx'" in get_example_path(models / "a-2.onnx").read_text(encoding="utf-8")


def test_one_that_is_deleted_for_good_is_gone(page, project):
    binned = bin_file(page, project, BEST)
    assert page.ask("DELETE", f"/api/projects/{project}/model-bin/{binned}").status_code == 200
    assert list_bin(page, project) == []
    assert not list(page.studio.projects.get(project).folder.rglob("*.pth"))


@pytest.mark.slow
@pytest.mark.parametrize("identity", ["none", "..", ".", "a%2Fmodels", "%2E%2E"])
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_what_is_not_in_the_bin_is_left_alone(page, project, method, identity):
    folder = page.studio.projects.get(project).folder
    bin_file(page, project, "models/a.onnx")
    before = sorted(folder.rglob("*"))
    assert page.ask(method, f"/api/projects/{project}/model-bin/{identity}").status_code in (404, 405)
    assert sorted(folder.rglob("*")) == before


def test_the_bin_stays_at_home(page, project):
    """Neither a zip nor a copy takes along what was thrown away."""
    bin_file(page, project, "models/a.onnx")
    zipped = page.ask("GET", f"/api/projects/{project}/export/project.zip").data
    assert not [name for name in zipfile.ZipFile(BytesIO(zipped)).namelist() if "a.onnx" in name or ".bin" in name]
    copy = page.ask("POST", f"/api/projects/{project}/duplicate", json={"title": "Copy"}).json["id"]
    assert list_bin(page, copy) == [] and len(list_bin(page, project)) == 1
