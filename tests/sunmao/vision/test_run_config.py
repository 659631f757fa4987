"""A `config.yaml` that cannot be used is told in a sentence that names the place, before anything is trained."""

import os
from pathlib import Path

import pytest

from sunmao.errors import BadConfig
from sunmao.training.config_files.training_call import make_relative
from sunmao.vision.run_config import load_config

GOOD = """
format: 1
model: {task: classification, backbone: LeNet}
dataset: {path: ../data}
train: {epochs: 2, save_fold: .}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A working folder with 'runs/config.yaml', which is good."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "config.yaml").write_text(GOOD)
    return tmp_path


def load(text: str = GOOD, changes=()):
    Path("runs/config.yaml").write_text(text)
    return load_config("runs/config.yaml", changes)


def test_paths_are_as_seen_from_the_file_and_those_of_a_change_from_here(folder):
    config = load(changes=["train.save_fold=other", "train.lr=1e-3"])
    assert config._sections["dataset"]["path"] == "data"
    assert config.save_fold == config._sections["train"]["save_fold"] == "other"
    assert config._sections["train"] == {"epochs": 2, "save_fold": "other", "lr": 0.001}
    assert load_config("runs/config.yaml").save_fold == "runs"


def test_other_pictures_on_purpose_are_not_warned_about(folder):
    text = GOOD.replace("path: ../data", "path: ../data, content_hash: abc")
    assert load(text)._sections["dataset"] == {"path": "data", "content_hash": "abc"}
    assert load(text, ["dataset.path=mine"])._sections["dataset"] == {"path": "mine"}


@pytest.mark.parametrize(
    ("text", "changes", "sentence"),
    [
        ("", [], "There are no settings in runs/config.yaml."),
        ("[1]", [], "There are no settings in runs/config.yaml."),
        (GOOD.replace("format: 1", "format: 2"), [], "was written by a newer Sunmao (format 2)."),
        ("train: {epochs: 2}", [], "model.task is missing."),
        (GOOD.replace("task: classification, ", ""), [], "model.task is missing."),
        (GOOD.replace("classification", "clasification"), [], "Did you mean 'classification'?"),
        (GOOD.replace("epochs: 2", "epochs: two"), [], 'train.epochs is "two", which should be: a whole number.'),
        (GOOD.replace("epochs: 2", "epochs: true"), [], "train.epochs is true, which should be: a whole number."),
        (GOOD.replace("epochs", "epoch"), [], "There is no setting train.epoch. Did you mean 'train.epochs'?"),
        (GOOD.replace("train:", "trian:"), [], "There is no setting trian. Did you mean 'train'?"),
        (GOOD.replace("train: {epochs: 2, save_fold: .}", "train: 5"), [], "train has to be a section"),
        (GOOD.replace("{path: ../data}", "{path: 5}"), [], "dataset.path is 5"),
        (GOOD + "quick_train: {epochs: 2}", [], "there is: train, quick_train."),
        (GOOD.replace("train:", "augment:").replace("epochs: 2, save_fold: .", "flip: true"), [], "there is: –."),
        (GOOD.replace("classification", "detection") + "quick_train: {epochs: 2}", [], "no setting quick_train"),
        (GOOD, ["epochs=2"], "-o epochs=2 is not understood."),
        (GOOD, ["train.epochs"], "-o train.epochs is not understood."),
        (GOOD, ["train.epochs=["], "Line 1 is no YAML"),
        (GOOD, ["train.epoch=3"], "Did you mean 'train.epochs'?"),
        (GOOD, ["quick_train.epochs=3"], "Write -o train.epochs=…"),
        (GOOD, ["model.task=nonsense"], "nonsense"),
        ("a: " + "x" * 70_000, [], "is unreasonably large, more than 64 KB"),
    ],
)
def test_what_cannot_be_used_is_a_sentence(folder, text, changes, sentence):
    with pytest.raises(BadConfig) as caught:
        load(text, changes)
    assert sentence in str(caught.value)


def test_what_is_no_file_is_a_sentence(folder):
    with pytest.raises(BadConfig, match="Did you mean 'config.yaml'"):
        load_config("runs/confg.yaml")
    with pytest.raises(BadConfig, match="Did you mean 'runs/config.yaml'"):
        load_config("runs")
    with pytest.raises(BadConfig, match="There is no none/config.yaml"):
        load_config("none/config.yaml")
    with pytest.raises(BadConfig, match="cannot be read"):
        load_config("a\0b.yaml")
    if hasattr(os, "mkfifo"):
        os.mkfifo("pipe.yaml")
        with pytest.raises(BadConfig, match="is no ordinary file"):
            load_config("pipe.yaml")


def test_what_is_not_said_is_missed_when_it_is_needed(folder):
    config = load(GOOD.replace("dataset: {path: ../data}", "dataset: {check: false}"))
    with pytest.raises(BadConfig, match="dataset.path is missing"):
        config.train()
    with pytest.raises(BadConfig, match="dataset.path is missing"):
        config.evaluate()


def test_a_path_far_away_is_told_whole(tmp_path, monkeypatch):
    (tmp_path / "home" / "project").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "home" / "project")
    assert make_relative("data/pets", Path("checkpoints/cls")) == "../../data/pets"
    assert make_relative("data", Path()) == "data" and make_relative("a", Path("a")) == "."
    deep = Path("a/b/c/d/e/f")
    assert make_relative("data", deep) == "../../../../../../data"  # both in the working folder
    elsewhere = tmp_path / "x" / "y" / "z" / "w"
    assert make_relative(elsewhere / "data", elsewhere / "runs") == "../data"
    assert make_relative(elsewhere / "data", Path("a/b")) == (elsewhere / "data").as_posix()
