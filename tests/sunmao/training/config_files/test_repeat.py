"""A training is repeated from its `config.yaml` to the same weights, by the command line, for every kind and verb."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from sunmao.protocol.learning_messages import TrainingStarted
from sunmao.server.cli.main import main
from sunmao.vision import Classification, Detection, MultiLabel, Segmentation, SemanticSegmentation
from tests.sunmao.tasks.object_detection.test_train import draw
from tests.support.drawn_masks import draw_painted
from tests.support.drawn_tags import draw_tagged
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.training
PARTS = {"train": 8, "valid": 4, "test": 4}


def load_state(folder: str) -> dict:
    return torch.load(f"{folder}/latest.pth", weights_only=True)["state_dict"]


def assert_repeats(picture: str, capsys) -> None:
    """Trains from 'first/config.yaml' into 'second', compares every weight, tests and recognizes with it."""
    assert main(["train", "first/config.yaml", "-o", "train.save_fold=second"]) == 0
    first, second = load_state("first"), load_state("second")
    assert first.keys() == second.keys() and all(torch.equal(first[name], second[name]) for name in first)
    capsys.readouterr()
    assert main(["evaluate", "second/config.yaml", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["split"] == "test"
    assert main(["predict", "second/config.yaml", picture, "--json"]) == 0
    [found] = json.loads(capsys.readouterr().out)
    assert found["picture"] == picture and isinstance(found["result"], list)


def test_a_classifier_with_a_recipe(few, capsys, events):
    model = Classification("LeNet")
    model.load_dataset(few)
    model.augment(policy="trivial_augment", mixup=0.2, rotate=10)
    model.recipe(label_smoothing=0.1, warmup=1, schedule="cosine")
    model.train(epochs=2, batch_size=8, save_fold="first", class_weights="balanced", early_stop=5)
    assert_repeats(f"{few}/test_set/1/1.png", capsys)
    [began, _] = [event for event in events if isinstance(event, TrainingStarted)]
    Path("of_page.yaml").write_text(began.config, encoding="utf-8")  # what the page hands out, for the project's folder
    assert main(["train", "of_page.yaml", "-o", "train.save_fold=third", "-o", "recipe.warmup=0"]) == 0
    assert torch.load("third/latest.pth", weights_only=True)["parameters"]["seed"] == began.parameters["seed"]


def test_pictures_with_several_labels(project, capsys):
    model = MultiLabel("LeNet")
    model.load_dataset(draw_tagged(Path("data/beach"), PARTS))
    model.train(epochs=1, save_fold="first")
    assert_repeats("data/beach/images/test/test_1.png", capsys)


@pytest.mark.parametrize(("kind", "backbone"), [(Detection, "RTMDet-tiny"), (Segmentation, "RTMDet-ins-tiny")])
@pytest.mark.long
def test_what_finds_things(project, capsys, kind, backbone):
    model = kind(backbone, image_size=64)
    model.load_dataset(draw("data/drawn", PARTS, outlined=kind is Segmentation))
    model.train(epochs=1, batch_size=4, save_fold="first")
    assert_repeats("data/drawn/images/test/13.png", capsys)


@pytest.mark.long
def test_what_paints(project, capsys):
    model = SemanticSegmentation(image_size=64)
    model.load_dataset(draw_painted(Path("data/garden"), PARTS))
    model.train(epochs=1, save_fold="first")
    assert_repeats("data/garden/images/test/test_0.png", capsys)


@pytest.mark.long
def test_quick_training(few, cache, capsys):
    model = Classification("EfficientNet-Lite0")
    model.load_dataset(few)
    model.quick_train(epochs=3, save_fold="first")
    assert main(["train", "first/config.yaml", "-o", "quick_train.save_fold=second"]) == 0
    first, second = load_best("first"), load_best("second")
    assert all(torch.equal(first[name], second[name]) for name in first)


def load_best(folder: str) -> dict:
    [best] = Path(folder).glob("best_*.pth")
    return torch.load(best, weights_only=True)["state_dict"]


def test_a_teacher_and_its_student(few, capsys):
    teacher = Classification("LeNet")
    teacher.load_dataset(few)
    teacher.train(epochs=2, random_seed=1, save_fold="teacher")
    student = Classification("LeNet")
    student.load_dataset(few)
    student.distill(teacher, epochs=1, save_fold="first", compare=False, unlabeled="data/digits/test_set/1")
    assert main(["train", "first/config.yaml", "-o", "distill.save_fold=second"]) == 0
    first, second = load_state("first"), load_state("second")
    assert all(torch.equal(first[name], second[name]) for name in first)


@pytest.mark.long
def test_a_pruned_model(few, capsys):
    model = Classification("LeNet")
    model.load_dataset(few)
    model.train(epochs=2, random_seed=1, save_fold="whole")
    model.prune(budget=0.3, epochs=1, save_fold="first")
    assert_repeats(f"{few}/test_set/1/1.png", capsys)


def test_a_file_that_no_training_wrote_stays(few, capsys):
    Path("first").mkdir()
    Path("first/config.yaml").write_text("mine: true\n")
    model = Classification("LeNet")
    model.load_dataset(few)
    model.train(epochs=1, save_fold="first")
    assert Path("first/config.yaml").read_text() == "mine: true\n"
    assert "config_2.yaml" in capsys.readouterr().out
    assert main(["train", "first/config_2.yaml", "-o", "train.save_fold=second"]) == 0


def test_other_pictures_than_then_are_told(few, capsys):
    model = Classification("LeNet")
    model.load_dataset(few)
    model.train(epochs=1, save_fold="first")
    Path(few, "training_set/1/1.png").unlink()
    assert main(["train", "first/config.yaml", "-o", "train.save_fold=second"]) == 0
    assert "The pictures or labels in data/few are others" in "".join(capsys.readouterr())


def test_exit_statuses_and_sentences(few, capsys, monkeypatch):
    Path("a.yaml").write_text("model: {task: classification, backbone: LeNet}\ndataset: {path: data/few}\ntrain: {}\n")
    assert main(["train", "a.yaml", "-o", "train.epoch=1"]) == 2
    assert "Did you mean 'train.epochs'?" in capsys.readouterr().err
    assert main(["train", "a.yaml", "-o", "dataset.path=data/fex"]) == 1
    assert "data/fex" in capsys.readouterr().err
    assert main(["evaluate", "a.yaml", "-o", "train.save_fold=none", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"].keys() == {"zh", "en"}
    monkeypatch.setenv("SUNMAO_LANG", "zh")
    assert main(["train", "none.yaml"]) == 2
    assert "找不到 none.yaml" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX systems")
@pytest.mark.long
def test_ctrl_c_says_how_to_go_on_and_going_on_ends_with_the_same_weights(few):
    text = "model: {task: classification, backbone: LeNet}\ndataset: {path: data/few}\n"
    Path("a.yaml").write_text(f"{text}train: {{epochs: 300, batch_size: 8, random_seed: 4, save_fold: halves}}\n")
    command = [sys.executable, "-m", "sunmao.server", "train", "a.yaml"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert any("[3][" in line for line in running.stdout)
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=HANG_TIMEOUT)[1]
    assert running.returncode == 130 and "sunmao train a.yaml -o train.resume=true" in said
    done = len(torch.load("halves/latest.pth", weights_only=True)["training"]["history"])
    assert 2 <= done < 300
    more = f"train.epochs={done + 1}"
    assert main(["train", "a.yaml", "-o", "train.resume=true", "-o", more]) == 0
    assert main(["train", "a.yaml", "-o", more, "-o", "train.save_fold=whole"]) == 0
    assert torch.load("whole/latest.pth", weights_only=True)["epoch"] == done + 1
