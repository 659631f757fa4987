"""A table model's file is asked about rows: by the columns that it says, and with what a program is told."""

import shutil
from contextlib import closing

import pytest

from sunmao.tables import TableModel, sample_table
from tests.support.app_client import Page

pytestmark = [pytest.mark.process, pytest.mark.training]


def test_a_file_answers_rows_by_its_columns(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with closing(Page(tmp_path / "studio")) as page:
        project = page.make()
        models = page.studio.config.projects / project / "models"
        for name, target in (("diabetes", "target"), ("iris", "species")):
            model = TableModel(method="knn")
            table = sample_table(name=name)
            model.load_dataset(path=table, target=target if target in table.columns else table.columns[-1])
            model.train()
            model.convert(out_file=f"{name}.onnx")
            models.mkdir(exist_ok=True)
            shutil.copy(f"{name}.onnx", models)
        rows = {row["path"]: row for row in page.ask("GET", f"/api/projects/{project}/models").json}
        said = rows["models/iris.onnx"]
        assert said["model"] == "knn" and said["target"] == "species" and said["task"] == "table_classification"
        assert [each["name"] for each in said["columns"]] == model.columns

        def ask(name, cells, status=200):
            address = f"/api/projects/{project}/try/row?model=models/{name}.onnx"
            answer = page.ask("POST", address, json={"cells": cells})
            assert answer.status_code == status, answer.json
            return answer.json

        for row in ([5.1, 3.5, 1.4, 0.2], [6.3, 2.9, 6.0, 2.3]):
            answer, right = ask("iris", dict(zip(model.columns, row, strict=True))), model.inference(data=row)
            assert (answer["label"], answer["value"]) == (right.label, None)
            assert answer["scores"][0] == {"label": right.label, "score": round(right.confidence, 4)}
        assert "petal width" in str(ask("iris", {"petal length": 1}, status=422))
        columns = rows["models/diabetes.onnx"]["columns"]
        number = ask("diabetes", {each["name"]: each.get("low", (each.get("values") or [0])[0]) for each in columns})
        assert number["label"] is None and isinstance(number["value"], float)
