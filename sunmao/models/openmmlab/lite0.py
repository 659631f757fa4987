"""EfficientNet-Lite0 as the body of a detector: its ImageNet weights come inside a package and need no network."""

from typing import TYPE_CHECKING, Any

from torch import nn

from sunmao.models.efficientnet import EFFICIENTNET_LITE0, build

if TYPE_CHECKING:
    import torch


CHANNELS = (40, 112, 320)
NUMBERS = {"mean": EFFICIENTNET_LITE0.mean, "std": EFFICIENTNET_LITE0.std}
_GIVES = (4, 10, 15)  # the last blocks before the picture is halved, at a side of 1/8, 1/16, 1/32
UNUSED = ("_conv_head", "_bn1", "_avg_pooling", "_dropout", "_fc")  # how the names of what comes behind begin


class Lite0(nn.Module):
    """(N, 3, S, S) → three maps: (N, 40, S/8, S/8), (N, 112, S/16, S/16), (N, 320, S/32, S/32).

    Tan, Le: EfficientNet, 2019 (Lite variant, 2020). 3.0 million numbers, by the names of the package.

    Args:
        gives: the numbers of the blocks whose maps are given.
    """

    def __init__(self, gives: tuple[int, ...] = _GIVES) -> None:
        super().__init__()
        self._gives = gives
        whole: Any = build(1)
        for part in whole.modules():
            _use_builtin_padding(part)
        self._conv_stem, self._bn0, self._blocks, self._swish = (
            whole._conv_stem,
            whole._bn0,
            whole._blocks,
            whole._swish,
        )

    def forward(self, pixels: "torch.Tensor") -> "tuple[torch.Tensor, ...]":
        """The maps, a tuple, the finest first."""
        maps, value = [], self._swish(self._bn0(self._conv_stem(pixels)))
        for number, block in enumerate(self._blocks):
            value = block(value)
            if number in self._gives:
                maps.append(value)
        return tuple(maps)


def _use_builtin_padding(part: Any) -> None:
    """Let a convolution whose sides are all padded alike do so itself; the package's copies its whole input for that."""
    pad = getattr(part, "static_padding", None)
    if isinstance(pad, nn.ZeroPad2d) and len({*pad.padding}) == 1:
        part.padding, part.static_padding = (pad.padding[0], pad.padding[0]), nn.Identity()
