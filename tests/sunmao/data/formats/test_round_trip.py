"""A data set that is written in a format is read from it again: every label, its place, its part."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sunmao.data.files.file_tree import open_folder_tree
from sunmao.data.formats.masks.class_masks import draw_object, encode_mask_png, find_label_map
from sunmao.data.formats.masks.mask_reader import read_class_mask
from sunmao.data.formats.registry import FORMATS
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.sources.detect_format import read_listing
from sunmao.images import geometry
from tests.support import drawn_datasets
from tests.support.drawn_datasets import LABEL_FORMATS, OBJECT_FORMATS

EXAMPLES = 20


def test_every_format_that_is_written_makes_the_round_trip():
    """A format without a table here has a test of its own below or, for `bare`, beside the labels of whole pictures;
    those of sounds and motion have theirs in `test_convert`.
    """
    tables = {*OBJECT_FORMATS, *sum(LABEL_FORMATS.values(), ())}
    assert tables | {"instance_masks", "masks", "bare"} == {
        name for name, each in FORMATS.items() if each.write and each.sample_kind == "picture"
    }


def places(thing) -> tuple:
    """Label and box of a thing, in numbers that writing and reading may not change."""
    return (thing.label, *(round(value, 4) + 0.0 for value in thing.box))


def both(name: str, rows: list, task: str = "detection") -> tuple[DatasetListing, DatasetListing]:
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder, "first")
        first.mkdir()
        found = drawn_datasets.listing(first, rows, task)
        return found, drawn_datasets.rewritten(found, FORMATS[name], Path(folder, "second"), read_listing)


@pytest.mark.parametrize("name", OBJECT_FORMATS)
@given(data=st.data())
@settings(max_examples=EXAMPLES)
@pytest.mark.slow
def test_every_thing_is_there_again(name, data):
    found, again = both(name, data.draw(drawn_datasets.rows(OBJECT_FORMATS[name])))
    assert sorted(again.classes) == sorted(found.classes) and again.format == name
    assert [finding.key for finding in again.findings if finding.key != "no_validation_set"] == []
    before = {item.path.name: item for item in found.items}
    assert len(again.items) == len(before)
    lent = any(finding.key == "no_validation_set" for finding in again.findings)
    for item in again.items:
        old = before[item.path.name]
        assert (lent or item.split == old.split) and item.size == old.size
        # A group of outlines is one shape after the other, so the things may change places.
        here, there = sorted(item.things, key=places), sorted(old.things, key=places)
        for one, other in zip(here, there, strict=True):
            assert one.label == other.label and one.box == pytest.approx(other.box, abs=1e-4)
        if name in ("coco", "labelme"):
            assert sorted(str((each.label, each.polygons, each.rle)) for each in here) == sorted(
                str((each.label, each.polygons, each.rle)) for each in there
            )


@given(rows=drawn_datasets.rows("outlines masks"))
@settings(max_examples=EXAMPLES)
@pytest.mark.slow
def test_masks_of_things_that_do_not_overlap_are_there_again(rows):
    rows = [(split, [thing for place, thing in enumerate(things) if not place]) for split, things in rows]
    rows = [
        (split, [thing for thing in things if draw_object(thing, (drawn_datasets.WIDTH, drawn_datasets.HEIGHT)).any()])
        for split, things in rows
    ]
    if not any(things for _, things in rows):
        return
    found, again = both("instance_masks", rows, "instance")
    size = (drawn_datasets.WIDTH, drawn_datasets.HEIGHT)
    old = {item.path.name: item for item in found.items}
    for item in again.items:
        for one, other in zip(item.things, old[item.path.name].things, strict=True):
            assert one.label == other.label and (geometry.rle_to_mask(one.rle) == draw_object(other, size)).all()


@given(seed=st.integers(0, 1000), count=st.integers(1, 3))
@settings(max_examples=10)
def test_masks_of_classes_are_there_again(seed, count):
    numbers = np.random.default_rng(seed).integers(0, count + 1, (12, 16)).astype(np.uint8)
    numbers[0, : count + 1] = range(count + 1)
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder, "first")
        (first / "masks").mkdir(parents=True)
        (first / "1.png").write_bytes(drawn_datasets.picture(16, 12))
        (first / "masks" / "1.png").write_bytes(encode_mask_png(numbers))
        (first / "classes.txt").write_text(
            "".join(f"{name}\n" for name in drawn_datasets.NAMES[:count]), encoding="utf-8"
        )
        found = read_listing(open_folder_tree(first), "masks")
        again = drawn_datasets.rewritten(found, FORMATS["masks"], Path(folder, "second"), read_listing)
        assert again.classes == found.classes == drawn_datasets.NAMES[:count] and again.items[0].tags == tuple(
            again.classes
        )
        tree = open_folder_tree(Path(folder, "second"))
        assert (read_class_mask(tree, tree.name(again.items[0].mask), find_label_map(tree)) == numbers).all()


@pytest.fixture(scope="module")
def cells(shared) -> DatasetListing:
    """`bccd` as it lies there: COCO."""
    return read_listing(open_folder_tree(shared / "data" / "bccd"))


@pytest.fixture(scope="module")
def drawn_shapes(shapes) -> DatasetListing:
    """The sample that comes along: COCO."""
    return read_listing(open_folder_tree(shapes))


@pytest.mark.slow
@pytest.mark.parametrize("source", ["drawn_shapes", "cells"])
@pytest.mark.parametrize("name", OBJECT_FORMATS)
def test_a_set_has_the_same_boxes_in_every_format(request, source, name, tmp_path):
    """The same boxes, to a hundredth of a pixel."""
    found, folder = request.getfixturevalue(source), tmp_path / name
    folder.mkdir()
    few = DatasetListing(found.root, found.classes, found.items[::6], task=found.task, format=found.format)
    FORMATS[name].write(few, open_folder_tree(found.root), folder)
    again = read_listing(open_folder_tree(folder))
    assert again.format == name and again.classes == found.classes and not again.findings
    there = {item.path.name: item for item in again.items}
    for item in few.items:
        one = there[item.path.name]
        assert one.split == item.split and [thing.label for thing in one.things] == [
            thing.label for thing in item.things
        ]
        assert np.allclose([thing.box for thing in one.things], [thing.box for thing in item.things], atol=0.01)


@pytest.mark.slow
def test_the_blood_cells_own_xml_says_the_same_as_their_json(shared, cells):
    """The repository's own VOC files: whole numbers, the same boxes within rounding."""
    xml = read_listing(open_folder_tree(shared / "data" / "bccd"), "voc")
    there = {item.path: item for item in xml.items}
    assert (
        cells.classes == ["RBC", "WBC", "Platelets"]
        and len(there) == len(cells.items) == 364
        and sum(len(item.things) for item in xml.items) == 4886
    )
    for item in cells.items:
        one, other = sorted(map(places, item.things)), sorted(map(places, there[item.path].things))
        assert [each[0] for each in one] == [each[0] for each in other] and there[item.path].split == item.split


def test_pictures_of_one_name_keep_their_own_labels(tmp_path):
    """`a.png` and `a.jpg`, which VOC and YOLO would label by one file."""
    from sunmao.data.listing import ObjectAnnotation

    found = DatasetListing(tmp_path, ["one", "two"], task="detection", format="coco")
    for name, label in (("a.png", "one"), ("a.jpg", "two"), ("sub/A.png", "one")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (20, 20)).save(tmp_path / name)
        found.items.append(
            Sample(
                tmp_path / name, None, "train", things=(ObjectAnnotation(label, (1.0, 1.0, 9.0, 9.0)),), size=(20, 20)
            )
        )
    for name in OBJECT_FORMATS:
        folder = tmp_path.parent / f"{tmp_path.name}-{name}"
        again = drawn_datasets.rewritten(found, FORMATS[name], folder, read_listing)
        assert sorted(item.labels[0] for item in again.items) == ["one", "one", "two"], name
