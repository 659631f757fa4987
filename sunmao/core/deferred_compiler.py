"""PyTorch's compiler, loaded by the first who compiles: `torch._dynamo` is a third of what a training loads before its
first step, and without `torch.compile` all that is asked of it is to do nothing.

torch's optimizers ask it at each step (`torch/optim/optimizer.py`), torchvision while it is imported
(`torchvision/ops/roi_align.py`, `torchvision/tv_tensors/__init__.py`).
"""

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from sunmao.locks.lock_order import make_rlock

NAME = "torch._dynamo"
UTILS = f"{NAME}.utils"
_loading = make_rlock()


class DeferredCompiler(ModuleType):
    """Stands for `torch._dynamo`: answers what code that is not compiled asks, and loads the real one for all else."""

    def graph_break(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is being compiled that could be cut here."""

    def disable(self, fn: Callable | None = None, recursive: bool = True, **options: Any) -> Callable:
        """The function itself where torch's own ask (`torch/_compile.py`). A decorator (`torch/compiler/__init__.py`)
        gets one that is left out of what is compiled, once something is. Who else asks will compile.
        """
        if fn is not None and options == {"wrapping": False}:
            return fn
        if fn is None or "reason" not in options:
            return _load(NAME).disable(fn, recursive, **options)

        @wraps(fn)
        def call(*args: Any, **kwargs: Any) -> Any:
            compiler = sys.modules[NAME]
            known = fn if isinstance(compiler, DeferredCompiler) else compiler.disable(fn, recursive, **options)
            return known(*args, **kwargs)

        return call

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # who looks through all modules wants nothing of this one
            raise AttributeError(name)
        return getattr(_load(self.__name__), name)


class DeferredUtils(ModuleType):
    """Stands for `torch._dynamo.utils`, of which torchvision takes one function while it is imported."""

    def is_compile_supported(self, device_type: str) -> bool:
        """The real one's answer."""
        return _load(self.__name__).is_compile_supported(device_type)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_load(self.__name__), name)


class _CompilerFinder:
    """Finds the two that stand for the compiler; another module of it is the real one, and then all of it is."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != NAME and not name.startswith(f"{NAME}."):
            return None
        if made := {NAME: DeferredCompiler, UTILS: DeferredUtils}.get(name):
            return ModuleSpec(name, _Given(made(name)), is_package=name == NAME)  # type: ignore[arg-type]
        return ModuleSpec(name, _Given(_load(name)))  # type: ignore[arg-type]  # it loads by having the methods


class _Given:
    """The loader of a module that is there."""

    def __init__(self, module: ModuleType) -> None:
        self._module, self._spec = module, module.__spec__

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self._spec or module.__spec__


_finder = _CompilerFinder()


def defer_compiler() -> None:
    """From now on `torch._dynamo` is loaded when something is compiled. Where it is here already nothing changes."""
    if NAME not in sys.modules and _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)


def _load(name: str) -> ModuleType:
    """The real module, from now on for everybody."""
    with _loading:
        if _finder in sys.meta_path:
            sys.meta_path.remove(_finder)
        for each in (NAME, UTILS):
            if isinstance(sys.modules.get(each), DeferredCompiler | DeferredUtils):
                del sys.modules[each]
        return import_module(name)
