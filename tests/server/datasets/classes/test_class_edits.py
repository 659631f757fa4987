"""The classes of a data set: begun, renamed, removed and brought back; pictures for the test lie apart."""

import sys
from contextlib import closing
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest

from sunmao.data.dataset import Dataset
from tests.support.app_client import Page
from tests.support.damage import KINDS

PICTURE = cv2.imencode(".jpg", np.indices((40, 40)).sum(0)[..., None].repeat(3, 2).astype(np.uint8))[1].tobytes()


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def project(page):
    """The project that "teach the computer" begins with: three empty classes."""
    return page.ask("POST", "/api/projects", json={"example": "teach", "lang": "zh"}).json["id"]


def folder(page, project):
    return page.studio.projects.get(project).folder / "data/我的图片"


def take(page, project, label, **more):
    path = f"/api/projects/{project}/datasets/我的图片/pictures"
    return page.ask("POST", path, query_string={"label": label, **more}, data=PICTURE, content_type="image/jpeg")


def change(page, project, **asked):
    return page.ask("POST", f"/api/projects/{project}/datasets/我的图片/classes", json=asked)


def names(answer) -> list[str]:
    return [row["name"] for row in answer.json["classes"]]


@pytest.mark.slow
def test_pictures_for_the_test_lie_apart(page, project):
    assert take(page, project, "第 1 类").json["path"] == "training_set/第 1 类/1.jpg"
    kept = take(page, project, "第 1 类", split="test")
    assert kept.json["path"] == "test_set/第 1 类/1.jpg"
    rows = page.ask("GET", f"/api/projects/{project}/datasets/我的图片/classes").json
    assert rows[0] == {"name": "第 1 类", "count": 2, "tests": 1, "newest": [], "contributors": {}} and len(rows) == 3
    for _ in range(10):
        take(page, project, "第 1 类")
    rows = page.ask("GET", f"/api/projects/{project}/datasets/我的图片/classes?newest=2").json
    assert rows[0]["newest"] == ["training_set/第 1 类/11.jpg", "training_set/第 1 类/10.jpg"]
    assert rows[1]["newest"] == []
    assert take(page, project, "第 1 类", split="val").status_code == 400
    dataset = Dataset(str(folder(page, project)))
    assert [len(dataset.items(part)) for part in ("train", "val", "test")] == [10, 1, 1]
    path = f"/api/projects/{project}/datasets/我的图片/pictures"
    assert page.ask("DELETE", path, json={"paths": [kept.json["path"]]}).json == {"taken_back": 1}


def test_a_class_has_another_name_and_its_pictures_stay(page, project):
    for split in ("train", "test"):
        take(page, project, "第 2 类", split=split)
    answer = change(page, project, do="rename", label="第 2 类", to="剪刀")
    assert answer.status_code == 200 and names(answer) == ["第 1 类", "剪刀", "第 3 类"]
    newest = ["training_set/剪刀/1.jpg"]
    assert answer.json["classes"][1] == {"name": "剪刀", "count": 2, "tests": 1, "newest": newest, "contributors": {}}
    assert change(page, project, do="rename", label="剪刀", to="第 1 类").status_code == 409
    assert change(page, project, do="rename", label="剪刀", to="a/b").status_code == 422
    assert change(page, project, do="rename", label="石头", to="布").status_code == 404
    assert names(change(page, project, do="rename", label="剪刀", to="剪刀")) == ["第 1 类", "剪刀", "第 3 类"]
    assert names(change(page, project, do="add", label="Palm")) == ["第 1 类", "剪刀", "第 3 类", "Palm"]
    assert names(change(page, project, do="rename", label="Palm", to="palm"))[3] == "palm"
    assert change(page, project, do="add", label="PALM").status_code == 422


def test_lists_that_name_a_class_follow_it(page, project):
    for label in ("第 1 类", "第 2 类"):
        for split in ("train", "test"):
            take(page, project, label, split=split)
    root = folder(page, project)
    (root / "classes.txt").write_text("第 1 类\n第 2 类\n第 3 类\n", encoding="utf-8")
    (root / "test.txt").write_text("第 1 类/1.jpg 0\n第 2 类/1.jpg 1\n", encoding="utf-8")
    change(page, project, do="rename", label="第 2 类", to="剪刀")
    dataset = Dataset(str(root))
    assert dataset.classes[:2] == ["第 1 类", "剪刀"]
    assert sorted(each.label for each in dataset.items("test")) == ["剪刀", "第 1 类"]


