"""A training that is killed at any moment goes on by the same program, and ends with the weights of an unbroken one."""

import json
import random
from pathlib import Path

import pytest
import torch

from sunmao.protocol.messages import to_dict
from sunmao.tasks.classification.metrics import MetricConfig
from sunmao.training.checkpoints.checkpointing import LATEST, MARKER, CheckpointConfig
from sunmao.training.checkpoints.resume import find_resume_state
from sunmao.training.checkpoints.weight_files import load_own_weights
from sunmao.vision import Classification
from tests.support.programs import ProgramRunner

pytestmark = pytest.mark.training

PROGRAM = """
from sunmao.vision import Classification

model = Classification(backbone={backbone!r}, {options})
model.load_dataset('data/few')
model.train(epochs=4, random_seed=3, batch_size={batch_size}, save_fold={folder!r})
"""
# Before the program: it kills itself after this batch, so that a busy computer is never too late.
DEADLY = """
import os, signal
from sunmao.training.observers import StopOnRequest

def kill(self, training):
    if (training.epoch, training.step) == {moment}:
        os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))

StopOnRequest.after_step = kill
"""
# The same, while the next batch is made in its thread.
DEADLY_AHEAD = """
import os, signal, threading
from sunmao.training import training_run

made, augment = [], training_run.augment

def kill(*words):
    made.append(threading.current_thread() is not threading.main_thread())
    if len(made) == {count} and made[-1]:
        os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))
    return augment(*words)

training_run.augment = kill
"""
EPOCHS = 4
BACKBONES = {
    "LeNet": ("", 2),
    "ShuffleNet_v2": ("weights='fresh', image_size=32", 6),
    "EfficientNet-Lite0": ("image_size=32", 6),
}
PICTURES = 36
ENVIRONMENT = {"OMP_NUM_THREADS": "1", "SUNMAO_LANG": "en", "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def runner():
    """Runs programs, each in a process of its own; the training engine is loaded once for all."""
    with ProgramRunner("torch", "torchvision", "sunmao.tasks.classification.train", **ENVIRONMENT) as made:
        yield made


def start(runner, backbone: str, folder: str, before: str = "") -> tuple[int, str]:
    """The program in a process of its own: its status and its output."""
    options, batch_size = BACKBONES[backbone]
    program = Path(f"{folder}.py")
    program.parent.mkdir(exist_ok=True)
    program.write_text(
        before + PROGRAM.format(backbone=backbone, options=options, batch_size=batch_size, folder=folder)
    )
    done = runner.run(program.absolute(), Path.cwd())
    return done.status, done.out + done.err


def finish(runner, backbone: str, folder: str) -> str:
    """The program's output, when it has ended well."""
    status, output = start(runner, backbone, folder)
    assert status == 0, output
    return output


def kill_in(runner, epoch: int, backbone: str, folder: str) -> None:
    """Run the program and kill it after any batch of this epoch."""
    step = random.randint(1, PICTURES // BACKBONES[backbone][1])
    status, output = start(runner, backbone, folder, DEADLY.format(moment=(epoch, step)))
    assert status != 0 and f"Epoch(val) [{epoch - 1}]" in output and f"Epoch(val) [{epoch}]" not in output, output


@pytest.mark.parametrize("backbone", BACKBONES)
@pytest.mark.long
def test_a_killed_training_ends_as_an_unbroken_one(few, runner, backbone):
    finish(runner, backbone, "models/whole")
    broken = "models/broken"
    for epoch in (2, 4):
        kill_in(runner, epoch, backbone, broken)
        safe = len(load_own_weights(f"{broken}/{LATEST}")["training"]["history"])
        assert 1 <= safe < epoch
    output = finish(runner, backbone, broken)
    assert f"goes on with epoch {safe + 1} of {EPOCHS}" in output

    need_same_bits("models/whole", broken)
    [best], [mended_best] = (list(Path(folder).glob("best_*.pth")) for folder in ("models/whole", broken))
    assert (
        best.name == mended_best.name
        and load_own_weights(best)["accuracy"] == load_own_weights(mended_best)["accuracy"]
    )
    assert losses_of("models/whole") == losses_of(broken), "one log file, as if nothing had happened"


@pytest.mark.long
def test_killed_while_the_next_batch_is_made(few, runner):
    finish(runner, "LeNet", "models/whole")
    count = 1 + PICTURES // 2 + random.randint(2, PICTURES // 2)  # the dry run's, epoch 1, one of epoch 2
    status, output = start(runner, "LeNet", "models/broken", DEADLY_AHEAD.format(count=count))
    assert status != 0 and "Epoch(val) [1]" in output and "Epoch(val) [2]" not in output, output
    assert "goes on with epoch 2 of 4" in finish(runner, "LeNet", "models/broken")
    need_same_bits("models/whole", "models/broken")
    assert losses_of("models/whole") == losses_of("models/broken")


def need_same_bits(whole: str, broken: str) -> None:
    expected, mended = (load_own_weights(f"{folder}/{LATEST}") for folder in (whole, broken))
    assert mended["epoch"] == EPOCHS and "training" not in mended
    assert [name for name, value in expected["state_dict"].items() if not mended["state_dict"][name].equal(value)] == []


def losses_of(folder: str) -> list[tuple]:
    [file] = Path(folder).glob("*.log.json")
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    return [(row["mode"], row["epoch"], row["iter"], row["loss"]) for row in rows]


class Killed(BaseException):
    """Ends a training in this process as a kill would: nothing of it tidies up."""


@pytest.fixture
def model(few):
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    model.save_fold = "models/few"
    return model


def killed_at(monkeypatch, model, epoch: int, **wishes):
    """Train until the end of an epoch, then break off without any ending, as a kill does."""

    def kill(self, training):
        if training.epoch == epoch:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("sunmao.training.observers.StopOnRequest.after_epoch", kill, raising=False)
        patch.setattr("sunmao.training.checkpoints.checkpointing.CheckpointWriter.after_train", lambda *_: None)
        patch.setattr("sunmao.training.checkpoints.checkpointing._SHARE_OF_TIME", 0)
        with pytest.raises(Killed):
            model.train(epochs=5, **wishes)


def resumed(events) -> list[int]:
    return [event.resumed for event in events if type(event).__name__ == "TrainingStarted"]


def notes(events) -> str:
    return " ".join(event.en for event in events if type(event).__name__ == "Notice")


def test_the_curve_of_a_training_that_goes_on_is_whole(model, events, monkeypatch):
    killed_at(monkeypatch, model, 3)
    del events[:]
    log = model.train(epochs=5)
    assert resumed(events) == [3]
    assert [event.step for event in events if type(event).__name__ == "Metric"] == [1, 2, 3, 4, 5]
    assert [row["epoch"] for row in log if row["mode"] == "val"] == [1, 2, 3, 4, 5]
    [ended] = [event for event in events if type(event).__name__ == "TrainingEnded"]
    assert (ended.reason, ended.epochs) == ("finished", 5) and to_dict(ended)["best"]["epoch"] in range(1, 6)
    assert not Path("models/few", MARKER).exists()


def test_a_drawn_seed_goes_on_too(model, events, monkeypatch):
    killed_at(monkeypatch, model, 2, random_seed=0)
    seed = load_own_weights("models/few/latest.pth")["seed"]
    model.train(epochs=5, random_seed=0)
    assert load_own_weights("models/few/latest.pth")["seed"] == seed > 0 and resumed(events)[-1] == 2


def test_a_finished_training_begins_anew(model, events):
    model.train(epochs=2)
    model.train(epochs=2)
    assert resumed(events) == [0, 0]


@pytest.mark.parametrize(
    "change, sentence",
    [
        (lambda model: model.train(epochs=6), "other settings"),
        (lambda model: model.train(epochs=5, lr=0.001), "other settings"),
        (lambda model: model.train(epochs=5, random_seed=8), "other settings"),
        (lambda model: (next(Path("data/few/training_set/1").iterdir()).unlink(), model.train(epochs=5)), "other data"),
        (lambda model: model.train(epochs=5, resume=False), ""),
    ],
)
def test_another_training_begins_anew_and_says_so(model, events, monkeypatch, change, sentence):
    killed_at(monkeypatch, model, 2, random_seed=4)
    del events[:]
    change(model)
    assert resumed(events) == [0] and (
        f"had {sentence}" in notes(events) if sentence else "cut off" not in notes(events)
    )


def test_a_damaged_latest_gives_way_to_the_best(model, events, monkeypatch):
    killed_at(monkeypatch, model, 3)
    Path("models/few/latest.pth").write_bytes(Path("models/few/latest.pth").read_bytes()[:5000])
    log = model.train(epochs=5)
    assert resumed(events)[-1] == 0 and "begins with the best weights, models/few/best_" in notes(events)
    assert max(row["epoch"] for row in log) == 5


def test_all_damaged_begins_anew(model, events, monkeypatch):
    killed_at(monkeypatch, model, 2)
    for file in Path("models/few").glob("*.pth"):
        file.write_bytes(b"cut")
    model.train(epochs=5)
    assert "it begins anew" in notes(events)


def test_a_kill_while_writing_leaves_no_half_file_for_long(model, monkeypatch):
    killed_at(monkeypatch, model, 2)
    half = Path("models/few/.latest.pth.0123abcd.tmp")
    half.write_bytes(b"half")
    model.train(epochs=5)
    assert not half.exists()


def test_two_best_files_of_a_kill_between_them(model, events, monkeypatch):
    """The new best is there, the latest names the old one: both are whole, and the older goes when its turn has come."""
    killed_at(monkeypatch, model, 2)
    named = load_own_weights("models/few/latest.pth")["training"]["best"]["file"]
    future = Path("models/few/best_accuracy_top-1_epoch_3.pth")
    future.write_bytes(Path("models/few", named).read_bytes())
    model.train(epochs=5)
    assert resumed(events)[-1] == 2
    assert (
        load_own_weights(model._trained.path)["epoch"]
        == [e for e in events if type(e).__name__ == "TrainingEnded"][-1].best["epoch"]
    )


def stopped_in(monkeypatch, model, epoch: int, **wishes):
    def stop(self, training):
        if training.epoch == epoch:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("sunmao.training.observers.StopOnRequest.after_step", stop)
        patch.setattr("sunmao.training.checkpoints.checkpointing._SHARE_OF_TIME", 0)
        with pytest.raises(KeyboardInterrupt):
            model.train(epochs=5, **wishes)


@pytest.mark.parametrize("way", ["environment", "argument", "checkpoint", "none"])
def test_after_a_stop_it_goes_on_only_where_that_is_wanted(model, events, monkeypatch, way):
    stopped_in(monkeypatch, model, 4, random_seed=9)
    unbroken = {
        "environment": {},
        "argument": {"resume": True},
        "checkpoint": {"checkpoint": "models/few/latest.pth"},
        "none": {},
    }
    if way == "environment":
        monkeypatch.setenv("SUNMAO_RESUME", "1")
    model.train(epochs=5, random_seed=9, **unbroken[way])
    assert resumed(events) == [0, 0 if way == "none" else 3]


def test_stopped_and_gone_on_ends_as_unbroken(model, monkeypatch):
    model.train(epochs=5, random_seed=9, save_fold="models/whole")
    model.save_fold = "models/few"
    stopped_in(monkeypatch, model, 3, random_seed=9)
    model.train(epochs=5, random_seed=9, resume=True)
    whole, mended = (load_own_weights(f"models/{name}/latest.pth")["state_dict"] for name in ("whole", "few"))
    assert all(torch.equal(whole[name], mended[name]) for name in whole)


def test_a_finished_file_only_gives_its_weights(model, events):
    model.train(epochs=1)
    model.train(epochs=1, checkpoint="models/few/latest.pth", save_fold="models/more")
    assert resumed(events) == [0, 0]
    assert (
        find_resume_state(
            CheckpointConfig(Path("models/few"), MetricConfig(), resume=True), load_own_weights("models/few/latest.pth")
        )
        is None
    )


@pytest.mark.long
def test_a_named_training_brings_its_recipe_along(few, events, monkeypatch):
    """From fresh weights and from a file a backbone has two recipes; the file's own is followed, what is said must
    agree.
    """
    model = Classification(backbone="ShuffleNet_v2", weights="fresh", image_size=32)
    model.load_dataset(few)
    model.save_fold = "models/few"
    stopped_in(monkeypatch, model, 2, random_seed=9)
    planned = load_own_weights("models/few/latest.pth")["parameters"]
    model.train(epochs=5, checkpoint="models/few/latest.pth", lr=0.7, save_fold="models/other")
    assert resumed(events)[1:] == [0] and "had other settings" in notes(events)
    model.train(epochs=5, checkpoint="models/few/latest.pth", save_fold="models/few")
    assert resumed(events)[2:] == [1] and load_own_weights("models/few/latest.pth")["parameters"]["lr"] == planned["lr"]


@pytest.mark.parametrize(
    "damage",
    [
        {"history": 5},
        {"history": []},
        {"history": ["x"]},
        {"id": None},
        {"optimizer": "x"},
        {"portion": "x"},
        {"best": {"file": "../x.pth"}},
        {"log": 5},
    ],
    ids=str,
)
def test_a_latest_whose_training_is_damaged_is_said(monkeypatch, events, model, damage):
    killed_at(monkeypatch, model, 2)
    path = Path(model.save_fold, LATEST)
    data = torch.load(path, weights_only=True)
    torch.save({**data, "training": {**data["training"], **damage}}, path)
    model.train(epochs=2)
    assert "best" in notes(events) and load_own_weights(path)["epoch"] == 2
