"""Editing a data set as pages do it: at once in the index, undone after a restart, never silently over another's."""

import shutil
import threading
import time
from collections import Counter
from contextlib import closing

import cv2
import numpy as np
import psutil
import pytest

from sunmao.data.dataset import Dataset
from sunmao.data.edits.edit_log import LOCK, EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.server.dataset_index import build_index, index_db
from sunmao.server.dataset_index.compared_labels import save_compared_labels
from tests.support.app_client import Page

pytestmark = pytest.mark.process


class EditedSet:
    """A data set of a project, and what a page asks of it."""

    def __init__(self, page: Page, project: str, name: str):
        self.page, self.name = page, name
        self.folder = page.studio.projects.get(project).folder / "data" / name
        self.path = f"/api/projects/{project}/datasets/{name}"

    def edit(self, kind: str, paths: list[str] | None = None, seen=None, **more):
        asked = {"kind": kind, "seen": seen, **more} | ({} if paths is None else {"paths": paths})
        return self.page.ask("POST", f"{self.path}/edits", json=asked)

    def turn(self, word: str, **more) -> dict:
        return self.page.ask("POST", f"{self.path}/edits/{word}", json=more).json

    def read_edits(self) -> dict:
        return self.page.ask("GET", f"{self.path}/edits").json

    def settle(self) -> dict:
        """The row of the data set once its index is up to date, as the page asks for it until it is."""
        end = time.monotonic() + 60
        while (row := self.page.ask("GET", self.path).json).get("coming"):
            assert time.monotonic() < end, row
            time.sleep(0.05)
        return row

    def wall(self, query: str = "") -> list[tuple]:
        self.settle()
        rows = self.page.ask("GET", f"{self.path}/pictures?limit=500&{query}").json["rows"]
        return [(row["path"], row["labels"], row["split"]) for row in rows]

    def counts(self) -> dict:
        return {row["name"]: row["count"] for row in self.settle()["classes"]}


def picture(n: int) -> bytes:
    image = np.full((24, 24, 3), 9 * n % 255, np.uint8)
    image[n % 20 :, : 4 + n % 16] = 255
    return cv2.imencode(".png", image)[1].tobytes()


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def pets(page) -> EditedSet:
    made = EditedSet(page, page.make(), "pets")
    for label in ("cat", "dog", "fox"):
        (made.folder / label).mkdir(parents=True)
        for n in range(4):
            (made.folder / label / f"{n}.png").write_bytes(picture(n + len(label)))
    made.wall()
    return made


def test_a_picture_that_has_just_come_can_be_edited(pets):
    """Its folder was looked at a moment before it came."""
    (pets.folder / "cat" / "new.png").write_bytes(picture(9))
    answer = pets.edit("relabel", ["cat/new.png"], label="dog")
    assert answer.status_code == 200, answer.json
    assert pets.counts() == {"cat": 4, "dog": 5, "fox": 4}


@pytest.mark.long
def test_a_killed_reader_of_the_pictures_keeps_nobody_from_editing(page, pets):
    killed, n = 0, 0
    while not killed:  # now and then it is ready before it is found
        n += 1
        for number in range(1000):
            (pets.folder / "cat" / f"more {n} {number}.png").write_bytes(picture(number))
        asks = threading.Thread(target=lambda: page.ask("GET", pets.path))  # it sees that something is new
        asks.start()
        while asks.is_alive() and not killed:
            killed = kill_index_process()
        asks.join()
    new = [f"cat/more {n} {number}.png" for number in (0, 999)]
    while (answer := pets.edit("relabel", new, label="dog")).status_code == 503:
        pets.settle()  # it says that it still reads
    assert answer.status_code == 200 and answer.json["edit"]["count"] == 2
    assert not pets.settle()["problem"] and pets.counts()["dog"] == 6


def kill_index_process() -> int:
    """Kill -9 the processes of jobs of data sets. Returns how many there were."""
    found = [
        each
        for each in psutil.Process().children(recursive=True)
        if "sunmao.server.app.job_process" in " ".join(each.cmdline())
    ]
    for each in found:
        each.kill()
    return len(found)


