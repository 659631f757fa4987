"""The layers of BaseNN by their printed names, as torch modules.

A layer is described by a dict of plain values, such as {'layer': 'linear', 'size': [4, 10]}, which is what files hold.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from sunmao.core.strict import suggest_nearest
from sunmao.core.validation import require_range
from sunmao.errors import BadValue, TaskAbsent

SLOPE = 0.2  # of LeakyReLU below 0
EXPANSION = 4  # a bottleneck gives so many times its channels
BACKBONE_WIDTH = 1280
Made = tuple[nn.Module, dict, str]


class FlatLinear(nn.Linear):
    """A linear layer that takes whatever comes as one row a sample."""

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        return super().forward(inputs.flatten(1))


class Sequence(nn.LSTM):
    """An LSTM of which only what it gives after each step goes on: (N, T, F) → (N, T, units)."""

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        return super().forward(inputs)[0]


class Turn(nn.Module):
    """A layer without numbers of its own. turn: what it does."""

    def __init__(self, turn: Callable) -> None:
        super().__init__()
        self.turn = turn

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        return self.turn(inputs)


class TextSteps(nn.Module):
    """Numbers of words, (N, T) → the scores of the word that follows, (N, words): embedding, LSTM, linear."""

    def __init__(self, words: int, width: int, units: int, layers: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(words, width)
        self.lstm = nn.LSTM(width, units, layers, batch_first=True)
        self.linear = nn.Linear(units, words)

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        return self.linear(self.lstm(self.embedding(inputs.long()))[0][:, -1])


TURNS: dict[str, Callable] = {
    "reshape": lambda x: x.flatten(1),
    "squeeze": lambda x: x.squeeze(1),
    "unsqueeze": lambda x: x[:, -1, :].unsqueeze(1),
    "part0": lambda x: x[0] if isinstance(x, tuple) else x,
    "last_step": lambda x: x[:, -1, :],
}
ACTIVATIONS: dict[str, Callable[[], nn.Module]] = {
    "relu": nn.ReLU,
    "softmax": lambda: nn.Softmax(dim=-1),
    "tanh": nn.Tanh,
    "sigmoid": nn.Sigmoid,
    "leakyrelu": lambda: nn.LeakyReLU(SLOPE),
}


def describe_layer(name: str, **given: Any) -> list[dict]:
    """The layers that one `add` stands for; most stand for one. Raises BadValue, TaskAbsent."""
    if name == "diffusion_model":
        raise TaskAbsent("nn_no_diffusion")
    if name not in KINDS:
        names = [*KINDS, *ACTIVATIONS]
        raise BadValue("nn_no_layer", value=repr(name)[:60], names=", ".join(names), guess=suggest_nearest(name, names))
    if name == "action_model":
        size = _read_size(name, given, 2)
        return [{"layer": "lstm", "size": size}, {"layer": "last_step"}, {"layer": "batchnorm1d", "size": size[1]}]
    needed, optional = KINDS[name]
    told: dict[str, Any] = {"layer": name}
    for key in needed:
        told[key] = _read_size(name, given, 2) if key == "size" and name[:9] != "batchnorm" else _read(name, key, given)
    return [{**told, **{key: _plain(given.get(key, value)) for key, value in optional.items()}}]


def build_layer(told: dict) -> nn.Module:
    """The torch module of a description. Raises BadValue for numbers that make no layer."""
    try:
        return _build(told)
    except (TypeError, ValueError, KeyError, IndexError, RuntimeError) as error:
        raise BadValue("nn_bad_layer", layer=str(told.get("layer")), reason=str(error)[:200]) from None


def _build(told: dict) -> nn.Module:
    name: str = told["layer"]
    size: Any = told.get("size")
    if name in ACTIVATIONS:
        return ACTIVATIONS[name]()
    if name in TURNS:
        return Turn(TURNS[name])
    if name == "linear":
        return FlatLinear(*size)
    if name in ("conv2d", "conv1d"):
        kind: Any = nn.Conv2d if name == "conv2d" else nn.Conv1d
        return kind(*size, told["kernel_size"], stride=told["stride"], padding=told["padding"])
    if name in ("maxpool", "avgpool"):
        pool: Any = nn.MaxPool2d if name == "maxpool" else nn.AvgPool2d
        return pool(told["kernel_size"], stride=told["stride"], padding=told["padding"])
    if name == "dropout":
        return nn.Dropout(require_range("p", told["p"], 0, 1))
    if name in ("batchnorm1d", "batchnorm2d"):
        return (nn.BatchNorm1d if name == "batchnorm1d" else nn.BatchNorm2d)(size)
    if name == "lstm":
        return Sequence(*size, batch_first=True)
    if name == "em_lstm":
        width, units = size
        return TextSteps(told["words"], width, units, told["num_layers"])
    return _build_of_torchvision(name, told)


def _build_of_torchvision(name: str, told: dict) -> nn.Module:
    from torchvision.models import mobilenet_v2, resnet

    if name == "mobilenet":
        return mobilenet_v2(num_classes=told["num_classes"])
    if name == "mobilenet_backbone":
        return nn.Sequential(mobilenet_v2().features, nn.AdaptiveAvgPool2d(1), nn.Flatten())
    block = resnet.BasicBlock if name == "res_block" else resnet.Bottleneck
    channels, middle = told["size"]
    stages: list[nn.Module] = []
    for number in range(told["num_blocks"]):
        stride, out = told["stride"] if number == 0 else 1, middle * block.expansion
        other = stride != 1 or channels != out
        way = nn.Sequential(nn.Conv2d(channels, out, 1, stride, bias=False), nn.BatchNorm2d(out)) if other else None
        stages.append(block(channels, middle, stride, way))
        channels = out
    return nn.Sequential(*stages)


# Name → (arguments that must be there, arguments with what they are otherwise).
_WINDOW = {"stride": None, "padding": 0}
KINDS: dict[str, tuple[tuple, dict]] = {
    "linear": (("size",), {}),
    "conv2d": (("size", "kernel_size"), {"stride": 1, "padding": 0}),
    "conv1d": (("size", "kernel_size"), {"stride": 1, "padding": 0}),
    "maxpool": (("kernel_size",), _WINDOW),
    "avgpool": (("kernel_size",), _WINDOW),
    "dropout": ((), {"p": 0.5}),
    "batchnorm1d": (("size",), {}),
    "batchnorm2d": (("size",), {}),
    "lstm": (("size",), {}),
    "em_lstm": (("size",), {"num_layers": 1, "words": 0}),
    "action_model": (("size",), {}),
    "res_block": (("size",), {"num_blocks": 1, "stride": 1}),
    "res_bottleneck": (("size",), {"num_blocks": 1, "stride": 1}),
    "mobilenet": ((), {"num_classes": 1000}),
    "mobilenet_backbone": ((), {}),
    **{name: ((), {}) for name in TURNS if name != "last_step"},
}
_SAID = {
    "linear": "增加全连接层，输入维度:{0},输出维度：{1}。",
    "conv2d": "增加二维卷积层，输入维度:{0},输出维度：{1},kernel_size: {kernel_size} ",
    "conv1d": "增加一维卷积层，输入维度:{0},输出维度：{1},kernel_size: {kernel_size} ",
    "maxpool": "增加最大池化层,kernel_size: {kernel_size} ",
    "avgpool": "增加平均池化层,kernel_size: {kernel_size} ",
    "dropout": "增加dropout层,参数置零的概率为: {p} ",
    "lstm": "增加lstm层, 输入维度：{0}, 输出维度：{1},",
    "em_lstm": "增加em_lstm层, 输入维度：{0}, 输出维度：{1}, 层数： {num_layers} ",
    "batchnorm1d": "增加batchnorm1d层, 维度：{size}",
    "batchnorm2d": "增加batchnorm2d层, 维度：{size}",
    "res_block": "增加BasicBlock(ResNet)层, 输入维度：{0}, 输出维度：{1}, 层数： {num_blocks} ,步长：{stride}",
    "res_bottleneck": "增加Bottleneck(ResNet)层, 输入维度：{0}, 输出维度：{1}, 层数： {num_blocks} ,步长：{stride}",
    "mobilenet": "增加mobilenet层",
    "mobilenet_backbone": "增加mobilenet主干网络",
}


def say_layer(told: dict) -> str | None:
    """Line that BaseNN prints of a layer; None where it prints nothing."""
    if told["layer"] not in _SAID:
        return None
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
    size = told.get("size")
    return _SAID[told["layer"]].format(*(size if isinstance(size, list) else ()), **values)


def count_inputs(layers: list[dict]) -> int | None:
    """Number of values of a row, where the first layer is one for rows."""
    first = layers[0] if layers else {}
    return first["size"][0] if first.get("layer") == "linear" else None


def find_misfit(modules: list[nn.Module], layers: list[dict], inputs: torch.Tensor) -> torch.Tensor:
    """Outputs of the network for some samples. Raises BadValue, which names the first layer that they do not fit."""
    for number, (module, told) in enumerate(zip(modules, layers, strict=True), 1):
        before = list(inputs.shape[1:])
        try:
            inputs = module(inputs)
        except (RuntimeError, ValueError, IndexError, TypeError):
            said = "(" + ", ".join(map(str, told["size"])) + ")" if isinstance(told.get("size"), list) else "-"
            raise BadValue(
                "nn_misfit", number=number, layer=told["layer"], size=said, shape="×".join(map(str, before)) or "1"
            ) from None
    return inputs


def _read_size(name: str, given: dict, count: int) -> list[int]:
    size = _plain(_read(name, "size", given))
    if not isinstance(size, list) or len(size) < count or not all(isinstance(each, int) and each > 0 for each in size):
        raise BadValue("nn_size", layer=name, value=repr(size)[:60])
    return size[:count]


def _read(name: str, key: str, given: dict) -> Any:
    if given.get(key) is None:
        raise BadValue("nn_argument", layer=name, name=key)
    return _plain(given[key])


def _plain(value: Any) -> Any:
    """Tuples as lists, numbers of numpy as Python's: what a weights file may hold."""
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.item() if hasattr(value, "item") else value
