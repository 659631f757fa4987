"""The data sets of a project as the page reaches them: list, wall, picture, check, numbers, and what changes them."""

import io
import json
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing

import cv2
import numpy as np
import pytest
from werkzeug.test import Client

from sunmao.data import splits
from sunmao.data.convert import convert_dataset
from sunmao.data.dataset import Dataset
from sunmao.errors import DiskFull
from sunmao.server.dataset_index import index_db
from sunmao.server.datasets.mask_colors import COLORS
from sunmao.server.errors import HttpProblem
from sunmao.server.http.auth_middleware import AuthMiddleware
from sunmao.server.jobs.jobs import JobSpec
from tests.support.app_client import Page
from tests.support.limits import poll_until

pytestmark = pytest.mark.process


def picture(color: int = 0, ending: str = ".png", side: int = 20) -> bytes:
    image = np.full((side, 2 * side, 3), color, np.uint8)
    image[: side // 2, :side] = 255 - color
    return cv2.imencode(ending, image)[1].tobytes()


def put(folder, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with closing(Page(tmp_path_factory.mktemp("projects"))) as opened:
        yield opened


@pytest.fixture
def project(page):
    return page.make()


@pytest.fixture
def data(page, project):
    return page.studio.config.projects / project / "data"


@pytest.fixture
def sets(project):
    return f"/api/projects/{project}/datasets"


PETS = {
    f"pets/{label}/{n}.png": picture(n * 30 + len(label), side=20 + n) for label in ("cat", "mouse") for n in range(4)
}


def test_the_list_holds_data_sets_and_samples(page, sets, data):
    put(data, PETS)
    rows = page.get(sets)
    assert [row["name"] for row in rows][:2] == ["pets", "digits"]
    pets = rows[0]
    assert (pets["task"], pets["format"], pets["pictures"], pets["findings"], pets["builtin"]) == (
        "classification",
        "class_folders",
        8,
        None,
        False,
    )
    assert pets["classes"] == [{"name": "cat", "count": 4}, {"name": "mouse", "count": 4}]
    assert pets["bytes"] == sum(map(len, PETS.values()))
    assert {row["task"] for row in rows if row["builtin"]} == {
        "classification",
        "detection",
        "instance",
        "semantic",
        "regression",
    }
    assert not any(path.suffix == ".png" for path in data.glob("digits/**/*"))


def test_the_wall_a_page_at_a_time(page, sets, data):
    put(data, PETS)
    found = page.get(f"{sets}/pets/pictures?offset=2&limit=3")
    assert found["total"] == 8 and [row["n"] for row in found["rows"]] == [2, 3, 4]
    assert page.ask("GET", f"{sets}/pets/thumb/mouse/3.png").status_code == 200
    found = page.get(f"{sets}/pets/pictures?label=mouse")
    assert [row["path"] for row in found["rows"]] == [f"mouse/{n}.png" for n in range(4)] and found["rows"][3]["n"] == 7
    parts = {split: page.get(f"{sets}/pets/pictures?split={split}")["total"] for split in ("train", "val", "test")}
    assert sum(parts.values()) == 8 and min(parts.values()) > 0
    assert page.get(f"{sets}/pets/pictures?label=' or 1=1 --")["total"] == 0
    for query in ("offset=-1", "limit=x", "smaller=1e3", "offset=99999999999999999999"):
        assert page.ask("GET", f"{sets}/pets/pictures?{query}").status_code == 400


def test_thumbnails_are_small_upright_and_nothing_but_pictures(page, project, sets, data):
    put(
        data,
        {
            "set/a/1.jpg": picture(9, ".jpg", 300),
            "set/a/2.png": b"<script>alert(1)</script>",
            "set/b/3.png": picture(8),
        },
    )
    answer = page.ask("GET", f"{sets}/set/thumb/a/1.jpg")
    small = cv2.imdecode(np.frombuffer(answer.data, np.uint8), 1)
    assert small.shape == (64, 128, 3) and answer.mimetype == "image/jpeg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert (
        page.ask("GET", f"{sets}/set/thumb/a/1.jpg", headers={"If-None-Match": answer.headers["ETag"]}).status_code
        == 304
    )
    assert page.ask("GET", f"{sets}/set/thumb/a/2.png").status_code == 404
    found = page.get(f"{sets}/set/picture?path=a/1.jpg")
    assert (found["w"], found["h"], found["labels"], found["things"], found["mask"]) == (600, 300, ["a"], [], None)
    for job in page.studio.datasets.jobs.of(project):
        job.over.wait()
    assert page.get(f"{sets}/set/pictures?larger=300")["total"] == 1
    assert page.get(f"{sets}/set/pictures?smaller=50")["total"] == 1


@pytest.mark.long
@pytest.mark.parametrize("name", ["..", ".index", "%2e%2e", "..%2f..", "set%2fa", "CON", "none", "link"])
def test_no_name_leads_outside(page, sets, data, tmp_path, name):
    put(data, {"set/a/1.png": picture(1), "set/b/1.png": picture(2)})
    put(tmp_path, {"secret/a/1.png": picture(1), "secret/b/1.png": picture(2)})
    if os.name == "posix":
        (data / "link").symlink_to(tmp_path / "secret")
    for rest in ("", "/pictures", "/health", "/thumb/a/1.png"):
        assert page.ask("GET", f"{sets}/{name}{rest}").status_code == 404, rest
    for path in ("../secret/a/1.png", "%2e%2e/a/1.png", "a/../a/1.png", "a/1.png::$DATA"):
        assert page.ask("GET", f"{sets}/set/thumb/{path}").status_code == 404
        assert page.ask("GET", f"{sets}/set/picture?path={path}").status_code == 404


def test_what_changed_is_seen_and_the_rest_not_looked_at_again(page, project, sets, data):
    put(data, PETS)
    assert page.ask("GET", f"{sets}/pets/thumb/cat/0.png").status_code == 200
    for job in page.studio.datasets.jobs.of(project):
        job.over.wait()
    put(data, {"pets/dog/1.png": picture(77)})
    (data / "pets/cat/0.png").unlink()
    place = index_db.DatasetLocation(project, data, "pets")
    page.studio.datasets.mark_changed(place)
    row = page.get(f"{sets}/pets")
    assert {each["name"]: each["count"] for each in row["classes"]} == {"cat": 3, "dog": 1, "mouse": 4}
    with index_db.open_for_reading(place.index) as db:
        assert db.execute("select count(*) from thumbs").fetchone()[0] >= 7
        assert db.execute("select count(*) from files").fetchone() == (8,)


@pytest.mark.parametrize("damage", [b"no database", b"SQLite format 3\0" + bytes(4000), b""])
def test_an_index_that_is_damaged_is_made_again(page, project, sets, data, damage):
    put(data, PETS)
    place = index_db.DatasetLocation(project, data, "pets")
    place.index.parent.mkdir()
    place.index.write_bytes(damage)
    assert page.get(f"{sets}/pets/pictures")["total"] == 8


def test_a_check_names_each_fault_and_its_pictures(page, project, sets, data):
    put(data, {**PETS, "pets/cat/cut.png": picture(7)[:-30], "pets/cat/page.png": b"<img src=x onerror=alert(1)>"})
    assert page.get(f"{sets}/pets/health") == {"answer": None}
    job = page.done(project, page.ask("POST", f"{sets}/pets/check"))
    assert (job["state"], job["result"]["answer"], job["done"]) == ("done", "warn", 10)
    health = page.get(f"{sets}/pets/health")
    said = {each["key"]: each for each in health["findings"]}
    assert said["damaged_pictures"]["pictures"] == ["cat/cut.png"] and said["no_real_pictures"]["total"] == 1
    assert health["answer"] == "warn" and not health["stale"] and str(data) not in json.dumps(health)
    assert page.get(f"{sets}/pets")["findings"] == len(health["findings"])
    marked = page.get(f"{sets}/pets/pictures?finding=damaged_pictures")
    assert [(row["path"], row["marks"]) for row in marked["rows"]] == [("cat/cut.png", ["damaged_pictures"])]
    assert [one["key"] for one in page.get(f"{sets}/pets/picture?path=cat/cut.png")["findings"]] == ["damaged_pictures"]


def coco(pictures: int) -> bytes:
    """Labels of pictures 40 × 20: a ball and a mouse with outlines, a cat with runs of pixels."""
    rows = []
    for n in range(1, pictures + 1):
        rows += [
            {
                "image_id": n,
                "category_id": 1,
                "bbox": [2, 3, 10, 8],
                "area": 80,
                "iscrowd": 0,
                "segmentation": [[2, 3, 12, 3, 12, 11, 2, 11]],
            },
            {
                "image_id": n,
                "category_id": 2,
                "bbox": [5, 5, 10, 10],
                "area": 50,
                "iscrowd": 0,
                "segmentation": [[5, 5, 15, 5, 15, 15]],
            },
            {
                "image_id": n,
                "category_id": 3,
                "bbox": [0, 0, 2, 20],
                "area": 40,
                "iscrowd": 0,
                "segmentation": {"counts": [0, 40, 760], "size": [20, 40]},
            },
        ]
    return json.dumps(
        {
            "images": [{"id": n, "file_name": f"{n}.png", "width": 40, "height": 20} for n in range(1, pictures + 1)],
            "categories": [{"id": n, "name": name} for n, name in enumerate(("ball", "mouse", "cat"), 1)],
            "annotations": [{"id": n, **row} for n, row in enumerate(rows, 1)],
        }
    ).encode()


def test_boxes_outlines_and_runs_are_told(page, sets, data):
    put(data, {f"set/images/{n}.png": picture(n) for n in range(1, 4)} | {"set/annotations.json": coco(3)})
    row = page.get(f"{sets}/set")
    assert (row["task"], row["format"]) == ("instance", "coco") and [one["count"] for one in row["classes"]] == [
        3,
        3,
        3,
    ]
    found = page.get(f"{sets}/set/picture?path=images/2.png")
    things = {thing["label"]: thing for thing in found["things"]}
    assert things["ball"]["box"] == [2, 3, 12, 11] and things["mouse"]["polygons"] == [[5, 5, 15, 5, 15, 15]]
    assert page.get(f"{sets}/set/pictures?label=mouse&limit=1")["rows"][0]["things"] == found["things"]
    boxes = page.get(f"{sets}/set/numbers")["boxes"]
    assert (
        boxes["per_picture"] == [{"from": 3, "to": 3, "count": 3}] and sum(one["count"] for one in boxes["areas"]) == 9
    )
    mask = colored(page, found["mask"])
    assert mask.shape == (20, 40, 4) and (mask[:, 3:, 3] == 0).all() and (mask[:, :2, 3] > 0).all()


@pytest.mark.long
def test_the_wall_shows_no_more_of_outlines_than_a_thumbnail_can(page, sets, data):
    points = [edge for n in range(2000) for edge in (n / 4, 100 + n % 2 / 8)]
    rows = [
        {"id": n, "image_id": 1, "category_id": 1, "bbox": [0, 0, 500, 101], "segmentation": [[*points, 500, n / 100]]}
        for n in range(300)  # no two alike: those are one
    ]
    said = {
        "images": [{"id": 1, "file_name": "1.png", "width": 1000, "height": 500}],
        "categories": [{"id": 1, "name": "ball"}],
        "annotations": rows,
    }
    put(
        data,
        {
            "set/images/1.png": picture(side=500),
            "set/images/2.png": picture(1),
            "set/annotations.json": json.dumps(said).encode(),
        },
    )
    page.get(f"{sets}/set")
    rows = {row["path"]: row["things"] for row in page.get(f"{sets}/set/pictures")["rows"]}
    assert len(rows["images/1.png"]) == 200 and rows.get("images/2.png", []) == []
    (outline,) = rows["images/1.png"][0]["polygons"]
    assert len(outline) < 2 * 80 and outline[:2] == [0, 100] and outline[-2:] == [500, 0]
    assert len(page.get(f"{sets}/set/picture?path=images/1.png")["things"][0]["polygons"][0]) == len(points) + 2


def test_masks_are_colored_as_the_page_colors_classes(page, sets, data):
    numbers = np.zeros((20, 40), np.uint8)
    numbers[2:5], numbers[9:12] = 1, 2
    mask = cv2.imencode(".png", numbers)[1].tobytes()
    put(
        data,
        {f"set/images/train/{n}.png": picture(n) for n in range(1, 4)}
        | {f"set/masks/train/{n}.png": mask for n in range(1, 4)},
    )
    put(data, {"set/classes.txt": b"background\nsky\ngrass\n"})
    assert page.get(f"{sets}/set")["task"] == "semantic"
    shown = colored(page, page.get(f"{sets}/set/picture?path=images/train/1.png")["mask"])
    for number, color in enumerate(COLORS[:2], 1):
        assert {tuple(pixel) for pixel in shown[numbers == number][:, 2::-1].tolist()} == {tuple(bytes.fromhex(color))}
    assert (shown[numbers == 0][:, 3] == 0).all()
    assert page.ask("GET", f"{sets}/set/mask?path=images/train/9.png").status_code == 404


def colored(page, address: str) -> np.ndarray:
    answer = page.ask("GET", address)
    assert answer.mimetype == "image/png", answer.text
    return cv2.imdecode(np.frombuffer(answer.data, np.uint8), cv2.IMREAD_UNCHANGED)


@pytest.mark.long
def test_begin_rename_duplicate_divide_and_delete(page, project, sets, data):
    made = page.ask("POST", sets, {"name": "我的 猫", "task": "classification", "classes": ["黑", "白?"]})
    assert made.status_code == 201 and [one["name"] for one in made.json["classes"]] == ["黑", "白?"]
    boxes = page.ask("POST", sets, {"name": "boxes", "task": "detection", "classes": ["ball"]}).json
    assert (boxes["task"], boxes["pictures"], boxes["problem"]) == ("detection", 0, None)
    for wrong in (
        {"name": "x", "task": "none", "classes": []},
        {"name": "///", "task": "semantic", "classes": []},
        {"name": "x", "task": "semantic", "classes": [1]},
    ):
        assert page.ask("POST", sets, wrong).status_code == 400
    put(data, PETS)
    copy = page.ask("POST", f"{sets}/pets/duplicate", {"name": "more"})
    assert copy.status_code == 201 and copy.json["pictures"] == 8
    assert page.ask("POST", f"{sets}/more/split", {"ratio": "2:1:1", "seed": 3, "lock_test": True}).json["locked"]
    poll_until(lambda: page.get(f"{sets}/more")["divided"], "the index after the division")
    assert page.ask("POST", f"{sets}/more/split", {"ratio": "a lot"}).status_code == 422
    assert page.ask("PATCH", f"{sets}/more", {"name": "pets"}).status_code == 409
    assert page.ask("PATCH", f"{sets}/more", {"name": "Still More"}).json["path"] == "data/Still-More"
    assert page.ask("DELETE", f"{sets}/Still-More").json == {"ok": True}
    assert sorted(os.listdir(data)) == [".index", "boxes", "pets", "我的-猫"]
    assert not list((data / index_db.FOLDER).glob("*ore*"))


@pytest.mark.long
def test_a_data_set_is_carried_out_and_back_in(page, project, sets, data):
    put(data, PETS)
    assert {"imagenet", "class_folders"} <= {one["name"] for one in page.get(f"{sets}/pets/formats")}
    answer = page.ask("GET", f"{sets}/pets/export?format=imagenet")
    assert answer.mimetype == "application/zip" and "pets.zip" in answer.headers["Content-Disposition"]
    inside = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    answer.close()
    assert sum(name.endswith(".png") for name in inside) == 8 and not any(".index" in name for name in inside)
    assert page.ask("GET", f"{sets}/pets/export?format=none").status_code == 422
    assert sorted(os.listdir(data)) == [".index", "pets"]
    shutil.rmtree(data / "pets")
    form = {"name": "pets", "zip": (io.BytesIO(answer.data), "pets.zip")}
    job = page.done(project, page.ask("POST", sets, data=form, content_type="multipart/form-data"))
    assert job["result"]["path"] == "data/pets" and job["result"]["pictures"] == 8


def test_a_folder_of_this_computer_stays_as_it_is(page, project, sets, tmp_path):
    put(tmp_path, {path.replace("pets", "somewhere/my pets"): content for path, content in PETS.items()})
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    job = page.done(project, page.ask("POST", sets, {"name": "", "folder": str(tmp_path / "somewhere" / "my pets")}))
    assert job["result"]["path"] == "data/my-pets"
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    for path in ("relative", str(tmp_path / "none"), "\0", "x" * 9000):
        assert page.ask("POST", sets, {"name": "x", "folder": path}).status_code == 404
    others = Client(AuthMiddleware(page.app.wsgi_app.app, page.sessions, 5050, scheme="https"))
    others.set_cookie("sunmao_5050", page.session.cookie, domain="127.0.0.1")
    own = {"X-Sunmao": "1", "X-Sunmao-Key": page.session.key}
    refused = others.post(
        sets, json={"name": "x", "folder": str(tmp_path)}, headers=own, base_url="https://127.0.0.1:5050"
    )
    assert (refused.status_code, refused.json["text"]["en"][:8]) == (403, "A folder")


def test_what_the_database_says_of_a_strange_version(tmp_path):
    file = tmp_path / ".index" / "a.sqlite"
    with index_db.open_for_writing(file):
        pass
    with closing(sqlite3.connect(file)) as db:
        db.execute(f"pragma user_version = {index_db.VERSION + 1}")
    assert index_db.read_about(file) == {}
    with index_db.open_for_writing(file) as db, db:
        index_db.write_about(db, stamp="now")
    assert index_db.read_about(file) == {"stamp": "now"}


def noise(side: int, seed: int) -> bytes:
    return cv2.imencode(".jpg", np.random.default_rng(seed).integers(0, 255, (side, side, 3), np.uint8))[1].tobytes()


@pytest.mark.long
def test_a_picture_that_ends_its_process_does_not_stop_the_others(page, project, sets, data):
    """A crash in native code is simulated by kill -9: the process is gone in the middle of a picture."""
    large = noise(500, 1)
    put(
        data,
        {
            f"set/{label}/{n}.jpg": large[:-2] + bytes([n, len(label)]) + large[-2:]
            for label in ("a", "bb")
            for n in range(100)
        },
    )
    page.get(f"{sets}/set/pictures?limit=1")
    job = page.studio.datasets.jobs.of(project, "set")[0]
    while not job.doing:
        assert not job.over.wait(0.01)
    job.stop("failed")
    assert job.state == "failed" and job.doing
    answers = [page.ask("GET", f"{sets}/set/thumb/{path}").status_code for path in (*job.doing[:2], "bb/99.jpg")]
    assert answers == [200, 200, 200]
    for job in page.studio.datasets.jobs.of(project, "set"):
        job.over.wait()
    assert index_db.read_about(index_db.DatasetLocation(project, data, "set").index)["looked"]


def test_a_picture_that_ended_its_process_alone_is_not_opened_again(page, project, sets, data):
    put(data, PETS)
    given = {
        "project": project,
        "data": str(data),
        "name": "pets",
        "careful": ["cat/1.png", "cat/2.png"],
        "bad": ["cat/1.png"],
    }
    page.studio.datasets.jobs.start(JobSpec(project, "pets", "look", "make_index", given)).wait()
    assert page.ask("GET", f"{sets}/pets/thumb/cat/1.png").status_code == 404
    assert page.ask("GET", f"{sets}/pets/thumb/cat/2.png").status_code == 200


def test_a_job_that_takes_too_much_memory_is_ended(page, project, data, monkeypatch):
    put(data, PETS)
    monkeypatch.setattr("sunmao.server.jobs.jobs.MEMORY", 1)
    monkeypatch.setattr("sunmao.server.jobs.jobs.WEIGHED_EVERY", 0.01)
    given = {"project": project, "data": str(data), "name": "pets"}
    with pytest.raises(HttpProblem, match="memory"):
        page.studio.datasets.jobs.start(JobSpec(project, "pets", "check", "check_dataset", given)).wait()


@pytest.mark.long
def test_jobs_of_others_are_not_shown(page, project, sets):
    job = page.ask("POST", f"{sets}/digits/check").json["job"]
    assert page.ask("GET", f"/api/projects/{project}/jobs/{job}").status_code == 200
    assert page.ask("GET", f"/api/projects/{page.make()}/jobs/{job}").status_code == 404
    assert page.ask("PATCH", f"{sets}/digits", {"name": "mine"}).status_code == 409
    stopped = page.ask("DELETE", f"/api/projects/{project}/jobs/{job}").json
    assert stopped["state"] in ("stopped", "done")
    assert page.ask("DELETE", f"/api/projects/{project}/jobs/none").status_code == 404


def test_a_picture_that_was_written_anew_in_its_place_is_seen(page, project, sets, data):
    put(data, PETS)
    page.done(project, page.ask("POST", f"{sets}/pets/check"))
    before = page.ask("GET", f"{sets}/pets/thumb/cat/1.png")
    put(data, {"pets/cat/1.png": picture(200, side=90)})
    after = page.ask("GET", f"{sets}/pets/thumb/cat/1.png")
    assert (before.status_code, after.status_code) == (200, 200) and before.headers["ETag"] != after.headers["ETag"]
    assert page.get(f"{sets}/pets/health")["stale"]
    assert page.get(f"{sets}/pets/picture?path=cat/1.png")["w"] == 180


def test_a_zip_that_nobody_reads_leaves_nothing(page, sets, data):
    put(data, PETS)
    page.ask("HEAD", f"{sets}/pets/export?format=imagenet").close()
    assert [name for name in os.listdir(data) if name.endswith(".tmp")] == []


def test_the_same_name_again_changes_nothing(page, project, sets, data):
    put(data, PETS)
    page.done(project, page.ask("POST", f"{sets}/pets/check"))
    assert page.ask("PATCH", f"{sets}/pets", {"name": "pets"}).json["answer"] == "accept"


def test_a_wrapped_data_set_says_that_its_test_is_locked(page, sets, data):
    put(data, {f"set/wrapped/{path}": content for path, content in PETS.items()})
    assert page.ask("POST", f"{sets}/set/split", {"ratio": "2:1:1", "lock_test": True}).json["locked"]


def test_without_a_seed_it_is_divided_as_the_library_does(page, sets, data):
    put(data, PETS)
    assert page.ask("POST", f"{sets}/pets/split", {"ratio": "2:1:1"}).json["divided"]
    divided = (data / "pets" / splits.FILE).read_bytes()
    Dataset(data / "pets").split("2:1:1")
    assert (data / "pets" / splits.FILE).read_bytes() == divided


def test_a_damaged_picture_has_no_mask(page, sets, data):
    put(data, {"set/images/1.png": picture(1), "set/images/2.png": picture(2)[:-20], "set/annotations.json": coco(2)})
    assert page.ask("GET", f"{sets}/set/thumb/images/2.png").status_code == 404
    assert page.ask("GET", f"{sets}/set/mask?path=images/2.png").status_code == 404


@pytest.mark.skipif(os.name == "nt", reason="the size of files is limited as on POSIX systems")
def test_a_copy_that_does_not_fit_says_so_and_leaves_nothing(page, project, sets, data):
    import resource

    put(data, {**PETS, "pets/cat/large.jpg": noise(500, 2)})
    page.get(f"{sets}/pets")
    for job in page.studio.datasets.jobs.of(project):
        job.over.wait()
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, most[1]))
    try:
        answer = page.ask("POST", f"{sets}/pets/duplicate", {"name": "copy"})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert (answer.status_code, "disk" in answer.json["text"]["en"]) == (507, True), answer.json
    assert sorted(os.listdir(data)) == [".index", "pets"]