def compare_with_new_index(pets: EditedSet, tmp_path) -> None:
    """Check that the index is the same as one that is made anew."""
    said = pets.wall(), pets.wall("deleted=1"), pets.counts()
    place = index_db.DatasetLocation("p", pets.folder.parent, pets.name)
    about = index_db.read_about(place.index)
    anew = tmp_path / "anew.sqlite"
    with index_db.open_for_writing(anew) as db:
        build_index.write_listing(db, place)
    made = index_db.read_about(anew)
    assert {key: made[key] for key in ("stamp", "pictures", "bin", "bin_bytes", "classes", "divided")} == {
        key: about[key] for key in ("stamp", "pictures", "bin", "bin_bytes", "classes", "divided")
    }
    index_db.remove_index(place.index)
    assert (pets.wall(), pets.wall("deleted=1"), pets.counts()) == said


def test_every_edit_is_on_the_wall_at_once_and_as_an_index_made_anew_has_it(pets, tmp_path):
    answer = pets.edit("relabel", ["cat/1.png", "cat/2.png"], label="dog", seen=0).json
    assert answer["version"] == 1 and answer["edit"]["count"] == 2
    assert answer["undo"]["detail"] == {"label": "dog", "from": ["cat"]} and answer["redo"] is None
    assert pets.counts() == {"cat": 2, "dog": 6, "fox": 4}
    assert [path for path, *_ in pets.wall("label=dog")][:2] == ["cat/1.png", "cat/2.png"]
    assert pets.edit("delete", ["fox/0.png"]).json["bin"] == 1
    assert [path for path, *_ in pets.wall("deleted=1")] == ["fox/0.png"] and len(pets.wall()) == 11
    pets.edit("move", ["dog/0.png"], split="test")
    assert ("dog/0.png", ["dog"], "test") in pets.wall("split=test")
    pets.edit("relabel", ["fox/1.png"], label="wolf")
    assert list(pets.counts()) == ["cat", "dog", "fox", "wolf"]
    compare_with_new_index(pets, tmp_path)
    dataset = Dataset(pets.folder)
    assert {label: dataset.count_pictures(label=label) for label in dataset.classes} == pets.counts()


def test_everything_of_a_class_without_naming_its_pictures(pets, tmp_path):
    assert pets.edit("relabel", where={"label": "cat"}, label="dog").json["edit"]["count"] == 4
    assert pets.counts() == {"dog": 8, "fox": 4}
    pets.edit("delete", where={"split": "train", "label": "fox"})
    compare_with_new_index(pets, tmp_path)
    pets.turn("undo")
    pets.turn("undo")
    assert pets.counts() == {"cat": 4, "dog": 4, "fox": 4} and list(pets.counts()) == ["cat", "dog", "fox"]
    assert pets.edit("restore", where={"deleted": True}).status_code == 404
    compare_with_new_index(pets, tmp_path)


def test_all_but_some_of_what_a_filter_finds(pets):
    answer = pets.edit("delete", where={"label": "cat"}, **{"except": ["cat/0.png", "cat/3.png"]}).json
    assert answer["edit"]["count"] == 2 and answer["dataset"]["pictures"] == 10
    assert [path for path, *_ in pets.wall("label=cat")] == ["cat/0.png", "cat/3.png"]


def test_a_class_that_gets_another_name_keeps_its_place(pets, tmp_path):
    row = pets.edit("relabel", where={"label": "cat"}, label="tiger").json["dataset"]
    assert [one["name"] for one in row["classes"]] == ["tiger", "dog", "fox"]
    assert Dataset(pets.folder).classes == ["tiger", "dog", "fox"]
    compare_with_new_index(pets, tmp_path)
    pets.edit("relabel", where={"label": "tiger"}, label="fox")
    assert list(pets.counts()) == Dataset(pets.folder).classes == ["dog", "fox"]
    pets.turn("undo"), pets.turn("undo")
    assert list(pets.counts()) == ["cat", "dog", "fox"]


