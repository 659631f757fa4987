"""AI that is ready: nothing has to be trained for it."""

from importlib import import_module

_LAZY = {
    "find_points": "sunmao.ready.point_finding",
    "PointsResult": "sunmao.ready.points_result",
}
__all__ = sorted(_LAZY)


def __getattr__(name):
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao.ready' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
