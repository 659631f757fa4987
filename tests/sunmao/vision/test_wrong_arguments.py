"""Mistakes of a pupil in the arguments of every verb: a sentence in both languages, never a bare traceback."""

import io
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.errors import BadValue, SunmaoError, UnknownName
from sunmao.texts import get_text
from sunmao.vision import Classification, pth_info

pytestmark = pytest.mark.training

NOT_A_PATH = [3.7, -1, 0, True, False, b"x", [], ["data"], {}, "", "  ", "a\0b", np.array([1, 2]), object()]
NOT_WHOLE = [
    "abc",
    "",
    "2.5",
    2.5,
    -1,
    float("nan"),
    float("inf"),
    10**30,
    1e30,
    [],
    [1],
    {},
    True,
    b"1",
    Path("x"),
    np.array([1, 2]),
]
PICTURE = "data/few/test_set/1/1.png"


@pytest.fixture
def model(few):
    model = Classification()
    model.load_dataset(few)
    model.train(epochs=1, random_seed=1)
    return model


def said(error: SunmaoError) -> str:
    """The sentence, which must be there in both languages."""
    for part in (error.title, error.hint):
        assert part["zh"] and part["en"] and part["zh"] != part["en"]
    return error.text("en")


PATHS = {
    "weights": lambda model, value: Classification(weights=value),
    "save_fold": lambda model, value: setattr(model, "save_fold", value),
    "train": lambda model, value: model.train(epochs=1, save_fold=value),
    "train from": lambda model, value: model.train(epochs=1, checkpoint=value),
    "checkpoint": lambda model, value: setattr(model, "checkpoint", value),
    "load_checkpoint": lambda model, value: model.load_checkpoint(value),
    "load_dataset": lambda model, value: model.load_dataset(value),
    "evaluate": lambda model, value: model.evaluate(path=value),
    "inference_all": lambda model, value: model.inference_all(value),
    "inference into": lambda model, value: model.inference(PICTURE, save_fold=value),
    "class_path": lambda model, value: model.inference(PICTURE, class_path=value),
    "convert": lambda model, value: model.convert(value),
    "convert from": lambda model, value: model.convert("x.onnx", checkpoint=value),
    "Workflow": lambda model, value: Workflow(value),
    "pth_info": lambda model, value: pth_info(value),
}


def test_what_is_no_path(model):
    for name, verb in PATHS.items():
        for value in NOT_A_PATH:
            with pytest.raises(BadValue) as caught:
                verb(model, value)
            assert "name of a file or folder" in said(caught.value), (name, value)
    assert sorted(path.name for path in Path().iterdir()) == ["checkpoints", "data"], "nothing is written anywhere"


NUMBERS = {
    "epochs": lambda model, value: model.train(epochs=value),
    "random_seed": lambda model, value: model.train(epochs=1, random_seed=value),
    "batch_size": lambda model, value: model.train(epochs=1, batch_size=value),
    "early_stop": lambda model, value: model.train(epochs=1, early_stop=value),
    "save_every": lambda model, value: model.train(epochs=1, save_every=value),
    "topk": lambda model, value: model.train(epochs=1, topk=(value,)),
    "num_classes": lambda model, value: Classification(num_classes=value),
    "image_size": lambda model, value: Classification("MobileNet", image_size=value),
    "smooth": lambda model, value: model.inference(PICTURE, smooth=value),
    "opset_version": lambda model, value: model.convert("x.onnx", opset_version=value),
    "ir_version": lambda model, value: model.convert("x.onnx", ir_version=value),
    "k": lambda model, value: model.inference(PICTURE).top(value),
}


def test_what_is_no_whole_number(model):
    for name, verb in NUMBERS.items():
        for value in NOT_WHOLE:
            with pytest.raises(BadValue) as caught:
                verb(model, value)
            assert f"{name} cannot be" in said(caught.value), (name, value)
    with pytest.raises(BadValue, match="epochs cannot be None"):
        model.train(epochs=None)


def test_numbers_as_they_come(model):
    for value in ("2", 2.0, np.int64(2), np.float32(2), np.array(2)):
        assert len([line for line in model.train(epochs=value) if line["mode"] == "val"]) == 2
    assert model.inference(PICTURE, unknown=np.float32(0.999)).label == get_text("unknown")


def test_a_file_where_a_folder_is_meant(model, few):
    for verb in (
        lambda: model.train(epochs=1, save_fold="data/few/classes.txt"),
        lambda: model.train(epochs=1, save_fold="data/few/classes.txt/deep/down"),
        lambda: model.inference(PICTURE, save_fold="data/few/classes.txt"),
        lambda: model.convert("data/few/classes.txt/x.onnx"),
    ):
        with pytest.raises(BadValue) as caught:
            verb()
        assert "'data/few/classes.txt' is a file" in said(caught.value)


def test_a_folder_where_a_file_is_meant(model):
    Path("models/mine.onnx").mkdir(parents=True)
    with pytest.raises(BadValue) as caught:
        model.convert("models/mine.onnx")
    assert "'models/mine.onnx' is a folder" in said(caught.value)


