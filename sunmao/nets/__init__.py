"""Networks of one's own, put together layer by layer, that learn from pictures or from the rows of a table."""

from importlib import import_module
from typing import Any

_LAYERS = "sunmao.models.layered.layers"
_LAZY = {
    **dict.fromkeys(
        ("BatchNorm", "Conv", "Dropout", "Flatten", "LSTM", "Linear", "Pool", "ReLU", "Sigmoid", "Tanh"), _LAYERS
    ),
    "Network": "sunmao.nets.network",
}
__all__ = sorted(_LAZY)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao.nets' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
