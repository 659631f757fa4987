"""What a program imports, and whether that cannot work without the training engine."""

import re
from collections.abc import Iterable

IMPORTS = re.compile(r"^\s*(?:from|import)\s+([\w.]+)", re.M)
LIBRARIES = ("torch", "torchvision", "sklearn", "scipy")
TRAINS = "sunmao.vision"


def list_imports(python: str) -> set[str]:
    """The modules that a program names."""
    return set(IMPORTS.findall(python))


def needs_engine(imports: Iterable[str]) -> bool:
    """Whether what is imported cannot work without the engine."""
    return any(name.split(".")[0] in LIBRARIES or name.startswith(TRAINS) for name in imports)
