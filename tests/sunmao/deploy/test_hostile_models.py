"""Model files from strangers: nothing outside the file is read, everything else is a sentence."""

import json
import os
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from sunmao.deploy import Workflow, onnx_protobuf
from sunmao.deploy.onnx_protobuf import CorruptOnnx, has_external_data
from sunmao.errors import BadModelFile

pytestmark = pytest.mark.training


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    Path("models").mkdir()
    Path("secret.bin").write_bytes(np.ones(1024 * 3, np.float32).tobytes())
    return tmp_path


def model(nodes=None, initializers=None, classes=3, given=(1, 1, 32, 32), domain=""):
    """A model of the contract: the mean of a LeNet picture times a matrix of weights."""
    weights = numpy_helper.from_array(np.ones((1024, 3), np.float32), "weights")
    nodes = nodes or [
        helper.make_node("Flatten", ["input"], ["flat"]),
        helper.make_node("MatMul", ["flat", "weights"], ["sums"]),
        helper.make_node("Softmax", ["sums"], ["scores"], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "g",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, given)],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, (1, 3))],
        [weights] if initializers is None else initializers,
    )
    opsets = [helper.make_opsetid("", 11)] + ([helper.make_opsetid(domain, 1)] if domain else [])
    made = helper.make_model(graph, opset_imports=opsets, ir_version=6)
    info = {"codebase": "MMCls", "modelname": "LeNet", "classes": [str(n) for n in range(classes)]}
    helper.set_model_props(made, {"MODEL_INFO": json.dumps(info)})
    return made


def written(made) -> str:
    Path("models/model.onnx").write_bytes(made.SerializeToString())
    return "models/model.onnx"


def outside(location: str, length: int = 12288) -> TensorProto:
    """The weights, to be read from another file."""
    tensor = TensorProto(
        name="weights", data_type=TensorProto.FLOAT, dims=[1024, 3], data_location=TensorProto.EXTERNAL
    )
    for key, value in (("location", location), ("offset", "0"), ("length", str(length))):
        tensor.external_data.add(key=key, value=value)
    return tensor


def refused(file: str, monkeypatch) -> dict:
    """It is refused before onnxruntime has seen it; gives the sentence."""
    import onnxruntime

    def never(*_, **__):
        raise AssertionError("onnxruntime got the file")

    monkeypatch.setattr(onnxruntime, "InferenceSession", never)
    with pytest.raises(BadModelFile, match="points outside") as error:
        Workflow(file)
    return error.value.title


def test_the_model_itself_is_good():
    assert Workflow(written(model())).inference(np.zeros((8, 8, 3), np.uint8)).confidence == pytest.approx(
        1 / 3, abs=1e-4
    )


@pytest.mark.parametrize(
    "location", ["../secret.bin", "{folder}/secret.bin", "a/../../secret.bin", "weights.bin", "", "CON"]
)
def test_weights_in_other_files(location, folder, monkeypatch):
    refused(written(model(initializers=[outside(location.format(folder=folder))])), monkeypatch)


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_weights_behind_a_link_in_its_own_folder(link, folder, monkeypatch):
    try:
        link(folder / "secret.bin", folder / "models" / "weights.bin")
    except (OSError, NotImplementedError):
        pytest.skip("no links here")
    refused(written(model(initializers=[outside("weights.bin")])), monkeypatch)


def test_an_absurd_length(monkeypatch):
    refused(written(model(initializers=[outside("weights.bin", 2**40)])), monkeypatch)


opened: list[str] = []  # every file that Python opens while a test listens: an audit hook stays for good
listening = False
sys.addaudithook(lambda event, values: opened.append(str(values[0])) if listening and event == "open" else None)


@pytest.mark.fault("E2")
def test_nothing_outside_the_file_is_read(folder, monkeypatch, row):
    """`../`, absolute, a symbolic link, a hard link, a length of 2⁴⁰: the same sentence, and the other file is never
    opened.
    """
    global listening
    for name, link in (("soft.bin", os.symlink), ("hard.bin", os.link)):
        try:
            link(folder / "secret.bin", folder / "models" / name)
        except (OSError, NotImplementedError):
            pytest.skip(f"no links here: {name}")
    places = [
        ("../secret.bin", 12288),
        (f"{folder}/secret.bin", 12288),
        ("soft.bin", 12288),
        ("hard.bin", 12288),
        ("hard.bin", 2**40),
    ]
    before = {file: file.read_bytes() for file in folder.rglob("*.bin")}
    said = []
    for location, length in places:
        file = written(model(initializers=[outside(location, length)]))
        listening = True
        said.append(refused(file, monkeypatch))
        listening = False
    assert not [name for name in opened if name.endswith(".bin")]
    assert any(name.endswith("model.onnx") for name in opened), "the hook does listen"
    assert all("points outside itself" in sentence["en"] for sentence in said) and len(said) == 5
    assert {file: file.read_bytes() for file in before} == before
    row(saw=said[0], kept="no file but the model's own was opened; onnxruntime saw none of them")