def test_tags_are_put_on_and_taken_off_one_by_one(page, tmp_path):
    beach = EditedSet(page, page.make(), "beach")
    beach.folder.mkdir(parents=True)
    (beach.folder / "labels.csv").write_text("filename,sea,tree\n0.png,1,1\n1.png,1,0\n2.png,0,1\n3.png,1,0\n")
    for n in range(4):
        (beach.folder / f"{n}.png").write_bytes(picture(n))
    assert beach.settle()["task"] == "multi_label", beach.settle()
    answer = beach.edit("tag", ["0.png", "1.png", "2.png"], label="tree", on=True).json
    assert answer["edit"]["count"] == 1 and beach.counts() == {"sea": 3, "tree": 3}
    assert beach.edit("tag", ["0.png"], label="tree", on=True).status_code == 404
    beach.edit("tag", ["2.png", "0.png"], label="tree", on=False)
    assert [labels for _, labels, _ in beach.wall()] == [["sea"], ["sea", "tree"], [], ["sea"]]
    compare_with_new_index(beach, tmp_path)
    assert Dataset(beach.folder).count_pictures(label="tree") == 1


def test_undo_holds_after_a_restart(pets, page, tmp_path):
    pets.edit("relabel", ["cat/0.png"], label="dog")
    pets.edit("delete", ["cat/1.png", "cat/2.png"])
    page.close()
    with closing(Page(tmp_path)) as later:
        pets.page = later
        assert pets.read_edits()["undo"]["kind"] == "delete" and pets.counts() == {"cat": 1, "dog": 5, "fox": 4}
        assert pets.turn("undo")["edit"]["count"] == 2 and pets.counts() == {"cat": 3, "dog": 5, "fox": 4}
        assert pets.turn("undo")["undo"] is None and pets.turn("redo")["redo"]["kind"] == "delete"
        assert pets.turn("undo", id="no such edit")["edit"] is None
        compare_with_new_index(pets, tmp_path)


def test_two_pages_on_one_set(pets):
    assert pets.edit("relabel", ["cat/0.png"], label="dog", seen=0).status_code == 200
    assert pets.edit("delete", ["cat/1.png"], seen=0).status_code == 200
    refused = pets.edit("relabel", ["cat/0.png", "cat/2.png"], label="fox", seen=0)
    assert refused.status_code == 409 and refused.json["conflict"] == ["cat/0.png"]
    assert pets.counts() == {"cat": 2, "dog": 5, "fox": 4}
    assert pets.edit("relabel", ["cat/0.png", "cat/2.png"], label="fox", seen=None).status_code == 200


def test_an_edit_by_a_program_is_seen(pets):
    EditLog(pets.folder).append("delete", {"cat/0.png": PictureEdit(deleted=True)})
    pets.page.studio.datasets.mark_changed(index_db.DatasetLocation("p", pets.folder.parent, "pets"))
    assert pets.counts()["cat"] == 3 and pets.read_edits()["bin"] == 1


@pytest.mark.long
def test_only_an_emptied_bin_deletes_for_good(pets, tmp_path):
    pets.edit("delete", ["cat/0.png", "cat/1.png"])
    pets.edit("relabel", ["cat/2.png"], label="dog")
    deleted = [pets.folder / path for path in ("cat/0.png", "cat/1.png")]
    assert deleted[0].is_file()
    assert pets.settle()["bin_bytes"] == sum(each.stat().st_size for each in deleted)
    answer = pets.turn("empty-bin")
    assert (answer["emptied"], answer["bin"]) == (2, 0) and not (pets.folder / "cat/0.png").exists()
    assert pets.settle()["bin_bytes"] == 0
    shutil.copy(pets.folder / "dog/0.png", pets.folder / "cat/0.png")  # a new picture with an old name
    pets.page.studio.datasets.mark_changed(index_db.DatasetLocation("p", pets.folder.parent, "pets"))
    assert pets.counts() == {"cat": 2, "dog": 5, "fox": 4} and pets.wall("deleted=1") == []
    compare_with_new_index(pets, tmp_path)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"kind": "relabel", "paths": ["cat/0.png"], "label": " "}, 400),
        ({"kind": "relabel", "paths": ["cat/0.png"], "label": "a" * 2000}, 400),
        ({"kind": "relabel", "paths": ["cat/0.png"], "label": 5}, 400),
        ({"kind": "move", "paths": ["cat/0.png"], "split": "exam"}, 400),
        ({"kind": "delete", "paths": "cat/0.png"}, 400),
        ({"kind": "delete", "paths": [5]}, 400),
        ({"kind": "delete", "where": []}, 400),
        ({"kind": "delete", "paths": ["../../main.py", "cat", ""]}, 404),
        ({"kind": "burn", "paths": ["cat/0.png"]}, 400),
        ({"kind": "delete", "paths": ["cat/0.png"], "seen": "0"}, 400),
    ],
)
def test_what_makes_no_sense_changes_nothing(pets, asked, status):
    answer = pets.page.ask("POST", f"{pets.path}/edits", json=asked)
    assert answer.status_code == status and answer.json["text"].keys() == {"zh", "en"}
    assert pets.read_edits()["version"] == 0 and len(pets.wall()) == 12


