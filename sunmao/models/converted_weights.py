"""Weights that others wrote: torchvision's, timm's, OpenMMLab's (mmcls, mmpretrain, MMEdu), by the names of their
numbers.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Self

import numpy as np
import torch

from sunmao.errors import BadModelFile
from sunmao.models.imagenet_classes import read_imagenet_classes
from sunmao.models.model_spec import Architecture, DetectorModel, ModelSpec
from sunmao.texts import get_both

# Where the weights are in a file; averaged ones (EMA) are what its author tested.
_WRAPPERS = ("state_dict_ema", "model_ema", "state_dict", "model")
_MAKERS = {
    "classification": "Classification",
    "detection": "Detection",
    "instance": "Segmentation",
    "semantic": "SemanticSegmentation",
}  # task → class of `sunmao.vision`
_COUNTER = "num_batches_tracked"  # not everybody keeps it, and it changes no answer


class _InertObject:
    """Stands for an object of another library that no weights are in: takes what it is given and does nothing."""

    def __new__(cls, *_: object, **__: Any) -> Self:
        return super().__new__(cls)

    def __setstate__(self, _: object) -> None:
        pass


def list_safe_globals() -> list:
    """Classes in files of other libraries besides weights, for `torch.serialization.safe_globals`.

    Numbers of numpy, and inert stand-ins for notes of mmengine and for the options of a training script.
    """
    numbers = [np.ndarray, np.dtype, *(type(np.dtype(name)) for name in ("f4", "f8", "i4", "i8", "bool"))]
    makers = [
        # Not public, hence unknown to the type checker.
        (getattr(np._core.multiarray, name), f"numpy.{core}.multiarray.{name}")  # type: ignore[attr-defined]
        for name in ("scalar", "_reconstruct")
        for core in ("core", "_core")
    ]
    notes = ("mmengine.logging.history_buffer.HistoryBuffer", "builtins.getattr", "argparse.Namespace")
    return [*numbers, *makers, *((_InertObject, name) for name in notes)]


def get_state_dict(data: Any) -> dict | None:
    """The weights in what a file holds, by plain names, or None when there are none."""
    for _ in range(3):
        if not isinstance(data, dict):
            return None
        inner = next((data[key] for key in _WRAPPERS if isinstance(data.get(key), dict) and data[key]), None)
        if inner is None:
            break
        data = inner
    state = {name: value for name, value in data.items() if isinstance(name, str) and isinstance(value, torch.Tensor)}
    while state and all(name.startswith("module.") for name in state if name != "n_averaged"):
        state = {name.removeprefix("module."): value for name, value in state.items() if name != "n_averaged"}
    return state or None


def get_classes(data: Any) -> list[str]:
    """The labels that OpenMMLab writes into `meta`; empty where there are none."""
    meta = data.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    for place, key in ((meta, "CLASSES"), (meta.get("dataset_meta"), "classes"), (meta.get("dataset_meta"), "CLASSES")):
        names = place.get(key) if isinstance(place, dict) else None
        if isinstance(names, (list, tuple)) and names:
            return [str(name) for name in names]
    return []


def get_training_notes(data: Any) -> dict:
    """'epoch' and 'time' as OpenMMLab writes them into `meta`, as far as they are there."""
    meta = data.get("meta")
    kinds = {"epoch": int, "time": str}
    return {key: meta[key] for key, kind in kinds.items() if isinstance(meta, dict) and isinstance(meta.get(key), kind)}


def get_labels(data: Any, entry: ModelSpec, count: int) -> list[str]:
    """The labels of `count` classes: those in the file, else ImageNet's where there are 1,000, else numbers."""
    named = get_classes(data)
    if len(named) != count == 1000 and entry.pretrained:
        return read_imagenet_classes()
    return named if len(named) == count else [str(number) for number in range(count)]


def match_architecture(entry: ModelSpec, state: dict) -> tuple[Architecture, dict] | None:
    """The architecture that weights belong to, and the weights by its names; None when they are another model's."""
    for architecture in (entry.architecture, *entry.other_architectures):
        for named in (state, rename_keys(state, architecture.openmmlab) if architecture.openmmlab else state):
            if _matches(architecture, named):
                return architecture, named
    return None


def identify_model(state: dict, entries: Iterable[Any]) -> ModelSpec | None:
    """The model that weights belong to."""
    return next((entry for entry in entries if match_architecture(entry, state)), None)


def make_wrong_model_error(
    path: str, theirs: ModelSpec | DetectorModel, ours: ModelSpec | DetectorModel
) -> BadModelFile:
    """The error for a file with weights of another model than ours: what to do depends on whether that is for the same
    task.
    """
    if theirs.task == ours.task:
        return BadModelFile("other_model", path=path, theirs=theirs.name, ours=ours.name)
    return BadModelFile(
        "other_models_task",
        path=path,
        theirs=theirs.name,
        maker=_MAKERS[theirs.task],
        ours=ours.name,
        their_task=get_both(f"task_{theirs.task}"),
        our_task=get_both(f"task_{ours.task}"),
    )


def rename_keys(state: dict, pairs: tuple) -> dict:
    """The weights with every pattern replaced in every name."""
    names = list(state)
    for pattern, replacement in pairs:
        names = [re.sub(pattern, replacement, name) for name in names]
    return dict(zip(names, state.values(), strict=True))


def count_classes(architecture: Architecture, state: dict) -> int | None:
    """Number of classes that weights tell apart; None when the last layer is missing."""
    bias = state.get(f"{architecture.head}.bias")
    return None if bias is None else len(bias)


def _matches(architecture: Architecture, state: dict) -> bool:
    """Whether the names and shapes are those of the architecture; the last layer may be missing or have other classes."""
    head = f"{architecture.head}."
    theirs = {name: tuple(value.shape) for name, value in state.items() if not name.endswith(_COUNTER)}
    ours = get_shapes(architecture)
    return {name: shape for name, shape in theirs.items() if not name.startswith(head)} == {
        name: shape for name, shape in ours.items() if not name.startswith(head)
    } and (f"{head}weight" not in theirs or theirs[f"{head}weight"][1:] == ours[f"{head}weight"][1:])


@lru_cache
def get_shapes(architecture: Architecture) -> dict:
    """The names of an architecture's weights and their shapes, counters left out."""
    try:
        with torch.device("meta"):  # without numbers: VGG has half a gigabyte of them
            body = architecture.build(2)
    except NotImplementedError:  # torchvision computes RegNet's widths with tensors
        with torch.random.fork_rng(devices=[]):
            body = architecture.build(2)
    return {name: tuple(value.shape) for name, value in body.state_dict().items() if not name.endswith(_COUNTER)}
