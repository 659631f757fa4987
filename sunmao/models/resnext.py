"""ResNeXt: ResNet whose blocks work in parallel groups."""

from sunmao.models.model_spec import Architecture, ModelSpec
from sunmao.models.resnet import NAMES
from sunmao.models.torchvision_timm import CLASSIFIER, Torchvision

_NETWORK = Torchvision("resnext50_32x4d")

RESNEXT = ModelSpec(
    name="ResNeXt",
    geometry="ResNeXt",
    **CLASSIFIER,
    architecture=Architecture(_NETWORK.build, head="fc", openmmlab=NAMES),
    features=2048,
    parameters=23_000_394,
    memory=2680,
    seconds=24,
    source=(
        "Xie, Girshick, Dollár, Tu, He: Aggregated Residual Transformations for Deep Neural Networks, 2016 (50-32x4d)"
    ),
    advice=(
        "ResNet50 的改进版，分组并行，准一点点，也慢一点点。",
        "ResNet50 with parallel groups: a little more exact and a little slower.",
    ),
    pretrained=_NETWORK,
)
ENTRIES = (RESNEXT,)
