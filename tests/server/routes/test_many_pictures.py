"""Many pictures over HTTP: one answer each, whatever lies among them; and a picture that is added to a data set once."""

import json
from contextlib import closing

import cv2
import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.images.image_files import save_image_file
from sunmao.server.inference import batch_answers
from sunmao.server.inference.batch_answers import MAX_IMAGES, answer_batch
from tests.support.app_client import Page
from tests.support.onnx_files import finder, sides

KIND = "application/octet-stream"


def halves(left: int, right: int, size=(40, 60), ending: str = ".png") -> bytes:
    image = np.zeros((*size, 3), np.uint8)
    image[:, : size[1] // 2], image[:, size[1] // 2 :] = left, right
    return cv2.imencode(ending, image)[1].tobytes()


LEFT, RIGHT = halves(250, 5), halves(5, 250)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with closing(Page(tmp_path_factory.mktemp("projects"))) as opened:
        yield opened


@pytest.fixture
def project(page):
    made = page.make()
    folder = page.studio.projects.get(made).folder
    (folder / "models" / "a.onnx").write_bytes(sides())
    (folder / "models" / "boxes.onnx").write_bytes(finder())
    save_image_file(folder / "data/pets/cat/1.png", np.full((20, 30, 3), 90, np.uint8))
    yield made
    page.studio.inference.end(made)


def ask(page, project, files, query="model=models/a.onnx", sizes=None, kind=KIND):
    said = {"sizes": [len(each) for each in files] if sizes is None else sizes}
    data = json.dumps(said).encode() + b"\n" + b"".join(files)
    return page.ask("POST", f"/api/projects/{project}/try/batch?{query}", data=data, content_type=kind)


@pytest.mark.process
def test_each_picture_is_answered_and_a_bad_file_harms_no_other(page, project):
    files = [LEFT, b"no picture", RIGHT, LEFT[:60], b"", halves(250, 5, ending=".jpg")]
    answer = ask(page, project, files)
    assert answer.status_code == 200
    labels = [each.get("label") for each in answer.json["answers"]]
    assert labels == ["left", None, "right", None, None, "left"]
    for each in answer.json["answers"]:
        assert ("problem" in each) == ("label" not in each)
        if "problem" in each:
            assert set(each["problem"]) == {"zh", "en"} and all(each["problem"].values())
        else:
            assert each["confidence"] == pytest.approx(each["scores"][0]["score"], abs=1e-4)


@pytest.mark.process
def test_things_of_each_picture(page, project):
    answer = ask(page, project, [LEFT, RIGHT], "model=models/boxes.onnx&confidence=0.3")
    assert answer.status_code == 200
    for each in answer.json["answers"]:
        assert [thing["label"] for thing in each["things"]] == ["circle", "square"] or len(each["things"]) == 2
        assert (each["width"], each["height"]) == (60, 40)
    sure = ask(page, project, [LEFT], "model=models/boxes.onnx&confidence=0.8").json["answers"]
    assert len(sure[0]["things"]) == 1


@pytest.mark.parametrize(
    "sizes",
    [
        [],
        [1],
        [len(LEFT) + 1],
        [-1, len(LEFT) + 1],
        ["1"],
        [True] * len(LEFT),
        None,
        "x",
        {},
        [0] * MAX_IMAGES + [len(LEFT)],
    ],
)
def test_sizes_that_do_not_fit(page, project, sizes):
    before = set(page.studio.inference._workers)
    body = json.dumps({"sizes": sizes}).encode() + b"\n" + LEFT
    path = f"/api/projects/{project}/try/batch?model=models/a.onnx"
    assert page.ask("POST", path, data=body, content_type=KIND).status_code == 400
    assert set(page.studio.inference._workers) == before


@pytest.mark.parametrize("body", [b"", b"[]\n", b"{", b"[" * 10_000, b"\xff\n"])
def test_bodies_that_are_no_frame(page, project, body):
    path = f"/api/projects/{project}/try/batch?model=models/a.onnx"
    assert page.ask("POST", path, data=body, content_type=KIND).status_code == 400


def test_other_types_and_models_are_refused(page, project):
    assert ask(page, project, [LEFT], kind="image/png").status_code == 415
    assert ask(page, project, [LEFT], "model=main.py").status_code == 404
    assert ask(page, project, [LEFT], "model=models/a.onnx&confidence=2").status_code == 400


def test_a_batch_answers_as_one_picture_does_and_never_holds_all_pixels(tmp_path, monkeypatch):
    (tmp_path / "a.onnx").write_bytes(sides())
    model, held = Workflow(checkpoint=tmp_path / "a.onnx"), []
    look = model._look
    monkeypatch.setattr(model, "_look", lambda images: held.append(len(images)) or look(images))
    monkeypatch.setattr(batch_answers, "PIXELS", 3 * 40 * 60)
    files = [halves(20 * n, 250 - 20 * n) for n in range(10)]
    found = answer_batch(model, b"".join(files), [len(each) for each in files], None)["answers"]
    assert held == [3, 3, 3, 1]
    for file, each in zip(files, found, strict=True):
        alone = model.inference(cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_COLOR)[..., ::-1])
        assert each["label"] == alone.top(1)[0].label
        assert each["confidence"] == pytest.approx(alone.top(1)[0].confidence, abs=1e-5)


def add(page, project, label, data, kind="image/png", **more):
    return page.ask(
        "POST",
        f"/api/projects/{project}/datasets/pets/pictures",
        query_string={"label": label, "once": 1, **more},
        data=data,
        content_type=kind,
    )


def test_a_picture_is_added_once(page, project):
    first = add(page, project, "dog", LEFT)
    assert first.status_code == 201 and first.json["path"] == "dog/1.png"
    again = add(page, project, "cat", LEFT)
    assert again.status_code == 200 and again.json == {"path": "dog/1.png", "label": "dog", "known": True}
    assert add(page, project, "dog", RIGHT).status_code == 201
    assert add(page, project, "dog", RIGHT, once=0).status_code == 201  # collecting asks nobody
    path = f"/api/projects/{project}/datasets/pets/pictures"
    assert page.ask("DELETE", path, json={"paths": ["dog/1.png"]}).json == {"taken_back": 1}
    assert add(page, project, "cat", LEFT).json["path"] == "cat/2.png"


def test_a_photograph_is_known_without_what_its_camera_wrote(page, project):
    photo = halves(250, 5, ending=".jpg")
    exif = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x0f\x00\x02\x00\x00\x00\x04ABC\x00\x00\x00\x00\x00"
    telling = photo[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + photo[2:]
    assert add(page, project, "dog", telling, "image/jpeg").status_code == 201
    assert add(page, project, "dog", telling, "image/jpeg").json["known"] is True


def test_what_is_no_picture_is_not_added(page, project):
    assert add(page, project, "dog", b"no picture").status_code == 422
    assert add(page, project, "../x", LEFT).status_code == 422
