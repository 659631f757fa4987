"""Call of a training, as the sections of a `config.yaml`."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sunmao.models.recipe_options import AUGMENT_OPTIONS, RECIPE_OPTIONS
from sunmao.training.config_files.schema import FORMAT, get_defaults, is_path, list_parameters

MAX_UP = 3  # folders above a file from which on a path is not told as seen from it


@dataclass(frozen=True)
class TrainingCall:
    """Arguments of a training besides the `TrainConfig`.

    kind: the model's class; way: its verb, 'train', 'quick_train' or 'distill'; said: arguments of the verb by name;
    weights, num_classes: as the model was made; initial: the weights file that 'weights' stands for, or None; checked:
    whether the pictures were looked at when the data set was loaded. made, loaded: what else was said when the model
    was made, and when its data was loaded, by the names of the arguments; of a network of layers `made` has its
    `layers`.
    """

    kind: type
    way: str
    said: dict = field(default_factory=dict)
    weights: str | None = None
    num_classes: int | None = None
    initial: str | None = None
    checked: bool = True
    made: dict = field(default_factory=dict)
    loaded: dict = field(default_factory=dict)

    def make_sections(self, info: dict, folder: Path, base: Path) -> dict[str, Any]:
        """Contents of the `config.yaml`, by which the training is repeated to the same weights.

        Args:
            info: what the weights files say of the training, its seed and all parameters that it follows included.
            folder: where the weights go. base: where the `config.yaml` will be; its paths are as seen from there.
        """
        parameters, data = info["parameters"], info["data"]
        dataset = {"path": data["path"], "check": self.checked, **self.loaded, "content_hash": data["hash"]}
        sections = {"model": self._describe_model(info), "dataset": dataset}
        if self.way != "quick_train":  # which has no use for them
            sections |= {"augment": _pick(AUGMENT_OPTIONS, parameters), "recipe": _pick(RECIPE_OPTIONS, parameters)}
        way = self._describe_way(parameters) | {"save_fold": folder.as_posix()}
        known = {section: list_parameters(self.kind, section) for section in (*sections, self.way)}
        chosen = {
            section: {name: value for name, value in said.items() if name in known[section]}
            for section, said in (*sections.items(), (self.way, way))
        }
        return {"format": FORMAT} | {
            section: {name: self._tell(section, name, value, base) for name, value in said.items()}
            for section, said in chosen.items()
            if said
        }

    def _describe_model(self, info: dict) -> dict[str, Any]:
        weights, pretrained = self.weights, info["parameters"].get("pretrained")
        if weights in (None, "pretrained", "fresh"):
            weights = "pretrained" if pretrained else "fresh"
        made = {"task": info["task"], **self.made, "backbone": info["model"], "weights": weights}
        unit = info.get("numbers", {}).get("unit") or None
        more = {"num_classes": self.num_classes, "image_size": info.get("image_size"), "unit": unit}
        return made | {name: value for name, value in more.items() if value is not None}

    def _describe_way(self, parameters: dict) -> dict[str, Any]:
        """The arguments of the verb: those that the training follows, then what was said of the rest."""
        defaults = get_defaults(self.kind, self.way)
        followed = {**parameters, "random_seed": parameters.get("seed")}
        followed.pop("teacher", None)  # which names weights by what is in them, not by their files
        if parameters["checkpoint"] == self.initial:
            followed.pop("checkpoint")  # the model brings these weights along
        rest = {name: value for name, value in self.said.items() if name == "validate" or value != defaults.get(name)}
        return {name: value for name, value in {**rest, **followed}.items() if value is not None}

    def _tell(self, section: str, name: str, value: Any, base: Path) -> Any:
        if not is_path(self.kind, section, name, value):
            return value
        return [make_relative(each, base) for each in value] if isinstance(value, list) else make_relative(value, base)


def _pick(options: tuple, parameters: dict) -> dict[str, Any]:
    said = {option.name: parameters.get(option.name) for option in options}
    return {name: value for name, value in said.items() if value is not None}


def make_relative(path: str | Path, base: Path) -> str:
    """A path as seen from the folder `base`, with '/'; whole where it lies elsewhere: neither near `base` nor, as
    `base`, below the working folder.
    """
    target, start, here = (os.path.abspath(each) for each in (path, base, Path()))
    try:
        found = Path(os.path.relpath(target, start))
    except ValueError:  # another drive of Windows
        return Path(target).as_posix()
    common = os.path.commonpath([target, start])
    near = found.parts.count(os.pardir) <= MAX_UP or os.path.commonpath([common, here]) == here
    return (found if near and Path(common) != Path(common).parent else Path(target)).as_posix()
