"""Files of networks that find things: what is in them, who can use them, whether they agree with PyTorch."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import onnx
import pytest
import torch
from PIL import Image

from sunmao.data.listing import Sample
from sunmao.deploy import Workflow
from sunmao.deploy.conversion.convert_to_onnx import convert_to_onnx
from sunmao.models import find_model
from sunmao.models.preprocessing import get_resize_name
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.parity import match_counterparts
from sunmao.tasks.object_detection.trained_detector import TrainedDetector
from tests.support.untrained_detectors import CLASSES, batch, drawn, make_detector

pytestmark = pytest.mark.training

SIDE = 96
# Name → (what the client is told, opset, thresholds).
FILES = {
    "RTMDet-Lite0": ("SSD_Lite", 11, {}),
    "RTMDet-tiny": ("SSD_Lite", 11, {}),
    "SSD_Lite": ("SSD_Lite", 11, {}),
    "YOLO": ("Yolov3", 11, {}),
    "YOLO-MobileNet": ("SSD_Lite", 11, {}),
    "YOLOX-tiny": ("SSD_Lite", 11, {}),
    "FasterRCNN": ("FasterRCNN", 16, {"most": 20, "proposals": 60}),
    "RTMDet-ins-Lite0": ("SSD_Lite", 11, {}),
    "RTMDet-ins-tiny": ("SSD_Lite", 11, {}),
    "Mask_RCNN": ("Mask_RCNN", 16, {"most": 20, "proposals": 60}),
}


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """Files of shapes, one of them lying, one upright, and one without anything."""
    folder = tmp_path_factory.mktemp("pictures")
    for number, image in enumerate(
        [drawn(3)[0], drawn(3)[1][:150], drawn(3)[2][:, :100], np.full((80, 60, 3), 90, np.uint8)]
    ):
        Image.fromarray(image).save(folder / f"{number}.png")
    return sorted(folder.iterdir())


def trained(name: str, monkeypatch, image_size: int = SIDE, **thresholds) -> TrainedDetector:
    """A network with its thresholds: sure enough that at least one picture stays empty."""
    detector = make_detector(name, SIDE, image_size, data={"path": "/home/me/shapes", "hash": "1"})
    for key, value in {"least": 0.05, **thresholds}.items():
        monkeypatch.setattr(detector.network, key, value)
    return detector


def clear_cut(model, pictures, monkeypatch) -> float:
    """A score that no thing is near to, with a picture in which nothing has as much, and at least three things that
    have more.

    Who has learned nothing is equally sure of very many places, and chance decides between them.
    """
    with monkeypatch.context() as only_now:
        only_now.setattr(model.network, "_masks", lambda *_: None)
        found = model.detect([np.array(Image.open(each)) for each in pictures])
    emptiest = min(float(each.scores.max(initial=0.05)) for each in found)
    scores = np.sort(np.concatenate([each.scores for each in found]))[:-2]
    scores = np.concatenate([[emptiest], scores[scores > emptiest]])
    widest = np.diff(scores).argmax()
    return float(scores[widest : widest + 2].mean())


@pytest.mark.parametrize("name", FILES)
@pytest.mark.long
def test_pytorch_and_the_file_find_the_same(name, pictures, tmp_path, monkeypatch):
    told, opset, thresholds = FILES[name]
    model = trained(name, monkeypatch, **thresholds)
    monkeypatch.setattr(model.network, "least", clear_cut(model, pictures, monkeypatch))
    monkeypatch.setattr("sunmao.tasks.object_detection.parity.ALIKE", 0.7)  # who has learned nothing outlines specks
    items = [Sample(path, "", "") for path in pictures]
    file = convert_to_onnx(model, SimpleNamespace(items=lambda part: items), tmp_path / "models/x.onnx", 11, 6)
    said = {each.key: json.loads(each.value) for each in onnx.load(file, load_external_data=False).metadata_props}
    assert said["MODEL_INFO"] == {"codebase": "MMDet", "modelname": told, "classes": CLASSES}
    parity = said["SUNMAO_INFO"].pop("parity")
    assert parity["same"] == parity["pictures"] == 4 and parity["things"] >= 3
    assert parity["largest_difference"] < 1e-4 and parity["largest_shift"] < 0.1
    assert ("least_overlap" in parity) == model.network.gives_masks
    assert said["SUNMAO_INFO"]["name"] == name and said["SUNMAO_INFO"]["data"]["path"] == "shapes"
    assert said["SUNMAO_INFO"]["preprocessing"]["inside"]["size"] == SIDE
    workflow = Workflow(file)
    found = [workflow.inference(path, confidence=0) for path in pictures]
    assert min(len(each.things) for each in found) == 0 < max(len(each.things) for each in found)
    assert onnx.load(file).opset_import[0].version == opset
    for each in found:
        height, width = each.image.shape[:2]
        for thing in each.things:
            x1, y1, x2, y2 = thing.box
            assert 0 <= x1 < x2 <= width and 0 <= y1 < y2 <= height
            assert (thing.mask is None) != model.network.gives_masks and (
                thing.mask is None or thing.mask.shape == (height, width)
            )


@pytest.fixture(scope="module")
def file(tmp_path_factory, pictures):
    """A detector's file with its program beside it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        model, items = trained("SSD_Lite", monkeypatch, most=5), [Sample(pictures[0], "", "")]
        path = tmp_path_factory.mktemp("file") / "models/few.onnx"
        return Path(convert_to_onnx(model, SimpleNamespace(items=lambda part: items), path, 11, 6))


