"""Import mmdet without what only its trackers and drawings need: that would cost another second of every program."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

ROOTS = ("matplotlib", "scipy", "seaborn", "shapely", "sklearn")


class LazyModule(ModuleType):
    """A module that is not loaded: what is taken from it loads the real one when it is called."""

    __path__: list = []  # so that modules inside it are asked for, too

    def __getattr__(self, name: str) -> Callable:
        if name.startswith("__"):
            raise AttributeError(name)

        def real(*args: Any, **kwargs: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*args, **kwargs)

        return real


class _LazyImporter:
    """Finds, for each module of packages that are not here yet, a `LazyModule`."""

    def __init__(self, roots: list[str]) -> None:
        self._roots = roots

    def find_spec(self, name: str, path: Any = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name.split(".")[0] not in self._roots:
            return None
        return ModuleSpec(name, self, is_package=True)  # type: ignore[arg-type]  # it loads, too, by having the methods

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return LazyModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


@contextmanager
def defer_imports() -> Iterator[None]:
    """While mmdet is imported: what is in `ROOTS` is not loaded. What is here already stays what it is."""
    finder = _LazyImporter([name for name in ROOTS if name not in sys.modules])
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name, module in sys.modules.items() if isinstance(module, LazyModule)]:
            del sys.modules[name]
