"""Taking a model out: ONNX files, and using them without torch."""

from importlib import import_module

_NAMES = {"Workflow": "workflow"}
__all__ = sorted(_NAMES)


def __getattr__(name):
    if name not in _NAMES:
        raise AttributeError(f"module 'sunmao.deploy' has no attribute {name!r}")
    return getattr(import_module(f".{_NAMES[name]}", __name__), name)
