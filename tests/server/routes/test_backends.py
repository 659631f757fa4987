"""Other runtimes over HTTP: which are here, what installs one, and the parity reports of a project."""

import json
import tomllib
from contextlib import closing

import pytest

from sunmao.deploy.backends.registry import BACKENDS
from sunmao.server.engine.backend_installers import make_backend_spec
from tests.support.app_client import Page
from tests.support.paths import ROOT

EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.mark.parametrize("name", BACKENDS)
def test_what_is_installed_is_what_pyproject_says(name):
    spec = make_backend_spec(BACKENDS[name])
    assert list(spec.requirements) == EXTRAS[BACKENDS[name].extra]
    assert spec.has_modules() == (not BACKENDS[name].list_missing() or BACKENDS[name].list_missing() == ["onnx"])


def test_the_runtimes_are_listed(page):
    rows = page.ask("GET", "/api/backends").json
    assert [(row["name"], row["ending"]) for row in rows] == [(each.name, each.ending) for each in BACKENDS.values()]
    assert {row["status"]["state"] for row in rows} <= {"ready", "absent", "paused"}


def test_one_is_installed_when_asked(page, monkeypatch):
    asked = []
    installer = page.studio.backends.find("ncnn")
    monkeypatch.setattr(installer, "resume", lambda: asked.append("install"))
    monkeypatch.setattr(installer, "pause", lambda: asked.append("pause"))
    for word in ("install", "pause"):
        assert page.ask("POST", "/api/backends/ncnn", json={"do": word}).status_code == 202
    assert asked == ["install", "pause"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "said", "status"), [("CoreML", {"do": "install"}, 404), ("ncnn", {"do": "go"}, 400), ("ncnn", {}, 400)]
)
def test_words_that_mean_nothing(page, name, said, status):
    assert page.ask("POST", f"/api/backends/{name}", json=said).status_code == status


GOOD = {
    "rows": [
        {"name": "ONNX", "file": "a.onnx", "pictures": 4, "same": 3, "ties": 1, "largest_difference": 0.1,
         "different": [{"picture": "data/x.png", "theirs": "a 0.5", "ours": "b 0.5", "tie": True}]},
        {"name": "program", "file": "a.py", "pictures": 4, "same": 4, "ties": 0, "different": []},
    ],
    "time": "2026-11-24T08:00:00+00:00",
}  # fmt: skip


@pytest.mark.slow
def test_reports_of_a_project(page):
    project = page.make()
    folder = page.studio.projects.get(project).folder / "models"
    folder.mkdir(exist_ok=True)
    for name in ("a.onnx", "b.onnx", "c.onnx"):
        (folder / name).write_bytes(b"1")
    (folder / "a.onnx.parity.json").write_text(json.dumps(GOOD))
    (folder / "b.onnx.parity.json").write_text("[" * 5000)
    (folder / "c.onnx.parity.json").write_text(json.dumps({"rows": [7, {"name": 3}, {"pictures": "x", "same": 1}]}))
    (folder / "gone.onnx.parity.json").write_text(json.dumps(GOOD))
    [report] = page.ask("GET", f"/api/projects/{project}/parity").json
    assert report["path"] == "models/a.onnx" and [row["name"] for row in report["rows"]] == ["ONNX", "program"]
    row = report["rows"][0]
    assert (row["pictures"], row["same"], row["ties"], row["largest_shift"]) == (4, 3, 1, None)
    assert row["different"] == [{"picture": "data/x.png", "theirs": "a 0.5", "ours": "b 0.5", "tie": True}]
