"""Labels as other programs write them, right and wrong."""

import ast
import base64
import io
import json
import string
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sunmao.data.files.file_tree import FileEntry, open_folder_tree
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.registry import FORMATS
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.data.sources.single_file import read_single
from sunmao.errors import BadData
from sunmao.texts import TEXTS
from tests.support.drawn_datasets import PNG, boxes, coco, keys, labelme, mask, tree, xml

# One file.


@pytest.mark.parametrize("folder", ["coco", "voc", "masks"])
def test_hostile_labels_as_the_manifest_says(shared, folder):
    items = json.loads((shared / "data/hostile/manifest.json").read_text(encoding="utf-8"))["items"]
    for item in (item for item in items if item["file"].startswith(f"{folder}/")):
        try:
            _, found = read_single(shared / "data/hostile" / item["file"])
            levels = {finding.level for finding in found.findings}
        except BadData as error:
            levels, found = {"reject"}, None
            assert error.text("zh") and error.text("en")
        assert (["reject"] if "reject" in levels else ["warn"] if levels else ["accept"]) == [item["expect"]], item[
            "file"
        ]
        assert found is None or not any("root:" in label for label in found.classes)


@pytest.mark.parametrize(
    ("file", "wanted", "boxes_left"),
    [
        ("missing_bbox", {"box_missing": 3}, 46),
        ("box_outside", {"box_cut": 2, "box_outside": 1}, 48),
        ("box_zero_negative", {"box_empty": 3}, 46),
        ("unknown_category", {"coco_unknown_category": 3}, 46),
        ("bad_segmentation", {"outline_bad": 3}, 49),
        ("wrong_size", {"label_size_differs": 1}, 49),
        ("sparse_category_ids", {}, 49),
    ],
)
def test_what_is_left_of_a_damaged_file(shared, file, wanted, boxes_left):
    _, found = read_single(shared / "data/hostile/coco" / f"{file}.json")
    assert {finding.key: finding.count for finding in found.findings} == wanted
    assert sum(len(item.things) for item in found.items) == boxes_left
    assert [{found.items[0].path.name for _ in finding.pictures} for finding in found.findings] == [
        {"BloodImage_00001.jpg"}
    ] * len(wanted)


def test_a_chinese_label_in_gbk(shared):
    for name in ("gbk_declared", "gbk_undeclared"):
        assert read_single(shared / "data/hostile/voc" / f"{name}.xml")[1].classes == ["红细胞"]


@pytest.mark.parametrize(
    ("file", "text", "key"),
    [
        ("a.json", '{"version": "5", "flags": {}, "shapes": [{"label": "a", "points": [[1,', "labels_no_json"),
        ("a.json", '{"images": [{"id": 1, "file_name": "a.png"', "labels_no_json"),
        ("a.json", '{"name": "sunmao"}', "labels_of_no_known_format"),
        ("a.xml", "<project><annotation/></project>", "labels_of_no_known_format"),
        ("a.json", '[{"image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4], "score": 0.5}]', "coco_results"),
    ],
)
def test_a_file_that_is_no_labels_is_refused_by_what_it_is(tmp_path, file, text, key):
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(BadData) as caught:
        read_single(tmp_path / file)
    assert caught.value.key == key


# COCO.


def test_coco_of_roboflow():
    """A folder a part, the labels beside the pictures, and a class that is only the group of the others."""
    groups = [{"id": 0, "name": "pets", "supercategory": "none"}, {"id": 1, "name": "cat", "supercategory": "pets"}]
    files = {}
    for part in ("train", "valid", "test"):
        files[f"{part}/a.png"] = PNG
        files[f"{part}/_annotations.coco.json"] = coco(
            [{"id": 0, "file_name": "a.png", "width": 200, "height": 100}],
            [{"id": 0, "image_id": 0, "category_id": 1, "bbox": [10, 10, 20, 30]}],
            groups,
        )
    found = read_listing(tree(**files))
    assert (found.format, found.classes, keys(found)) == ("coco", ["cat"], [])
    assert sorted(boxes(found)) == [("a.png", part, "cat", (10, 10, 30, 40)) for part in ("test", "train", "val")]


def test_coco_with_two_classes_of_one_number():
    twice = {
        "a.png": PNG,
        "a.json": coco([{"id": 1, "file_name": "a.png"}], [], [{"id": 1, "name": "cat"}, {"id": 1, "name": "dog"}]),
    }
    with pytest.raises(BadData) as caught:
        read_listing(tree(**twice))
    assert caught.value.key == "coco_category_number"


