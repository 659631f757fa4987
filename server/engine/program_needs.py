"""Which programs need the training engine, and what a run says that waits for it."""

import re
from collections.abc import Iterable

from sunmao.server.engine.engine_state import EngineStatus
from sunmao.server.texts import get_text

IMPORTS = re.compile(r"^\s*(?:from|import)\s+([\w.]+)", re.M)
LIBRARIES = ("torch", "torchvision", "sklearn", "scipy")
TRAINS = "sunmao.vision"
MINUTE = 60


def list_imports(python: str) -> set[str]:
    """The modules that a program names."""
    return set(IMPORTS.findall(python))


def needs_engine(imports: Iterable[str]) -> bool:
    """Whether what is imported cannot work without the engine."""
    return any(name.split(".")[0] in LIBRARIES or name.startswith(TRAINS) for name in imports)


def describe_wait(status: EngineStatus) -> dict[str, str]:
    """What the child is told, in both languages."""
    if status.seconds is None:
        return get_text("engine_awaited")
    if status.seconds < MINUTE:
        return get_text("engine_awaited_seconds", n=max(1, status.seconds))
    return get_text("engine_awaited_minutes", n=-(-status.seconds // MINUTE))
