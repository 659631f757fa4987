"""mmdet's networks, built from the configurations inside its package, for any number of classes and any size."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from torch import nn
from torch.nn import functional

from sunmao.models.network import InputNormalization
from sunmao.models.openmmlab import lite0, one_stage, two_stage
from sunmao.models.openmmlab.mmcv_shim import get_model_registry, silence_mmdet
from sunmao.models.openmmlab.training_mixin import TrainableDetectorModule

if TYPE_CHECKING:
    import torch


BGR = {"mean": (103.53, 116.28, 123.675), "std": (57.375, 57.12, 58.395)}  # 0–255
RGB = {"mean": (123.675, 116.28, 103.53), "std": (58.395, 57.12, 57.375)}
RAW = {"mean": (0.0, 0.0, 0.0), "std": (1.0, 1.0, 1.0)}
FRACTION = {"mean": (0.0, 0.0, 0.0), "std": (255.0, 255.0, 255.0)}
# Of one picture's 320 pixels; mmdet's 1,000 and 512 are for 1,333 pixels and a graphics card.
PROPOSALS, REGIONS = 300, 128


@dataclass(frozen=True)
class DetectorConfig:
    """Construction of one network.

    config: file below mmdet's folder of configurations. finder: how it answers.
    numbers: mean and std, 0–255, in the network's order of colors. bgr: its first color is blue.
    What else is different here: change: (config of the model, image_size) → None; alter: parts of mmdet's detector that
    are put in or left out, each (detector) → None; begin: its fresh weights, likewise.
    """

    config: str
    finder: type[TrainableDetectorModule]
    numbers: dict
    bgr: bool = False
    change: Callable | None = None
    alter: tuple = ()
    begin: tuple = ()


class SingleSampleNorm(nn.BatchNorm2d):
    """Batch normalization that takes the running means where there is one number a plane, instead of failing."""

    def forward(self, value: "torch.Tensor") -> "torch.Tensor":
        """(N, C, H, W) → the same shape."""
        if self.training and value.shape[0] * value.shape[2] * value.shape[3] == 1:
            return functional.batch_norm(
                value, self.running_mean, self.running_var, self.weight, self.bias, eps=self.eps
            )
        return super().forward(value)


class BgrFront(InputNormalization):
    """A front whose network learned from pictures with the blue plane first."""

    bgr = True

    def forward(self, pixels: "torch.Tensor") -> Any:
        """(N, 3, H, W) RGB → (N, 3, S, S) BGR."""
        return super().forward(pixels.flip(1))


def build_network(name: str, num_classes: int, image_size: int) -> TrainableDetectorModule:
    """A fresh network by its name in `PLANS`.

    image_size: side of its input, in pixels. Raises: EngineMissing when mmdet is not installed.
    """
    plan, detector = PLANS[name], build_mmdet_model(name, num_classes, image_size)
    with silence_mmdet():
        detector.init_weights()
    for begin in plan.begin:
        begin(detector)
    front = (BgrFront if plan.bgr else InputNormalization)(size=image_size, incoming=0, **plan.numbers)
    return plan.finder(front, detector, image_size, num_classes)


def build_mmdet_model(name: str, num_classes: int, image_size: int) -> Any:
    """mmdet's detector, with numbers that no one has thought about."""
    plan, registry = PLANS[name], get_model_registry()
    with silence_mmdet():
        detector = registry.build(_make_config(plan, num_classes, image_size))
    for alter in plan.alter:
        alter(detector)
    return detector


def _make_config(plan: DetectorConfig, num_classes: int, image_size: int) -> Any:
    import mmdet
    from mmengine.config import Config

    config = Config.fromfile(Path(mmdet.__file__).parent / ".mim" / "configs" / plan.config).model
    config.data_preprocessor = None  # the front does its work
    # Fresh weights are normalized by what they see; with means of 0 YOLO's body made numbers of 1,500 and learned
    # nothing.
    config.backbone.norm_eval = False
    _adapt_config(config, num_classes)
    if plan.change:
        plan.change(config, image_size)
    return config


def _adapt_config(config: Any, num_classes: int) -> None:
    """Settings that are the same everywhere: no downloads, one computer, these classes."""
    if config.get("type") == "SyncBN":
        config["type"] = "BN"  # several graphics cards' means
    if config.get("type") == "BN":
        # Made for a hundred thousand pictures, some means follow so slowly (0.03) that after the few hundred steps of a
        # small
        # data set they are still those of the beginning, and the answers are, too: SSD_Lite found nothing until its
        # last epoch.
        config.pop("momentum", None)
    if "num_classes" in config:
        config["num_classes"] = num_classes
    if (config.get("init_cfg") or {}).get("type") == "Pretrained":
        config["init_cfg"] = None
    for part in config.values():
        for each in part if isinstance(part, (list, tuple)) else [part]:
            if isinstance(each, dict):
                _adapt_config(each, num_classes)


