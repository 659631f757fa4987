"""The arguments of a training, as sections that repeat it."""

from pathlib import Path

import pytest

from sunmao.training.config_files.schema import check_sections
from sunmao.training.config_files.training_call import TrainingCall, make_relative
from sunmao.vision import Classification

INFO = {
    "model": "LeNet",
    "task": "classification",
    "image_size": 32,
    "parameters": {
        "epochs": 3,
        "lr": 0.5,
        "seed": 7,
        "checkpoint": None,
        "pretrained": False,
        "mixup": 0.2,
        "hue": None,
    },
    "data": {"path": "data/digits", "hash": "abc"},
}


def _make(call: TrainingCall, **parameters) -> dict:
    info = INFO | {"parameters": INFO["parameters"] | parameters}
    sections = call.make_sections(info, Path("models/fold"), Path("models"))
    check_sections(Classification, sections)
    return sections


def test_the_sections_of_a_training():
    sections = _make(TrainingCall(Classification, "train", {"epochs": 3, "validate": True}, checked=False))
    assert sections["model"] == {"task": "classification", "backbone": "LeNet", "weights": "fresh", "image_size": 32}
    assert sections["dataset"] == {"path": "../data/digits", "check": False, "content_hash": "abc"}
    train = sections["train"]
    assert (train["epochs"], train["random_seed"], train["validate"], train["save_fold"]) == (3, 7, True, "fold")
    assert sections["augment"] == {"mixup": 0.2} if "augment" in sections else sections["recipe"]


def test_what_was_followed_counts_more_than_what_was_said():
    train = _make(TrainingCall(Classification, "train", {"epochs": 99, "lr": None}))["train"]
    assert (train["epochs"], train["lr"]) == (3, 0.5) and "checkpoint" not in train


def test_weights_of_a_file_and_ready_ones():
    assert _make(TrainingCall(Classification, "train"), pretrained=True)["model"]["weights"] == "pretrained"
    own = _make(
        TrainingCall(Classification, "train", weights="models/a.pth", initial="models/a.pth"), checkpoint="models/a.pth"
    )
    assert own["model"]["weights"] == "a.pth" and "checkpoint" not in own["train"]
    other = _make(TrainingCall(Classification, "train"), checkpoint="models/b.pth")
    assert other["train"]["checkpoint"] == "b.pth"


def test_quick_training_has_no_recipe():
    sections = _make(TrainingCall(Classification, "quick_train"))
    assert "recipe" not in sections and "augment" not in sections and "quick_train" in sections


@pytest.mark.parametrize(
    ("path", "base", "seen"),
    [
        ("data/a", ".", "data/a"),
        ("data/a", "models", "../data/a"),
        ("a", "b/c/d/e/f", "../../../../../a"),
        ("/", "models", "/"),
        ("/elsewhere/a", "/other/models", "/elsewhere/a"),
        ("/far/a", "/far/b", "../a"),
        ("/far/a", "/far/1/2/3/4", "/far/a"),
    ],
)
def test_a_path_as_seen_from_a_folder(path, base, seen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert make_relative(path, Path(base)) == seen