def test_a_removed_class_comes_back_to_its_place(page, project):
    for label, split in (("第 1 类", "train"), ("第 2 类", "train"), ("第 2 类", "test")):
        take(page, project, label, split=split)
    gone = change(page, project, do="remove", label="第 2 类")
    assert names(gone) == ["第 1 类", "第 3 类"]
    assert "第 2 类" not in str(Dataset(str(folder(page, project))).classes)
    back = change(page, project, do="restore", removed=gone.json["removed"])
    assert names(back) == ["第 1 类", "第 2 类", "第 3 类"] and back.json["classes"][1]["count"] == 2
    assert change(page, project, do="restore", removed="..").status_code == 404
    assert change(page, project, do="swap").status_code == 400


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links as on POSIX systems")
@pytest.mark.parametrize("kind", ["pipe", "link", "sparse", "random bytes", "folder"])
def test_a_removed_class_comes_back_without_its_place(page, project, kind):
    take(page, project, "第 1 类")
    gone = change(page, project, do="remove", label="第 1 类").json["removed"]
    KINDS[kind](folder(page, project) / ".removed" / gone / "classes.txt", Random(0))
    back = change(page, project, do="restore", removed=gone)
    assert back.status_code == 200 and sorted(names(back)) == ["第 1 类", "第 2 类", "第 3 类"]


def test_a_class_of_that_name_stands_in_the_way_of_a_removed_one(page, project):
    gone = change(page, project, do="remove", label="第 2 类").json["removed"]
    change(page, project, do="add", label="第 2 类")
    take(page, project, "第 2 类")
    assert change(page, project, do="restore", removed=gone).status_code == 409
    assert (folder(page, project) / "training_set/第 2 类/1.jpg").is_file()


@pytest.mark.process  # the set is indexed by a job
def test_the_classes_have_one_order_everywhere(page, project):
    """Cards, pictures, training, report and answer: as the set was made, whatever the alphabet says."""
    order = ["石头", "剪刀", "布"]
    for number, label in enumerate(order, 1):
        change(page, project, do="rename", label=f"第 {number} 类", to=label)
        for _ in range(3):
            take(page, project, label)
    cards = f"/api/projects/{project}/datasets/我的图片/classes"
    assert order != sorted(order) and [row["name"] for row in page.ask("GET", cards).json] == order
    assert Dataset(str(folder(page, project))).classes == order
    shown = page.ask("GET", f"/api/projects/{project}/datasets").json
    assert [[one["name"] for one in each["classes"]] for each in shown if each["name"] == "我的图片"] == [order]
    (folder(page, project) / "classes.txt").write_text("布\n石头\n剪刀\n", encoding="utf-8")  # a lesson's numbers
    assert [row["name"] for row in page.ask("GET", cards).json] == ["布", "石头", "剪刀"]
    assert Dataset(str(folder(page, project))).classes == ["布", "石头", "剪刀"]


@pytest.mark.process
def test_classes_of_an_edited_set(page, project):
    """Cards count what was edited; a class takes only its own pictures along when it is renamed or removed."""
    for label in ("第 1 类", "第 2 类"):
        for _ in range(3):
            take(page, project, label)
    path = f"/api/projects/{project}/datasets/我的图片"

    def edit(kind, paths, **more):
        return page.ask("POST", f"{path}/edits", json={"kind": kind, "paths": paths, **more})

    def counts() -> dict:
        return {row["name"]: row["count"] for row in page.ask("GET", f"{path}/classes").json}

    assert edit("relabel", ["training_set/第 1 类/1.jpg"], label="第 2 类").status_code == 200
    assert edit("delete", ["training_set/第 2 类/1.jpg"]).status_code == 200
    assert counts() == {"第 1 类": 2, "第 2 类": 3, "第 3 类": 0}
    assert change(page, project, do="rename", label="第 2 类", to="第 3 类").status_code == 409
    assert change(page, project, do="rename", label="第 2 类", to="猫").status_code == 200
    assert counts() == {"第 1 类": 2, "猫": 3, "第 3 类": 0}
    gone = change(page, project, do="remove", label="第 1 类")
    assert names(gone) == ["猫", "第 3 类"] and counts() == {"猫": 3, "第 3 类": 0}
    assert names(change(page, project, do="restore", removed=gone.json["removed"])) == ["第 1 类", "猫", "第 3 类"]
    assert counts() == {"第 1 类": 2, "猫": 3, "第 3 类": 0}
    assert Dataset(str(folder(page, project))).count_pictures(label="猫") == 3


def list_three_classes(page, project: str) -> tuple[str, list[str], Path]:
    """Two classes with a picture and one without: the address of their data set, their order and `classes.txt`."""
    order = ["第 1 类", "第 2 类", "第 3 类"]
    for label in order[:2]:
        take(page, project, label)
    listed = folder(page, project) / "classes.txt"
    listed.write_text("".join(f"{name}\n" for name in order), encoding="utf-8")
    return f"/api/projects/{project}/datasets/我的图片", order, listed


