"""The kept comparison of model files: it holds for files that are as they were, and goes along; a strange one says nothing."""

import json

import pytest

from sunmao.server.models.compression_reports import FILE, read_report, save_report

ROW = {
    "path": "models/a.onnx",
    "method": None,
    "pruned": False,
    "bytes": 3,
    "ms": 1.5,
    "memory": None,
    "correct": 12,
    "labeled": 12,
    "mark": None,
    "changed": [["1.png", "cat", "dog"]],
    "best": True,
    "shown_map50": None,
}
SMALL = {**ROW, "path": "models/a-int8.onnx", "method": "int8", "correct": 11}


@pytest.fixture
def project(tmp_path):
    (tmp_path / "models").mkdir()
    for row in (ROW, SMALL):
        (tmp_path / row["path"]).write_bytes(row["path"].encode())
    save_report(tmp_path, "pets", [ROW, SMALL])
    return tmp_path


def test_it_is_read_as_it_was_saved(project):
    assert read_report(project) == {"dataset": "pets", "rows": [ROW, SMALL]}


def test_a_file_that_changed_or_went_has_no_row(project):
    (project / SMALL["path"]).write_bytes(b"another")
    assert read_report(project)["rows"] == [ROW]
    (project / ROW["path"]).unlink()
    assert read_report(project)["rows"] == []


def test_one_of_a_version_that_did_not_measure_what_is_shown_is_read(project):
    save_report(
        project, "pets", [{key: value for key, value in row.items() if key != "shown_map50"} for row in (ROW, SMALL)]
    )
    assert read_report(project)["rows"] == [ROW, SMALL]
    save_report(project, "pets", [{**ROW, "correct": None, "mark": 0.9, "shown_map50": 0.8}])
    [row] = read_report(project)["rows"]
    assert (row["mark"], row["shown_map50"]) == (0.9, 0.8)


def test_there_may_be_none(tmp_path):
    assert read_report(tmp_path) == {"dataset": "", "rows": []}


@pytest.mark.parametrize(
    "change",
    [
        {"rows": 3},
        {"rows": [3, None, {}]},
        {"path": "../secret.onnx"},
        {"path": "models/../main.py"},
        {"path": 7},
        {"ms": "fast"},
        {"labeled": None},
        {"changed": "all"},
        {"digest": ""},
    ],
)
def test_a_strange_one_says_nothing(project, change):
    file = project / "models" / FILE
    said = json.loads(file.read_bytes())
    rows = change.get("rows", [{**row, **change} for row in said["rows"]])
    file.write_text(json.dumps({**said, "rows": rows}))
    assert read_report(project)["rows"] == []
