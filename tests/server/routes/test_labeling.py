"""Labeling as pages do it: saved at once, followed by every reader, undone after a restart, never silently over another's."""

import os
import time
from contextlib import closing

import cv2
import numpy as np
import pytest

from sunmao.data.dataset import Dataset
from sunmao.images import geometry
from sunmao.server.dataset_index import build_index, index_db
from sunmao.server.datasets.labeling import proposals
from tests.support.app_client import Page
from tests.support.onnx_files import finder, painter, sides
from tests.support.promptable_model import write_promptable_model

pytestmark = pytest.mark.process
BOX = {"label": "cell", "box": [2, 3, 20.5, 21]}
OUTLINE = {"label": "cell", "box": [0, 0, 1, 1], "polygons": [[4, 4, 30, 4, 30, 28, 4, 28]], "rle": None}


def picture(n: int) -> bytes:
    image = np.full((40, 60, 3), 20 + n, np.uint8)
    image[10:30, 15:45] = 200
    return cv2.imencode(".png", image)[1].tobytes()


class LabeledSet:
    """A data set of a project that is labeled, and what a page asks of it."""

    def __init__(self, page: Page, project: str, name: str = "cells"):
        self.page, self.name = page, name
        self.folder = page.studio.projects.get(project).folder / "data" / name
        self.path = f"/api/projects/{project}/datasets/{name}"

    def ask(self, method: str, where: str, status: int = 200, **more) -> dict:
        answer = self.page.ask(method, f"{self.path}/{where}", **more)
        assert answer.status_code == status, answer.json
        return answer.json

    def settle(self) -> dict:
        end = time.monotonic() + 60
        while (row := self.page.ask("GET", self.path).json).get("coming"):
            assert time.monotonic() < end, row
            time.sleep(0.05)
        return row

    def show(self, path: str) -> dict:
        return self.ask("GET", f"annotations?path={path}")

    def put(self, path: str, status: int = 200, seen=None, **said) -> dict:
        return self.ask("PUT", "annotations", status, json={"path": path, "seen": seen, **said})

    def work(self, query: str = "") -> dict:
        return self.ask("GET", f"labeling?{query}")

    def location(self) -> index_db.DatasetLocation:
        return index_db.DatasetLocation("p", self.folder.parent, self.name)


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def cells(page) -> LabeledSet:
    """Six pictures, said to be for boxes."""
    made = LabeledSet(page, page.make())
    made.folder.mkdir(parents=True)
    for n in range(6):
        (made.folder / f"{n}.png").write_bytes(picture(n))
    made.settle()
    assert made.ask("PUT", "task", json={"task": "detection", "classes": ["cell", "dust"]})["task"] == "detection"
    made.settle()
    return made


def read_index(cells: LabeledSet) -> tuple:
    """Return the contents of the index, without numbers that may differ."""
    with index_db.open_for_reading(cells.location().index) as db:
        rows = db.execute(
            "select path, split, labels, rows.things, deleted, labeled, details.things from rows join files using (id)"
            " left join details using (n) order by path"
        ).fetchall()
    about = index_db.read_about(cells.location().index)
    return [(*row[:6], row[6] or "[]") for row in rows], about["classes"], about["task"]


def test_boxes_are_saved_and_everyone_sees_them(cells):
    assert cells.show("0.png")["labeled"] is False
    said = cells.put("0.png", objects=[BOX, {"label": "dust", "box": [30, 20, 90, 60]}])
    assert said["objects"][0]["box"] == [2, 3, 20.5, 21] and said["objects"][1]["box"] == [30, 20, 60, 40]
    assert (said["labeled_count"], said["total"], said["edit"]["kind"], said["undo"]) == (
        1,
        6,
        "annotate",
        said["edit"]["id"],
    )
    cells.put("1.png", objects=[])
    dataset = Dataset(cells.folder)
    assert (dataset.task, dataset.classes) == ("detection", ["cell", "dust"])
    assert [(item.path.name, len(item.things)) for item in dataset.items()] == [("0.png", 2), ("1.png", 0)]
    assert dataset.count_pictures() == 6
    assert (cells.settle()["pictures"], cells.settle()["unlabeled"]) == (6, 4)
    rows = cells.ask("GET", "pictures?limit=50")["rows"]
    assert [thing["label"] for thing in rows[0]["things"]] == ["cell", "dust"]
    now = read_index(cells)
    with index_db.open_for_writing(cells.location().index) as db:
        build_index.write_listing(db, cells.location())
    assert read_index(cells) == now


