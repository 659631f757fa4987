"""Reading of a weights file for a model, whoever wrote it: ours, torchvision's, timm's, OpenMMLab's."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sunmao.errors import BadModelFile
from sunmao.models import converted_weights, find_model, list_classifiers
from sunmao.models.model_spec import Architecture, DetectorModel, ModelSpec
from sunmao.models.preprocessing import get_classifier_resize
from sunmao.models.pruned_architecture import find_pruned_architecture
from sunmao.runtime.notices import show_notice
from sunmao.training.checkpoints import weight_files


@dataclass(frozen=True)
class LoadedWeights:
    """Weights that fit a model.

    architecture: how it is built, None where there is one way only; state: weights by the names of `Classifier`;
    classes: the labels, empty when the last layer is missing; info: what else is known, with 'model', 'classes' and
    'image_size'.
    """

    architecture: Architecture | None
    state: dict
    classes: list[str]
    info: dict

    def without_head(self) -> dict:
        """The weights but for the last layer."""
        assert self.architecture is not None  # only networks that are known have a last layer
        head = f"body.{self.architecture.head}."
        return {name: value for name, value in self.state.items() if not name.startswith(head)}


def load_weights(entry: ModelSpec, path: str | Path) -> LoadedWeights:
    """Weights of a file for this model.

    Raises: FileMissing, BadModelFile (damaged, of another model, of a newer Sunmao, with code inside).
    """
    data = weight_files.load_any_weights(path)
    return _load_own(entry, path) if weight_files.is_own(data) else _load_foreign(entry, path, data)


def _load_own(entry: ModelSpec, path: str | Path) -> LoadedWeights:
    state, data = read_own_checkpoint(entry, path)
    architecture = find_architecture(entry, state)
    if architecture is None:
        raise BadModelFile("bad_weights", path=Path(path).as_posix())
    return LoadedWeights(architecture, state, list(data["classes"]), data)


def find_architecture(entry: ModelSpec, state: dict) -> Architecture | None:
    """Construction of the model that has these weights of ours, whole or pruned; None where they fit none of its
    architectures.
    """
    body = {name.removeprefix("body."): value for name, value in state.items() if name.startswith("body.")}
    found = converted_weights.match_architecture(entry, body)
    return found[0] if found else find_pruned_architecture(entry, body)


def read_own_checkpoint(entry: ModelSpec | DetectorModel, path: str | Path) -> tuple[dict, dict]:
    """The weights and the information in a file that a training of this model wrote. Raises FileMissing, BadModelFile."""
    data = weight_files.load_own_weights(path)
    if "image_size" not in data:  # it has learned from something else
        raise BadModelFile("bad_weights", path=Path(path).as_posix())
    theirs = find_model(data["model"])
    if theirs.name != entry.name:
        raise converted_weights.make_wrong_model_error(Path(path).as_posix(), theirs, entry)
    size = data["image_size"]
    if not (
        size == entry.image_size if entry.fixed_size else isinstance(entry, ModelSpec) or size % entry.divisor == 0
    ):
        raise BadModelFile("bad_weights", path=Path(path).as_posix())
    state = data.pop("state_dict")
    data.pop("training", None)  # what a training needs to go on: as large again as the weights
    return state, data


def select_matching(state: dict, own: dict) -> dict:
    """The weights of a file whose names and shapes are those of a network's own."""
    return {name: value for name, value in state.items() if name in own and own[name].shape == value.shape}


def _load_foreign(entry: ModelSpec, path: str | Path, data: Any) -> LoadedWeights:
    path = Path(path).as_posix()
    state = converted_weights.get_state_dict(data)
    if state is None:
        raise BadModelFile("no_weights_inside", path=path)
    found = converted_weights.match_architecture(entry, state)
    if found is None:
        theirs = converted_weights.identify_model(state, map(find_model, list_classifiers()))
        if theirs is not None:
            raise converted_weights.make_wrong_model_error(path, theirs, entry)
        raise BadModelFile("unknown_weights", path=path, ours=entry.name, names=", ".join(list_classifiers()))
    architecture, named = found
    classes = converted_weights.get_labels(data, entry, converted_weights.count_classes(architecture, named) or 0)
    show_notice("foreign_weights", path=path, model=entry.name)
    info = {
        "model": entry.name,
        "task": entry.task,
        "classes": classes,
        "image_size": get_classifier_resize(entry.geometry).crop,  # what all these authors train with
        **converted_weights.get_training_notes(data),
    }
    return LoadedWeights(architecture, {f"body.{name}": value for name, value in named.items()}, classes, info)
