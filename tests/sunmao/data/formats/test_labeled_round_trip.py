"""Labels that somebody makes go out in every format that holds them, and come in again: every kind of label, its
attributes, pictures left without labels, and those that hold nothing.
"""

from pathlib import Path

import numpy as np
import pytest

from sunmao.data.convert import UNLABELED, convert_dataset
from sunmao.data.dataset import Dataset
from sunmao.data.dataset_metadata import write_metadata
from sunmao.data.edits.annotate import make_change, set_annotations
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.files.file_tree import open_folder_tree
from sunmao.data.formats.masks.class_masks import draw_object, find_label_map
from sunmao.data.formats.masks.mask_reader import read_class_mask
from sunmao.data.formats.registry import FORMATS
from sunmao.data.listing import ObjectAnnotation
from sunmao.images import geometry
from tests.support.drawn_datasets import HEIGHT, WIDTH, picture

SIZE = WIDTH, HEIGHT
ATTRIBUTES = {"note": "半个 cell", "stain": 2, "depth": 0.5, "occluded": 1}
STRIPE = np.zeros((HEIGHT, WIDTH), np.uint8)
STRIPE[8:20, 5:9] = 1
THINGS = {
    "box": ObjectAnnotation("cell", (2.5, 3.0, 20.25, 21.0)),
    "box with attributes": ObjectAnnotation("cell", (2.5, 3.0, 20.25, 21.0), attributes=ATTRIBUTES),
    "outline": ObjectAnnotation("石头", (4, 4, 30, 28), ((4.0, 4.0, 30.0, 4.0, 30.0, 28.0),)),
    "outline with attributes": ObjectAnnotation(
        "石头", (4, 4, 30, 28), ((4.0, 4.0, 30.0, 4.0, 30.0, 28.0),), None, ATTRIBUTES
    ),
    "several outlines": ObjectAnnotation(
        "cell", (1, 1, 30, 28), ((1.0, 1.0, 8.0, 1.0, 8.0, 9.0), (20.0, 20.0, 30.0, 20.0, 30.0, 28.0)), None, {"n": 1}
    ),
    "paint": ObjectAnnotation("cell", (5, 8, 9, 20), (), geometry.mask_to_rle(STRIPE), ATTRIBUTES),
}
# Which kinds a format holds as they are, and of which it keeps what else is said.
HOLDS = {
    "coco": set(THINGS),
    "labelme": set(THINGS),
    "voc": {"box", "box with attributes"},
    "yolo": {"box", "outline", "box with attributes", "outline with attributes"},
    "instance_masks": {"outline", "paint"},
}
KEEPS = {"coco", "labelme", "voc"}


def make_set(folder: Path, task: str, classes: list[str], count: int = 4) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"{n}.png").write_bytes(picture())
    write_metadata(folder, task, classes)
    return folder


def test_the_table_holds_every_format_of_things():
    """`pytest -s` shows it: ● is held with what else is said, ○ without; a test below goes through each of them."""
    print(f"\n{'':26}", *(f"{name:15}" for name in HOLDS))
    for kind in THINGS:
        marks = ("" if kind not in held else "●" if name in KEEPS else "○" for name, held in HOLDS.items())
        print(f"{kind:26}", *(f"{mark:15}" for mark in marks))
    assert set(HOLDS) == {
        name for name, each in FORMATS.items() if each.write and {"detection", "instance"} & {*each.tasks}
    }


@pytest.mark.slow
@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in HOLDS for kind in sorted(HOLDS[name])])
def test_every_kind_of_thing_in_every_format_that_holds_it(tmp_path, name, kind):
    thing = THINGS[kind]
    task = "detection" if kind.startswith("box") else "instance"
    folder = make_set(tmp_path / "first", task, ["cell", "石头"])
    set_annotations(folder, {f"{n}.png": make_change([thing], None, SIZE) for n in range(3)})
    made = convert_dataset(folder, tmp_path / "second", name)
    assert made.pictures == 4 and [each.name for each in (tmp_path / "second" / UNLABELED).iterdir()] == ["3.png"]
    again = Dataset(tmp_path / "second")
    assert (again.format, again.task) == (name, task) and thing.label in again.classes
    assert sorted(item.path.name for item in again.items()) == ["0.png", "1.png", "2.png"]
    for item in again.items():
        [found] = item.things
        assert found.label == thing.label and np.allclose(found.box, thing.box, atol=1 if thing.polygons else 0.01)
        if name in ("coco", "labelme"):
            assert (found.polygons, found.rle) == (thing.polygons, thing.rle)
        if task == "instance":
            assert (draw_object(found, SIZE) == draw_object(thing, SIZE)).mean() > 0.99
        if name in KEEPS:
            assert found.attributes == thing.attributes


