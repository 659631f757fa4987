"""PP-LCNet: PaddleClas' network for computers without a graphics card."""

from sunmao.models.model_spec import Architecture, ModelSpec
from sunmao.models.torchvision_timm import CLASSIFIER, Timm

_NETWORK = Timm("lcnet_100")
PP_LCNET = ModelSpec(
    name="PP-LCNet",
    geometry="MobileNet",
    **CLASSIFIER,
    architecture=Architecture(_NETWORK.build, head="classifier"),
    features=1280,
    parameters=1_685_610,
    memory=720,
    seconds=3,
    source="Cui and others: PP-LCNet: A Lightweight CPU Convolutional Neural Network, 2021 (x1.0)",
    advice=(
        "给没有显卡的旧电脑用的网络：文件小，回答快。",
        "Made for old computers without a graphics card: a small file and quick answers.",
    ),
    pretrained=_NETWORK,
)
ENTRIES = (PP_LCNET,)
