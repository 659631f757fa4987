"""Finds the textbooks' packages: the real one where it can be imported, else ours; of some, ours before the real one."""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

from sunmao.runtime.notices import show_notice

# Name in a lesson → our module, and whether it has parts of its own.
NAMES = {
    "MMEdu": ("sunmao.compat.mmedu", True),
    "BaseDeploy": ("sunmao.compat.basedeploy", False),
    "XEdu": ("sunmao.compat.xedu", True),
    "XEdu.hub": ("sunmao.compat.hub.workflow", False),
    "XEdu.Hub": ("sunmao.compat.hub.workflow", False),  # so printed, too
    "XEdu.utils": ("sunmao.compat.xedu_utils", False),
    "BaseML": ("sunmao.compat.baseml", True),
    "BaseML.IMGLoader": ("sunmao.compat.baseml.image_loader", False),
    "BaseNN": ("sunmao.compat.basenn", False),
    "BaseDT": ("sunmao.compat.basedt", True),
    "BaseDT.data": ("sunmao.compat.basedt.data", False),
    "BaseDT.dataset": ("sunmao.compat.basedt.dataset", False),
    "BaseDT.io": ("sunmao.compat.basedt.io", False),
    "BaseDT.plot": ("sunmao.compat.basedt.plot", False),
    "XEdu.LLM": ("sunmao.compat.xedu_llm", False),
    "MMBase": ("sunmao.compat.mmbase", False),
    "BaseEdu": ("sunmao.compat.mmbase", False),
    "base": ("sunmao.compat.empty", False),
    "pinpong": ("sunmao.compat.devices.pinpong_package", True),
    "pinpong.board": ("sunmao.compat.devices.pinpong", False),
    "siot": ("sunmao.compat.devices.siot", False),
    "pyttsx3": ("sunmao.compat.pyttsx3", False),
    "gradio": ("sunmao.compat.web_forms.gradio", False),
}
# Parts of real packages that ours `adapt` once they are loaded.
ADAPTED = {"pywebio.platform.tornado": "sunmao.compat.web_forms.pywebio_local"}
# These import beside today's libraries and then fail at what lessons print, or open ports that the studio holds: ours
# answer, also where they are installed.
OURS_FIRST = frozenset({"BaseDT", "BaseML", "BaseNN", "pinpong"})


def install() -> None:
    """Answer imports of the textbooks' names from now on; a second call changes nothing."""
    if not any(isinstance(finder, TextbookFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, TextbookFinder())


class TextbookFinder(MetaPathFinder):
    """Stands first in `sys.meta_path`, because only an attempt tells whether a real package works."""

    def __init__(self) -> None:
        self._trying: set[str] = set()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module for a textbook's name; None for all other names."""
        top = name.partition(".")[0]
        if name in ADAPTED and (found := PathFinder.find_spec(name, path)) is not None:
            if found.loader is not None:
                found.loader = _AdaptingLoader(found.loader, ADAPTED[name])
            return found
        if name not in NAMES or top in self._trying:
            return None
        if "." not in name and name not in OURS_FIRST and (real := self._real(name)) is not None:
            return ModuleSpec(name, _GivenLoader(real), is_package=hasattr(real, "__path__"))
        if "." in name and not isinstance(getattr(sys.modules.get(top), "__loader__", None), _CompatLoader):
            return None  # a part of a real package
        ours, package = NAMES[name]
        spec = ModuleSpec(name, _CompatLoader(ours), is_package=package)
        if package:
            spec.submodule_search_locations = [str(Path(__file__).parent)]
        return spec

    def _real(self, name: str) -> ModuleType | None:
        """The real package, imported, or None."""
        if PathFinder.find_spec(name) is None:
            return None
        self._trying.add(name)
        before = set(sys.modules)
        try:
            import_module(name)
            # Out of the list again: a module that is in it already would be executed a second time.
            return sys.modules.pop(name)
        except Exception as error:
            for half in set(sys.modules) - before:
                if half.partition(".")[0] == name:
                    del sys.modules[half]
            show_notice("broken_textbook", level="warn", name=name, why=f"{type(error).__name__}: {error}")
            return None
        finally:
            self._trying.discard(name)


class _GivenLoader(Loader):
    """Hands out a module that is imported already."""

    def __init__(self, module: ModuleType) -> None:
        self._module, self._kept = module, [getattr(module, name, None) for name in ("__spec__", "__loader__")]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__, module.__loader__ = self._kept


class _AdaptingLoader(Loader):
    """Loads a part of a real package, then has one of our modules adapt it."""

    def __init__(self, real: Loader, ours: str) -> None:
        self._real, self._ours = real, ours

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._real.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._real.exec_module(module)
        import_module(self._ours).adapt(module)


class _CompatLoader(Loader):
    """Makes a module with the public names of one of ours."""

    def __init__(self, ours: str) -> None:
        self._ours = ours

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        ours = import_module(self._ours)
        names = {name: getattr(ours, name) for name in ours.__all__}
        if "__call__" in names:
            # `import BaseDeploy as bd; model = bd('x.onnx')`: the module itself is called.
            module.__class__ = type(module.__name__, (type(module),), {"__call__": staticmethod(names.pop("__call__"))})
        vars(module).update(names)
