"""The routes of the page that teaches by movement: classes and takes, tables, and a gesture model's answers."""

from contextlib import closing

import numpy as np
import pytest

from sunmao.data.dataset import Dataset
from sunmao.motion import MotionClassification
from tests.support.acquisitions import encode_motion
from tests.support.app_client import Page
from tests.support.drawn_motions import make_motion

G = 9.80665
RATE = 60  # Hz, of phones


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def project(page):
    return page.make()


@pytest.fixture
def ask(page, project):
    """Asks a route of the data set of motion that was begun; returns the answer."""
    made = page.ask("POST", f"/api/projects/{project}/motions", json={"name": "wand", "classes": ["still", "circle"]})
    assert made.status_code == 201 and made.json == {"name": "wand", "path": "data/wand"}

    def send(rest: str, method: str = "POST", **json):
        body = {"json": json} if method == "POST" else {}
        return page.ask(method, f"/api/projects/{project}/datasets/wand/{rest}", **body)

    return send


def feel(kind: str, seed: int = 0, seconds: float = 2.0) -> dict:
    """Make the readings of a phone, as a page sends them."""
    motion = make_motion(kind, np.random.default_rng(seed), seconds=seconds)
    times = np.arange(int(seconds * RATE)) / RATE
    felt = [np.interp(times, np.arange(len(motion)) / 50, motion[:, axis]) for axis in range(3)]
    return {"times": times.tolist(), "samples": np.stack(felt, 1).tolist()}


def count(classes: list[dict]) -> dict:
    return {each["name"]: (each["count"] - each["tests"], each["tests"]) for each in classes}


@pytest.mark.process
def test_a_set_that_is_empty_is_one_of_motion(page, project, ask):
    [row] = [each for each in page.get(f"/api/projects/{project}/datasets") if not each["builtin"]]
    assert (row["samples"], row["pictures"], row["problem"]) == ("motion", 0, None)
    assert {each["name"] for each in row["classes"]} == {"still", "circle"}


@pytest.mark.process
def test_takes_are_kept_as_tables_that_programs_read(page, project, ask):
    for seed in range(5):
        kept = ask("motions?label=circle", **feel("circle", seed)).json
        assert kept["file"] == f"train/circle/{seed + 1}.csv"
    [row] = [each for each in page.get(f"/api/projects/{project}/datasets") if not each["builtin"]]
    assert (row["samples"], row["pictures"], row["problem"]) == ("motion", 5, None)
    ask("motions?label=still", **feel("still", 9))
    classes = ask("motions?label=circle&split=test", **feel("circle", 6)).json["classes"]
    assert count(classes) == {"still": (1, 0), "circle": (5, 1)}
    assert len(classes[1]["newest"]) == 5 and np.shape(classes[1]["newest"][0]["curve"]) == (50, 3)
    dataset = Dataset(page.studio.projects.get(project).folder / "data/wand")
    assert len(dataset.items("test")) == 1 and len(dataset.items()) == 7
    found = ask("motion-takes?label=circle&limit=2", "GET").json
    assert (found["total"], found["own"]) == (6, True)
    assert [each["file"] for each in found["takes"]] == ["train/circle/5.csv", "train/circle/4.csv"]


def test_tables_say_in_which_unit_they_were_read(page, project, ask):
    motion = G * make_motion("circle", np.random.default_rng(1))
    rows = "\n".join(",".join(f"{value:.4f}" for value in row) for row in motion)

    def send(head: str):
        address = f"/api/projects/{project}/datasets/wand/motions?label=circle&name=a.csv"
        return page.ask("POST", address, data=f"{head}\n{rows}".encode(), content_type="application/octet-stream")

    assert {key: send("x,y,z").json[key] for key in ("unit", "assumed")} == {"unit": "m/s²", "assumed": True}
    assert {key: send("x (m/s^2),y,z").json[key] for key in ("unit", "assumed")} == {"unit": "m/s²", "assumed": False}
    refused = send("a,b")
    assert refused.status_code == 422 and "a.csv" in refused.text


def test_a_recording_of_edge_impulse_is_kept_as_a_take(page, project, ask):
    data = encode_motion(make_motion("circle", np.random.default_rng(1)), "cbor")

    def send(sent: bytes):
        address = f"/api/projects/{project}/datasets/wand/motions?label=circle&name=wave.1.cbor"
        return page.ask("POST", address, data=sent, content_type="application/octet-stream")

    kept = send(data).json
    assert (kept["unit"], kept["assumed"]) == ("m/s²", False) and kept["file"].endswith(".csv")
    refused = send(data[:900])
    assert refused.status_code == 422 and "wave.1.cbor" in refused.text


