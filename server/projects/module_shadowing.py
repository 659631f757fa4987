"""Files of a project that hide a library: a `random.py` stands in front of Python's own `random` for every program
there.
"""

from importlib.util import find_spec
from pathlib import Path

from sunmao.core.atomic_files import replace
from sunmao.server.storage import file_names

OWN = "main"


def find_shadowing(folder: Path) -> list[str]:
    """The Python files and packages of a project (`random.py`, `torch`) that hide a library of this computer."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    own = [entry for entry in entries if entry.suffix == ".py" or (entry / "__init__.py").is_file()]
    return [entry.name for entry in own if entry.stem != OWN and _is_library(entry.stem)]


def rename_shadowing_file(folder: Path, name: str) -> str:
    """Rename a file that hides a library: `random.py` becomes `my_random.py`, or the next free name. Returns the new
    name.

    Raises ValueError for any other file, OSError where it cannot be renamed.
    """
    if name not in find_shadowing(folder):
        raise ValueError(f"{name!r} hides nothing")
    taken = [entry.stem for entry in folder.iterdir()]
    file = Path(name)
    new = file_names.find_free_name(f"my_{file.stem}", taken).replace("-", "_") + file.suffix
    replace(folder / name, folder / new)
    return new


def _is_library(name: str) -> bool:
    try:
        return name.isidentifier() and find_spec(name) is not None
    except (ImportError, ValueError):
        return False
