"""Exports of annotation tools that are damaged or made to harm: a refusal or findings, never another exception."""

import base64
import io
import json
import tempfile
import zlib
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunmao.data.files.file_tree import FileEntry, FileTree
from sunmao.data.formats.registry import EXPORTS
from sunmao.data.formats.tools.packed_masks import decode_packed_array, decode_packed_png, runs_to_mask, unpack_brush
from sunmao.data.sources.dataset_source import list_source
from sunmao.errors import BadData
from tests.support.dataset_shapes.registry import SHAPES
from tests.support.dataset_shapes.tools_label_studio import pack_brush

LABELS = (".json", ".jsonl", ".ndjson", ".manifest", ".xml", ".csv", ".tsv")
TOOLS = (
    "cvat/polygons and masks",
    "cvat/video with frames",
    "label-studio/json",
    "label-studio/brush",
    "label-studio/json-min",
    "label-studio/csv",
    "via/json",
    "via/csv",
    "via/version 3",
    "makesense/csv",
    "createml/apple",
    "sloth/json",
    "supervisely/bitmaps and holes",
    "datumaro/masks and polygons",
    "fiftyone/masks of boxes",
    "fiftyone/image detection",
    "darwin/2.0",
    "hasty/json",
    "sagemaker/boxes",
    "vertex/boxes",
    "azure-ml/boxes",
    "labelbox/ndjson",
)
odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just([[1, "x"], None]),
    st.just({"a": {"b": 1}}),
)


@cache
def make_export(name: str) -> dict[str, bytes]:
    """The files of a shape."""
    with tempfile.TemporaryDirectory() as folder:
        SHAPES[name].build(Path(folder))
        return {
            path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
        }


def read(files: dict[str, bytes]) -> None:
    """Read files by whichever formats claim them; only BadData may be raised."""
    tree = FileTree(Path("/nowhere"), folder=False)
    tree.files = {
        name: FileEntry(name, len(data), lambda limit, data=data: data[:limit]) for name, data in sorted(files.items())
    }
    for each in EXPORTS:
        try:
            if each.recognize(tree):
                found = each.read(tree)
                assert all(issue.text for issue in found.findings)
        except BadData as error:
            assert error.text("zh") and error.text("en")


def change(value, choose, depth: int = 0):
    """A JSON value with something in it replaced by what does not belong there."""
    if isinstance(value, (list, dict)) and value and (depth < 2 or choose(st.integers(0, 5))):
        copy = value.copy()
        key = choose(st.sampled_from(list(copy) if isinstance(copy, dict) else range(len(copy))))
        copy[key] = change(copy[key], choose, depth + 1)
        return copy
    return choose(odd)


