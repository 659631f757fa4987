"""Models that find things learn: curves, files, endings, going on after a kill, and data that is not as it should be."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
import torch

from sunmao.data.dataset import Dataset
from sunmao.errors import BadData, BadModelFile, BadValue, SunmaoError, TrainingDiverged
from sunmao.images.image_files import save_image_file
from sunmao.models import LARGEST_SIDE, find_model
from sunmao.models.network import FreezableNetwork
from sunmao.protocol.codec import to_json
from sunmao.tasks.object_detection.dataset import DetectionDataset
from sunmao.tasks.object_detection.diagnostics import DetectionDiagnostics
from sunmao.tasks.object_detection.evaluation.metrics import make_detection_metric_config
from sunmao.tasks.object_detection.report import DetectionReport
from sunmao.tasks.object_detection.train import make_batches
from sunmao.training.checkpoints.weight_files import load_own_weights
from sunmao.training.duration_estimate import find_quickest, find_smaller_side
from sunmao.training.gradient_accumulation import fit_batch_to_memory, fit_side_to_memory
from sunmao.training.train_config import fit_batch_size, make_train_config
from sunmao.training.training_loop import TrainConfig, TrainingLoop
from sunmao.vision import Detection, Segmentation
from tests.support.detections import crowd
from tests.support.paths import ROOT
from tests.support.prepared_dataset import prepare

pytestmark = pytest.mark.training

CLASSES = ("disk", "box")
SIDE = 64
LONG, LAST = 8, 3  # epochs


def draw(folder: str, parts: dict, outlined: bool = False, change=lambda number, things: things) -> str:
    """A small COCO set: on each picture a bright disk or a dark box. change: may change the [class, x, y, w, h] of a
    picture.
    """
    random, number = np.random.default_rng(4), 0
    for part, count in parts.items():
        about = {
            "images": [],
            "annotations": [],
            "categories": [{"id": n, "name": name} for n, name in enumerate(CLASSES, 1)],
        }
        for _ in range(count):
            number += 1
            image = np.full((SIDE, SIDE, 3), 120, np.uint8) + random.integers(0, 20, (SIDE, SIDE, 1), np.uint8)
            kind, (x, y), side = number % 2, random.integers(2, 24, 2).tolist(), int(random.integers(20, 36))
            if kind:
                image[y : y + side, x : x + side] = (30, 30, 60)
            else:
                cv2.circle(image, (x + side // 2, y + side // 2), side // 2, (250, 240, 120), -1)
            save_image_file(Path(folder, "images", part, f"{number}.png"), image)
            about["images"].append({"id": number, "file_name": f"{number}.png", "width": SIDE, "height": SIDE})
            for label, *box in change(number, [[kind + 1, x, y, side, side]]):
                a, b, w, h = box
                outline = [[a, b, a + w, b, a + w, b + h, a, b + h]] if outlined else []
                row = {
                    "image_id": number,
                    "category_id": label,
                    "bbox": box,
                    "iscrowd": 0,
                    "area": w * h,
                    "segmentation": outline,
                }
                about["annotations"].append({"id": len(about["annotations"]) + 1, **row})
        Path(folder, "annotations").mkdir(parents=True, exist_ok=True)
        Path(folder, "annotations", f"{part}.json").write_text(json.dumps(about))
    return folder


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty project folder that is the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    return tmp_path


@pytest.fixture(scope="module")
def learned(tmp_path_factory):
    """(folder, model, log) of a detector that learned for some seconds."""
    folder = tmp_path_factory.mktemp("learned")
    before = Path.cwd()
    os.chdir(folder)
    try:
        data = draw("data/drawn", {"train": 32, "valid": 8, "test": 8})
        model = Detection("RTMDet-tiny", image_size=SIDE)
        model.load_dataset(data)
        log = model.train(epochs=LONG, random_seed=3, save_fold="models/drawn", batch_size=8, lr=2e-3)
    finally:
        os.chdir(before)
    return folder, model, log


@pytest.mark.long
def test_it_learns_and_says_so_in_the_textbooks_words(learned):
    folder, model, log = learned
    train, val = ([row for row in log if row["mode"] == mode] for mode in ("train", "val"))
    assert len(val) == LONG and train[-1]["loss"] < 0.8 * train[0]["loss"]
    assert {"loss", "loss_cls", "loss_bbox"} <= train[-1].keys() and "loss_mask" not in train[-1]
    assert abs(train[-1]["loss_cls"] + train[-1]["loss_bbox"] - train[-1]["loss"]) < 1e-3
    assert {"bbox_mAP", "bbox_mAP_50", "bbox_mAP_75"} <= val[-1].keys()
    assert max(row["bbox_mAP_50"] for row in val) > 0.3
    files = {path.name for path in (folder / "models" / "drawn").iterdir()}
    [best] = [name for name in files if name.startswith("best_bbox_mAP_epoch_")]
    [written] = [name for name in files if name.endswith(".log.json")]
    assert {best, written, "latest.pth", "config.yaml"} == files
    assert [json.loads(line) for line in (folder / "models" / "drawn" / written).read_text().splitlines()] == log
    info = load_own_weights(folder / "models" / "drawn" / best)
    assert (info["model"], info["task"], info["classes"], info["image_size"]) == (
        "RTMDet-tiny",
        "detection",
        [*CLASSES],
        SIDE,
    )
    assert info["mAP50"] == pytest.approx(max((row["bbox_mAP"], row["bbox_mAP_50"]) for row in val)[1], abs=1e-4)


@pytest.mark.long
def test_what_it_found_is_in_pixels_of_the_picture(learned, monkeypatch):
    folder, model, _ = learned
    monkeypatch.chdir(folder)
    items = Dataset("data/drawn").items("test")
    large = cv2.resize(cv2.imread(str(items[0].path))[..., ::-1], (640, 320))
    small, wide = (model.inference(image, confidence=0).found for image in (items[0].path, large))
    assert len(small) and len(wide)
    scale = np.array([10, 5, 10, 5])
    assert np.abs(small.boxes[0] * scale - wide.boxes[0]).max() < 12
    again = Detection("RTMDet-tiny", weights=str(next(Path("models/drawn").glob("best_*"))))
    np.testing.assert_allclose(again.inference(items[0].path, confidence=0).found.boxes[0], small.boxes[0], atol=1e-3)
    report = model.evaluate()
    assert report.map50 > 0.2 and report.total == 8


@pytest.mark.long
def test_thresholds_are_of_networks_that_look_twice(learned):
    _, model, _ = learned
    with pytest.raises(BadValue, match="FasterRCNN"):
        model.inference(np.zeros((9, 9, 3), np.uint8), rcnn_threshold=0.7)
    with pytest.raises(BadValue, match="rpn_threshold"):
        model.inference(np.zeros((9, 9, 3), np.uint8), rpn_threshold=7)


PROGRAM = """
import os, signal
from sunmao.vision import Detection
from sunmao.training.observers import StopOnRequest

