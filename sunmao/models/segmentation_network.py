"""Networks that say of each pixel what it belongs to: raw pixels in, one score a class and pixel out."""

from collections.abc import Callable

import torch
from torch import nn
from torch.nn import functional

from sunmao.models.network import FreezableNetwork, InputNormalization
from sunmao.models.openmmlab.lite0 import Lite0

GIVES, CHANNELS = (0, 2, 4, 10, 15), (16, 24, 40, 112, 320)  # blocks of Lite0, and how many planes each gives
COLORS = 3  # planes of the picture itself: edges as fine as its pixels
LIGHT, CONTRAST, NOISE = 110.0, 50.0, 2.0  # of every picture, 0–255; less contrast than noise is not enlarged to it
LRASPP_HEADS = ("low_classifier", "high_classifier")  # torchvision's names
WIDTHS = (16, 32, 48, 64, 128)  # planes of the decoder at the whole side, a half, a quarter …


class SegmentationNetwork(FreezableNetwork):
    """Front and body: (N, 3, S, S) float32 pixels 0–255 → (N, 1 + num_classes, S, S) logits; the first is background.

    Every picture gets the same light and contrast before: of nuclei in microscopes, some ten times as bright as others,
    the network learned in 14 epochs what took 40 without (validation IoU 0.80).

    Args:
        body: from normalized pixels to logits of any side, which are stretched; it has its `backbone`.
        mean, std: its own normalization, in 0–255. size: side of its input in pixels.

    widths: of a pruned one, how many channels each layer gives; None: all that it was designed with.
    """

    widths: dict[str, int] | None = None

    def __init__(self, body: nn.Module, mean: tuple, std: tuple, size: int) -> None:
        super().__init__()
        self.front, self.body, self.size = InputNormalization(mean, std, size, size), body, size

    def list_heads(self) -> list[str]:
        """The names in the body of the layers whose outputs are the answer: of these as many as there are classes."""
        classifier = self.body.classifier
        if isinstance(classifier, nn.Conv2d):
            return ["classifier"]
        if isinstance(classifier, nn.Sequential):
            return [f"classifier.{len(classifier) - 1}"]
        return [f"classifier.{name}" for name in LRASPP_HEADS]

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        logits = self.body(self.front(standardize(pixels)))
        if isinstance(logits, dict):  # torchvision's
            logits = logits["out"]
        if logits.shape[-1] == self.size:
            return logits
        return functional.interpolate(logits, size=(self.size, self.size), mode="bilinear", align_corners=False)


def standardize(pixels: torch.Tensor) -> torch.Tensor:
    """Pictures, (N, 3, H, W) 0–255, each with the same mean and deviation."""
    mean = pixels.mean((1, 2, 3), keepdim=True)
    deviation = (pixels - mean).square().mean((1, 2, 3), keepdim=True).sqrt()
    return (pixels - mean) * (CONTRAST / (deviation + NOISE)) + LIGHT


class UNetLite0(nn.Module):
    """A U-Net whose way down is EfficientNet-Lite0: (N, 3, S, S) → (N, planes, S, S).

    Ronneberger, Fischer, Brox: U-Net: Convolutional Networks for Biomedical Image Segmentation, 2015.
    """

    def __init__(self, planes: int) -> None:
        super().__init__()
        self.backbone = Lite0(GIVES)
        below = (*WIDTHS[1:], CHANNELS[-1])
        self.decoder = nn.ModuleList(
            _make_step(deeper + beside, width)
            for deeper, beside, width in zip(below, (COLORS, *CHANNELS[:-1]), WIDTHS, strict=True)
        )
        self.classifier = nn.Conv2d(WIDTHS[0], planes, 1)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        *beside, value = self.backbone(pixels)
        for step, finer in zip(reversed(self.decoder), [*reversed(beside), pixels], strict=True):
            value = functional.interpolate(value, scale_factor=2.0, mode="nearest")
            value = step(torch.cat((value, finer), 1))
        return self.classifier(value)


def _make_step(planes: int, width: int) -> nn.Sequential:
    parts: list[nn.Module] = []
    for given in (planes, width):
        parts += [nn.Conv2d(given, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU(inplace=True)]
    return nn.Sequential(*parts)


def build_torchvision_body(name: str, planes: int) -> nn.Module:
    """A segmentation network of torchvision with fresh weights, by the name of its function."""
    from torchvision.models import segmentation

    build: Callable[..., nn.Module] = getattr(segmentation, name)
    return build(weights=None, weights_backbone=None, num_classes=planes)