@pytest.mark.slow
def test_a_file_of_labels_named_from_its_own_folder(shapes, monkeypatch):
    monkeypatch.chdir(shapes / "annotations")
    assert len(read_single("test.json")[1].items) == len(read_single(shapes / "annotations/test.json")[1].items) == 30


def test_coco_with_groups_that_are_no_names():
    found = read_listing(
        tree(
            **{
                "a.png": PNG,
                "a.json": coco(
                    [{"id": "x", "file_name": "a.png"}],
                    [{"image_id": "x", "category_id": "c", "bbox": [1, 2, 3, 4]}],
                    [{"id": "c", "name": "cat", "supercategory": []}],
                ),
            }
        )
    )
    assert boxes(found) == [("a.png", "train", "cat", (1, 2, 4, 6))]


def test_coco_with_masks_outlines_and_crowds():
    image = [{"id": 5, "file_name": "images\\a.png", "width": 200, "height": 100}]
    annotations = [
        {"image_id": 5, "category_id": 1, "segmentation": [[10, 10, 50, 10, 50, 40]]},
        {"image_id": 5, "category_id": 1, "segmentation": {"size": [100, 200], "counts": [150, 20, 20000 - 170]}},
        {
            "image_id": 5,
            "category_id": 1,
            "segmentation": {"size": [100, 200], "counts": [1, 5, 20000 - 6]},
            "iscrowd": 1,
        },
        {"image_id": 5, "category_id": 1, "segmentation": {"size": [9, 9], "counts": [1, 80]}, "bbox": [1, 1, 5, 5]},
    ]
    found = read_listing(tree(**{"images/a.png": PNG, "labels.json": coco(image, annotations)}))
    assert (found.task, keys(found)) == ("instance", ["coco_crowd", "outline_bad"])
    assert [thing.box for thing in found.items[0].things] == [(10, 10, 50, 40), (1, 50, 2, 70), (1, 1, 6, 6)]


@pytest.mark.parametrize("name", ["../x.png", "/etc/x.png", "C:\\x.png", "a/../../x.png", "\\\\server\\x.png"])
def test_coco_that_leads_out(name):
    """A file outside is never opened; a picture of that name inside is the one of another computer's path."""
    image, about = [{"id": 1, "file_name": name}], [{"image_id": 1, "category_id": 1, "bbox": [1, 1, 3, 3]}]
    with pytest.raises(BadData) as caught:
        read_listing(tree(**{"y.png": PNG, "a.json": coco(image, about)}))
    assert caught.value.key == "labels_lead_out"
    found = read_listing(tree(**{"x.png": PNG, "a.json": coco(image, about)}))
    assert "pictures_elsewhere" in keys(found) and len(found.items) == 1


_json = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-2, 3),
        st.floats(),
        st.sampled_from(["a.png", "cat", "!!", "\ud800", "polygon", "rectangle", "mask"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                "id image_id category_id file_name name bbox segmentation size counts width height images annotations categories "
                "shapes points label shape_type imagePath imageWidth imageHeight group_id mask iscrowd supercategory".split()
            ),
            inner,
            max_size=6,
        ),
    ),
    max_leaves=25,
)


@pytest.mark.long
@given(_json, _json, _json, st.sampled_from(["coco", "labelme"]))
@settings(max_examples=150)
@pytest.mark.slow
def test_any_json_is_read_or_refused(one, two, three, name):
    data = {
        "images": [one, {"id": 1, "file_name": "a.png"}],
        "annotations": [two],
        "categories": [three, {"id": 1, "name": "cat"}],
        "shapes": [one, two, three],
    }
    try:
        found = FORMATS[name].read(tree(**{"a.png": PNG, "a.json": json.dumps(data)}))
    except BadData:
        return
    for finding in found.findings:
        assert finding.text["zh"] and finding.text["en"]
    for *_, (x1, y1, x2, y2) in boxes(found):
        assert 0 <= x1 < x2 <= 200 and 0 <= y1 < y2 <= 100


# Pascal VOC.


def test_voc_with_lists_of_parts():
    files = {f"VOC2007/JPEGImages/{n} x.JPG": PNG for n in range(4)} | {"VOC2007/SegmentationClass/0 x.png": PNG}
    files |= {f"VOC2007/Annotations/{n} x.xml": xml(f"{n} x.jpg", ("狗", 1, 1, 50, 50)) for n in range(4)}
    files |= {f"VOC2007/ImageSets/Main/{part}.txt": f"{n} x\r\n" for n, part in enumerate(("train", "val", "test"))}
    found = read_listing(tree(**files))
    assert (found.format, found.classes, keys(found)) == ("voc", ["狗"], ["unlisted_left_out"])
    assert [(item.path.name, item.split) for item in found.items] == [
        ("0 x.JPG", "train"),
        ("1 x.JPG", "val"),
        ("2 x.JPG", "test"),
    ]


