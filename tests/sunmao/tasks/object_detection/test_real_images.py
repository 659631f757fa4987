"""Real pictures, few of them: blood cells are found and counted, nuclei outlined, by PyTorch, by the file, and by
onnxruntime without us.

The smallest cases of `benchmarks/cells.py`, `nuclei.py`, `boxes_parity.py` and `boxes_inference.py`.
"""

import json
import shutil
from pathlib import Path

import pytest

from benchmarks.boxes_inference import ours, peer, same
from sunmao.deploy import Workflow
from sunmao.images.image_files import read_image_file
from sunmao.vision import Detection, Segmentation

pytestmark = [pytest.mark.training, pytest.mark.long]

# Data set → the model, pictures that it learns from, side of its input. By hand: mAP50 0.35 (boxes) and 0.40 (masks).
CASES = {"bccd": (Detection, "RTMDet-Lite0", 40, 160), "nuclei-fluo": (Segmentation, "RTMDet-ins-Lite0", 24, 192)}
FEW, EPOCHS = 8, 8


@pytest.fixture(scope="module", params=CASES)
def learned(request, shared, tmp_path_factory):
    """(the trained model, its ONNX file, its data set) of one case."""
    kind, backbone, count, side = CASES[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    data = few(shared / "data" / request.param, folder / "data", {"train": count, "valid": FEW, "test": FEW})
    model = kind(backbone=backbone, image_size=side)
    model.load_dataset(data)
    model.train(epochs=EPOCHS, random_seed=1, save_fold=folder / "weights")
    return model, Path(model.convert(folder / "models" / "found.onnx")), data


def few(source: Path, target: Path, counts: dict) -> Path:
    """The first so many pictures of each part of a COCO data set. Returns its folder."""
    (target / "annotations").mkdir(parents=True)
    for part, count in counts.items():
        about = json.loads((source / "annotations" / f"{part}.json").read_text("utf-8"))
        about["images"] = about["images"][:count]
        here = {image["id"] for image in about["images"]}
        about["annotations"] = [each for each in about["annotations"] if each["image_id"] in here]
        (target / "annotations" / f"{part}.json").write_text(json.dumps(about), "utf-8")
        (target / "images" / part).mkdir(parents=True)
        for image in about["images"]:
            shutil.copy(source / "images" / part / image["file_name"], target / "images" / part)
    return target


def test_half_a_minute_teaches_to_find_and_to_count(learned):
    model, file, data = learned
    report = model.evaluate("test")
    assert report.total == FEW and report.map50 > 0.15
    counted = sum(model.inference(path).count() for path in (data / "images" / "test").iterdir())
    there = len(json.loads((data / "annotations" / "test.json").read_text("utf-8"))["annotations"])
    assert 0.3 < counted / there < 1.5  # after half a minute; computers differ in the last bits of their sums


def test_pytorch_the_file_and_onnxruntime_alone_find_the_same(learned):
    model, file, data = learned
    workflow = Workflow(file)
    parity = workflow.information["parity"]
    assert parity["same"] == parity["pictures"] == FEW and parity["things"] > 0
    by_hand, things = peer(file), 0
    for path in sorted((data / "images" / "test").iterdir()):
        assert workflow.inference(path).count() == model.inference(path).count()
        frame = read_image_file(path)
        found, theirs = ours(workflow, frame), by_hand(frame)
        if found or theirs:
            same(found, theirs)
        things += len(found)
    assert things > FEW
