"""Cameras: one class over devices, files, addresses, the browser's camera and a simulated one."""

from typing import Any

__all__ = ["Camera"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'sunmao.cameras' has no attribute {name!r}")
    from sunmao.cameras.camera import Camera

    return Camera