def test_voc_leaves_out_what_is_damaged_and_refuses_entities():
    good = {"a.png": PNG, "a.xml": xml("a.png", ("cat", 1, 1, 9, 9))}
    for damaged, said in (
        ("<annotation><obj", "labels_unreadable"),
        ("", "labels_unreadable"),
        ("<html></html>", "voc_other_xml"),
    ):
        assert keys(read_listing(tree(**good, **{"b.xml": damaged}))) == [said]
    found = read_listing(
        tree(
            **good,
            **{
                "b.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><annotation><filename>&x;</filename></annotation>'
            },
        )
    )
    assert [(finding.key, finding.level) for finding in found.findings] == [("voc_dtd", "reject")]


@given(st.binary(max_size=60))
def test_any_bytes_as_xml(data):
    found = FORMATS["voc"].read(tree(**{"a.png": PNG, "a.xml": data}))
    assert keys(found)


# LabelMe.


def test_labelme_shapes():
    with io.BytesIO() as file:
        Image.fromarray(np.full((4, 6), 255, np.uint8)).save(file, "PNG")
        mask = base64.b64encode(file.getvalue()).decode()
    found = read_listing(
        tree(
            **{
                "a.png": PNG,
                "a.json": labelme(
                    {"label": "box", "shape_type": "rectangle", "points": [[50, 40], [10, 20]]},
                    {"label": "round", "shape_type": "circle", "points": [[100, 50], [110, 50]]},
                    {"label": "two", "shape_type": "polygon", "group_id": 1, "points": [[1, 1], [9, 1], [9, 9]]},
                    {"label": "two", "shape_type": "polygon", "group_id": 1, "points": [[20, 1], [29, 1], [29, 9]]},
                    {"label": "flat", "shape_type": "mask", "points": [[5, 7], [10, 10]], "mask": mask},
                    {"label": "dot", "shape_type": "point", "points": [[5, 7]]},
                    {"label": "bad", "shape_type": "mask", "points": [[195, 7], [200, 10]], "mask": mask},
                    {"label": "", "shape_type": "rectangle", "points": [[1, 1], [2, 2]]},
                ),
            }
        )
    )
    assert keys(found) == ["shape_unknown", "outline_bad", "shape_no_label"]
    assert found.findings[1].holes["where"]["en"].startswith("shape number 7 in '")
    things = {thing.label: thing for thing in found.items[0].things}
    assert things["box"].box == (10, 20, 50, 40) and things["round"].box == pytest.approx((90, 40, 110, 60))
    assert (
        things["two"].box == (1, 1, 29, 9) and len(things["two"].polygons) == 2 and things["flat"].box == (5, 7, 11, 11)
    )


# YOLO.


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (
            {
                "images/train/a.png": PNG,
                "labels/train/a.txt": "1 0.5 0.5 0.1 0.2\n",
                "data.yaml": "train: x\nnc: 2\nnames: [cat, '狗: big']  # two\n",
            },
            ["cat", "狗: big"],
        ),
        (
            {
                "train/images/a.png": PNG,
                "train/labels/a.txt": "1 0.5 0.5 0.1 0.2 0.99\n",
                "data.yaml": 'names:\n- cat\n- "狗: big"\nnc: 2\n',
            },
            ["cat", "狗: big"],
        ),
        (
            {
                "images/train/a.png": PNG,
                "labels/train/a.txt": "1 0.45 0.4 0.55 0.4 0.55 0.6 0.45 0.6\n",
                "data.yaml": "names:\n  0: cat\n  1: '狗: big'\n",
            },
            ["cat", "狗: big"],
        ),
        (
            {
                "obj_train_data/a.png": PNG,
                "obj_train_data/a.txt": "1 0.5 0.5 0.1 0.2\n",
                "obj.names": "cat\r\n狗: big\r\n",
            },
            ["cat", "狗: big"],
        ),
    ],
)
def test_yolo_of_several_tools(files, names):
    found = read_listing(tree(**files))
    assert (found.format, found.classes, keys(found)) == ("yolo", names, [])
    ((_, split, label, box),) = boxes(found)
    assert split in ("train", "val") and label == "狗: big" and box == pytest.approx((90, 40, 110, 60))


