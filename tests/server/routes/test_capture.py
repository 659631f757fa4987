"""The addresses that collect: a picture is answered for when it is on the disk, and taken back again; a film gives its
pictures.
"""

import io
import os
import time
from contextlib import closing

import cv2
import numpy as np
import pytest

from sunmao.data.dataset import Dataset
from sunmao.images.image_files import decode_image, encode_png, save_image_file
from tests.support.app_client import Page

SLOPE = np.indices((60, 80)).sum(0)[..., None].repeat(3, 2).astype(np.uint8)
PNG, JPEG = "image/png", "image/jpeg"


def packed(ending: str = ".jpg") -> bytes:
    return cv2.imencode(ending, SLOPE)[1].tobytes()


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def project(page):
    """A project with a data set of one picture."""
    identity = page.make()
    save_image_file(page.studio.projects.get(identity).folder / "data/pets/cat/1.png", SLOPE)
    return identity


def folder(page, project):
    return page.studio.projects.get(project).folder / "data/pets"


def send(page, project, label, data=None, kind=JPEG, **more):
    query = {"label": label, **more}
    return page.ask(
        "POST",
        f"/api/projects/{project}/datasets/pets/pictures",
        query_string=query,
        data=packed() if data is None else data,
        content_type=kind,
    )


def test_a_picture_is_kept_as_it_came(page, project):
    answer = send(page, project, "dog")
    assert answer.status_code == 201 and answer.json == {"path": "dog/1.jpg", "label": "dog", "count": 1}
    assert send(page, project, "cat", packed(".png"), PNG).json == {"path": "cat/2.png", "label": "cat", "count": 2}
    assert (folder(page, project) / "dog/1.jpg").read_bytes() == packed()


@pytest.mark.process  # labels are edited by a job
def test_a_picture_that_is_there_already_is_named(page, project):
    assert send(page, project, "dog", once=1).status_code == 201
    again = send(page, project, "cat", once=1)
    assert again.status_code == 200 and again.json == {"path": "dog/1.jpg", "label": "dog", "known": True}
    edits = f"/api/projects/{project}/datasets/pets/edits"
    asked = {"paths": ["dog/1.jpg"], "seen": None}
    page.ask("POST", edits, json={"kind": "relabel", "label": "fox", **asked})
    assert send(page, project, "cat", once=1).json == {"path": "dog/1.jpg", "label": "fox", "known": True}
    page.ask("POST", edits, json={"kind": "delete", **asked})
    kept = send(page, project, "cat", once=1)
    assert kept.status_code == 201 and kept.json["path"] == "cat/2.jpg", "the other lies in the bin"


def test_mirrored_and_square(page, project):
    made = send(page, project, "dog", mirror=1, square=1).json
    image = decode_image((folder(page, project) / made["path"]).read_bytes()).astype(int)
    assert image.shape == (60, 60, 3) and np.abs(image - SLOPE[:, 10:70][:, ::-1]).max() < 12


@pytest.mark.slow
@pytest.mark.parametrize(
    ("label", "data", "kind", "status"),
    [
        ("dog", b"no picture", JPEG, 422),
        ("dog", b"", JPEG, 422),
        ("dog", packed()[:200], JPEG, 422),
        ("dog", packed(), "text/html", 415),
        ("../up", packed(), JPEG, 422),
        ("", packed(), JPEG, 422),
        ("Cat", packed(), JPEG, 422),
    ],
)
def test_what_is_not_kept(page, project, label, data, kind, status):
    answer = send(page, project, label, data, kind)
    assert answer.status_code == status and set(answer.json["text"]) == {"zh", "en"}
    assert sorted(each.name for each in folder(page, project).rglob("*")) == ["1.png", "cat"]


