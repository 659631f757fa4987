"""Studies: many trainings that differ in a few arguments, side by side."""

from importlib import import_module
from typing import Any

_LAZY = {"Study": "sunmao.studies.study_table", "study": "sunmao.studies.run_study"}
__all__ = sorted(_LAZY)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao.studies' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