@pytest.mark.long
@pytest.mark.parametrize("export", TOOLS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_values_that_do_not_belong_there(export, data):
    files = dict(make_export(export))
    name = data.draw(st.sampled_from([name for name in files if name.endswith(LABELS)]))
    text = files[name].decode("utf-8-sig")
    if name.endswith(".json"):
        said = json.loads(text)
        for _ in range(3):
            said = change(said, data.draw) if isinstance(said, (list, dict)) else said
        files[name] = json.dumps(said).encode()
    else:
        lines = text.split("\n")
        place = data.draw(st.integers(0, len(lines) - 1))
        words = lines[place].split(mark := data.draw(st.sampled_from([",", '"', " ", ":"])))
        words[data.draw(st.integers(0, len(words) - 1))] = data.draw(st.one_of(st.text(max_size=8), st.just("9" * 50)))
        lines[place] = mark.join(words)
        files[name] = "\n".join(lines).encode("utf-8", "surrogatepass")
    read(files)


@pytest.mark.slow
@pytest.mark.parametrize("export", TOOLS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_files_that_are_cut_off(export, data):
    files = dict(make_export(export))
    name = data.draw(st.sampled_from([name for name in files if name.endswith(LABELS)]))
    files[name] = files[name][: data.draw(st.integers(0, len(files[name])))]
    read(files)


def test_a_list_without_end_is_refused(tmp_path):
    SHAPES["createml/apple"].build(tmp_path)
    file = tmp_path / "annotations.json"
    file.write_text(file.read_text()[:-1] + ',{"image":' + "[" * 100_000)
    with pytest.raises(BadData) as caught:
        list_source(tmp_path)
    assert caught.value.key in ("labels_too_deep", "labels_no_json")


def test_xml_with_a_document_type_is_refused(tmp_path):
    SHAPES["cvat/images"].build(tmp_path)
    file = tmp_path / "annotations.xml"
    bomb = '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]>'
    file.write_text(file.read_text().replace("<annotations>", f"{bomb}<annotations>"))
    with pytest.raises(BadData) as caught:
        list_source(tmp_path)
    assert caught.value.key == "voc_dtd"


def test_a_packed_mask_is_no_larger_than_its_picture():
    """Neither in pixels nor while it is unpacked."""
    swollen = base64.b64encode(zlib.compress(b"\0" * 50_000_000)).decode()
    assert decode_packed_png(swollen, (8, 8)) is None and decode_packed_array(swollen, (8, 8)) is None
    assert runs_to_mask([0, 10**9], (100_000, 10_000)) is None
    assert unpack_brush([255, 255, 255, 255, *[0] * 9], (8, 8)) is None


def test_a_mask_that_is_not_as_large_as_its_box_is_left_out(tmp_path):
    SHAPES["fiftyone/masks of boxes"].build(tmp_path)
    file = tmp_path / "samples.json"
    said = json.loads(file.read_text())
    said["samples"][0]["ground_truth"]["detections"][0]["bounding_box"][2] /= 2
    file.write_text(json.dumps(said))
    _, found = list_source(tmp_path)
    assert [thing.rle is None for item in found.items for thing in item.things] == [True] + 7 * [False]
    assert [issue.count for issue in found.findings if issue.key == "mask_of_box_left"] == [1]


def test_an_array_is_never_unpickled():
    with io.BytesIO() as file:
        np.save(file, np.array([[{}]], object), allow_pickle=True)
        packed = base64.b64encode(zlib.compress(file.getvalue())).decode()
    assert decode_packed_array(packed, (8, 8)) is None


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from([0, 0, 0, 255, 7]), min_size=48, max_size=48))
def test_a_brush_comes_back_as_it_was_packed(pixels):
    values = [value for pixel in pixels for value in (9, 9, 9, pixel)]
    mask = unpack_brush(pack_brush(values), (8, 6))
    assert mask.tolist() == (np.array(pixels).reshape(6, 8) != 0).tolist()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-3, 300), max_size=60))
def test_a_brush_that_makes_no_sense_is_none_or_a_mask(said):
    mask = unpack_brush(said, (8, 6))
    assert mask is None or mask.shape == (6, 8)


@pytest.mark.parametrize(
    ("shape", "file"),
    [("cvat/images", "annotations.xml"), ("via/json", "via_region_data.json"), ("via/csv", "via_region_data.csv")],
)
def test_one_file_of_labels_is_a_data_set(shape, file, tmp_path):
    """As its folder is, with the pictures around it."""
    SHAPES[shape].build(tmp_path)
    _, found = list_source(tmp_path / file)
    assert len(found.items) == 8 and sum(len(item.things) for item in found.items) == 16


def test_one_file_of_another_format_is_called_by_its_name(tmp_path):
    (tmp_path / "mnist.npz").write_bytes(b"PK\5\6" + bytes(18))
    (tmp_path / "train.tfrecord").write_bytes(b"\x10\0\0\0")
    with pytest.raises(BadData) as caught:
        list_source(tmp_path / "train.tfrecord")
    assert caught.value.key == "foreign_records" and "TFRecord" in caught.value.text("en")
