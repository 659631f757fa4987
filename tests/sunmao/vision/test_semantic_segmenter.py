"""Painting: training, what it says, the ONNX file, and data that is no good."""

import json
from pathlib import Path

import cv2
import numpy as np
import onnx
import pytest
import torch

from sunmao.data.builtin.samples import make_sample
from sunmao.deploy import Workflow
from sunmao.errors import BadData, BadModelFile, BadValue
from sunmao.images.geometry import rle_to_mask
from sunmao.images.image_files import read_image_file
from sunmao.models import find_model, list_semantic_segmenters
from sunmao.training.observers import StopOnRequest
from sunmao.vision import MultiLabel, SemanticSegmentation
from sunmao.vision.comparison.compare_models import compare
from sunmao.vision.labeling.propose import propose_labels
from tests.support.drawn_masks import draw_painted

pytestmark = pytest.mark.training
PICTURE = "data/garden/images/test/test_0.png"


@pytest.fixture
def garden(project):
    return draw_painted(Path("data/garden"))


def begin(path, **options):
    model = SemanticSegmentation(**{"image_size": 64, **options})
    model.load_dataset(path=path)
    model.save_fold = "models/garden"
    return model


@pytest.fixture
def model(garden, garden_weights):
    model = begin(garden)
    model.load_checkpoint(checkpoint=garden_weights)
    return model


@pytest.mark.long
def test_it_learns_what_pixels_belong_to_and_tells_it(model, events):
    report = model.evaluate()
    assert report.miou > 0.8 and report.accuracy > 0.95 and min(report.ious) > 0.7
    [event] = [each for each in events if type(each).__name__ == "SegmentationEvaluation"]
    assert (event.total, event.task, event.classes) == (8, "semantic", ["leaf", "stone"])
    assert event.averages.miou == round(report.miou, 6) and len(event.pictures) == 8
    assert event.pictures[0].iou == min(row.iou for row in event.pictures if row.iou is not None)
    truth = cv2.imread(PICTURE.replace("images", "masks"), cv2.IMREAD_GRAYSCALE)
    result = model.inference(image=PICTURE)
    assert result.mask.shape == truth.shape and (result.mask == truth).mean() > 0.95
    assert set(result.text.split(", ")) == {"leaf", "stone"} and result.has(label="leaf")
    assert result.share(label="leaf") == pytest.approx((truth == 1).mean(), abs=0.02)
    assert result.share() == pytest.approx((truth > 0).mean(), abs=0.03) and result.count(label="stone") == 1
    red, green, blue = bytes.fromhex(result.color(label="leaf")[1:])
    assert green > red + 60 and green > blue + 60
    with pytest.raises(BadValue, match="leaf"):
        result.share(label="leef")


@pytest.mark.long
def test_the_picture_is_painted_outlined_and_gets_another_background(model):
    result = model.inference(image=PICTURE)
    picture = read_image_file(PICTURE)
    painted, kept = result.draw(), result.cut_out(label="leaf")
    assert (painted[result.mask == 0] == picture[result.mask == 0]).all() and (painted[kept] != picture[kept]).any()
    assert (result.draw_outline(label="leaf") != picture).any()
    [outline, *_] = result.outlines(label="leaf")
    assert len(outline) % 2 == 0 and min(outline) >= 0 and max(outline) < 64
    for background in ("#0000ff", np.full((5, 9, 3), (0, 0, 255), np.uint8)):
        other = result.replace_background(background=background, label="leaf")
        assert (other[kept] == picture[kept]).all() and (other[~kept] == (0, 0, 255)).all()
    with pytest.raises(BadValue, match="#ffcc00"):
        result.replace_background(background="#00")


@pytest.mark.long
def test_the_file_paints_at_the_size_of_the_picture_as_the_network_does(model):
    model.convert(out_file="models/garden.onnx")
    said = {each.key: json.loads(each.value) for each in onnx.load("models/garden.onnx").metadata_props}
    assert said["SUNMAO_INFO"]["task"] == "semantic" and said["MODEL_INFO"]["codebase"] == "MMSeg"
    parity = said["SUNMAO_INFO"]["parity"]
    assert (parity["pictures"], parity["same"]) == (8, 8) and parity["same_pixels"] > 0.999
    workflow = Workflow(checkpoint="models/garden.onnx")
    wide = cv2.resize(read_image_file(PICTURE), (150, 90), interpolation=cv2.INTER_LINEAR)
    ours, theirs = workflow.inference(image=wide), model.inference(image=wide)
    assert ours.mask.shape == (90, 150) and (ours.mask == theirs.mask).mean() > 0.999
    assert workflow.evaluate(path="data/garden", split="test").miou == pytest.approx(model.evaluate().miou, abs=1e-3)
    assert "share" in Path("models/garden.py").read_text("utf-8")


