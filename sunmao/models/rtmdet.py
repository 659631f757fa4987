"""RTMDet: small and quick networks that find things, and, in their second form, the things' outlines."""

from dataclasses import replace

from sunmao.models.downloads import RemoteFile
from sunmao.models.model_spec import Augmentation, DetectorModel, Recipe
from sunmao.models.openmmlab.specs import DetectorSpec, PackagedBackboneSpec

SOURCE = (
    "Lyu, Zhang, Huang, Zhou, Wang, Liu, Zhang, Chen: "
    "RTMDet: An Empirical Study of Designing Real-Time Object Detectors, 2022"
)
LITE0 = "body: Tan, Le: EfficientNet, 2019 (Lite variant, 2020)"
_COCO = "https://download.openmmlab.com/mmdetection/v3.0/rtmdet"
CHANGES = Augmentation(scale=0.3, shift=0.1, flip=True, color=0.2)
RECIPE = Recipe(lr=2e-3, batch_size=8, weight_decay=5e-2, augmentation=CHANGES)
# General edges and textures: bccd (256 px, 6 epochs): mAP50 0.850 in 165 processor seconds with these kept, 0.836 in
# 205 with none.
_FROZEN = ("backbone._conv_stem.", "backbone._bn0.", *(f"backbone._blocks.{n}." for n in range(5)))
# Chosen on the validation sets, four pictures a batch against eight at 256 px: bccd after 6 epochs mAP50 0.844 and
# 0.850, mAP 0.504 and
# 0.479; nuclei after 6 of 8 epochs mAP50 of masks 0.70 and 0.64. No mosaic: with it, bccd's smallest things were not
# found (0.609).
# At 320 px, after 12 epochs: bccd's test set 0.893 (mAP 0.554).
# The body has seen ImageNet and takes smaller steps than what begins anew; nothing is mirrored, for a mirrored letter
# or arrow is another one: what was tried on classes that look alike stands in `benchmarks/lookalikes.py`.
WARM = Recipe(
    lr=2e-3,
    backbone_lr=0.3,
    batch_size=4,
    weight_decay=5e-2,
    frozen=_FROZEN,
    augmentation=replace(CHANGES, flip=False),
)

RTMDET = DetectorModel(
    name="RTMDet-tiny",
    task="detection",
    geometry="SSD_Lite",
    image_size=320,
    build=DetectorSpec("RTMDet-tiny"),
    parameters=4_873_761,
    memory=1000,
    seconds=11,
    source=SOURCE,
    advice=(
        "从零学起的首选：又快又小，图片多的时候用它。",
        "The first choice for learning from nothing: quick and small, for many pictures.",
    ),
    recipe=RECIPE,
    published=RemoteFile(
        f"{_COCO}/rtmdet_tiny_8xb32-300e_coco/rtmdet_tiny_8xb32-300e_coco_20220902_112414-78e30dcc.pth",
        "rtmdet_tiny_8xb32-300e_coco_20220902_112414-78e30dcc.pth",
        "78e30dcc",
    ),
)
RTMDET_LITE0 = DetectorModel(
    name="RTMDet-Lite0",
    task="detection",
    geometry="SSD_Lite",
    image_size=320,
    build=DetectorSpec("RTMDet-Lite0"),
    parameters=4_443_697,
    memory=910,
    seconds=13,
    source=f"{SOURCE}; {LITE0}",
    advice=(
        "找东西首选它：身体自带学过的权重，不用上网，图片不多也学得又快又准。",
        "The first choice for finding things: its body has learned before, needs no network and learns quickly from few pictures.",
    ),
    recipe=WARM,
    fresh=RECIPE,
    pretrained=PackagedBackboneSpec(),
    packaged=True,
)
RTMDET_INS = DetectorModel(
    name="RTMDet-ins-tiny",
    task="instance",
    geometry="SSD_Lite",
    image_size=320,
    build=DetectorSpec("RTMDet-ins-tiny"),
    parameters=5_615_780,
    memory=1450,
    seconds=16,
    source=SOURCE,
    advice=(
        "从零学起描边的首选：又快又小，图片多的时候用它。",
        "The first choice for learning outlines from nothing: small and quick, for many pictures.",
    ),
    recipe=RECIPE,
    published=RemoteFile(
        f"{_COCO}/rtmdet-ins_tiny_8xb32-300e_coco/rtmdet-ins_tiny_8xb32-300e_coco_20221130_151727-ec670f7e.pth",
        "rtmdet-ins_tiny_8xb32-300e_coco_20221130_151727-ec670f7e.pth",
        "ec670f7e",
    ),
)
RTMDET_INS_LITE0 = DetectorModel(
    name="RTMDet-ins-Lite0",
    task="instance",
    geometry="SSD_Lite",
    image_size=320,
    build=DetectorSpec("RTMDet-ins-Lite0"),
    parameters=5_185_716,
    memory=1040,
    seconds=18,
    source=f"{SOURCE}; {LITE0}",
    advice=(
        "给东西描边首选它：身体自带学过的权重，不用上网，图片不多也学得快。",
        "The first choice for outlines: its body has learned before, needs no network and learns quickly from few pictures.",
    ),
    recipe=WARM,
    fresh=RECIPE,
    pretrained=PackagedBackboneSpec(),
    packaged=True,
)
ENTRIES = (RTMDET_LITE0, RTMDET, RTMDET_INS_LITE0, RTMDET_INS)
