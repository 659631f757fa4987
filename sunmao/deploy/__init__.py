"""Export to ONNX, and inference with onnxruntime, without torch."""

from importlib import import_module
from typing import Any

_LAZY = {"Workflow": "sunmao.deploy.workflow", "compare": "sunmao.vision.comparison.compare_models"}
__all__ = sorted(_LAZY)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao.deploy' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
