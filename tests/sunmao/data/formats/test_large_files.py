"""A file of labels that is larger than what is read: a sentence, never half of its labels."""

from dataclasses import replace

import pytest

from sunmao.data.sources.detect_format import read_listing
from sunmao.errors import BadData, SunmaoError
from sunmao.texts import LANGUAGES
from tests.support.growing import data_sets

LARGE = [  # format, how its tree is made, the file that is too large, what is said
    ("coco", data_sets.make_coco, "annotations/0.json", "labels_too_large"),
    ("voc", data_sets.make_voc_files, "ImageSets/Main/train.txt", "labels_too_large"),
    ("labelme", data_sets.make_labelme, "a.json", "labels_unreadable"),
    ("yolo", lambda n: data_sets.make_yolo(n, lines=True), "labels/a.txt", "labels_too_large"),
    ("yolo", lambda n: data_sets.make_yolo(n, lines=True), "data.yaml", "labels_too_large"),
    ("masks", data_sets.make_masks, "classes.txt", "labels_too_large"),
    ("instance_masks", lambda n: data_sets.make_masks(n, "masks_instance"), "classes.txt", "labels_too_large"),
    ("paddle", data_sets.make_paddle, "train_list.txt", "labels_too_large"),
    ("csv_labels", data_sets.make_table, "train.csv", "labels_too_large"),
    ("imagenet", lambda n: data_sets.make_classes(n, parts=True), "test.txt", "labels_too_large"),
    ("class_folders", data_sets.make_classes, "classes.txt", "labels_too_large"),
]


@pytest.mark.fault("H4")
@pytest.mark.parametrize(
    ("format", "make", "file", "key"), LARGE, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_is_too_large_is_said(format, make, file, key, row):
    tree = data_sets.make_tree(make(4))
    tree.files[file] = replace(tree.files[file], size=10**10)
    try:
        said = {each.key: each.text for each in read_listing(tree).findings}
    except BadData as error:
        said = {error.key: {lang: SunmaoError.text(error, lang) for lang in LANGUAGES}}
    assert file in said[key]["zh"] + said[key]["en"] or "a.png" in said[key]["zh"]
    row(saw=said[key], kept=f"{format}: nothing of the file was read")
