"""All shapes: importing a file of shapes registers them."""

import importlib
import pkgutil
from pathlib import Path

from tests.support.dataset_shapes.shape import SHAPES

__all__ = ["SHAPES"]

_HARNESS = {"__main__", "judge", "pictures", "registry", "shape"}
for _module in pkgutil.iter_modules([str(Path(__file__).parent)]):
    if _module.name not in _HARNESS:
        importlib.import_module(f"tests.support.dataset_shapes.{_module.name}")
