"""Pictures become points one after the other; those in which nothing is seen are named and left out."""

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.images.image_files import save_image_file
from sunmao.landmarks.targets.registry import TARGETS
from sunmao.runtime import session
from sunmao.tasks.points_classification.points_dataset import open_points_dataset

COUNT = 4


@pytest.fixture
def events(monkeypatch):
    seen = []
    monkeypatch.setattr(session, "emit", seen.append)
    return seen


@pytest.mark.slow
def test_each_picture_is_counted_and_those_without_points_are_named(tmp_path, monkeypatch, events, capsys):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    for label in ("rock", "paper"):
        for number in range(COUNT // 2):
            picture = np.full((60, 60, 3), 40 * number, np.uint8)
            save_image_file(str(tmp_path / "rps" / label / f"{label}{number}.png"), picture)
    dataset = open_points_dataset(Dataset(tmp_path / "rps"), TARGETS["hand"])
    told = [(each.done, each.total) for each in events if each.kind == "progress"]
    assert told == [(done, COUNT) for done in range(1, COUNT + 1)]
    assert dataset.task == "points_classification" and dataset.items() == []
    assert "rock0.png" in capsys.readouterr().err