def test_a_picture_that_just_came_has_its_size_before_it_was_looked_at(cells):
    (cells.folder / "1.png").write_bytes(b"\x89PNG no picture")
    with index_db.open_for_writing(cells.location().index) as db, db:
        db.execute("update files set w = null, h = null")
    assert [cells.show("0.png")[name] for name in "wh"] == [60, 40]
    said = cells.put("0.png", objects=[{"label": "dust", "box": [30, 20, 90, 60]}])
    assert said["objects"][0]["box"] == [30, 20, 60, 40]
    assert [cells.show("1.png")[name] for name in "wh"] == [None, None]


def test_undo_and_two_pages(cells):
    seen = cells.put("0.png", objects=[BOX])["version"]
    theirs = cells.put("0.png", seen=seen, objects=[BOX, BOX | {"label": "dust"}])
    met = cells.put("0.png", 409, seen=seen, objects=[])
    assert met["conflict"] == ["0.png"] and len(met["theirs"]["objects"]) == 2
    assert cells.put("0.png", seen=met["theirs"]["version"], objects=[])["objects"] == []
    cells.ask("POST", "edits/undo", json={})
    assert len(cells.show("0.png")["objects"]) == 2
    cells.ask("POST", "edits/undo", json={"id": theirs["edit"]["id"]})
    assert len(cells.show("0.png")["objects"]) == 1
    cells.ask("POST", "edits/redo", json={})
    assert len(cells.show("0.png")["objects"]) == 2
    assert cells.put("1.png", seen=seen, objects=[BOX])["labeled"]  # another picture is no conflict


def test_an_undo_holds_after_a_restart(cells, tmp_path):
    edit = cells.put("0.png", objects=[BOX])["edit"]["id"]
    cells.page.close()
    with closing(Page(tmp_path)) as again:
        project = cells.path.split("/")[3]
        back = LabeledSet(again, project)
        back.settle()
        assert len(back.show("0.png")["objects"]) == 1
        back.ask("POST", "edits/undo", json={"id": edit})
        assert back.show("0.png")["objects"] == [] and not back.show("0.png")["labeled"]


def test_classes_are_renamed_merged_and_colored_without_a_file(cells):
    cells.put("0.png", objects=[BOX, BOX | {"label": "dust"}])
    seen = cells.put("1.png", objects=[BOX | {"label": "mote"}])["version"]
    names = [each["name"] for each in cells.work()["classes"]]
    assert names == ["cell", "dust", "mote"]
    said = cells.ask("POST", "label-classes", json={"rename": "cell", "to": "RBC"})
    assert [each["name"] for each in said["classes"]] == ["RBC", "dust", "mote"]
    assert {each["label"] for each in cells.show("0.png")["objects"]} == {"RBC", "dust"}
    # A page that has not heard of it: its word is followed.
    assert cells.put("2.png", seen=seen, objects=[BOX])["objects"][0]["label"] == "RBC"
    cells.ask("POST", "label-classes", 409, json={"rename": "mote", "to": "dust"})
    cells.ask("POST", "label-classes", json={"rename": "mote", "to": "dust", "merge": True})
    cells.ask("POST", "label-classes", json={"color": "dust", "value": "#ff8800"})
    cells.ask("POST", "label-classes", json={"add": "WBC"})
    cells.ask("POST", "label-classes", json={"order": ["WBC", "dust", "RBC"]})
    classes = [("WBC", 0, None), ("dust", 2, "#ff8800"), ("RBC", 2, None)]
    assert [(each["name"], each["count"], each["color"]) for each in cells.work()["classes"]] == classes
    assert Dataset(cells.folder).classes == ["WBC", "dust", "RBC"]
    cells.ask("POST", "label-classes", 409, json={"remove": "dust"})
    cells.ask("POST", "label-classes", json={"remove": "WBC"})
    assert Dataset(cells.folder).classes == ["dust", "RBC"]
    now = read_index(cells)
    with index_db.open_for_writing(cells.location().index) as db:
        build_index.write_listing(db, cells.location())
    assert read_index(cells) == now
    for _ in range(6):
        cells.ask("POST", "edits/undo", json={})
    assert {each["label"] for each in cells.show("0.png")["objects"]} == {"cell", "dust"} or cells.work()
    assert sorted(os.listdir(cells.folder)) == sorted([*(f"{n}.png" for n in range(6)), *hidden(cells)])


