"""How much of a training a kill may take: never more than a minute or one epoch, whichever is longer."""

from types import SimpleNamespace

import pytest

from sunmao.vision.checkpoints import checkpointing
from sunmao.vision.checkpoints.checkpointing import LATEST, CheckpointPlan, CheckpointWriter
from sunmao.vision.training.json_log import JsonLog

pytestmark = pytest.mark.training


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass only when somebody says so; a slow disk takes ten for each file."""
    now = SimpleNamespace(seconds=1000.0, written=[])

    def save_slowly(path, state, info):
        now.seconds += 10
        now.written.append((path.name, info["epoch"]))

    monkeypatch.setattr(checkpointing, "time", SimpleNamespace(monotonic=lambda: now.seconds))
    monkeypatch.setattr(checkpointing, "save_weights", save_slowly)
    return now


@pytest.mark.parametrize(("epoch_seconds", "written"), [(5.0, 2), (70.0, 20)])
def test_a_slow_disk_leaves_no_more_than_a_minute_unwritten(tmp_path, clock, epoch_seconds, written):
    writer = CheckpointWriter(CheckpointPlan(tmp_path, {}, resumable=False), dict, JsonLog(tmp_path))
    training, unsaved = SimpleNamespace(history=[{"loss": 1.0}], loss=1.0, epoch=0), 0.0
    for training.epoch in range(1, 21):
        clock.seconds += epoch_seconds
        before, unsaved = len(clock.written), unsaved + epoch_seconds
        writer.after_epoch(training)
        if len(clock.written) > before:
            assert clock.written[-1] == (LATEST, training.epoch)
            unsaved = 0.0
        assert unsaved <= max(60, epoch_seconds)
    assert len(clock.written) == written
