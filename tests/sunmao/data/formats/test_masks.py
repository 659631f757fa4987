"""Masks as other programs write them: by number, by color, of classes and of things."""

import io
import shutil

import numpy as np
import pytest
from PIL import Image

from sunmao.data.convert import convert_dataset
from sunmao.data.files.file_tree import FileTree, open_folder_tree
from sunmao.data.formats.masks.class_masks import find_label_map
from sunmao.data.formats.masks.mask_reader import read_class_mask
from sunmao.data.sources.detect_format import read_listing
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
def test_masks_in_colors(list_, text, classes):
    files = {"images/a.png": PNG, "masks/a.png": mask([[BLACK, RED, BLUE, RED], [RED, RED, BLUE, BLACK]])} | (
        {list_: text} if list_ else {}
    )
    found = read_listing(tree(**files))
    assert (found.format, found.classes, keys(found)) == ("masks", classes, [] if list_ else ["mask_colors"])
    assert found.items[0].tags == tuple(classes)


def test_colors_keep_their_classes_when_they_are_converted(tmp_path):
    """The order of the list counts, not that of the colors, also where a class occurs in no mask."""
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


@pytest.mark.slow
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


def nuclei(**more) -> dict:
    """Two pictures with two masks each, as the 2018 nuclei are published, and what else is wanted."""
    one, other = mask([[255, 0, 0, 0], [0, 0, 0, 0]]), mask([[0, 0, 0, 0], [0, 0, 255, 255]])
    files = {f"{name}/images/{name}.png": PNG for name in ("n1", "n2")}
    files |= {
        f"{name}/masks/{name}{end}.png": each for name in ("n1", "n2") for end, each in (("x", one), ("y", other))
    }
    return files | more


@pytest.mark.parametrize("wrapped", ["", "stage1_train/"])
def test_a_mask_for_each_thing_is_an_outline_of_one_class(wrapped):
    found = read_listing(tree(**{wrapped + path: data for path, data in nuclei().items()}))
    assert (found.format, found.task, found.classes, found.divided) == ("object_masks", "instance", ["nucleus"], False)
    assert [len(item.things) for item in found.items] == [2, 2] and keys(found) == []
    assert all(thing.rle for item in found.items for thing in item.things)


def test_what_is_wrong_with_masks_of_things_is_told():
    size = Image.open(io.BytesIO(PNG)).size
    small = np.zeros((size[1] // 2, size[0] // 2), np.uint8)
    small[0, 0] = 255
    found = read_listing(
        tree(
            **nuclei(
                **{
                    "n1/masks/small.png": png(small),
                    "n1/masks/empty.png": mask([[0, 0, 0, 0], [0, 0, 0, 0]]),
                    "n2/masks/torn.png": b"no picture",
                    "n3/masks/a.png": mask([[255, 0], [0, 0]]),
                    "n4/images/n4.png": PNG,
                }
            )
        )
    )
    assert {*keys(found)} == {
        "mask_size_differs",
        "mask_empty",
        "mask_unreadable",
        "masks_without_images",
        "mask_missing",
    }
    assert [len(item.things) for item in found.items] == [3, 2]
    assert {thing.rle[1] for item in found.items for thing in item.things} == {size[::-1]}


def test_a_mask_for_each_thing_becomes_coco_from_a_folder_and_from_a_zip(tmp_path):
    from pycocotools.coco import COCO

    for path, data in nuclei().items():
        (tmp_path / "set" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "set" / path).write_bytes(data)
    shutil.make_archive(str(tmp_path / "set"), "zip", tmp_path / "set")
    for number, source in enumerate((tmp_path / "set", tmp_path / "set.zip")):
        convert_dataset(source, tmp_path / f"coco{number}", "coco")
        files = sorted((tmp_path / f"coco{number}").glob("annotations/*.json"))
        sets = [COCO(str(file)) for file in files]
        assert sum(len(each.anns) for each in sets) == 4 and sum(len(each.imgs) for each in sets) == 2
        assert all(each.annToMask(one).sum() == one["area"] > 0 for each in sets for one in each.anns.values())


def test_pictures_and_masks_side_by_side_stay_masks_of_classes():
    cat = mask([[0, 1], [0, 0]])
    found = read_listing(
        tree(
            **{
                f"{part}/{kind}/1.png": PNG if kind == "images" else cat
                for part in ("a", "b")
                for kind in ("images", "masks")
            }
        )
    )
    assert found.format == "masks"


def png(pixels) -> bytes:
    """A PNG of (H, W) uint8, pixel for pixel."""
    with io.BytesIO() as file:
        Image.fromarray(pixels).save(file, "PNG")
        return file.getvalue()
