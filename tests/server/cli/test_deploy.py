"""`sunmao deploy`: a file, a report in JSON, and an exit status."""

import json
from pathlib import Path

import pytest

from sunmao.server.cli.main import main
from sunmao.vision import Classification

pytestmark = pytest.mark.training


@pytest.fixture
def weights(tmp_path, monkeypatch):
    """Weights of a network that has learned very little, and its data in `data`."""
    from benchmarks.small import FEWEST, small_set

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.setattr("sunmao.deploy.parity_report.PROGRAM_PICTURES", 0)
    small_set(Path("data"), counts=FEWEST)
    model = Classification(backbone="LeNet")
    model.load_dataset(path="data")
    model.train(epochs=1, batch_size=2, random_seed=1, save_fold="w")
    return "w/latest.pth"


def test_a_file_with_its_parity(weights, capsys):
    capsys.readouterr()
    assert main(["deploy", weights, "x.onnx", "--data", "data", "--target", "computer", "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["file"] == "x.onnx" and told["parity"]["pictures"] == 3
    assert told["parity"]["rows"][0]["same"] == 3 and Path("x.onnx").is_file()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["nowhere.pth", "x.onnx"], 2),
        (["WEIGHTS", "x.onnx", "--backend", "CoreML"], 2),
        (["WEIGHTS", "x.onnx", "--target", "phone"], 2),
        (["WEIGHTS", "x.zip", "--backend", "ncnn"], 2),
        (["WEIGHTS", "x.onnx", "--target", "smallest"], 1),
    ],
    ids=["no weights", "backend", "target", "ending", "no pictures to measure with"],
)
def test_what_cannot_be_done_is_said(weights, words, status, capsys):
    capsys.readouterr()
    assert main(["deploy", *(weights if each == "WEIGHTS" else each for each in words)]) == status
    assert capsys.readouterr().err.strip() and not list(Path().glob("x.*"))