def test_a_log_that_is_no_file_is_said_and_the_set_opens(pets):
    (pets.folder / ".edits.jsonl").mkdir()
    assert pets.edit("delete", ["cat/0.png"]).status_code == 409
    assert len(pets.wall()) == 12


def wait_for_job(pets: EditedSet, asked: str, **more) -> dict:
    """Start a job of the data set and wait for its end; returns its result."""
    job = pets.page.ask("POST", f"{pets.path}/{asked}", **more).json["job"]
    path = f"{pets.path.partition('/datasets')[0]}/jobs/{job}"
    end = time.monotonic() + 60
    while (state := pets.page.ask("GET", path).json)["state"] == "running":
        assert time.monotonic() < end, state
        time.sleep(0.05)
    assert state["state"] == "done", state
    return state["result"]


def read_findings(pets: EditedSet) -> dict[str, dict]:
    return {one["key"]: one for one in pets.page.ask("GET", f"{pets.path}/health").json["findings"]}


def test_what_a_check_found_of_deleted_pictures_is_not_counted(pets):
    shutil.copy(pets.folder / "cat/0.png", pets.folder / "cat/9.png")
    wait_for_job(pets, "check")
    [before] = [one for one in read_findings(pets).values() if "cat/9.png" in one["pictures"]]
    pets.edit("delete", ["cat/9.png"])
    assert pets.page.ask("GET", f"{pets.path}/health").json["stale"]
    assert read_findings(pets)[before["key"]]["total"] == before["total"] - 1


@pytest.mark.long
def test_a_finding_is_mended_by_an_edit_that_can_be_undone(pets, tmp_path):
    for name in ("8", "9"):
        (pets.folder / f"cat/{name}.png").write_bytes(picture(30))
    (pets.folder / "dog/7.png").write_bytes(b"no picture at all")
    wait_for_job(pets, "check")
    found = read_findings(pets)
    [copies] = [one for one in found.values() if "cat/9.png" in one["pictures"]]
    assert copies["mend"] in ("duplicates", "leaks") and found["contrary_copies"]["mend"] is None
    result = wait_for_job(pets, "mend", json={"key": copies["key"]})
    [mended] = result["mended"]
    assert (mended["before"], mended["after"], mended["pictures"]) == (copies["count"], 0, 1)
    assert mended["text"] == copies["text"] and pets.counts()["cat"] == 5
    health = pets.page.ask("GET", f"{pets.path}/health").json
    assert not health["stale"] and health["mended"] == [mended] and copies["key"] not in read_findings(pets)
    assert pets.read_edits()["undo"]["id"] == mended["edit"] and pets.read_edits()["undo"]["kind"] == "mend"
    compare_with_new_index(pets, tmp_path)
    pets.turn("undo", id=mended["edit"])
    assert pets.counts()["cat"] == 6
    wait_for_job(pets, "check")
    assert read_findings(pets)[copies["key"]] == copies
    assert pets.page.ask("GET", f"{pets.path}/health").json["mended"] == []


@pytest.mark.long
def test_a_new_division_ends_what_was_moved_by_hand(pets, tmp_path):
    pets.edit("move", where={"label": "cat"}, split="test")
    pets.edit("relabel", ["dog/0.png"], label="fox")
    pets.page.ask("POST", f"{pets.path}/split", json={"ratio": "1:0:1", "seed": 1})
    parts = Counter(split for _, labels, split in pets.wall() if labels == ["cat"])
    assert parts == {"train": 2, "test": 2} and pets.counts() == {"cat": 4, "dog": 3, "fox": 5}
    compare_with_new_index(pets, tmp_path)