def test_yolo_without_names_and_with_odd_lines():
    found = read_listing(
        tree(**{"a.png": PNG, "a.txt": "3 0.5 0.5 0.1 0.1\nx y\n0 0.5 0.5\n0 nan 1 1 1\n0 2 2 0.1 0.1\n", "b.png": PNG})
    )
    assert found.classes == ["class_0", "class_3"] and [item.path.name for item in found.items] == ["a.png", "b.png"]
    assert {finding.key: finding.count for finding in found.findings} == {
        "yolo_odd_line": 3,
        "box_outside": 1,
        "yolo_background": 1,
        "yolo_no_names": 1,
    }


def test_a_class_number_without_end():
    found = read_listing(
        tree(**{"a.png": PNG, "a.txt": "0 0.5 0.5 0.1 0.1\n", "data.yaml": f"names:\n  0: cat\n  {'9' * 5000}: dog\n"})
    )
    assert found.classes == ["cat"]


def test_yolo_says_in_which_line_an_outline_is_broken():
    found = read_listing(
        tree(
            **{
                "a.png": PNG,
                "a.txt": "0 nan 0.1 0.9 0.1 0.9 0.9\n\n0 0.1 0.1 0.2 0.2 0.3 0.3\n0 0.1 0.1 0.9 0.1 0.9 0.9\n",
            }
        )
    )
    [broken] = [finding for finding in found.findings if finding.key == "outline_bad"]
    assert (found.format, found.task, broken.count) == ("yolo", "instance", 2) and broken.holes["where"][
        "en"
    ] == "line 1 of 'a.txt'"


def test_yolo_takes_the_text_of_the_same_folder():
    files = {f"images/{folder}/1.png": PNG for folder in ("x", "y")} | {
        f"labels/{folder}/1.txt": f"{n} 0.5 0.5 0.1 0.1\n" for n, folder in enumerate(("x", "y"))
    }
    found = read_listing(tree(**files, **{"classes.txt": "one\ntwo\n"}))
    assert [(item.path.as_posix(), item.labels) for item in found.items] == [
        ("set/images/x/1.png", ("one",)),
        ("set/images/y/1.png", ("two",)),
    ]


def test_yolo_says_which_labels_and_pictures_are_alone():
    files = {"images/train/1.png": PNG, "labels/train/1.txt": "0 0.5 0.5 0.1 0.1\n", "data.yaml": "names: [cat]"}
    found = read_listing(
        tree(
            **files,
            **{
                "images/test/2.png": PNG,
                "labels/train/3.txt": "0 0.5 0.5 0.1 0.1\n",
                "labels/train/notes.txt": "by Ann",
            },
        )
    )
    assert [(each.key, each.pictures) for each in found.findings] == [
        ("picture_not_there", ("labels/train/3.txt",)),
        ("picture_unlisted", ("images/test/2.png",)),
    ]


# All of them.


@pytest.mark.parametrize(
    ("form", "task", "folder", "labels", "lists"),
    [
        (
            "voc",
            "detection",
            "Annotations/{}.xml",
            lambda name: xml(f"{name}.png", ("cat", 1, 1, 9, 9)),
            {"{}_list.txt": "JPEGImages/{0}.png Annotations/{0}.xml"},
        ),
        (
            "masks",
            "semantic",
            "Annotations/{}.png",
            lambda _: mask([[1, 0], [0, 0]]),
            {"{}.txt": "./JPEGImages/{0}.png\tAnnotations/{0}.png"},
        ),
        (
            "masks",
            "semantic",
            "SegmentationClass/{}.png",
            lambda _: mask([[1, 0], [0, 0]]),
            {"ImageSets/Segmentation/{}.txt": "{0}"},
        ),
        (
            "yolo",
            "detection",
            "labels/{}.txt",
            lambda _: "0 0.5 0.5 0.1 0.1\n",
            {"{}.txt": "/home/ann/set/JPEGImages/{0}.png"},
        ),
    ],
)
def test_parts_by_lists_of_pictures(form, task, folder, labels, lists):
    """As PaddleX and YOLO write them; a name may have blanks."""
    parts = {"a b": "train", "c": "train", "d": "val", "train": "test"}
    files = {f"JPEGImages/{name}.png": PNG for name in parts} | {
        folder.format(name): labels(name) for name in parts if name != "train" or form != "yolo"
    }
    for file, line in lists.items():
        files |= {
            file.format(part): "".join(f"{line.format(name)}\n" for name in parts if parts[name] == part)
            for part in ("train", "val", "test")
        }
    found = read_listing(tree(**files, **{"labels.txt": "background\ncat\n"}))
    assert (found.format, found.task, found.divided) == (form, task, True)
    assert {item.path.stem: item.split for item in found.items} == parts


