"""The log of edits: what was acknowledged is there, what was taken back is not, and nothing breaks a data set."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from sunmao.data.dataset import Dataset
from sunmao.data.edits.edit_log import FILE, EditConflict, EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.listing import ObjectAnnotation


@pytest.fixture
def pets(tmp_path, monkeypatch) -> Dataset:
    """Three cats and three dogs."""
    monkeypatch.chdir(tmp_path)
    dataset = Dataset(path="pets")
    for label in ("cat", "dog"):
        for n in range(3):
            dataset.add(image=np.full((8, 8, 3), 40 * n, "uint8"), label=label)
    return dataset


def count(dataset: Dataset) -> dict[str, int]:
    fresh = Dataset(path=dataset.path)
    return {label: fresh.count_pictures(label=label) for label in fresh.classes}


def list_files(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).rglob("*.png")}


def test_edits_are_seen_and_no_file_is_touched(pets):
    before, hash_before = list_files(pets.path), pets.content_hash()
    log = EditLog(pets.path)
    log.append("relabel", {"cat/1.png": PictureEdit(labels=("dog",))})
    log.append("delete", {"dog/2.png": PictureEdit(deleted=True)})
    log.append("move", {"dog/3.png": PictureEdit(split="test")})
    log.append("relabel", {"cat/2.png": PictureEdit(labels=("fox",))})
    fresh = Dataset(path=pets.path)
    assert count(pets) == {"cat": 1, "dog": 3, "fox": 1} and fresh.divided
    assert "dog/3.png" in ["/".join(item.path.parts[-2:]) for item in fresh.items("test")]
    assert list_files(pets.path) == before and fresh.content_hash() != hash_before
    while log.undo():
        pass
    assert count(pets) == {"cat": 3, "dog": 3} and Dataset(path=pets.path).content_hash() == hash_before


def test_taking_back_holds_for_another_process_and_can_be_done_again(pets):
    EditLog(pets.path).append("delete", {"cat/1.png": PictureEdit(deleted=True)})
    EditLog(pets.path).append("delete", {"cat/2.png": PictureEdit(deleted=True)})
    assert EditLog(pets.path).undo().changes.keys() == {"cat/2.png"} and count(pets)["cat"] == 2
    assert EditLog(pets.path).redo().kind == "delete" and count(pets)["cat"] == 1
    assert EditLog(pets.path).redo() is None
    EditLog(pets.path).undo()
    EditLog(pets.path).append("move", {"dog/1.png": PictureEdit(split="val")})
    assert EditLog(pets.path).redo() is None and EditLog(pets.path).next_undo.kind == "move"


def test_one_in_the_middle_is_taken_back_alone(pets):
    log = EditLog(pets.path)
    first = log.append("mend", {"cat/1.png": PictureEdit(deleted=True)})
    log.append("relabel", {"cat/2.png": PictureEdit(labels=("dog",))})
    log.undo(first.id)
    assert count(pets) == {"cat": 2, "dog": 4} and log.undo("no such edit") is None


def test_two_who_edit_the_same_picture_hear_of_it(pets):
    one, other = EditLog(pets.path), EditLog(pets.path)
    seen = one.version
    one.append("relabel", {"cat/1.png": PictureEdit(labels=("dog",))}, seen=seen)
    other.append("relabel", {"cat/2.png": PictureEdit(labels=("dog",))}, seen=seen)
    with pytest.raises(EditConflict) as met:
        other.append("delete", {"cat/1.png": PictureEdit(deleted=True)}, seen=seen)
    assert met.value.paths == ["cat/1.png"] and count(pets) == {"cat": 1, "dog": 5}
    other.append("delete", {"cat/1.png": PictureEdit(deleted=True)}, seen=other.version)
    assert count(pets) == {"cat": 1, "dog": 4}


def test_many_writers_lose_nothing(pets):
    def write(n: int) -> None:
        for _ in range(10):
            EditLog(pets.path).append("relabel", {f"cat/{n}.png": PictureEdit(labels=("dog",))})

    writers = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    log = EditLog(pets.path)
    assert (log.version, log.damaged) == (40, 0)


def test_a_torn_line_is_cut_and_a_damaged_one_is_said(pets):
    log = EditLog(pets.path)
    log.append("delete", {"cat/1.png": PictureEdit(deleted=True)})
    log.append("delete", {"cat/2.png": PictureEdit(deleted=True)})
    file = Path(pets.path, FILE)
    file.write_bytes(file.read_bytes() + b'{"id": "half')
    assert EditLog(pets.path).version == 2
    EditLog(pets.path).append("delete", {"cat/3.png": PictureEdit(deleted=True)})
    assert [json.loads(line)["kind"] for line in file.read_bytes().splitlines()] == ["delete"] * 3
    lines = file.read_bytes().splitlines()
    file.write_bytes(b"\n".join([lines[0], b"\xff not JSON", *lines[1:], b""]))
    fresh = Dataset(path=pets.path)
    assert not fresh.count_pictures(split="train") == 6 and "edits_damaged" in [each.key for each in fresh.check()]


@pytest.mark.parametrize("label", ["\ud800", "cat\udcff"])
def test_half_a_character_is_not_written(pets, label):
    log = EditLog(pets.path)
    log.append("relabel", {"cat/1.png": PictureEdit(labels=("🐈 猫",))})
    with pytest.raises(ValueError):
        log.append("relabel", {"cat/1.png": PictureEdit(labels=(label,))})
    fresh = EditLog(pets.path)
    assert (fresh.version, fresh.damaged) == (log.version, 0) == (1, 0)
    assert fresh.compute_state()["cat/1.png"].labels == ("🐈 猫",)


@pytest.mark.parametrize(
    "entry",
    [
        b"[1, 2]",
        b"[" * 50_000 + b"]" * 50_000,
        b'{"id": 5, "at": 0, "kind": "delete"}',
        b'{"id": "a", "at": 0, "kind": "delete", "changes": {"cat/1.png": {"split": "exam"}}}',
        b'{"id": "a", "at": 0, "kind": "delete", "changes": {"cat/1.png": {"labels": [""]}}}',
        b'{"id": "a", "at": 0, "kind": "delete", "changes": {"cat/1.png": {"deleted": "yes"}}}',
        b'{"id": "a", "at": 0, "kind": "annotate", "changes": {"cat/1.png": {"objects": [{"label": "a"}]}}}',
        b'{"id": "a", "at": 0, "kind": "annotate", "changes": {"cat/1.png": {"objects": [{"label": "a", "box": [0, 0, 1, NaN]}]}}}',
        b'{"id": "a", "at": 0, "kind": "annotate", "changes": {"cat/1.png": {"objects": {"of": "b", "from": 0, "cut": 0, "put": []}}}}',
        b'{"id": "a", "at": 0, "kind": "annotate", "changes": {"cat/1.png": {"objects": [{"label": "a", "box": [0, 0, 1, 1], "attributes": 5}]}}}',
        b'{"id": "a", "at": 0, "kind": "annotate", "changes": {"cat/1.png": {"objects": [{"label": "a", "box": [0, 0, 1, 1], "rle": "x"}]}}}',
        b'{"id": "a", "at": 0, "kind": "classes"}',
        b'{"id": "a", "at": 0, "kind": "classes", "detail": {"rename": "cat"}}',
        b'{"id": "a", "at": 0, "kind": "classes", "detail": {"add": ["cat"]}}',
        b'{"id": "a", "at": 0, "kind": "classes", "detail": {"color": "cat", "value": "url(x)"}}',
        b'{"id": "a", "at": 0, "kind": "classes", "detail": {"order": "cat"}}',
        b'{"id": "a", "at": 0, "kind": "rename"}',
        b'{"undo": "nobody"}',
        b'{"id": "a", "at": 0, "kind": "relabel", "changes": {"cat/1.png": {"labels": ["\\ud800"]}}}',
    ],
)
def test_an_entry_that_makes_no_sense_is_passed_over(pets, entry):
    Path(pets.path, FILE).write_bytes(entry + b"\n")
    log = EditLog(pets.path)
    assert (log.damaged, log.version, log.compute_state()) == (1, 1, {})
    assert count(pets) == {"cat": 3, "dog": 3}
    log.append("delete", {"cat/1.png": PictureEdit(deleted=True)})
    assert count(pets) == {"cat": 2, "dog": 3}


def test_paths_that_are_no_picture_of_it_do_nothing(pets):
    changes = dict.fromkeys(("../../etc/passwd", "/etc/passwd", "cat/99.png", ""), PictureEdit(deleted=True))
    EditLog(pets.path).append("delete", changes)
    assert count(pets) == {"cat": 3, "dog": 3}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links as on POSIX systems")
@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "sparse"])
def test_where_the_log_is_no_file_every_picture_is_there(pets, tmp_path, kind):
    file = Path(pets.path, FILE)
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    elif kind == "link":
        file.symlink_to("/dev/zero")
    else:
        with open(file, "wb") as sparse:
            sparse.truncate(3 * 1024**3)
    fresh = Dataset(path=pets.path)
    said = "edits_too_long" if kind == "sparse" else "edits_unreadable"
    assert fresh.count_pictures() == 6 and [each.key for each in fresh.check()].count(said) == 1
    with pytest.raises(OSError):
        EditLog(pets.path).append("delete", {"cat/1.png": PictureEdit(deleted=True)})
    assert count(pets) == {"cat": 3, "dog": 3}


def test_a_renamed_class_takes_its_edits_along(pets):
    log = EditLog(pets.path)
    log.append("delete", {"cat/1.png": PictureEdit(deleted=True)})
    log.append("relabel", {"dog/1.png": PictureEdit(labels=("cat",))})
    Path(pets.path, "cat").rename(Path(pets.path, "kitten"))
    log.rename_class([("cat", "kitten")], "cat", "kitten")
    assert count(pets) == {"dog": 2, "kitten": 3}
    log.append("delete", {"kitten/2.png": PictureEdit(deleted=True)})
    assert count(pets) == {"dog": 2, "kitten": 2}
    assert [log.undo().kind for _ in range(3)] == ["delete", "relabel", "delete"] and log.undo() is None
    assert count(pets) == {"dog": 3, "kitten": 3}


def test_things_in_a_picture_are_kept_as_they_were_drawn(tmp_path):
    things = (
        ObjectAnnotation("cat", (1.5, 2.0, 30.25, 40.0), ((1.5, 2.0, 30.25, 2.0, 30.25, 40.0),)),
        ObjectAnnotation("dog", (0.0, 0.0, 5.0, 5.0), (), ("abc", (10, 20))),
    )
    EditLog(tmp_path).append("annotate", {"a.png": PictureEdit(objects=things)})
    assert EditLog(tmp_path).compute_state()["a.png"].objects == things
    EditLog(tmp_path).append("relabel", {"a.png": PictureEdit(labels=("fox",))})
    assert {each.label for each in EditLog(tmp_path).compute_state()["a.png"].objects} == {"fox"}


@pytest.mark.process
def test_what_a_killed_process_acknowledged_is_there_and_nothing_half(pets):
    code = (
        "import sys; from sunmao.data.edits.edit_log import EditLog; from sunmao.data.edits.picture_edit import PictureEdit\n"
        "log = EditLog(sys.argv[1])\n"
        "for n in range(10**6):\n"
        "    changes = {f'cat/{k}.png': PictureEdit(labels=(str(n),)) for k in range(300)}\n"
        "    print(log.append('relabel', changes).id, flush=True)\n"
    )
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", code, pets.path], stdout=subprocess.PIPE, text=True) as process:
            said = [process.stdout.readline().strip() for _ in range(5)]
            process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
            said += process.stdout.read().split()
        log = EditLog(pets.path)
        assert not log.damaged and {each.id for each in log.edits} >= {each for each in said if len(each) == 16}
        assert all(len(each.changes) == 300 for each in log.edits)


def draw(n: int, label: str = "cell") -> tuple[ObjectAnnotation, ...]:
    """So many things, one beside the other."""
    return tuple(ObjectAnnotation(label, (10.0 * k, 0.0, 10.0 * k + 5, 5.0)) for k in range(n))


@pytest.mark.slow
def test_a_change_of_many_things_is_written_as_what_changed(tmp_path):
    log, things = EditLog(tmp_path), list(draw(300))
    log.append("annotate", {"a.png": PictureEdit(objects=tuple(things))})
    whole = (tmp_path / FILE).stat().st_size
    for n in range(60):
        if n % 3 == 2:
            del things[n]
        else:
            things[n] = ObjectAnnotation("dust", (1.0, 2.0, 3.0 + n, 4.0))
        log.append("annotate", {"a.png": PictureEdit(objects=tuple(things))})
        assert EditLog(tmp_path).compute_state()["a.png"].objects == tuple(things)
    # One entry in twenty is whole: a damaged line costs few others.
    assert (tmp_path / FILE).stat().st_size < 6 * whole


def test_a_damaged_line_costs_only_what_rests_on_it(tmp_path):
    log = EditLog(tmp_path)
    for n in range(1, 31):
        log.append("annotate", {"a.png": PictureEdit(objects=(*draw(20)[1:], *draw(1, f"n{n}")))})
        log.append("annotate", {"b.png": PictureEdit(objects=draw(n))})
    lines = (tmp_path / FILE).read_bytes().splitlines(keepends=True)
    (tmp_path / FILE).write_bytes(b"".join([*lines[:4], b"no JSON\n", *lines[5:]]))
    state = EditLog(tmp_path).compute_state()
    assert EditLog(tmp_path).damaged < 30
    assert state["a.png"].objects[-1].label == "n30" and state["b.png"].objects == draw(30)


def test_lists_that_rest_on_each_other_cannot_fill_the_memory(tmp_path):
    """Each entry takes a few bytes and holds as many things as the whole one that it rests on."""
    log = EditLog(tmp_path)
    log.append("annotate", {"a.png": PictureEdit(objects=draw(2000))})
    last = log.edits[-1].id
    with open(tmp_path / FILE, "ab") as file:
        for n in range(500):
            change = {"objects": {"of": last, "from": 0, "cut": 0, "put": []}}
            entry = {"id": f"e{n}", "at": 0, "kind": "annotate", "changes": {"a.png": change}}
            file.write(json.dumps(entry).encode() + b"\n")
            last = f"e{n}"
    fresh = EditLog(tmp_path)
    assert sum(len(edit.changes) for edit in fresh.edits) <= 20 and fresh.damaged >= 480


def test_classes_of_things_follow_each_other_and_are_taken_back(tmp_path):
    log = EditLog(tmp_path)
    log.append("annotate", {"a.png": PictureEdit(objects=draw(2))})
    seen = log.version
    rename = log.edit_classes({"rename": "cell", "to": "RBC"})
    log.append("annotate", {"b.png": PictureEdit(objects=draw(1))}, seen=seen)
    log.edit_classes({"rename": "RBC", "to": "red"})
    assert {each.label for edit in log.compute_state().values() for each in edit.objects} == {"red"}
    assert log.compute_classes().names == {"cell": "red", "RBC": "red"}
    log.undo()
    log.undo(rename.id)
    state = log.compute_state()
    assert {each.label for each in state["a.png"].objects} == {"cell"}
    assert {each.label for each in state["b.png"].objects} == {"RBC"}
    with pytest.raises(ValueError):
        log.edit_classes({"rename": "cell"})


@pytest.mark.parametrize("rle", [["abc", [10, 20]], ["!", [8, 8]], ["0", [10**9, 10**9]], ["", [0, 0]]])
def test_a_mask_that_makes_no_sense_is_no_mask(tmp_path, monkeypatch, rle):
    from sunmao.data.convert import convert_dataset

    monkeypatch.chdir(tmp_path)
    dataset = Dataset(path="pets")
    dataset.add(image=np.zeros((8, 8, 3), "uint8"), label="cat")
    dataset.declare(task="instance", classes=["cat"])
    thing = {"label": "cat", "box": [1, 1, 5, 5], "polygons": [[1, 1, 5, 1, 5, 5]], "rle": rle}
    entry = {"id": "a", "at": 0, "kind": "annotate", "changes": {"cat/1.png": {"objects": [thing]}}}
    Path("pets", FILE).write_text(json.dumps(entry) + "\n")
    [item] = Dataset(path="pets").items()
    assert item.things[0].rle is None and item.things[0].polygons
    assert convert_dataset("pets", "coco", "coco").pictures == 1
