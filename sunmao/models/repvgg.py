"""RepVGG: three branches while it learns, one when it answers."""

from typing import TYPE_CHECKING, Any

from sunmao.models.model_spec import Architecture, ModelSpec
from sunmao.models.torchvision_timm import CLASSIFIER, Timm

if TYPE_CHECKING:
    from torch import nn


_NETWORK = Timm("repvgg_a0")
NAMES = (
    (r"^backbone\.stage_(\d)\.", lambda match: f"stages.{int(match[1]) - 1}."),
    (r"^backbone\.stem\.", "stem."),
    (r"\.branch_3x3\.", ".conv_kxk."),
    (r"\.branch_1x1\.", ".conv_1x1."),
    (r"\.branch_norm\.", ".identity."),
    (r"\.norm\.", ".bn."),
)


def build(num_classes: int) -> "nn.Module":
    """Fresh: (N, 3, S, S) → (N, num_classes)."""
    body = _NETWORK.build(num_classes)
    # torch 2.15 writes beside its memory and dies when a 1 × 1 convolution with stride 2 learns from few colors that
    # lie side by
    # side in memory (channels_last); no other backbone begins with one.
    stem: Any = body.stem
    stem.conv_1x1.register_forward_pre_hook(lambda _, given: (given[0].contiguous(),))
    return body


def fuse(body: "nn.Module") -> "nn.Module":
    """A copy whose three branches are one convolution each: the same answers, about twice as fast."""
    from timm.utils.model import reparameterize_model

    return reparameterize_model(body)


REPVGG = ModelSpec(
    name="RepVGG",
    geometry="RepVGG",
    **CLASSIFIER,
    architecture=Architecture(build, head="head.fc", openmmlab=NAMES),
    features=1280,
    parameters=7_840_778,
    memory=940,
    seconds=8,
    source="Ding, Zhang, Ma, Han, Ding, Sun: RepVGG: Making VGG-style ConvNets Great Again, 2021 (A0)",
    advice=(
        "学的时候三条路，用的时候合成一条：转换以后很快。",
        "Learns on three paths and answers on one: quick after converting.",
    ),
    pretrained=_NETWORK,
    fuse=fuse,
)
ENTRIES = (REPVGG,)
