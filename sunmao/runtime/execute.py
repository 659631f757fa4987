"""Becomes a program: its file runs as `__main__`, as `python main.py` would run it."""

import builtins
import re
import sys
import types
from importlib.machinery import FrozenImporter, SourceFileLoader
from pathlib import Path

from sunmao.core.name_formatting import format_names
from sunmao.explain import exceptions
from sunmao.runtime.notices import show_notice

COMMAND = re.compile(rb"([ \t]*)(?:!\S|%%?[A-Za-z])[^\r\n]*")  # a line for IPython: !pip, %matplotlib
MAX_COMMANDS = 100
_UNHIDABLE = {"__main__", "encodings", *sys.builtin_module_names}  # loaded before any program


def execute(main: str, argv: list[str]) -> None:
    """Run the file `main` (absolute path) with this argv, its folder first on the path."""
    folder = str(Path(main).parent)
    sys.argv = argv or [main]
    sys.path.insert(0, folder)
    _unload_shadowed_modules(folder)
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
    exec(_compile(source, main), vars(module))


def _compile(source: bytes, main: str) -> types.CodeType:
    """The program's code. Lines of notebooks that are for IPython (`!pip install`, `%matplotlib inline`; IPython's
    documentation, "Built-in magic commands") are passed over, and that is said. Raises SyntaxError.
    """
    lines, passed = source.splitlines(keepends=True), []
    while True:
        try:
            code = compile(b"".join(lines), main, "exec", dont_inherit=True)
            break
        except SyntaxError as error:
            place = (error.lineno or 0) - 1
            found = COMMAND.match(lines[place]) if 0 <= place < len(lines) else None
            if found is None or len(passed) == MAX_COMMANDS:
                raise
            lines[place] = found[1] + b"pass" + lines[place][found.end() :]
            passed.append(place + 1)
    if passed:
        show_notice("notebook_lines", level="warn", lines=format_names(map(str, passed)))
    return code


def _unload_shadowed_modules(folder: str) -> None:
    # `import random` takes the project's random.py when there is one: also when this interpreter holds Python's
    # already.
    own = {entry.stem for entry in Path(folder).iterdir() if entry.suffix == ".py" or (entry / "__init__.py").is_file()}
    # What is frozen into Python is found before any file.
    hidden = {name for name in own - _UNHIDABLE if FrozenImporter.find_spec(name) is None}
    for name in [name for name in sys.modules if name.partition(".")[0] in hidden]:
        del sys.modules[name]
