"""The card of a project: its data and its newest test."""

import json

from sunmao.server.runs.project_cards import describe_learning
from tests.support.photographs import write_photographs


def write_run(project, name: str, *marks: dict) -> None:
    home = project / "runs" / name
    home.mkdir(parents=True)
    (home / "summary.json").write_text(json.dumps({"state": "finished"}))
    events = [{"seq": seq, "t": 1.0, "kind": "marks", "model": "m", **each} for seq, each in enumerate(marks, 1)]
    (home / "events.jsonl").write_text("".join(json.dumps(each, separators=(",", ":")) + "\n" for each in events))


def test_classes_pictures_and_the_mark_of_the_newest_test(tmp_path):
    write_photographs(tmp_path / "data" / "mine", ["a", "b"], 3)
    write_run(tmp_path, "2026-01-01_10-00-00", {"split": "test", "correct": 1, "total": 9})
    write_run(
        tmp_path,
        "2026-01-02_10-00-00",
        {"split": "test", "correct": 7, "total": 9},
        {"split": "val", "correct": 2, "total": 2},
    )
    said = describe_learning(tmp_path)
    assert said == {"data": {"classes": 2, "count": 6}, "mark": {"correct": 7, "total": 9}}


def test_a_picture_more_is_counted(tmp_path):
    write_photographs(tmp_path / "data" / "mine", ["a", "b"], 2)
    assert describe_learning(tmp_path)["data"]["count"] == 4
    write_photographs(tmp_path / "data" / "mine", ["c"], 3)
    assert describe_learning(tmp_path)["data"] == {"classes": 3, "count": 7}


def test_nothing_is_said_of_what_is_not_there_or_cannot_be_read(tmp_path):
    assert describe_learning(tmp_path) == {}
    (tmp_path / "data" / "odd").mkdir(parents=True)
    (tmp_path / "data" / "odd" / "annotations.json").write_text("{")
    (tmp_path / "runs").write_text("no folder")
    assert describe_learning(tmp_path) == {}
