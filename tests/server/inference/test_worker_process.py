"""The process in which a model is tried."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.process


def test_that_a_model_will_be_tried_loads_what_it_needs():
    pytest.importorskip("torch")
    code = (
        "import sys; from sunmao.server.inference.worker_process import import_engine; import_engine();"
        "print('torch' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert said.stdout.strip() == "True"
