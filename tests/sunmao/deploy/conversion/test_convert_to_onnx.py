"""ONNX files by the contract: what they say of themselves, who can use them, what stands beside them."""

import json
import subprocess
import sys
from pathlib import Path

import onnx
import pytest

from sunmao.deploy import Workflow
from sunmao.errors import BadModelFile, BadValue, FileMissing
from sunmao.vision import Classification

pytestmark = pytest.mark.training


@pytest.fixture
def model(few):
    model = Classification(backbone="LeNet")
    model.load_dataset(path=few)
    model.train(epochs=3, random_seed=1)
    model.convert(out_file="models/few.onnx")
    return model


def test_the_file_keeps_the_contract(model):
    file = onnx.load("models/few.onnx")
    said = {each.key: json.loads(each.value) for each in file.metadata_props}
    assert said["MODEL_INFO"] == {"codebase": "MMCls", "modelname": "LeNet", "classes": ["1", "4", "7"]}
    assert said["SUNMAO_INFO"]["name"] == "LeNet"
    assert said["SUNMAO_INFO"]["parity"] == {
        "pictures": 12,
        "same": 12,
        "ties": 0,
        "largest_difference": pytest.approx(0, abs=1e-4),
    }
    assert (file.ir_version, file.opset_import[0].version) == (6, 11)
    [given], [scores] = file.graph.input, file.graph.output
    assert [axis.dim_value for axis in given.type.tensor_type.shape.dim] == [1, 1, 32, 32]
    assert [axis.dim_value for axis in scores.type.tensor_type.shape.dim] == [1, 3]


def test_no_training_engine_is_needed_to_use_it(model):
    code = (
        "import sys; from sunmao.deploy import Workflow; "
        "result = Workflow(checkpoint='models/few.onnx').inference(image='data/few/test_set/4/1.png'); "
        "print(result.label, result.image.shape, [name for name in ('torch', 'onnx', 'sklearn') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    label, rest = done.stdout.split(" ", 1)
    assert label == model.inference("data/few/test_set/4/1.png").label
    assert rest.strip() == "(96, 96, 3) []"


def test_the_program_beside_it_runs_from_anywhere(model, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = subprocess.run(
        [sys.executable, Path("models/few.py").resolve()], cwd=elsewhere, capture_output=True, text=True, check=True
    )
    label, confidence = done.stdout.split()
    assert label in "147" and 0 < float(confidence) <= 1
    assert "XEdu.hub" in Path("models/few.py").read_text(encoding="utf-8")


def test_a_program_of_the_pupils_own_is_left_alone(model):
    Path("models/few.py").write_text("print('mine')\n")
    model.convert(out_file="models/few.onnx")
    assert Path("models/few.py").read_text() == "print('mine')\n"


def test_the_textbooks_words_for_it(model, capsys):
    workflow = Workflow(task="mmedu", checkpoint="models/few.onnx")
    result = workflow.inference(data="data/few/test_set/7/1.png")
    rows = workflow.print_result(result)
    assert rows == [{"标签": result.number, "置信度": result.confidence, "预测结果": result.label}]
    assert "预测结果" in capsys.readouterr().out


def test_a_folder_gives_a_list(model):
    results = Workflow("models/few.onnx").inference_all("data/few/test_set/7")
    assert [Path(result.path).name for result in results] == ["1.png", "2.png", "3.png", "4.png"]


def test_wrong_files_are_said(model):
    with pytest.raises(FileMissing, match="few.onnx"):
        Workflow("models/fwe.onnx")
    Path("models/text.onnx").write_text("no model")
    with pytest.raises(BadModelFile):
        Workflow("models/text.onnx")
    file = onnx.load("models/few.onnx")
    del file.metadata_props[:]
    onnx.save(file, "models/foreign.onnx")
    with pytest.raises(BadModelFile, match="how pictures are prepared"):
        Workflow("models/foreign.onnx")
    with pytest.raises(BadValue, match=".onnx"):
        model.convert(out_file="models/few.pt")
    with pytest.raises(BadValue, match="ONNX"):
        model.convert(out_file="models/few.onnx", backend="onx")


def test_convert_before_training_is_said(few):
    from sunmao.errors import NotTrained

    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    with pytest.raises(NotTrained):
        model.convert(out_file="models/few.onnx")
