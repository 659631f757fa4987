"""ShuffleNet v2: a network that mixes its channels to save multiplications."""

from typing import TYPE_CHECKING

from sunmao.models.model_spec import Architecture, ModelSpec
from sunmao.models.torchvision_timm import CLASSIFIER, Torchvision

if TYPE_CHECKING:
    import re


_NETWORK = Torchvision("shufflenet_v2_x1_0")


def _rename_stage(match: "re.Match[str]") -> str:
    return f"stage{int(match[1]) + 2}."


# Convolutions and normalizations are pairs in OpenMMLab; torchvision counts them, and the ReLUs between, one by one.
_PAIRS = {"branch1": ((0, 1), (2, 3)), "branch2": ((0, 1), (3, 4), (5, 6))}


def _rename_place(match: "re.Match[str]") -> str:
    return f".{match[1]}.{_PAIRS[match[1]][int(match[2])][match[3] == 'bn']}."


NAMES = (
    (r"^backbone\.conv1\.conv\.", "conv1.0."),
    (r"^backbone\.conv1\.bn\.", "conv1.1."),
    (r"^backbone\.layers\.3\.conv\.", "conv5.0."),
    (r"^backbone\.layers\.3\.bn\.", "conv5.1."),
    (r"^backbone\.layers\.(\d)\.", _rename_stage),
    (r"\.(branch\d)\.(\d)\.(conv|bn)\.", _rename_place),
    (r"^head\.fc\.", "fc."),
)
SHUFFLENET_V2 = ModelSpec(
    name="ShuffleNet_v2",
    geometry="ShuffleNet_v2",
    **CLASSIFIER,
    architecture=Architecture(_NETWORK.build, head="fc", openmmlab=NAMES),
    features=1024,
    parameters=1_263_854,
    memory=640,
    seconds=2.5,
    source=(
        "Ma, Zhang, Zheng, Sun: ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design, 2018 (1x)"
    ),
    advice=(
        "把通道洗牌，省下很多计算：在小板子上飞快。",
        "Shuffles its channels and saves much work: very quick on small boards.",
    ),
    pretrained=_NETWORK,
)
ENTRIES = (SHUFFLENET_V2,)
