"""The part of a training that a kill may take: never more than a minute or one epoch, whichever is longer."""

from types import SimpleNamespace

import pytest

from sunmao.tasks.classification.metrics import MetricConfig
from sunmao.training.checkpoints import checkpointing
from sunmao.training.checkpoints.checkpointing import LATEST, MARKER, CheckpointPlan, CheckpointWriter
from sunmao.training.json_log import JsonLog

pytestmark = pytest.mark.training


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass only when somebody says so; a slow disk takes ten for each file."""
    now = SimpleNamespace(seconds=1000.0, written=[], resumable=[])

    def save_slowly(path, state, info):
        now.seconds += 10
        now.written.append((path.name, info["epoch"]))
        now.resumable.append("training" in info)

    monkeypatch.setattr(checkpointing, "time", SimpleNamespace(monotonic=lambda: now.seconds))
    monkeypatch.setattr(checkpointing, "save_weights", save_slowly)
    return now


def make_training(epochs: int) -> SimpleNamespace:
    row = {"loss": 1.0, "epoch": 0}
    config = SimpleNamespace(epochs=epochs)
    return SimpleNamespace(history=[row], loss=1.0, epoch=0, reason="finished", paused=False, config=config, state=dict)


@pytest.mark.parametrize(("epoch_seconds", "written"), [(5.0, 2), (70.0, 20)])
def test_a_slow_disk_leaves_no_more_than_a_minute_unwritten(tmp_path, clock, epoch_seconds, written):
    writer = CheckpointWriter(CheckpointPlan(tmp_path, {}, MetricConfig(), resumable=False), dict, JsonLog(tmp_path))
    training, unsaved = make_training(epochs=100), 0.0
    for training.epoch in range(1, 21):
        clock.seconds += epoch_seconds
        training.history[-1]["epoch"] = training.epoch
        before, unsaved = len(clock.written), unsaved + epoch_seconds
        writer.after_epoch(training)
        if len(clock.written) > before:
            assert clock.written[-1] == (LATEST, training.epoch)
            unsaved = 0.0
        assert unsaved <= max(60, epoch_seconds)
    assert len(clock.written) == written


def test_the_last_epoch_is_written_once_as_it_stays(tmp_path, clock):
    writer, training = (
        CheckpointWriter(CheckpointPlan(tmp_path, {}, MetricConfig()), dict, JsonLog(tmp_path)),
        make_training(epochs=2),
    )
    writer.before_train(training)
    for training.epoch in (1, 2):
        training.history[-1]["epoch"] = training.epoch
        writer.after_epoch(training)
    assert clock.written == [(LATEST, 1), (LATEST, 2)] and clock.resumable == [True, False]
    writer.after_train(training)
    assert len(clock.written) == 2 and not (tmp_path / MARKER).exists()


def test_an_early_end_is_written_as_it_stays(tmp_path, clock):
    writer, training = (
        CheckpointWriter(CheckpointPlan(tmp_path, {}, MetricConfig()), dict, JsonLog(tmp_path)),
        make_training(epochs=9),
    )
    training.epoch = training.history[-1]["epoch"] = 1
    writer.after_epoch(training)
    training.reason = "early"
    writer.after_train(training)
    assert clock.written == [(LATEST, 1), (LATEST, 1)] and clock.resumable == [True, False]
