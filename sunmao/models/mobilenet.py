"""MobileNet, versions 2, 3 and 4: networks for telephones."""

from typing import TYPE_CHECKING

from sunmao.models.model_spec import Architecture, ModelSpec
from sunmao.models.torchvision_timm import CLASSIFIER, Timm, Torchvision

if TYPE_CHECKING:
    import re

    from torch import nn


_V2, _V3 = Torchvision("mobilenet_v2"), Torchvision("mobilenet_v3_small")
_V4 = Timm("mobilenetv4_conv_small")
_BEGINS = (1, 2, 4, 7, 11, 14, 17)  # OpenMMLab counts blocks within seven layers, torchvision through


def _rename_v2_block(match: "re.Match[str]") -> str:
    return f"features.{_BEGINS[int(match[1]) - 1] + int(match[2])}.conv."


V2_NAMES = (
    (r"^backbone\.conv1\.conv\.", "features.0.0."),
    (r"^backbone\.conv1\.bn\.", "features.0.1."),
    (r"^backbone\.conv2\.conv\.", "features.18.0."),
    (r"^backbone\.conv2\.bn\.", "features.18.1."),
    # The last convolution of a block is no pair of its own in torchvision.
    (r"^backbone\.layer1\.0\.conv\.1\.conv\.", "features.1.conv.1."),
    (r"^backbone\.layer1\.0\.conv\.1\.bn\.", "features.1.conv.2."),
    (r"^(backbone\.layer\d\.\d\.conv)\.2\.conv\.", r"\1.2."),
    (r"^(backbone\.layer\d\.\d\.conv)\.2\.bn\.", r"\1.3."),
    (r"^(backbone\.layer\d\.\d\.conv\.\d)\.conv\.", r"\1.0."),
    (r"^(backbone\.layer\d\.\d\.conv\.\d)\.bn\.", r"\1.1."),
    (r"^backbone\.layer(\d)\.(\d)\.conv\.", _rename_v2_block),
    (r"^head\.fc\.", "classifier.1."),
)


def _rename_v3_part(match: "re.Match[str]") -> str:
    """The place of a part in its block: expansion (not in the first), depthwise, squeeze (not in 2 and 3), projection."""
    block, part = int(match[1]), match[2]
    parts = ["expand_conv"] * (block > 1) + ["depthwise_conv"] + ["se"] * (block not in (2, 3)) + ["linear_conv"]
    return f"features.{block}.block.{parts.index(part)}."


def build_v3(num_classes: int) -> "nn.Module":
    """Fresh: (N, 3, S, S) → (N, num_classes)."""
    from torch import nn

    body = _V3.build(num_classes)
    for part in body.modules():
        if isinstance(part, nn.BatchNorm2d):
            # Made for a million pictures, its means follow so slowly (0.01) that after a small data set's few hundred
            # steps
            # they are still those of the beginning, and the answers are, too.
            part.momentum = 0.1
    return body


V3_NAMES = (
    (r"^backbone\.layer(0|12)\.conv\.", r"features.\1.0."),
    (r"^backbone\.layer(0|12)\.bn\.", r"features.\1.1."),
    (r"^(backbone\.layer\d+\.se)\.conv(\d)\.conv\.", r"\1.fc\2."),
    (r"^(backbone\.layer\d+\.[a-z]+_conv)\.conv\.", r"\1.0."),
    (r"^(backbone\.layer\d+\.[a-z]+_conv)\.bn\.", r"\1.1."),
    (r"^backbone\.layer(\d+)\.([a-z_]+)\.", _rename_v3_part),
    (r"^head\.layers\.0\.fc\.", "classifier.0."),
    (r"^head\.layers\.1\.fc\.", "classifier.3."),
)

MOBILENET = ModelSpec(
    name="MobileNet",
    geometry="MobileNet",
    **CLASSIFIER,
    architecture=Architecture(_V2.build, head="classifier.1", openmmlab=V2_NAMES),
    features=1280,
    parameters=2_236_682,
    memory=1720,
    seconds=7,
    source="Sandler, Howard, Zhu, Zhmoginov, Chen: MobileNetV2: Inverted Residuals and Linear Bottlenecks, 2018",
    advice=(
        "给手机和小板子用的网络：又小又快，适合带到行空板、树莓派上。",
        "Made for telephones: small and quick, good for taking along on a UNIHIKER or Raspberry Pi.",
    ),
    pretrained=_V2,
)
# The small one: MobileNet and EfficientNet-Lite0 already have the size of the large one, and on an old computer or a
# board it is the only one that is clearly quicker than these.
MOBILENET_V3 = ModelSpec(
    name="MobileNetV3",
    geometry="MobileNet",
    **CLASSIFIER,
    architecture=Architecture(build_v3, head="classifier.3", openmmlab=V3_NAMES),
    features=1024,
    parameters=1_528_106,
    memory=520,
    seconds=2,
    source="Howard and others: Searching for MobileNetV3, 2019 (small)",
    advice=(
        "彩色照片里最快的一个：电脑很旧、板子很小的时候用它。",
        "The quickest for color photographs: for very old computers and very small boards.",
    ),
    pretrained=_V3,
)
# A third of the processor time of version 2, and more of ImageNet right (73.8 against 71.9 %, as published).
MOBILENET_V4 = ModelSpec(
    name="MobileNetV4",
    geometry="MobileNet",
    **CLASSIFIER,
    architecture=Architecture(_V4.build, head="classifier"),
    features=1280,
    parameters=2_505_834,
    memory=560,
    seconds=3,
    source="Qin and others: MobileNetV4: Universal Models for the Mobile Ecosystem, 2024 (convolutional, small)",
    advice=(
        "新一代的手机网络：比 MobileNet 快三倍，认得一样准。",
        "The new network for telephones: three times as quick as MobileNet, and as exact.",
    ),
    pretrained=_V4,
)
ENTRIES = (MOBILENET, MOBILENET_V3, MOBILENET_V4)
