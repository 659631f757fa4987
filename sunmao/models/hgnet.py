"""PP-HGNetV2: PaddleClas' exact network, whose weights a larger network has taught (SSLD)."""

from sunmao.models.model_spec import Architecture, ModelSpec
from sunmao.models.recipes import FRESH, QUICK, TRANSFER
from sunmao.models.torchvision_timm import IMAGENET, Timm

_NETWORK = Timm("hgnetv2_b0.ssld_stage2_ft_in1k")
PP_HGNET = ModelSpec(
    name="PP-HGNetV2",
    task="classification",
    geometry="MobileNet",
    image_size=224,
    **IMAGENET,
    architecture=Architecture(_NETWORK.build, head="head.fc"),
    features=2048,
    parameters=3_968_040,
    memory=880,
    seconds=4.5,
    source=(
        "PaddlePaddle: PP-HGNetV2, 2023 (B0); weights by Cui and others: Beyond Self-Supervision: A Simple Yet Effective"
        " Network Distillation Alternative to Improve Backbones, 2021"
    ),
    advice=(
        "又准又不慢：它的权重是跟更大的网络学来的（SSLD）。",
        "Exact and still quick: a larger network has taught its weights (SSLD).",
    ),
    recipe=TRANSFER,
    fresh=FRESH,
    quick=QUICK,
    pretrained=_NETWORK,
)
ENTRIES = (PP_HGNET,)
