"""What a weights file holds for a model, whoever wrote it: ours, torchvision's, timm's, OpenMMLab's."""

from dataclasses import dataclass
from pathlib import Path

from sunmao.errors import BadModelFile
from sunmao.models import classifiers, find, converted_weights
from sunmao.models.model_spec import Detector, Entry, Form
from sunmao.models.preprocessing import GEOMETRIES
from sunmao.runtime.notices import note
from sunmao.vision.checkpoints import weight_files


@dataclass(frozen=True)
class Held:
    """Weights that fit a model.

    form: how it is built, None where there is one way only; state: weights by the names of `Network`; classes: the labels, empty
    when the last layer is missing; info: what else is known, with 'model', 'classes' and 'image_size'.
    """

    form: Form | None
    state: dict
    classes: list[str]
    info: dict

    def without_head(self) -> dict:
        """The weights but for the last layer."""
        return {name: value for name, value in self.state.items() if not name.startswith(f"body.{self.form.head}.")}


def held(entry: Entry, path) -> Held:
    """What a weights file holds for this model.

    Raises: FileMissing, BadModelFile (damaged, of another model, of a newer Sunmao, with code inside).
    """
    data = weight_files.opened(path)
    return _own(entry, path) if weight_files.is_own(data) else _foreign(entry, path, data)


def _own(entry: Entry, path) -> Held:
    state, data = own(entry, path)
    form = form_of(entry, state)
    if form is None:
        raise BadModelFile("bad_weights", path=Path(path).as_posix())
    return Held(form, state, list(data["classes"]), data)


def form_of(entry: Entry, state: dict) -> Form | None:
    """How the model is built that has these weights of ours; None where they are of no form of it."""
    if not entry.others:
        return entry.form
    body = {name.removeprefix("body."): value for name, value in state.items() if name.startswith("body.")}
    found = converted_weights.fitted(entry, body)
    return found and found[0]


def own(entry: Entry | Detector, path) -> tuple[dict, dict]:
    """The weights and the information in a file that a training of this model wrote. Raises FileMissing, BadModelFile."""
    data = weight_files.load(path)
    theirs = find(data["model"])
    if theirs.name != entry.name:
        raise converted_weights.other_model(Path(path).as_posix(), theirs, entry)
    size = data["image_size"]
    if not (size == entry.image_size if entry.fixed_size else isinstance(entry, Entry) or size % entry.divisor == 0):
        raise BadModelFile("bad_weights", path=Path(path).as_posix())
    state = data.pop("state_dict")
    data.pop("training", None)  # what a training needs to go on: as large again as the weights
    return state, data


def _foreign(entry: Entry, path, data) -> Held:
    path = Path(path).as_posix()
    state = converted_weights.state_of(data)
    if state is None:
        raise BadModelFile("no_weights_inside", path=path)
    found = converted_weights.fitted(entry, state)
    if found is None:
        theirs = converted_weights.recognised(state, map(find, classifiers()))
        if theirs is not None:
            raise converted_weights.other_model(path, theirs, entry)
        raise BadModelFile("unknown_weights", path=path, ours=entry.name, names=", ".join(classifiers()))
    form, named = found
    classes = converted_weights.labels(data, entry, converted_weights.class_count(form, named) or 0)
    note("foreign_weights", path=path, model=entry.name)
    info = {
        "model": entry.name,
        "task": entry.task,
        "classes": classes,
        "image_size": GEOMETRIES[entry.geometry].crop,  # what all these authors train with
        **converted_weights.notes_of(data),
    }
    return Held(form, {f"body.{name}": value for name, value in named.items()}, classes, info)
