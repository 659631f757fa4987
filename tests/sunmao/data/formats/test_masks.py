"""Masks as other programs write them: by number, by colour, of classes and of things."""

import io

import numpy as np
import pytest
from PIL import Image

from sunmao.data.convert import convert_dataset
from sunmao.data.formats.masks import find_label_map, read_class_mask
from sunmao.data.sources.detect_format import read_listing
from sunmao.data.sources.file_tree import FileTree, open_folder_tree
from tests.support.drawn_datasets import PNG, keys, mask, tree

RED, BLUE, BLACK = [200, 0, 0], [0, 0, 200], [0, 0, 0]


@pytest.mark.parametrize(
    ("list_", "text", "classes"),
    [
        (
            "labelmap.txt",
            "# label:color_rgb:parts:actions\nbackground:0,0,0::\nroad:200,0,0::\ncar:0,0,200::\n",
            ["road", "car"],
        ),
        ("class_dict.csv", "name,r,g,b\nroad,200,0,0\ncar,0,0,200\nvoid,0,0,0\n", ["road", "car"]),
        (None, "", ["#0000C8", "#C80000"]),
    ],
)
def test_masks_in_colours(list_, text, classes):
    files = {"images/a.png": PNG, "masks/a.png": mask([[BLACK, RED, BLUE, RED], [RED, RED, BLUE, BLACK]])} | (
        {list_: text} if list_ else {}
    )
    found = read_listing(tree(**files))
    assert (found.format, found.classes, keys(found)) == ("masks", classes, [] if list_ else ["mask_colors"])
    assert found.items[0].tags == tuple(classes)


def test_colours_keep_their_classes_when_they_are_converted(tmp_path):
    """The order of the list counts, not that of the colours, also where a class occurs in no mask."""
    (tmp_path / "set/masks").mkdir(parents=True)
    (tmp_path / "set/a.png").write_bytes(PNG)
    (tmp_path / "set/masks/a.png").write_bytes(mask([[BLACK, RED, BLUE, RED], [RED, RED, BLUE, BLACK]]))
    (tmp_path / "set/labelmap.txt").write_text(
        "background:0,0,0::\ntree:1,1,9::\nroad:200,0,0::\ncar:0,0,200::\n", encoding="utf-8"
    )
    convert_dataset(tmp_path / "set", tmp_path / "new")
    there = open_folder_tree(tmp_path / "new")
    found = read_listing(there)
    assert (found.format, found.classes, found.items[0].tags) == ("masks", ["tree", "road", "car"], ("road", "car"))
    numbers = read_class_mask(there, there.name(found.items[0].mask), find_label_map(there))
    assert numbers[::50, ::50].tolist() == [[0, 2, 3, 2], [2, 2, 3, 0]]


def test_masks_by_number():
    values = mask([[0, 1, 2, 2], [0, 0, 9, 255]])
    found = read_listing(
        tree(
            **{
                "a.png": PNG,
                "b.png": PNG,
                "mask/a_mask.png": values,
                "mask/c.png": values,
                "_classes.csv": "Pixel Value, Class\n0, background\n1, cat\n2, dog\n",
            }
        )
    )
    assert (found.classes, keys(found)) == (["cat", "dog"], ["mask_unknown_number", "mask_missing", "mask_no_picture"])
    assert [(item.path.name, item.tags) for item in found.items] == [("a.png", ("cat", "dog"))]


def test_masks_of_another_size_and_black_and_white_ones():
    found = read_listing(tree(**{"a.png": PNG, "masks/a.png": mask([[0, 255], [0, 0]])}))
    assert (found.classes, keys(found), found.items[0].size) == (["class_1"], ["mask_size_differs"], (200, 100))


def test_a_mask_belongs_to_the_nearest_picture_of_its_name():
    """Also where pictures are called as masks are elsewhere; no mask is of two pictures."""
    cat, dog = mask([[1, 0], [0, 0]]), mask([[2, 0], [0, 0]])
    files = {
        "a/images/1.png": PNG,
        "a/masks/1.png": cat,
        "b/images/1.png": PNG,
        "b/masks/1.png": dog,
        "c/images/1.png": PNG,
    }
    files |= {"a/images/2.png": PNG, "a/images/2_l.png": PNG, "a/masks/2.png": cat, "a/masks/2_l.png": dog}
    found = read_listing(tree(**files, **{"classes.txt": "background\ncat\ndog\n"}))
    tags = {item.path.relative_to(found.root).as_posix(): item.tags for item in found.items}
    assert tags == {
        "a/images/1.png": ("cat",),
        "a/images/2.png": ("cat",),
        "a/images/2_l.png": ("dog",),
        "b/images/1.png": ("dog",),
    }
    assert ("mask_missing", ("c/images/1.png",)) in [(each.key, each.pictures) for each in found.findings]


@pytest.mark.parametrize(
    "table",
    [{"_classes.csv": f"{'9' * 5000}, sky\n1, cat\n"}, {"class_dict.csv": "sky,-200,-200,0\ncat,0,0,1\nsun,300,0,0\n"}],
)
def test_a_table_of_impossible_numbers(table):
    pixels = [[1, 0], [0, 0]] if "_classes.csv" in table else [[[0, 0, 1], [0, 0, 0]], [[0, 0, 0], [0, 0, 0]]]
    found = read_listing(tree(**{"a.png": PNG, "masks/a.png": mask(pixels)}, **table))
    assert (found.classes, found.items[0].tags) == (["cat"], ("cat",))


def test_a_class_may_be_called_mask():
    """Photographs in a folder `mask` beside others are no masks."""
    noise = np.random.default_rng(0)
    files = {}
    for folder in ("mask", "without"):
        for number in range(3):
            with io.BytesIO() as file:
                Image.fromarray(noise.integers(0, 255, (20, 20, 3), np.uint8)).save(file, "PNG")
                files[f"{folder}/{number}.png"] = file.getvalue()
    found = read_listing(tree(**files))
    assert (found.task, found.classes) == ("classification", ["mask", "without"])


def test_the_edges_of_things_in_pascal_voc_are_no_thing():
    found = read_listing(
        tree(**{"JPEGImages/a.png": PNG, "SegmentationObject/a.png": mask([[255, 255, 0], [255, 1, 2]])})
    )
    assert (found.format, len(found.items[0].things)) == ("instance_masks", 2)


def test_nuclei_as_things_and_as_classes(shared):
    whole = open_folder_tree(shared / "data" / "nuclei-fluo")
    few = FileTree(
        whole.root,
        {path: entry for path, entry in whole.files.items() if "nf_16" in path or path == "classes.txt"},
        whole.folders,
    )
    things, classes = read_listing(few, "instance_masks"), read_listing(few, "masks")
    assert things.classes == classes.classes == ["nucleus"] and not keys(things) + keys(classes)
    outlines = {item.path: len(item.things) for item in read_listing(whole, "coco").items}
    assert things.items and all(len(item.things) == outlines[item.path] for item in things.items)