def test_what_formats_say_besides_goes_through_an_edit_and_out_again(tmp_path):
    """COCO's own fields and those of a tool, VOC's elements, a shape's description."""
    folder = make_set(tmp_path / "first", "detection", ["cell"])
    said = ObjectAnnotation("cell", (2, 3, 20, 21), attributes=ATTRIBUTES | {"truncated": 1, "pose": "Left"})
    set_annotations(folder, {f"{n}.png": make_change([said], None, SIZE) for n in range(4)})
    for before, after in (("voc", "coco"), ("coco", "labelme"), ("labelme", "voc")):
        one, other = tmp_path / f"{before}-{after}-1", tmp_path / f"{before}-{after}-2"
        convert_dataset(folder, one, before)
        path = Dataset(one).items()[0].path
        moved = [*Dataset(one).items()[0].things, ObjectAnnotation("cell", (1, 1, 5, 5))]
        set_annotations(one, {path.relative_to(one).as_posix(): make_change(moved, None, SIZE)})
        convert_dataset(one, other, after)
        [item] = [item for item in Dataset(other).items() if item.path.name == path.name]
        assert [thing.attributes for thing in item.things] == [said.attributes, None]


def test_a_picture_with_nothing_in_it_says_so_in_every_format(tmp_path):
    folder = make_set(tmp_path / "first", "detection", ["cell"])
    changes = {f"{n}.png": make_change([THINGS["box"]] if n else [], None, SIZE) for n in range(3)}
    set_annotations(folder, changes)
    for name in ("coco", "voc", "yolo", "labelme"):
        convert_dataset(folder, tmp_path / name, name)
        found = {item.path.name: len(item.things) for item in Dataset(tmp_path / name).items()}
        assert found == {"0.png": 0, "1.png": 1, "2.png": 1}


def test_painted_masks_and_those_of_files_become_one_set_of_masks(tmp_path):
    folder = make_set(tmp_path / "first", "semantic", ["sky", "sea"])
    painted = ObjectAnnotation("sea", (5, 8, 9, 20), (), geometry.mask_to_rle(STRIPE))
    whole = ObjectAnnotation("sky", (0, 0, WIDTH, HEIGHT), (), geometry.mask_to_rle(np.ones_like(STRIPE)))
    set_annotations(folder, {f"{n}.png": make_change([whole, painted], None, SIZE) for n in range(4)})
    convert_dataset(folder, tmp_path / "second", "masks")
    tree = open_folder_tree(tmp_path / "second")
    again = Dataset(tmp_path / "second")
    assert (again.task, again.classes) == ("semantic", ["sky", "sea"])
    for item in again.items():
        assert (read_class_mask(tree, tree.name(item.mask), find_label_map(tree)) == 1 + STRIPE).all()
    # One is painted anew, a class gets another name, and all goes out once more.
    path = tree.name(again.items()[0].path)
    set_annotations(tmp_path / "second", {path: make_change([painted], None, SIZE)})
    EditLog(tmp_path / "second").edit_classes({"rename": "sea", "to": "海"})
    convert_dataset(tmp_path / "second", tmp_path / "third", "masks")
    tree, third = open_folder_tree(tmp_path / "third"), Dataset(tmp_path / "third")
    assert third.classes == ["sky", "海"]
    for item in third.items():
        expected = 2 * STRIPE if item.path.name == Path(path).name else 1 + STRIPE
        assert (read_class_mask(tree, tree.name(item.mask), find_label_map(tree)) == expected).all()


def test_tags_of_a_set_that_began_empty(tmp_path):
    folder = make_set(tmp_path / "first", "multi_label", ["red", "round"])
    labels = {"0.png": ("red", "round"), "1.png": ("red",), "2.png": ()}
    EditLog(folder).append("annotate", {path: PictureEdit(labels=each) for path, each in labels.items()})
    convert_dataset(folder, tmp_path / "second", "csv_labels")
    again = {item.path.name: item.tags for item in Dataset(tmp_path / "second").items()}
    assert again == {"0.png": ("red", "round"), "1.png": ("red",), "2.png": ()}
