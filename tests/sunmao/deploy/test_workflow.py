"""Files that find things, from anybody: the contract's are used, the others refused. No training engine."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest

from sunmao.blocks.registry import find_block as declared
from sunmao.deploy import Workflow
from sunmao.errors import BadModelFile, BadValue, DatasetNotLoaded
from sunmao.models.preprocessing import GEOMETRIES
from tests.support import onnx_files
from tests.support.onnx_files import FLOATS, SHAPES, constant, field, number

SHORT, LONG, TEXT, DOUBLE = 5, 7, 8, 11
WIDE = np.zeros((240, 640, 3), np.uint8)
DETS, LABELS = [[40, 60, 120, 140, 0.9], [200, 80, 260, 160, 0.4]], [0, 3]


def shaped(name: str, kind: int, shape: tuple) -> bytes:
    """The name and form of a tensor; None: a side of any length."""
    dims = b"".join(field(1, field(2, b"any") if size is None else number(1, size)) for size in shape)
    return field(1, name.encode()) + field(2, field(1, number(1, kind) + field(2, dims)))


def file(tmp_path, *outputs, given=(1, 3, 320, 320), told=None, name="SSD_Lite", codebase="MMDet", ours=None) -> str:
    """A file that gives the same whatever it sees. outputs: (kind, nested lists); told: the shapes that it says it
    gives.
    """
    nodes = ends = b""
    for place, (kind, values) in enumerate(outputs):
        array = np.array(values)
        letter = {FLOATS: "f", DOUBLE: "d", LONG: "q", SHORT: "h"}[kind]
        data = struct.pack(f"<{array.size}{letter}", *array.flatten().tolist())
        nodes += constant(f"out{place}", kind, array.shape, data)
        ends += field(12, shaped(f"out{place}", kind, told[place] if told else array.shape))
    model = {"codebase": codebase, "modelname": name, "classes": SHAPES}
    infos = {"MODEL_INFO": json.dumps(model)} | ({"SUNMAO_INFO": json.dumps(ours)} if ours else {})
    path = tmp_path / "x.onnx"
    path.write_bytes(
        onnx_files.onnx(nodes + field(2, b"g") + field(11, shaped("input", FLOATS, given)) + ends, **infos)
    )
    return path.as_posix()


def test_a_file_of_another_maker(tmp_path):
    model = Workflow(file(tmp_path, (FLOATS, [DETS]), (LONG, [LABELS])), task="mmedu")
    result = model.inference(WIDE, confidence=0.3)
    assert [(each.label, each.confidence, each.box) for each in result.things] == [
        ("circle", 0.9, (80, 45, 240, 105)),
        ("star", 0.4, (400, 60, 520, 120)),
    ]
    assert result.count("star") == 1 and result.draw().shape[2] == 3 and model.backbone == "SSD_Lite"
    assert [len(model.inference(WIDE, confidence=each).things) for each in (0.3, 0.5, 0.95)] == [2, 1, 0]
    assert model.print_result(result)[0]["坐标"] == {"x1": 80, "y1": 45, "x2": 240, "y2": 105}


def test_rows_that_only_fill_up_are_left_out(tmp_path):
    flat, empty, no_number = [9, 9, 9, 40, 0.8], [0, 0, 0, 0, 0], [5, 5, 90, 90, float("nan")]
    rows = [flat, DETS[1], empty, DETS[0], no_number, [-90, 0, -10, 50, 0.7], [0, 0, 90, 90, 0.6]]
    model = Workflow(file(tmp_path, (FLOATS, [rows]), (LONG, [[1, 3, 0, 0, 1, 1, -1]])))
    assert [each.label for each in model.inference(WIDE, confidence=0).things] == ["circle", "star"], (
        "and the surest comes first"
    )


@pytest.mark.parametrize(("outputs", "marks"), [(2, "boxes"), (3, "outlined"), (0, "folder for each class")])
def test_a_test_without_pictures_says_what_fits_the_task(outputs, marks, tmp_path, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    path = file(tmp_path, *[(FLOATS, [DETS]), (LONG, [LABELS]), (FLOATS, np.zeros((1, 2, 320, 320)))][:outputs])
    if not outputs:
        Path(path).write_bytes(onnx_files.sides())
    with pytest.raises(DatasetNotLoaded, match=marks):
        Workflow(path).evaluate()


@pytest.mark.parametrize("option", ["unknown", "smooth"])
def test_options_of_others_are_named_as_on_their_block(option, tmp_path):
    (tmp_path / "x.onnx").write_bytes(onnx_files.finder())
    named = {each.name: each.label for each in declared("result_inference").optional_inputs}[option]
    with pytest.raises(BadValue) as refused:
        Workflow(tmp_path / "x.onnx").inference(WIDE, **{option: 0.5 if option == "unknown" else 2})
    for lang, label in zip(("zh", "en"), named, strict=True):
        assert label in refused.value.title[lang] and option in refused.value.title[lang]


def test_nothing_found(tmp_path):
    model = Workflow(file(tmp_path, (FLOATS, np.zeros((1, 0, 5))), (LONG, np.zeros((1, 0)))))
    result = model.inference(WIDE)
    assert (result.things, result.label, result.confidence, len(result.found)) == ([], "", 0.0, 0)


def test_outlines(tmp_path):
    mask = np.zeros((1, 2, 32, 32))
    mask[0, 0, 6:14, 4:12] = 0.9
    result = Workflow(file(tmp_path, (FLOATS, [DETS]), (LONG, [LABELS]), (FLOATS, mask))).inference(
        WIDE, confidence=0.3
    )
    first, second = result.things
    ys, xs = np.nonzero(first.mask)
    assert first.mask.shape == (240, 640) and (xs.min(), ys.min(), xs.max(), ys.max()) == pytest.approx(
        (80, 45, 239, 104), abs=1
    )
    assert not second.mask.any()


@pytest.mark.parametrize(("ours", "right"), [(None, 1067), ({"name": "Mask_RCNN", "task": "instance"}, 1088)])
def test_boxes_where_the_client_fills_up(ours, right, tmp_path):
    """400 × 300 becomes 1067 × 800, filled up to 1088 × 800: our files count the picture as wide as what came in."""
    given = {"given": (1, 3, None, None), "name": "Mask_RCNN", "ours": ours}
    mask = np.zeros((1, 1, 800, 1088) if ours is None else (1, 1, 40, 40))
    mask[..., : int(mask.shape[3] * right / 1088 / 2)] = 1
    model = Workflow(file(tmp_path, (FLOATS, [[[0, 400, right, 800, 0.9]]]), (LONG, [[0]]), (FLOATS, mask), **given))
    [thing] = model.inference(np.zeros((300, 400, 3), np.uint8)).things
    assert thing.box == pytest.approx((0, 150, 400, 300), abs=0.1)
    assert thing.mask[200, 190] and not thing.mask[200, 210] and not thing.mask[100].any()


WRONG_FORMS = {
    "four numbers a box": ([(FLOATS, [[[1, 2, 3, 4]]]), (LONG, [[0]])], {}),
    "only boxes": ([(FLOATS, [DETS])], {}),
    "four outputs": ([(FLOATS, [DETS]), (LONG, [LABELS]), (FLOATS, np.ones((1, 2, 4, 4))), (LONG, [[0]])], {}),
    "labels first": ([(LONG, [LABELS]), (FLOATS, [DETS])], {}),
    "outlines in a row": ([(FLOATS, [DETS]), (LONG, [LABELS]), (FLOATS, np.ones((1, 2, 16)))], {}),
    "another size": ([(FLOATS, [DETS]), (LONG, [LABELS])], {"given": (1, 3, 300, 300)}),
    "gray": ([(FLOATS, [DETS]), (LONG, [LABELS])], {"given": (1, 1, 320, 320)}),
    "two pictures": ([(FLOATS, [DETS]), (LONG, [LABELS])], {"given": (2, 3, 320, 320)}),
    "a classifier's name": ([(FLOATS, [DETS]), (LONG, [LABELS])], {"name": "MobileNet"}),
    "a classifier's kind": ([(FLOATS, [DETS]), (LONG, [LABELS])], {"codebase": "MMCls"}),
    "no kind": ([(FLOATS, [DETS]), (LONG, [LABELS])], {"codebase": None}),
    "a name that nobody knows": ([(FLOATS, [DETS]), (LONG, [LABELS])], {"name": "RTMDet"}),
}


@pytest.mark.parametrize("what", WRONG_FORMS)
def test_what_does_not_fit_is_refused_at_once(what, tmp_path):
    outputs, more = WRONG_FORMS[what]
    with pytest.raises(BadModelFile):
        Workflow(file(tmp_path, *outputs, **more))


OPEN = ((1, None, 5), (1, None), (1, None, None, None))
WRONG_ANSWERS = {
    "a label without a name": [(FLOATS, [DETS]), (LONG, [[0, 4]])],
    "fewer labels": [(FLOATS, [DETS]), (LONG, [[0]])],
    "labels with a point": [(FLOATS, [DETS]), (FLOATS, [[0, 0.5]])],
    "whole numbers for boxes": [(LONG, [[[1, 2, 3, 4, 1]]]), (LONG, [[0]])],
    "fewer outlines": [(FLOATS, [DETS]), (LONG, [LABELS]), (FLOATS, np.ones((1, 1, 4, 4)))],
    "outlines without pixels": [(FLOATS, [DETS]), (LONG, [LABELS]), (FLOATS, np.ones((1, 2, 0, 4)))],
}


@pytest.mark.parametrize("what", WRONG_ANSWERS)
def test_what_makes_no_sense_is_said_when_it_comes(what, tmp_path):
    outputs = WRONG_ANSWERS[what]
    model = Workflow(file(tmp_path, *outputs, told=OPEN[: len(outputs)]))
    with pytest.raises(BadModelFile):
        model.inference(WIDE)


def test_other_kinds_of_numbers_are_understood(tmp_path):
    model = Workflow(file(tmp_path, (DOUBLE, [DETS]), (SHORT, [LABELS]), told=OPEN[:2]))
    assert len(model.inference(WIDE, confidence=0.3).things) == 2


def test_geometries_of_pictures_with_things():
    tall = np.zeros((300, 100, 3), np.uint8)
    assert GEOMETRIES["SSD_Lite"].prepare(tall).shape == (320, 320, 3)
    assert GEOMETRIES["Yolov3"].prepare(tall).shape == (416, 416, 3)
    assert GEOMETRIES["FasterRCNN"].prepare(tall).shape == (1333, 800, 3), "upright, as the client has it"
    kept = GEOMETRIES["Mask_RCNN"]
    assert kept.prepare(tall).shape == (1333, 444, 3) and kept.prepare(tall.transpose(1, 0, 2)).shape == (444, 1333, 3)
    assert kept.prepare(np.zeros((1, 5000, 3), np.uint8)).shape == (1, 1333, 3)
    given = kept.normalize(kept.prepare(np.full((300, 100, 3), 7, np.uint8))[None])
    assert given.shape == (1, 3, 1344, 448) and given.dtype == np.float32
    assert not given[:, :, 1333:].any() and not given[:, :, :, 444:].any() and given[:, :, :1333, :444].all()
    assert given[0, :, 5, 5] == pytest.approx((7 - np.array(kept.mean)) / np.array(kept.std), abs=1e-5)