def test_classes_and_takes_are_changed_and_brought_back(ask):
    for seed in range(2):
        ask("motions?label=circle", **feel("circle", seed))
    ask("motions?label=circle&split=test", **feel("circle", 3))
    change = lambda **data: ask("motion-classes", **data)  # noqa: E731
    gone = change(do="remove_take", file="train/circle/1.csv").json
    assert count(gone["classes"])["circle"] == (1, 1)
    assert change(do="remove_take", file="train/circle/1.csv").status_code == 404
    assert count(change(do="restore", removed=gone["removed"]).json["classes"])["circle"] == (2, 1)
    assert [*count(change(do="rename", label="circle", to="round").json["classes"])] == ["still", "round"]
    assert [*count(change(do="add", label="swing").json["classes"])] == ["still", "round", "swing"]
    removed = change(do="remove", label="round").json
    assert [*count(removed["classes"])] == ["still", "swing"]
    assert count(change(do="restore", removed=removed["removed"]).json["classes"])["round"] == (2, 1)
    assert [each["name"] for each in change(do="add", label="last").json["classes"]] == [
        *("still", "round", "swing", "last")
    ]
    assert count(change(do="empty_test", label="round").json["classes"])["round"] == (2, 0)
    emptied = change(do="empty", label="round").json
    assert count(emptied["classes"])["round"] == (0, 0)
    ask("motions?label=round", **feel("circle", 5))
    assert count(change(do="restore", removed=emptied["removed"]).json["classes"])["round"] == (3, 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"do": "sing"}, 400),
        ({"do": "add", "label": "circle"}, 409),
        ({"do": "add", "label": "test"}, 422),
        ({"do": "add", "label": "../x"}, 422),
        ({"do": "rename", "label": "circle", "to": "still"}, 409),
        ({"do": "remove", "label": "none"}, 404),
        ({"do": "remove_take", "file": "../classes"}, 404),
        ({"do": "restore", "removed": "../x"}, 404),
    ],
)
def test_what_cannot_be_done_is_refused(ask, asked, status):
    assert ask("motion-classes", **asked).status_code == status


@pytest.mark.slow
@pytest.mark.parametrize(
    "changed",
    [
        {"times": [0, 1, 1, 2], "samples": [[0, 0, 1]] * 4},
        {"times": [0, 1], "samples": [[0, 0, 1]] * 2},
        {"times": "x", "samples": []},
        {"times": [0.02 * n for n in range(100)], "samples": [[0, 0]] * 100},
        {"times": [0.5 * n for n in range(9)], "samples": [[0, 0, 1]] * 9},
        {"times": [0.02 * n for n in range(100)], "samples": [[0, 0, 99]] * 100},
        {"times": [10.0 * n for n in range(100)], "samples": [[0, 0, 1]] * 100},
    ],
)
def test_what_is_no_motion_is_not_kept(ask, changed):
    assert ask("motions?label=circle", **changed).status_code in (400, 422)
    assert count(ask("motions", "GET").json)["circle"] == (0, 0)


def test_a_set_that_came_from_elsewhere_is_listed_and_left_alone(page, project):
    folder = page.studio.projects.get(project).folder / "data/moves"
    for kind in ("circle", "swing"):
        (folder / kind).mkdir(parents=True)
        (folder / kind / "a.csv").write_text("x,y,z\n" + "0,0,1\n" * 100)
    found = page.ask("GET", f"/api/projects/{project}/datasets/moves/motion-takes").json
    assert (found["total"], found["own"]) == (2, False)
    assert page.ask("GET", f"/api/projects/{project}/datasets/moves/motions").status_code == 409


@pytest.mark.long
@pytest.mark.process
@pytest.mark.training
def test_a_gesture_model_is_asked_and_tested(page, project, ask, monkeypatch):
    for kind in ("still", "circle"):
        for seed in range(6):
            ask(f"motions?label={kind}", **feel(kind, seed))
        ask(f"motions?label={kind}&split=test", **feel(kind, 20))
    monkeypatch.chdir(page.studio.projects.get(project).folder)
    model = MotionClassification()
    model.load_dataset(path="data/wand")
    model.train(save_fold="models/wand", random_seed=1)
    (row,) = page.ask("GET", f"/api/projects/{project}/taught").json
    assert row["task"] == "motion_classification" and row["data"]["path"] == "data/wand"
    for kind in ("still", "circle"):
        answer = page.ask("POST", f"/api/projects/{project}/try/motion?model={row['path']}", json=feel(kind, 30)).json
        assert (answer["label"], answer["still"]) == (kind, kind == "still")
        assert {each["label"] for each in answer["scores"]} == {"still", "circle"}
    tested = page.ask("POST", f"/api/projects/{project}/taught/test", json={"model": row["path"], "set": "wand"}).json
    assert (tested["evaluation"]["total"], tested["evaluation"]["correct"]) == (2, 2)
