"""Models that see: train, test, use."""

from importlib import import_module

_NAMES = {"Classification": "classification", "Detection": "detection", "Segmentation": "segmentation", "Result": "results", "Report": "reports", "Tracker": "finding.tracking", "pth_info": "pth"}
__all__ = sorted(_NAMES)


def __getattr__(name):
    if name not in _NAMES:
        raise AttributeError(f"module 'sunmao.vision' has no attribute {name!r}")
    return getattr(import_module(f".{_NAMES[name]}", __name__), name)
