"""Weights files of BaseNN: ours, a list of layers and their numbers; and those of the real package, which hold a whole
pickled network and are read without running any of it.
"""

import time
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import nn

from sunmao.compat.argument_types import FilePath
from sunmao.compat.basenn.book_layers import ACTIVATIONS, build_layer
from sunmao.core.atomic_files import require_path
from sunmao.errors import BadModelFile
from sunmao.models.converted_weights import list_safe_globals
from sunmao.runtime.notices import print_safely
from sunmao.training.checkpoints import weight_files

RULE = "=" * 30


@dataclass
class BookState:
    """Contents of a file. layers: as of `book_layers`; about: color, transform, input_size, dataset_type, word2idx."""

    layers: list[dict]
    state: dict[str, torch.Tensor]
    classes: list[str]
    task: str = "cls"
    about: dict[str, Any] = field(default_factory=dict)

    def build(self, own: nn.Module | None) -> nn.Sequential:
        """The network with its numbers. own: taken for layers that a program brings itself. Raises BadModelFile."""
        brought: list[Any] = list(own) if isinstance(own, nn.Sequential) else []
        parts = brought if len(brought) == len(self.layers) else [None] * len(self.layers)
        made = [
            part if told["layer"] == "own" else build_layer(told) for told, part in zip(self.layers, parts, strict=True)
        ]
        if None in made:
            raise BadModelFile("nn_own_layer")
        network = nn.Sequential(*made)
        network.load_state_dict(self.state)
        return network


def save_book(path: Path, network: nn.Sequential, state: BookState, epochs: int, lr: float) -> None:
    """Write a network so that it opens anywhere without running code."""
    info = {
        "model": "BaseNN " + " ".join(each["layer"] for each in state.layers),
        "task": "basenn_" + state.task,
        "classes": state.classes,
        "sample_kind": "basenn",
        "epoch": epochs,
        "time": time.strftime("%Y-%m-%d %H:%M:%S"),
        "parameters": {"lr": lr},
        "versions": weight_files.list_versions(),
        "layers": state.layers,
        "about": state.about,
    }
    numbers = {name: value.detach().cpu() for name, value in network.state_dict().items()}
    weight_files.save_weights(path, numbers, info)


def load_book(path: FilePath) -> BookState:
    """Read a file of ours, or of the real BaseNN.

    Raises: FileMissing, BadModelFile (damaged, of something else, or with layers that only its own program has).
    """
    file = require_path("checkpoint", path)
    names = [f"torch.nn.modules.{place}" for place in _FOREIGN] + [f"BaseNN.BaseNN.{name}" for name in _TURNS]
    inert = [(type(name.rpartition(".")[2], (_InertModule,), {}), name) for name in names]
    with torch.serialization.safe_globals([*list_safe_globals(), *inert]), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = weight_files.load_any_weights(file)
    try:
        if weight_files.is_own(data) and "layers" in data:
            kind = str(data["task"]).removeprefix("basenn_")
            return BookState(data["layers"], data["state_dict"], list(data["classes"]), kind, dict(data["about"]))
        if isinstance(data, dict) and isinstance(data.get("state_dict"), _InertModule):
            return _read_foreign(data)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError):
        pass
    raise BadModelFile("nn_bad_file", path=file.as_posix())


class _InertModule:
    """Stands for a layer in a file of the real package: keeps what it is told and does nothing."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __setstate__(self, state: object) -> None:
        vars(self).update(state if isinstance(state, dict) else {})


_TURNS = {"Reshape": "reshape", "Part0": "part0", "Squeeze": "squeeze", "Unsqueeze": "unsqueeze", "dim2": "last_step"}
_FOREIGN = {
    "container.Sequential": None,
    "linear.Linear": "linear",
    "conv.Conv2d": "conv2d",
    "conv.Conv1d": "conv1d",
    "pooling.MaxPool2d": "maxpool",
    "pooling.AvgPool2d": "avgpool",
    "dropout.Dropout": "dropout",
    "batchnorm.BatchNorm1d": "batchnorm1d",
    "batchnorm.BatchNorm2d": "batchnorm2d",
    "rnn.LSTM": "lstm",
    "activation.ReLU": "relu",
    "activation.Softmax": "softmax",
    "activation.Tanh": "tanh",
    "activation.Sigmoid": "sigmoid",
    "activation.LeakyReLU": "leakyrelu",
}
_NAMES = {place.partition(".")[2]: name for place, name in _FOREIGN.items()} | _TURNS


def _read_foreign(data: dict) -> BookState:
    layers, state = [], {}
    for number, part in enumerate(data["state_dict"]._modules.values()):
        layers.append(_describe_part(part))
        for kept in (part._parameters, part._buffers):
            state |= {f"{number}.{name}": value for name, value in kept.items() if value is not None}
    meta = data.get("meta", {})
    about = {key: meta[key] for key in ("color", "transform", "dataset_type", "word2idx") if meta.get(key) is not None}
    if (size := meta.get("input_size")) is not None:
        about["input_size"] = [int(each) for each in size]
    last = next((each for each in reversed(layers) if "size" in each), {"size": [0, 0]})["size"]
    task = "reg" if layers[-1]["layer"] not in ACTIVATIONS and last == [last[0], 1] else "cls"
    return BookState(layers, state, [str(each) for each in meta.get("CLASSES") or []], task, about)


def _describe_part(part: object) -> dict:
    name, said = _NAMES[type(part).__name__], vars(part)
    told: dict[str, Any] = {"layer": name}
    if name == "linear":
        told["size"] = [int(said["in_features"]), int(said["out_features"])]
    elif name in ("conv2d", "conv1d"):
        told["size"] = [int(said["in_channels"]), int(said["out_channels"])]
        told |= {key: [int(each) for each in said[key]] for key in ("kernel_size", "stride", "padding")}
    elif name in ("maxpool", "avgpool"):
        told |= {key: _to_whole(said[key]) for key in ("kernel_size", "stride", "padding")}
    elif name == "dropout":
        told["p"] = float(said["p"])
    elif name in ("batchnorm1d", "batchnorm2d"):
        told["size"] = int(said["num_features"])
    elif name == "lstm":
        told["size"] = [int(said["input_size"]), int(said["hidden_size"])]
    return told


def _to_whole(value: Any) -> int | list[int] | None:
    return [int(each) for each in value] if isinstance(value, (list, tuple)) else None if value is None else int(value)


def pth_info(path: FilePath) -> None:
    """Print what a weights file of BaseNN says about itself. Raises FileMissing, BadModelFile."""
    state = load_book(path)
    print_safely(f"{RULE}\n{path} 相关信息如下:")
    rows = {"layers": state.layers, "CLASSES": state.classes or None, "task": state.task, **state.about}
    for name, value in rows.items():
        if value is not None:
            print_safely(f"{name} : {value}")
    print_safely(RULE)
