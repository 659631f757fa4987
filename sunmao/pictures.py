"""Pictures to work on: load, save, crop, change, draw on them. A picture is (H, W, 3) uint8, 0–255, RGB."""

from importlib import import_module
from typing import Any

__all__ = ["change", "color_at", "crop", "draw_shape", "draw_text", "load_image", "new_image", "save_image"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'sunmao.pictures' has no attribute {name!r}")
    return getattr(import_module("sunmao.data.image_ops"), name)
