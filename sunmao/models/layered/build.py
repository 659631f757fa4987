"""A network of layers as a torch module."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from torch import nn

from sunmao.models.layered import layers
from sunmao.models.layered.layered_network import LayeredNetwork
from sunmao.models.layered.layers import Layer, Linear, Shape, count_step

if TYPE_CHECKING:
    import torch


class LastStep(nn.Module):
    """A torch LSTM over the rows of a picture, (N, C, H, W), or the numbers of a row, (N, F); gives what it keeps after
    the last step, (N, units).
    """

    def __init__(self, step: int, units: int) -> None:
        super().__init__()
        self.lstm = nn.LSTM(step, units, batch_first=True)

    def forward(self, inputs: "torch.Tensor") -> "torch.Tensor":
        steps = inputs.permute(0, 2, 3, 1).flatten(2) if inputs.ndim == 4 else inputs[:, :, None]
        return self.lstm(steps)[0][:, -1]


@dataclass(frozen=True)
class LayeredBuild:
    """Builds a complete network: num_classes → torch module from (N, C, S, S) float32, S the longer side of its
    pictures, or (N, F), to (N, num_classes). Layers are called 'layer1' …; only the last one follows `num_classes`.
    """

    network: LayeredNetwork

    def __call__(self, num_classes: int) -> nn.Module:
        shape, made = self.network.input_shape, OrderedDict[str, nn.Module]()
        if len(shape) > 1 and shape[0] != shape[1]:
            made["resize"] = nn.Upsample(size=(shape[1], shape[0]), mode="bilinear", align_corners=False)
        answers = Linear(units=num_classes)  # in the place of the last layer
        for number, layer in enumerate([*self.network.layers[:-1], answers], 1):
            made[name_layer(number)] = _make_module(layer, shape)
            shape = layer.infer_shape(shape)
        return nn.Sequential(made)


def name_layer(number: int) -> str:
    """The name in the module of the layer with this number, from 1."""
    return f"layer{number}"


def _make_module(layer: Layer, shape: Shape) -> nn.Module:
    picture = len(shape) > 1
    if isinstance(layer, layers.Conv):
        return nn.Conv2d(shape[2], layer.filters, layer.kernel_size, layer.stride, layer.padding)
    if isinstance(layer, layers.Pool):
        return nn.MaxPool2d(layer.size) if layer.kind == "max" else nn.AvgPool2d(layer.size)
    if isinstance(layer, Linear):
        return nn.Linear(shape[0], layer.units)
    if isinstance(layer, layers.Dropout):
        return nn.Dropout(layer.rate)
    if isinstance(layer, layers.BatchNorm):
        return nn.BatchNorm2d(shape[2]) if picture else nn.BatchNorm1d(shape[0])
    if isinstance(layer, layers.LSTM):
        return LastStep(count_step(shape), layer.units)
    plain = {layers.ReLU: nn.ReLU, layers.Sigmoid: nn.Sigmoid, layers.Tanh: nn.Tanh, layers.Flatten: nn.Flatten}
    return plain[type(layer)]()
