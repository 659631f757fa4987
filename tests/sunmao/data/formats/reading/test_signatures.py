"""The structure of a file by its head, also where the head is cut anywhere."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunmao.data.files.file_tree import FileEntry, FileTree
from sunmao.data.formats.reading.signatures import HEAD, list_json_keys, list_xml_elements, read_table_head


def tree_of(data: bytes) -> FileTree:
    entry = FileEntry("a", len(data), lambda limit: data[:limit])
    return FileTree(Path("x"), {"a": entry}, folder=False)


def test_keys_by_where_they_stand():
    coco = {"info": {"year": 1}, "images": [{"file_name": "a", "id": 1}], "annotations": [{"bbox": [1, 2, 3, 4]}]}
    keys = list_json_keys(tree_of(json.dumps(coco).encode()), "a")
    assert keys == {
        "info",
        "info.year",
        "images",
        "images[].file_name",
        "images[].id",
        "annotations",
        "annotations[].bbox",
    }
    assert "[].shapes[].label" in list_json_keys(tree_of(b'[{"shapes": [{"label": "a, \\"images\\": ["}]}]'), "a")
    assert list_json_keys(tree_of(b"images: 5"), "a") == frozenset()


@pytest.mark.long
@pytest.mark.slow
@given(st.recursive(st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_any_json_has_its_outer_keys(value):
    found = list_json_keys(tree_of(json.dumps({"outer": value}).encode()), "a")
    assert "outer" in found


def test_a_long_file_is_read_at_its_head_alone():
    text = '{"annotations": [' + ",".join(['{"image_id": 1, "bbox": [1, 2, 3, 4]}'] * 5000) + "]}"
    assert len(text) > HEAD
    keys = list_json_keys(tree_of(text.encode()), "a")
    assert keys == {"annotations", "annotations[].image_id", "annotations[].bbox"}


def test_elements_and_tables():
    xml = b"<?xml version='1.0'?><!-- <b> --><annotation><object><name>x</name></object><size/><x>1</x></annotation>"
    elements = list_xml_elements(tree_of(xml), "a")
    assert {"annotation", "annotation/object/name", "annotation/size", "annotation/x"} <= elements
    assert read_table_head(tree_of(b"image;label\n a.jpg ; cat\n"), "a") == [["image", "label"], ["a.jpg", "cat"]]
    assert read_table_head(tree_of(b""), "a") == []


def test_nesting_without_end_names_only_the_outer_levels():
    deep = HEAD // 8
    assert len(list_json_keys(tree_of(b'{"a":' * deep), "a")) < 20
    assert max(map(len, list_json_keys(tree_of(b"[" * HEAD + b'{"a": 1}'), "a")), default=0) < 200
    assert len(list_xml_elements(tree_of(b"<a>" * deep), "a")) < 20