@pytest.mark.parametrize(
    ("ending", "labels"),
    [
        ("xml", lambda label: xml("a.png", (label, 1, 1, 9, 9))),
        ("json", lambda label: labelme({"label": label, "shape_type": "rectangle", "points": [[1, 1], [9, 9]]})),
    ],
)
def test_two_files_of_labels_for_one_picture(ending, labels):
    found = read_listing(tree(**{"a.png": PNG, f"one/a.{ending}": labels("cat"), f"two/a.{ending}": labels("dog")}))
    assert (found.classes, [thing[2] for thing in boxes(found)], keys(found)) == (
        ["cat", "dog"],
        ["cat", "dog"],
        ["picture_again"],
    )


def test_labelme_files_belong_to_the_picture_of_their_own_name():
    """A copied or renamed file still has the old name inside."""
    shape = {"label": "cat", "shape_type": "rectangle", "points": [[1, 1], [9, 9]]}
    found = read_listing(
        tree(**{"a.png": PNG, "b.png": PNG, "a.json": labelme(shape), "b.json": labelme(shape | {"label": "dog"})})
    )
    assert [thing[0::2] for thing in boxes(found)] == [("a.png", "cat"), ("b.png", "dog")] and keys(found) == [
        "labels_other_picture"
    ]


@pytest.mark.slow
def test_a_zip_says_the_same_as_its_folder(shapes, tmp_path):
    packed = tmp_path / "形状.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in [
            "annotations/test.json",
            *(f"images/test/{each.name}" for each in sorted((shapes / "images/test").iterdir())),
        ]:
            archive.write(shapes / path, f"shapes/{path}")
    found, there = (
        read_listing(open_file_tree(packed)),
        {row for row in boxes(read_listing(open_folder_tree(shapes))) if row[1] == "test"},
    )
    assert set(boxes(found)) == there and len(there) == sum(len(item.things) for item in found.items) > 60


@pytest.mark.slow
def test_every_fault_has_its_sentence():
    """Keys are given to `AnnotationErrors` as texts: each is in the catalog, with no holes but those that are filled."""
    used = {}
    for path in Path(FORMATS["coco"].read.__code__.co_filename).parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".fault", "faults.add")):
                names = {each.arg for each in node.keywords} - {"level"}
                for key in (
                    each.value
                    for each in ast.walk(node.args[0])
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                ):
                    used.setdefault(key, names)
    assert len(used) > 30
    for key, names in used.items():
        holes = {hole for _, hole, _, _ in string.Formatter().parse(TEXTS[key][0]) if hole}
        assert holes <= names | {"count", "names"}, key


@pytest.mark.parametrize("name", ["coco", "voc", "labelme", "yolo", "masks", "instance_masks"])
def test_a_file_that_cannot_be_read_is_said(name):
    """An entry of a damaged zip raises when it is read, whichever file it is."""

    def broken(limit):
        raise OSError("damaged")

    files = {
        "coco": {"a.json": coco([{"id": 1, "file_name": "a.png"}], [])},
        "voc": {"a.xml": xml("a.png", ("cat", 1, 1, 9, 9)), "labels.txt": "cat"},
        "labelme": {"a.json": labelme(), "labels.txt": "cat"},
        "yolo": {"a.txt": "0 0.5 0.5 0.1 0.1", "data.yaml": "names: [a]"},
        "masks": {"masks/a.png": mask([[0, 1]]), "classes.txt": "cat"},
        "instance_masks": {"masks_instance/a.png": mask([[0, 1]]), "classes.txt": "cat"},
    }[name]
    for bad in files:
        whole = tree(**{"a.png": PNG}, **files)
        whole.files[bad] = FileEntry(bad, 100, broken)
        try:
            found = FORMATS[name].read(whole)
        except BadData:
            continue
        assert keys(found) or bad in ("labels.txt", "classes.txt")


def test_many_names_are_cut_short():
    faults = AnnotationErrors()
    for number in range(9):
        faults.add("box_empty", f"{number}.png")
    (finding,) = faults.findings
    assert finding.count == 9 and len(finding.pictures) == 9 and finding.text["en"].endswith("4.png …")
