"""The models that can be trained: `find_model` looks one up by name, `MODELS` holds one entry each."""

from sunmao.core.strict import suggest_nearest
from sunmao.errors import UnknownModel
from sunmao.models import (
    efficientnet,
    hgnet,
    lcnet,
    lenet,
    mobilenet,
    rcnn,
    regnet,
    repvgg,
    resnet,
    resnext,
    rtmdet,
    semantic_segmenters,
    shufflenet,
    ssdlite,
    vgg,
    yolov3,
    yolox,
)
from sunmao.models.layered.entry import make_picture_entry
from sunmao.models.layered.layered_network import parse_network
from sunmao.models.model_spec import LARGEST_SIDE, SMALLEST_SIDE, DetectorModel, ModelSpec, Recipe

__all__ = [
    "LARGEST_SIDE",
    "MODELS",
    "SMALLEST_SIDE",
    "DetectorModel",
    "ModelSpec",
    "Recipe",
    "find_model",
    "find_packaged",
    "list_classifiers",
    "list_coco_pretrained",
    "list_defaults",
    "list_detectors",
    "list_imagenet_pretrained",
    "list_input_sizes",
    "list_segmenters",
    "list_semantic_segmenters",
    "list_untrained",
]

_FAMILIES = (
    lenet,
    mobilenet,
    resnet,
    regnet,
    repvgg,
    resnext,
    shufflenet,
    vgg,
    lcnet,
    hgnet,
    efficientnet,
    rtmdet,
    ssdlite,
    yolov3,
    yolox,
    rcnn,
    semantic_segmenters,
)
MODELS: dict[str, ModelSpec | DetectorModel] = {entry.name: entry for family in _FAMILIES for entry in family.ENTRIES}


def list_classifiers() -> list[str]:
    """The names of all models that tell classes apart.

    Example:
        >>> 'LeNet' in list_classifiers()
        True
    """
    return _list_names("classification")


def list_detectors() -> list[str]:
    """The names of all models that find things and put boxes around them."""
    return _list_names("detection")


def list_segmenters() -> list[str]:
    """The names of all models that find things and their outlines."""
    return _list_names("instance")


def list_semantic_segmenters() -> list[str]:
    """The names of all models that say of each pixel which class it belongs to."""
    return _list_names("semantic")


def list_imagenet_pretrained(task: str) -> list[str]:
    """The names of the models for a task that have weights with which they have seen ImageNet."""
    return [entry.name for entry in MODELS.values() if entry.task == task and entry.pretrained]


def list_coco_pretrained(task: str) -> list[str]:
    """The names of the models for a task that have weights with which they have learned the 80 classes of COCO."""
    return [name for name in _list_names(task) if getattr(MODELS[name], "published", None)]


def find_packaged(task: str) -> str:
    """The name of the model for a task that has seen photographs and needs no network.

    Example:
        >>> find_packaged('classification')
        'EfficientNet-Lite0'
    """
    return next(entry.name for entry in MODELS.values() if entry.task == task and entry.packaged)


def list_untrained(task: str) -> list[str]:
    """The names of the models for a task that begin from nothing when nobody asks for trained weights, and are too
    large to learn much from a few pictures.
    """
    return [entry.name for entry in MODELS.values() if entry.task == task and not (entry.packaged or entry.small)]


def list_input_sizes(task: str) -> dict[str, int]:
    """Backbone → side of its input in pixels when nothing else is said."""
    return {name: MODELS[name].image_size for name in _list_names(task)}


def list_defaults(name: str, quick: bool = False) -> dict[str, object]:
    """Values of one option of the models' recipes, such as 'lr': backbone → value and, where those weights want
    another, 'backbone weights'.

    quick: as `quick_train` does it, of classifiers.
    """
    if quick:
        return {
            each: getattr(MODELS[each].quick or MODELS[each].recipe_for(False), name) for each in list_classifiers()
        }
    found = {}
    for entry in MODELS.values():
        found[entry.name] = getattr(entry.recipe_for(entry.packaged), name)
        kinds = ("fresh", "pretrained", "coco") if isinstance(entry, DetectorModel) else ("fresh", "pretrained")
        said = {f"{entry.name} {weights}": getattr(entry.recipe_for(weights != "fresh"), name) for weights in kinds}
        found |= {key: value for key, value in said.items() if value != found[entry.name]}
    return found


def find_model(name: str, task: str | None = None) -> ModelSpec | DetectorModel:
    """The entry of a model; capital and small letters are the same, as are '-' and '_'. task: only a model for this.
    A network of layers has its whole description as its name, see `LayeredNetwork.name`.

    Raises: UnknownModel, with the nearest name.
    """
    wanted = _normalize(name)
    names = _list_names(task)
    for each in names:
        if _normalize(each) == wanted:
            return MODELS[each]
    network = parse_network(str(name)) if task in (None, "classification") else None
    if network is not None and len(network.input_shape) > 1:
        return make_picture_entry(network)
    raise UnknownModel("unknown_model", name=name, guess=suggest_nearest(name, names), names=", ".join(names))


def _list_names(task: str | None) -> list[str]:
    return [entry.name for entry in MODELS.values() if task in (None, entry.task)]


def _normalize(name: str) -> str:
    return str(name).lower().replace("_", "-")
