"""Trying a model over HTTP: what is asked, what is refused, and pictures of the project in the sizes that the page
wants.
"""

import json
import zipfile
from contextlib import closing

import cv2
import numpy as np
import pytest
from pycocotools.mask import encode

from sunmao.protocol.frames import MAX_ANSWER, encode_frame
from sunmao.server.models.open_model import open_model
from sunmao.tasks.image_task import MAX_THINGS
from sunmao.tasks.object_detection.annotations import format_detections
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.results import DetectionResult
from tests.support.app_client import Page, serving
from tests.support.onnx_files import sides

PICTURE = cv2.imencode(".png", np.hstack([np.full((40, 30, 3), 250, np.uint8), np.zeros((40, 30, 3), np.uint8)]))[
    1
].tobytes()


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with closing(Page(tmp_path_factory.mktemp("projects"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def project(page):
    made = page.make()
    (page.studio.projects.get(made).folder / "models" / "a.onnx").write_bytes(sides())
    return made


def ask(page, project, query="model=models/a.onnx", data=PICTURE, kind="image/png", **more):
    return page.ask("POST", f"/api/projects/{project}/try?{query}", data=data, content_type=kind, **more)


@pytest.mark.process
def test_a_picture_is_answered(page, project):
    answer = ask(page, project, "model=models/a.onnx&unknown=0.6&smooth=1")
    assert answer.status_code == 200 and answer.json["label"] == "left" and answer.json["unknown"] is False
    assert (
        ask(
            page, project, kind="image/jpeg", data=cv2.imencode(".jpg", np.zeros((9, 9, 3), np.uint8))[1].tobytes()
        ).status_code
        == 200
    )
    assert page.ask("DELETE", f"/api/projects/{project}/try").json == {"ok": True}
    assert not page.studio.inference._workers


@pytest.mark.parametrize(
    "query",
    [
        "unknown=2",
        "unknown=-0.1",
        "unknown=nan",
        "unknown=x",
        "unknown=",
        "smooth=0",
        "smooth=31",
        "smooth=1.5",
        "smooth=x",
        "confidence=1.1",
        "confidence=nan",
    ],
)
def test_numbers_that_do_not_fit(page, project, query):
    answer = ask(page, project, f"model=models/a.onnx&{query}")
    assert answer.status_code == 400 and answer.json["parameter"] == query.partition("=")[0]


@pytest.mark.parametrize(
    "model",
    [
        "",
        "main.py",
        "models/none.onnx",
        "data/a.onnx",
        "models/../models/a.onnx",
        "models/%2e%2e/a.onnx",
        "models/a.onnx%00",
        "/models/a.onnx",
        "models\\a.onnx",
    ],
)
def test_models_that_are_not_there(page, project, model):
    before = set(page.studio.inference._workers)
    assert ask(page, project, f"model={model}").status_code == 404
    assert set(page.studio.inference._workers) == before


def things(count, size=(60, 80), masks=True):
    """So many things of a picture, each a pixel further right; the first is the surest."""
    boxes = np.array([[n % 50, 10, n % 50 + 20, 30] for n in range(count)], np.float32).reshape(-1, 4)
    drawn = [np.asfortranarray(np.zeros(size, np.uint8)) for _ in range(count if masks else 0)]
    for mask, box in zip(drawn, boxes.astype(int)):
        mask[box[1] : box[3], box[0] : box[2]] = 1
    return Detections(
        boxes,
        np.linspace(0.9, 0.5, count, dtype=np.float32),
        np.arange(count) % 2,
        list(map(encode, drawn)) if masks else None,
    )


def test_what_a_detector_says_of_a_picture():
    image = np.zeros((60, 80, 3), np.uint8)
    said = format_detections(DetectionResult(image, things(2), ["RBC", "WBC"]), image)
    assert (said["total"], said["width"], said["height"]) == (2, 80, 60)
    first, second = said["things"]
    assert (first["label"], first["confidence"], first["box"]) == ("RBC", 0.9, [0.0, 10.0, 20.0, 30.0])
    (outline,) = second["outlines"]
    assert (
        len(outline) == 8
        and max(outline[::2]) == pytest.approx(21, abs=1)
        and max(outline[1::2]) == pytest.approx(30, abs=1)
    )
    assert format_detections(DetectionResult(image, things(0), ["RBC"]), image) == {
        "things": [],
        "total": 0,
        "width": 80,
        "height": 60,
    }
    assert (
        format_detections(DetectionResult(image, things(1, masks=False), ["RBC"]), image)["things"][0]["outlines"] == []
    )


@pytest.mark.parametrize(
    ("task", "name"),
    [
        ("detection", "Detection"),
        ("instance", "Segmentation"),
        ("classification", "Classification"),
        ("cooking", "Classification"),
    ],
)
def test_weights_are_opened_by_the_class_of_their_task(tmp_path, monkeypatch, task, name):
    class Model:
        def __init__(self, backbone):
            self.backbone, self.loaded = backbone, None

        def load_checkpoint(self, path):
            self.loaded = path

    monkeypatch.setattr(f"sunmao.vision.{name}", Model, raising=False)
    with zipfile.ZipFile(tmp_path / "best.pth", "w") as file:
        file.writestr("best/sunmao.json", json.dumps({"model": "RTMDet-tiny", "task": task}))
    model = open_model(tmp_path / "best.pth")
    assert (type(model), model.backbone, model.loaded) == (Model, "RTMDet-tiny", tmp_path / "best.pth")


def test_many_things_are_cut_off_and_what_is_no_number_is_refused():
    image = np.zeros((60, 80, 3), np.uint8)
    said = format_detections(DetectionResult(image, things(2000), ["a", "b"]), image)
    assert (len(said["things"]), said["total"]) == (MAX_THINGS, 2000) and len(encode_frame(said)) < MAX_ANSWER
    odd = things(3)
    odd.boxes[1, 2] = np.nan
    with pytest.raises(ValueError):
        format_detections(DetectionResult(image, odd, ["a", "b"]), image)


@pytest.mark.process
def test_only_pictures_of_bearable_size_are_taken(page, project):
    assert ask(page, project, kind="application/json", data=b"{}").status_code == 415
    assert ask(page, project, data=bytes(9 * 1024 * 1024)).status_code == 413
    said = ask(page, project, data=b"hello")
    assert said.status_code == 422 and said.json["text"]["en"] == "This file is not a picture."
    assert ask(page, "none").status_code == 404
    assert page.ask("DELETE", "/api/projects/none/try").status_code == 404


def test_a_body_that_is_cut_off_or_too_long_without_a_length(tmp_path):
    import socket

    with serving(tmp_path) as live:
        from sunmao.server.routes import inference

        studio = live.app.extensions["sunmao"]
        project = studio.projects.create("p", {}).id
        (studio.projects.get(project).folder / "models" / "a.onnx").write_bytes(sides())
        own = {**live.own, "X-Sunmao": "1", "Content-Type": "image/png"}
        head = [
            f"POST /api/projects/{project}/try?model=models/a.onnx HTTP/1.1",
            *(f"{name}: {value}" for name, value in own.items()),
        ]
        with socket.create_connection(("127.0.0.1", live.port)) as raw:
            raw.sendall("\r\n".join([*head, "Content-Length: 1000", "", ""]).encode() + PICTURE[:50])
            raw.shutdown(socket.SHUT_WR)
            assert raw.recv(100).startswith(b"HTTP/1.1 400")
        with socket.create_connection(("127.0.0.1", live.port)) as raw:
            raw.sendall("\r\n".join([*head, "Transfer-Encoding: chunked", "", ""]).encode())
            for _ in range(inference.MAX_PICTURE // 2**20):
                raw.sendall(b"100000\r\n" + bytes(0x100000) + b"\r\n")
            raw.sendall(b"0\r\n\r\n")
            assert raw.recv(100).startswith(b"HTTP/1.1 413")
        assert not studio.inference._workers


@pytest.mark.process
def test_a_deleted_project_is_tried_no_more(page):
    project = page.make("gone")
    (page.studio.projects.get(project).folder / "models" / "a.onnx").write_bytes(sides())
    assert ask(page, project).status_code == 200
    assert page.ask("DELETE", f"/api/projects/{project}").status_code == 200
    assert not [key for key in page.studio.inference._workers if key[0] == project]


@pytest.mark.parametrize("size", [64, 160, 320])
def test_pictures_in_the_sizes_of_the_page(page, project, size):
    folder = page.studio.projects.get(project).folder
    (folder / "data" / "large.png").write_bytes(cv2.imencode(".png", np.zeros((300, 600, 3), np.uint8))[1].tobytes())
    answer = page.ask("GET", f"/api/projects/{project}/files/data/large.png?size={size}")
    assert answer.mimetype == "image/jpeg"
    assert cv2.imdecode(np.frombuffer(answer.data, np.uint8), 1).shape[:2] == (size // 2, size)
