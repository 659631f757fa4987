"""RegNet: a network whose widths follow one straight line."""

from typing import TYPE_CHECKING

from sunmao.models.model_spec import Architecture, ModelSpec
from sunmao.models.torchvision_timm import CLASSIFIER, Timm, Torchvision

if TYPE_CHECKING:
    import re


_NETWORK = Torchvision("regnet_x_400mf")


def _rename_block(match: "re.Match[str]") -> str:
    return f"s{match[1]}.b{int(match[2]) + 1}."


# torchvision rounds the last width to 400; the paper's authors, OpenMMLab and timm have 384.
PAPERS_WIDTH = Architecture(
    Timm("regnetx_004").build,
    head="head.fc",
    openmmlab=(
        (r"^backbone\.conv1\.", "stem.conv."),
        (r"^backbone\.bn1\.", "stem.bn."),
        (r"^backbone\.layer(\d)\.(\d+)\.", _rename_block),
        (r"\.conv(\d)\.", r".conv\1.conv."),
        (r"\.bn(\d)\.", r".conv\1.bn."),
        (r"\.downsample\.0\.", ".downsample.conv."),
        (r"\.downsample\.1\.", ".downsample.bn."),
    ),
)
REGNET = ModelSpec(
    name="RegNet",
    geometry="MobileNet",
    **CLASSIFIER,
    architecture=Architecture(_NETWORK.build, head="fc"),
    other_architectures=(PAPERS_WIDTH,),
    features=400,
    parameters=5_098_986,
    memory=850,
    seconds=4,
    source="Radosavovic, Kosaraju, Girshick, He, Dollár: Designing Network Design Spaces, 2020 (X-400MF)",
    advice=(
        "由规则设计出来的网络，大小和速度居中。",
        "A network designed by a rule; middling in size and speed.",
    ),
    pretrained=_NETWORK,
)
ENTRIES = (REGNET,)
