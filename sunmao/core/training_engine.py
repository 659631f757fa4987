"""The training engine (torch), which a base installation does not have."""

import os
from functools import cache
from importlib.util import find_spec

from sunmao.core.deferred_compiler import defer_compiler
from sunmao.core.memory_errors import is_out_of_memory
from sunmao.errors import EngineMissing, OutOfMemory

PARTS = ("torch", "onnx", "efficientnet_lite_pytorch", "sklearn")


def require_torch() -> None:
    """Load the training engine.

    Raises: EngineMissing, which says how to add it, when it is not installed; OutOfMemory.
    """
    # Read when torch is loaded: its waiting threads sleep. Where they spin, a computer of two cores that is busy with
    # anything else (a browser) trains and converts three times slower.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    for name in PARTS:
        if find_spec(name) is None:
            raise EngineMissing("engine_missing", name=name)
    _take_blas_buffer()
    defer_compiler()
    try:
        import torch  # noqa: F401
    except Exception as error:
        if not is_out_of_memory(error):
            raise
        raise OutOfMemory("engine_memory") from error


def require_scikit_learn() -> None:
    """Raises EngineMissing, where scikit-learn is not installed: it comes with the training engine."""
    if find_spec("sklearn") is None:
        raise EngineMissing("engine_missing", name="scikit-learn")


@cache
def _take_blas_buffer() -> None:
    # OpenBLAS keeps the room that its first product needs, and ends the process where it finds none: it takes it while
    # there is some.
    import numpy as np

    square = np.ones((64, 64))
    square @ square
