"""Weights that OpenMMLab published or that a training with mmdet wrote, by the names of our networks."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch

from sunmao.errors import BadModelFile
from sunmao.models import converted_weights, find_model, list_detectors, list_segmenters
from sunmao.models.downloads import fetch
from sunmao.models.model_spec import DetectorModel
from sunmao.models.openmmlab.specs import DetectorSpec
from sunmao.runtime.notices import show_notice

_COUNTER = "num_batches_tracked"  # not everybody keeps it, and it changes no answer


def fetch_coco_weights(entry: DetectorModel) -> Path:
    """The file of weights that have learned COCO's 80 classes, fetched once. Raises: NoNetwork, BadModelFile."""
    return fetch(entry.published)


def convert_checkpoint(entry: DetectorModel, data: Any, path: Any) -> tuple[dict, list[str], dict]:
    """Weights of a file of another program that fit this model.

    data: what `weight_files.load_any_weights` read; path: its place, for sentences.

    Returns: (weights by the names of the Finder, the labels, what else is known, with 'model', 'classes' and
    'image_size').

    Raises: BadModelFile, when it holds weights of another model or none.
    """
    path = Path(path).as_posix()
    state = converted_weights.get_state_dict(data)
    if state is None:
        raise BadModelFile("no_weights_inside", path=path)
    count = count_classes(entry.build, state)
    if count is None:
        raise _make_mismatch_error(entry, state, path)
    classes = _get_labels(data, count)
    show_notice("foreign_weights", path=path, model=entry.name)
    ours = get_shapes(entry.build, count)
    info = {
        "model": entry.name,
        "task": entry.task,
        "classes": classes,
        "image_size": entry.image_size,
        **converted_weights.get_training_notes(data),
    }
    counters = {
        f"body.{name}": torch.tensor(0) for name in get_shapes(entry.build, count, counters=True) if name not in ours
    }
    named = {f"body.{name}": value for name, value in state.items() if name in ours}
    return counters | named, classes, info


def _get_labels(data: Any, count: int) -> list[str]:
    """The labels in the file, else COCO's where there are as many, else numbers."""
    named = converted_weights.get_classes(data)
    if not named:
        from mmdet.evaluation import coco_classes

        named = coco_classes()
    return named if len(named) == count else [str(number) for number in range(count)]


def count_classes(build: Callable, state: dict) -> int | None:
    """Number of classes that weights by mmdet's names tell apart; None when they are not of the network that `build`
    makes.

    Which layers depend on the number of classes is what differs between a network for one and one for two.
    """
    one, two = get_shapes(build, 1), get_shapes(build, 2)
    theirs = {name: tuple(value.shape) for name, value in state.items()}
    if any(theirs.get(name) != shape for name, shape in one.items() if shape == two[name]):
        return None
    name = next(name for name, shape in one.items() if shape != two[name])
    if name not in theirs:
        return None
    step = two[name][0] - one[name][0]
    count, rest = divmod(theirs[name][0] - one[name][0] + step, step)
    right = (
        count > 0 and not rest and all(theirs.get(each) == shape for each, shape in get_shapes(build, count).items())
    )
    return count if right else None


@lru_cache(maxsize=16)
def get_shapes(build: DetectorSpec, num_classes: int, counters: bool = False) -> dict[str, tuple]:
    """The names and shapes of a network's weights. counters: also those of how many batches were seen."""
    from sunmao.models.openmmlab.build_detector import build_mmdet_model

    with torch.device("meta"):  # without numbers: the largest has a quarter of a gigabyte of them
        state = build_mmdet_model(build.name, num_classes, 320).state_dict()
    return {name: tuple(value.shape) for name, value in state.items() if counters or not name.endswith(_COUNTER)}


def _make_mismatch_error(entry: DetectorModel, state: dict, path: str) -> BadModelFile:
    names = [*list_detectors(), *list_segmenters()]
    entries = [each for each in map(find_model, names) if isinstance(each, DetectorModel)]
    theirs = next((each for each in entries if count_classes(each.build, state) is not None), None)
    if theirs is not None:
        return converted_weights.make_wrong_model_error(path, theirs, entry)
    return BadModelFile("unknown_weights", path=path, ours=entry.name, names=", ".join(names))
