"""The options of the pickers: files that are there, samples that come along, nothing unusable."""

import json
import os

import cv2
import numpy as np
import pytest

from sunmao.data.builtin.samples import SAMPLES, make_sample
from sunmao.server.dataset_index.picker_options import PICTURES
from sunmao.server.models.picker_options import list_options
from tests.support.onnx_files import onnx

PNG = cv2.imencode(".png", np.zeros((2, 2, 3), np.uint8))[1].tobytes()


def put(folder, path, data=PNG):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(data)


def values(found, kind):
    return [row["value"] for row in found[kind]]


def test_an_empty_project_offers_the_sample(tmp_path):
    found = list_options(tmp_path)
    assert values(found, "dataset") == [f"data/{name}" for name in SAMPLES]
    assert found["dataset"][0]["builtin"] and found["dataset"][0]["label"]["zh"] == "手写数字"
    assert "data/digits/test_set/3/17.png" in values(found, "picture") and len(found["picture"]) == sum(
        len(each.tests) for each in SAMPLES.values()
    )
    assert values(found, "label") == [*(str(n) for n in range(10)), "circle", "triangle", "square", "star"]
    assert found["folder"] == found["model"] == []


@pytest.mark.slow
def test_the_samples_pictures_exist_once_it_is_made(tmp_path):
    before = {path for path in values(list_options(tmp_path), "picture") if path.startswith("data/digits/")}
    make_sample("digits", tmp_path / "data")
    assert all((tmp_path / path).is_file() for path in before)
    after = list_options(tmp_path)
    assert "builtin" not in after["dataset"][0] and "1797" in after["dataset"][0]["detail"]["en"]
    assert "data/digits/test_set/3/17.png" in values(after, "picture")
    assert "data/digits/test_set/3" in values(after, "folder")


@pytest.mark.slow
def test_pictures_are_spread_over_the_classes(tmp_path):
    for label in "abc":
        for number in range(150):
            put(tmp_path, f"data/set/{label}/{number}.png")
    found = [path for path in values(list_options(tmp_path), "picture") if path.startswith("data/set/")]
    assert len(found) == PICTURES
    assert min(sum(f"/{label}/" in path for path in found) for label in "abc") >= PICTURES // 3 - 1


def test_models_the_newest_first(tmp_path):
    for age, path in enumerate(
        ["models/a.onnx", "models/digits/best.pth", "models/notes.txt", "checkpoints/cls_model/best.pth", "data/b.onnx"]
    ):
        put(tmp_path, path)
        os.utime(tmp_path / path, (1_000_000 + age, 1_000_000 + age))
    found = list_options(tmp_path)
    assert values(found, "model") == ["checkpoints/cls_model/best.pth", "models/digits/best.pth", "models/a.onnx"]
    assert "models/digits" in values(found, "folder")


@pytest.mark.long
@pytest.mark.slow
def test_what_a_data_set_is_for_is_told(tmp_path):
    make_sample("shapes", tmp_path / "data")
    tasks = {
        row["value"]: (row.get("task"), row["detail"]["en"].split(",")[0]) for row in list_options(tmp_path)["dataset"]
    }
    assert tasks["data/shapes"] == ("detection", "object detection") and tasks["data/shapes_outlines"] == (
        "instance",
        "instance segmentation",
    )
    put(tmp_path, "data/pets/cat/1.png")
    put(tmp_path, "data/pets/dog/1.png")
    assert {row["value"]: row["task"] for row in list_options(tmp_path)["dataset"]}["data/pets"] == "classification"


