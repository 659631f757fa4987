"""The process in which a model is tried."""

import subprocess
import sys

import pytest

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
