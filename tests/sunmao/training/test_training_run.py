"""Training that does not disappoint: rehearsed, estimated, watched, and going on where memory is short."""

import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import torch

from sunmao.errors import BadData, BadValue, DiskFull, OutOfMemory, TrainingDiverged
from sunmao.models import find_model
from sunmao.protocol.messages import Metric, dumps
from sunmao.runtime import session
from sunmao.training import duration_estimate
from sunmao.training.checkpoints.weight_files import load_own_weights
from sunmao.training.gradient_accumulation import (
    MicroBatches,
    catch_out_of_memory,
    fit_batch_to_memory,
    split_range,
)
from sunmao.vision import Classification
from tests.support.limits import HANG_TIMEOUT
from tests.support.paths import ROOT

pytestmark = pytest.mark.training


@pytest.fixture
def model(few):
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    model.save_fold = "models/few"
    return model


def kinds(events, kind):
    return [event for event in events if type(event).__name__ == kind]


def notes(events) -> str:
    return " ".join(note.en for note in kinds(events, "Notice"))


def test_a_training_says_how_it_begins_and_ends(model, events):
    model.train(epochs=2, random_seed=5)
    [began], [ended] = kinds(events, "TrainingStarted"), kinds(events, "TrainingEnded")
    assert (began.model, began.save_fold, began.resumed) == ("LeNet", "models/few", 0)
    assert began.dataset.classes == ["1", "4", "7"] and began.dataset.path == "data/few"
    asked = {"epochs": 2, "seed": 5, "optimizer": "AdamW", "device": "CPU", "batch_size": 16}
    assert asked.items() <= began.parameters.items()
    assert (ended.reason, ended.epochs) == ("finished", 2) and Path(ended.path).exists() and ended.seconds > 0
    assert ended.best.accuracy == max(point.values["accuracy"] for point in kinds(events, "Metric"))


@pytest.mark.long
def test_the_rehearsal_changes_nothing(few, monkeypatch):
    """Weights, running means and random numbers are as they were: the same seed gives the run that it gave without it."""

    def trained(name):
        model = Classification(backbone="ShuffleNet_v2", weights="fresh", image_size=64)
        model.load_dataset(few)
        model.train(epochs=1, random_seed=3, save_fold=f"models/{name}")
        return load_own_weights(f"models/{name}/latest.pth")["state_dict"]

    rehearsed = trained("rehearsed")
    monkeypatch.setattr("sunmao.training.dry_run.DryRun.before_train", lambda *_: None)
    plain = trained("plain")
    assert all(torch.equal(rehearsed[name], plain[name]) for name in plain)


@pytest.mark.parametrize("moment", ["before", "later"])
def test_pictures_that_are_gone_end_it_with_a_sentence(model, events, monkeypatch, moment):
    def vanish(*_):
        for file in Path("data/few/training_set").rglob("*.png"):
            file.unlink(missing_ok=True)

    monkeypatch.setattr("sunmao.training.dataloader.KEPT_BYTES", 0)  # as for more pictures than the memory holds
    if moment == "before":
        vanish()
    else:
        monkeypatch.setattr("sunmao.training.observers.StopOnRequest.after_epoch", vanish, raising=False)
    with pytest.raises(BadData, match="No training picture can be read"):
        model.train(epochs=3)
    [ended] = kinds(events, "TrainingEnded")
    assert (ended.reason, ended.epochs) == ("error", 0 if moment == "before" else 1)
    assert bool(ended.path) == (moment == "later"), "what was learned before is kept"


def test_a_full_disk_is_found_before_the_first_epoch(model, events, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 10_000}))
    with pytest.raises(DiskFull, match="needs? 2 MB"):
        model.train(epochs=3)
    assert not kinds(events, "Metric")


@pytest.mark.long
def test_a_stop_and_quick_training_are_told_too(few, events, cache, monkeypatch):
    quick = Classification(backbone="EfficientNet-Lite0", image_size=64)
    quick.load_dataset(few)
    quick.quick_train(epochs=3, random_seed=2)
    monkeypatch.setattr(session, "check_stop", lambda: (_ for _ in ()).throw(session.StopProgram()))
    with pytest.raises(session.StopProgram):
        whole = Classification(backbone="LeNet")
        whole.load_dataset(few)
        whole.train(epochs=3)
    assert [ended.reason for ended in kinds(events, "TrainingEnded")] == ["finished", "stopped"]
    assert [began.model for began in kinds(events, "TrainingStarted")] == ["EfficientNet-Lite0", "LeNet"]


# Memory