def hidden(cells: LabeledSet) -> list[str]:
    return [name for name in os.listdir(cells.folder) if name.startswith(".")]


def test_the_order_of_work(cells):
    cells.put("0.png", objects=[BOX])
    cells.put("3.png", objects=[])
    work = cells.work("order=todo")
    assert [row["path"] for row in work["rows"]] == ["1.png", "2.png", "4.png", "5.png", "0.png", "3.png"]
    assert (work["labeled"], work["total"], work["task"]) == (2, 6, "detection")
    assert cells.work("after=2.png") == {"next": "4.png"} and cells.work("after=5.png") == {"next": "1.png"}
    with index_db.open_for_writing(cells.location().index) as db:
        said = [{"label": "cell", "box": [2, 3, 20, 21], "polygons": [], "rle": None, "confidence": 0.9}]
        proposals.save_proposals(db, [(f"{n}.png", said) for n in range(6)])
        proposals.save_order(db, ["5.png", "1.png", "4.png", "2.png"], "models/m/best.pth")
    order = ["5.png", "1.png", "4.png", "2.png", "0.png", "3.png"]
    assert [row["path"] for row in cells.work("order=todo")["rows"]] == order
    assert cells.work("after=1.png") == {"next": "4.png"} and cells.work("after=2.png") == {"next": "5.png"}
    assert cells.work("order=name&after=2.png") == {"next": "4.png"}


def test_proposals_are_no_labels_until_they_are_accepted(cells):
    with index_db.open_for_writing(cells.location().index) as db:
        rows = [
            [{"label": "cell", "box": [20 * n, 3, 20 * n + 15, 21], "polygons": [], "rle": None, "confidence": sure}]
            for n, sure in enumerate((0.9, 0.4))
        ]
        proposals.save_proposals(db, [("0.png", rows[0] + rows[1]), ("1.png", rows[1])])
        proposals.save_order(db, ["0.png", "1.png"], "models/m/best.pth")
    said = cells.show("0.png")
    assert [(each["id"], each["confidence"]) for each in said["proposals"]["objects"]] == [(0, 0.9), (1, 0.4)]
    assert not said["labeled"] and not Dataset(cells.folder).items()
    assert [each["id"] for each in cells.put("0.png", dismissed=[1])["proposals"]["objects"]] == [0]
    done = cells.ask("POST", "proposals/accept", json={"score": 0.5})
    assert done["edit"]["kind"] == "accept" and done["edit"]["count"] == 1
    assert [each["box"] for each in cells.show("0.png")["objects"]] == [[0, 3, 15, 21]]
    assert cells.show("0.png")["proposals"]["objects"] == []
    cells.ask("POST", "edits/undo", json={})
    assert len(cells.show("0.png")["proposals"]["objects"]) == 1 and not cells.show("0.png")["labeled"]
    accepted = {"label": "cell", "box": [0, 3, 15, 21]}
    moved = {"label": "cell", "box": [30, 3, 45, 21]}
    for wrong, right in ((accepted, []), (accepted, [moved])):
        assert cells.put("0.png", objects=[wrong])["proposals"]["objects"] == []
        corrected = cells.put("0.png", objects=right)
        assert corrected["proposals"]["objects"] == [], "deleted or moved away: not proposed again"
    cells.ask("DELETE", "proposals")
    assert cells.show("0.png")["proposals"] is None
    cells.ask("POST", "proposals/accept", 404, json={"score": 0.5})


