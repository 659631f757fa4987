"""AI that is ready: nothing has to be trained for it."""

from importlib import import_module
from typing import Any

_LAZY = {
    "find_person": "sunmao.ready.person_finding",
    "read_text": "sunmao.ready.text_reading",
    "find_color": "sunmao.ready.color_finding",
    "find_motion": "sunmao.ready.motion_finding",
    "name_color": "sunmao.ready.color_finding",
    "ColorResult": "sunmao.ready.color_finding",
    "find_codes": "sunmao.ready.code_finding",
    "find_markers": "sunmao.ready.code_finding",
    "ReadResult": "sunmao.ready.read_result",
    "find_points": "sunmao.ready.point_finding",
    "PointsResult": "sunmao.ready.points_result",
}
__all__ = sorted(_LAZY)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao.ready' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
