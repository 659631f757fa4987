"""A training as a job: its tree mirrors where the files are here."""

import pytest

from sunmao.cluster.job import Limits
from sunmao.cluster.pack_training import CONFIG, HANDED_IN, pack_training
from sunmao.vision.run_config import load_config

pytestmark = pytest.mark.training


def test_the_tree_mirrors_what_is_here(tmp_path, monkeypatch):
    project = tmp_path / "project"
    for name in ("data/cat/1.png", "models/m/latest.pth", f"models/m/{HANDED_IN}", "other.txt"):
        (tmp_path / "project" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "project" / name).write_bytes(name.encode())
    (project / "models/m/config.yaml").write_text(
        "format: 1\nmodel: {task: classification, backbone: LeNet}\ndataset: {path: ../../data}\ntrain: {save_fold: .}\n"
    )
    monkeypatch.chdir(project)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    packed = pack_training(load_config("models/m/config.yaml"), Limits(2))
    assert sorted(packed.tree) == [CONFIG, "data/cat/1.png", "models/m/config.yaml", "models/m/latest.pth"]
    assert (packed.base, packed.job.folder, packed.job.output) == (project, ".", "models/m")
    text = packed.made[packed.tree[CONFIG]].decode()
    assert "path: data\n" in text and "save_fold: models/m\n" in text
    again = pack_training(load_config("models/m/config.yaml"), Limits(2))
    assert again.job.files == packed.job.files and again.job.id != packed.job.id
