"""Data sets: pictures with labels in folders, and the samples that come along."""

from importlib import import_module

_NAMES = {"Dataset": "dataset", "sample_dataset": "samples", "like_digits": "drawing"}
__all__ = sorted(_NAMES)


def __getattr__(name):
    if name not in _NAMES:
        raise AttributeError(f"module 'sunmao.data' has no attribute {name!r}")
    return getattr(import_module(f".{_NAMES[name]}", __name__), name)
