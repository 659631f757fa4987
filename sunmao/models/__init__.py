"""The models that can be trained: `find` looks one up by name, `MODELS` holds one entry each."""

from ..errors import UnknownModel
from ..strict import did_you_mean
from . import efficientnet, lenet, mobilenet, regnet, repvgg, resnet, resnext, shufflenet, vgg
from .entry import Entry, Recipe

__all__ = ["MODELS", "Entry", "Recipe", "classifiers", "find"]

_FAMILIES = (lenet, mobilenet, resnet, regnet, repvgg, resnext, shufflenet, vgg, efficientnet)
MODELS: dict[str, Entry] = {entry.name: entry for family in _FAMILIES for entry in family.ENTRIES}


def classifiers() -> list[str]:
    """The names of all models that tell classes apart.

    Example:
        >>> 'LeNet' in classifiers()
        True
    """
    return [entry.name for entry in MODELS.values() if entry.task == "classification"]


def find(name: str) -> Entry:
    """The entry of a model; capital and small letters are the same, as are '-' and '_'.

    Raises: UnknownModel, with the nearest name.
    """
    wanted = _plain(name)
    for entry in MODELS.values():
        if _plain(entry.name) == wanted:
            return entry
    names = classifiers()
    raise UnknownModel("unknown_model", name=name, guess=did_you_mean(name, names), names=", ".join(names))


def _plain(name: str) -> str:
    return str(name).lower().replace("_", "-")
