"""The description of a data set before it is taken, by the recognized reading and by every other one."""

import io
import json
import zipfile

import numpy as np
import pytest
from PIL import Image

from sunmao.data.convert import convert_dataset
from sunmao.data.sources.dataset_source import list_source
from sunmao.data.sources.describe_source import SHOWN, choose_samples, describe_source
from sunmao.data.sources.readings import LATER
from sunmao.data.sources.sample_pictures import SamplePainter
from sunmao.errors import BadData, BadValue
from tests.support.dataset_shapes.pictures import BOXES, HEIGHT, WIDTH, put, put_classes, write
from tests.support.dataset_shapes.registry import SHAPES
from tests.support.dataset_shapes.shape import Reads

pytestmark = pytest.mark.slow

PAGE = [name for name in SHAPES if name.startswith("page/")]


@pytest.mark.parametrize("name", PAGE)
def test_what_is_said_is_what_is_taken(name, tmp_path):
    """Kind, pictures, classes and parts of the description are those of the data set that the import makes."""
    SHAPES[name].build(tmp_path / "set")
    said = describe_source(tmp_path / "set")
    right = SHAPES[name].right
    if not isinstance(right, Reads):
        assert (said.reading, said.task, said.refusal) == ("bare", None, None)
        return
    assert (said.task, said.pictures, sorted(said.classes)) == (right.task, right.pictures, sorted(right.classes))
    assert right.things in (None, said.objects)
    assert right.parts is None or tuple(said.parts.values()) == right.parts
    made = convert_dataset(tmp_path / "set", tmp_path / "made")
    assert (made.health.task, made.pictures, made.classes) == (said.task, said.pictures, said.classes)
    assert said.reading in said.readings and set(LATER) < set(said.readings)


@pytest.mark.long
@pytest.mark.parametrize("around", ["", "cells", "outer/cells", "outer/train"])
@pytest.mark.parametrize("name", [*PAGE, None])
def test_the_recognized_reading_is_one_of_those_offered(name, around, tmp_path):
    """However many folders lie around the pictures: also where they are the only class, or a few without any."""
    if name:
        SHAPES[name].build(tmp_path / around)
    else:
        for number in range(10):
            put(tmp_path / around / f"{number}.jpg", number)
    said = describe_source(tmp_path)
    assert said.reading in said.readings and set(LATER) <= set(said.readings)
    assert describe_source(tmp_path, "detection").readings == said.readings
    convert_dataset(tmp_path, tmp_path.parent / f"{tmp_path.name}-made", reading=None if said.refusal else said.reading)


@pytest.mark.parametrize("name", PAGE)
def test_every_reading_that_is_offered_can_be_looked_at(name, tmp_path):
    SHAPES[name].build(tmp_path)
    for reading in describe_source(tmp_path).readings:
        said = describe_source(tmp_path, reading)
        assert said.reading == reading and said.pictures > 0
        assert all(text["zh"] and text["en"] for text in (said.as_dict()["title"], said.as_dict()["about"]))


@pytest.mark.parametrize("task", LATER[1:])
def test_pictures_are_taken_to_be_labeled(task, tmp_path):
    """Pictures in folders that look like classes become pictures without labels, at the same place in a new data set."""
    put_classes(tmp_path / "set", 3, ("left", "right"))
    said = describe_source(tmp_path / "set", task)
    assert (said.task, said.pictures, said.classes, said.refusal) == (task, 6, {}, None)
    made = convert_dataset(tmp_path / "set", tmp_path / "made", reading=task)
    assert made.pictures == 6
    found = list_source(tmp_path / "made")[1]
    assert (found.task, found.classes, len(found.items)) == (task, [], 6)
    assert not any(item.labeled for item in found.items)