def kill(self, training):
    if (training.epoch, training.step) == (3, 1):
        os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))

StopOnRequest.after_step = kill
model = Detection(image_size=64)
model.load_dataset('data/drawn')
model.train(epochs=3, random_seed=3, save_fold='models/broken', batch_size=4)
"""


def finder(data: str) -> Detection:
    model = Detection(image_size=SIDE)
    model.load_dataset(data)
    return model


def lesson(folder: str, **more) -> list:
    return finder("data/drawn").train(**{**dict(epochs=LAST, random_seed=3, save_fold=folder, batch_size=4), **more})


@pytest.mark.long
def test_a_killed_training_ends_as_an_unbroken_one(place, capsys):
    draw("data/drawn", {"train": 8, "valid": 2})
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    killed = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True)
    assert killed.returncode == -getattr(signal, "SIGKILL", signal.SIGTERM), killed.stderr
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        safe = len(load_own_weights("models/broken/latest.pth")["training"]["history"])
        lesson("models/broken")
        assert 1 <= safe < 3 and f"goes on with epoch {safe + 1} of {LAST}" in capsys.readouterr().out
        lesson("models/whole")
    finally:
        torch.set_num_threads(threads)
    whole, mended = load_own_weights("models/whole/latest.pth"), load_own_weights("models/broken/latest.pth")
    assert mended["epoch"] == LAST and mended["mAP50"] == pytest.approx(whole["mAP50"], abs=1e-6)
    for name, value in whole["state_dict"].items():
        torch.testing.assert_close(mended["state_dict"][name], value, rtol=0, atol=1e-6)


@pytest.mark.long
def test_stopped_it_keeps_what_it_has(place, events, monkeypatch):
    draw("data/drawn", {"train": 8, "valid": 2})

    def stop(self, training):
        if training.epoch == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("sunmao.training.observers.StopOnRequest.after_step", stop)
    with pytest.raises(KeyboardInterrupt):
        lesson("models/x", save_best="bbox_mAP_50")
    assert {path.name for path in Path("models/x").glob("*.pth")} == {"best_bbox_mAP_50_epoch_1.pth", "latest.pth"}
    [ended] = [event for event in events if type(event).__name__ == "TrainingEnded"]
    assert ended.reason == "stopped" and to_json(ended.best).keys() == {"epoch", "mAP", "mAP50", "recall", "precision"}
    [point] = [event for event in events if type(event).__name__ == "Metric"]
    assert point.values.keys() == {"loss", "loss_cls", "loss_bbox", "mAP", "mAP50", "recall", "precision"}


@pytest.mark.parametrize("weights", [("fresh", None), (None, "fresh")])
@pytest.mark.long
def test_what_goes_on_keeps_frozen_what_was_frozen(place, capsys, monkeypatch, weights):
    """Whatever weights the second call asks for: the file brings its own training along."""
    draw("data/drawn", {"train": 8})
    models = [Detection("RTMDet-Lite0", weights=each, image_size=SIDE) for each in weights]
    for model in models:
        model.load_dataset("data/drawn")

    def stop(self, training):
        if training.epoch == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("sunmao.training.observers.StopOnRequest.after_step", stop)
        models[0].train(epochs=2, save_fold="models/x", batch_size=4)
    models[1].train(epochs=2, checkpoint="models/x/latest.pth")
    assert "goes on with epoch 2 of 2" in capsys.readouterr().out
    assert load_own_weights("checkpoints/det_model/latest.pth")["parameters"]["pretrained"] == (weights[0] is None)


@pytest.mark.long
def test_a_single_picture_is_learned_from_and_others_weights_are_fitted(place, capsys):
    draw("data/one", {"train": 1})
    model = Detection(image_size=SIDE)
    model.load_dataset("data/one")
    assert len(model.train(epochs=1, save_fold="models/one")) == 1
    assert model.inference(np.zeros((40, 50, 3), np.uint8)).count() == 0
    draw("data/other", {"train": 2}, change=lambda number, things: [[1, *box] for _, *box in things])
    other = Detection(image_size=SIDE)
    other.load_dataset("data/other")
    assert other.classes == [*CLASSES] and "marked in no training picture" in capsys.readouterr().err
    other.train(epochs=1, checkpoint="models/one/latest.pth", save_fold="models/other")
    Path("models/one/latest.pth").write_bytes(b"torn")
    with pytest.raises(BadModelFile):
        model.load_checkpoint("models/one/latest.pth")


@pytest.mark.long
def test_a_rate_that_breaks_everything_is_answered(place):
    draw("data/drawn", {"train": 8})
    with pytest.raises(TrainingDiverged):
        lesson("models/x", lr=1e6, optimizer="SGD")


@pytest.mark.long
def test_a_model_of_outlines_learns_them(place, capsys):
    draw("data/outlined", {"train": 6, "valid": 2}, outlined=True)
    model = Segmentation(image_size=SIDE)
    model.load_dataset("data/outlined")
    log = model.train(epochs=1, save_fold="models/x", metric=["segm", "bbox"])
    assert {"loss_cls", "loss_bbox", "loss_mask"} <= log[0].keys()
    assert {"segm_mAP", "segm_mAP_50", "bbox_mAP", "bbox_mAP_75"} <= log[-1].keys()
    assert list(Path("models/x").glob("best_segm_mAP_epoch_1.pth"))
    found = model._trained.detect([np.zeros((30, 50, 3), np.uint8)])[0]
    assert all(mask["size"] == [30, 50] for mask in found.masks)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: draw("data/x", {"train": 3, "valid": 1}, change=lambda number, things: []), "no box"),
        (
            lambda: draw("data/x", {"train": 3, "valid": 3}, change=lambda number, things: things[: number > 3]),
            "no box",
        ),
        (
            lambda: [
                save_image_file(f"data/x/{label}/{n}.png", np.zeros((9, 9, 3), np.uint8))
                for label in "ab"
                for n in "12"
            ],
            "classification",
        ),
        (lambda: Path("data/x").mkdir(parents=True), "no pictures"),
    ],
)
def test_data_without_boxes_is_refused(place, make, sentence):
    make()
    with pytest.raises(SunmaoError, match=sentence) as caught:
        Detection().load_dataset("data/x")
    assert caught.value.title["zh"] != caught.value.title["en"]


def test_outlines_have_boxes_and_boxes_have_no_outlines(place):
    boxes, outlines = draw("data/boxes", {"train": 3}), draw("data/outlines", {"train": 3}, outlined=True)
    Detection().load_dataset(outlines)
    with pytest.raises(BadData, match="object detection.*instance segmentation"):
        Segmentation().load_dataset(boxes)


@pytest.mark.long
def test_boxes_outside_and_huge_pictures_are_said_and_learned_from(place, capsys):
    def outside(number, things):
        [[label, x, y, w, h]] = things
        return [[label, x, y, 90, 90], [label, 200, 200, 9, 9], [label, 5, 5, 0, 9]] if number == 1 else things

    draw("data/x", {"train": 2, "valid": 1}, change=outside)
    huge = np.zeros((3000, 4000, 3), np.uint8)
    huge[500:2500, 1000:3000] = 200
    save_image_file("data/x/images/train/2.png", huge)
    model = Detection(image_size=SIDE)
    model.load_dataset("data/x")
    said = capsys.readouterr().err
    assert (
        "reached out" in said
        and "outside their picture" in said
        and "without width" in said
        and "really 4000×3000" in said
    )
    assert len(model.train(epochs=1, save_fold="models/x")) == 2
    assert "1 of 2 things" in capsys.readouterr().err, "in the huge picture it is smaller than a pixel"


class FakePool:
    """Reads at once."""

    map = staticmethod(map)


def test_one_class_is_enough_and_a_few_pictures_take_more_steps(place):
    draw("data/x", {"train": 3}, change=lambda number, things: [[1, *box] for _, *box in things])
    assert prepare(Dataset("data/x"), task="detection").task == "detection"
    assert [fit_batch_size(8, count) for count in (1, 20, 33, 64, 500)] == [4, 4, 4, 8, 8]
    assert fit_batch_size(2, 5) == 2


def test_the_same_epoch_has_the_same_batches(place):
    draw("data/x", {"train": 8, "valid": 1})
    items, changes = Dataset("data/x").items("train"), find_model("RTMDet-tiny").recipe.augmentation
    Path("data/x/images/train/3.png").unlink()
    network = type("Network", (), {"size": SIDE, "gives_masks": False})
    config = TrainConfig(1, 1e-3, 3, "AdamW", 0.0, seed=5)
    batches, steps = make_batches(
        DetectionDataset(items, [*CLASSES], SIDE), config, changes, FakePool(), network, torch.device("cpu")
    )
    one, other, next_epoch = (list(batches(epoch)) for epoch in (1, 1, 2))
    assert steps == len(one) == 3 and sum(len(labels) for _, labels in one) == 7
    assert all(torch.equal(a[0], b[0]) for a, b in zip(one, other, strict=True)) and not torch.equal(
        one[0][0], next_epoch[0][0]
    )
    assert one[0][0].shape[1:] == (3, SIDE, SIDE) and one[0][0].max() > 200


def test_a_body_that_has_learned_before_takes_smaller_steps():
    entry = find_model("RTMDet-Lite0")
    share = entry.recipe.backbone_lr
    assert 0 < share < 1 and entry.fresh.backbone_lr == 1, "what learns from nothing has no body to keep"
    network = FreezableNetwork()
    network.body = torch.nn.ModuleDict({"backbone": torch.nn.Linear(2, 3), "neck": torch.nn.Linear(3, 1)})
    asked = make_train_config(entry.recipe, epochs=1, lr=0.01, batch_size=1, optimizer=None, weight_decay=None, seed=1)
    training = TrainingLoop(network, lambda epoch: iter(()), 10, None, asked, [])
    head, body = training._optimizer.param_groups
    assert (head["max_lr"], body["max_lr"]) == (0.01, pytest.approx(0.01 * share)) and training.lr == head["lr"]
    assert [tuple(each.shape) for each in body["params"]] == [(3, 2), (3,)]


@pytest.mark.long
def test_tests_begin_with_pictures_that_hold_nothing(place):
    draw("data/x", {"train": 4, "valid": 3}, change=lambda number, things: [] if number in (5, 6) else things)
    log = finder("data/x").train(epochs=1, save_fold="models/x")
    assert {row["mode"] for row in log} == {"train", "val"}


@pytest.mark.long
def test_where_no_picture_with_things_can_be_read_the_marks_are_nothing(place):
    draw("data/x", {"train": 4, "valid": 3}, change=lambda number, things: [] if number in (5, 6) else things)
    model = finder("data/x")
    Path("data/x/images/valid/7.png").unlink()
    log = model.train(epochs=1, save_fold="models/x")
    assert log[-1]["bbox_mAP"] == log[-1]["bbox_mAP_50"] == 0.0


@pytest.mark.parametrize("task", ["detection", "instance"])
def test_an_epoch_says_what_its_weights_would_show(task):
    items, answers = crowd(16, 2, masks=task == "instance")
    classes = ["cell", "cat"]
    marks = make_detection_metric_config(classes, task).measure(items, answers)
    pairs = [*zip(items, answers, strict=True)]
    report = DetectionReport(pairs, classes, "val", task, marks["confidence"])
    assert (marks["recall"], marks["precision"]) == (report.recall, report.precision)
    assert 0 < marks["recall"] < 1 and 0 < marks["precision"] < 1 and marks["mAP50"] == report.map50
    blind = make_detection_metric_config(classes, task).measure(items, [one.take(np.array([], int)) for one in answers])
    assert (blind["recall"], blind["precision"]) == (0, 0) and "confidence" not in blind


def test_marks_have_the_textbooks_names():
    assert (
        make_detection_metric_config([*CLASSES], "detection").best == "bbox_mAP"
        and make_detection_metric_config([*CLASSES], "instance").best == "segm_mAP"
    )
    assert make_detection_metric_config([*CLASSES], "instance", "bbox", "auto").best == "bbox_mAP"
    assert make_detection_metric_config([*CLASSES], "detection", save_best=None).key({"logged": {}}) is None
    assert make_detection_metric_config([*CLASSES], "detection", save_best="loss").key({"logged": {}, "loss": 2.0}) == (
        0.0,
        -2.0,
    )
    for wrong in ({"metric": "segm"}, {"metric": "box"}, {"save_best": "mAP"}):
        with pytest.raises(BadValue):
            make_detection_metric_config([*CLASSES], "detection", **wrong)


@pytest.mark.parametrize("size", [300, 63, 1400, 32, "large", 96.5])
def test_an_impossible_side_is_refused(size):
    with pytest.raises(BadValue):
        Detection(image_size=size)


@pytest.mark.parametrize("size", [70, LARGEST_SIDE - 1])
def test_the_sides_that_are_named_instead_can_be_taken(size):
    with pytest.raises(BadValue) as refused:
        Detection(image_size=size)
    for named in ("below", "above"):
        Detection(image_size=refused.value.params[named])


def history(*rows) -> SimpleNamespace:
    """A training whose epochs ended so: (loss, mAP50) each."""
    config = SimpleNamespace(epochs=8, lr=2e-3)
    return SimpleNamespace(config=config, steps=20, history=[{"loss": loss, "mAP50": score} for loss, score in rows])


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([(2.0, 0.0)] * 3, False),  # it is only slow to begin
        ([(2.0, 0.0)] * 4, True),
        ([(2.0, 0.0), (1.9, 0.0), (1.5, 0.0), (1.4, 0.0)], False),
        ([(2.0, 0.0), (2.0, 0.0), (2.0, 0.02), (2.0, 0.03)], False),
    ],
)
def test_half_a_training_that_finds_nothing_is_noticed_once(place, capsys, rows, said):
    watching = DetectionDiagnostics({"model": "RTMDet-tiny"})
    for count in range(1, len(rows) + 3):
        watching.after_epoch(history(*rows[:count]))
    assert capsys.readouterr().err.count("still finds nothing") == said


@pytest.mark.parametrize(
    ("losses", "scores", "said"),
    [
        ([3.0, 2.8, 2.5, 2.2, 2.0, 1.8, 1.6, 1.5], [0.0] * 8, True),
        ([3.0, 2.8, 2.5, 2.2, 2.0, 1.8, 1.6, 1.5], [0.0] * 7 + [0.2], False),
        ([3.0, 2.8, 2.5, 2.2, 2.0, 1.8, 1.6], [0.0] * 7, False),  # it is not over
        ([2.0] * 8, [0.0] * 8, False),  # it learns nothing, which was said before
    ],
)
def test_an_end_before_anything_is_found_asks_for_more_epochs(place, capsys, losses, scores, said):
    watching, rows = DetectionDiagnostics({"model": "RTMDet-tiny"}), [*zip(losses, scores, strict=True)]
    for count in range(1, len(rows) + 1):
        watching.after_epoch(history(*rows[:count]))
    told = capsys.readouterr().err
    assert told.count("After 8 epochs the model finds nothing yet") == said
    assert "Try 24" in told or not said


def test_a_slow_network_is_told_of_a_quick_one_and_of_smaller_pictures():
    quick = find_quickest(find_model("FasterRCNN"))
    assert (
        quick.seconds < 20
        and quick.packaged
        and find_quickest(find_model("Mask_RCNN")).packaged
        and find_quickest(find_model("RTMDet-tiny")) is None
    )
    assert find_smaller_side(find_model("RTMDet-tiny"), 320, whole=60.0, lesson=40.0) == 256
    assert find_smaller_side(find_model("RTMDet-tiny"), 160, whole=600.0, lesson=40.0) is None


@pytest.fixture
def free(monkeypatch):
    """Say how many MB of memory are free."""
    return lambda megabytes: monkeypatch.setattr(
        "psutil.virtual_memory", lambda: SimpleNamespace(available=megabytes * 2**20)
    )


@pytest.mark.long
def test_what_goes_on_keeps_its_size_also_when_memory_is_shorter(place, free, monkeypatch, capsys):
    draw("data/drawn", {"train": 4})

    def stop(self, training):
        if training.epoch == 2:
            raise KeyboardInterrupt

    def train(**size):
        model = Detection("RTMDet-tiny", **size)
        model.load_dataset("data/drawn")
        model.train(epochs=2, save_fold="models/x", resume=True)
        return load_own_weights("models/x/latest.pth")

    free(200)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("sunmao.training.observers.StopOnRequest.after_step", stop)
        train()
    began = load_own_weights("models/x/latest.pth")["image_size"]
    free(10)
    capsys.readouterr()
    ended, told = train(), capsys.readouterr()
    assert "goes on with epoch 2 of 2" in told.out and "are learned from at" not in told.err
    assert 128 < began == ended["image_size"] == ended["parameters"]["image_size"]

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("sunmao.training.observers.StopOnRequest.after_step", stop)
        train()
    train(image_size=64)
    assert "had other settings" in capsys.readouterr().err


def test_where_memory_is_short_the_pictures_are_smaller(place, capsys, free):
    entry = find_model("RTMDet-tiny")
    free(8000)
    assert fit_side_to_memory(entry) == entry.image_size and not capsys.readouterr().err
    free(200)
    assert 128 < fit_side_to_memory(entry) < entry.image_size and "Memory is short" in capsys.readouterr().err
    free(10)
    assert fit_side_to_memory(entry) == 128


def test_large_pictures_need_more_memory_and_small_ones_less(capsys, free, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    entry = find_model("RTMDet-Lite0")
    free(2500)
    assert fit_batch_to_memory(8, entry, 320) == 8 and not capsys.readouterr().err
    assert 2 <= fit_batch_to_memory(8, entry, 640) < 8 and "in portions" in capsys.readouterr().err
    assert (
        fit_batch_to_memory(8, entry, 1280) == 2 and "even for two pictures of 1280 pixels" in capsys.readouterr().err
    )
    free(entry.memory // 2)
    batch = entry.recipe.batch_size
    assert fit_batch_to_memory(batch, entry, 320) < batch and fit_batch_to_memory(batch, entry, 192) == batch, (
        "smaller ones fit whole"
    )


@pytest.mark.long
def test_what_is_asked_aloud_is_what_memory_is_counted_for(place, capsys, free):
    draw("data/drawn", {"train": 4})
    free(150)
    lesson("models/x", epochs=1)
    assert "in portions" not in capsys.readouterr().err, "pictures of 64 pixels fit"
