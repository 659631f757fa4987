"""Data sets: images with labels in folders, their formats and checks, and the samples that come with the library."""

from importlib import import_module
from typing import Any

_LAZY = {
    "Dataset": "sunmao.data.dataset",
    "collect_dataset": "sunmao.data.capture_classes",
    "sample_dataset": "sunmao.data.builtin_dataset",
    "like_digits": "sunmao.images.digit_style",
}
__all__ = sorted(_LAZY)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao.data' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
