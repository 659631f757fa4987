"""The proposals of a model, and the order in which pictures are labeled."""

import json
from pathlib import Path

import numpy as np
import pytest

from sunmao.data.dataset import Dataset
from sunmao.deploy import Workflow
from sunmao.errors import BadData, BadValue
from sunmao.images.image_files import save_image_file
from sunmao.server.cli.main import main
from sunmao.vision import label_dataset, read_annotations
from sunmao.vision.labeling.propose import SIDE, describe_look, order_by_information, propose_labels
from tests.support.onnx_files import finder, sides


@pytest.fixture
def cups(tmp_path, monkeypatch) -> Dataset:
    """Three pictures for boxes, and a detector that finds the same two things in each."""
    monkeypatch.chdir(tmp_path)
    Path("cups").mkdir()
    for n in range(3):
        save_image_file(f"cups/{n}.png", np.full((240, 320, 3), 60 * n, np.uint8))
    Path("finder.onnx").write_bytes(finder())
    dataset = Dataset(path="cups")
    dataset.declare(task="detection", classes=["cup"])
    return dataset


def test_a_model_labels_only_what_nobody_has_labeled(cups):
    cups.set_annotations(path="0.png", objects=[])
    assert label_dataset(model=Workflow(checkpoint="finder.onnx"), dataset=cups, score=0.5) == 2
    assert cups.list_unlabeled() == [] and read_annotations(dataset=cups, path="0.png") == []
    [thing] = read_annotations(dataset=cups, path="cups/1.png")
    assert thing.confidence == 1 and thing.label == Dataset("cups").items()[1].things[0].label
    assert label_dataset(model=Workflow(checkpoint="finder.onnx"), dataset=cups, score=0.5) == 0


def test_tags_are_taken_where_all_of_them_are_sure(cups):
    image = np.zeros((64, 64, 3), np.uint8)
    for name, level in (("0.png", 255), ("1.png", 40)):
        image[:, :32] = level
        save_image_file(f"cups/{name}", image)
    Path("tags.onnx").write_bytes(sides(sunmao_info={"name": "LeNet", "task": "multi_label"}, last="Sigmoid"))
    model, dataset = Workflow(checkpoint="tags.onnx"), Dataset(path="cups")
    dataset.declare(task="multi_label", classes=["left", "right"])
    proposals = list(propose_labels(model, dataset.unlabeled_items()))
    assert "left" in proposals[0].labels and len(proposals[0].scores) == len(proposals[0].labels)
    assert label_dataset(model=model, dataset=dataset, score=0.99) == 0
    assert label_dataset(model=model, dataset=dataset, score=0.5) >= 1 and "left" in dataset.items()[0].labels


def test_what_is_unsure_is_proposed_and_not_labeled(cups):
    proposals = list(propose_labels(Workflow(checkpoint="finder.onnx"), cups.unlabeled_items(), 0.3))
    assert [len(each.objects) for each in proposals] == [2, 2, 2]
    assert proposals[0].scores == pytest.approx((0.9, 0.4)) and proposals[0].uncertainty == pytest.approx(0.35)
    assert cups.list_unlabeled() == ["0.png", "1.png", "2.png"] or len(cups.list_unlabeled()) == 3


def test_an_answer_of_a_model_is_taken_as_labels(cups):
    model = Workflow(checkpoint="finder.onnx")
    cups.set_annotations(path="1.png", objects=model.inference(image="cups/1.png", confidence=0.3))
    assert len(read_annotations(dataset=cups, path="1.png")) == 2
    cups.set_annotations(path="2.png", objects=read_annotations(dataset=cups, path="1.png"))
    assert [each.box for each in read_annotations(dataset=cups, path="2.png")] == [
        each.box for each in read_annotations(dataset=cups, path="1.png")
    ]
    cups.rename_label(label=read_annotations(dataset=cups, path="1.png")[0].label, to="glass")
    assert read_annotations(dataset=cups, path="2.png")[0].label == "glass" and "glass" in cups.classes


def test_a_look_is_the_mean_of_all_pixels():
    image = np.zeros((20 * SIDE, 20 * SIDE, 3), np.uint8)
    image[::20] = 255  # fine lines, which lie beside the middles of its pixels
    look = describe_look(image)
    assert look.shape == (SIDE * SIDE * 3,) and look == pytest.approx(np.full(len(look), 1 / 20), abs=0.01)


def test_what_makes_no_sense_is_said(cups):
    with pytest.raises(BadValue, match="no picture"):
        cups.set_annotations(path="9.png", objects=[])
    for wrong in ([{"label": "cup"}], [5], [{"label": "cup", "box": "abcd"}]):
        with pytest.raises(BadValue, match="nothing that can be marked"):
            cups.set_annotations(path="1.png", objects=wrong)
    with pytest.raises(BadValue, match="outside of the picture"):
        cups.set_annotations(path="1.png", objects=[{"label": "cup", "box": (900, 900, 950, 950)}])
    with pytest.raises(BadValue):
        cups.declare(task="cooking")
    with pytest.raises(BadValue):
        label_dataset(model=Workflow(checkpoint="finder.onnx"), dataset=cups, score=7)
    assert len(cups.list_unlabeled()) == 3


def test_files_that_hold_labels_are_not_declared_something_else(shapes):
    with pytest.raises(BadData):
        Dataset(shapes).declare(task="semantic")


def test_the_command_line_proposes_into_a_file_or_labels(cups, capsys):
    assert main(["data", "label-with", "finder.onnx", "cups", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["pictures"], told["objects"], told["file"]) == (3, 6, "cups-proposals.json")
    said = json.loads(Path("cups-proposals.json").read_text(encoding="utf-8"))
    assert said["model"] == "finder.onnx" and len(said["pictures"]) == 3
    assert [each["confidence"] for each in said["pictures"][0]["objects"]] == pytest.approx([0.9, 0.4])
    assert len(Dataset("cups").list_unlabeled()) == 3
    assert main(["data", "label-with", "finder.onnx", "cups", "--accept", "0.5", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["labeled"] == 3 and Dataset("cups").list_unlabeled() == []
    assert main(["data", "label-with", "nothing.onnx", "cups"]) == 2
    assert main(["data", "label-with", "finder.onnx", "cups", "--accept", "7"]) == 2


def test_unsure_ones_come_first_and_then_what_is_different():
    rng = np.random.default_rng(0)
    looks = np.concatenate([rng.normal(0, 0.01, (50, 4)), rng.normal(1, 0.01, (50, 4))]).astype(np.float32)
    order = order_by_information([0.5] * 100, looks)
    assert sorted(order) == list(range(100)) and (order[0] < 50) != (order[1] < 50)
    sure = order_by_information([0.9, 0.1, 0.5], np.zeros((3, 4), np.float32))
    assert sure == [0, 2, 1]
    known = order_by_information([0.5, 0.5], np.array([[0.0], [1.0]], np.float32), np.array([[0.0]], np.float32))
    assert known == [1, 0]