def test_only_the_project_s_own_data_sets(page, project):
    path = f"/api/projects/{project}/datasets/%s/pictures?label=a"
    for name in ("none", "..", "pets%2fcat"):
        assert page.ask("POST", path % name, data=packed(), content_type=JPEG).status_code == 404, name


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no links for everybody")
def test_no_picture_goes_behind_a_link(page, project, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (folder(page, project) / "dog").symlink_to(tmp_path / "elsewhere")
    assert send(page, project, "dog").status_code == 404 and os.listdir(tmp_path / "elsewhere") == []


def test_the_sentence_names_no_folder_of_this_computer(page, project):
    data = folder(page, project)
    (data / "annotations").mkdir()
    (data / "annotations" / "train.json").write_text('{"images": [], "annotations": [], "categories": []}')
    answer = page.ask("GET", f"/api/projects/{project}/datasets/pets/classes")
    assert answer.status_code == 422
    assert "data/pets" in answer.text and str(data.parents[1]) not in answer.text


def back(page, project, paths):
    return page.ask("DELETE", f"/api/projects/{project}/datasets/pets/pictures", {"paths": paths})


def test_a_burst_is_taken_back(page, project):
    paths = [send(page, project, "dog").json["path"] for _ in range(3)]
    (folder(page, project) / "note.txt").write_text("mine")
    wrong = ["../../workspace.json", "note.txt", "cat", "cat/9.png", "/etc/passwd", "cat/../cat/1.png"]
    assert back(page, project, [*paths[1:], *wrong]).json == {"taken_back": 2}
    assert os.listdir(folder(page, project) / "dog") == ["1.jpg"] and (folder(page, project) / "cat/1.png").exists()
    assert back(page, project, [1]).status_code == 400


def film(path, seconds: int = 2):
    """A film of gray pictures, brighter each second, at 10 pictures a second."""
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter_fourcc(*"mp4v"), 10, (80, 60))
    for number in range(10 * seconds):
        writer.write(np.full((60, 80, 3), 40 + 80 * (number // 10), np.uint8))
    writer.release()
    return path


def over(page, project, job):
    """Wait for the end of a job and return it."""
    for _ in range(1200):
        found = page.get(f"/api/projects/{project}/jobs/{job}")
        if found["state"] != "running":
            return found
        time.sleep(0.05)
    raise AssertionError("it does not end")


@pytest.mark.process
def test_a_film_gives_a_picture_every_so_often(page, project, tmp_path):
    path = f"/api/projects/{project}/datasets/pets/film"
    form = {"film": (io.BytesIO(film(tmp_path / "手.mp4").read_bytes()), "手.mp4")}
    answer = page.ask(
        "POST", path, data=form, query_string={"label": "dog", "every": 0.5}, content_type="multipart/form-data"
    )
    assert answer.status_code == 202
    found = over(page, project, answer.json["job"])
    assert found["state"] == "done" and found["result"] == {"taken": 4, "paths": [f"dog/{n}.jpg" for n in range(1, 5)]}
    shades = [
        int(decode_image((folder(page, project) / each).read_bytes()).mean()) for each in found["result"]["paths"]
    ]
    assert [round(shade / 10) for shade in shades] == [4, 4, 12, 12]
    assert back(page, project, found["result"]["paths"]).json == {"taken_back": 4}

    (folder(page, project).parent.parent / "clip.mp4").write_bytes(b"no film")
    answer = page.ask("POST", path, {"path": "clip.mp4"}, query_string={"label": "dog", "every": 1})
    found = over(page, project, answer.json["job"])
    assert found["state"] == "failed" and "clip.mp4" in found["text"]["en"]
    assert [each for each in os.listdir(folder(page, project).parent) if each.endswith(".tmp")] == []
    for query, body in (
        ({"every": 0}, {"path": "clip.mp4"}),
        ({"label": "a/b"}, {"path": "clip.mp4"}),
        ({}, {"path": "../x.mp4"}),
    ):
        assert page.ask("POST", path, body, query_string={"label": "dog", **query}).status_code in (400, 404, 422)


@pytest.mark.slow
def test_a_film_for_a_data_set_that_is_renamed_meanwhile_begins_no_other(page, project, tmp_path, monkeypatch):
    pets = folder(page, project)
    film(pets.parent / "clip.mp4")
    monkeypatch.setattr(
        "sunmao.server.routes.capture.require_space", lambda place, size: pets.rename(pets.with_name("animals"))
    )
    answer = page.ask(
        "POST",
        f"/api/projects/{project}/datasets/pets/film",
        {"path": "data/clip.mp4"},
        query_string={"label": "dog", "every": 1},
    )
    assert answer.status_code == 404 and sorted(os.listdir(pets.parent)) == ["animals", "clip.mp4"]


@pytest.mark.process
def test_a_list_of_films_is_no_film(page, project, tmp_path):
    """Such a list may name any film of this computer, or an address."""
    for number, text in enumerate(
        (
            f"#EXTM3U\n#EXTINF:2,\n{film(tmp_path / 'secret.mp4')}\n#EXT-X-ENDLIST\n",
            f"ffconcat version 1.0\nfile {tmp_path / 'secret.mp4'}\n",
        )
    ):
        form = {"film": (io.BytesIO(text.encode()), f"list{number}.m3u8")}
        answer = page.ask(
            "POST",
            f"/api/projects/{project}/datasets/pets/film",
            data=form,
            query_string={"label": "dog", "every": 1},
            content_type="multipart/form-data",
        )
        assert over(page, project, answer.json["job"])["state"] == "failed"


def test_the_classes_are_those_of_the_disk(page, project):
    address = f"/api/projects/{project}/datasets/pets/classes"
    (folder(page, project) / "dog").mkdir()
    assert page.get(address) == [
        {"name": "cat", "count": 1, "tests": 0, "newest": [], "contributors": {}},
        {"name": "dog", "count": 0, "tests": 0, "newest": [], "contributors": {}},
    ]
    for part in ("training_set", "val_set"):
        save_image_file(folder(page, project) / part / "cat/1.png", SLOPE)
    assert page.get(address) == [{"name": "cat", "count": 2, "tests": 0, "newest": [], "contributors": {}}]


@pytest.mark.slow
def test_a_data_set_that_began_for_boxes_takes_no_classes(page, project):
    page.ask("POST", f"/api/projects/{project}/datasets", {"name": "boxes", "task": "detection", "classes": ["dog"]})
    answer = page.ask(
        "POST", f"/api/projects/{project}/datasets/boxes/pictures?label=dog", data=packed(), content_type=JPEG
    )
    assert answer.status_code == 422 and "one folder for each class" in answer.json["text"]["en"]


@pytest.mark.process
def test_a_data_set_for_boxes_collects_pictures_that_are_labeled_later(page, project, tmp_path):
    page.ask("POST", f"/api/projects/{project}/datasets", {"name": "boxes", "task": "detection", "classes": ["dog"]})
    path = f"/api/projects/{project}/datasets/boxes"
    root = folder(page, project).with_name("boxes")

    def take(**query) -> dict:
        more = {"query_string": {"label": "", **query}, "data": packed(), "content_type": JPEG}
        return page.ask("POST", f"{path}/pictures", **more).json

    taken = [take()["path"] for _ in range(3)]
    assert taken == ["collected/00001.jpg", "collected/00002.jpg", "collected/00003.jpg"]
    assert take(square=1)["count"] == 4
    assert page.get(f"{path}/classes") == [{"name": "", "count": 4, "tests": 0, "newest": [], "contributors": {}}]
    form = {"film": (io.BytesIO(film(tmp_path / "clip.mp4").read_bytes()), "clip.mp4")}
    query = {"label": "", "every": 0.5}
    job = page.ask("POST", f"{path}/film", data=form, query_string=query, content_type="multipart/form-data").json
    assert over(page, project, job["job"])["result"]["paths"] == [f"collected/{n:05}.jpg" for n in range(5, 9)]
    gone = page.ask("DELETE", f"{path}/pictures", {"paths": [taken[1], "collected", ".sunmao.json"]})
    assert gone.json == {"taken_back": 1} and (root / ".sunmao.json").exists()
    dataset = Dataset(root)
    assert (dataset.task, len(dataset.list_unlabeled()), dataset.items()) == ("detection", 7, [])
    outside = tmp_path / "outside"
    (root / "collected").rename(outside)
    (root / "collected").symlink_to(outside)
    count = len(list(outside.iterdir()))
    assert page.ask("POST", f"{path}/pictures?label=", data=packed(), content_type=JPEG).status_code == 404
    assert len(list(outside.iterdir())) == count


@pytest.mark.slow
def test_unsure_pictures_wait_until_somebody_says_what_they_are(page, project):
    """One that came twice is kept once; labeled it is one of its class, thrown away it is gone."""
    path = f"/api/projects/{project}/datasets/pets"

    def keep(seed: int):
        fields = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), np.uint8)
        data = encode_png(fields.repeat(20, axis=0).repeat(20, axis=1))
        return page.ask("POST", f"{path}/unlabeled", data=data, content_type="image/png")

    assert page.get(f"{path}/unlabeled") == {"paths": [], "most": 100}
    assert [keep(seed).json["kept"] for seed in (1, 1, 2, 3)] == [True, False, True, True]
    names = [f".unlabeled/{number}.jpg" for number in (3, 2, 1)]
    assert page.get(f"{path}/unlabeled")["paths"] == names
    assert page.ask("GET", f"/api/projects/{project}/files/data/pets/{names[0]}?size=64").status_code == 200
    said = {names[0]: "dog", names[1]: None, ".unlabeled/9.jpg": "dog", "cat/1.png": None, "../x": "dog"}
    answer = page.ask("POST", f"{path}/unlabeled/labels", {"labels": said}).json
    assert answer["paths"] == names[2:]
    assert [(row["name"], row["count"]) for row in answer["classes"]] == [("cat", 1), ("dog", 1)]
    for bad in ({names[2]: 3}, [], {str(number): None for number in range(101)}):
        assert page.ask("POST", f"{path}/unlabeled/labels", {"labels": bad}).status_code == 400
    assert page.ask("POST", f"{path}/unlabeled/labels", {"labels": {names[2]: "a/b"}}).status_code == 422
    assert page.ask("POST", f"{path}/unlabeled", data=b"no picture", content_type=JPEG).status_code == 422
    assert page.get(f"{path}/unlabeled")["paths"] == names[2:]
