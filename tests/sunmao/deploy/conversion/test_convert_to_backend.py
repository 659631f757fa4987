"""Files of other backends: the same answers as PyTorch, and sentences where something is missing or broken."""

import json
from pathlib import Path

import pytest

from sunmao.deploy import Workflow
from sunmao.deploy.backends.registry import BACKENDS
from sunmao.deploy.backends.session import ModelCard, write_card
from sunmao.errors import BackendMissing, BadModelFile, BadValue
from sunmao.vision import Classification

pytestmark = pytest.mark.training


@pytest.fixture(params=BACKENDS)
def backend(request):
    found = BACKENDS[request.param]
    if missing := found.list_missing():
        pytest.skip(f"{missing[0]} is not installed (the extra {found.extra!r})")
    return found


@pytest.fixture
def model(few, digits_weights):
    model = Classification(backbone="LeNet")
    model.load_dataset(path=few, check=False)
    model.load_checkpoint(digits_weights)
    return model


@pytest.mark.long
def test_the_answers_are_those_of_pytorch(backend, model, digits, capsys):
    file = model.convert(out_file="models/digits.onnx", backend=backend.name)
    assert file == f"models/digits{backend.ending}", "it has the ending of its backend"
    opened = Workflow(file)
    parity = opened.information["parity"]
    assert (parity["pictures"], parity["same"]) == (12, 12) and parity["largest_difference"] < 1e-4
    assert opened.classes == model.classes and opened.backbone == "LeNet"
    assert f"PyTorch and {backend.name}" in capsys.readouterr().out
    report = opened.evaluate(split="test", path=str(digits))
    whole = Workflow(model.convert(out_file="models/digits.onnx")).evaluate(split="test", path=str(digits))
    assert report.accuracy == whole.accuracy > 0.9


def test_the_ending_says_which_backend_is_meant(backend, model):
    assert model.convert(out_file=f"models/x{backend.ending}") == f"models/x{backend.ending}"
    made = {each.name for each in Path("models").iterdir()}
    assert made == {
        *(file.name for file in backend.list_files(Path(f"models/x{backend.ending}"))),
        f"x{backend.ending}.json",
        f"x{backend.ending}.py",
        f"x{backend.ending}.parity.json",
    }


def test_a_part_that_was_left_behind_is_named(backend, model):
    file = Path(model.convert(out_file=f"models/x{backend.ending}"))
    card = file.with_name(f"{file.name}.json")
    said = card.read_text("utf-8")
    card.unlink()
    with pytest.raises(BadModelFile, match=card.name):
        Workflow(file)
    card.write_text(said, "utf-8")
    for part in backend.list_files(file)[1:]:
        part.unlink()
        with pytest.raises(BadModelFile, match=part.name):
            Workflow(file)


@pytest.mark.parametrize("how", ["cut off", "nonsense", "empty"])
def test_a_broken_file_is_refused(backend, model, how):
    file = Path(model.convert(out_file=f"models/x{backend.ending}"))
    data = file.read_bytes()
    file.write_bytes({"cut off": data[: len(data) // 2], "nonsense": b"\x07nonsense" * 99, "empty": b""}[how])
    with pytest.raises(BadModelFile):
        Workflow(file)


@pytest.mark.parametrize(
    "said",
    [b"", b"[]", b"{}", b'{"metadata": 1, "inputs": [], "outputs": []}', b"[" * 99999],
    ids=["empty", "list", "nothing", "numbers", "deep"],
)
def test_a_broken_card_is_refused(backend, model, said):
    file = Path(model.convert(out_file=f"models/x{backend.ending}"))
    file.with_name(f"{file.name}.json").write_bytes(said)
    with pytest.raises(BadModelFile):
        Workflow(file)


def test_a_card_of_another_shape_is_refused(backend, model):
    file = Path(model.convert(out_file=f"models/x{backend.ending}"))
    card = file.with_name(f"{file.name}.json")
    said = json.loads(card.read_text("utf-8"))
    said["inputs"][0]["shape"] = [1, 3, 224, 224]
    card.write_text(json.dumps(said), "utf-8")
    with pytest.raises(BadModelFile):
        Workflow(file)


def test_a_huge_file_is_refused(backend, model):
    file = Path(model.convert(out_file=f"models/x{backend.ending}"))
    with open(backend.list_files(file)[-1], "r+b") as stream:
        stream.truncate(3 * 2**30)
    with pytest.raises(BadModelFile):
        Workflow(file)


@pytest.mark.parametrize("name", BACKENDS)
def test_what_is_missing_is_named_with_its_command(name, model, monkeypatch):
    found = BACKENDS[name]
    monkeypatch.setattr(f"{type(found).__module__}.find_spec", lambda module: None)
    with pytest.raises(BackendMissing) as refused:
        model.convert(out_file="models/x.onnx", backend=name)
    assert all(package in str(refused.value) for package in found.packages) and "pip install" in str(refused.value)
    assert not Path("models").exists()
    file = Path(f"x{found.ending}")
    file.write_bytes(b"1")
    with pytest.raises(BadModelFile, match="x.*json"):  # nobody installs a library for a file that it cannot open
        Workflow(file)
    write_card(file, ModelCard({}, [], []))
    with pytest.raises(BackendMissing):
        Workflow(file)


@pytest.mark.parametrize(
    "asked", [{"backend": "CoreML"}, {"target": "phone"}, {"backend": "TFLite", "out_file": "a.zip"}]
)
def test_words_that_mean_nothing(model, asked):
    with pytest.raises(BadValue):
        model.convert(**{"out_file": "models/x.onnx", **asked})
