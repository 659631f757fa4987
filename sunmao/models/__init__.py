"""The models that can be trained: `find` looks one up by name, `MODELS` holds one entry each."""

from ..errors import UnknownModel
from ..strict import did_you_mean
from . import efficientnet, lenet, mobilenet, rcnn, regnet, repvgg, resnet, resnext, rtmdet, shufflenet, ssdlite, vgg, yolov3, yolox
from .entry import LARGEST_SIDE, SMALLEST_SIDE, Detector, Entry, Recipe

__all__ = ["LARGEST_SIDE", "MODELS", "SMALLEST_SIDE", "Detector", "Entry", "Recipe", "classifiers", "detectors", "find", "segmenters"]

_FAMILIES = (lenet, mobilenet, resnet, regnet, repvgg, resnext, shufflenet, vgg, efficientnet, rtmdet, ssdlite, yolov3, yolox, rcnn)
MODELS: dict[str, Entry | Detector] = {entry.name: entry for family in _FAMILIES for entry in family.ENTRIES}


def classifiers() -> list[str]:
    """The names of all models that tell classes apart.

    Example:
        >>> 'LeNet' in classifiers()
        True
    """
    return _names("classification")


def detectors() -> list[str]:
    """The names of all models that find things and put boxes around them."""
    return _names("detection")


def segmenters() -> list[str]:
    """The names of all models that find things and their outlines."""
    return _names("instance")


def find(name: str, task: str | None = None) -> Entry | Detector:
    """The entry of a model; capital and small letters are the same, as are '-' and '_'. task: only a model for this.

    Raises: UnknownModel, with the nearest name.
    """
    wanted = _plain(name)
    names = _names(task)
    for each in names:
        if _plain(each) == wanted:
            return MODELS[each]
    raise UnknownModel("unknown_model", name=name, guess=did_you_mean(name, names), names=", ".join(names))


def _names(task: str | None) -> list[str]:
    return [entry.name for entry in MODELS.values() if task in (None, entry.task)]


def _plain(name: str) -> str:
    return str(name).lower().replace("_", "-")
