"""PP-HGNetV2: PaddleClas' exact network, whose weights a larger network has taught (SSLD)."""

from sunmao.models.model_spec import Architecture, ModelSpec
from sunmao.models.torchvision_timm import CLASSIFIER, Timm

_NETWORK = Timm("hgnetv2_b0.ssld_stage2_ft_in1k")
PP_HGNET = ModelSpec(
    name="PP-HGNetV2",
    geometry="MobileNet",
    **CLASSIFIER,
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
    pretrained=_NETWORK,
)
ENTRIES = (PP_HGNET,)
