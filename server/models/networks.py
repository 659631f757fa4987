"""The networks that can learn here, and what that costs, for those who choose before anything runs."""

import psutil

from sunmao.models import MODELS
from sunmao.models.model_spec import DetectorModel, ModelSpec
from sunmao.server.processes.process import get_memory_limit


def list_networks() -> list[dict]:
    """A row each: {name, task, image_size, parameters, memory, seconds, quick, learned, small, advice}.

    memory: MB that training it takes; seconds: for 100 pictures, once, on two processor cores; quick: {memory,
    seconds} of training its last layer only, or null where its weights do not come along; learned: it begins with
    weights that have seen photographs; small: it is made to learn from nothing; advice: {'zh', 'en'}.
    """
    return [_make_row(entry) for entry in MODELS.values()]


def _make_row(entry: ModelSpec | DetectorModel) -> dict:
    quick = None
    if isinstance(entry, ModelSpec) and entry.quick_memory and entry.quick_seconds:
        quick = {"memory": entry.quick_memory, "seconds": entry.quick_seconds}
    return {
        "name": entry.name,
        "task": entry.task,
        "image_size": entry.image_size,
        "parameters": entry.parameters,
        "memory": entry.memory,
        "seconds": entry.seconds,
        "quick": quick,
        "learned": entry.packaged,
        "small": entry.small,
        "advice": dict(zip(("zh", "en"), entry.advice, strict=True)),
    }


def get_free_memory() -> int:
    """Bytes that a program could use now."""
    return min(psutil.virtual_memory().available, get_memory_limit())
