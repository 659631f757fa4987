"""Parts of mmdet's networks that the entries of detectors name, without loading any of it."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunmao.models.torchvision_timm import Torchvision

if TYPE_CHECKING:
    from sunmao.models.openmmlab.detector_module import DetectorModule


@dataclass(frozen=True)
class DetectorSpec:
    """Builds the network of this name in `build_detector.PLANS`: (num_classes, image_size) → DetectorModule."""

    name: str

    def __call__(self, num_classes: int, image_size: int) -> "DetectorModule":
        from sunmao.models.openmmlab.build_detector import build_network

        return build_network(self.name, num_classes, image_size)


@dataclass(frozen=True)
class BackboneSpec:
    """ImageNet weights of torchvision for mmdet's backbone of the same kind.

    names: pairs (pattern, replacement) for `re.sub` that turn torchvision's names into mmdet's; head: how the names of
    layers begin that a detector has not.
    """

    library: Torchvision
    head: str | tuple
    names: tuple = ()

    def state(self) -> dict:
        """The weights by the names of mmdet's backbone. Raises: NoNetwork, BadModelFile."""
        state = {name: value for name, value in self.library.state().items() if not name.startswith(self.head)}
        return {self._rename_weight(name): value for name, value in state.items()}

    def at_hand(self) -> bool:
        """Whether the weights are on this computer."""
        return self.library.at_hand()

    def _rename_weight(self, name: str) -> str:
        for pattern, replacement in self.names:
            name = re.sub(pattern, replacement, name)
        return name


@dataclass(frozen=True)
class PackagedBackboneSpec:
    """EfficientNet-Lite0's ImageNet weights, which come inside a package."""

    def state(self) -> dict:
        """The weights by the names of `lite0.Lite0`."""
        from sunmao.models.efficientnet import Packaged
        from sunmao.models.openmmlab.lite0 import UNUSED

        return {name: value for name, value in Packaged().state().items() if not name.startswith(UNUSED)}


_BEGINS = (1, 2, 4, 7, 11, 14, 17, 18)  # torchvision counts blocks through, mmdet within seven layers


def _rename_block(match: re.Match[str]) -> str:
    """'features.5.conv.2.' → 'layer3.1.linear_conv.conv.': the last convolution is no pair of its own in torchvision."""
    number, place, inner = int(match[1]), int(match[2]), match[3]
    parts = ("depthwise_conv", "linear_conv") if number == 1 else ("expand_conv", "depthwise_conv", "linear_conv")
    last = len(parts) - 1
    layer = max(n for n, first in enumerate(_BEGINS) if first <= number)
    kind = ("conv", "bn")[int(inner[0]) if place < last else place - last]
    return f"layer{layer + 1}.{number - _BEGINS[layer]}.{parts[min(place, last)]}.{kind}."


_MOBILENET_NAMES = (
    (r"^features\.0\.0\.", "conv1.conv."),
    (r"^features\.0\.1\.", "conv1.bn."),
    (r"^features\.18\.0\.", "conv2.conv."),
    (r"^features\.18\.1\.", "conv2.bn."),
    (r"^features\.(\d+)\.conv\.(\d)\.(\d\.)?", _rename_block),
)
MOBILENET_V2 = BackboneSpec(Torchvision("mobilenet_v2"), head="classifier.", names=_MOBILENET_NAMES)
SHORT_MOBILENET_V2 = BackboneSpec(
    Torchvision("mobilenet_v2"), head=("classifier.", "features.18."), names=_MOBILENET_NAMES
)
RESNET50 = BackboneSpec(Torchvision("resnet50"), head="fc.")
