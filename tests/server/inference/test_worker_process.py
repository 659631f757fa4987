"""The process in which a model is tried."""

import subprocess
import sys
import time

import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.images.image_files import encode_png
from sunmao.server.inference.worker_process import predict
from tests.support.onnx_files import SIDE, sides

pytestmark = pytest.mark.process


@pytest.mark.parametrize(("what", "loaded"), [("model", "True False"), ("table", "False True")])
def test_that_something_will_be_asked_loads_what_it_needs(what, loaded):
    pytest.importorskip("torch")
    code = (
        f"import sys; from sunmao.server.inference.worker_process import import_engine; import_engine({what!r});"
        "print('torch' in sys.modules, 'sklearn.neural_network' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert said.stdout.strip() == loaded


@pytest.mark.parametrize("smooth", [1, 3])
def test_an_answer_says_how_long_the_model_took(tmp_path, smooth):
    (tmp_path / "sides.onnx").write_bytes(sides())
    picture = np.zeros((SIDE, SIDE, 3), np.uint8)
    picture[:, : SIDE // 2] = 255
    model, began = Workflow(checkpoint=str(tmp_path / "sides.onnx")), time.perf_counter()
    said = predict(model, encode_png(picture), 0.0, smooth, None)
    assert said["label"] == "left" and said["model"] == "LeNet"
    assert 0 < said["ms"] <= 1000 * (time.perf_counter() - began)