@pytest.mark.fault("E2")
@pytest.mark.skipif(sys.platform != "linux", reason="the loaded libraries are read from /proc")
def test_a_library_beside_the_model_is_not_loaded(folder, row):
    """A real shared library under every name by which an operator's library might be looked for."""
    library = Path(np.linalg._umath_linalg.__file__)
    for place in (folder, folder / "models"):
        for name in ("evil.library", "evil.library.so", "libevil.library.so", "Anything.so"):
            shutil.copy(library, place / name)
    nodes = [helper.make_node("Anything", ["input"], ["scores"], domain="evil.library")]
    with pytest.raises(BadModelFile) as error:
        Workflow(written(model(nodes, domain="evil.library")))
    assert "evil.library" not in Path("/proc/self/maps").read_text()
    row(saw=error.value.title, kept="no library of the model's folder is in the process")


def hidden_in(way: str):
    """A model with a tensor of another file at a place that is easily forgotten."""
    tensor = outside("../secret.bin")
    if way == "constant":
        return model([helper.make_node("Constant", [], ["scores"], value=tensor)])
    inner = helper.make_graph(
        [], "inner", [], [helper.make_tensor_value_info("weights", TensorProto.FLOAT, (1024, 3))], [tensor]
    )
    if way == "branch":
        return model([helper.make_node("If", ["input"], ["scores"], then_branch=inner, else_branch=inner)])
    if way == "branch in branch":
        node = helper.make_node("If", ["input"], ["x"], then_branch=inner, else_branch=inner)
        outer = helper.make_graph([node], "outer", [], [helper.make_tensor_value_info("x", TensorProto.FLOAT, (1,))])
        return model([helper.make_node("If", ["input"], ["scores"], then_branch=outer, else_branch=outer)])
    made = model()
    if way == "function":
        made.functions.add(name="f", domain="d").node.append(helper.make_node("Constant", [], ["y"], value=tensor))
    elif way == "sparse":
        made.graph.sparse_initializer.add().values.CopyFrom(tensor)
    elif way == "training":
        made.training_info.add().algorithm.CopyFrom(inner)
    elif way == "second graph":  # messages one after the other are one message
        extra = onnx.ModelProto()
        extra.graph.initializer.append(tensor)
        made = onnx.ModelProto.FromString(made.SerializeToString() + extra.SerializeToString())
    return made


WAYS = ["constant", "branch", "branch in branch", "function", "sparse", "training", "second graph"]


@pytest.mark.parametrize("way", WAYS)
def test_weights_hidden_deeper(way, monkeypatch):
    refused(written(hidden_in(way)), monkeypatch)


def test_only_the_location_is_set():
    tensor = TensorProto(
        name="weights", data_type=TensorProto.FLOAT, dims=[1024, 3], data_location=TensorProto.EXTERNAL
    )
    assert has_external_data(model(initializers=[tensor]).SerializeToString())


