"""The training engine (torch), which a base installation does not have."""

import os
from importlib.util import find_spec

from sunmao.errors import EngineMissing

_PARTS = ("torch", "onnx", "efficientnet_lite_pytorch")


def require_torch() -> None:
    """Prepare to load the training engine. Raises EngineMissing, which says how to add it, when it is not installed."""
    # Read when torch is loaded: its waiting threads sleep. Where they spin, a computer of two cores that is busy with
    # anything else (a browser) trains and converts three times slower.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    for name in _PARTS:
        if find_spec(name) is None:
            raise EngineMissing("engine_missing", name=name)