def test_classes_that_look_alike_are_shown_until_they_are_one(pets):
    place = index_db.DatasetLocation("p", pets.folder.parent, pets.name)
    pair = {"first": "cat", "second": "dog", "confused": 3, "pictures": 9, "examples": ["dog/1.png"]}
    with index_db.open_for_writing(place.index) as db, db:
        index_db.write_about(db, suspects=[], lookalikes=[pair])
    assert pets.page.ask("GET", f"{pets.path}/suspects").json == {
        "suspects": [],
        "lookalikes": [pair],
        "comparison": {"at": None, "changed": 0},
    }
    merged = pets.edit("relabel", where={"label": "dog"}, label="cat").json["edit"]["id"]
    assert pets.page.ask("GET", f"{pets.path}/suspects").json["lookalikes"] == []
    pets.turn("undo", id=merged)
    assert pets.page.ask("GET", f"{pets.path}/suspects").json["lookalikes"] == [pair]


def suspect(pets: EditedSet, **after) -> None:
    """Note three cats that look like dogs, as the search does. after: how many edits there were then."""
    place = index_db.DatasetLocation("p", pets.folder.parent, pets.name)
    rows = [{"path": f"cat/{n}.png", "label": "cat", "suggested": "dog", "bars": 4 - n} for n in range(3)]
    with index_db.open_for_writing(place.index) as db, db:
        index_db.write_about(db, suspects=rows, **after)


def read_answers(pets: EditedSet) -> list:
    pets.settle()
    found = pets.page.ask("GET", f"{pets.path}/suspects").json["suspects"]
    return found and [one["answer"] and (one["answer"]["kind"], one["answer"]["label"]) for one in found]


def test_suspected_labels_are_answered_by_edits(pets):
    assert pets.page.ask("GET", f"{pets.path}/suspects").json == {
        "suspects": None,
        "lookalikes": [],
        "comparison": None,
    }
    suspect(pets, suspects_after=0)
    pets.edit("relabel", ["cat/0.png"], label="dog")
    confirmed = pets.edit("confirm", ["cat/1.png"]).json["edit"]["id"]
    assert read_answers(pets) == [("relabel", "dog"), ("confirm", None), None]
    pets.turn("undo", id=confirmed)
    assert read_answers(pets) == [("relabel", "dog"), None, None]
    assert EditLog(pets.folder).compute_state()["cat/0.png"].labels == ("dog",)
    pets.edit("relabel", ["cat/2.png"], label="cat")  # somebody says that it is right
    assert read_answers(pets)[2] == ("confirm", None)
    pets.edit("delete", ["cat/2.png"])
    assert read_answers(pets)[2] == ("delete", None)


def test_doubted_labels_are_one_finding_until_all_are_answered(pets):
    """In the row of the data set, of which the page's badge is the sum."""
    before = pets.page.ask("GET", pets.path).json["findings"] or 0
    suspect(pets, suspects_after=0)
    pets.edit("relabel", ["cat/0.png"], label="dog")
    listed = pets.page.ask("GET", pets.path.rpartition("/")[0]).json
    assert [row["findings"] for row in listed if row["name"] == pets.name] == [before + 1]
    answered = pets.edit("confirm", ["cat/1.png", "cat/2.png"]).json
    assert (answered["dataset"]["findings"] or 0) == before
    assert pets.turn("undo", id=answered["edit"]["id"])["dataset"]["findings"] == before + 1


@pytest.mark.parametrize("after", [{"suspects_after": 1}, {}], ids=["noted", "of an older version"])
def test_what_was_done_before_the_search_answers_nothing(pets, after):
    """A dog was called a cat by mistake, and the search says so: the mistake is not taken for the answer."""
    mistake = pets.edit("relabel", ["dog/1.png"], label="cat").json["edit"]["id"]
    place = index_db.DatasetLocation("p", pets.folder.parent, pets.name)
    row = {"path": "dog/1.png", "label": "cat", "suggested": "dog", "bars": 4}
    with index_db.open_for_writing(place.index) as db, db:
        index_db.write_about(db, suspects=[row], **after)
    assert read_answers(pets) == [None]
    mended = pets.edit("relabel", ["dog/1.png"], label="dog").json["edit"]["id"]
    assert read_answers(pets) == [("relabel", "dog")]
    pets.turn("undo", id=mended)
    assert read_answers(pets) == [None]
    pets.turn("undo", id=mistake)  # which makes it right as well
    assert read_answers(pets) == [("relabel", "dog")]


