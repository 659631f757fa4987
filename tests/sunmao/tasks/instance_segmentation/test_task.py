"""Data sets that outlines can be learned from, and the first thing that is said of those that have none."""

import json
from pathlib import Path

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.errors import BadData
from sunmao.images.image_files import save_image_file
from tests.support.prepared_dataset import prepare

WHOLE, BROKEN = [2, 2, 11, 2, 11, 11], [2, 2, 9, 9]


@pytest.fixture(autouse=True)
def english(tmp_path, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)


def outline(*outlines: list | None) -> Dataset:
    """A COCO set of one picture, in which each outline is a cell with a box; None: without any outline."""
    save_image_file("data/x/images/train/0.png", np.full((32, 32, 3), 90, np.uint8))
    about = {"image_id": 1, "category_id": 1}
    cells = [
        {"id": 7 + n, **about, "bbox": [2, 2, 9 + n, 9], **({"segmentation": [each]} if each else {})}
        for n, each in enumerate(outlines)
    ]
    pictures = [{"id": 1, "file_name": "0.png", "width": 32, "height": 32}]
    Path("data/x/annotations").mkdir()
    Path("data/x/annotations/train.json").write_text(
        json.dumps({"images": pictures, "annotations": cells, "categories": [{"id": 1, "name": "cell"}]})
    )
    return Dataset("data/x")


def test_outlines_are_learned():
    dataset = outline(WHOLE, WHOLE)
    assert prepare(dataset, task="instance") is dataset


def test_broken_outlines_are_mended_where_they_are(capsys):
    with pytest.raises(BadData) as caught:
        prepare(outline(BROKEN, [2, 2, float("nan"), 9, 5, 5], WHOLE), task="instance")
    assert caught.value.key == "outlines_broken" and "another data set" not in str(caught.value)
    for told in ("images/train/0.png", "annotation with id 7 in 'annotations/train.json'"):
        assert told in str(caught.value)
    assert capsys.readouterr().err == ""
    prepare(Dataset("data/x"), check=True, task="detection")
    assert "The first is the annotation with id 7" in capsys.readouterr().err


@pytest.mark.parametrize("outlines", [(BROKEN, None, None), (None, None)], ids=["one is broken", "none"])
def test_boxes_are_no_outlines(outlines):
    with pytest.raises(BadData) as caught:
        prepare(outline(*outlines), task="instance")
    assert caught.value.key == "other_task"


@pytest.mark.parametrize("task", ["detection", "instance"])
def test_that_there_is_no_box_is_said_once(capsys, task):
    with pytest.raises(BadData) as caught:
        prepare(outline(), task=task)
    assert caught.value.key == "nothing_marked" and capsys.readouterr().err == ""
