"""The report beside a model file: every picture, the program in a fresh process, ties as ties."""

import json
from pathlib import Path

import numpy as np
import pytest

from sunmao.tasks.classification.train import TrainedNetwork
from sunmao.vision import Classification

pytestmark = pytest.mark.training


@pytest.fixture(autouse=True)
def all_pictures(monkeypatch):
    monkeypatch.setattr("sunmao.deploy.parity_report.PROGRAM_PICTURES", 500)


@pytest.fixture
def model(few, digits_weights):
    model = Classification(backbone="LeNet")
    model.load_dataset(path=few, check=False)
    model.load_checkpoint(digits_weights)
    return model


def read(name: str) -> dict:
    return json.loads(Path(f"models/{name}.parity.json").read_text("utf-8"))


def test_file_and_program_answer_as_pytorch_does(model):
    model.convert(out_file="models/x.onnx")
    report = read("x.onnx")
    assert (report["reference"], report["pictures"]) == ("PyTorch", 12)
    assert [(row["name"], row["file"], row["same"], row["ties"]) for row in report["rows"]] == [
        ("ONNX", "x.onnx", 12, 0),
        ("program", "x.py", 12, 0),
    ]
    assert "/" not in report["rows"][0]["file"] and str(Path.cwd()) not in json.dumps(report)


@pytest.mark.long
def test_of_eight_bits_changed_answers_are_counted(model):
    model.quantize(out_file="models/x.onnx")
    rows = {row["name"]: row for row in read("x.onnx")["rows"]}
    assert rows["ONNX, int8"]["same"] >= 11 and rows["ONNX, int8"]["largest_difference"] > 1e-4


def test_pictures_that_differ_are_listed(model, monkeypatch):
    right = TrainedNetwork.scores
    monkeypatch.setattr(TrainedNetwork, "scores", lambda self, pictures: np.roll(right(self, pictures), 1, axis=1))
    model.convert(out_file="models/x.onnx")
    row, program = read("x.onnx")["rows"]
    assert row["same"] + len(row["different"]) == 12 and row["different"]
    one = row["different"][0]
    assert one["picture"].startswith("data/few/val_set/") and not one["tie"]
    assert one["theirs"].split()[0] != one["ours"].split()[0]
    assert program["same"] == 12, "it is compared with the file"


def test_ties_are_called_ties(model, monkeypatch, capsys):
    even = np.full((16, 10), 0.1, np.float32)
    monkeypatch.setattr(TrainedNetwork, "scores", lambda self, pictures: even[: len(pictures)])
    monkeypatch.setattr("sunmao.deploy.workflow.Workflow._look", lambda self, pictures: even[:1] + np.eye(10)[7] * 1e-6)
    monkeypatch.setattr("sunmao.deploy.parity_report.PROGRAM_PICTURES", 0)
    model.convert(out_file="models/x.onnx")
    [row] = read("x.onnx")["rows"]
    assert (row["same"], row["ties"]) == (0, 12)
    said = capsys.readouterr()
    assert "12 are ties" in said.out and "differently" not in said.out + said.err


def test_a_program_that_fails_is_said(model, monkeypatch, capsys):
    monkeypatch.setattr("sunmao.tasks.classification.task.ClassificationTask.example_lines", "    raise SystemExit(3)")
    model.convert(out_file="models/x.onnx")
    assert read("x.onnx")["rows"][1]["same"] == 0
    assert "does not run" in str(capsys.readouterr())


def test_a_program_of_the_pupils_own_is_not_run(model):
    Path("models").mkdir()
    Path("models/x.py").write_text("raise SystemExit('mine')")
    model.convert(out_file="models/x.onnx")
    assert [row["name"] for row in read("x.onnx")["rows"]] == ["ONNX"]


def test_without_pictures_there_is_no_report_nor_an_older_one(model, digits_weights):
    model.convert(out_file="models/x.onnx")
    alone = Classification(backbone="LeNet")
    alone.load_checkpoint(digits_weights)
    alone.convert(out_file="models/x.onnx")
    assert not Path("models/x.onnx.parity.json").exists()
