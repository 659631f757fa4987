"""The textbook's log, a dictionary a line."""

import json
from types import SimpleNamespace

import pytest

from sunmao.training.json_log import LOG_EVERY, JsonLog, measure_memory, read_log

pytestmark = pytest.mark.training


def _training(**more) -> SimpleNamespace:
    values = {"resumed": 0, "epoch": 1, "step": 0, "steps": LOG_EVERY + 2, "lr": 0.123456789, "history": []}
    values |= {
        "learning_seconds": 0.0,
        "data_seconds": 0.0,
        "means": {"loss": 1.234567, "loss_box": 0.5, "accuracy": 1},
    }
    return SimpleNamespace(**values | more)


def _train(log: JsonLog, training: SimpleNamespace, epochs: int) -> None:
    log.before_train(training)
    for epoch in range(training.resumed + 1, epochs + 1):
        training.epoch = epoch
        for step in range(1, training.steps + 1):
            training.step = step
            training.learning_seconds += 2.0
            training.data_seconds += 0.5
            log.after_step(training)
        training.history.append({"logged": {"accuracy": 0.5}, "val_loss": 0.1234567} if epoch == 1 else {})
        log.after_epoch(training)
    log.after_train(training)


def test_a_line_every_so_many_batches_and_one_of_the_test(tmp_path):
    log = JsonLog(tmp_path / "fold")
    _train(log, _training(), 2)
    assert [(line["mode"], line["epoch"], line["iter"]) for line in log.lines] == [
        ("train", 1, LOG_EVERY),
        ("train", 1, LOG_EVERY + 2),
        ("val", 1, LOG_EVERY + 2),
        ("train", 2, LOG_EVERY),
        ("train", 2, LOG_EVERY + 2),
    ]
    first = log.lines[0]
    assert (first["lr"], first["loss"], first["loss_box"]) == (0.12345679, 1.23457, 0.5) and "accuracy" not in first
    assert [(line["time"], line["data_time"]) for line in log.lines if line["mode"] == "train"] == [(2.0, 0.5)] * 4
    assert log.lines[2]["accuracy"] == 0.5 and log.lines[2]["loss"] == 0.12346
    assert read_log(tmp_path / "fold", log.name) == log.lines


def test_a_training_that_goes_on_keeps_its_finished_epochs(tmp_path):
    log = JsonLog(tmp_path)
    _train(log, _training(), 2)
    with open(tmp_path / log.name, "a") as file:
        file.write('{"mode": "train", "epoch": 3, "iter": 1}\n{"mode": "tra')
    again = JsonLog(tmp_path, log.name)
    _train(again, _training(resumed=1), 2)
    assert [line["epoch"] for line in again.lines] == [1, 1, 1, 2, 2]
    lines = [json.loads(line) for line in (tmp_path / log.name).read_text().splitlines()]
    assert lines == again.lines and all(line["time"] == 2.0 for line in lines if line["mode"] == "train")


def test_two_trainings_of_one_second_have_a_file_each(tmp_path, monkeypatch):
    monkeypatch.setattr("time.strftime", lambda form: "20260101_000000")
    names = []
    for _ in range(3):
        log = JsonLog(tmp_path)
        log.before_train(_training())
        log.after_train(None)
        names.append(log.name)
    assert names == [f"20260101_000000{again}.log.json" for again in ("", "_2", "_3")]


def test_a_log_that_is_gone_or_lies_elsewhere(tmp_path):
    assert read_log(tmp_path, "none.log.json") == read_log(tmp_path, None) == []
    (tmp_path / "a.json").write_text('{"epoch": 1}\nno json\n')
    assert read_log(tmp_path / "..", f"{tmp_path.name}/a.json") == []
    assert read_log(tmp_path, "elsewhere/a.json") == [{"epoch": 1}]


def test_memory_is_told_in_megabytes():
    assert 20 < measure_memory() < 100_000
