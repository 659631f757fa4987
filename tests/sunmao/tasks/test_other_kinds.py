"""Kinds of learning that are no pictures fit the seam: each is a folder and a registration, and does all that one does."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.errors import BadData, BadModelFile, NotTrained
from sunmao.protocol.learning_messages import TrainingEnded, TrainingStarted
from sunmao.runtime import session
from sunmao.tasks.registry import load_model_class
from sunmao.vision import Classification
from sunmao.vision.comparison.compare_models import compare
from sunmao.vision.run_config import load_config
from tests.support.kinds.registration import register
from tests.support.kinds.rows import ROWS
from tests.support.kinds.sentences import SENTENCES
from tests.support.kinds.series import SERIES

pytestmark = pytest.mark.training

GLAD = ("what a lovely day", "I like this song", "the cake was good", "so much fun today", "a good and happy song")
SAD = ("what a dreary rain", "I dropped my toy", "the soup was cold", "nobody came today", "a cold and lonely rain")


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    for kind in (SENTENCES, SERIES, ROWS):
        register(monkeypatch, kind)


@pytest.fixture
def events(monkeypatch):
    seen = []
    monkeypatch.setattr(session, "emit", seen.append)
    return seen


def write_sentences(folder: str = "data/moods", times: int = 6) -> None:
    rows = [
        (n, f"{text} {n}", label)
        for n in range(times)
        for label, some in (("glad", GLAD), ("sad", SAD))
        for text in some
    ]
    Path(folder).mkdir(parents=True)
    with open(Path(folder, "phrases.csv"), "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("time", "phrase", "mood"), *rows, (times, "nothing said", "")])


def write_movements(folder: str = "data/moves") -> None:
    random = np.random.default_rng(0)
    for label, speed in (("wave", 3), ("circle", 1), ("rest", 0)):
        Path(folder, label).mkdir(parents=True)
        for person in ("ann", "ben", "cai", "dan", "eva"):
            for number in range(6):
                time = np.linspace(0, 6.28, random.integers(30, 60))[:, None]
                rows = np.sin(time * speed + [0, 1, 2]) + random.normal(0, 0.1, (len(time), 3))
                np.savetxt(Path(folder, label, f"{person}_{number}.curves"), rows, fmt="%.4f", delimiter=",")


def write_numbers(folder: str = "data/numbers") -> None:
    random = np.random.default_rng(0)
    centers = [(0, 0), (5, 5), (0, 8)]
    rows = np.concatenate([random.normal(center, 0.5, (40, 2)) for center in centers])
    Path(folder).mkdir(parents=True)
    np.savetxt(Path(folder, "numbers.csv"), rows, fmt="%.4f", delimiter=",", header="height,weight", comments="")


def make_network():
    from torch import nn

    return nn.Sequential(nn.Flatten(), nn.Linear(96, 24), nn.ReLU(), nn.Linear(24, 3))


KINDS = {
    "sentences": (write_sentences, "data/moods", dict, {"strength": 2.0}, {"strength": 0.001}, "accuracy", 0.9),
    "movements": (
        write_movements,
        "data/moves",
        lambda: {"network": make_network()},
        {"epochs": 20, "random_seed": 3},
        {"epochs": 1, "lr": 1e-6, "random_seed": 3},
        "accuracy",
        0.9,
    ),
    "clusters": (write_numbers, "data/numbers", dict, {"clusters": 3}, {"clusters": 1}, "spread", -1.0),
}


@pytest.mark.parametrize("task", KINDS)
def test_a_kind_is_trained_tested_saved_loaded_and_compared(task, events, capsys):
    write, path, make, well, badly, metric, least = KINDS[task]
    write()
    kind = load_model_class(task)
    model = kind(**make())
    model.load_dataset(path=path)
    lines = model.train(**well)
    assert lines and lines[-1]["mode"] == "train" or events
    started = next(each for each in events if isinstance(each, TrainingStarted))
    assert started.task == task and started.dataset.path == path
    ended = next(each for each in events if isinstance(each, TrainingEnded))
    assert ended.reason == "finished" and Path(ended.path).is_file()

    report = model.evaluate()
    mark = getattr(report, metric)
    assert (mark if least > 0 else -mark) >= least and report.total >= 6
    assert len(report.mistakes) == (round((1 - mark) * report.total) if metric == "accuracy" else report.total)

    item = Dataset(path).items("test")[0]
    content = Dataset(path).sample_kind.read(item)
    answer = model.inference(content)
    assert model.print_result() == model._rows(answer)

    loaded = kind(**make())
    loaded.load_checkpoint(ended.path)
    assert loaded._rows(loaded.inference(content)) == model._rows(answer)
    kept = kind(**make())
    kept.save_fold = model.save_fold
    kept.load_dataset(path=path)
    assert kept._rows(kept.inference(content)) == model._rows(answer), "the newest weights of its folder"

    other = kind(**make())
    other.load_dataset(path=path)
    other.train(**badly, save_fold="checkpoints/other")
    rows = compare([model, other]).rows
    assert rows[0][1] == round(mark, 3) and (rows[0][1] > rows[1][1]) == (metric == "accuracy")
    assert all(size > 0 and rate > 0 for _, _, size, rate in rows)


def test_the_same_training_is_repeated_by_its_config(events):
    write_sentences()
    model = load_model_class("sentences")()
    model.load_dataset(path="data/moods")
    model.train(strength=0.5)
    said = Path("checkpoints/sentences/config.yaml").read_text(encoding="utf-8")
    assert "strength: 0.5" in said and "task: sentences" in said
    load_config("checkpoints/sentences/config.yaml", ["train.save_fold='again'"]).train()
    first, again = (next(Path(folder).glob("*.npz")) for folder in ("checkpoints/sentences", "again"))
    assert all(np.array_equal(value, np.load(again)[name]) for name, value in np.load(first).items() if name != "about")


def test_a_training_in_epochs_goes_on(events):
    write_movements()
    kind = load_model_class("movements")
    whole = kind(make_network())
    whole.load_dataset(path="data/moves")
    whole.train(epochs=4, random_seed=5, save_fold="whole")

    class Enough(BaseException):
        pass

    halves = kind(make_network())
    halves.load_dataset(path="data/moves")
    check = session.check_stop
    seen = []

    def stop():
        seen.append(None)
        if len(seen) == 9:
            raise Enough

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "check_stop", stop)
        with pytest.raises(Enough):
            halves.train(epochs=4, random_seed=5, save_fold="halves")
    assert session.check_stop is check
    halves.train(epochs=4, random_seed=5, save_fold="halves", resume=True)
    import torch

    states = [torch.load(f"{folder}/latest.pth", weights_only=True)["state_dict"] for folder in ("whole", "halves")]
    assert all(torch.equal(value, states[1][name]) for name, value in states[0].items())


def test_samples_of_a_person_stay_in_one_part():
    write_movements()
    dataset = Dataset("data/moves")
    for _ in range(2):
        people = {split: {item.group for item in dataset.items(split)} for split in ("train", "val", "test")}
        assert all(people.values()) and not people["train"] & people["test"] and not people["train"] & people["val"]
        dataset.split(ratio="6:2:2", seed=3)


def test_a_data_set_of_other_samples_is_described_and_shown():
    write_sentences()
    dataset = Dataset("data/moods")
    assert dataset.task == "sentences" and dataset.sample_kind.name == "sentence" and dataset.classes == ["glad", "sad"]
    assert dataset.describe().rows[-1][-1] == 60 == dataset.count_pictures()
    assert [finding.key for finding in dataset.check()] == ["odd_lines"]
    assert list(dataset.samples("test"))[0] == (dataset.items("test")[0].content, dataset.items("test")[0].label)
    assert len(list(dataset.as_events())) == 2
    before = dataset.content_hash()
    write_sentences("data/more", times=7)
    assert Dataset("data/more").content_hash() != before == Dataset("data/moods").content_hash()


def test_damaged_samples_are_left_out_and_damaged_files_said():
    write_movements()
    Path("data/moves/wave/ann_0.curves").write_text("1,2\nx")
    model = load_model_class("movements")(make_network())
    model.load_dataset(path="data/moves", check=True)
    assert model._require_dataset().count_pictures() == 89
    model.train(epochs=1)
    for file, kind in ((next(Path("checkpoints/movements").glob("*.pth")), "sentences"), (Path("x.npz"), "clusters")):
        Path("x.npz").write_bytes(b"no numbers")
        with pytest.raises(BadModelFile):
            load_model_class(kind)().load_checkpoint(file)
    with pytest.raises(NotTrained):
        load_model_class("clusters")().inference([1, 2])


def test_kinds_are_not_mixed_up():
    write_sentences()
    write_numbers()
    with pytest.raises(BadData, match="telling sentences apart"):
        Classification(backbone="LeNet").load_dataset(path="data/moods")
    with pytest.raises(BadData, match="clusters"):
        load_model_class("sentences")().load_dataset(path="data/numbers")
    model = load_model_class("movements")(make_network())
    write_movements()
    model.load_dataset(path="data/moves")
    model.train(epochs=1)
    weights = next(Path("checkpoints/movements").glob("best_*.pth"))
    with pytest.raises(BadModelFile):
        Classification(backbone="LeNet").load_checkpoint(weights)


def test_what_is_fitted_at_once_keeps_its_marks_in_its_file(events):
    write_numbers()
    model = load_model_class("clusters")()
    model.load_dataset(path="data/numbers")
    model.train(clusters=3)
    [file] = Path("checkpoints/clusters").glob("*.npz")
    about = json.loads(np.load(file)["about"].tobytes())
    assert (
        file.name == "best_spread_epoch_1.npz" and 0 < about["spread"] < 1 and about["data"]["pictures"]["train"] == 96
    )
    model.train(clusters=3, validate=False)
    assert [each.name for each in Path("checkpoints/clusters").glob("*.npz")] == ["latest.npz"]