@pytest.mark.long
def test_no_training_engine_is_needed_to_use_it(file, pictures):
    code = (
        "import sys; from sunmao.deploy import Workflow; "
        f"model = Workflow(checkpoint={str(file)!r}); result = model.inference(image={str(pictures[1])!r}); "
        "print(len(result.things), result.draw().shape, result.things[0].crop(image=result.image).ndim, model.backbone, "
        "[name for name in ('torch', 'torchvision', 'onnx', 'mmdet', 'mmcv', 'mmengine', 'sklearn') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count, rest = done.stdout.split(" ", 1)
    assert (
        int(count) == len(Workflow(file).inference(pictures[1]).things) > 2
        and rest.strip() == "(150, 240, 3) 3 SSD_Lite []"
    )


def test_the_program_beside_it_prints_each_thing(file, tmp_path_factory):
    run = [sys.executable, file.with_suffix(".py")]
    done = subprocess.run(run, cwd=tmp_path_factory.mktemp("elsewhere"), capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert len(lines) == 5 and all(line.split()[0] in CLASSES and line.endswith(")") for line in lines)
    assert [float(line.split()[1]) for line in lines] == sorted(
        (float(line.split()[1]) for line in lines), reverse=True
    )


def test_the_size_decides_what_the_client_is_told():
    entry = find_model("RTMDet-tiny")
    assert [get_resize_name(entry, size) for size in (96, 320, 352, 640)] == [
        "SSD_Lite",
        "SSD_Lite",
        "Yolov3",
        "FasterRCNN",
    ]
    assert (
        get_resize_name(find_model("YOLO"), 320) == "Yolov3"
        and get_resize_name(find_model("Mask_RCNN"), 640) == "Mask_RCNN"
    )


def test_a_batch_is_answered_as_its_pictures_are(monkeypatch):
    network = trained("SSD_Lite", monkeypatch, most=10).network
    with torch.inference_mode():
        together = network.find(batch(SIDE, 3))
        alone = [network.find(batch(SIDE, 3)[n : n + 1])[0] for n in range(3)]
    for ours, theirs in zip(together, alone, strict=True):
        assert torch.allclose(ours[0], theirs[0], atol=1e-2) and torch.equal(ours[2], theirs[2])


def found(*rows) -> Detections:
    """Boxes of 10 pixels at x with label and score."""
    boxes = np.array([(x, 0, x + 10, 10) for x, _, _ in rows], np.float32).reshape(-1, 4)
    return Detections(boxes, np.float32([score for *_, score in rows]), np.int64([label for _, label, _ in rows]))


def test_what_counts_as_the_same():
    one = found((5, 0, 0.9), (50, 1, 0.5))
    assert match_counterparts(one, found((5.5, 0, 0.9), (50, 1, 0.5))) == ([(0, 0), (1, 1)], [])
    assert match_counterparts(one, found((50, 1, 0.5), (5, 0, 0.9))) == ([(0, 1), (1, 0)], [])
    assert match_counterparts(one, found((5, 0, 0.9))) == ([(0, 0)], [0.5])
    assert match_counterparts(one, found((5, 1, 0.9), (50, 1, 0.5)))[1] == pytest.approx([0.9, 0.9])
    assert match_counterparts(one, found((7, 0, 0.9), (50, 1, 0.5)))[1] == pytest.approx([0.9, 0.9])
    assert match_counterparts(found((5, 0, 0.0503)), found()) == ([], []), "on the edge of what counts"
    assert match_counterparts(found(), found()) == ([], [])
