"""ResNet: networks with shortcuts, which made depth learnable."""

from sunmao.models.model_spec import Architecture, ModelSpec
from sunmao.models.torchvision_timm import CLASSIFIER, Torchvision

_18, _50 = Torchvision("resnet18"), Torchvision("resnet50")
NAMES = ((r"^backbone\.", ""), (r"^head\.fc\.", "fc."))
SOURCE = "He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition, 2015"

RESNET18 = ModelSpec(
    name="ResNet18",
    geometry="ResNet18",
    **CLASSIFIER,
    architecture=Architecture(_18.build, head="fc", openmmlab=NAMES),
    features=512,
    parameters=11_181_642,
    memory=810,
    seconds=8,
    source=SOURCE,
    advice=(
        "最有名的网络之一，稳当好训练；想从零开始训练照片时先试它。",
        "One of the best known, steady to train: try it first when a network shall learn photographs from nothing.",
    ),
    pretrained=_18,
)
RESNET50 = ModelSpec(
    name="ResNet50",
    geometry="ResNet50",
    **CLASSIFIER,
    architecture=Architecture(_50.build, head="fc", openmmlab=NAMES),
    features=2048,
    parameters=23_528_522,
    memory=2240,
    seconds=22,
    source=SOURCE,
    advice=(
        "更深、更准，也更慢：图片很多、电脑很快时用。",
        "Deeper, more exact and slower: for many pictures and a fast computer.",
    ),
    pretrained=_50,
)
ENTRIES = (RESNET18, RESNET50)
