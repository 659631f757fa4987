"""Sentence of a run that waits for the training engine."""

from sunmao.server.engine.engine_state import EngineStatus
from sunmao.server.texts import get_text

MINUTE = 60


def describe_wait(status: EngineStatus) -> dict[str, str]:
    """Describe the wait for the child, in both languages."""
    if status.seconds is None:
        return get_text("engine_awaited")
    if status.seconds < MINUTE:
        return get_text("engine_awaited_seconds", n=max(1, status.seconds))
    return get_text("engine_awaited_minutes", n=-(-status.seconds // MINUTE))