@pytest.mark.process
def test_the_list_of_classes_follows_undo_and_redo_of_the_data_set(page, project):
    """The strip below the pictures takes a class back as its own Undo does."""
    path, order, listed = list_three_classes(page, project)
    relabel = {"kind": "relabel", "paths": ["training_set/第 1 类/1.jpg"], "label": "第 3 类"}
    assert page.ask("POST", f"{path}/edits", json=relabel).status_code == 200

    def read_list() -> list[str]:
        named = listed.read_text(encoding="utf-8").split("\n")[:-1]
        assert named == [row["name"] for row in page.ask("GET", f"{path}/classes").json]
        return named

    change(page, project, do="remove", label="第 2 类")
    assert read_list() == ["第 1 类", "第 3 类"]
    for word, names_then in (("undo", order), ("redo", ["第 1 类", "第 3 类"]), ("undo", order)):
        answer = page.ask("POST", f"{path}/edits/{word}", json={}).json
        assert answer["edit"]["detail"]["class"] == "第 2 类" and read_list() == names_then
    change(page, project, do="empty", label="第 2 类")
    for word in ("undo", "redo"):
        page.ask("POST", f"{path}/edits/{word}", json={})
        assert read_list() == order


@pytest.mark.process
def test_the_list_of_classes_follows_a_rename_and_its_undo(page, project):
    """Whatever is undone and done again, `classes.txt`, the cards and a program have the same names in the same order."""
    path, order, listed = list_three_classes(page, project)

    def read_list() -> list[str]:
        named = listed.read_text(encoding="utf-8").split("\n")[:-1]
        assert named == [row["name"] for row in page.ask("GET", f"{path}/classes").json]
        assert [name for name in named if name in Dataset(str(folder(page, project))).classes][:2] == named[:2]
        return named

    change(page, project, do="rename", label="第 2 类", to="布")
    assert read_list() == ["第 1 类", "布", "第 3 类"]
    change(page, project, do="rename", label="布", to="第 2 类")
    assert read_list() == order
    merged = {"kind": "relabel", "paths": ["training_set/第 2 类/1.jpg"], "label": "第 1 类"}
    assert page.ask("POST", f"{path}/edits", json=merged).status_code == 200
    for word in ("undo", "redo", "undo"):
        assert page.ask("POST", f"{path}/edits/{word}", json={}).status_code == 200
        assert listed.read_text(encoding="utf-8").split("\n")[:-1] == order


def test_an_emptied_class_stays_and_takes_pictures_anew(page, project):
    """Undo brings an emptied class back, beside pictures taken since; programs read the same."""
    for label in ("第 1 类", "第 2 类"):
        for split in ("train", "train", "test"):
            take(page, project, label, split=split)

    def rows() -> list[tuple]:
        found = page.ask("GET", f"/api/projects/{project}/datasets/我的图片/classes").json
        return [(row["name"], row["count"], row["tests"]) for row in found]

    emptied = change(page, project, do="empty", label="第 1 类")
    assert emptied.status_code == 200 and rows() == [("第 1 类", 0, 0), ("第 2 类", 3, 1), ("第 3 类", 0, 0)]
    assert take(page, project, "第 1 类").json["path"] not in (
        "training_set/第 1 类/1.jpg",
        "training_set/第 1 类/2.jpg",
    )
    assert rows()[0] == ("第 1 类", 1, 0)
    assert Dataset(str(folder(page, project))).count_pictures(label="第 1 类") == 1
    assert names(change(page, project, do="restore", removed=emptied.json["removed"])) == [
        "第 1 类",
        "第 2 类",
        "第 3 类",
    ]
    assert rows()[0] == ("第 1 类", 4, 1)
    assert change(page, project, do="empty", label="猫").status_code == 404


def choose_tests(page, project, **pictures):
    return page.ask("POST", f"/api/projects/{project}/datasets/我的图片/tests", json={"pictures": pictures})


@pytest.mark.slow
def test_test_pictures_taken_anew_keep_those_before(page, project):
    """The pictures of an earlier test stay under their names, out of sight; the choice can be taken back."""
    first, second = "第 1 类", "第 2 类"
    old = {
        label: [take(page, project, label, split="test").json["path"] for _ in range(2)] for label in (first, second)
    }
    before = {path: (folder(page, project) / path).read_bytes() for path in old[first]}
    new = [take(page, project, first, split="test").json["path"] for _ in range(3)]
    assert not {*new} & {*old[first]}
    answer = choose_tests(page, project, **{first: new}).json
    assert answer["put_away"] == {first: old[first]}
    assert [row["tests"] for row in answer["classes"]] == [3, 2, 0]
    assert {path: (folder(page, project) / path).read_bytes() for path in old[first]} == before
    assert len(Dataset(str(folder(page, project))).items("test")) == 5
    back = choose_tests(page, project, **answer["put_away"]).json
    assert back["put_away"] == {first: new} and [row["tests"] for row in back["classes"]] == [2, 2, 0]
    assert choose_tests(page, project, **{"no class": []}).status_code == 404
    assert choose_tests(page, project, **{first: [3]}).status_code == 400
    assert choose_tests(page, project, **{first: "x"}).status_code == 400
