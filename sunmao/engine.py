"""The training engine (torch), which a base installation does not have."""

from importlib.util import find_spec

from .errors import EngineMissing

_PARTS = ("torch", "onnx", "efficientnet_lite_pytorch")


def need_engine() -> None:
    """Do nothing when the training engine is installed. Raises EngineMissing, which says how to add it."""
    for name in _PARTS:
        if find_spec(name) is None:
            raise EngineMissing("engine_missing", name=name)