@pytest.mark.parametrize(
    "notes",
    [
        {"split.json": b"[" * 100_000},
        {"split.json": b"[]", ".sunmao.json": b'{"task": {}, "classes": []}'},
        {".sunmao.json": b'{"task": "none", "classes": "x"}'},
    ],
)
def test_notes_that_make_no_sense_hide_no_data_set(page, sets, data, notes):
    put(
        data,
        {
            **PETS,
            **{f"empty/{name}": content for name, content in notes.items()},
            **{f"pets/{name}": content for name, content in notes.items()},
        },
    )
    rows = {row["name"]: row for row in page.get(sets)}
    assert (rows["pets"]["pictures"], rows["pets"]["locked"], rows["empty"]["task"]) == (8, False, "classification")


def test_sentences_name_no_folder_of_this_computer(page, sets, data):
    put(data, {"empty/notes.txt": b"hello"})
    for answer in (
        page.ask("POST", f"{sets}/empty/split", {"ratio": "8:1:1"}),
        page.ask("GET", f"{sets}/empty/export?format=coco"),
    ):
        assert (
            answer.status_code == 422 and "'data/empty'" in answer.json["text"]["en"] and str(data) not in answer.text
        )


def test_too_little_room_is_said_of_a_folder_that_people_know(tmp_path, monkeypatch):
    put(tmp_path, PETS)
    (tmp_path / ".set.1234.tmp").mkdir()
    monkeypatch.setattr(shutil, "disk_usage", lambda place: shutil._ntuple_diskusage(0, 0, 0))
    with pytest.raises(DiskFull) as refused:
        convert_dataset(tmp_path / "pets", tmp_path / ".set.1234.tmp" / "set")
    assert f"'{tmp_path.as_posix()}'" in refused.value.text("en")
