"""Motion: what an accelerometer feels, files of it, and telling gestures apart."""

from importlib import import_module
from typing import Any

_LAZY = {
    "Motion": "sunmao.motion.motion_sensor",
    "MotionClassification": "sunmao.gestures.motion_classification",
    "MotionClip": "sunmao.motion.motion_clip",
    "MotionResult": "sunmao.tasks.motion_classification.results",
    "read_motion": "sunmao.motion.motion_files",
    "write_motion": "sunmao.motion.motion_files",
}
__all__ = sorted(_LAZY)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao.motion' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