def test_a_folder_that_is_locked(model, monkeypatch):
    monkeypatch.setattr("sunmao.core.atomic_files.os.access", lambda path, how: False)
    for verb in (lambda: model.train(epochs=1, save_fold="a/b"), lambda: model.convert("a/x.onnx")):
        with pytest.raises(BadValue, match="Nothing can be written into '.'"):
            verb()
    assert not Path("a").exists()


def test_devices(model, capsys):
    for value in ("cpuu", "cuda:x", "cpu:1", 3, "", []):
        with pytest.raises(BadValue) as caught:
            model.train(epochs=1, device=value)
        assert "device cannot be" in said(caught.value)
    with pytest.raises(BadValue, match="Did you mean 'cpu'"):
        model.load_checkpoint(model.checkpoint or "checkpoints/cls_model/latest.pth", device="cpuu")
    capsys.readouterr()
    model.train(epochs=1, device="cuda:77")
    assert "no cuda:77 to use; the CPU is used" in capsys.readouterr().err


def test_what_is_no_picture_and_no_answer(model):
    for value in (np.array([["a"]]), np.array([[None]]), 3, None, {}):
        with pytest.raises(BadValue) as caught:
            model.inference(value)
        said(caught.value)
    for value in ("x", 3, {}, [1], np.array([1, 2])):
        with pytest.raises(BadValue) as caught:
            model.print_result(value)
        said(caught.value)
    result = model.inference(PICTURE)
    assert model.print_result((result,)) == model.print_result(result) == model.print_result()
    with pytest.raises(BadValue, match="confidence cannot be"):
        result.has("1", "sure")
    assert result.count(int(result.label)) == 1 and result.has(int(result.label), 0.1)


def test_what_cannot_be_set(model):
    for thing, name in ((model, "backbone"), (model, "classes"), (model.inference(PICTURE), "label")):
        with pytest.raises(UnknownName) as caught:
            setattr(thing, name, "x")
        assert f"'{name}'" in said(caught.value) and "can be read, not set" in said(caught.value)


def test_every_odd_value_has_a_sentence():
    for value in ({}, {"zh": "x"}, [], None, object(), io.StringIO()):
        with pytest.raises(SunmaoError) as caught:
            Classification(backbone=value)
        said(caught.value)


@pytest.mark.long
def test_a_console_that_knows_no_chinese(few):
    """The learned weights are not lost for want of a letter on the console."""
    program = f"""
from sunmao.vision import Classification
model = Classification()
model.load_dataset({few!r})
model.train(epochs=1)
model.evaluate()
model.inference({PICTURE!r})
model.print_result()
"""
    says = {**os.environ, "SUNMAO_LANG": "zh", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-c", program], env=says, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert r"\u8bad\u7ec3" in done.stdout and r"'\u6807\u7b7e'" in done.stdout


def test_learning_that_breaks_at_once(model):
    with pytest.raises(SunmaoError) as caught:
        model.train(epochs=2, lr=1e30, optimizer="SGD")
    assert "smaller lr such as 0.01" in said(caught.value) and "kept" not in said(caught.value)


def test_pictures_that_are_gone_are_named_a_few_times(model, capsys):
    shutil.copytree("data/few", "data/gone")
    model.load_dataset("data/gone")
    for file in Path("data/gone/training_set").glob("*/*.png"):
        if file.stem not in ("1", "2"):
            file.unlink()
    capsys.readouterr()
    model.train(epochs=3, save_fold="gone")
    told = capsys.readouterr().err
    assert told.count("cannot be read now: data/gone") == 5 and told.count("Skipped more pictures") == 1
    assert model.evaluate().total == 12
    shutil.rmtree("data/gone/test_set/1")
    model.evaluate()
    assert "'data/gone/test_set/1/1.png'.)" in capsys.readouterr().err, "no blank before the bracket"


def test_result_pictures_never_go_into_the_data_set(model):
    before = {file: file.read_bytes() for file in Path("data/few").rglob("*.png")}
    for fold in ("data/few/test_set/4", "data/few/training_set", "data/few/test_set/1/again"):
        for verb in (model.inference, model.inference_all):
            with pytest.raises(BadValue, match="would replace the pictures"):
                verb(PICTURE if verb == model.inference else "data/few/test_set/1", save_fold=fold)
    assert {file: file.read_bytes() for file in Path("data/few").rglob("*.png")} == before
    assert len(model.inference_all("data/few/test_set/1", save_fold="results")) == len(list(Path("results").iterdir()))


def test_threads_get_their_own_answers(model, monkeypatch):
    pictures = sorted(Path("data/few").rglob("[14].png"))
    alone = [model.inference(each).scores for each in pictures]
    monkeypatch.setattr(
        "sunmao.inference.predictor.finish_inference", lambda *_: time.sleep(0.002)
    )  # where another thread comes in
    with ThreadPoolExecutor(8) as pool:
        assert [result.scores for result in pool.map(model.inference, pictures)] == alone