# COCO's labels of a picture that is not there.
GONE = {
    "images": [{"id": 1, "file_name": "gone.jpg"}],
    "annotations": [{"image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]}],
    "categories": [{"id": 1, "name": "apple"}],
}


def test_a_refused_set_still_shows_its_pictures_and_readings(tmp_path):
    put_classes(tmp_path, 3)
    write(tmp_path / "annotations.json", json.dumps(GONE))
    said = describe_source(tmp_path, "coco")
    assert said.refusal is not None and said.refusal.text["zh"] and (said.task, said.pictures) == (None, 6)
    assert {"coco", "class_folders", "bare"} <= set(said.readings) and len(said.samples) == 6
    assert describe_source(tmp_path, "class_folders").classes == {"apple": 3, "pear": 3}


def test_folders_that_are_called_as_parts_are_no_classes_to_choose(tmp_path):
    for part in ("train", "valid", "test"):
        put(tmp_path / part / "1.jpg", 1)
    assert "class_folders" not in describe_source(tmp_path, "bare").readings


def test_what_holds_no_picture_or_is_called_otherwise_is_an_error(tmp_path):
    write(tmp_path / "set" / "notes.txt", "nothing")
    with pytest.raises(BadData, match="picture"):
        describe_source(tmp_path / "set")
    put(tmp_path / "set" / "1.jpg", 1)
    with pytest.raises(BadData):
        describe_source(tmp_path / "set" / "1.jpg")
    with pytest.raises(BadValue, match="coco"):
        describe_source(tmp_path / "set", "cocoo")


def test_a_zip_is_described_as_its_folder(tmp_path):
    SHAPES["page/YOLO"].build(tmp_path / "set")
    with zipfile.ZipFile(tmp_path / "set.zip", "w") as archive:
        for path in (tmp_path / "set").rglob("*.*"):
            archive.write(path, f"wrapped/{path.relative_to(tmp_path / 'set')}")
    one, other = (describe_source(tmp_path / name).as_dict() for name in ("set", "set.zip"))
    assert {**one, "samples": 0} == {**other, "samples": 0}


def test_samples_are_of_all_classes(tmp_path):
    put_classes(tmp_path, 40, tuple("abcdefg"))
    shown = choose_samples(list_source(tmp_path)[1])
    assert len(shown) == SHOWN and {sample.label for sample in shown} == set("abcdefg")


@pytest.mark.parametrize("name", ["page/YOLO", "page/COCO outlines", "page/LabelMe boxes"])
def test_boxes_are_drawn_where_they_are(name, tmp_path):
    SHAPES[name].build(tmp_path)
    said = describe_source(tmp_path)
    pixels = open_sample(SamplePainter(said.tree, said.listing).draw(said.samples[0]))
    scale = pixels.shape[1] / WIDTH
    for (left, top, right, bottom), color in zip(BOXES, ((255, 212, 59), (77, 171, 247)), strict=True):
        for x, y in ((left, (top + bottom) / 2), (right, (top + bottom) / 2), ((left + right) / 2, top)):
            around = pixels[round(y * scale) - 2 : round(y * scale) + 3, round(x * scale) - 2 : round(x * scale) + 3]
            assert np.abs(around.astype(int) - color).sum(2).min() < 90, (x, y)


def test_masks_lie_over_their_pictures(tmp_path):
    SHAPES["page/masks with names"].build(tmp_path)
    said = describe_source(tmp_path)
    painter = SamplePainter(said.tree, said.listing)
    drawn = open_sample(painter.draw(said.samples[0])).astype(int)
    plain = Image.open(said.samples[0].path).resize(drawn.shape[1::-1])
    difference = np.abs(drawn - np.asarray(plain, int)).sum(2)
    scale = drawn.shape[1] / WIDTH
    middle = [round((BOXES[0][axis] + BOXES[0][axis + 2]) / 2 * scale) for axis in (1, 0)]
    assert difference[middle[0], middle[1]] > 100 > difference[round((HEIGHT - 4) * scale), 4]


def test_a_picture_that_cannot_be_opened_is_not_drawn(tmp_path):
    put_classes(tmp_path, 2)
    (tmp_path / "apple" / "apple0.jpg").write_bytes(b"no picture")
    said = describe_source(tmp_path)
    drawn = {
        said.tree.name(each.path): SamplePainter(said.tree, said.listing).draw(each) is not None
        for each in said.samples
    }
    assert drawn == {
        "apple/apple0.jpg": False,
        "apple/apple1.jpg": True,
        "pear/pear0.jpg": True,
        "pear/pear1.jpg": True,
    }


def open_sample(data: bytes) -> np.ndarray:
    """The pixels of a drawn sample, (H, W, 3) uint8, RGB."""
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