def test_outlines_and_paint_are_kept_pixel_by_pixel(cells):
    mask = np.zeros((40, 60), np.uint8)
    mask[5:20, 7:31] = 1
    counts = geometry.decode_run_lengths(geometry.mask_to_rle(mask)[0])
    painted = {"label": "dust", "rle": {"size": [40, 60], "counts": counts}, "attributes": {"note": "矮", "n": 3}}
    said = cells.put("0.png", objects=[OUTLINE, painted])["objects"]
    assert said[0]["box"] == [4, 4, 30, 28] and said[1]["box"] == [7, 5, 31, 20]
    assert said[1]["rle"]["counts"] == counts and said[1]["attributes"] == {"note": "矮", "n": 3}
    things = Dataset(cells.folder).items()[0].things
    assert (geometry.rle_to_mask(things[1].rle) == mask).all() and things[1].attributes == {"note": "矮", "n": 3}


NONSENSE = [
    [{}],
    [{"label": "", "box": [0, 0, 9, 9]}],
    [{"label": "a", "box": [0, 0, 9]}],
    [{"label": "a", "box": [0, 0, 9, 1e300]}],
    [{"label": "a", "box": [5, 5, 5, 9]}],
    [{"label": "a", "box": [100, 100, 120, 120]}],
    [{"label": "a", "box": [0, 0, 9, 9], "polygons": [[1, 2]]}],
    [{"label": "a", "rle": {"size": [40, 60], "counts": [5]}}],
    [{"label": "a", "rle": {"size": [40, 60], "counts": [2400]}}],
    [{"label": "a", "rle": {"size": [10**6, 10**6], "counts": [10**12]}}],
    [{"label": "a", "box": [0, 0, 9, 9], "attributes": {"x": "y" * 20_000}}],
    [{"label": "a\nb", "box": [0, 0, 9, 9]}],
    [BOX] * 5001,
]


def test_what_makes_no_sense_is_refused_and_changes_nothing(cells):
    for objects in NONSENSE:
        assert cells.put("0.png", 400, objects=objects)["text"]["en"], objects[:1]
        assert cells.show("0.png")["objects"] == [] and not Dataset(cells.folder).items()


def test_only_pictures_of_the_set_are_labeled(cells):
    for path in ("../../project.json", "/etc/passwd", "9.png", ""):
        cells.put(path, 404, objects=[BOX])
        cells.ask("POST", "outline", 404, json={"path": path, "points": [[1, 1, 1]]})
        cells.ask("POST", "track", 404, json={"path": path, "objects": [BOX], "to": ["1.png"]})


def test_what_a_set_is_for_is_said_where_its_files_say_nothing(cells):
    cells.put("0.png", objects=[BOX])
    cells.ask("PUT", "task", 400, json={"task": "cooking", "classes": []})
    folder = cells.folder.parent / "boxes"
    (folder / "labels").mkdir(parents=True)
    (folder / "a.png").write_bytes(picture(1))
    (folder / "labels" / "a.txt").write_text("0 0.5 0.5 0.2 0.2\n")
    other = LabeledSet(cells.page, cells.path.split("/")[3], "boxes")
    other.settle()
    other.ask("PUT", "task", 409, json={"task": "classification", "classes": []})


