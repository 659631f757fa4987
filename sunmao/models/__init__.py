"""The models that can be trained: `find` looks one up by name, `MODELS` holds one entry each."""

from ..errors import UnknownModel
from ..strict import did_you_mean
from .efficientnet import EFFICIENTNET_LITE0
from .entry import Entry, Recipe
from .lenet import LENET

__all__ = ["MODELS", "Entry", "Recipe", "classifiers", "find"]

MODELS: dict[str, Entry] = {entry.name: entry for entry in (LENET, EFFICIENTNET_LITE0)}


def classifiers() -> list[str]:
    """The names of all models that tell classes apart.

    Example:
        >>> 'LeNet' in classifiers()
        True
    """
    return [entry.name for entry in MODELS.values() if entry.task == "classification"]


def find(name: str) -> Entry:
    """The entry of a model; capital and small letters are the same.

    Raises: UnknownModel, with the nearest name.
    """
    wanted = str(name).lower().replace("_", "-")
    for entry in MODELS.values():
        if entry.name.lower() == wanted:
            return entry
    names = classifiers()
    raise UnknownModel("unknown_model", name=name, guess=did_you_mean(name, names), names=", ".join(names))