SHORT = """
    import resource, sys
    import psutil
    import torch
    from sunmao.errors import OutOfMemory
    from sunmao.vision import Classification

    model = Classification(backbone="MobileNet", weights="fresh", image_size=128)
    model.load_dataset("data/few")
    model.train(epochs=1, batch_size=4, random_seed=1)  # what stays in memory is there now
    limit = psutil.Process().memory_info().vms + int(sys.argv[1]) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        model.train(epochs=2, batch_size=36, random_seed=1)
    except OutOfMemory as error:
        print("TOO LITTLE", error.text("en"))
"""


def with_memory(project, megabytes: int) -> str:
    """Return the output of a training to which the system gives only so much more memory."""
    program = project / "short.py"
    program.write_text(textwrap.dedent(SHORT))
    # Each thread's own part of the heap takes 64 MB of what is limited here, used or not.
    heap = {"MALLOC_ARENA_MAX": "1"}
    environment = {"OMP_NUM_THREADS": "1", "SUNMAO_LANG": "en", "PYTHONPATH": str(ROOT), **heap}
    done = subprocess.run(
        [sys.executable, program, str(megabytes)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=HANG_TIMEOUT,
        cwd=project,
    )
    return done.stdout + done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a program so")
@pytest.mark.long
def test_where_memory_ends_it_learns_in_portions(project, few):
    output = with_memory(project, 500)
    assert "Memory is short" in output and "in portions of" in output, output
    assert "Epoch(val) [2]" in output and output.count("Training is done") == 2, output


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a program so")
@pytest.mark.long
def test_far_too_little_memory_is_said(project, few):
    output = with_memory(project, 20)
    assert "TOO LITTLE There is too little memory, even for two pictures" in output, output


@pytest.mark.long
def test_a_batch_larger_than_the_data_set_needs_no_more_memory_than_it(few, capsys):
    model = Classification(backbone="EfficientNet-Lite0", image_size=64)
    model.load_dataset(few)
    model.train(epochs=1, batch_size=100_000, random_seed=1, validate=False)
    assert "Memory is short" not in capsys.readouterr().out


def test_memory_that_ends_elsewhere_is_said_too():
    """torch says something else on top, when memory ends in the middle of a weights file."""
    with pytest.raises(OutOfMemory), catch_out_of_memory():
        try:
            raise MemoryError
        except MemoryError:
            raise RuntimeError("[enforce fail at inline_container.cc:671] . unexpected pos 20008320 vs 20008216")  # noqa: B904
    with pytest.raises(RuntimeError, match="sizes"), catch_out_of_memory():
        raise RuntimeError("sizes do not match")


def test_portions_cover_all_and_leave_no_single_picture():
    for count in range(1, 40):
        for size in range(1, 40):
            slices = split_range(count, size)
            assert [n for each in slices for n in range(count)[each]] == list(range(count))
            assert size == 1 or count == 1 or all(each.stop - each.start > 1 for each in slices)


def test_portions_learn_what_the_whole_batch_learns(few):
    """Without batch normalization, whose means are of a portion, the gradient is the same."""
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    model.train(epochs=2, random_seed=3, save_fold="models/whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sunmao.training.training_run.fit_batch_to_memory", lambda size, entry, side: 5)
        model.train(epochs=2, random_seed=3, save_fold="models/portions")
    whole, portions = (load_own_weights(f"models/{name}/latest.pth")["state_dict"] for name in ("whole", "portions"))
    for name in whole:
        torch.testing.assert_close(whole[name], portions[name], rtol=1e-3, atol=1e-4)


def test_memory_is_foreseen(monkeypatch, capsys):
    entry = find_model("EfficientNet-Lite0")
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.setattr("psutil.virtual_memory", lambda: type("State", (), {"available": entry.memory * 2**20 // 2}))
    assert 2 <= fit_batch_to_memory(entry.recipe.batch_size, entry, entry.image_size) < entry.recipe.batch_size
    assert "Memory is short" in capsys.readouterr().err
    monkeypatch.setattr("psutil.virtual_memory", lambda: type("State", (), {"available": entry.memory * 2**22}))
    assert fit_batch_to_memory(entry.recipe.batch_size, entry, entry.image_size) == entry.recipe.batch_size


def test_other_errors_are_not_taken_for_memory():
    def broken(part):
        raise RuntimeError("shapes do not fit")

    with pytest.raises(RuntimeError, match="shapes"):
        MicroBatches(8).work(broken, 8)
    with pytest.raises(OutOfMemory):
        MicroBatches(8).work(lambda part: [].append(bytearray(2**62)), 8)


# Time


def test_a_long_training_says_so_before_its_first_epoch_ends(model, events, monkeypatch):
    monkeypatch.setattr(duration_estimate, "SURE", 0), monkeypatch.setattr(duration_estimate, "LONG", 0)
    model.train(epochs=2, batch_size=2)
    kept = [
        type(event).__name__
        for event in events
        if type(event).__name__ == "Metric" or "will take" in getattr(event, "en", "")
    ]
    assert kept == ["Notice", "Metric", "Metric"], "once, and before the first point"


@pytest.mark.long
def test_too_long_for_a_lesson_says_what_is_quicker(few, events, monkeypatch):
    monkeypatch.setattr(duration_estimate, "SURE", 0)
    model = Classification(backbone="EfficientNet-Lite0", image_size=96)
    model.load_dataset(few)
    monkeypatch.setattr("sunmao.training.observers.TimeLimit.after_epoch", lambda *_: None)
    model.train(epochs=2, batch_size=6, minutes=0.01)
    [said] = [note for note in kinds(events, "Notice") if "will not end within" in note.en]
    assert "quick_train" in said.en and "quick_train" in said.zh


def test_the_smaller_pictures_that_are_advised_end_in_time():
    entry = find_model("EfficientNet-Lite0")
    assert duration_estimate.find_smaller_side(entry, 192, whole=100, lesson=60) == 128
    assert duration_estimate.find_smaller_side(entry, 64, whole=100, lesson=60) is None
    assert duration_estimate.find_smaller_side(find_model("LeNet"), 32, whole=100, lesson=60) is None


def test_the_bell_ends_it_with_the_best_kept(model, events):
    model.train(epochs=500, minutes=0.02)
    [ended] = kinds(events, "TrainingEnded")
    assert ended.reason == "early" and 1 <= ended.epochs < 500 and "nearly over" in notes(events)


# Symptoms


def test_a_huge_learning_rate_is_answered_with_a_smaller_one(model, events):
    with pytest.raises(TrainingDiverged, match=r"lr such as 0\.01"):
        model.train(epochs=3, lr=1e11, optimizer="SGD")
    assert kinds(events, "TrainingEnded")[0].reason == "error"


def need_strict_json(events) -> None:
    """Every event as the studio reads it: NaN and Infinity, which Python would write, are no JSON."""

    def refuse(word):
        raise AssertionError(word)

    for event in events:
        json.loads(dumps([event]), parse_constant=refuse)


@pytest.mark.fault("E5")
def test_learning_that_breaks_later_keeps_the_best(model, events, monkeypatch, row):
    """The loss is no number any more in epoch 3: the sentence, and the weights of the epochs before."""

    def spoil(observer, training):
        if training.epoch == 3:
            next(iter(training.network.parameters())).data.fill_(float("inf"))

    with monkeypatch.context() as patch, pytest.raises(TrainingDiverged) as error:
        patch.setattr("sunmao.training.observers.StopOnRequest.after_step", spoil)
        model.train(epochs=5, random_seed=1)
    assert (
        "in epoch 3" in error.value.title["en"]
        and "第 3 轮" in error.value.title["zh"]
        and "0.0" in error.value.hint["en"]
    )
    [ended] = kinds(events, "TrainingEnded")
    assert (ended.reason, ended.epochs) == ("error", 2) and Path(ended.path).name.startswith("best_")
    assert all(
        torch.isfinite(value).all()
        for value in load_own_weights(ended.path)["state_dict"].values()
        if value.is_floating_point()
    )
    need_strict_json(events)
    assert Classification(backbone="LeNet").inference("data/few/test_set/4/1.png", checkpoint=ended.path).label in "147"
    row(saw=error.value.title, kept="the best of epoch 1 or 2 answers; every event is strict JSON")


@pytest.mark.fault("E5")
def test_infinite_numbers_leave_a_gap(events, row):
    import sunmao

    for value in (1.0, float("inf"), float("-inf"), float("nan"), 2.0):
        sunmao.plot("light", value)
    assert [event.values["light"] for event in kinds(events, "Metric")] == [1.0, 2.0]
    need_strict_json(events)
    assert json.loads(dumps([Metric(values={"light": float("inf")}, step=1)]))[0]["values"] == {"light": None}
    row(saw="", kept="the curve has a gap; a number that JSON lacks never leaves the program")


@pytest.mark.fault("E5")
@pytest.mark.long
def test_batches_of_one(few, events, row):
    """Batch normalization cannot learn from one picture: the one that is left over is not thrown at it."""
    model = Classification(backbone="ShuffleNet_v2", weights="fresh", image_size=64)
    model.load_dataset(few)
    for size in (1, 35):  # 36 pictures: one is left over
        model.train(epochs=1, batch_size=size, save_fold=f"models/{size}")
        assert Path(f"models/{size}/latest.pth").exists()
    assert [ended.reason for ended in kinds(events, "TrainingEnded")] == ["finished", "finished"]
    row(
        saw=list(kinds(events, "Notice"))[-1].zh if kinds(events, "Notice") else "",
        kept="both trainings end, with weights",
    )


def test_one_answer_for_all_is_said_once(model, events):
    model.train(epochs=12, lr=1.0, batch_size=4, random_seed=1)
    assert notes(events).count("the same answer for every picture") == 1 and "Try lr=0.003" in notes(events)


def test_a_loss_that_does_not_fall_is_said_once(model, events):
    model.train(epochs=12, lr=1e-9, batch_size=4, random_seed=1)
    said = notes(events)
    assert said.count("does not fall") + said.count("same answer") == 1 and "Try lr=0.003" in said


@pytest.mark.long
def test_a_good_training_hears_nothing(model, events):
    model.load_dataset("data/digits", check=False)
    model.train(epochs=4, random_seed=1)
    assert [note.level for note in kinds(events, "Notice")] == ["info"], notes(events)


# Arguments of the textbook


def test_the_console_prints_the_textbooks_lines(model, capsys):
    model.train(epochs=1, batch_size=3)
    output = capsys.readouterr().out
    numbers = r"time: \d+\.\d+, data_time: \d+\.\d+, memory: \d+, loss: \d+\.\d+"
    assert re.search(rf"^Epoch \[1\]\[10/12\] lr: \d\.\d{{3}}e-\d\d, eta: \d:\d\d:\d\d, {numbers}$", output, re.M)
    assert re.search(r"^Epoch\(val\) \[1\]\[12\] accuracy_top-1: \d+\.\d+, loss: \d+\.\d+$", output, re.M)


def test_more_marks_and_another_best(model):
    log = model.train(epochs=2, topk=(1, 2, 3), metric=["accuracy", "f1_score", "recall"], save_best="accuracy_top-2")
    tested = [row for row in log if row["mode"] == "val"]
    assert {"accuracy_top-1", "accuracy_top-2", "accuracy_top-3", "f1_score", "recall", "loss"} <= tested[0].keys()
    assert tested[0]["accuracy_top-3"] == 100 >= tested[0]["accuracy_top-2"] >= tested[0]["accuracy_top-1"]
    [best] = Path("models/few").glob("best_accuracy_top-2_epoch_*.pth")
    assert tested[load_own_weights(best)["epoch"] - 1]["accuracy_top-2"] == max(row["accuracy_top-2"] for row in tested)


def test_more_than_five_classes_are_marked_by_the_top_five_too(project):
    model = Classification(backbone="LeNet")
    model.load_dataset("data/digits", check=False)
    log = model.train(epochs=1, batch_size=256)
    assert {"accuracy_top-1", "accuracy_top-5"} <= log[-1].keys()


@pytest.mark.long
def test_what_is_kept_is_what_was_asked(model, capsys):
    model.train(epochs=4, save_every=2, save_best=None, distributed=True, random_seed=0)
    assert {path.name for path in Path("models/few").glob("*.pth")} == {"epoch_2.pth", "epoch_4.pth", "latest.pth"}
    assert load_own_weights("models/few/epoch_2.pth")["epoch"] == 2
    assert "2 processes train together" in capsys.readouterr().out


@pytest.mark.parametrize(
    "options",
    [
        {"topk": 0},
        {"metric": "mAP"},
        {"save_best": "accuracy_top-4"},
        {"save_every": 0},
        {"minutes": -1},
        {"random_seed": -3},
    ],
)
def test_impossible_wishes_are_said(model, options):
    with pytest.raises(BadValue):
        model.train(epochs=1, **options)


def test_another_number_of_classes_is_said_before_it_learns(model):
    model.num_classes = 5
    with pytest.raises(BadValue, match="3 classes.*num_classes is 5"):
        model.train(epochs=1)


def test_the_log_measures_the_wait_for_pictures(model):
    rows = [row for row in model.train(epochs=2, batch_size=4) if row["mode"] == "train"]
    assert all(0 < row["data_time"] <= row["time"] and row["memory"] > 10 for row in rows)
    assert json.loads(json.dumps(rows)) == rows
