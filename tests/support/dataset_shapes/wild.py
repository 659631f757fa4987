"""The shapes that strangers found misread, as the shared data hold them."""

import shutil
from functools import partial
from pathlib import Path

from sunmao.data.listing import DatasetListing
from tests.support.dataset_shapes.pictures import BOXES
from tests.support.dataset_shapes.shape import SHAPES, DatasetShape, Reads, Refused
from tests.support.paths import SHARED

WILD = SHARED / "data" / "wild"
AP = ("apple", "pear")
_BOX = [("apple", BOXES[0])]


def _has_photos(found: DatasetListing) -> None:
    assert all(item.path.parent.name == "images" for item in found.items)


def _has_pictures_of(folder: str):
    def check(found) -> None:
        assert {item.path.parent.name for item in found.items} == {folder}

    return check


_RIGHT: dict[str, Reads | Refused] = {
    "01-h_ls_yolo": Reads("detection", 8, AP, things=16),
    "03-h_json_info": Reads("classification", 24, AP),
    "06-roboflow_png_mask": Reads("semantic", 40, AP, parts=(24, 10, 6)),
    "08-train_valid_test_bare": Refused("parts_without_classes", ("train", "valid", "test")),
    "09-via_json_folders": Reads("instance", 40, ("object",), things=40),
    "10-kaggle_ids_noext": Reads("classification", 24, AP),
    "12-edge_impulse": Reads("classification", 24, AP),
    "15-camvid": Reads(  # of the 40 that its lists name, 22 are there
        "semantic", 22, ("Sky", "Building", "Pole"), parts=(8, 8, 6), said=("picture_not_there",)
    ),
    "18-cityscapes": Reads(
        "semantic", 27, ("ego vehicle", "rectification border"), parts=(24, 3, 0), said=("mask_unused",)
    ),
    "19-isic_masks": Reads("semantic", 24, ("class_1", "class_2"), said=("mask_no_names",)),
    "21-paddleseg_lists": Reads("semantic", 12, AP, parts=(9, 3, 0)),
    "23-seg_train_seg_test": Reads("classification", 28, AP, parts=(18, 2, 8), said=("unlabeled_pictures",)),
    "24-h_classes_in_Chinese_train": Reads("classification", 32, ("苹果", "梨"), said=("no_validation_set",)),
    "26-yolo_pose_4x3": Reads("detection", 12, AP, things=12, boxes={"train/images/p0.jpg": _BOX}),
    "28-yolo_two_classes_txt_differ": Reads(
        "detection", 8, AP, boxes={"images/val/p6.jpg": [("apple", BOXES[0]), ("pear", BOXES[1])]}
    ),
    "29-oxford_pets": Reads("detection", 10, ("cat",), things=10, said=("picture_unlisted",), check=_has_photos),
    "31-voc_paddlex_windows": Reads("detection", 12, AP, parts=(8, 4, 0)),
    "33-d_voc_imagesets_subset": Reads("detection", 6, AP),
    "34-voc_unlabeled_pictures": Reads("detection", 8, AP, said=("picture_unlisted",)),
    "35-voc_missing_pictures_folder": Refused("picture_not_there", ("8",)),
    "36-yolo_float_ids": Reads("detection", 12, AP, things=24),
    "37-labelme_ignore_label": Reads("instance", 8, ("pear",), things=8, said=("labelme_ignored",)),
    "39-d_darknet_dup_boxes": Reads("detection", 12, AP, things=12, said=("box_twice",)),
}


def _copy(name: str, folder: Path) -> None:
    shutil.copytree(WILD / name, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("README"))


if WILD.is_dir():
    for _name, _right in _RIGHT.items():
        SHAPES[f"wild/{_name}"] = DatasetShape(f"wild/{_name}", "found misread", _right, partial(_copy, _name))
