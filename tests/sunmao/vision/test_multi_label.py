"""Several labels a picture: training, what it says, the ONNX file, and data that is no good."""

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from sunmao.data.dataset import Dataset
from sunmao.deploy import Workflow
from sunmao.errors import BadData, BadModelFile, BadValue
from sunmao.images.image_files import read_image_file
from sunmao.vision import Classification, MultiLabel
from tests.support.drawn_tags import CLASSES, draw_tagged

pytestmark = pytest.mark.training
EPOCHS = 14


@pytest.fixture
def beach(project):
    return draw_tagged(Path("data/beach"))


def begin(path, backbone="LeNet", **options):
    model = MultiLabel(backbone=backbone, **options)
    model.load_dataset(path=path)
    model.save_fold = "models/beach"
    return model


@pytest.fixture
def model(beach):
    model = begin(beach)
    model.train(epochs=EPOCHS, random_seed=1)
    return model


def test_it_learns_several_labels_and_says_them(model, beach, events):
    report = model.evaluate()
    assert report.map > 0.9 and report.exact_match > 0.7
    thresholds = model._trained.info["thresholds"]
    assert len(thresholds) == 3 and all(0 < each < 1 for each in thresholds)
    several = next(each for each in report.results if len(each.truth) > 1 and not each.missed and not each.extra)
    again = model.inference(image=several.path)
    assert set(again.labels) == set(several.truth) and again.count() == len(several.truth)
    assert again.has(label=several.truth[0]) and again.text == ", ".join(again.labels)
    [event] = [each for each in events if type(each).__name__ == "TagEvaluation"]
    assert (event.correct, event.total, event.task) == (report.correct, 24, "multi_label")
    assert [row.pictures for row in event.by_class] == [12, 12, 12] and len(event.pictures) == 24
    [began] = [each for each in events if type(each).__name__ == "TrainingStarted"] or [None]
    assert began is None or began.task == "multi_label"


def test_the_thresholds_go_with_the_weights(model):
    before = model.inference(image="data/beach/images/test/test_7.png")
    other = MultiLabel(backbone="LeNet")
    other.load_checkpoint(checkpoint=str(model._trained.path))
    after = other.inference(image="data/beach/images/test/test_7.png")
    assert after.scores == before.scores and after.labels == before.labels
    assert other.inference(image="data/beach/images/test/test_7.png", confidence=0.0).labels != []
    assert len(other.inference(image="data/beach/images/test/test_7.png", confidence=0.0).labels) == 3


def test_the_file_answers_as_the_network_does(model):
    model.convert(out_file="models/beach.onnx")
    said = {each.key: json.loads(each.value) for each in onnx.load("models/beach.onnx").metadata_props}
    ours = said["SUNMAO_INFO"]
    assert ours["task"] == "multi_label" and ours["thresholds"] == model._trained.info["thresholds"]
    assert ours["parity"] == {"pictures": 24, "same": 24, "ties": 0, "largest_difference": pytest.approx(0, abs=1e-4)}
    workflow = Workflow(checkpoint="models/beach.onnx")
    assert workflow.task == "multi_label"
    ask = [Path("data/beach/images/test", f"test_{number}.png") for number in range(8)]
    for path in ask:
        # As sets: equally sure labels may stand in any order.
        assert set(workflow.inference(image=path).labels) == set(model.inference(image=path).labels)
    assert workflow.evaluate(path="data/beach", split="test").exact_match == model.evaluate().exact_match


def test_why_is_explained_for_each_label(model):
    picture = model.explain(image="data/beach/images/test/test_7.png", label="sun")
    assert picture.ndim == 3


@pytest.mark.long
def test_quick_training_fits_the_last_layer_only(beach, cache):
    model = begin(beach, "EfficientNet-Lite0", image_size=64)
    model.quick_train(epochs=30, random_seed=1)
    report = model.evaluate()
    assert report.map > 0.8
    scores = np.array([each.scores for each in report.results])
    assert not np.allclose(scores.sum(1), 1)  # each label for itself


def test_the_same_seed_gives_the_same_weights_with_balanced_weights_too(beach):
    for folder in ("a", "b"):
        begin(beach).train(epochs=2, random_seed=3, class_weights="balanced", save_fold=folder)
    first, second = (torch.load(f"{folder}/latest.pth", weights_only=True)["state_dict"] for folder in "ab")
    assert all(torch.equal(first[name], second[name]) for name in first)


@pytest.mark.parametrize(
    ("tags", "key"), [((0, 0, 0), "nothing_tagged"), ((1, 0, 1), "tags_never_differ")], ids=["none", "all alike"]
)
def test_one_label_for_all_or_none_for_any_is_said(beach, tags, key):
    table = Path(beach, "train.csv")
    head, *rows = table.read_text().splitlines()
    same = ",".join(map(str, tags))
    table.write_text("\n".join([head, *(f"{row.split(',')[0]},{same}" for row in rows)]) + "\n")
    with pytest.raises(BadData) as caught:
        begin(beach)
    assert caught.value.key == key


def test_a_label_that_no_picture_has_is_named_and_the_rest_is_learned(beach, capsys):
    for part in ("train", "valid", "test"):
        table = Path(beach, f"{part}.csv")
        head, *rows = table.read_text().splitlines()
        table.write_text("\n".join([f"{head},moon", *(f"{row},0" for row in rows)]) + "\n")
    model = begin(beach)
    assert "No training picture has these labels, so they cannot be learned: moon" in capsys.readouterr().err
    model.train(epochs=2, random_seed=1)
    report = model.evaluate()
    assert report.average_precisions[3] is None and report.map is not None
    assert model._trained.info["thresholds"][3] == 0.5


def test_each_kind_of_model_refuses_the_others_data_and_weights(model, few, beach):
    with pytest.raises(BadData) as caught:
        MultiLabel().load_dataset(path=few)
    assert caught.value.key == "other_task"
    with pytest.raises(BadData):
        Classification().load_dataset(path=beach)
    with pytest.raises(BadModelFile) as refused:
        Classification(backbone="LeNet").load_checkpoint(str(model._trained.path))
    assert refused.value.key == "weights_of_other_task"
    with pytest.raises(BadValue):
        model.train(epochs=1, topk=2)
    with pytest.raises(BadValue):
        model.inference(image=read_image_file(Path(beach, "images/test/test_3.png")), unknown=0.5)


def test_paddles_lists_are_learned_from_as_well(beach):
    Path("data/lists").mkdir()
    dataset = Dataset(beach)
    for split, name in (("train", "train_list.txt"), ("val", "val_list.txt"), ("test", "test_list.txt")):
        lines = []
        for item in dataset.items(split):
            target = Path("data/lists", item.path.name)
            target.write_bytes(item.path.read_bytes())
            lines.append(f"{target.name}\t{','.join(str(int(label in item.tags)) for label in CLASSES)}\n")
        Path("data/lists", name).write_text("".join(lines))
    Path("data/lists/labels.txt").write_text("\n".join(CLASSES) + "\n")
    model = begin("data/lists")
    model.train(epochs=EPOCHS, random_seed=1)
    assert model.evaluate().map > 0.9