@pytest.mark.long
def test_folders_of_classes_become_a_set_for_boxes_and_back(page):
    pets = LabeledSet(page, page.make(), "pets")
    for label in ("cat", "dog"):
        (pets.folder / label).mkdir(parents=True)
        for n in range(3):
            (pets.folder / label / f"{n}.png").write_bytes(picture(n))
    assert pets.settle()["task"] == "classification"
    pets.ask("PUT", "task", json={"task": "instance", "classes": ["pet"]})
    assert pets.settle()["task"] == "instance"
    pets.put("cat/0.png", objects=[OUTLINE | {"label": "pet"}])
    assert Dataset(pets.folder).task == "instance" and len(Dataset(pets.folder).items()) == 1
    pets.ask("PUT", "task", json={"task": "classification", "classes": []})
    assert pets.settle()["task"] == "classification" and Dataset(pets.folder).classes == ["cat", "dog"]


def test_a_click_outlines_a_thing(cells):
    assert cells.ask("POST", "outline", json={"path": "0.png"})["ready"]
    said = cells.ask("POST", "outline", json={"path": "0.png", "points": [[30, 20, 1]]})
    assert said["found"] and np.allclose(said["box"], [15, 10, 45, 30], atol=1) and said["ms"] < 2000
    drawn = cells.ask("POST", "outline", json={"path": "0.png", "box": [12, 8, 48, 33]})
    assert np.allclose(drawn["box"], [15, 10, 45, 30], atol=1)
    assert drawn["rle"]["size"] == [40, 60] and sum(drawn["rle"]["counts"]) == 2400
    cells.ask("POST", "outline", 400, json={"path": "0.png", "points": [[30, 20, 0]]})
    cells.ask("POST", "outline", 400, json={"path": "0.png", "points": [[10**400, 20, 1]]})


def test_boxes_are_followed_up_to_the_next_labeled_picture_and_proposed(cells):
    rng = np.random.default_rng(0)
    texture = cv2.GaussianBlur(rng.integers(0, 255, (40, 60, 3), dtype=np.uint8), (0, 0), 1)
    for n in range(6):
        frame = np.roll(texture, (n, 2 * n), (0, 1))
        (cells.folder / f"{n}.png").write_bytes(cv2.imencode(".png", frame)[1].tobytes())
    cells.settle()
    boxes = [{"label": "cell", "box": [15, 10, 40, 30]}]
    for name in ("0.png", "4.png"):
        cells.put(name, objects=boxes)
    said = cells.ask("POST", "track", json={"path": "0.png", "objects": boxes})
    assert said == {"paths": ["1.png", "2.png", "3.png"]}
    for n, name in enumerate(said["paths"], 1):
        shown = cells.show(name)
        [found] = shown["proposals"]["objects"]
        assert found["followed"] and found["label"] == "cell" and not shown["labeled"]
        assert np.allclose(found["box"], [15 + 2 * n, 10 + n, 40 + 2 * n, 30 + n], atol=1.5)
    assert cells.ask("POST", "track", json={"path": "5.png", "objects": boxes}) == {"paths": []}
    cells.ask("POST", "track", 400, json={"path": "0.png", "objects": []})
    cells.ask("POST", "track", 404, json={"path": "9.png", "objects": boxes})


@pytest.mark.long
def test_a_large_picture_of_many_outlines_is_written_as_what_changed(cells):
    many = [
        {"label": "cell", "polygons": [[x, y, x + 2, y, x + 2, y + 2.5, x, y + 2]]}
        for x in range(0, 55, 3)
        for y in range(0, 36, 3)
    ]
    cells.put("0.png", objects=many)
    size = (cells.folder / ".edits.jsonl").stat().st_size
    for n in range(19):
        many[n] = {"label": "dust", "box": [n, n, n + 5, n + 5]}
        cells.put("0.png", objects=many)
    assert (cells.folder / ".edits.jsonl").stat().st_size < size + 19 * 600
    assert [each["label"] for each in cells.show("0.png")["objects"]].count("dust") == 19


@pytest.fixture
def finder_model(cells) -> str:
    """A detector in the project that finds the same two things in every picture, one of them surely."""
    models = cells.folder.parent.parent / "models"
    models.mkdir(exist_ok=True)
    (models / "finder.onnx").write_bytes(finder())
    (models / "sides.onnx").write_bytes(sides())
    return "models/finder.onnx"