def test_a_model_says_what_it_does_and_which_labels_it_knows(tmp_path):
    said = {"name": "RTMDet-tiny", "task": "detection"}
    put(
        tmp_path,
        "models/cells.onnx",
        onnx(MODEL_INFO=json.dumps({"codebase": "MMDet", "classes": ["RBC", "circle"]}), SUNMAO_INFO=json.dumps(said)),
    )
    put(tmp_path, "models/odd.onnx", onnx(SUNMAO_INFO=json.dumps({"task": "cooking"})))
    put(tmp_path, "models/broken.onnx")
    found = list_options(tmp_path)
    rows = {row["value"]: row for row in found["model"]}
    assert rows["models/cells.onnx"]["detail"] == {"zh": "RTMDet-tiny，目标检测", "en": "RTMDet-tiny, object detection"}
    assert "detail" not in rows["models/odd.onnx"] and "task" not in rows["models/broken.onnx"]
    labels = {row["value"]: row for row in found["label"]}
    assert labels["RBC"]["models"] == ["models/cells.onnx"]
    assert labels["circle"]["datasets"] == ["data/shapes", "data/shapes_outlines", "data/shapes_areas"]


def test_loose_pictures_are_offered(tmp_path):
    put(tmp_path, "me.JPG")
    put(tmp_path, "data/b.png")
    put(tmp_path, ".hidden.png")
    assert {"me.JPG", "data/b.png"} <= set(values(list_options(tmp_path), "picture"))
    assert ".hidden.png" not in values(list_options(tmp_path), "picture")


@pytest.mark.skipif(os.name == "nt", reason="names and links as on POSIX systems")
def test_strange_entries_do_no_harm(tmp_path):
    put(tmp_path, "data/set/a/1.png")
    put(tmp_path, "data/set/b/1.png")
    (tmp_path / "data" / "loop").symlink_to(tmp_path / "data")
    (tmp_path / "data" / "self").symlink_to(tmp_path / "data" / "self")
    os.mkfifo(tmp_path / "data" / "pipe.jpg")
    os.mkfifo(tmp_path / "data" / "set" / "a" / "pipe.jpg")
    (tmp_path / "data" / os.fsdecode(b"\xff.jpg")).write_bytes(PNG)
    (tmp_path / "data" / "set" / "a" / os.fsdecode(b"\xff.jpg")).write_bytes(PNG)
    found = list_options(tmp_path)
    assert "data/set" in values(found, "dataset")
    assert not any("pipe" in path or "\udcff" in path for path in values(found, "picture"))
    assert not any("loop" in path for path in values(found, "folder"))


def test_pins_of_every_board_with_what_they_can(tmp_path):
    from sunmao.boards.registry import BOARDS

    found = list_options(tmp_path)["pin"]
    assert {row["board"] for row in found} == set(BOARDS)
    uno = {row["value"]: row for row in found if row["board"] == "arduino-uno"}
    assert (uno["9"]["label"]["en"], uno["13"]["label"]["en"]) == ("9 ~", "13")
    assert "pwm" in uno["9"]["can"] and "analog" in uno["A0"]["can"] and "analog" not in uno["9"]["can"]


def test_cameras_and_films(tmp_path):
    put(tmp_path, "clip.mp4", b"")
    put(tmp_path, "data/birds.AVI", b"")
    assert values(list_options(tmp_path), "camera") == ["simulated", "browser", "0", "1", "clip.mp4", "data/birds.AVI"]


def test_every_note_that_is_offered_can_be_played(tmp_path):
    from sunmao.boards.tones import parse_melody

    found = values(list_options(tmp_path), "note")
    assert len(found) == 24 and parse_melody(" ".join(found)) == found


@pytest.mark.slow
def test_the_projects_own_sets_are_told_from_the_samples(tmp_path):
    jpeg = cv2.imencode(".jpg", np.zeros((2, 2, 3), np.uint8))[1].tobytes()
    for number in range(4):
        put(tmp_path, f"data/drawn/{number % 2}/{number}.png")
        put(tmp_path, f"data/taken/{number % 2}/{number}.jpg", jpeg)
    make_sample("digits", tmp_path / "data")
    own = {row["value"]: row.get("own") for row in list_options(tmp_path)["dataset"]}
    assert own["data/digits"] is None and own["data/drawn"] == {"photos": False, "pictures": 4}
    assert own["data/taken"] == {"photos": True, "pictures": 4}
