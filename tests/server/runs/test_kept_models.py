"""The models of an earlier training become the project's own again, and can be exchanged as often as one likes."""

import json
import os
from pathlib import Path

import pytest

from sunmao.server.runs.kept_models import FOLDER, LIST, keep_models, list_kept_models, restore_models

BEST = "checkpoints/signs/best_accuracy_top-1_epoch_{}.pth"


@pytest.fixture
def project(tmp_path) -> Path:
    (tmp_path / "checkpoints" / "signs").mkdir(parents=True)
    (tmp_path / "models").mkdir()
    return tmp_path


def write(file: Path, data: bytes) -> None:
    """As a training does it: under another name, then renamed."""
    temporary = file.with_name("new.tmp")
    temporary.write_bytes(data)
    temporary.replace(file)


def train(project: Path, name: str, epoch: int) -> Path:
    """Leave the files of a run that has trained, and return its folder."""
    home = project / "runs" / name
    home.mkdir(parents=True)
    for old in project.glob("checkpoints/signs/best_*.pth"):
        old.unlink()
    write(project / BEST.format(epoch), f"weights of {name}".encode())
    write(project / "checkpoints" / "signs" / "latest.pth", b"on the way")
    write(project / "models" / "signs.onnx", f"model of {name}".encode())
    keep_models(project, home, (project / BEST.format(epoch)).stat().st_mtime)
    return home


def read_models(project: Path) -> dict[str, bytes]:
    files = [*project.glob("checkpoints/*/best_*.pth"), *project.glob("models/*")]
    return {file.relative_to(project).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("epochs", [(50, 50), (7, 12)])
def test_models_are_exchanged_both_ways(project, epochs):
    first = train(project, "000001", epochs[0])
    before, times = read_models(project), os.stat(project / BEST.format(epochs[0])).st_mtime_ns
    assert {row["path"] for row in list_kept_models(first)} == {BEST.format(epochs[0]), "models/signs.onnx"}
    second = train(project, "000002", epochs[1])
    after = read_models(project)
    assert after != before
    for _ in range(2):
        assert restore_models(project, first, second) == sorted(before)
        assert read_models(project) == before
        assert os.stat(project / BEST.format(epochs[0])).st_mtime_ns == times, "its test is still that of this file"
        restore_models(project, second, first)
        assert read_models(project) == after
    assert list_kept_models(first) and list_kept_models(second)


def test_what_was_kept_takes_no_room_until_it_is_replaced(project):
    home = train(project, "000001", 3)
    [row] = [row for row in list_kept_models(home) if row["path"].endswith(".pth")]
    assert os.path.samefile(home / FOLDER / row["name"], project / row["path"])


def test_a_program_that_wrote_into_its_file_leaves_nothing_to_go_back_to(project):
    home = train(project, "000001", 3)
    with open(project / BEST.format(3), "ab") as file:
        file.write(b"more")
    assert list_kept_models(home) == [] and restore_models(project, home, home) == []


@pytest.mark.parametrize(
    "row",
    [
        {"path": "../../other/models/a.pth", "name": "0"},
        {"path": "workspace.json", "name": "0"},
        {"path": "models/a.pth", "name": "../../project.json"},
        {"path": 7, "name": "0"},
        [],
    ],
)
def test_a_list_that_names_something_else_is_none(project, row):
    home = train(project, "000001", 3)
    said = json.loads((home / FOLDER / LIST).read_text())
    (home / FOLDER / LIST).write_text(json.dumps([{**said[0], **row} if isinstance(row, dict) else row]))
    assert list_kept_models(home) == []


@pytest.mark.parametrize("key", ["path", "name", "bytes", "modified"])
def test_a_list_that_leaves_something_out_is_none(project, key):
    home = train(project, "000001", 3)
    [row, *more] = json.loads((home / FOLDER / LIST).read_text())
    del row[key]
    (home / FOLDER / LIST).write_text(json.dumps([row, *more]))
    assert list_kept_models(home) == []


def test_what_stands_in_the_place_of_a_kept_file_is_not_copied(project):
    home = train(project, "000001", 3)
    rows = json.loads((home / FOLDER / LIST).read_text())
    kept = home / FOLDER / rows[0]["name"]
    kept.unlink()
    kept.symlink_to("/dev/zero")
    rows[0] |= {"bytes": kept.lstat().st_size, "modified": kept.lstat().st_mtime_ns}
    (home / FOLDER / LIST).write_text(json.dumps(rows))
    assert list_kept_models(home) == []