def test_only_what_changes_one_picture_is_undone_on_its_card(pets):
    suspect(pets, suspects_after=0)
    both = pets.edit("relabel", ["cat/0.png", "cat/1.png"], label="dog").json["edit"]["id"]
    alone = pets.edit("relabel", ["cat/2.png"], label="fox", decided=True).json["edit"]["id"]
    found = pets.page.ask("GET", f"{pets.path}/suspects").json["suspects"]
    assert [one["answer"]["edit"] for one in found] == [None, None, alone] and both != alone


def test_a_search_among_other_classes_than_there_are_now_says_nothing(pets):
    suspect(pets, suspects_after=0)
    mended = pets.edit("relabel", ["cat/0.png"], label="fox", decided=True).json["edit"]["id"]
    renamed = pets.page.ask("POST", f"{pets.path}/classes", json={"do": "rename", "label": "dog", "to": "wolf"})
    assert renamed.status_code == 200, renamed.json
    assert read_answers(pets) == [("relabel", "fox")], "no card offers a class that is gone"
    pets.turn("undo", id=mended)
    assert read_answers(pets) is None, "not: no doubtful labels left"


def read_comparison(pets: EditedSet) -> dict:
    pets.settle()
    return pets.page.ask("GET", f"{pets.path}/suspects").json


def test_a_doubted_label_that_is_changed_elsewhere_stays_doubted(pets):
    """A dog labeled cat becomes a fox on the wall: nobody has decided anything, and nothing has compared it."""
    suspect(pets, suspects_after=0)
    pets.edit("relabel", ["cat/0.png"], label="fox")
    [first, *_] = read_comparison(pets)["suspects"]
    assert (first["label"], first["suggested"], first["answer"]) == ("fox", "dog", None)
    pets.edit("confirm", ["cat/0.png"])
    assert read_answers(pets)[0] == ("relabel", "fox"), "somebody has said that it is a fox"
    pets.edit("relabel", ["cat/1.png"], label="fox", decided=True)
    assert read_answers(pets)[1] == ("relabel", "fox"), "the card itself was answered"


def test_labels_that_changed_since_they_were_compared_are_counted(pets):
    """But for those that became what their comparison suggests, and those that are back."""
    suspect(pets, suspects_after=0)
    place = index_db.DatasetLocation("p", pets.folder.parent, pets.name)
    with index_db.open_for_writing(place.index) as db, db:
        save_compared_labels(db, {path: labels[0] for path, labels, _ in pets.wall()})
    assert read_comparison(pets)["comparison"]["changed"] == 0
    pets.edit("relabel", ["cat/0.png"], label="dog")
    pets.edit("confirm", ["cat/1.png"])
    pets.edit("delete", ["dog/0.png"])
    assert read_comparison(pets)["comparison"]["changed"] == 0, "as suggested, confirmed, and gone"
    wrong = pets.edit("relabel", ["fox/0.png", "cat/2.png"], label="dog").json["edit"]["id"]
    assert read_comparison(pets)["comparison"]["changed"] == 1, "a fox that nobody doubted"
    (pets.folder / "cat" / "new.png").write_bytes(picture(9))
    pets.edit("move", ["cat/new.png"], split="train")  # which has it read at once
    assert read_comparison(pets)["comparison"]["changed"] == 2, "and a picture that nothing was compared with"
    pets.turn("undo", id=wrong)
    assert read_comparison(pets)["comparison"]["changed"] == 1


def test_a_class_that_got_another_name_needs_no_new_comparison(pets):
    suspect(pets, suspects_after=0)
    place = index_db.DatasetLocation("p", pets.folder.parent, pets.name)
    with index_db.open_for_writing(place.index) as db, db:
        save_compared_labels(db, {path: labels[0] for path, labels, _ in pets.wall()})
    pets.edit("relabel", where={"label": "fox"}, label="wolf")
    assert read_comparison(pets)["comparison"]["changed"] == 0
    pets.edit("relabel", ["fox/0.png"], label="dog")
    assert read_comparison(pets)["comparison"]["changed"] == 1, "one of them became a dog"


