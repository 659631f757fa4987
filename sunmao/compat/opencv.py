"""Lets programs that use OpenCV itself show their pictures here and read another camera: changes `cv2` when it is
loaded.

Only the studio's programs and `sunmao run` ask for it; `python main.py` gets OpenCV as it is.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TypeGuard

NAME = "cv2"


def install(*changes: Callable[[ModuleType], object]) -> None:
    """Call each `change(cv2)` when the program loads OpenCV; at once where that has happened."""
    if _is_real_opencv(loaded := sys.modules.get(NAME)):
        for change in changes:
            change(loaded)
    else:
        sys.meta_path.insert(0, _Hook(changes))


def _is_real_opencv(module: ModuleType | None) -> TypeGuard[ModuleType]:
    """Whether it is OpenCV and no cv2.py of the program's own."""
    return hasattr(module, "VideoCapture") and hasattr(module, "imshow")


class _Hook(MetaPathFinder):
    """Stands before the finders and changes the module that they load."""

    def __init__(self, changes: tuple[Callable[[ModuleType], object], ...]) -> None:
        self._changes, self._loading = changes, False

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """OpenCV's own spec, with a loader that changes the module; None for all other names."""
        if name != NAME or self._loading:
            return None  # OpenCV loads its native part by the same name
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            load = spec.loader.exec_module
            vars(spec.loader)["exec_module"] = lambda module: self._load(load, module)
        return spec

    def _load(self, load: Callable, module: ModuleType) -> None:
        self._loading = True
        try:
            load(module)
        finally:
            self._loading = False
        if _is_real_opencv(module):
            for change in self._changes:
                change(module)