@pytest.mark.long
def test_a_model_proposes_for_one_picture_and_for_all(cells, finder_model):
    one = cells.ask("POST", "proposals", json={"path": "0.png", "model": finder_model, "confidence": 0.3})
    assert [round(each["confidence"], 1) for each in one["objects"]] == [0.9, 0.4] and one["model"] == finder_model
    assert cells.show("0.png")["proposals"] is None
    cells.put("5.png", objects=[])
    job = cells.ask("POST", "proposals/all", 202, json={"model": finder_model, "confidence": 0.3})["job"]
    where = cells.path.rsplit("/", 2)[0] + f"/jobs/{job}"
    end = time.monotonic() + 60
    while (said := cells.page.ask("GET", where).json)["state"] == "running":
        assert time.monotonic() < end
        time.sleep(0.05)
    assert (said["state"], said["result"]) == ("done", {"pictures": 5, "objects": 10}), said
    work = cells.work()
    assert (work["proposed"], work["model"], work["labeled"]) == (5, finder_model, 1)
    assert sorted(row["rank"] for row in work["rows"][:5]) == [0, 1, 2, 3, 4] and work["rows"][5]["path"] == "5.png"
    assert [each["label"] for each in cells.show("0.png")["proposals"]["objects"]][0] == one["objects"][0]["label"]
    assert not Dataset(cells.folder).items()[1:]
    done = cells.ask("POST", "proposals/accept", json={"score": 0.5, "paths": ["0.png", "1.png"]})
    assert done["edit"]["count"] == 2 and len(Dataset(cells.folder).items()) == 3


def test_a_model_proposes_nothing_for_a_picture_whose_file_is_gone(cells, finder_model):
    (cells.folder / "4.png").unlink()
    for path in ("4.png", "9.png", "../../main.py"):
        cells.ask("POST", "proposals", 404, json={"path": path, "model": finder_model, "confidence": 0.3})


def test_a_model_of_the_project_outlines_what_is_clicked(cells):
    assert cells.work()["outliners"] == []
    write_promptable_model(cells.folder.parent.parent / "models" / "colors")
    [outliner] = cells.work()["outliners"]
    assert outliner == "models/colors/colors.encoder.onnx"
    assert cells.ask("POST", "outline", json={"path": "0.png", "model": outliner})["ready"]
    asked = {"path": "0.png", "model": outliner, "points": [[30, 20, 1]]}
    found = cells.ask("POST", "outline", json=asked)
    assert np.allclose(found["box"], (15, 10, 45, 30), atol=1) and found["polygons"]
    (cells.folder.parent.parent / outliner).write_bytes(sides())
    assert cells.ask("POST", "outline", 422, json={**asked, "path": "1.png"})["text"]["zh"]
    for other in ("models/none.encoder.onnx", "../colors.encoder.onnx"):
        cells.ask("POST", "outline", 404, json={**asked, "model": other})
    cells.ask("POST", "outline", 400, json={**asked, "model": [outliner]})


def test_loose_pictures_get_classes_without_being_declared(page):
    made = LabeledSet(page, page.make())
    made.folder.mkdir(parents=True)
    for n in range(4):
        (made.folder / f"{n}.png").write_bytes(picture(n))
    made.settle()
    for label, paths in (("cat", ["0.png", "1.png"]), ("dog", ["2.png"])):
        said = {"kind": "relabel", "paths": paths, "label": label, "seen": None}
        made.ask("POST", "edits", json=said)
    row = made.settle()
    assert row["task"] == "classification" and [each["name"] for each in row["classes"]] == ["cat", "dog"]
    assert {item.path.name: item.label for item in Dataset(made.folder).items() if item.label} == {
        "0.png": "cat",
        "1.png": "cat",
        "2.png": "dog",
    }