def test_a_check_holds_while_what_was_checked_is_as_it_was(pets):
    """A label that is confirmed, and a change that is taken back, leave nothing to check anew."""
    wait_for_job(pets, "check")

    def ask() -> dict:
        pets.settle()
        return pets.page.ask("GET", f"{pets.path}/health").json

    assert (ask()["stale"], ask()["pictures"]) == (False, 12)
    pets.edit("confirm", ["cat/0.png"])
    assert not ask()["stale"], "only confirmed"
    pets.edit("relabel", ["cat/0.png"], label="dog")
    assert ask()["stale"]
    pets.turn("undo")
    assert not ask()["stale"], "taken back"
    pets.edit("delete", where={"label": "dog"})
    assert (ask()["stale"], ask()["pictures"]) == (True, 12), "as many as were checked, not as there are"
    pets.edit("restore", where={"label": "dog", "deleted": True})
    assert not ask()["stale"] and pets.counts()["dog"] == 4, "put back, all of the class"
    (pets.folder / "cat" / "0.png").write_bytes(picture(17))
    pets.edit("move", ["fox/0.png"], split="val")
    assert ask()["stale"]


def test_a_confirmed_label_that_is_changed_later_is_confirmed_no_more(pets):
    pets.edit("confirm", ["cat/0.png"])
    pets.edit("relabel", ["cat/0.png"], label="dog")
    assert not EditLog(pets.folder).compute_state()["cat/0.png"].confirmed
    pets.edit("confirm", ["cat/0.png"])
    pets.edit("move", ["cat/0.png"], split="val")
    assert EditLog(pets.folder).compute_state()["cat/0.png"].confirmed


def test_what_stands_where_the_log_is_locked_is_named(pets):
    (pets.folder / LOCK).mkdir()
    told = pets.edit("relabel", ["cat/0.png"], label="dog")
    assert told.status_code == 409 and LOCK in told.json["error"]
    assert pets.counts() == {"cat": 4, "dog": 4, "fox": 4}


@pytest.fixture
def angles(page) -> EditedSet:
    """Pictures with a number each, in a table."""
    made = EditedSet(page, page.make(), "angles")
    (made.folder / "images").mkdir(parents=True)
    lines = ["file,angle"]
    for n in range(12):
        (made.folder / "images" / f"{n}.png").write_bytes(picture(n))
        lines.append(f"{n}.png,{n * 7.5}")
    (made.folder / "labels.csv").write_text("\n".join(lines))
    assert made.settle()["task"] == "regression"
    return made


def test_a_number_is_changed(angles):
    two = ["images/2.png", "images/3.png"]
    before = angles.wall()
    edited = angles.edit("relabel", two, label="40.25").json
    assert edited["edit"]["detail"]["label"] == "40.25"
    changed = {path: labels for path, labels, _ in angles.wall()}
    assert [changed[path] for path in two] == [["40.25"], ["40.25"]] and changed["images/1.png"] == ["7.5"]
    learned = {item.path.name: item.number for item in Dataset(angles.folder).listing.items}
    assert (learned["2.png"], learned["1.png"]) == (40.25, 7.5)
    # The index that is read anew says the same as the one that was edited.
    (angles.folder / "images" / "12.png").write_bytes(picture(12))
    assert {path: labels for path, labels, _ in angles.wall()}.items() >= changed.items()
    (angles.folder / "images" / "12.png").unlink()
    angles.turn("undo")
    assert angles.wall() == before


def test_a_number_stays_where_its_picture_is_moved(angles):
    angles.edit("move", ["images/4.png"], split="test")
    assert ("images/4.png", ["30"], "test") in angles.wall()


@pytest.mark.parametrize("label", ["much", "1e13", "12 cm"])
def test_what_is_no_number_is_refused(angles, label):
    assert angles.edit("relabel", ["images/2.png"], label=label).status_code == 400
    assert {path: labels for path, labels, _ in angles.wall()}["images/2.png"] == ["15"]