@pytest.mark.long
def test_it_explains_is_compared_and_proposes_labels(model):
    assert model.explain(image=PICTURE, label="leaf").ndim == 3
    model.convert(out_file="models/garden.onnx")
    table = compare(models=[model, Workflow(checkpoint="models/garden.onnx")], path="data/garden")
    assert table.column("mIoU")[0] == pytest.approx(table.column("mIoU")[1], abs=0.01)
    items = model._dataset.items("test")[:4]
    for proposal, item in zip(propose_labels(model, items), items, strict=True):
        assert {each.label for each in proposal.objects} == set(item.tags)
        truth = cv2.imread(str(item.mask), cv2.IMREAD_GRAYSCALE)
        for each in proposal.objects:
            covered, real = rle_to_mask(each.rle) > 0, truth == 1 + ["leaf", "stone"].index(each.label)
            assert (covered & real).sum() > 0.8 * (covered | real).sum()


@pytest.mark.long
def test_a_training_in_two_halves_ends_with_the_bits_of_one_in_a_whole(garden, monkeypatch):
    begin(garden).train(epochs=2, random_seed=3, class_weights="balanced", save_fold="whole")
    model = begin(garden)

    def stop(self, training):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(StopOnRequest, "after_epoch", stop, raising=False)
        with pytest.raises(KeyboardInterrupt):
            model.train(epochs=2, random_seed=3, class_weights="balanced", save_fold="halves")
    begin(garden).train(epochs=2, random_seed=3, class_weights="balanced", save_fold="halves", resume=True)
    first, second = (
        torch.load(f"{folder}/latest.pth", weights_only=True)["state_dict"] for folder in ("whole", "halves")
    )
    assert all(torch.equal(first[name], second[name]) for name in first)


@pytest.mark.parametrize("name", list_semantic_segmenters())
@pytest.mark.long
def test_every_network_learns_one_step_and_is_converted(name, project):
    path = draw_painted(Path("data/few"), {"train": 4, "valid": 2})
    model = begin(path, backbone=name, weights="fresh")
    model.train(epochs=1, random_seed=1)
    model.convert(out_file="models/few.onnx")
    said = Workflow(checkpoint="models/few.onnx").information["parity"]
    assert said["same"] == said["pictures"] == 2
    numbers = sum(each.numel() for each in find_model(name).build(3, 64).parameters())
    assert numbers == find_model(name).parameters


@pytest.mark.long
def test_outlines_are_learned_as_paint(project):
    make_sample("shapes_outlines", Path("data"))
    model = begin("data/shapes_outlines")
    masks = model._dataset.open_class_masks()
    item = model._dataset.items("test")[0]
    assert set(np.unique(masks.read(item, (240, 240)))) - {0} <= {1, 2, 3, 4}


def paint_over(folder: str, change) -> None:
    """Change each mask of a data set."""
    for path in Path(folder, "masks").rglob("*.png"):
        cv2.imwrite(str(path), change(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)))


def test_nothing_painted_is_said(garden):
    paint_over(garden, np.zeros_like)
    with pytest.raises(BadData) as caught:
        begin(garden)
    assert caught.value.key == "nothing_painted"


@pytest.mark.long
def test_a_class_without_pixels_is_named_and_the_rest_is_learned(garden, capsys):
    paint_over(garden, lambda mask: np.where(mask == 2, 0, mask))
    model = begin(garden)
    assert "stone" in capsys.readouterr().err
    model.train(epochs=1, random_seed=1)
    assert model.evaluate().ious[1] in (None, 0.0)


def test_masks_of_another_size_are_stretched_and_pixels_at_edges_do_not_count(garden):
    paint_over(garden, lambda mask: cv2.resize(mask, (32, 16), interpolation=cv2.INTER_NEAREST))
    model = begin(garden)
    item = model._dataset.items("test")[0]
    before = model._dataset.open_class_masks().read(item, (64, 64))
    assert before.shape == (64, 64) and set(np.unique(before)) == {0, 1, 2}

    def frame(mask):
        mask[:2] = 255
        return mask

    paint_over(garden, frame)
    mask = begin(garden)._dataset.open_class_masks().read(item, (64, 64))
    assert (mask[0] == 255).all() and 255 not in mask[32:]


@pytest.mark.long
def test_a_class_that_the_model_does_not_know_does_not_count(model, capsys):
    Path("data/garden/classes.txt").write_text("background\nleaf\nroof\n")
    report = model.evaluate(path="data/garden", split="test")
    assert "roof" in capsys.readouterr().err and report.ious[0] > 0.7
    Path("data/garden/classes.txt").write_text("background\ndoor\nroof\n")
    with pytest.raises(BadData) as caught:
        model.evaluate(path="data/garden", split="test")
    assert caught.value.key == "no_common_label"


@pytest.mark.long
def test_each_kind_of_model_refuses_the_others_data_weights_and_options(model, few):
    with pytest.raises(BadData) as caught:
        SemanticSegmentation().load_dataset(path=few)
    assert caught.value.key == "other_task"
    with pytest.raises(BadModelFile):
        MultiLabel(backbone="EfficientNet-Lite0").load_checkpoint(model._trained.path)
    for options in ({"confidence": 0.5}, {"unknown": 0.5}, {"smooth": 3}):
        with pytest.raises(BadValue):
            model.inference(image=PICTURE, **options)
    with pytest.raises(BadValue):
        model.evaluate().map50
