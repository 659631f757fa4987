"""The files that make a model smaller hold the same model."""

from pathlib import Path

import pytest

from sunmao.server.errors import HttpProblem
from sunmao.server.models.model_compression import compress_model, plan_compression
from sunmao.server.models.model_files import ModelFiles

ROW = {"model": "LeNet", "trained": "2026-01-01", "epoch": 3}
WEIGHTS = {**ROW, "path": "models/pets/best_accuracy_epoch_3.pth", "kind": "pth"}


class Rows(ModelFiles):
    """Model files that say these rows."""

    def __init__(self, *rows):
        super().__init__()
        self._rows = list(rows)

    def rows(self, project):
        return self._rows


def converted(name: str, **more) -> dict:
    return {**ROW, "path": f"models/{name}.onnx", "kind": "onnx", **more}


def plan(path: str, *rows):
    found = plan_compression(Rows(*rows), Path(), path)
    return found.weights, found.files, found.missing


def test_a_converted_file_is_what_the_smaller_ones_are_called_after():
    files = {"": "models/cats.onnx", "int8": "models/cats-int8.onnx", "float16": "models/cats-float16.onnx"}
    rows = (WEIGHTS, converted("cats"))
    assert plan("models/cats.onnx", *rows) == plan(WEIGHTS["path"], *rows)
    assert plan("models/cats.onnx", *rows) == (WEIGHTS["path"], files, ("int8", "float16"))
    assert plan("models/cats-int8.onnx", *rows, converted("cats-int8"))[2] == ("float16",)


def test_files_of_another_training_stay():
    """They would be compared as if they were of this one."""
    others = converted("pets", trained="2025"), converted("pets-2-int8", trained="2025")
    weights, files, missing = plan(WEIGHTS["path"], WEIGHTS, *others)
    assert weights == WEIGHTS["path"] and set(files.values()).isdisjoint(each["path"] for each in others)
    assert missing == ("", "int8", "float16")


def test_without_its_weights_a_file_cannot_be_made_smaller():
    with pytest.raises(HttpProblem) as raised:
        plan("models/cats.onnx", converted("cats"), {**WEIGHTS, "epoch": 2})
    assert raised.value.status == 409
    with pytest.raises(HttpProblem) as raised:
        plan("models/none.onnx", WEIGHTS)
    assert raised.value.status == 404


@pytest.mark.training
@pytest.mark.long
def test_a_trained_model_is_written_whole_and_smaller(tmp_path, monkeypatch):
    from sunmao.data.builtin.samples import make_sample
    from sunmao.vision import Classification

    monkeypatch.chdir(tmp_path)
    dataset = make_sample("digits", tmp_path / "data")
    model = Classification(backbone="LeNet")
    model.load_dataset(dataset)
    model.train(epochs=1, save_fold="models/digits")
    monkeypatch.undo()
    rows = ModelFiles().rows(tmp_path)
    path = next(row["path"] for row in rows if "best_" in row["path"])
    found = plan_compression(ModelFiles(), tmp_path, path)
    told = []

    class Told:
        progress = staticmethod(lambda done, total: told.append((done, total)))

    given = {"folder": str(tmp_path), "weights": found.weights, "dataset": str(dataset), "files": found.files}
    compress_model(Told, **given)
    sizes = {how: (tmp_path / file).stat().st_size for how, file in found.files.items()}
    assert sizes["int8"] < sizes["float16"] < sizes[""] and told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert plan_compression(ModelFiles(), tmp_path, path).missing == ()