def _adapt_ssd(config: Any, size: int) -> None:
    """Anchors as large in the picture as they are in one of 320 pixels."""
    generator = config.bbox_head.anchor_generator
    sides = [-(-size // 16)]
    while len(sides) < len(generator.strides):
        sides.append(-(-sides[-1] // 2))
    generator.strides = [round(size / side) for side in sides]
    for name in ("min_sizes", "max_sizes"):
        generator[name] = [each * size / 320 for each in generator[name]]


def _adapt_yolo(made_for: int) -> Callable:
    def change(config: Any, size: int) -> None:
        """Anchors as large in the picture as they are in one of `made_for` pixels."""
        generator = config.bbox_head.anchor_generator
        generator.base_sizes = [
            [(w * size / made_for, h * size / made_for) for w, h in level] for level in generator.base_sizes
        ]

    return change


def _drop_unused_layer(body: Any) -> None:
    """Without the last layer of the backbone, which nothing reads."""
    body.backbone.layers.remove("conv2")
    del body.backbone.conv2


def _use_single_sample_norm(body: Any) -> None:
    """The last maps have one pixel: of a batch of one picture there is no deviation to learn from."""
    for place in (body.neck, body.bbox_head):
        for part in place.modules():
            if isinstance(part, nn.BatchNorm2d):
                part.__class__ = SingleSampleNorm


def _use_fast_mask_head(body: Any) -> None:
    from sunmao.models.openmmlab.rtmdet_ins_head import LightRTMDetInsHead

    body.bbox_head.__class__ = LightRTMDetInsHead


def _initialize_box_sizes(body: Any) -> None:
    """A fresh RTMDet sees boxes two strides wide, not of no size: what fits best learns, and boxes of no size fit
    nothing.

    On blood cells (256 pixels, four epochs, AdamW, 2e-3) mAP50 was 0.82 instead of 0.28; with four strides 0.60.
    """
    for part in body.bbox_head.rtm_reg:
        nn.init.constant_(part.bias, 1.0)


def _adapt_lite0(config: Any, size: int) -> None:
    config.neck.in_channels = list(lite0.CHANNELS)


def _take_lite0(body: Any) -> None:
    body.backbone = lite0.Lite0()


def _adapt_rcnn(config: Any, size: int) -> None:
    """Made for old computers; what keeps its weights is said by the recipe, since fresh weights must learn everywhere."""
    config.backbone.frozen_stages = -1
    config.train_cfg.rpn_proposal.update(nms_pre=1000, max_per_img=PROPOSALS)
    config.train_cfg.rcnn.sampler.num = REGIONS
    for extractor in (config.roi_head.bbox_roi_extractor, config.roi_head.get("mask_roi_extractor")):
        if extractor:
            extractor.roi_layer.use_torchvision = True


_RTMDET, _RTMDET_INS = "rtmdet/rtmdet_tiny_8xb32-300e_coco.py", "rtmdet/rtmdet-ins_tiny_8xb32-300e_coco.py"
PLANS = {
    "RTMDet-tiny": DetectorConfig(_RTMDET, one_stage.RTMDet, BGR, bgr=True, begin=(_initialize_box_sizes,)),
    "RTMDet-Lite0": DetectorConfig(
        _RTMDET,
        one_stage.RTMDet,
        lite0.NUMBERS,
        change=_adapt_lite0,
        alter=(_take_lite0,),
        begin=(_initialize_box_sizes,),
    ),
    "YOLOX-tiny": DetectorConfig("yolox/yolox_tiny_8xb8-300e_coco.py", one_stage.YOLOX, RAW, bgr=True),
    "YOLO": DetectorConfig(
        "yolo/yolov3_d53_8xb8-ms-416-273e_coco.py", one_stage.YOLOv3, FRACTION, change=_adapt_yolo(416)
    ),
    "YOLO-MobileNet": DetectorConfig(
        "yolo/yolov3_mobilenetv2_8xb24-320-300e_coco.py",
        one_stage.YOLOv3,
        RGB,
        change=_adapt_yolo(320),
        alter=(_drop_unused_layer,),
    ),
    "SSD_Lite": DetectorConfig(
        "ssd/ssdlite_mobilenetv2-scratch_8xb24-600e_coco.py",
        one_stage.SSD,
        RGB,
        change=_adapt_ssd,
        alter=(_use_single_sample_norm,),
    ),
    "FasterRCNN": DetectorConfig(
        "faster_rcnn/faster-rcnn_r50_fpn_1x_coco.py", two_stage.FasterRCNN, RGB, change=_adapt_rcnn
    ),
    "Mask_RCNN": DetectorConfig("mask_rcnn/mask-rcnn_r50_fpn_1x_coco.py", two_stage.MaskRCNN, RGB, change=_adapt_rcnn),
    "RTMDet-ins-tiny": DetectorConfig(_RTMDET_INS, one_stage.RTMDetIns, BGR, bgr=True, alter=(_use_fast_mask_head,)),
    "RTMDet-ins-Lite0": DetectorConfig(
        _RTMDET_INS, one_stage.RTMDetIns, lite0.NUMBERS, change=_adapt_lite0, alter=(_take_lite0, _use_fast_mask_head)
    ),
}