def test_a_file_cut_anywhere_is_said():
    whole = model().SerializeToString()
    for tenth in range(10):
        Path("models/model.onnx").write_bytes(whole[: len(whole) * tenth // 10])
        with pytest.raises(BadModelFile):
            Workflow("models/model.onnx")


RUBBISH = [
    b"",
    b"\xff" * 100,
    b"\x00" * 100,
    b"PK\x03\x04",
    b"\x0a" + b"\xff" * 8 + b"\x7f",
    np.random.default_rng(0).bytes(5000),
]


@pytest.mark.parametrize("data", RUBBISH)
def test_no_model_at_all(data):
    Path("models/model.onnx").write_bytes(data)
    with pytest.raises(BadModelFile):
        Workflow("models/model.onnx")


def test_graphs_without_end():
    data = b""
    for _ in range(2000):  # graph in attribute in node in graph …
        data = _field(1, _field(5, _field(6, data)))
    with pytest.raises(CorruptOnnx):
        has_external_data(_field(7, data))


def test_whole_numbers_without_end(monkeypatch):
    data = b"\x08\x01" * 10  # the IR version, again and again
    monkeypatch.setattr(onnx_protobuf, "MAX_FIELDS", 10)
    assert not has_external_data(data)
    with pytest.raises(CorruptOnnx):
        has_external_data(data * 2)


def _field(number: int, data: bytes) -> bytes:
    length, text = len(data), bytearray()
    while length >= 128:
        text.append(length & 127 | 128)
        length >>= 7
    return bytes([number << 3 | 2, *text, length]) + data


def test_an_operator_of_a_library_that_nobody_loads():
    nodes = [helper.make_node("Anything", ["input"], ["scores"], domain="evil.library")]
    with pytest.raises(BadModelFile):
        Workflow(written(model(nodes, domain="evil.library")))


@pytest.mark.parametrize("classes", [0, 2, 4])
def test_a_graph_with_other_classes(classes):
    with pytest.raises(BadModelFile):
        Workflow(written(model(classes=classes)))


@pytest.mark.parametrize("given", [(1, 3, 32, 32), (1, 1, 64, 64), (4, 1, 32, 32), (1024,)])
def test_a_graph_that_takes_other_pictures(given):
    scores = numpy_helper.from_array(np.ones((1, 3), np.float32))
    with pytest.raises(BadModelFile):
        Workflow(written(model([helper.make_node("Constant", [], ["scores"], value=scores)], given=given)))


def test_a_tensor_larger_than_any_memory():
    shape = numpy_helper.from_array(np.array([2**40, 2**20], np.int64), "shape")
    nodes = [
        helper.make_node("ConstantOfShape", ["shape"], ["huge"]),
        helper.make_node("ReduceMax", ["huge"], ["largest"], keepdims=0),
        helper.make_node("Flatten", ["input"], ["flat"]),
        helper.make_node("MatMul", ["flat", "weights"], ["sums"]),
        helper.make_node("Add", ["sums", "largest"], ["scores"]),
    ]
    weights = numpy_helper.from_array(np.ones((1024, 3), np.float32), "weights")
    with pytest.raises(BadModelFile):
        Workflow(written(model(nodes, [weights, shape]))).inference(np.zeros((8, 8, 3), np.uint8))


NO_DESCRIPTIONS = [
    "[]",
    "{}",
    "nonsense",
    '{"classes": 3, "modelname": "LeNet"}',
    '{"classes": [], "modelname": []}',
    "[" * 100_000,
]


@pytest.mark.parametrize("info", NO_DESCRIPTIONS)
def test_a_description_that_is_none(info):
    made = model()
    helper.set_model_props(made, {"MODEL_INFO": info})
    with pytest.raises(BadModelFile, match="does not say"):
        Workflow(written(made))


def test_a_file_of_another_maker_that_keeps_the_contract():
    workflow = Workflow(written(model()), task="mmedu")
    assert (workflow.backbone, workflow.classes, workflow.information) == ("LeNet", ["0", "1", "2"], {})


WRONG_WORDS = [
    '{"data": "x"}',
    '{"data": [1]}',
    '{"data": {"path": 5}}',
    '{"data": {"path": "a\\u0000b"}}',
    '{"data": {"path": "\\ud800"}}',
    '{"data": {}}',
    '{"name": 5, "image_size": "x", "parity": [], "preprocessing": 1, "confidence": true}',
    '{"name": null, "confidence": NaN, "parity": null}',
    "[1]",
    "5",
    "null",
    "nonsense",
    "[" * 100_000,
]


@pytest.mark.parametrize("said", WRONG_WORDS)
def test_words_of_ours_that_cannot_be_believed_are_as_if_they_were_not_there(said):
    made = model()
    info = {"codebase": "MMCls", "modelname": "LeNet", "classes": ["a", "b", "c"]}
    helper.set_model_props(made, {"MODEL_INFO": json.dumps(info), "SUNMAO_INFO": said})
    for number, label in enumerate("abc"):
        Path("data", label).mkdir(parents=True)
        Image.new("RGB", (8, 8), (80 * number,) * 3).save(Path("data", label, "1.png"))
    workflow = Workflow(written(made))
    assert (workflow.backbone, workflow.information) == ("LeNet", {})
    assert workflow.inference("data/b/1.png", save_fold="drawn").confidence and Path("drawn/1.png").is_file()
    assert workflow.evaluate(path="data").total == 3


def test_words_of_ours_that_can_be_believed():
    said = {
        "name": "VGG",
        "data": {"path": "data/x"},
        "confidence": 0.5,
        "image_size": 64,
        "epoch": 3,
        "parity": {},
        "mAP": None,
    }
    made = model()
    helper.set_model_props(made, {"MODEL_INFO": made.metadata_props[0].value, "SUNMAO_INFO": json.dumps(said)})
    assert Workflow(written(made)).information == said