def make_set(page: Page, task: str, classes: list[str]) -> LabeledSet:
    """Four pictures for such labels, the left half bright, in a project with models for tags and paint."""
    made = LabeledSet(page, page.make())
    made.folder.mkdir(parents=True)
    image = np.zeros((64, 64, 3), np.uint8)
    image[:, :32] = 255
    for n in range(4):
        (made.folder / f"{n}.png").write_bytes(cv2.imencode(".png", np.maximum(image, n))[1].tobytes())
    made.settle()
    made.ask("PUT", "task", json={"task": task, "classes": classes})
    made.settle()
    models = made.folder.parent.parent / "models"
    models.mkdir(exist_ok=True)
    info = {"name": "LeNet", "task": "multi_label", "thresholds": [0.5, 0.5]}
    (models / "multi_label.onnx").write_bytes(sides(sunmao_info=info, last="Sigmoid"))
    (models / "semantic.onnx").write_bytes(painter())
    return made


def propose_for_all(made: LabeledSet, model: str) -> dict:
    """Have a model asked about every picture and return the result of the job."""
    job = made.ask("POST", "proposals/all", 202, json={"model": model, "confidence": 0.3})["job"]
    end = time.monotonic() + 60
    while (said := made.page.ask("GET", f"{made.path.rsplit('/', 2)[0]}/jobs/{job}").json)["state"] == "running":
        assert time.monotonic() < end
        time.sleep(0.05)
    assert said["state"] == "done", said
    return said["result"]


@pytest.mark.long
def test_tags_are_proposed_accepted_and_refused(page):
    made, model = make_set(page, "multi_label", ["left", "right"]), "models/multi_label.onnx"
    one = made.ask("POST", "proposals", json={"path": "0.png", "model": model})["objects"]
    assert (one[0]["label"], one[0]["box"]) == ("left", None) and one[0]["confidence"] > 0.6
    assert propose_for_all(made, model)["pictures"] == 4
    assert made.work()["proposed"] == 4 and made.work()["labeled"] == 0
    assert [each["label"] for each in made.show("1.png")["proposals"]["objects"]] == [each["label"] for each in one]
    assert made.put("1.png", dismissed=[each["id"] for each in one])["proposals"]["objects"] == []
    said = made.put("0.png", labels=["left"])
    assert "left" not in [each["label"] for each in said["proposals"]["objects"]]
    made.ask("POST", "proposals/accept", json={"score": 0.3})
    assert made.show("2.png")["labels"] == [each["label"] for each in one]
    labels = {item.path.name: item.labels for item in Dataset(made.folder).items() if item.labels}
    assert labels.keys() == {"0.png", "2.png", "3.png"}, "refused ones stay open"
    made.ask("POST", "proposals/accept", 404, json={"score": 0.3})


@pytest.mark.long
def test_paint_is_proposed_with_its_outlines(page):
    made = make_set(page, "semantic", ["circle", "triangle"])
    one = made.ask("POST", "proposals", json={"path": "0.png", "model": "models/semantic.onnx"})
    assert {each["label"] for each in one["objects"]} == {"circle", "triangle"} and one["objects"][0]["polygons"]
    assert propose_for_all(made, "models/semantic.onnx")["objects"] == 8
    [circle, *_] = sorted(made.show("0.png")["proposals"]["objects"], key=lambda each: each["label"])
    assert circle["polygons"] and circle["rle"]["size"] == [64, 64] and circle["box"][2] == pytest.approx(32, abs=1)
    assert made.ask("POST", "proposals/accept", json={"score": 0.5})["edit"]["count"] == 4
    assert [(thing["label"], thing["polygons"]) for thing in made.show("3.png")["objects"]][0] == ("circle", [])


def test_a_model_for_something_else_is_refused(cells, finder_model):
    for asked in ({"path": "0.png"}, {}):
        where = "proposals" if asked else "proposals/all"
        assert cells.ask("POST", where, 422, json={**asked, "model": "models/sides.onnx"})["text"]["zh"]
        cells.ask("POST", where, 404, json={**asked, "model": "models/none.onnx"})
        cells.ask("POST", where, 404, json={**asked, "model": "../secret.onnx"})
