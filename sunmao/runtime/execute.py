"""Becomes a program: its file runs as `__main__`, as `python main.py` would run it."""

import builtins
import sys
import types
from importlib.machinery import FrozenImporter, SourceFileLoader
from pathlib import Path

from sunmao.explain import exceptions

_UNHIDABLE = {"__main__", "encodings", *sys.builtin_module_names}  # loaded before any program


def execute(main: str, argv: list[str]) -> None:
    """Run the file `main` (absolute path) with this argv, its folder first on the path."""
    folder = str(Path(main).parent)
    sys.argv = argv or [main]
    sys.path.insert(0, folder)
    _forget_hidden(folder)
    module = types.ModuleType("__main__")
    vars(module).update(
        __file__=main,
        __builtins__=builtins,
        __cached__=None,
        __annotations__={},
        __loader__=SourceFileLoader("__main__", main),
    )
    sys.modules["__main__"] = module
    with open(main, "rb") as file:
        source = file.read()
    exceptions.remember_source(main, source)
    exec(compile(source, main, "exec", dont_inherit=True), vars(module))


def _forget_hidden(folder: str) -> None:
    # `import random` takes the project's random.py when there is one: also when this interpreter holds Python's
    # already.
    own = {entry.stem for entry in Path(folder).iterdir() if entry.suffix == ".py" or (entry / "__init__.py").is_file()}
    # What is frozen into Python is found before any file.
    hidden = {name for name in own - _UNHIDABLE if FrozenImporter.find_spec(name) is None}
    for name in [name for name in sys.modules if name.partition(".")[0] in hidden]:
        del sys.modules[name]
